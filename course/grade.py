"""`course grade`: a whole class, many submissions at a time, into nbgrader's folders and gradebook.

Each submission is graded by a worker (`submission`, `workers`), from plain data to plain data. This process alone
reads ``submitted/`` and writes (`results`): first files, then a batch in the gradebook, then one line for each
submission in ``reports/``. A line means that everything before it is done, so a run that was stopped anywhere goes on
from there. Whatever goes wrong with one submission becomes its student's reason, and the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from autograder.grading.sandbox import Limits, Sandbox
from course.errors import CourseError
from course.results import write_results
from course.submission import Item, reason
from course.submitted import Classroom
from course.workers import run_all

BATCH = 40  # submissions in one transaction


@dataclass
class Summary:
    """How a run went: students by outcome, with reasons for those that could not be graded."""

    graded: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)

    def add(self, results: list[Item]) -> None:
        """Count results that were written."""
        self.graded += [result["student"] for result in results if not result["failed"]]
        self.failed |= {result["student"]: result["failed"] for result in results if result["failed"]}

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
) -> Summary:
    """Grade everyone who handed in and is not graded yet; see the module for what is written, and when.

    Raises NoSandbox before anything is written if this machine cannot confine submissions.
    """
    if cluster is None:
        Sandbox(kind, limits)  # Refuses if there is none; the workers start their own.
    summary, done = Summary(), {} if force else classroom.done()
    everyone = classroom.students()
    if unknown := sorted(set(students or []) - set(everyone)):
        raise CourseError(f"Nothing was handed in by {', '.join(unknown)}.")
    pending = items(classroom, students or everyone, done, summary)
    total = len(students or everyone)
    batch: list[Item] = []
    sources = list(classroom.gradebook.notebooks)
    for result in run_all(pending, sources, kind, limits, jobs, cluster):
        batch.append(result)
        if len(batch) >= BATCH:
            summary.add(write_results(classroom, batch))
            batch = []
        progress(len(summary) + len(batch), total)
    summary.add(write_results(classroom, batch))
    progress(total, total)
    return summary


def items(classroom: Classroom, students: list[str], done: dict[str, Any], summary: Summary) -> Iterator[Item]:
    """The work that is left, read from disk as it is needed."""
    by_hand = classroom.gradebook.by_hand()
    for student in students:
        try:
            item = classroom.item(student)
        except Exception as error:
            summary.failed[student] = reason(error)
            continue
        last = done.get(student, {})
        there = classroom.folder_of(student, classroom.paths.autograded_directory).is_dir()
        if last.get("digest") == item["digest"] and (there or last.get("failed")):
            if last.get("failed"):
                summary.failed[student] = last["failed"]
            else:
                summary.kept.append(student)
            continue
        yield item | {"by_hand": by_hand.get(student, {})}
