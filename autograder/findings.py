"""What is wrong with a candidate, finding by finding: values part by part, then what the calls did besides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from autograder.chance import deaf, too_regular
from autograder.compare import Mismatch, compare, parts_of
from autograder.explain.returned import returns_of
from autograder.inside.kinds import Kind
from autograder.inside.observation import Observation, Opaque
from autograder.trial import Trial


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: its kind, on which case, and in which part of the result ("": in all of it)."""

    kind: Kind
    case: int
    part: str = ""
    mismatch: Mismatch | None = None


def find(trial: Trial) -> list[Finding]:
    """Everything that is wrong, in the order in which a learner is told."""
    in_values = list(_in_values(trial))
    found = [*in_values, *([] if in_values else _in_all_together(trial)), *_in_behavior(trial)]
    return sorted(found, key=lambda finding: (finding.kind.order, finding.case))


def right_parts(trial: Trial, findings: list[Finding]) -> dict[str, bool]:
    """Part by part: whether it is right on every case."""
    wrong = {finding.part for finding in findings if not finding.kind.halves}
    return {part: trial.complete and "" not in wrong and part not in wrong for part in trial.exercise.part_names}


def parts_told(trial: Trial, findings: list[Finding]) -> dict[str, bool | None]:
    """Part by part what is known: right on every case, wrong on one that returned it, or neither (None)."""
    wrong = {finding.part for finding in findings if not finding.kind.halves}
    parts = right_parts(trial, findings)
    return {part: right or (False if part in wrong else None) for part, right in parts.items() if part}


def _in_values(trial: Trial) -> Iterator[Finding]:
    for number, observation in enumerate(trial.first):
        if observation.failure:
            yield Finding(observation.failure.kind, number)
        else:
            yield from _in_value(trial, number, observation)


def _in_value(trial: Trial, number: int, observation: Observation) -> Iterator[Finding]:
    """What is wrong with the result of one case."""
    exercise = trial.exercise
    right = parts_of(trial.expected[number], exercise.returns)
    parts = parts_of(trial.got[number], exercise.returns)
    assert isinstance(right, dict), f"the reference of {exercise.name} has the wrong parts"
    if isinstance(parts, Mismatch):
        yield Finding(_kind(trial, parts, observation), number, "", parts)
        return
    for part in exercise.part_names:
        if part not in parts:
            entries = ", ".join(map(repr, parts)) or "none"
            yield Finding(Kind.TYPE, number, part, Mismatch(Kind.TYPE, f"an entry {part!r}", f"the entries {entries}"))
        elif mismatch := compare(right[part], parts[part], exercise.tolerance):
            yield Finding(_kind(trial, mismatch, observation), number, part, mismatch)


def _in_all_together(trial: Trial) -> Iterator[Finding]:
    """What is wrong with results of which each may be right."""
    if found := too_regular(trial.exercise, trial.cases, trial.first):
        yield Finding(Kind.VALUE, *found)


def _kind(trial: Trial, mismatch: Mismatch, observation: Observation) -> Kind:
    if trial.exercise.is_value:
        return Kind.ANSWER
    printed = mismatch.kind is Kind.NOTHING and observation.value is None and observation.printed
    return Kind.PRINTED if printed and not any(r.value for r in returns_of(trial.source) or ()) else mismatch.kind


def _in_behavior(trial: Trial) -> Iterator[Finding]:
    """What the calls did besides: each kind is told once, on the first case that shows it."""
    exercise = trial.exercise
    yield from [Finding(Kind.CHANGED, number) for number, o in enumerate(trial.first) if o.changed][:1]
    if exercise.random and not any(observation.drew for observation in trial.first):
        yield Finding(Kind.RNG, 0)
    elif (number := deaf(exercise, trial.cases, trial.first)) is not None:
        yield Finding(Kind.RNG, number)
    for number, (one, two) in enumerate(zip(trial.first, trial.again, strict=False)):
        if mismatch := _differently(trial, one, two):
            yield Finding(Kind.AGAIN, number, "", mismatch)
            return


def _differently(trial: Trial, one: Observation, two: Observation) -> Mismatch | None:
    """How the second answer differs from the first, although the arguments are the same."""
    if two is one:  # They were the same to the last bit.
        return None
    if two.failure:
        return Mismatch(Kind.AGAIN, "the same answer", f"{two.failure.error}: {two.failure.message}")
    if isinstance(one.value, Opaque) or one.value is None:
        return None
    return compare(one.value, two.value, trial.exercise.tolerance)
