"""A candidate's behavior on every case of one seed, beside what was expected of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from autograder.definition import Definition
from autograder.inside.observation import Case, Observation, Source

FRESH_SEEDS = 2
FAR = 1_000_003  # Between a seed and the next fresh one.
PATIENCE = 0.02  # CPU seconds of a fresh seed, after which no further one is tried


@dataclass(frozen=True)
class Trial:
    """What a candidate did: one observation per case in `first`, fewer if it was stopped.

    `again` repeats the cases with the same arguments, and is empty where that made no sense. `uses` are the names that
    the candidate's code refers to, `source` is its text, if that could be found. `observe_more` calls the candidate
    on the cases of another seed; it is None where that is no longer possible.
    """

    exercise: Definition
    cases: tuple[Case, ...]
    first: tuple[Observation, ...]
    again: tuple[Observation, ...] = ()
    uses: frozenset[str] = frozenset()
    seed: int | None = None
    source: Source | None = None
    observe_more: Callable[[int], Trial] | None = None

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

    @cached_property
    def widened(self) -> Trial:
        """The same trial with the cases of fresh seeds added, where more can be observed: what must hold there too."""
        if self.observe_more is None:
            return self
        trials, begun = [self], time.process_time()
        for number in range(1, FRESH_SEEDS + 1):
            trials.append(self.observe_more((self.seed or 0) + number * FAR))
            if time.process_time() - begun > PATIENCE:
                break
        return replace(
            self,
            cases=tuple(case for trial in trials for case in trial.cases[: len(trial.first)]),
            first=tuple(observation for trial in trials for observation in trial.first),
            again=(),
            observe_more=None,
        )
