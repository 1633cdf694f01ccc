"""nbgrader's door to our grading: three preprocessors that `configuration` puts into nbgrader's own lists.

`Repair` fixes what would stop a whole class (cells that are there twice), `RunInSandbox` replaces nbgrader's
`Execute`, so that `nbgrader autograde` is safe, and `KeepResult` its `SaveAutoGrades` and `AssignLatePenalties`: what
it keeps is entered by `passage`, once all notebooks of a submission are through.
"""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Float, Integer, Unicode

from autograder.grading.checks import points_of_checks
from autograder.grading.grade import grade_notebook
from autograder.grading.repair import rename_doubles, repair_cell
from autograder.grading.sandbox import Limits
from course.classroom.feedback import NOTES, notes_of
from course.classroom.passage import Passage
from course.classroom.restore import refuse_foreign, restore
from course.classroom.unanswered import ask_where_unclear
from course.classroom.warm import imported_in, shared_sandbox


class _OnPassage(NbGraderPreprocessor):
    @property
    def passage(self) -> Passage:
        """The submission that is on its way."""
        passage: Passage = self.parent.passage  # Of the exporter, which made this preprocessor.
        return passage


class Repair(_OnPassage):
    """Fix cells that are there twice or lack fields, and put graded cells back to what was released."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Repair and restore one notebook before it is graded."""
        for cell in nb.cells:
            repair_cell(cell)
        source = self.passage.source(resources["nbgrader"]["notebook"])
        repairs = list(self.passage.submission.repairs)
        rename_doubles(nb, repairs)
        refuse_foreign(nb, source)
        repairs += restore(nb, source)
        for repair in repairs:
            self.log.warning(repair)
        nb.metadata[NOTES] = {"notes": repairs}  # For the second time that nbgrader reads it.
        return nb, resources


class RunInSandbox(_OnPassage):
    """Run a submission in the sandbox; check cells get their points from outside it."""

    sandbox = Unicode("bubblewrap", help="'bubblewrap', or 'none' to run submissions with your own rights").tag(
        config=True
    )
    cell_seconds = Float(Limits.cell_seconds, help="seconds of CPU a cell may take").tag(config=True)
    idle_seconds = Float(Limits.idle_seconds, help="seconds a cell may wait without doing anything").tag(config=True)
    cpu = Integer(Limits.cpu, help="seconds of CPU a submission may take").tag(config=True)
    memory = Integer(Limits.memory, help="bytes of memory a process may take").tag(config=True)
    processes = Integer(Limits.processes, help="processes and threads a submission may have").tag(config=True)
    file_size = Integer(Limits.file_size, help="bytes of a file it may write").tag(config=True)
    disk = Integer(Limits.disk, help="bytes of all files it may write").tag(config=True)
    output = Integer(Limits.output, help="bytes a cell may print").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Run and grade one notebook: its check cells leave with the points that nbgrader reads."""
        limits = Limits(**{name: getattr(self, name) for name in Limits.__dataclass_fields__})
        notebook, submission = resources["nbgrader"]["notebook"], self.passage.submission
        ask_where_unclear(nb, self.passage.source(notebook))
        box = shared_sandbox(self.sandbox, limits, imported_in(self.passage.handed_out))
        seed, repairs = submission.seeds[notebook], notes_of(nb)
        self.passage.ran = grade_notebook(nb, box, wanted=points_of_checks(nb), files=submission.files, seed=seed)
        self.passage.ran.repairs[:0] = repairs  # The next preprocessors take the notebook's metadata away.
        return nb, resources


class KeepResult(_OnPassage):
    """Keep what the gradebook, the student's page and the history need of a notebook, as `course grade` does."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Keep the result of one notebook; the notebook itself keeps the notes for its page."""
        self.passage.keep(resources["nbgrader"]["notebook"], nb)
        return nb, resources
