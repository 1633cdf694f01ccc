"""One submission, from the bytes that were handed in to what nbgrader's folders hold.

This runs in a worker, perhaps on another machine; it reads no file and writes none.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from nbformat import NotebookNode
from nbgrader.utils import compute_checksum, determine_grade

from autograder.catalog import adopt
from autograder.grading.checks import points_of_checks
from autograder.grading.grade import GradedNotebook, grade_notebook
from autograder.grading.repair import Ungradable, parse
from autograder.grading.sandbox import Limits, Sandbox
from autograder.own import Own
from course.classroom.feedback import NOTES, sections_of
from course.classroom.harmless import make_harmless
from course.classroom.likeness import digest_and_size
from course.classroom.model import ExerciseResult, NotebookResult, Result, SourceNotebook, Submission
from course.classroom.restore import refuse_foreign, restore
from course.classroom.unanswered import ask_where_unclear
from course.classroom.warm import shared_sandbox


def not_graded(submission: Submission, error: Exception) -> Result:
    """The result of a submission that could not be graded. The next run tries again, unless it is the file's fault."""
    return Result(submission, failed=reason(error), retry=not isinstance(error, Ungradable))


def reason(error: Exception) -> str:
    """Why a submission could not be graded, in words for the teacher."""
    return str(error) if isinstance(error, Ungradable) else f"could not be graded: {type(error).__name__}: {error}"


def grade_submission(
    submission: Submission, sources: list[SourceNotebook], kind: str, limits: Limits, own: Own | None = None
) -> Result:
    """Grade one submission, with these exercises of the teacher's own. Runs in a worker.

    A notebook that cannot be graded waits for a person, and the others count.
    """
    adopt(own)
    box = shared_sandbox(kind, limits)
    graded: dict[str, NotebookResult] = {}
    failed: list[str] = []
    for source in sources:
        try:
            graded[source.name] = grade_one(submission, source, box)
        except Ungradable as error:
            failed.append(reason(error))
    return Result(submission, graded, " ".join(dict.fromkeys(failed)))


def grade_one(submission: Submission, source: SourceNotebook, box: Sandbox) -> NotebookResult:
    """One notebook: restored, run, judged, and made into what nbgrader's folders hold."""
    content = submission.notebooks[source.name]
    if content is None:
        return not_handed_in(source)
    read = parse(content, f"{source.name}.ipynb")
    notebook = read.notebook
    refuse_foreign(notebook, source)
    repairs = [*submission.repairs, *read.repairs, *restore(notebook, source)]
    ask_where_unclear(notebook, source)
    wanted, seed = points_of_checks(notebook), submission.seeds.get(source.name)
    graded = grade_notebook(notebook, box, wanted=wanted, files=submission.files, seed=seed)
    result = result_of(notebook, graded, source, repairs)
    # nbformat's own writer indents, which takes Python's slow encoder: 13 ms a notebook, for nobody to read.
    return replace(result, autograded=json.dumps(notebook, ensure_ascii=False))


def result_of(
    notebook: NotebookNode, graded: GradedNotebook, source: SourceNotebook, repairs: Sequence[str]
) -> NotebookResult:
    """What is entered, shown and noted of a notebook that was graded; it keeps the notes for its page itself."""
    notes = (*repairs, *graded.repairs)
    notebook.metadata[NOTES] = {"notes": list(notes)}
    scores, comments = scores_and_comments(notebook)
    sections, exercises = sections_of(notebook), exercise_results(graded, source)
    make_harmless(notebook, source)
    return NotebookResult(scores, comments, sections=sections, seed=graded.seed, repairs=notes, exercises=exercises)


def not_handed_in(source: SourceNotebook) -> NotebookResult:
    """The result of a notebook that was not handed in."""
    return NotebookResult({cell.name: 0.0 for cell in source.cells if cell.grade or cell.task}, {}, missing=True)


def scores_and_comments(notebook: NotebookNode) -> tuple[dict[str, float | None], dict[str, str | None]]:
    """What nbgrader enters for a graded notebook, by cell."""
    scores: dict[str, float | None] = {}
    comments: dict[str, str | None] = {}
    for cell in notebook.cells:
        meta = cell.metadata.get("nbgrader", {})
        if meta.get("grade"):
            scores[meta["grade_id"]] = determine_grade(cell)[0]
        if meta.get("solution"):
            untouched = meta.get("checksum") == compute_checksum(cell)
            comments[meta["grade_id"]] = "No response." if untouched else None
        if meta.get("task"):
            scores[meta["grade_id"]] = None
            comments[meta["grade_id"]] = None
    return scores, comments


def exercise_results(graded: GradedNotebook, source: SourceNotebook) -> dict[str, ExerciseResult]:
    """What the class's report keeps of each exercise."""
    released = {cell.name: cell.source for cell in source.cells}
    answers = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell.source for cell in graded.notebook.cells}
    found = {}
    for name, report in graded.reports.items():
        answer = answers.get(name, "")
        digest, size = digest_and_size(answer) if answer != released.get(name) else ("", 0)
        found[name] = ExerciseResult(
            report.earned, report.points, report.finding, report.misconception, report.headline, digest, size
        )
    return found
