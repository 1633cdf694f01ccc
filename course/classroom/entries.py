"""What nbgrader's gradebook says of submitted notebooks: points, extra credit, comments, and who waits for a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import nbgrader.api as api
from sqlalchemy import select

from course.classroom.model import Grades, SourceNotebook


def people(db: Any) -> dict[str, str]:
    """Everyone in an open database, by id, with the name they are enrolled under, "" if none was entered."""
    rows = db.execute(select(api.Student.id, api.Student.last_name, api.Student.first_name))
    return {student: ", ".join(filter(None, (last, first))) for student, last, first in rows}


class Entries:
    """The entries of one assignment in an open database; one query reads each kind of them for everybody."""

    def __init__(self, db: Any, assignment_id: str, notebooks: Sequence[SourceNotebook]) -> None:
        self.db, self.assignment_id, self.notebooks = db, assignment_id, notebooks

    def grades(self, students: Collection[str] | None = None) -> dict[tuple[str, str], Grades]:
        """What is said of the notebooks of these students, or of all, by student and name."""
        whose = [] if students is None else [api.SubmittedAssignment.student_id.in_(students)]
        found: dict[tuple[str, str], dict[str, Any]] = {}
        rows = self.submitted(api.SubmittedNotebook.late_submission_penalty, where=whose)
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

    def submitted(self, *columns: Any, where: Iterable[Any] = (), join: Iterable[Any] = ()) -> Any:
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
        return self.submitted(api.BaseCell.name, *columns, where=where, join=join)
