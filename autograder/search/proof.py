"""Whether a version of a function is right: on the case that failed, on all cases, and on fresh ones."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from autograder.chance import deaf, too_regular
from autograder.compare import Mismatch, Tolerance, agrees, parts_of
from autograder.definition import Definition
from autograder.inside.observation import Case, Observation, Opaque
from autograder.inside.rerun import Version
from autograder.search.rerun import Rerun
from autograder.trial import Trial

PATIENCE = 2  # A busy machine gives less CPU time in the same time.
BETWEEN_LOOKS = 0.05
LARGEST_REST = 0.15  # What a search may still take once it has found something, as a share of its whole time.
FRESH_SEEDS = (90_001, 90_002, 90_003)
SHORTEST_CALL, LONGEST_CALL = 0.05, 0.5  # Seconds for one version; a busy machine may hold it up for a moment.
TIMES_AS_LONG = 30  # A version that takes so many times as long as the learner's own will not end.


class OutOfTime(Exception):
    """The search has used up its time."""


class Deadline:
    """The moment at which a search ends: after so many seconds of CPU time, or twice as many on the clock."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        now = time.monotonic()
        self.longest_rest = LARGEST_REST * seconds
        self.cpu, self.clock, self._looked, self._cpu_left = (
            time.thread_time() + seconds,
            now + PATIENCE * seconds,
            now,
            seconds,
        )

    @property
    def left(self) -> float:
        """The seconds that are left, 0 if there are none."""
        now = time.monotonic()
        if now - self._looked > BETWEEN_LOOKS:  # Asking for CPU time can take milliseconds.
            self._looked, self._cpu_left = now, self.cpu - time.thread_time()
        return max(0.0, min(self._cpu_left, self.clock - now))

    def shorten(self, seconds: float) -> None:
        """End in this many seconds, or in a share of the whole time if that is less, if not before."""
        rest = min(seconds, self.longest_rest)
        self.cpu, self.clock = (
            min(self.cpu, time.thread_time() + rest),
            min(self.clock, time.monotonic() + PATIENCE * rest),
        )
        self._cpu_left = min(self._cpu_left, rest)

    @contextlib.contextmanager
    def put_off(self, seconds: float) -> Iterator[None]:
        """At least so many seconds are left inside the block."""
        before = self.cpu, self.clock, self._cpu_left
        self.cpu, self.clock = max(self.cpu, time.thread_time() + seconds), max(self.clock, time.monotonic() + seconds)
        self._cpu_left = max(self._cpu_left, seconds)
        try:
            yield
        finally:
            self.cpu, self.clock, self._cpu_left = before

    def check(self) -> None:
        """Raise OutOfTime if the moment has come."""
        if not self.left:
            raise OutOfTime


class Cases:
    """Some cases of an exercise, with their right values, each worked out when it is first needed."""

    def __init__(self, exercise: Definition, cases: Sequence[Case], expected: Sequence[Any] = ()) -> None:
        self.exercise, self.cases = exercise, tuple(cases)
        self._parts: dict[int, dict[str, Any]] = {}
        self._expected = expected

    def expected_parts(self, number: int) -> dict[str, Any]:
        """The right value of every part on one case."""
        if number not in self._parts:
            right = self._expected[number] if self._expected else self.exercise.expected(self.cases[number])
            parts = parts_of(right, self.exercise.returns)
            assert isinstance(parts, dict)
            self._parts[number] = parts
        return self._parts[number]

    def right_parts(self, number: int, observation: Observation) -> set[str]:
        """The parts of the result that are right, whatever else the call did."""
        if observation.failure or isinstance(observation.value, Opaque):
            return set()
        value = self.exercise.viewed(self.cases[number], observation.value)
        got = parts_of(value, self.exercise.returns)
        if isinstance(got, Mismatch):
            return set()
        right = self.expected_parts(number)
        return {name for name in self.exercise.part_names if name in got and self._agree(right[name], got[name])}

    def is_right(self, number: int, observation: Observation, parts: frozenset[str]) -> bool:
        """Whether these parts of the value are right."""
        return parts <= self.right_parts(number, observation)

    def all_right(self, observations: Sequence[Observation], parts: frozenset[str]) -> bool:
        """Whether these parts were right in every case, no argument was changed and the rng was used if it must be."""
        return (
            len(observations) == len(self.cases)
            and not any(observation.changed for observation in observations)
            and (not self.exercise.random or any(observation.drew for observation in observations))
            and deaf(self.exercise, self.cases, observations) is None
            and all(self.is_right(number, observation, parts) for number, observation in enumerate(observations))
            and (
                parts != frozenset(self.exercise.part_names) or not too_regular(self.exercise, self.cases, observations)
            )
        )

    def _agree(self, right: Any, got: Any) -> bool:
        tolerance = self.exercise.tolerance
        if isinstance(right, np.ndarray) and isinstance(got, np.ndarray) and _clearly_differ(right, got, tolerance):
            return False
        return agrees(right, got, tolerance)


