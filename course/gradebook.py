"""What grading a class needs from nbgrader's gradebook, and writes back: read once, written in batches.

nbgrader's own `Gradebook` asks the database for every grade by itself and commits each time. Here one query reads the
assignment, and a batch of submissions is one transaction: after a crash all of it is there or nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import nbgrader.api as api
from nbgrader.api import Gradebook
from sqlalchemy import insert, select, update

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

    def by_hand(self, student: str) -> dict[str, dict[str, Any]]:
        """What people have entered for a student: scores by hand, extra credit and comments, by notebook and cell."""
        found: dict[str, dict[str, Any]] = {}
        for name, table, fields in (
            ("grades", api.Grade, ("manual_score", "extra_credit")),
            ("comments", api.Comment, ("manual_comment",)),
        ):
            rows = self.db.execute(
                select(api.Notebook.name, api.BaseCell.name, *(getattr(table, field) for field in fields))
                .join(api.SubmittedNotebook, api.SubmittedNotebook.id == table.notebook_id)
                .join(api.Notebook, api.Notebook.id == api.SubmittedNotebook.notebook_id)
                .join(api.SubmittedAssignment, api.SubmittedAssignment.id == api.SubmittedNotebook.assignment_id)
                .join(api.BaseCell, api.BaseCell.id == table.cell_id)
                .where(
                    api.SubmittedAssignment.student_id == student,
                    api.SubmittedAssignment.assignment_id == self.assignment_id,
                )
            )
            for notebook, cell, *values in rows:
                if any(value is not None for value in values):
                    entry = found.setdefault(notebook, {}).setdefault(name, {})
                    entry[cell] = dict(zip(fields, values, strict=True))
        return found

    def write(self, results: Iterable[Mapping[str, Any]]) -> None:
        """Enter the results of a batch of submissions in one transaction; what people entered by hand stays."""
        try:
            for result in results:
                self._write_one(result)
            self.db.commit()
        except BaseException:
            self.db.rollback()
            raise

    def _write_one(self, result: Mapping[str, Any]) -> None:
        timestamp = result["timestamp"] and datetime.datetime.fromisoformat(result["timestamp"])
        submitted = self._submission(result["student"], timestamp)
        for name, graded in result["notebooks"].items():
            place = submitted[name]
            rows = self.db.execute(
                select(api.Grade.id, api.Grade.cell_id, api.Grade.manual_score).where(api.Grade.notebook_id == place)
            ).all()
            cells = {cell: (row, manual) for row, cell, manual in rows}
            changes = []
            for cell, auto in graded["scores"].items():
                row, manual = cells[self._cells[name]["grade"][cell]]
                review = manual is not None or auto is None
                changes.append({"id": row, "auto_score": auto, "needs_manual_grade": review})
            if changes:
                self.db.execute(update(api.Grade), changes)
            self._write_comments(place, name, graded["comments"])
            self.db.execute(
                update(api.SubmittedNotebook)
                .where(api.SubmittedNotebook.id == place)
                .values(late_submission_penalty=graded["late_penalty"])
            )

    def _write_comments(self, place: str, name: str, comments: Mapping[str, str | None]) -> None:
        rows = self.db.execute(select(api.Comment.id, api.Comment.cell_id).where(api.Comment.notebook_id == place))
        ids = {cell: row for row, cell in rows.all()}
        wanted = self._cells[name]["comment"]
        changes = [{"id": ids[wanted[cell]], "auto_comment": text} for cell, text in comments.items()]
        if changes:
            self.db.execute(update(api.Comment), changes)

    def _submission(self, student: str, timestamp: datetime.datetime | None) -> dict[str, str]:
        """The ids of a student's submitted notebooks by name; everything nbgrader expects is created if new."""
        known = self.db.execute(
            select(api.SubmittedAssignment.id).where(
                api.SubmittedAssignment.student_id == student,
                api.SubmittedAssignment.assignment_id == self.assignment_id,
            )
        ).scalar()
        if known is None:
            return self._new_submission(student, timestamp)
        if timestamp is not None:
            self.db.execute(
                update(api.SubmittedAssignment).where(api.SubmittedAssignment.id == known).values(timestamp=timestamp)
            )
        rows = self.db.execute(
            select(api.Notebook.name, api.SubmittedNotebook.id)
            .join(api.Notebook, api.Notebook.id == api.SubmittedNotebook.notebook_id)
            .where(api.SubmittedNotebook.assignment_id == known)
        )
        return dict(rows.tuples().all())

    def _new_submission(self, student: str, timestamp: datetime.datetime | None) -> dict[str, str]:
        if self.db.execute(select(api.Student.id).where(api.Student.id == student)).scalar() is None:
            self.db.execute(insert(api.Student).values(id=student))
        submission = api.new_uuid()
        self.db.execute(
            insert(api.SubmittedAssignment).values(
                id=submission, assignment_id=self.assignment_id, student_id=student, timestamp=timestamp
            )
        )
        places = {}
        for name, notebook in self._notebook_ids.items():
            place = places[name] = api.new_uuid()
            self.db.execute(
                insert(api.SubmittedNotebook).values(id=place, assignment_id=submission, notebook_id=notebook)
            )
            for table, kind in ((api.Grade, "grade"), (api.Comment, "comment")):
                rows = [
                    {"id": api.new_uuid(), "cell_id": c, "notebook_id": place} for c in self._cells[name][kind].values()
                ]
                if rows:
                    self.db.execute(insert(table), rows)
        return places

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
