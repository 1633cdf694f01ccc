"""Every exercise of the course, by name."""

from __future__ import annotations

import importlib
import pkgutil
from difflib import get_close_matches
from functools import cache

from autograder import answers
from autograder.book import chapters
from autograder.exercise import Exercise, Topic
from autograder.own import BrokenExercises, Own
from autograder.sealed import modules_of


class UnknownExercise(LookupError):
    """No exercise has this name; the text says which names come close."""

    def __init__(self, name: str) -> None:
        close = get_close_matches(name, exercises(), n=3, cutoff=0.5)
        meant = f" Did you mean {' or '.join(close)}?" if close else ""
        super().__init__(f"There is no exercise called {name!r}.{meant}")


_adopted: list[Own] = []  # At most one: a course has one file of its own.


def adopt(own: Own | None) -> None:
    """Let these exercises be known beside ours, in place of others that were adopted before; None for none."""
    if own != adopted():
        _adopted[:] = [own] if own else []
        all_exercises.cache_clear()


def adopted() -> Own | None:
    """The exercises that were adopted."""
    return _adopted[0] if _adopted else None


@cache
def all_exercises() -> dict[str, Exercise]:
    """Every exercise by name, in course order, a teacher's own last.

    Raises ValueError if two have the same name, BrokenExercises if a teacher's own cannot be used.
    """
    modules = [module.name for module in pkgutil.iter_modules(answers.__path__)] or modules_of(answers)
    topics: list[Topic] = [importlib.import_module(f"{answers.__name__}.{module}").topic for module in modules]
    order = list(chapters())
    found: dict[str, Exercise] = {}
    for topic in sorted(topics, key=lambda t: order.index(t.name) if t.name in order else len(order)):
        for exercise in topic.exercises:
            if exercise.name in found:
                raise ValueError(f"{exercise.name} is declared in {found[exercise.name].topic} and {topic.name}")
            found[exercise.name] = exercise
    for own in _adopted:
        for exercise in own.exercises():
            if exercise.name in found:
                raise BrokenExercises(
                    f"{own.file} declares {exercise.name}, and so does {found[exercise.name].topic}: rename it."
                )
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
