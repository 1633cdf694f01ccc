"""What the exporters for Canvas and Moodle share: which assignments are asked for, and whose cells are filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin

from course.classroom.roster import Person, Roster
from course.classroom.sheet import points
from course.classroom.standings import Standing, standings_of


class SystemExport(ExportPlugin):
    """Fills in a table that a learning management system handed out; a cell without a grade stays as it was."""

    called = ""  # What the system calls its number for somebody.

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
        waiting = []
        for row, person in rows:
            student = everyone.find(person)
            if student is None:
                self.log.warning(
                    "%s (%s %s) is not in the gradebook: left as it is", person.name, self.called, person.reference
                )
            elif not self.student or student in map(str, self.student):
                for column, standing in standings.items():
                    if student in standing.waiting:
                        waiting.append(student)
                    elif student in standing.scores:
                        row[column] = points(standing.scores[student])
        if waiting:
            self.log.warning("Left as they are, because a person has yet to grade them: %s", ", ".join(sorted(waiting)))
