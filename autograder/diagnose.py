"""Name the mistake: the exercise's own misconceptions first, then the relations any exercise can show.

A name is given only if the wrong implementation behaves like the learner's on every case; never on one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from autograder.compare import Finding, Mismatch, compare, parts_of
from autograder.exercise import Arguments, Exercise, Misconception
from autograder.observe import Observation, Opaque
from autograder.relations import Evidence, recognize
from autograder.wording import unknown


@dataclass(frozen=True)
class Diagnosis:
    """The id of the mistake, what to tell the learner, and the part it is in (None: the whole result)."""

    id: str
    message: str
    part: str | None = None


def diagnose(
    exercise: Exercise,
    cases: Sequence[Arguments],
    observations: Sequence[Observation],
    expected: Sequence[Any],
    got: Sequence[Any],
    findings: Sequence[Finding],
) -> Diagnosis | None:
    """The mistake that explains all of what was seen; else the one that explains the first wrong part; else None."""
    if len(observations) < len(cases):
        return None
    known = [_WrongAnswer(exercise, misconception, cases) for misconception in exercise.misconceptions]
    for wrong in known:
        if wrong.explains(observations, got):
            return Diagnosis(wrong.misconception.id, wrong.misconception.message)
    swapped = _swapped_parts(exercise, expected, got)
    if swapped:
        return swapped
    broken = {finding.part for finding in findings if finding.kind not in ("changed", "rng", "again")}
    parts = [part for part in exercise.returns or ("",) if part in broken or "" in broken]
    for part in parts:
        mine, right = ([_part(exercise, value, part) for value in values] for values in (got, expected))
        alike = [wrong for wrong in known if wrong.explains_part(part, right, mine)]
        if alike:
            # The other parts do not fit: the mistake that is about this part alone is the likelier one.
            wrong = min(alike, key=lambda wrong: wrong.wrong_parts(expected))
            return Diagnosis(wrong.misconception.id, wrong.misconception.message, part or None)
        found = None if "" in broken and part else recognize(Evidence(exercise, cases, part, right, mine))
        if found:
            where = f"{part}: " if part else ""
            return Diagnosis(f"{exercise.name}-{found[0]}", where + found[1], part or None)
    return _other_behavior(exercise, observations, findings)


class _WrongAnswer:
    """A misconception's behavior on the cases, worked out one case at a time and only as far as it matters."""

    def __init__(self, exercise: Exercise, misconception: Misconception, cases: Sequence[Arguments]) -> None:
        self.exercise = exercise
        self.misconception = misconception
        self.cases = cases
        self._seen: dict[int, tuple[Observation, Any]] = {}

    def on(self, case: int) -> tuple[Observation, Any]:
        if case not in self._seen:
            observation = self.exercise.call(self.misconception.function, self.cases[case])
            self._seen[case] = observation, self.exercise.viewed(self.cases[case], observation.value)
        return self._seen[case]

    def explains(self, observations: Sequence[Observation], got: Sequence[Any]) -> bool:
        """Whether it returns the same, fails in the same way and changes the same arguments on every case.

        Two calls that gave no value are alike, but at least one call must have given one.
        """
        for case, (observation, value) in enumerate(zip(observations, got, strict=True)):
            mine, my_value = self.on(case)
            if _outline(mine) != _outline(observation):
                return False
            if not observation.failure and not all(
                _agree(self.exercise, _part(self.exercise, my_value, part), _part(self.exercise, value, part))
                for part in self.exercise.returns or ("",)
            ):
                return False
        return any(not observation.failure for observation in observations)

    def explains_part(self, part: str, right: Sequence[Any], got: Sequence[Any]) -> bool:
        """Whether this part of the result is the same on every case, and wrong on one."""
        for case, value in enumerate(got):
            mine = _part(self.exercise, self.on(case)[1], part)
            if not (mine is None and value is None) and not _agree(self.exercise, mine, value):
                return False
        wrong = [not _agree(self.exercise, r, v) for r, v in zip(right, got, strict=True) if v is not None]
        return any(wrong)

    def wrong_parts(self, expected: Sequence[Any]) -> int:
        """How many parts of the result it gets wrong."""
        return sum(
            not all(
                _agree(self.exercise, _part(self.exercise, right, part), _part(self.exercise, self.on(case)[1], part))
                for case, right in enumerate(expected)
            )
            for part in self.exercise.returns or ("",)
        )


def _outline(observation: Observation) -> tuple[str, tuple[int, ...]]:
    return (observation.failure.kind if observation.failure else "", observation.changed)


def _agree(exercise: Exercise, one: Any, other: Any) -> bool:
    if isinstance(one, Opaque) or isinstance(other, Opaque):
        return isinstance(one, Opaque) and isinstance(other, Opaque) and one == other
    if one is None or other is None:
        return one is other
    return compare(one, other, exercise.tolerance) is None


def _part(exercise: Exercise, value: Any, part: str) -> Any:
    """One part of a result; a result of the wrong form stands for all its parts."""
    parts = parts_of(value, exercise.returns)
    return value if isinstance(parts, Mismatch) else parts.get(part)


def _swapped_parts(exercise: Exercise, expected: Sequence[Any], got: Sequence[Any]) -> Diagnosis | None:
    names = exercise.returns
    if len(names) < 2 or any(not isinstance(value, list) or len(value) != len(names) for value in got):
        return None
    if all(
        _agree(exercise, one, other)
        for values, swapped in zip(expected, got, strict=True)
        for one, other in zip(reversed(values), swapped, strict=True)
    ):
        order, yours = ", ".join(names), ", ".join(reversed(names))
        return Diagnosis(
            f"{exercise.name}-swapped_parts", f"Right values in the wrong order: ({order}), not ({yours})."
        )
    return None


def _other_behavior(
    exercise: Exercise, observations: Sequence[Observation], findings: Sequence[Finding]
) -> Diagnosis | None:
    """Mistakes that show in what the function does, not in what it returns: changed arguments, print for return."""
    finding = findings[0]
    names = {"changed": "changes_its_arguments", "rng": "rng_ignored", "again": "remembers_the_last_call"}
    if finding.kind in names:
        return Diagnosis(
            f"{exercise.name}-{names[finding.kind]}", unknown(exercise, finding, observations[finding.case])
        )
    if finding.kind == "returns" and all(o.value is None and not o.failure for o in observations):
        key = "prints_instead_of_returning" if observations[0].printed else "returns_nothing"
        return Diagnosis(f"{exercise.name}-{key}", unknown(exercise, finding, observations[finding.case]))
    return None
