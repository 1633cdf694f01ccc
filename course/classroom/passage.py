"""One submission on its way through `nbgrader autograde`, from what was handed in to its entries and its history.

nbgrader takes one notebook after the other. What becomes of them is entered once the last of them is through, by what
enters a grade of `course grade` too.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from traitlets.config import Config

from autograder.grading.grade import GradedNotebook
from autograder.grading.repair import Ungradable, read
from course.classroom.basis import is_same_work
from course.classroom.model import NotebookResult, Result, SourceNotebook, Submission
from course.classroom.results import enter_and_note, stub
from course.classroom.submission import not_handed_in, reason, result_of
from course.classroom.submitted import Classroom

ELSEWHERE = "What belongs here was handed in under another name, which nbgrader does not look for; `course grade` does."


class Passage:
    """One submission, and by notebook what became of it so far.

    `ran` is the notebook that came out of the sandbox last, until its result is kept.
    """

    def __init__(self, config: Config, names: dict[str, str], seed: int) -> None:
        self.student, self.assignment = names["student"], names["assignment"]
        self.classroom = Classroom(config, self.assignment)
        self.sources = {source.name: source for source in self.classroom.gradebook.notebooks}
        self.handed_out = self.classroom.folder_of(".", self.classroom.paths.release_directory)
        self.notebooks: dict[str, NotebookResult] = {}
        self.failed: dict[str, Exception] = {}
        self.begun: set[str] = set()
        self.elsewhere: set[str] = set()  # What `course grade` takes for these has another name.
        self.ran: GradedNotebook | None = None
        self.last = self.classroom.done().get(self.student, {})
        self.refused: Exception | None = None
        try:
            submission = self.classroom.submission(self.student)
        except Exception as error:
            submission, self.refused = Submission(self.student), error
        self.submission = replace(
            submission,
            why=("nbgrader autograde",),
            seeds=dict.fromkeys(submission.notebooks, seed),
            is_regrade=is_same_work(self.last.get("basis"), submission.basis),
        )

    def is_of(self, names: dict[str, str]) -> bool:
        """Whether this is the way of that student's submission."""
        return (self.student, self.assignment) == (names["student"], names["assignment"])

    def source(self, notebook: str) -> SourceNotebook:
        """What was handed out as this notebook."""
        return self.sources[notebook]

    def begin(self, notebook: str, path: Path) -> None:
        """Take a notebook. Raises what `course grade` refuses the submission for, or Ungradable if it takes another."""
        self.begun.add(notebook)
        if self.refused:
            raise self.refused
        if self.submission.notebooks[notebook] != path.read_bytes():
            self.elsewhere.add(notebook)
            raise Ungradable(f"{' '.join(self.submission.repairs)} {ELSEWHERE}")

    def keep(self, notebook: str, nb: NotebookNode) -> None:
        """Keep the result of a notebook that ran."""
        if self.ran is None:
            raise RuntimeError(f"{notebook} did not run: RunInSandbox is missing among the preprocessors.")
        self.notebooks[notebook] = result_of(nb, self.ran, self.source(notebook), ())
        self.ran = None

    def fail(self, notebook: str, path: Path, error: Exception) -> str:
        """Note why a notebook cannot be graded; what stands in its place, for a person."""
        self.failed[notebook] = told = self.refused or in_our_words(path, error)
        self.notebooks.pop(notebook, None)
        return nbformat.writes(stub(self.source(notebook), reason(told)))

    def finish(self, taken: Collection[str]) -> None:
        """Enter and note what became of the notebooks that nbgrader took, and of those that are missing."""
        home = self.classroom.folder_of(self.student, self.classroom.paths.submitted_directory)
        left = self.sources.keys() - set(taken)
        left_out = frozenset(name for name in left if (home / f"{name}.ipynb").exists())
        elsewhere = {name for name in left - left_out if self.submission.notebooks.get(name) is not None}
        self.elsewhere |= elsewhere
        self.failed |= {name: Ungradable(ELSEWHERE) for name in elsewhere}
        if not self.refused:
            self.notebooks |= {name: not_handed_in(self.source(name)) for name in left - left_out - self.failed.keys()}
        submission = self.submission
        if left_out or self.elsewhere:
            submission = replace(submission, basis=self.last.get("basis", {}))  # `course grade` is to take all of it.
        why = " ".join(dict.fromkeys(map(reason, self.failed.values())))
        retry = any(not isinstance(error, Ungradable) for error in self.failed.values())
        try:
            result = Result(submission, self.notebooks, why, retry, left_out)
            enter_and_note(self.classroom, result, self.last)
        finally:
            self.classroom.gradebook.close()


def in_our_words(path: Path, error: Exception) -> Exception:
    """What is wrong with the file, as `course grade` says it; the error itself if the file is not at fault."""
    try:
        read(path)
    except Ungradable as ours:
        return ours
    return error
