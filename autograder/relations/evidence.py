"""What a relation is recognized by: one part of the result on every case, beside the right one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.compare import agrees
from autograder.definition import Definition
from autograder.inside.observation import Case


@dataclass(frozen=True)
class Evidence:
    """One part of the result on every case: the arguments, the right values and the values that came back.

    `warnings` are those of each call.
    """

    exercise: Definition
    cases: Sequence[Case]
    part: str
    expected: list[Any]
    got: list[Any]
    warnings: Sequence[Sequence[str]] = ()

    def agree(self, one: Any, other: Any) -> bool:
        """Whether two values count as the same."""
        return agrees(one, other, self.exercise.tolerance)

    def everywhere(self, wanted: Sequence[Any]) -> bool:
        """Whether the result equals `wanted` on every case."""
        return all(self.agree(*pair) for pair in zip(wanted, self.got, strict=True))

    def telling(self, wanted: Sequence[Any]) -> int:
        """How many different right results there are where `wanted` is another one."""
        distinct: list[Any] = []
        for right, one in zip(self.expected, wanted, strict=True):
            if not self.agree(right, one) and not any(self.agree(right, known) for known in distinct[:2]):
                distinct.append(right)
        return len(distinct)

    def shows(self, wanted: Sequence[Any]) -> bool:
        """Whether the result equals `wanted` on every case, and at least two cases tell that from the right result."""
        return self.everywhere(wanted) and self.telling(wanted) >= 2

    def mapped(self, change: Callable[[np.ndarray], np.ndarray]) -> bool:
        """Whether the cases show that the result is the changed right value."""
        return self.shows([change(np.asarray(value, dtype=float)) for value in self.expected])


Relation = Callable[[Evidence], tuple[str, str] | None]
