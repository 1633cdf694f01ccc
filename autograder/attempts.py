"""How far a learner has come with one exercise: which hints were reached, and whether the answer may be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import replace
from typing import Any

from autograder.inside.kinds import Kind
from autograder.report import Report
from autograder.version import version

PATIENCE = 6  # Versions that fail, whatever their mistakes, before the answer is offered.
NO_ATTEMPT = (Kind.NOT_WRITTEN, Kind.WAITS, Kind.OUTDATED, Kind.INTERRUPTED)


class Attempts:
    """The failed versions of one exercise since it was last passed.

    Every mistake has its ladder of hints, and every new version that makes the mistake climbs it by one hint.
    """

    def __init__(self) -> None:
        self.latest: Hashable = None
        self.climbed: Counter[Hashable] = Counter()

    def count(self, report: Report, candidate: Any, own_hints: tuple[str, ...]) -> Report:
        """The report with the hints that are reached by now; a version that was checked before reaches no other."""
        if report.passed:
            self.latest = None
            self.climbed.clear()
            return report
        ladder = "the exercise's hints" if report.ladder == own_hints else (report.misconception, report.line)
        if report.finding in NO_ATTEMPT:
            return replace(report, reached=max(self.climbed[ladder], int(report.to_do)))
        this = version(candidate)
        climbs = this != self.latest or not self.climbed[ladder]
        self.climbed[ladder] += climbs
        self.latest = this
        return replace(report, reached=self.climbed[ladder], climbed=climbs)

    def exhausted(self, report: Report) -> bool:
        """Whether this report's hints have all been given and did not help, or too many versions have failed."""
        return report.reached > len(report.ladder) or self.climbed.total() > PATIENCE
