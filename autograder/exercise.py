"""How an exercise is declared, beside its wrong answers and its other right ones, in ``autograder/answers/TOPIC.py``::

    topic = Topic(__name__)

    @topic.exercise(points=1, shapes={"z": "..."}, hints=["...", "...", "..."])
    def sigmoid(z):
        '''1 / (1 + exp(-z)), for any shape.'''        # the reference; its signature is the exercise's
        return 1 / (1 + np.exp(-z))

    @sigmoid.cases
    def _(draw):                                       # small cases first: the first failing one is shown
        yield (0.5,)

    @sigmoid.mistake("sign_of_exponent", "Your curve falls from 1 to 0: ...")
    def _(z):                                          # a real wrong answer, and what to tell its author
        return 1 / (1 + np.exp(z))

    sigmoid.right_answer(lambda z: 0.5 * (1 + np.tanh(z / 2)))   # written differently, and just as right

In messages and hints, ``chapter:losses`` stands for the number of that chapter, as book.toml has it: "chapter 04".
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from autograder.book import with_numbers
from autograder.compare import Tolerance
from autograder.definition import STRICT, Definition, Function, Misconception, declared
from autograder.draw import Draw
from autograder.findings import find
from autograder.inside.observation import Observation
from autograder.inside.observe import names_used, observe_cases, observe_value
from autograder.inside.rerun import rerun_of
from autograder.inside.source import source_of
from autograder.judge import judge
from autograder.report import Report
from autograder.trial import Trial

CaseMaker = Callable[[Draw], Iterator[Any]]


class Exercise(Definition):
    """A function that the learner writes: its definition, the decorators that declare it, and its check."""

    def cases(self, make_cases: CaseMaker) -> CaseMaker:
        """Decorator: the generator of argument tuples (or of `Case`), smallest first."""
        self.make_cases = make_cases
        return make_cases

    def mistake(self, key: str, message: str) -> Callable[[Function], Function]:
        """Decorator: a wrong implementation, its key and what to tell whoever wrote it."""

        def register(function: Function) -> Function:
            self.misconceptions.append(Misconception(f"{self.name}-{key}", _text(message), function))
            return function

        return register

    def right_answer(self, function: Function) -> Function:
        """Decorator: a right answer that is written differently, and must pass."""
        self.right_answers.append(function)
        return function

    def check(self, candidate: Any, seed: int | None = None, patient: bool = False) -> Report:
        """Judge a candidate: a callable, or a value for a recall question.

        Never raises for anything the candidate does. With `patient` the line of a listed mistake is looked for, too.
        """
        trial = self.trial(candidate, fresh_seed() if seed is None else seed)
        return judge(trial, partial(rerun_of, candidate, self.needs), patient)

    def passes(self, candidate: Any, seed: int | None = None) -> bool:
        """Whether nothing at all is wrong with a candidate; no word why is looked for."""
        return not find(self.trial(candidate, fresh_seed() if seed is None else seed))

    def trial(self, candidate: Any, seed: int, twice: bool = True) -> Trial:
        """What the candidate does with the cases of this seed, called once or twice."""
        cases = self.draw_cases(seed)
        first, again = self.observe(candidate, cases, twice)
        if not twice:
            self.keep(candidate, cases, first)
        return Trial(
            self,
            cases,
            tuple(first),
            tuple(again),
            names_used(candidate),
            seed,
            source_of(candidate),
            observe_more=lambda other: self.trial(candidate, other, twice=False),
        )

    def observe(
        self, candidate: Any, cases: Iterable[Any], twice: bool = True
    ) -> tuple[list[Observation], list[Observation]]:
        """What the candidate does with every case, and does again."""
        return observe_cases(candidate, tuple(cases), self.seconds, twice and self.repeatable)


class Recall(Exercise):
    """A question answered by value, at the end of a chapter."""

    is_value = True
    repeatable = False

    def observe(
        self, candidate: Any, cases: Iterable[Any], twice: bool = False
    ) -> tuple[list[Observation], list[Observation]]:
        """The value as it is: there is nothing to call."""
        return [observe_value(candidate)], []


def fresh_seed() -> int:
    """A seed nobody could have foreseen, short enough to type again."""
    return secrets.randbelow(1_000_000)


class Topic:
    """The exercises of one chapter, in the order in which they are declared; named after the module they stand in."""

    def __init__(self, module: str) -> None:
        self.name = module.rpartition(".")[2].replace("_", "-")
        self.exercises: list[Exercise] = []

    def exercise(
        self, *, points: float, hints: Iterable[str], why: str = "", kind: type[Exercise] = Exercise, **fields: Any
    ) -> Callable[[Function], Exercise]:
        """Decorator that turns a reference into an `Exercise` of the same name."""

        def register(reference: Function) -> Exercise:
            texts = tuple(map(_text, hints))
            made = kind(reference.__name__, self.name, points, reference, hints=texts, why=_text(why), **fields)
            self.exercises.append(made)
            declared.setdefault(made.name, made)
            return made

        return register

    def recall(
        self,
        key: str,
        answer: Any,
        hints: Iterable[str],
        wrong: Iterable[tuple[str, Any, str]] = (),
        why: str = "",
        tolerance: Tolerance = STRICT,
        view: Function | None = None,
    ) -> None:
        """A question answered by value; `wrong` lists (key, wrong answer, what to say about it)."""
        texts, name = tuple(map(_text, hints)), f"recall-{key}"
        made = Recall(name, self.name, 1, lambda: answer, hints=texts, why=_text(why), tolerance=tolerance, view=view)
        for wrong_key, value, message in wrong:
            made.mistake(wrong_key, message)(lambda value=value: value)
        self.exercises.append(made)


def _text(words: str) -> str:
    """A message on one line, with the numbers of the chapters it names."""
    return with_numbers(" ".join(words.split()))
