"""How everyone stands in every assignment of a course, as nbgrader's gradebook says."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import nbgrader.api as api
from nbgrader.api import Gradebook
from sqlalchemy import Integer, cast, func, select

from course.classroom.entries import people


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
        return people(gradebook.db), standings_of(gradebook)
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
