"""A listed mistake beside a learner's function: whether the two behave alike, in everything or in one part."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from autograder.compare import Mismatch, agrees, parts_of
from autograder.definition import Definition, Misconception
from autograder.inside.observation import Observation, Opaque
from autograder.trial import Trial

MOST_SWAPPED = 5  # parts of a result


class Rival:
    """A misconception beside a trial: how it behaves on the trial's cases, worked out only as far as it matters."""

    def __init__(self, misconception: Misconception, trial: Trial) -> None:
        self.misconception, self.trial, self.exercise = misconception, trial, trial.exercise

    def on(self, number: int) -> tuple[Observation, Any]:
        """What it does on one case, and its value as it is compared."""
        return self.exercise.behavior(self.misconception.function, self.trial.cases[number])

    def explains(self) -> bool:
        """Whether it returns the same, fails in the same way and changes the same arguments on every case.

        Two calls that gave no value are alike, but at least one call must have given a value.
        """
        for number, (observation, value) in enumerate(zip(self.trial.first, self.trial.got, strict=True)):
            mine, my_value = self.on(number)
            if _outline(mine) != _outline(observation):
                return False
            if not observation.failure and not all(
                agree(self.exercise, part_of(self.exercise, my_value, part), part_of(self.exercise, value, part))
                for part in self.exercise.part_names
            ):
                return False
        return any(not observation.failure for observation in self.trial.first)

    def explains_part(self, part: str, right: Sequence[Any], got: Sequence[Any]) -> bool:
        """Whether this part of the result is the same on every case, and wrong on one."""
        return self.explains_values(part, got) and any(
            not agree(self.exercise, r, v) for r, v in zip(right, got, strict=True) if v is not None
        )

    def explains_values(self, part: str, values: Sequence[Any]) -> bool:
        """Whether it gives these values in this part of the result."""
        return all(
            agree(self.exercise, part_of(self.exercise, self.on(number)[1], part), value)
            for number, value in enumerate(values)
        )

    def fits_other_parts(self, part: str) -> bool:
        """Whether it does nothing wrong in any other part that the candidate does not do wrong in the same way."""
        return all(
            self._is_right_in(other) or self.explains_values(other, self._parts(self.trial.got, other))
            for other in self.exercise.part_names
            if other != part
        )

    @cached_property
    def wrong_parts(self) -> int:
        """How many parts of the result it gets wrong."""
        return sum(not self._is_right_in(part) for part in self.exercise.part_names)

    def _is_right_in(self, part: str) -> bool:
        return self.explains_values(part, self._parts(self.trial.expected, part))

    def _parts(self, values: Sequence[Any], part: str) -> list[Any]:
        return [part_of(self.exercise, value, part) for value in values]


def _outline(observation: Observation) -> tuple[Any, ...]:
    failure = observation.failure
    return ((failure.kind, failure.error) if failure else None, observation.changed)


def agree(exercise: Definition, one: Any, other: Any) -> bool:
    """Whether two values, each a whole result or a part of it, count as the same."""
    if isinstance(one, Opaque) or isinstance(other, Opaque):
        return isinstance(one, Opaque) and isinstance(other, Opaque) and one == other
    if one is None or other is None:
        return one is other
    return agrees(one, other, exercise.tolerance)


def part_of(exercise: Definition, value: Any, part: str) -> Any:
    """One part of a result; a result of the wrong form stands for all its parts."""
    parts = parts_of(value, exercise.returns)
    return value if isinstance(parts, Mismatch) else parts.get(part)


def in_another_order(trial: Trial) -> str:
    """That the right parts of the result come in another order, or under each other's names; "" if they do not."""
    exercise, names = trial.exercise, trial.exercise.returns
    together = [parts_of(value, names) for value in trial.got]
    if not 2 <= len(names) <= MOST_SWAPPED or not all(isinstance(p, dict) and p.keys() >= set(names) for p in together):
        return ""
    rights = [[part_of(exercise, value, name) for name in names] for value in trial.expected]
    yours = [[part_of(exercise, value, name) for name in names] for value in trial.got]
    flags = [isinstance(r, np.ndarray) and r.dtype.kind == "b" for r in rights[0]]
    telling = not any(is_flag or isinstance(r, str) for r, is_flag in zip(rights[0], flags, strict=True))
    for order in itertools.permutations(names) if telling else [names[::-1]]:
        places = [names.index(name) for name in order]
        if order != names and all(
            all(agree(exercise, right[place], own) for place, own in zip(places, mine, strict=True))
            for right, mine in zip(rights, yours, strict=True)
        ):
            return _order_in_words(names, order, is_dictionary=isinstance(trial.got[0], dict))
    return ""


def _order_in_words(names: Sequence[str], order: Sequence[str], is_dictionary: bool) -> str:
    if not is_dictionary:
        return f"Right values in the wrong order: ({', '.join(names)}), not ({', '.join(order)})."
    moved = [f"your {name!r} holds {held}" for name, held in zip(names, order, strict=True) if name != held]
    return f"Right values under each other's names: {', '.join(moved)}."
