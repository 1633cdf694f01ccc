"""The one model every part of the project reads: what an exercise is, and which mistakes it knows.

An exercise is declared beside its wrong answers, in ``autograder/answers/TOPIC.py``::

    topic = Topic(__name__)

    @topic.exercise(points=1, shapes={"z": "..."}, hints=["..."])
    def sigmoid(z):
        '''1 / (1 + exp(-z)), for any shape.'''        # the reference; its signature is the exercise's
        return 1 / (1 + np.exp(-z))

    @sigmoid.cases
    def _(draw):                                       # small cases first: the first failing one is shown
        yield (0.5,)

    @sigmoid.mistake("sign_of_exponent", "Your exponent has the wrong sign: ...")
    def _(z):                                          # a real wrong answer, and what to tell its author
        return 1 / (1 + np.exp(z))

    sigmoid.right_answer(lambda z: 0.5 * (1 + np.tanh(z / 2)))   # written differently, and just as right
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any

from autograder.book import chapters
from autograder.draw import Draw
from autograder.limits import limited
from autograder.observe import Observation, Opaque, observe, observe_cases, observe_value, plain

if TYPE_CHECKING:
    from autograder.report import Report

Function = Callable[..., Any]
Arguments = tuple[Any, ...]


@dataclass(frozen=True)
class Tolerance:
    """Values agree when |got - expected| <= atol + rtol |expected|."""

    rtol: float = 1e-8
    atol: float = 1e-10


@dataclass(frozen=True)
class Misconception:
    """A real wrong implementation (for a value exercise: one that returns a wrong value) and its explanation."""

    id: str
    message: str
    function: Function


@dataclass
class Exercise:
    """One thing the learner writes or answers; see the module's docstring for how one is declared.

    `shapes` names the axes of each argument (``{"X": "n d", "w": "d"}``; ``"..."`` is any shape), `returns`
    names the parts of a tuple or dictionary, which are judged one by one. `view` turns a result with many
    right forms into what is compared (a gate's weights into its truth table). `needs` are earlier exercises
    the answer is built from. `random` says that the result is drawn, and so must come from the rng passed in. Where the
    function returns a function, the last `then` arguments of a case are passed to that one. `measure` gives points
    for how much was reached: (share of the points, what was reached in words). `repeatable` exercises are called
    twice with the same arguments and must answer the same. `withholds` says which files of this system a submission
    sees differently while it is graded, because they hold answers: path -> content.
    """

    name: str
    topic: str
    points: float
    reference: Function
    shapes: Mapping[str, str] = field(default_factory=dict)
    returns: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    tolerance: Tolerance = Tolerance()
    view: Function | None = None
    is_value: bool = False
    random: bool = False
    then: int = 0
    measure: Callable[..., tuple[float, str]] | None = None
    repeatable: bool = True
    withholds: Callable[[], Mapping[str, bytes]] | None = None
    seconds: float = 5.0
    misconceptions: list[Misconception] = field(default_factory=list)
    right_answers: list[Function] = field(default_factory=list)
    draw: Callable[[Draw], Iterable[Arguments]] = lambda draw: [()]

    @property
    def chapter(self) -> str:
        """The chapter it stands in, as book.toml names it; the bare topic if the book does not list it."""
        return chapters().get(self.topic, self.topic)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of the arguments, in order."""
        return tuple(inspect.signature(self.reference).parameters)

    @property
    def variable(self) -> str:
        """What the notebook calls it: a function's own name, ``recall_01_1`` for the answer to ``recall-01-1``."""
        return self.name.replace("-", "_")

    @property
    def signature(self) -> str:
        """As the learner writes it: ``weighted_sum(x, w, b)``."""
        return f"{self.name}{inspect.signature(self.reference)}"

    def cases(self, draw: Callable[[Draw], Iterator[Arguments]]) -> Callable[[Draw], Iterator[Arguments]]:
        """Decorator: the generator of argument tuples, smallest first."""
        self.draw = draw
        return draw

    def mistake(self, key: str, message: str) -> Callable[[Function], Function]:
        """Decorator: a wrong implementation, its key and what to tell whoever wrote it."""

        def register(function: Function) -> Function:
            self.misconceptions.append(Misconception(f"{self.name}-{key}", " ".join(message.split()), function))
            return function

        return register

    def right_answer(self, function: Function) -> Function:
        """Decorator: a right answer that is written differently, and must pass."""
        self.right_answers.append(function)
        return function

    def draw_cases(self, seed: int) -> list[Arguments]:
        """The cases of this seed; the same seed always gives the same cases."""
        return list(self.draw(Draw(seed)))

    def observe(self, candidate: Any, arguments: Arguments) -> Observation:
        """What the candidate (a function, or for a value exercise the value) does with one case."""
        return observe_value(candidate) if self.is_value else self.call(candidate, arguments, limited(self.seconds))

    def call(
        self, function: Function, arguments: Arguments, limits: AbstractContextManager | None = None
    ) -> Observation:
        """What a function does with one case."""
        split = len(arguments) - self.then
        return observe(function, arguments[:split], limits, then=arguments[split:])

    def expected(self, arguments: Arguments) -> Any:
        """The reference's result on one case, as it is compared. Raises RuntimeError if the reference fails."""
        observation = self.call(self.reference, arguments)
        if observation.failure:
            raise RuntimeError(f"the reference of {self.name} failed: {observation.failure}")
        return self.viewed(arguments, observation.value)

    def viewed(self, arguments: Arguments, value: Any) -> Any:
        """What is compared: the value itself, or the exercise's view of it (what a gate's weights decide)."""
        if self.view is None or value is None or isinstance(value, Opaque):
            return value
        try:
            return plain(self.view(value, *arguments))
        except Exception:
            return Opaque("something that cannot be used as the result of " + self.name)

    def check(self, candidate: Any, seed: int | None = None, attempt: int = 1) -> Report:
        """Judge a candidate: a callable, or a value for value exercises; `attempt` (from 1) picks the hint.

        Never raises for anything the candidate does.
        """
        from autograder.judge import judge

        seed = fresh_seed() if seed is None else seed
        cases = self.draw_cases(seed)
        first, again = observe_cases(lambda case: self.observe(candidate, case), cases, self.repeatable)
        return judge(self, cases, first, again, seed=seed, attempt=attempt)


def fresh_seed() -> int:
    """A seed nobody could have foreseen, short enough to type again."""
    return secrets.randbelow(1_000_000)


class Topic:
    """The exercises of one chapter, in the order in which they are declared; named after the module they stand in."""

    def __init__(self, module: str) -> None:
        self.name = module.rpartition(".")[2].replace("_", "-")
        self.exercises: list[Exercise] = []

    def exercise(self, *, points: float, hints: Iterable[str], **fields: Any) -> Callable[[Function], Exercise]:
        """Decorator that turns a reference into an `Exercise` of the same name."""

        def register(reference: Function) -> Exercise:
            made = Exercise(reference.__name__, self.name, points, reference, hints=_lines(hints), **fields)
            self.exercises.append(made)
            return made

        return register

    def recall(self, key: str, answer: Any, hints: Iterable[str], wrong: Iterable[tuple[str, Any, str]] = ()) -> None:
        """A question answered by value; `wrong` lists (key, wrong answer, what to say about it)."""
        made = Exercise(f"recall-{key}", self.name, 1, lambda: answer, hints=_lines(hints), is_value=True)
        for wrong_key, value, message in wrong:
            made.mistake(wrong_key, message)(lambda value=value: value)
        self.exercises.append(made)


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(" ".join(text.split()) for text in texts)


class UnknownExercise(LookupError):
    """No exercise has this name; the text says which names come close."""

    def __init__(self, name: str) -> None:
        close = get_close_matches(name, exercises(), n=3, cutoff=0.5)
        meant = f" Did you mean {' or '.join(close)}?" if close else ""
        super().__init__(f"There is no exercise called {name!r}.{meant}")


@cache
def all_exercises() -> dict[str, Exercise]:
    """Every exercise by name, in course order."""
    from autograder import answers

    modules = (module.name for module in pkgutil.iter_modules(answers.__path__))
    topics: list[Topic] = [importlib.import_module(f"{answers.__name__}.{module}").topic for module in modules]
    order = list(chapters())
    found: dict[str, Exercise] = {}
    for topic in sorted(topics, key=lambda t: order.index(t.name) if t.name in order else len(order)):
        for exercise in topic.exercises:
            if exercise.name in found:
                raise ValueError(f"{exercise.name} is declared in {found[exercise.name].topic} and {topic.name}")
            found[exercise.name] = exercise
    return found


def exercises() -> list[str]:
    """The names of all exercises, in course order."""
    return list(all_exercises())


def load(name: str) -> Exercise:
    """The exercise of this name; raises `UnknownExercise` (a LookupError) if there is none."""
    try:
        return all_exercises()[name]
    except KeyError:
        raise UnknownExercise(name) from None
