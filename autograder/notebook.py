"""`check`, the one function learners call, and what it remembers while the notebook is open."""

from __future__ import annotations

import inspect
import os
from collections import Counter
from dataclasses import replace
from typing import Any

from autograder.exercise import Exercise, UnknownExercise, load
from autograder.record import remember
from autograder.report import Report

_NOTHING = object()
_failed_attempts: Counter[str] = Counter()
_latest: dict[str, bool] = {}


def check(candidate: Any, answer: Any = _NOTHING, *, seed: int | None = None) -> Report:
    """Check an exercise: ``check(sigmoid)`` by the function's own name, or ``check("recall-03-2", 4)`` by value.

    `seed` repeats an earlier check with the same cases. The report is the cell's output; nothing is raised.
    """
    if os.environ.get("AUTOGRADER_SANDBOX"):
        # Graded from outside: in here there is nothing to compare with.
        return Report("check", finding="elsewhere", headline="Checked from outside while this notebook is graded.")
    name = candidate if isinstance(candidate, str) else getattr(candidate, "__name__", type(candidate).__name__)
    try:
        exercise = load(name)
    except UnknownExercise as error:
        return Report(name, finding="unknown_exercise", headline=str(error))
    if answer is _NOTHING:
        answer = _defined_by_caller(name) if isinstance(candidate, str) else candidate
    report = exercise.check(answer, seed=seed, attempt=_failed_attempts[name] + 1)
    report = _after_what_it_needs(exercise, report)
    _latest[name] = report.passed
    if not report.passed and report.finding != "not_written":
        _failed_attempts[name] += 1
    remember(report, exercise.chapter)
    return report


def _defined_by_caller(name: str) -> Any:
    """``check("sigmoid")`` finds the function in the cell's own variables."""
    frame = inspect.currentframe()
    caller = frame.f_back.f_back if frame and frame.f_back else None
    return caller.f_globals.get(name) if caller else None


def _after_what_it_needs(exercise: Exercise, report: Report) -> Report:
    """A report that says first which earlier exercise, still failing, this one builds on."""
    broken = [name for name in exercise.needs if _latest.get(name) is False]
    if report.passed or report.finding == "not_written" or not broken:
        return report
    first = f"{exercise.name} builds on {broken[0]}, whose own check still fails: mend that first."
    return replace(report, headline=f"{first} {report.headline}")
