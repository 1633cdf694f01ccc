"""Grades for Moodle: the grading worksheet of an assignment, with the grades filled in.

Moodle knows its participants by numbers of their own in every assignment, and they stand in no other file. Whoever
handed in nothing, or waits for a person, keeps what the worksheet has. That is not zero.
"""

from __future__ import annotations

import re
from pathlib import Path

from nbgrader.api import Gradebook
from traitlets import Unicode

from course.classroom.lms import SystemExport
from course.classroom.roster import Person, Roster, plain, roster
from course.classroom.sheet import OtherEncoding, Sheet, number, points, read_sheet, write_sheet
from course.classroom.standings import Standing

IDENTIFYING = ("ID number", "Username", "Email address")


class MoodleExport(SystemExport):
    """`nbgrader export --exporter=course.classroom.moodle.MoodleExport`."""

    called = "participant"
    most = True
    grade_column = Unicode("Grade", help="what Moodle calls the column of grades, in your language").tag(config=True)
    maximum_column = Unicode("Maximum grade", help="what it calls the column of their maximum").tag(config=True)

    def export(self, gradebook: Gradebook) -> None:
        """Fill in every worksheet that was downloaded, and say what was left as it was."""
        try:
            wanted = {
                name: (standing, sheet)
                for name, standing in self.wanted(gradebook).items()
                if (sheet := worksheet(Path(), name))
            }
        except OtherEncoding as error:
            self.parent.fail(str(error))
        if not wanted:
            self.parent.fail(
                "There is no grading worksheet in downloaded/ASSIGNMENT/. In Moodle, switch on Offline grading "
                "worksheet in the assignment's settings, choose Download grading worksheet, and put the file there."
            )
        if self.to and len(wanted) > 1:
            self.parent.fail(f"--to names one file, and there are worksheets of {', '.join(wanted)}: use --assignment.")
        everyone = roster(gradebook)
        for name, (standing, sheet) in wanted.items():
            self.fill_worksheet(name, sheet, standing, everyone)
            target = Path(self.to or f"{name}-moodle.csv")
            write_sheet(sheet, target)
            self.log.info("Grades of %s for Moodle: %s", name, target)

    def fill_worksheet(self, name: str, sheet: Sheet, standing: Standing, everyone: Roster) -> None:
        """Put the grades into the rows of those who have one."""
        grade = sheet.column(self.grade_column)
        if grade is None:
            self.parent.fail(
                f"The worksheet of {name} has no column {self.grade_column!r}, but {', '.join(sheet.header)}. Say in "
                "nbgrader_config.py which one it is: c.MoodleExport.grade_column = ..."
            )
            return
        self.refuse_other_scale(name, sheet, grade, standing.possible)
        self.fill(participants(sheet), everyone, {grade: standing})

    def refuse_other_scale(self, name: str, sheet: Sheet, grade: int, possible: float) -> None:
        """Points out of 21 must not be read as points out of 100; in every language the maximum follows the grade."""
        maximum = sheet.column(self.maximum_column)
        maximum = grade + 1 if maximum is None else maximum
        there = {row[maximum] for row, _ in participants(sheet) if row[maximum : maximum + 1] not in ([], [""])}
        if any(number(text) != possible for text in there):
            self.parent.fail(
                f"{name} has {points(possible)} points here and {' or '.join(sorted(there))} in Moodle: set its "
                "maximum grade there, and download the worksheet again."
            )


def worksheet(course: Path, assignment: str) -> Sheet | None:
    """The grading worksheet of an assignment, from any table in ``downloaded/ASSIGNMENT/``; None if there is none.

    Raises `OtherEncoding` if the only table there is not in UTF-8.
    """
    unread = None
    for path in sorted((course / "downloaded" / assignment).glob("*.csv")):
        try:
            sheet = read_sheet(path)
        except OtherEncoding as error:
            unread = error
            continue
        except (OSError, ValueError):
            continue
        if participants(sheet):
            return sheet
    if unread:
        raise unread
    return None


def participants(sheet: Sheet) -> list[tuple[list[str], Person]]:
    """The rows of a worksheet with what Moodle knows of the participant; the first cell ends with the number."""
    keys = [column for title in IDENTIFYING if (column := sheet.column(title)) is not None]
    found = []
    for row in sheet.rows[1:]:
        if ends := re.search(r"\D(\d+)\s*$", row[0]):
            known = tuple(cell.strip() for at, cell in enumerate(row) if at in keys or "@" in cell)
            found.append((row, Person("", known, row[1].strip(), ends[1], row[0].strip())))
    return found


def team(sheet: Sheet, name: str) -> list[Person]:
    """The members of a team: the worksheet has its name in their rows, and nobody is called so."""
    rows, called = participants(sheet), plain(name)
    if not called or any(plain(person.name) == called for _, person in rows):
        return []
    return [person for row, person in rows if called in map(plain, row[2:])]