def _clearly_differ(right: np.ndarray, got: np.ndarray, tolerance: Tolerance) -> bool:
    """Whether two arrays differ by more than the tolerance allows; most versions do, and this is a quick way to see."""
    if right.shape != got.shape:
        return True
    if right.dtype.kind != "f" or got.dtype != right.dtype:
        return False
    return bool((np.abs(got - right) > 2 * (tolerance.atol + tolerance.rtol * np.abs(right))).any())


class Proof:
    """Tells which versions of the function in a trial are right, in all parts of the result or in some (`goal`)."""

    def __init__(self, trial: Trial, rerun: Rerun, deadline: Deadline) -> None:
        self.trial, self.rerun, self.deadline = trial, rerun, deadline
        self.exercise = trial.exercise
        self.known = Cases(trial.exercise, trial.cases)
        self.seconds_per_call = LONGEST_CALL
        self.aim_at(self.exercise.part_names)

    def aim_at(self, parts: Iterable[str]) -> None:
        """Ask for these parts only; the case that is tried first is the first on which one of them is wrong."""
        self.goal = frozenset(parts)
        wrong = [n for n, o in enumerate(self.trial.first) if not self.known.is_right(n, o, self.goal)]
        self.any_wrong, self.shown = bool(wrong), wrong[0] if wrong else 0

    @cached_property
    def right_before(self) -> frozenset[str]:
        """The parts that the learner's function got right in every case."""
        parts = [self.known.right_parts(n, o) for n, o in enumerate(self.trial.first)]
        return frozenset(self.exercise.part_names).intersection(*parts)

    def expect(self, seconds: float) -> None:
        """Give versions time according to what the learner's own function took."""
        self.seconds_per_call = min(max(TIMES_AS_LONG * seconds, SHORTEST_CALL), LONGEST_CALL)

    def right_parts(self, observation: Observation) -> set[str]:
        """The parts that are right in the case that is tried first."""
        return self.known.right_parts(self.shown, observation)

    def is_right(self, number: int, observation: Observation) -> bool:
        """Whether a value is right on a known case, as far as is asked for."""
        return self.known.is_right(number, observation, self.goal)

    def is_result_or_part(self, value: Any) -> bool:
        """Whether a value is the right result of the case that is tried first, or one of the wrong parts of it."""
        wanted = self.goal - self.right_before - {""}
        parts = self.known.expected_parts(self.shown) if wanted else {}
        is_part = any(agrees(parts[name], value, self.exercise.tolerance) for name in wanted)
        return is_part or self.is_right(self.shown, Observation(value))

    @cached_property
    def fresh(self) -> list[Cases]:
        """The cases of other seeds."""
        seeds = [seed for seed in FRESH_SEEDS if seed != self.trial.seed]
        return [Cases(self.exercise, self.exercise.draw_cases(seed)) for seed in seeds]

    def screened(self, versions: Iterable[Version], number: int) -> Iterator[Observation]:
        """What the versions return on a known case; raises OutOfTime in time."""

        def until_the_end() -> Iterator[Version]:
            for version in versions:
                self.deadline.check()
                yield version

        seconds = min(self.seconds_per_call, max(self.deadline.left, 0.01))
        return self.rerun.screen(until_the_end(), self.trial.cases[number], seconds)

    def holds(self, versions: Callable[[Cases], Iterable[Version]]) -> bool:
        """Whether the versions, one for each case, are right in everything, on the known cases and on fresh ones."""
        rounds = [self.known, self.known] if self.exercise.repeatable else [self.known]
        return all(self._all_right(cases, versions(cases)) for cases in (*rounds, *self.fresh))

    def _all_right(self, cases: Cases, versions: Iterable[Version]) -> bool:
        seconds = max(self.seconds_per_call, 0.1)
        observations = []

        def until_the_end() -> Iterator[tuple[Version, Case]]:
            for version, case in zip(versions, cases.cases, strict=True):
                self.deadline.check()
                yield version, case

        for number, observation in enumerate(self.rerun.observe(until_the_end(), seconds)):
            observations.append(observation)
            if not cases.is_right(number, observations[-1], self.goal):
                return False
        return cases.all_right(observations, self.goal)
