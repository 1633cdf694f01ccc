"""What an exercise in autograder/answers/ must fulfill: its reference, its cases, its mistakes, its right answers."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from autograder import Exercise, Report
from autograder.book import MENTION
from autograder.draw import Draw
from course.answers import all_exercises
from course.manifest import near
from course.problem import Problem
from course.proof.declaration import Declaration, declaration

SEEDS = range(3)
LONG = 30.0  # seconds of a check from which on it trains a network, and few seeds must do
GAP = "..."  # what a skeleton holds where something is still to be written

Rule = Callable[[Exercise, Declaration, Sequence[int]], Iterator[Problem]]


def exercise_problems(exercise: Exercise, seeds: Sequence[int] = SEEDS) -> list[Problem]:
    """Everything that is wrong with an exercise; first what is still to be written, and only then what is wrong."""
    where = declaration(exercise)
    seeds = seeds[:1] if exercise.seconds > LONG and seeds == SEEDS else seeds
    gaps = list(_gaps(exercise, where))
    written = gaps or list(_reference_passes(exercise, where, seeds))
    rules: Sequence[Rule] = (_keys, _counts) if written else RULES
    return [*written, *(problem for rule in rules for problem in rule(exercise, where, seeds))]


def unwritten(function: Callable[..., Any]) -> bool:
    """Whether a function of a skeleton still raises NotImplementedError."""
    return "NotImplementedError" in getattr(getattr(function, "__code__", None), "co_names", ())


def _gaps(exercise: Exercise, where: Declaration) -> Iterator[Problem]:
    if unwritten(exercise.reference):
        yield where.problem(f"write the reference of {exercise.name} in place of `raise NotImplementedError`")
    if exercise.reference.__doc__ == GAP:
        yield where.problem(f"describe the reference of {exercise.name}: its formula in one line, in place of `...`")
    if exercise.is_value and exercise.reference() is Ellipsis:
        yield where.problem(f"write the answer of {exercise.name} in place of `...`")
    if unwritten(exercise.make_cases):
        yield where.problem(f"write the cases of {exercise.name} in place of `raise NotImplementedError`")
    for misconception in exercise.misconceptions:
        line = where.mistakes.get(_key(exercise, misconception.id))
        if unwritten(misconception.function) or (exercise.is_value and misconception.function() is Ellipsis):
            yield where.problem(f"write the wrong answer of the mistake {misconception.id}", line)
        if re.search(r"-mistake_\d$", misconception.id):
            text = f"give the mistake {misconception.id} a key that names it, such as wrong_sign"
            yield where.problem(text, line)
        if misconception.message == GAP:
            yield where.problem(f"write the message of the mistake {misconception.id} in place of `...`", line)
    for index, function in enumerate(exercise.right_answers):
        if unwritten(function):
            text = f"write right answer {index + 1} of {exercise.name}: the same result by another route"
            yield where.problem(text, where.right_answer_line(index))


def _candidate(exercise: Exercise, function: Callable[..., Any]) -> Any:
    """What a learner would hand over: the function, or its value where the answer is a value."""
    return function() if exercise.is_value else function


def _checked(exercise: Exercise, function: Callable[..., Any], seed: int) -> Report:
    return exercise.check(_candidate(exercise, function), seed=seed)


def _reference_passes(exercise: Exercise, where: Declaration, seeds: Sequence[int]) -> Iterator[Problem]:
    for seed in seeds:
        try:
            report = _checked(exercise, exercise.reference, seed)
        except Exception as error:  # The cases or the reference itself are broken.
            yield where.problem(f"{exercise.name} cannot be checked with seed {seed}: {type(error).__name__}: {error}")
            return
        if not report.passed or report.score != 1:
            text = f"the reference of {exercise.name} fails its own check with seed {seed}: {report.headline}"
            yield where.problem(text)
            return


def _keys(exercise: Exercise, where: Declaration, seeds: Sequence[int]) -> Iterator[Problem]:
    seen = set()
    for misconception in exercise.misconceptions:
        key = _key(exercise, misconception.id)
        line = where.mistakes.get(key)
        if key in seen:
            yield where.problem(f"the key {key!r} of {exercise.name} is used twice; every mistake has its own", line)
        if not re.fullmatch(r"[A-Za-z]\w*", key):
            yield where.problem(f"the key {key!r} must be a few words_like_this", line)
        if unknown := MENTION.search(misconception.message):
            yield where.problem(f"{misconception.id} mentions {unknown[0]}, and there is no such chapter", line)
        if len(misconception.message) < 20 and misconception.message != GAP:
            text = f"the message of {misconception.id} is too short: say what was done, and what belongs there"
            yield where.problem(text, line)
        seen.add(key)


def _counts(exercise: Exercise, where: Declaration, seeds: Sequence[int]) -> Iterator[Problem]:
    least = 1 if exercise.is_value else 3
    if (count := len(exercise.misconceptions)) < least:
        yield where.problem(f"{exercise.name} knows {count} mistakes; it must know at least {least}")
    if not exercise.is_value and (count := len(exercise.right_answers)) < 2:
        yield where.problem(f"{exercise.name} has {count} right answers besides its reference; write at least 2")


def _mistakes_are_named(exercise: Exercise, where: Declaration, seeds: Sequence[int]) -> Iterator[Problem]:
    """Each mistake fails with every seed, and is named as itself."""
    for misconception in exercise.misconceptions:
        for seed in seeds:
            report = _checked(exercise, misconception.function, seed)
            if text := _misnamed(misconception.id, report):
                line = where.mistakes.get(_key(exercise, misconception.id))
                yield where.problem(f"the mistake {misconception.id} {text} (seed {seed})", line)
                break


def _misnamed(name: str, report: Report) -> str:
    if report.passed:
        return "is a right answer: it passes the check; remove it, or add a case on which it fails"
    if report.misconception is None:
        return f"fails without being named: {report.headline}"
    if report.misconception != name:
        return f"does what {report.misconception} does in every case; keep one of the two, or add a case that differs"
    return ""


def _right_answers_pass(exercise: Exercise, where: Declaration, seeds: Sequence[int]) -> Iterator[Problem]:
    for index, function in enumerate(exercise.right_answers):
        for seed in seeds:
            report = _checked(exercise, function, seed)
            if not report.passed:
                text = f"right answer {index + 1} of {exercise.name} fails with seed {seed}: {report.headline}"
                yield where.problem(text, where.right_answer_line(index))
                break


def _cases_are_drawn(exercise: Exercise, where: Declaration, seeds: Sequence[int]) -> Iterator[Problem]:
    """The same seed draws the same cases; another draws others, unless all arguments are words."""
    if exercise.is_value:
        return
    first, again, other = (_bytes(exercise.make_cases(Draw(seed))) for seed in (1, 1, 2))
    words_only = all(isinstance(argument, str) for case in exercise.draw_cases(1) for argument in case)
    if first != again:
        yield where.problem(f"the cases of {exercise.name} differ with the same seed: draw every number with `draw`")
    elif first == other and not words_only:
        yield where.problem(f"the cases of {exercise.name} are the same with every seed: draw some with `draw`")


def _bytes(cases: Iterable[Any]) -> bytes:
    return pickle.dumps([[_state(argument) for argument in case] for case in cases])


def _state(argument: Any) -> Any:
    return argument.bit_generator.state if isinstance(argument, np.random.Generator) else argument


def _batches_of_one_and_more(exercise: Exercise, where: Declaration, seeds: Sequence[int]) -> Iterator[Problem]:
    """Where `shapes` has an axis n in front, it is 1 in some case and larger in another."""
    batched = [i for i, name in enumerate(exercise.parameters) if exercise.shapes.get(name, "").split()[:1] == ["n"]]
    if not batched:
        return
    batches = [list(case)[batched[0]] for case in exercise.draw_cases(1)]
    sizes = {len(batch) for batch in batches if np.ndim(batch)}
    if 1 not in sizes:
        yield where.problem(f"no case of {exercise.name} has a batch of one: yield one in which the axis n is 1")
    if not sizes or max(sizes) == 1:
        yield where.problem(f"no case of {exercise.name} has a batch of several: yield one in which the axis n is 4")


def _needs_are_earlier(exercise: Exercise, where: Declaration, seeds: Sequence[int]) -> Iterator[Problem]:
    names = [other.name for other in all_exercises()]
    position = names.index(exercise.name) if exercise.name in names else len(names)
    for name in exercise.needs:
        if name not in names:
            yield where.problem(f"{exercise.name} needs {name!r}, which is no exercise. {near(name, names)}")
        elif names.index(name) >= position:
            text = f"{exercise.name} needs {name}, which comes later; move one of the two, or its chapter in book.toml"
            yield where.problem(text)


def _shapes_name_parameters(exercise: Exercise, where: Declaration, seeds: Sequence[int]) -> Iterator[Problem]:
    for name in exercise.shapes.keys() - set(exercise.parameters):
        text = (
            f"`shapes` of {exercise.name} has {name!r}, which is no argument. {near(name, list(exercise.parameters))}"
        )
        yield where.problem(text)


def _key(exercise: Exercise, misconception: str) -> str:
    return misconception.removeprefix(f"{exercise.name}-")


RULES: Sequence[Rule] = (
    _keys,
    _counts,
    _mistakes_are_named,
    _right_answers_pass,
    _cases_are_drawn,
    _batches_of_one_and_more,
    _needs_are_earlier,
    _shapes_name_parameters,
)
