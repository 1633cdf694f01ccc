"""From a trial to the report: findings, score, diagnosis, and the evidence to show for it."""

from __future__ import annotations

from dataclasses import replace

from autograder.definition import Reached
from autograder.diagnose import Diagnosis, diagnose
from autograder.explain import explain_warning
from autograder.findings import Finding, find, parts_told, right_parts
from autograder.inside import callbacks
from autograder.report import Report
from autograder.search.rerun import MakeRerun
from autograder.show import show_call
from autograder.trial import Trial


def judge(trial: Trial, rerun: MakeRerun | None = None, patient: bool = False) -> Report:
    """The report on a candidate, with the first hint; `rerun` makes what runs changed versions of it, also for
    the line of a listed mistake if the learner is `patient`.
    """
    findings = find(trial)
    report = _verdict(trial, findings)
    if not findings:
        return report
    diagnosis = diagnose(trial, findings, rerun, patient)
    return replace(
        report,
        finding=diagnosis.finding.kind,
        headline=diagnosis.headline,
        misconception=diagnosis.misconception,
        excerpt=diagnosis.excerpt,
        ladder=diagnosis.ladder or trial.exercise.hints,
        evidence=(*report.evidence, *_evidence(trial, diagnosis)),
    )


def verdict(trial: Trial) -> Report:
    """The report on a candidate without an explanation: whether it passed, and its score."""
    return _verdict(trial, find(trial))


def _verdict(trial: Trial, findings: list[Finding]) -> Report:
    """The score is the share of the parts that are right on every case, or what the exercise says was reached; it is
    halved if the function changes its arguments or answers differently the second time."""
    exercise, parts, reached = trial.exercise, right_parts(trial, findings), _reached(trial)
    return Report(
        exercise=exercise.name,
        score=_score(parts, reached, findings),
        points=exercise.points,
        finding=findings[0].kind if findings else "",
        seed=trial.seed,
        cases=len(trial.cases),
        parts=parts_told(trial, findings),
        warnings=tuple(dict.fromkeys(explain_warning(w) for o in trial.first for w in o.warnings)),
        printed=next((o.printed for o in trial.first if o.printed), ""),
        evidence=(("Reached", reached.words),) if reached else (),
        uses=trial.uses,
    )


def _reached(trial: Trial) -> Reached | None:
    if not trial.complete or any(observation.failure for observation in trial.first):
        return None
    return trial.exercise.reached(trial.cases, trial.first)


def _score(parts: dict[str, bool], reached: Reached | None, findings: list[Finding]) -> float:
    score = reached.share if reached else sum(parts.values()) / len(parts)
    return score * 0.5 if any(finding.kind.halves for finding in findings) else score


def _evidence(trial: Trial, diagnosis: Diagnosis) -> list[tuple[str, str]]:
    """The call that went wrong, and what came of it: pairs of label and text."""
    exercise, finding = trial.exercise, diagnosis.finding
    if exercise.is_value or finding.kind.before_any_result:
        return []
    case, failure = trial.cases[finding.case], trial.first[finding.case].failure
    rows = [("Called", show_call(exercise.name, exercise.parameters, case.arguments))]
    if finding.mismatch:
        where = " ".join(filter(None, (finding.part, finding.mismatch.where)))
        where = f" ({where})" if where else ""
        rows += [(f"Expected{where}", finding.mismatch.expected), (f"Got{where}", finding.mismatch.got)]
    elif failure:
        rows += [("Stopped with", f"{failure.error}: {failure.message.replace(f'{callbacks.__name__}.', '')}")]
        if failure.line and not diagnosis.excerpt:
            elsewhere = f" of {failure.function}" if failure.function != exercise.variable else ""
            rows += [(f"In line {failure.line_number}{elsewhere}", failure.line)]
    return rows
