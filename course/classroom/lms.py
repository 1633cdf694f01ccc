"""What the exporters for Canvas and Moodle share: which assignments are asked for, and whose cells are filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin

from course.classroom.roster import Person, Roster
from course.classroom.sheet import points
from course.classroom.standings import Standing, standings_of


class SystemExport(ExportPlugin):
    """Fills in a table that a learning management system handed out; a cell without a grade stays as it was."""

    called = ""  # What the system calls its number for somebody.
    kept: ClassVar[dict[str, str]] = {}  # What a cell can say in place of a score, so that it stays, and why.
    most = False  # Whether the system takes no more than the maximum, and passes over whoever has more.

    def wanted(self, gradebook: Gradebook) -> dict[str, Standing]:
        """How everyone stands in the assignments that are asked for, all of them if none is named."""
        return {
            name: standing
            for name, standing in standings_of(gradebook).items()
            if not self.assignment or name in map(str, self.assignment)
        }

    def fill(
        self, rows: Iterable[tuple[list[str], Person]], everyone: Roster, standings: Mapping[int, Standing]
    ) -> None:
        """Put scores into the rows of those who have one; `standings` are by column. Say who was left as they were."""
        left: dict[str, list[str]] = {}
        for row, person in rows:
            student = everyone.find(person)
            if student is None:
                self.log.warning(
                    "%s (%s %s) is not in the gradebook: left as it is", person.name, self.called, person.reference
                )
            elif not self.student or student in map(str, self.student):
                for column, standing in standings.items():
                    score = standing.scores.get(student)
                    if student in standing.waiting:
                        left.setdefault("a person has yet to grade them", []).append(student)
                    elif score is not None and (why := self.kept.get(row[column].strip().upper())):
                        left.setdefault(why, []).append(student)
                    elif score is not None:
                        row[column] = points(self.taken(student, score, standing.possible))
        for why, students in left.items():
            self.log.warning("Left as they are, because %s: %s", why, ", ".join(sorted(students)))

    def taken(self, student: str, score: float, possible: float) -> float:
        """The score, or as much of it as the system takes."""
        if not self.most or score <= possible:
            return score
        self.log.warning(
            "%s has %s points of %s: the maximum is entered, because the system passes over a row with more. Raise it "
            "there by hand.", student, points(score), points(possible),
        )  # fmt: skip
        return possible
