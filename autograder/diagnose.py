"""Name the mistake: the exercise's own misconceptions first, then the relations that any exercise can show.

A name is given only if the wrong implementation behaves like the learner's on every case; never on one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from autograder.compare import Mismatch, compare, parts_of
from autograder.definition import Definition, Misconception
from autograder.excerpt import Excerpt, excerpt_of
from autograder.findings import Finding
from autograder.inside.kinds import Kind
from autograder.inside.observation import Observation, Opaque
from autograder.inside.observe import observe
from autograder.relations import Evidence, recognize
from autograder.trial import Trial
from autograder.wording import passage, sentence


@dataclass(frozen=True)
class Diagnosis:
    """What to tell the learner: a headline, the finding to show it on, and the mistake's id (None: not a known one).

    `excerpt` is the line of the learner's function it is about. `ladder` says more with every further attempt: what
    kind of change is needed, then the change itself; where it is empty, the exercise's hints serve.
    """

    headline: str
    finding: Finding
    misconception: str | None = None
    excerpt: Excerpt | None = None
    ladder: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mistake:
    """A mistake with a name: its id, what to say about it, and the part of the result it is in (None: all of it)."""

    id: str
    message: str
    part: str | None = None


def diagnose(trial: Trial, findings: Sequence[Finding]) -> Diagnosis:
    """The explanation of what was found; raises IndexError if nothing was."""
    first = findings[0]
    if first.kind.before_any_result or not trial.complete:
        return Diagnosis(sentence(trial, first), first)
    mistake = next((found for look in LOOKS if (found := _proved(look, trial, findings))), None)
    if mistake:
        shown = _shown(mistake, findings)
        return Diagnosis(mistake.message, shown, mistake.id, _quoted(trial, shown))
    names = _named_by_its_kind(trial, first)
    known = f"{trial.exercise.name}-{names}" if names else None
    return Diagnosis(sentence(trial, first), first, known, _quoted(trial, first))


def _proved(look: Look, trial: Trial, findings: Sequence[Finding]) -> Mistake | None:
    """What a look finds, if it still finds something when the cases of fresh seeds are added."""
    return look(trial.widened, findings) if look(trial, findings) else None


def _quoted(trial: Trial, finding: Finding) -> Excerpt | None:
    """The passage of the learner's function that the finding is about."""
    span = passage(trial, finding)
    return excerpt_of(trial.source, span) if span and trial.source else None


def _shown(mistake: Mistake, findings: Sequence[Finding]) -> Finding:
    """A named mistake is shown on the smallest case that has it, preferably where two values can be compared."""
    if mistake.part is not None:
        return next(finding for finding in findings if finding.part in ("", mistake.part))
    return min(findings, key=lambda finding: (finding.mismatch is None, finding.case, finding.kind.order))


def _named_by_its_kind(trial: Trial, finding: Finding) -> str:
    """Some kinds say by themselves what the mistake is; "returns None" only where every call did."""
    everywhere = all(o.value is None and not o.failure for o in trial.first)
    return finding.kind.names if everywhere or finding.kind not in (Kind.NOTHING, Kind.PRINTED) else ""


class _Rival:
    """A misconception beside a trial: how it behaves on the trial's cases, worked out only as far as it matters."""

    def __init__(self, misconception: Misconception, trial: Trial) -> None:
        self.misconception, self.trial, self.exercise = misconception, trial, trial.exercise

    def on(self, number: int) -> tuple[Observation, Any]:
        """What it does on one case, and its value as it is compared."""
        case, remembered = self.trial.cases[number], self.trial.remembered
        key = self.misconception.id, id(case)
        if key not in remembered:
            observation = observe(self.misconception.function, case)
            remembered[key] = observation, self.exercise.viewed(case, observation.value)
        return remembered[key]

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


def whole_misconception(trial: Trial, findings: Sequence[Finding]) -> Mistake | None:
    """A listed mistake that behaves like the candidate in everything."""
    rivals = (_Rival(misconception, trial) for misconception in trial.exercise.misconceptions)
    found = next((rival.misconception for rival in rivals if rival.explains()), None)
    return Mistake(found.id, found.message) if found else None


def swapped_parts(trial: Trial, findings: Sequence[Finding]) -> Mistake | None:
    """The right values in the reverse order."""
    exercise, names = trial.exercise, trial.exercise.returns
    if len(names) < 2 or any(not isinstance(value, list) or len(value) != len(names) for value in trial.got):
        return None
    for values, swapped in zip(trial.expected, trial.got, strict=True):
        if not all(agree(exercise, *pair) for pair in zip(reversed(values), swapped, strict=True)):
            return None
    order, yours = ", ".join(names), ", ".join(reversed(names))
    return Mistake(f"{exercise.name}-swapped_parts", f"Right values in the wrong order: ({order}), not ({yours}).")


def mistake_in_one_part(trial: Trial, findings: Sequence[Finding]) -> Mistake | None:
    """A listed mistake or a relation that explains the first wrong part of the result it can."""
    exercise = trial.exercise
    broken = {finding.part for finding in findings if not finding.kind.halves}
    for part in [part for part in exercise.part_names if part in broken or "" in broken]:
        got, right = ([part_of(exercise, value, part) for value in values] for values in (trial.got, trial.expected))
        rivals = [_Rival(misconception, trial) for misconception in exercise.misconceptions]
        alike = [r for r in rivals if r.explains_part(part, right, got) and r.fits_other_parts(part)]
        if alike:
            # The mistake that is about this part alone is the likelier one.
            found = min(alike, key=lambda rival: rival.wrong_parts).misconception
            return Mistake(found.id, found.message, part or None)
        if "" in broken and part:
            continue
        warnings = [observation.warnings for observation in trial.first]
        if relation := recognize(Evidence(exercise, trial.cases, part, right, got, warnings)):
            where = f"{part}: " if part else ""
            return Mistake(f"{exercise.name}-{relation[0]}", where + relation[1], part or None)
    return None


Look = Callable[[Trial, Sequence[Finding]], Mistake | None]
LOOKS: tuple[Look, ...] = (whole_misconception, swapped_parts, mistake_in_one_part)  # The likeliest first.


def _outline(observation: Observation) -> tuple[Any, ...]:
    failure = observation.failure
    return ((failure.kind, failure.error) if failure else None, observation.changed)


def agree(exercise: Definition, one: Any, other: Any) -> bool:
    """Whether two values, each a whole result or a part of it, count as the same."""
    if isinstance(one, Opaque) or isinstance(other, Opaque):
        return isinstance(one, Opaque) and isinstance(other, Opaque) and one == other
    if one is None or other is None:
        return one is other
    return compare(one, other, exercise.tolerance) is None


def part_of(exercise: Definition, value: Any, part: str) -> Any:
    """One part of a result; a result of the wrong form stands for all its parts."""
    parts = parts_of(value, exercise.returns)
    return value if isinstance(parts, Mismatch) else parts.get(part)
