"""What grading a class needs from nbgrader's gradebook, and writes back: read once, written in batches.

nbgrader's own `Gradebook` asks the database for every grade by itself and commits each time. Here one query reads the
assignment, and a batch of submissions is one transaction: after a crash all of it is there or nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import nbgrader.api as api
from nbgrader.api import Gradebook
from sqlalchemy import insert, or_, select, update

from course.errors import CourseError


@dataclass(frozen=True)
class SourceCell:
    """A graded or locked cell as the teacher released it."""

    name: str
    cell_type: str
    source: str
    locked: bool
    checksum: str
    grade: bool
    solution: bool
    task: bool
    points: float

    def metadata(self) -> dict[str, Any]:
        """nbgrader's metadata, schema 3."""
        return {
            "cell_type": self.cell_type, "checksum": self.checksum, "grade": self.grade, "grade_id": self.name,
            "locked": self.locked, "schema_version": 3, "solution": self.solution, "task": self.task,
            **({"points": self.points} if self.grade or self.task else {}),
        }  # fmt: skip


@dataclass(frozen=True)
class SourceNotebook:
    """One notebook of an assignment: its cells with a grade id, in order."""

    name: str
    cells: tuple[SourceCell, ...]


class ClassGradebook:
    """The gradebook of one assignment. Raises CourseError if it does not know the assignment."""

    def __init__(self, db_url: str, course_id: str, assignment: str) -> None:
        self.gradebook = Gradebook(db_url, course_id)
        self.db = self.gradebook.db
        try:
            found = self.gradebook.find_assignment(assignment)
        except api.MissingEntry:
            raise CourseError(
                f"The gradebook knows no assignment {assignment!r}. Create it first: "
                f"nbgrader generate_assignment {assignment}"
            ) from None
        self.assignment_id, self.due = found.id, found.duedate
        self.notebooks = tuple(self._source(notebook) for notebook in found.notebooks)
        self._notebook_ids = {notebook.name: notebook.id for notebook in found.notebooks}
        self._cells = {notebook.name: self._cell_ids(notebook) for notebook in found.notebooks}
        self.db.rollback()  # Nothing is held while submissions run.

    def close(self) -> None:
        """Close the connection."""
        self.gradebook.close()

    def _source(self, notebook: api.Notebook) -> SourceNotebook:
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
        return SourceNotebook(notebook.name, tuple(cells))

    def _cell_ids(self, notebook: api.Notebook) -> dict[str, dict[str, str]]:
        return {
            "grade": {cell.name: cell.id for cell in [*notebook.grade_cells, *notebook.task_cells]},
            "comment": {cell.name: cell.id for cell in [*notebook.solution_cells, *notebook.task_cells]},
        }

    def by_hand(self) -> dict[str, dict[str, Any]]:
        """What people have entered: scores by hand, extra credit and comments, by student, notebook, kind and cell."""
        found: dict[str, dict[str, Any]] = {}
        for kind, table, fields in (
            ("grades", api.Grade, ("manual_score", "extra_credit")),
            ("comments", api.Comment, ("manual_comment",)),
        ):
            columns = [getattr(table, field) for field in fields]
            rows = self.db.execute(
                select(api.SubmittedAssignment.student_id, api.Notebook.name, api.BaseCell.name, *columns)
                .join(api.SubmittedNotebook, api.SubmittedNotebook.assignment_id == api.SubmittedAssignment.id)
                .join(api.Notebook, api.Notebook.id == api.SubmittedNotebook.notebook_id)
                .join(table, table.notebook_id == api.SubmittedNotebook.id)
                .join(api.BaseCell, api.BaseCell.id == table.cell_id)
                .where(
                    api.SubmittedAssignment.assignment_id == self.assignment_id,
                    or_(*(column.is_not(None) for column in columns)),
                )
            )
            for student, notebook, cell, *values in rows:
                entries = found.setdefault(student, {}).setdefault(notebook, {}).setdefault(kind, {})
                entries[cell] = dict(zip(fields, values, strict=True))
        self.db.rollback()
        return found

    def write(self, results: Sequence[Mapping[str, Any]]) -> None:
        """Enter the results of a batch of submissions in one transaction; what people entered by hand stays."""
        try:
            submitted = self._notebook_rows(results)
            self._write_scores(results, submitted)
            self._write_comments(results, submitted)
            self._change(
                api.SubmittedNotebook,
                (
                    {"id": submitted[result["student"], name], "late_submission_penalty": graded["late_penalty"]}
                    for result in results
                    for name, graded in result["notebooks"].items()
                ),
            )
            self.db.commit()
        except BaseException:
            self.db.rollback()
            raise

    def _change(self, table: Any, changes: Iterable[Mapping[str, Any]]) -> None:
        if rows := list(changes):
            self.db.execute(update(table), rows)

    def _rows(self, table: Any, submitted: Mapping[Any, str], *columns: Any) -> dict[tuple[str, str], Any]:
        """The rows of these submitted notebooks in a table, by submitted notebook and cell."""
        found = self.db.execute(
            select(table.notebook_id, table.cell_id, table.id, *columns).where(
                table.notebook_id.in_(submitted.values())
            )
        )
        return {(notebook, cell): rest for notebook, cell, *rest in found}

    def _write_scores(self, results: Sequence[Mapping[str, Any]], submitted: Mapping[Any, str]) -> None:
        rows = self._rows(api.Grade, submitted, api.Grade.manual_score)
        changes = []
        for result in results:
            for name, graded in result["notebooks"].items():
                for cell, auto in graded["scores"].items():
                    row, manual = rows[submitted[result["student"], name], self._cells[name]["grade"][cell]]
                    review = manual is not None or auto is None
                    changes.append({"id": row, "auto_score": auto, "needs_manual_grade": review})
        self._change(api.Grade, changes)

    def _write_comments(self, results: Sequence[Mapping[str, Any]], submitted: Mapping[Any, str]) -> None:
        rows = self._rows(api.Comment, submitted)
        changes = []
        for result in results:
            for name, graded in result["notebooks"].items():
                for cell, text in graded["comments"].items():
                    (row,) = rows[submitted[result["student"], name], self._cells[name]["comment"][cell]]
                    changes.append({"id": row, "auto_comment": text})
        self._change(api.Comment, changes)

    def _notebook_rows(self, results: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], str]:
        """The id of every submitted notebook, by student and name; everything nbgrader expects is created if new."""
        moments = {
            result["student"]: result["timestamp"] and datetime.datetime.fromisoformat(result["timestamp"])
            for result in results
        }
        known = {
            row.student_id: row.id
            for row in self.db.execute(
                select(api.SubmittedAssignment.student_id, api.SubmittedAssignment.id).where(
                    api.SubmittedAssignment.student_id.in_(moments),
                    api.SubmittedAssignment.assignment_id == self.assignment_id,
                )
            )
        }
        self._change(
            api.SubmittedAssignment,
            ({"id": row, "timestamp": moments[student]} for student, row in known.items() if moments[student]),
        )
        self._create({student: moment for student, moment in moments.items() if student not in known})
        found = self.db.execute(
            select(api.SubmittedAssignment.student_id, api.Notebook.name, api.SubmittedNotebook.id)
            .join(api.SubmittedNotebook, api.SubmittedNotebook.assignment_id == api.SubmittedAssignment.id)
            .join(api.Notebook, api.Notebook.id == api.SubmittedNotebook.notebook_id)
            .where(
                api.SubmittedAssignment.student_id.in_(moments),
                api.SubmittedAssignment.assignment_id == self.assignment_id,
            )
        )
        return {(student, name): notebook for student, name, notebook in found}

    def _create(self, moments: Mapping[str, datetime.datetime | None]) -> None:
        """Students, submissions, their notebooks, and an empty grade and comment for every cell."""
        there = set(self.db.execute(select(api.Student.id).where(api.Student.id.in_(moments))).scalars())
        submissions = {student: api.new_uuid() for student in moments}
        submitted = [(api.new_uuid(), student, name) for student in moments for name in self._notebook_ids]
        self._insert(api.Student, ({"id": student} for student in moments if student not in there))
        self._insert(
            api.SubmittedAssignment,
            (
                {"id": row, "assignment_id": self.assignment_id, "student_id": s, "timestamp": moments[s]}
                for s, row in submissions.items()
            ),
        )
        self._insert(
            api.SubmittedNotebook,
            (
                {"id": row, "assignment_id": submissions[student], "notebook_id": self._notebook_ids[name]}
                for row, student, name in submitted
            ),
        )
        for table, kind in ((api.Grade, "grade"), (api.Comment, "comment")):
            self._insert(
                table,
                (
                    {"id": api.new_uuid(), "cell_id": cell, "notebook_id": row}
                    for row, _, name in submitted
                    for cell in self._cells[name][kind].values()
                ),
            )

    def _insert(self, table: Any, rows: Iterable[Mapping[str, Any]]) -> None:
        if found := list(rows):
            self.db.execute(insert(table), found)

    def seconds_late(self, student: str, timestamp: datetime.datetime | None) -> float:
        """How late a submission is, extensions taken off; 0 without a due date or a timestamp."""
        if timestamp is None or self.due is None:
            return 0.0
        extension = self.db.execute(
            select(api.SubmittedAssignment.extension).where(
                api.SubmittedAssignment.student_id == student,
                api.SubmittedAssignment.assignment_id == self.assignment_id,
            )
        ).scalar()
        return max(0.0, (timestamp - self.due - (extension or datetime.timedelta(0))).total_seconds())
