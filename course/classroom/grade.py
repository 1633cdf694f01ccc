"""`course grade`: a whole class, many submissions at a time, into nbgrader's folders and gradebook.

Each submission is graded by a worker (`submission`, `workers`). This process alone reads ``submitted/`` and writes
(`results`): notebooks, then a batch in the gradebook, then the feedback pages, then one line for each submission in
``reports/``. A line means that everything before it is done, so a run that was stopped anywhere goes on from there.
Whatever goes wrong with one submission becomes its student's reason, and the others go on.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace

from autograder.grading.sandbox import Limits, Sandbox
from course.classroom.basis import changes, is_same_work
from course.classroom.model import Result, Submission
from course.classroom.record import Line
from course.classroom.results import renew_pages, write_results
from course.classroom.submission import not_graded
from course.classroom.submitted import Classroom
from course.classroom.workers import run_all
from course.errors import CourseError

BATCH, SMALLEST = 40, 8  # submissions in one transaction; fewer towards the end, when nothing else is left to do


@dataclass
class Summary:
    """How a run went: students by outcome, with reasons for those that could not be graded.

    `renewed` are those of the kept ones whose feedback page was out of date, `why` the reasons to grade the others, and
    `repairs` what was unusual about their files.
    """

    graded: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    renewed: list[str] = field(default_factory=list)
    why: dict[str, tuple[str, ...]] = field(default_factory=dict)
    repairs: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, results: Sequence[Result]) -> None:
        """Count results that were written."""
        for result in results:
            self.why[result.student] = result.submission.why
            if result.failed:
                self.failed[result.student] = result.failed
            else:
                self.graded.append(result.student)
            if result.submission.repairs:
                self.repairs[result.student] = result.submission.repairs

    def __len__(self) -> int:
        return len(self.graded) + len(self.kept) + len(self.failed)


def grade_class(
    classroom: Classroom,
    *,
    students: list[str] | None = None,
    force: bool = False,
    jobs: int | None = None,
    cluster: str | None = None,
    kind: str = "bubblewrap",
    limits: Limits = Limits(),  # noqa: B008 - frozen
    progress: Callable[[int, int], None] = lambda done, total: None,
    write: Callable[[Classroom, Sequence[Result]], Sequence[Result]] = write_results,
    executor: Executor | None = None,
) -> Summary:
    """Grade everyone who handed in and whose grade does not hold; see the module for what is written, and when.

    `executor` are workers that were begun before.

    Raises NoSandbox before anything is written if this machine cannot confine submissions.
    """
    if cluster is None:
        Sandbox(kind, limits)  # Refuses if there is none; the workers start their own.
    summary, done = Summary(), classroom.done()
    everyone = list(classroom.hand_ins)
    if unknown := sorted(set(students or []) - set(everyone)):
        raise CourseError(f"Nothing was handed in by {', '.join(unknown)}.")
    failed: list[Result] = []
    seed = secrets.randbelow(2**31)
    pending = submissions(classroom, students or everyone, done, seed, force, summary, failed)
    total = len(students or everyone)
    batch: list[Result] = []
    sources = list(classroom.gradebook.notebooks)
    for result in run_all(pending, sources, kind, limits, jobs, cluster, executor):
        batch.append(result)
        left = total - len(summary) - len(failed) - len(batch)
        if len(batch) >= min(BATCH, max(SMALLEST, left)):
            summary.add(write(classroom, batch))
            batch = []
        progress(len(summary) + len(batch), total)
    if batch or failed:
        summary.add(write(classroom, [*batch, *failed]))
    if write is write_results:
        summary.renewed = renew_pages(classroom, summary.kept)
    progress(total, total)
    return summary


def submissions(
    classroom: Classroom,
    students: Sequence[str],
    done: dict[str, Line],
    seed: int,
    force: bool,
    summary: Summary,
    failed: list[Result],
) -> Iterator[Submission]:
    """The work that is left, read from disk as it is needed; those that cannot be read go to `failed`.

    Work that was not graded before meets the cases of this seed, the same for everyone: alike work, alike grades.
    """
    entered = classroom.gradebook.entered()
    for student in students:
        last = done.get(student)
        try:
            submission = classroom.submission(student)
        except Exception as error:
            result = not_graded(Submission(student), error)
            if last and last.get("failed") == result.failed and student in entered and not force:
                summary.failed[student] = result.failed
            else:
                failed.append(result)
            continue
        there = classroom.folder_of(student, classroom.paths.autograded_directory).is_dir()
        why = reasons(submission, last, student in entered, there, force)
        if last and not why:
            if last.get("failed"):
                summary.failed[student] = last["failed"]
            else:
                summary.kept.append(student)
            continue
        is_regrade = is_same_work(last and last.get("basis"), submission.basis)
        seeds = dict.fromkeys(submission.notebooks, seed) | (seeds_of(last) if is_regrade and not force else {})
        yield replace(submission, why=why, seeds=seeds, is_regrade=is_regrade)


def reasons(submission: Submission, last: Line | None, entered: bool, there: bool, force: bool) -> tuple[str, ...]:
    """Why a submission is graded now; nothing if its last grade holds, is entered, and its notebooks are there."""
    if last is None:
        return ("new",)
    before = last.get("basis", {})
    if last.get("failed") and not before:
        return ("it could not be read before",)
    if why := changes(before, submission.basis):
        return why
    if not entered:
        return ("not in the gradebook",)
    return () if there and not last.get("retry") and not force else ("graded again",)


def seeds_of(line: Line | None) -> dict[str, int]:
    """The seeds of an earlier grade: the same work meets the same cases, so a grade changes only for a reason."""
    notebooks = (line or {}).get("notebooks", {})
    return {name: notebook["seed"] for name, notebook in notebooks.items() if notebook.get("seed") is not None}
