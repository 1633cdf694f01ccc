"""What grading a class needs from nbgrader's gradebook, and writes back: read once, written in batches.

nbgrader's own `Gradebook` asks the database for every grade by itself and commits each time. Here one query reads the
assignment, and a batch of submissions is one transaction: after a crash all of it is there or nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbgrader.api as api
from nbgrader.api import Gradebook
from sqlalchemy import Integer, cast, func, insert, select, update

from autograder.grading.checks import refuse_unclear_checks
from course.classroom.model import Grades, Result, SourceCell, SourceNotebook
from course.classroom.released import released_cells
from course.classroom.text import encodable
from course.classroom.unanswered import digests
from course.errors import CourseError


class ClassGradebook:
    """The gradebook of one assignment, or of one of its notebooks. Raises CourseError if it does not know it.

    `handed_out` is the folder with what was released.
    """

    def __init__(
        self, db_url: str, course_id: str, assignment: str, notebook: str | None = None, handed_out: Path | None = None
    ) -> None:
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
        rows = [row for row in found.notebooks if notebook in (None, row.name)]
        self.notebooks = tuple(self._source(row, handed_out) for row in rows)
        self._notebook_ids = {row.name: row.id for row in rows}
        self._cells = {row.name: self._cell_ids(row) for row in rows}
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
        found = self._grades(students if students is None else [who for who in students if encodable(who) == who])
        self.db.rollback()
        return found

    def _grades(self, students: Collection[str] | None) -> dict[tuple[str, str], Grades]:
        whose = [] if students is None else [api.SubmittedAssignment.student_id.in_(students)]
        found: dict[tuple[str, str], dict[str, Any]] = {}
        rows = self._submitted(api.SubmittedNotebook.late_submission_penalty, where=whose)
        for student, notebook, penalty in rows:
            empty: dict[str, Any] = {"points": {}, "extra": {}, "comments": {}, "waiting": []}
            found[student, notebook] = empty | {"late_penalty": penalty or 0.0}
        possible = {(notebook.name, cell.name): cell.points for notebook in self.notebooks for cell in notebook.cells}
        score = (api.Grade.manual_score, api.Grade.auto_score, api.Grade.extra_credit, api.Grade.needs_manual_grade)
        for student, notebook, cell, manual, auto, extra, waits in self._entries(api.Grade, score, whose):
            grades, given = found[student, notebook], auto if manual is None else manual
            if extra:
                grades["extra"][cell] = extra
            earned = None if given is None else given + (extra or 0.0)
            grades["points"][cell] = (earned, possible.get((notebook, cell), 0.0))
            if waits:
                grades["waiting"].append(cell)
        comment = (api.Comment.manual_comment, api.Comment.auto_comment)
        for student, notebook, cell, manual, auto in self._entries(api.Comment, comment, whose):
            if manual or auto:
                found[student, notebook]["comments"][cell] = manual or auto
        order = {cell.name: number for notebook in self.notebooks for number, cell in enumerate(notebook.cells)}
        for facts in found.values():
            facts["waiting"] = tuple(sorted(facts["waiting"]))
            for kind in ("points", "extra", "comments"):
                facts[kind] = {cell: facts[kind][cell] for cell in sorted(facts[kind], key=lambda c: order.get(c, 0))}
        return {key: Grades(**facts) for key, facts in found.items()}

    def _submitted(self, *columns: Any, where: Iterable[Any] = (), join: Iterable[Any] = ()) -> Any:
        """Rows of submitted notebooks: student, name of the notebook, and these columns."""
        query = (
            select(api.SubmittedAssignment.student_id, api.Notebook.name, *columns)
            .join(api.SubmittedNotebook, api.SubmittedNotebook.assignment_id == api.SubmittedAssignment.id)
            .join(api.Notebook, api.Notebook.id == api.SubmittedNotebook.notebook_id)
        )
        for table, condition in join:
            query = query.join(table, condition)
        return self.db.execute(query.where(api.SubmittedAssignment.assignment_id == self.assignment_id, *where))

    def _entries(self, table: Any, columns: Iterable[Any], where: Iterable[Any]) -> Any:
        """Rows of a table of cells, after student, notebook and cell."""
        join = (
            (table, table.notebook_id == api.SubmittedNotebook.id),
            (api.BaseCell, api.BaseCell.id == table.cell_id),
        )
        return self._submitted(api.BaseCell.name, *columns, where=where, join=join)

    def students(self) -> dict[str, str]:
        """Everyone the gradebook knows, by id, with the name they are enrolled under, "" if none was entered."""
        rows = self.db.execute(select(api.Student.id, api.Student.last_name, api.Student.first_name)).all()
        self.db.rollback()
        return {student: ", ".join(filter(None, (last, first))) for student, last, first in rows}

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

    def write(
        self, results: Sequence[Result], penalty: Callable[[str, float, float], float | None], keep: bool = True
    ) -> dict[tuple[str, str], Grades]:
        """Enter the results of a batch in one transaction; what people entered by hand stays.

        A submission that could not be graded asks for a person, with the reason as a comment. `penalty` is what
        nbgrader's plugin says for a student, a score and the seconds that a submission is late. Returns what the
        gradebook says then; without `keep` it only says what it would, and stays as it was.
        """
        try:
            rows = self._notebook_rows(results)
            self._write_scores(results, rows)
            self._write_comments(results, rows)
            self.db.flush()
            self._write_penalties(results, rows, penalty)
            self.db.flush()
            grades = self._grades([result.student for result in results])
            self.db.commit() if keep else self.db.rollback()
            return grades
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

    def _write_scores(self, results: Sequence[Result], submitted: Mapping[Any, str]) -> None:
        rows = self._rows(api.Grade, submitted, api.Grade.manual_score, api.Grade.needs_manual_grade)
        changes = []
        for result in results:
            for name, ids in self._cells.items():
                graded = result.notebooks.get(name)
                for cell, cell_id in ids["grade"].items():
                    auto = graded.scores.get(cell) if graded else None
                    row, manual, waits = rows[submitted[result.student, name], cell_id]
                    # Points by hand hold as long as the work is the same, which has its seeds.
                    review = auto is None if manual is None else waits or not result.submission.seeds
                    changes.append({"id": row, "auto_score": auto, "needs_manual_grade": review})
        self._change(api.Grade, changes)

    def _write_comments(self, results: Sequence[Result], submitted: Mapping[Any, str]) -> None:
        rows = self._rows(api.Comment, submitted)
        changes = []
        for result in results:
            reason = f"This could not be graded by the program. {result.failed}" if result.failed else None
            for name, ids in self._cells.items():
                graded = result.notebooks.get(name)
                for cell, cell_id in ids["comment"].items():
                    text = graded.comments.get(cell) if graded else reason
                    reason = None if not graded else reason  # Once is enough.
                    (row,) = rows[submitted[result.student, name], cell_id]
                    changes.append({"id": row, "auto_comment": text})
        self._change(api.Comment, changes)

    def _write_penalties(
        self, results: Sequence[Result], submitted: Mapping[Any, str], penalty: Callable[[str, float, float], Any]
    ) -> None:
        """The points that the plugin takes off for lateness, never more than were earned."""
        late = {result.student: self.seconds_late(result) for result in results}
        grades = self._grades([student for student, seconds in late.items() if seconds > 0])
        changes = []
        for result in results:
            for name in self._cells:
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
        found = self._submitted(api.SubmittedNotebook.id, where=[api.SubmittedAssignment.student_id.in_(moments)])
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

    def seconds_late(self, result: Result) -> float:
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


@dataclass(frozen=True)
class Standing:
    """One assignment in the gradebook: what is possible, when it is due, and by student the score and who waits."""

    possible: float
    due: datetime.datetime | None
    scores: Mapping[str, float]
    waiting: frozenset[str]


def standings(db_url: str) -> tuple[dict[str, str], dict[str, Standing]]:
    """Everyone the gradebook knows, with their names, and the standing in every assignment, in order."""
    gradebook = Gradebook(db_url)
    try:
        rows = gradebook.db.execute(select(api.Student.id, api.Student.last_name, api.Student.first_name))
        people = {student: ", ".join(filter(None, (last, first))) for student, last, first in rows}
        return people, standings_of(gradebook)
    finally:
        gradebook.close()


def standings_of(gradebook: Gradebook) -> dict[str, Standing]:
    """The standing in every assignment, in order; somebody who was never graded has no score, which is not zero."""
    return dict(sorted((one.name, _standing(gradebook.db, one)) for one in gradebook.assignments))


def _standing(db: Any, assignment: api.Assignment) -> Standing:
    submitted = api.SubmittedAssignment
    of_this = submitted.assignment_id == assignment.id
    penalties = select(submitted.student_id, func.sum(api.SubmittedNotebook.late_submission_penalty)).join(
        api.SubmittedNotebook, api.SubmittedNotebook.assignment_id == submitted.id
    )
    rows = db.execute(penalties.where(of_this).group_by(submitted.student_id))
    taken = {student: penalty or 0.0 for student, penalty in rows}
    grades = (
        select(
            submitted.student_id,
            func.sum(api.Grade.score),
            func.max(cast(api.Grade.needs_manual_grade, Integer)),
            func.count(func.coalesce(api.Grade.manual_score, api.Grade.auto_score)),
        )
        .join(api.SubmittedNotebook, api.SubmittedNotebook.assignment_id == submitted.id)
        .join(api.Grade, api.Grade.notebook_id == api.SubmittedNotebook.id)
        .where(of_this)
        .group_by(submitted.student_id)
    )
    scores, waiting = {}, set()
    for student, score, waits, given in db.execute(grades):
        if given:
            scores[student] = round(score - taken[student], 4)
        if waits:
            waiting.add(student)
    return Standing(float(assignment.max_score or 0.0), assignment.duedate, scores, frozenset(waiting))


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
