"""A candidate's behavior on every case of one seed, beside what was expected of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from autograder.definition import Definition
from autograder.inside.observation import Case, Observation


@dataclass(frozen=True)
class Trial:
    """What a candidate did: one observation per case in `first`, fewer if it was stopped.

    `again` repeats the cases with the same arguments, and is empty where that made no sense. `uses` are the names that
    the candidate's code refers to.
    """

    exercise: Definition
    cases: tuple[Case, ...]
    first: tuple[Observation, ...]
    again: tuple[Observation, ...] = ()
    uses: frozenset[str] = frozenset()
    seed: int | None = None

    @cached_property
    def expected(self) -> list[Any]:
        """The right value of every case, as it is compared."""
        return [self.exercise.expected(case) for case in self.cases]

    @cached_property
    def got(self) -> list[Any]:
        """The value that came back in every case that was observed, as it is compared."""
        return [self.exercise.viewed(c, o.value) for c, o in zip(self.cases, self.first, strict=False)]

    @property
    def complete(self) -> bool:
        """Whether every case was observed."""
        return len(self.first) == len(self.cases)
