"""Enter results in nbgrader's gradebook: what is new there is created, and what people entered by hand stays."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import nbgrader.api as api
from sqlalchemy import insert, select, update

from course.classroom.entries import Entries
from course.classroom.model import Result

Penalty = Callable[[str, float, float], float | None]  # Points off for a student, a score and the seconds it is late.


class Entering:
    """Enters results of one assignment; whoever calls it commits.

    `notebook_ids` and `cells` are nbgrader's ids of the notebooks and of their cells with grades and comments.
    """

    def __init__(
        self,
        entries: Entries,
        due: datetime.datetime | None,
        notebook_ids: Mapping[str, str],
        cells: Mapping[str, Mapping[str, Mapping[str, str]]],
    ) -> None:
        self.entries, self.db, self.assignment_id = entries, entries.db, entries.assignment_id
        self.due, self.notebook_ids, self.cells = due, notebook_ids, cells

    def enter(self, results: Sequence[Result], penalty: Penalty) -> None:
        """Enter the scores, the comments, and what `penalty` takes off for lateness."""
        rows = self._notebook_rows(results)
        self._write_scores(results, rows)
        self._write_comments(results, rows)
        self.db.flush()
        self._write_penalties(results, rows, penalty)
        self.db.flush()

    def _change(self, table: Any, changes: Iterable[Mapping[str, Any]]) -> None:
        if rows := list(changes):
            self.db.execute(update(table), rows)

    def _cells(self, result: Result) -> list[tuple[str, Mapping[str, Mapping[str, str]]]]:
        """The notebooks that a result is about, with the ids of their cells."""
        return [(name, ids) for name, ids in self.cells.items() if name not in result.left_out]

    def _rows(self, table: Any, submitted: Mapping[Any, str], *columns: Any) -> dict[tuple[str, str], Any]:
        """The rows of these submitted notebooks in a table, by submitted notebook and cell."""
        found = self.db.execute(
            select(table.notebook_id, table.cell_id, table.id, *columns).where(
                table.notebook_id.in_(submitted.values())
            )
        )
        return {(notebook, cell): rest for notebook, cell, *rest in found}

    def _write_scores(self, results: Sequence[Result], submitted: Mapping[Any, str]) -> None:
        rows = self._rows(api.Grade, submitted, api.Grade.manual_score, api.Grade.needs_manual_grade)
        changes = []
        for result in results:
            for name, ids in self._cells(result):
                graded = result.notebooks.get(name)
                for cell, cell_id in ids["grade"].items():
                    auto = graded.scores.get(cell) if graded else None
                    row, manual, waits = rows[submitted[result.student, name], cell_id]
                    # Points by hand hold as long as the work is the same.
                    review = auto is None if manual is None else waits or not result.submission.is_regrade
                    changes.append({"id": row, "auto_score": auto, "needs_manual_grade": review})
        self._change(api.Grade, changes)

    def _write_comments(self, results: Sequence[Result], submitted: Mapping[Any, str]) -> None:
        rows = self._rows(api.Comment, submitted)
        changes = []
        for result in results:
            reason = f"This could not be graded by the program. {result.failed}" if result.failed else None
            for name, ids in self._cells(result):
                graded = result.notebooks.get(name)
                for cell, cell_id in ids["comment"].items():
                    text = graded.comments.get(cell) if graded else reason
                    reason = None if not graded else reason  # Once is enough.
                    (row,) = rows[submitted[result.student, name], cell_id]
                    changes.append({"id": row, "auto_comment": text})
        self._change(api.Comment, changes)

    def _write_penalties(self, results: Sequence[Result], submitted: Mapping[Any, str], penalty: Penalty) -> None:
        """The points that the plugin takes off for lateness, never more than were earned."""
        late = {result.student: self._seconds_late(result) for result in results}
        grades = self.entries.grades([student for student, seconds in late.items() if seconds > 0])
        changes = []
        for result in results:
            for name, _ in self._cells(result):
                graded, taken = result.notebooks.get(name), None
                if late[result.student] > 0 and graded and not graded.missing:
                    earned = grades[result.student, name].earned
                    said = penalty(result.student, earned, late[result.student])
                    taken = None if said is None else min(max(0.0, said), earned)
                changes.append({"id": submitted[result.student, name], "late_submission_penalty": taken})
        self._change(api.SubmittedNotebook, changes)

    def _notebook_rows(self, results: Sequence[Result]) -> dict[tuple[str, str], str]:
        """The id of every submitted notebook, by student and name; everything nbgrader expects is created if new."""
        moments = {result.student: result.submission.moment for result in results}
        unread = {result.student for result in results if result.failed}  # Perhaps not even its moment.
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
            (
                {"id": row, "timestamp": moments[student]}
                for student, row in known.items()
                if moments[student] or student not in unread
            ),
        )
        self._create({student: moment for student, moment in moments.items() if student not in known})
        found = self.entries.submitted(
            api.SubmittedNotebook.id, where=[api.SubmittedAssignment.student_id.in_(moments)]
        )
        return {(student, name): notebook for student, name, notebook in found}

    def _create(self, moments: Mapping[str, datetime.datetime | None]) -> None:
        """Students, submissions, their notebooks, and an empty grade and comment for every cell."""
        there = set(self.db.execute(select(api.Student.id).where(api.Student.id.in_(moments))).scalars())
        submissions = {student: api.new_uuid() for student in moments}
        submitted = [(api.new_uuid(), student, name) for student in moments for name in self.notebook_ids]
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
                {"id": row, "assignment_id": submissions[student], "notebook_id": self.notebook_ids[name]}
                for row, student, name in submitted
            ),
        )
        for table, kind in ((api.Grade, "grade"), (api.Comment, "comment")):
            self._insert(
                table,
                (
                    {"id": api.new_uuid(), "cell_id": cell, "notebook_id": row}
                    for row, _, name in submitted
                    for cell in self.cells[name][kind].values()
                ),
            )

    def _insert(self, table: Any, rows: Iterable[Mapping[str, Any]]) -> None:
        if found := list(rows):
            self.db.execute(insert(table), found)

    def _seconds_late(self, result: Result) -> float:
        """How late a submission is, extensions taken off; 0 without a due date or a timestamp."""
        moment = result.submission.moment
        if moment is None or self.due is None:
            return 0.0
        extension = self.db.execute(
            select(api.SubmittedAssignment.extension).where(
                api.SubmittedAssignment.student_id == result.student,
                api.SubmittedAssignment.assignment_id == self.assignment_id,
            )
        ).scalar()
        return lateness(moment, self.due, extension)


def lateness(
    moment: datetime.datetime | None, due: datetime.datetime | None, extension: datetime.timedelta | None
) -> float:
    """Seconds between the moment by which a submission was due and the one at which it was handed in."""
    if moment is None or due is None:
        return 0.0
    return max(0.0, (moment - due - (extension or datetime.timedelta(0))).total_seconds())
