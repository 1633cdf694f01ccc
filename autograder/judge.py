"""Turn the observations of a candidate into a report: findings in order, the score, and the diagnosis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from autograder import wording
from autograder.compare import ORDER, Finding, Mismatch, compare, parts_of
from autograder.diagnose import diagnose
from autograder.exercise import Arguments, Exercise
from autograder.explain import explain_warning
from autograder.observe import Observation, Opaque
from autograder.report import Report
from autograder.show import show_call

FAILURE_KINDS = {
    "NotWritten": "not_written",
    "NotImplementedError": "not_written",
    "NotCallable": "not_callable",
    "Signature": "signature",
    "TimeLimit": "stopped",
    "Died": "stopped",
    "MemoryError": "stopped",
    "KeyboardInterrupt": "stopped",
}


def judge(
    exercise: Exercise,
    cases: Sequence[Arguments],
    first: Sequence[Observation],
    again: Sequence[Observation],
    *,
    seed: int,
    attempt: int = 1,
) -> Report:
    """The report on one candidate.

    `first` holds one observation per case, fewer if the candidate was stopped; `again` repeats them with the
    same inputs, and is empty where that made no sense. The score is the share of the parts that are right on
    every case, halved if the function changes its arguments or answers differently the second time.
    """
    expected = [exercise.expected(arguments) for arguments in cases]
    got = [exercise.viewed(c, o.value) for c, o in zip(cases, first, strict=False)]
    found = _value_findings(exercise, expected, got, first)
    parts = {part: not any(f.part in ("", part) for f in found) for part in exercise.returns or ("",)}
    side_effects = _side_effects(exercise, first, again)
    score = sum(parts.values()) / len(parts) if len(first) == len(cases) else 0.0
    reached = _reached(exercise, cases, first)
    score = reached[0] if reached else score
    score *= 0.5 if side_effects else 1.0
    report = Report(
        exercise=exercise.name,
        score=score,
        points=exercise.points,
        seed=seed,
        cases=len(cases),
        parts={name: right for name, right in parts.items() if name},
        warnings=tuple(dict.fromkeys(explain_warning(w) for o in first for w in o.warnings)),
        printed=next((o.printed for o in first if o.printed), ""),
    )
    findings = sorted([*found, *side_effects], key=lambda f: (ORDER.index(f.kind), f.case))
    if reached:
        report = replace(report, evidence=(("Reached", reached[1]),))
    if not findings:
        return report
    hint = exercise.hints[min(attempt, len(exercise.hints)) - 1] if exercise.hints else ""
    number = min(attempt, len(exercise.hints))
    report = report.with_hint(hint, number, len(exercise.hints))
    return _explained(report, exercise, cases, first, expected, got, findings)


def _value_findings(
    exercise: Exercise, expected: Sequence[Any], got: Sequence[Any], observations: Sequence[Observation]
) -> list[Finding]:
    found = []
    for case, (right, value, observation) in enumerate(zip(expected, got, observations, strict=False)):
        if observation.failure:
            found.append(Finding(FAILURE_KINDS.get(observation.failure.kind, "error"), case))
            continue
        right_parts, parts = parts_of(right, exercise.returns), parts_of(value, exercise.returns)
        assert isinstance(right_parts, dict), f"the reference of {exercise.name} has the wrong parts"
        if isinstance(parts, Mismatch):
            found.append(Finding(parts.kind, case, "", parts))
            continue
        for part in exercise.returns or ("",):
            if part not in parts:
                missing = Mismatch("type", f"an entry {part!r}", f"the entries {', '.join(map(repr, parts))}")
                found.append(Finding("type", case, part, missing))
            elif mismatch := compare(right_parts[part], parts[part], exercise.tolerance):
                found.append(Finding(mismatch.kind, case, part, mismatch))
    return found


def _reached(exercise: Exercise, cases: Sequence[Arguments], first: Sequence[Observation]) -> tuple[float, str] | None:
    """The share of the points and what it is for, on the worst case, where an exercise measures what was reached."""
    if exercise.measure is None or len(first) < len(cases) or any(o.failure for o in first):
        return None
    return min(exercise.measure(o.value, *c) for c, o in zip(cases, first, strict=True))


def _side_effects(exercise: Exercise, first: Sequence[Observation], again: Sequence[Observation]) -> list[Finding]:
    changed = [Finding("changed", case) for case, o in enumerate(first) if o.changed]
    differs = [
        Finding("again", case, "", mismatch)
        for case, (one, two) in enumerate(zip(first, again, strict=False))
        if (mismatch := _different(exercise, one, two))
    ]
    ignored = [Finding("rng", 0)] if exercise.random and not any(o.drew for o in first) else []
    return changed[:1] + ignored + differs[:1]


def _different(exercise: Exercise, one: Observation, two: Observation) -> Mismatch | None:
    if two.failure:
        return Mismatch("again", "the same answer", f"{two.failure.kind}: {two.failure.message}")
    if isinstance(one.value, Opaque) or one.value is None:
        return None
    return compare(one.value, two.value, exercise.tolerance)


def _explained(
    report: Report,
    exercise: Exercise,
    cases: Sequence[Arguments],
    first: Sequence[Observation],
    expected: Sequence[Any],
    got: Sequence[Any],
    findings: Sequence[Finding],
) -> Report:
    """The report with its headline, evidence and, where the mistake is a known one, its name."""
    finding = findings[0]
    if finding.kind in ("not_written", "not_callable", "signature", "stopped"):
        failure = first[finding.case].failure
        assert failure is not None
        return report.failing(finding.kind, wording.stopped(exercise, failure))
    diagnosis = diagnose(exercise, cases, first, expected, got, findings)
    if diagnosis:
        # A named mistake is shown on the smallest case that has it, preferably one with two values to compare.
        finding = min(findings, key=lambda f: (f.mismatch is None, f.case, ORDER.index(f.kind)))
        if diagnosis.part is not None:
            finding = next(f for f in findings if f.part in ("", diagnosis.part))
    arguments, failure = cases[finding.case], first[finding.case].failure
    evidence = (
        []
        if exercise.is_value
        else [*report.evidence, ("Called", show_call(exercise.name, exercise.parameters, arguments))]
    )
    if finding.mismatch and not exercise.is_value:
        place = " ".join(filter(None, (finding.part, finding.mismatch.where)))
        place = f" ({place})" if place else ""
        evidence += [(f"Expected{place}", finding.mismatch.expected), (f"Got{place}", finding.mismatch.got)]
    elif failure:
        evidence += [("Stopped with", f"{failure.kind}: {failure.message}")]
        if failure.line:
            evidence += [(f"In line {failure.line_number}", failure.line)]
    headline = diagnosis.message if diagnosis else wording.unknown(exercise, finding, first[finding.case])
    return report.failing(finding.kind, headline, diagnosis.id if diagnosis else None, evidence)
