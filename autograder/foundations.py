"""The one rule for what an exercise builds on, for the notebook and for grading alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from autograder.definition import Definition
from autograder.report import Report


def blame_foundations(report: Report, exercise: Definition, report_on: Callable[[str], Report | None]) -> Report:
    """The report, with the earlier exercise named first that the function calls and that is wrong itself.

    `report_on` gives the report on an earlier exercise as its function stands now, None if there is none.
    """
    if report.passed or report.to_do:
        return report
    for name in exercise.needs:
        foundation = report_on(name) if name in report.uses else None
        if foundation is not None and not foundation.passed:
            first = f"{exercise.name} calls {name}, whose own check fails: fix {name} first."
            return replace(report, headline=f"{first} {report.headline}")
    return report
