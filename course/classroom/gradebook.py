"""What grading a class needs from nbgrader's gradebook, and writes back: `entries` reads it, `entering` writes it.

nbgrader's own `Gradebook` asks the database for every grade by itself and commits each time. Here one query reads the
assignment, and a batch of submissions is one transaction: after a crash all of it is there or nothing.
"""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Collection, Sequence
from pathlib import Path

import nbgrader.api as api
from nbgrader.api import Gradebook
from sqlalchemy import select

from autograder.grading.checks import refuse_unclear_checks
from course.classroom.entering import Entering, Penalty
from course.classroom.entries import Entries, people
from course.classroom.model import Grades, Result, SourceCell, SourceNotebook
from course.classroom.released import released_cells
from course.classroom.text import encodable
from course.classroom.unanswered import digests
from course.errors import CourseError


class ClassGradebook:
    """The gradebook of one assignment. Raises CourseError if it does not know it.

    `handed_out` is the folder with what was released.
    """

    def __init__(self, db_url: str, course_id: str, assignment: str, handed_out: Path | None = None) -> None:
        self.gradebook = Gradebook(db_url, course_id)
        self.db = self.gradebook.db
        try:
            found = self.gradebook.find_assignment(assignment)
        except api.MissingEntry:
            names = [one.name for one in self.gradebook.assignments]
            near = [name for name in names if name.startswith(assignment)] or difflib.get_close_matches(
                assignment, names
            )
            meant = f"Did you mean {' or '.join(near)}? " if near else ""
            raise CourseError(
                f"The gradebook knows no assignment {assignment!r}. {meant}Create it first: "
                f"nbgrader generate_assignment {assignment}"
            ) from None
        self.assignment_id, self.due = found.id, found.duedate
        rows = found.notebooks
        self.notebooks = tuple(self._source(row, handed_out) for row in rows)
        self.entries = Entries(self.db, found.id, self.notebooks)
        notebook_ids, cells = {row.name: row.id for row in rows}, {row.name: self._cell_ids(row) for row in rows}
        self.entering = Entering(self.entries, self.due, notebook_ids, cells)
        self.db.rollback()  # Nothing is held while submissions run.

    def close(self) -> None:
        """Close the connection."""
        self.gradebook.close()

    def refuse_unclear_checks(self) -> None:
        """Raise UnclearCheck if a graded cell was released whose check nobody could judge."""
        cells = [cell for notebook in self.notebooks for cell in notebook.cells]
        refuse_unclear_checks((cell.name, cell.source) for cell in cells if cell.grade and cell.cell_type == "code")

    def _source(self, notebook: api.Notebook, handed_out: Path | None) -> SourceNotebook:
        graded = {cell.name: cell for cell in notebook.grade_cells}
        tasks = {cell.name: cell for cell in notebook.task_cells}
        solutions = {cell.name for cell in notebook.solution_cells}
        cells = []
        for cell in notebook.source_cells:
            points = graded.get(cell.name) or tasks.get(cell.name)
            cells.append(
                SourceCell(
                    cell.name, cell.cell_type, cell.source or "", bool(cell.locked), cell.checksum or "",
                    grade=cell.name in graded, solution=cell.name in solutions, task=cell.name in tasks,
                    points=float(points.max_score) if points else 0.0,
                )
            )  # fmt: skip
        released = released_cells(handed_out / f"{notebook.name}.ipynb") if handed_out else []
        order = {name: number for number, (name, _) in enumerate(released)}  # The gradebook does not keep it.
        cells.sort(key=lambda cell: order.get(cell.name, len(order)))
        return SourceNotebook(notebook.name, tuple(cells), digests(text for _, text in released))

    def _cell_ids(self, notebook: api.Notebook) -> dict[str, dict[str, str]]:
        return {
            "grade": {cell.name: cell.id for cell in [*notebook.grade_cells, *notebook.task_cells]},
            "comment": {cell.name: cell.id for cell in [*notebook.solution_cells, *notebook.task_cells]},
        }

    def grades(self, students: Collection[str] | None = None) -> dict[tuple[str, str], Grades]:
        """What the gradebook says now of the submitted notebooks, of these students or of all, by student and name."""
        found = self.entries.grades(
            students if students is None else [who for who in students if encodable(who) == who]
        )
        self.db.rollback()
        return found

    def students(self) -> dict[str, str]:
        """Everyone the gradebook knows, by id, with the name they are enrolled under, "" if none was entered."""
        found = people(self.db)
        self.db.rollback()
        return found

    def entered(self) -> set[str]:
        """Everyone of whom the gradebook has a submission of this assignment."""
        rows = self.db.execute(
            select(api.SubmittedAssignment.student_id).where(
                api.SubmittedAssignment.assignment_id == self.assignment_id
            )
        )
        found = set(rows.scalars())
        self.db.rollback()
        return found

    def ids_of_others(self) -> dict[str, set[str]]:
        """The grade ids of every other assignment of the course, by its name."""
        rows = self.db.execute(
            select(api.Assignment.name, api.BaseCell.name)
            .join(api.Notebook, api.Notebook.assignment_id == api.Assignment.id)
            .join(api.BaseCell, api.BaseCell.notebook_id == api.Notebook.id)
            .where(api.Assignment.id != self.assignment_id)
        ).all()
        self.db.rollback()
        found: dict[str, set[str]] = {}
        for assignment, cell in rows:
            found.setdefault(assignment, set()).add(cell)
        return found

    def extensions(self) -> dict[str, datetime.timedelta]:
        """The extensions that were granted, by student."""
        rows = self.db.execute(
            select(api.SubmittedAssignment.student_id, api.SubmittedAssignment.extension).where(
                api.SubmittedAssignment.assignment_id == self.assignment_id,
                api.SubmittedAssignment.extension.is_not(None),
            )
        ).all()
        self.db.rollback()
        return {row.student_id: row.extension for row in rows}

    def write(self, results: Sequence[Result], penalty: Penalty, keep: bool = True) -> dict[tuple[str, str], Grades]:
        """Enter the results of a batch in one transaction; what people entered by hand stays.

        A submission that could not be graded asks for a person, with the reason as a comment. `penalty` is what
        nbgrader's plugin says for a student, a score and the seconds that a submission is late. Returns what the
        gradebook says then; without `keep` it only says what it would, and stays as it was.
        """
        try:
            self.entering.enter(results, penalty)
            grades = self.entries.grades([result.student for result in results])
            self.db.commit() if keep else self.db.rollback()
            return grades
        except BaseException:
            self.db.rollback()
            raise


def forget(db_url: str, student: str) -> bool:
    """Remove a person with all grades and comments; whether the gradebook knew them."""
    gradebook = Gradebook(db_url)
    try:
        gradebook.remove_student(student)
    except api.MissingEntry:
        return False
    finally:
        gradebook.close()
    return True
