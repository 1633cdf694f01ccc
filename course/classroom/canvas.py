"""Grades for Canvas: its own gradebook's table, with the scores of these assignments filled in.

Students are found by Canvas's numbers for them, and no cell is touched for which there is no grade: whoever handed in
nothing, or waits for a person, keeps what Canvas has. That is not zero.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import ClassVar

from nbgrader.api import Gradebook
from traitlets import Unicode

from course.classroom.lms import SystemExport
from course.classroom.roster import Person, plain, roster
from course.classroom.sheet import OtherEncoding, Sheet, number, points, read_sheet, write_sheet

FIRST = (
    *("Student", "LastName", "FirstName"),  # The name is in one column, or in two, as the teacher's Canvas shows it.
    *("ID", "SIS User ID", "SIS Login ID", "Integration ID", "Root Account", "Section"),
)
GRADEBOOK = "canvas.csv"


class CanvasExport(SystemExport):
    """`nbgrader export --exporter=course.classroom.canvas.CanvasExport`."""

    called = "Canvas's ID"
    kept: ClassVar[dict[str, str]] = {"EX": "Canvas excuses them", "N/A": "in Canvas, the assignment is not theirs"}
    gradebook_file = Unicode(GRADEBOOK, help="Canvas's own gradebook, exported there").tag(config=True)

    def export(self, gradebook: Gradebook) -> None:
        """Fill in what there is to be filled in, and say what was left as it was."""
        try:
            sheet = read_sheet(Path(self.gradebook_file))
        except OtherEncoding as error:
            self.parent.fail(str(error))
        except (OSError, ValueError):
            self.parent.fail(
                f"Canvas's own gradebook is needed for its ids, and {self.gradebook_file} holds none. In Canvas choose "
                "Grades, Export, Export Entire Gradebook, and save the file there."
            )
        wanted = self.wanted(gradebook)
        columns = {name: column for name in wanted if (column := self.column_of(sheet, name)) is not None}
        if not columns:
            self.parent.fail(
                f"{self.gradebook_file} has no column for {' or '.join(wanted) or 'any assignment'}. Name the "
                "assignment like this in Canvas, and export its gradebook again."
            )
        for name, column in columns.items():
            self.refuse_other_scale(sheet, name, column, wanted[name].possible)
        self.fill(people(sheet), roster(gradebook), {column: wanted[name] for name, column in columns.items()})
        kept = [sheet.column(title) for title in FIRST]
        order = [*(column for column in kept if column is not None), *columns.values()]
        target = Path(self.to or "canvas-import.csv")
        write_sheet(Sheet([[row[column] for column in order] for row in sheet.rows], sheet.delimiter), target)
        self.log.info("Grades of %s for Canvas: %s", ", ".join(columns), target)

    def column_of(self, sheet: Sheet, assignment: str) -> int | None:
        """The column of an assignment, which Canvas calls by its name and its number in brackets."""
        titles = [plain(re.sub(r"\s*\(\d+\)\s*$", "", title)) for title in sheet.header]
        found = [column for column, title in enumerate(titles) if title == plain(assignment)]
        if len(found) > 1:
            self.parent.fail(f"Canvas has {len(found)} assignments called {assignment}: rename all but one of them.")
        return found[0] if found else None

    def refuse_other_scale(self, sheet: Sheet, name: str, column: int, possible: float) -> None:
        """Points out of 21 must not be read as points out of 100."""
        there = next((row[column].strip() for row in sheet.rows[1:] if row[0].strip() == "Points Possible"), "")
        if there and number(there) != possible:
            self.parent.fail(
                f"{name} has {points(possible)} points here and {there} in Canvas: change one of them, and export "
                "Canvas's gradebook again."
            )


def people(sheet: Sheet) -> list[tuple[list[str], Person]]:
    """The rows that belong to students, with what Canvas knows of them; its header has up to two rows more."""
    at, keys = sheet.column("ID"), [sheet.column(title) for title in ("SIS User ID", "SIS Login ID")]
    if at is None:
        return []
    return [
        (row, Person(row[at].strip(), tuple(row[key].strip() for key in keys if key is not None), " ".join(row[:at])))
        for row in sheet.rows[1:]
        if row[at].strip()
    ]
