"""A listed mistake beside a learner's function: whether the two behave alike, in everything or in one part."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from autograder.compare import Mismatch, agrees, parts_of
from autograder.definition import Definition, Misconception
from autograder.inside.observation import Observation, Opaque
from autograder.trial import Trial


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
