"""nbgrader's door to our grading: two preprocessors that `configuration` puts into nbgrader's own lists.

`Repair` fixes what would stop a whole class (cells that are there twice), and `RunInSandbox` replaces nbgrader's
`Execute`, so that `nbgrader autograde` is safe.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Float, Integer, Unicode

from autograder.grading.checks import points_of_checks
from autograder.grading.grade import grade_notebook
from autograder.grading.repair import rename_doubles, repair_cell
from autograder.grading.sandbox import Limits
from course.classroom.candidates import other_files
from course.classroom.gradebook import ClassGradebook
from course.classroom.model import SourceNotebook
from course.classroom.restore import refuse_foreign, restore
from course.classroom.unanswered import ask_where_unclear
from course.classroom.warm import imported_in, shared_sandbox


@lru_cache
def released(db_url: str, assignment: str, notebook: str, handed_out: Path) -> SourceNotebook:
    """A notebook's graded cells as the gradebook knows them, and what was handed out with them."""
    course = "default_course"  # As nbgrader's own preprocessors connect.
    gradebook = ClassGradebook(db_url, course, assignment, handed_out=handed_out)
    try:
        gradebook.refuse_unclear_checks()
        return next(source for source in gradebook.notebooks if source.name == notebook)
    finally:
        gradebook.close()


class _OfAssignment(NbGraderPreprocessor):
    def source(self, resources: dict[str, Any]) -> SourceNotebook:
        """What was handed out as this notebook."""
        names = resources["nbgrader"]
        return released(names["db_url"], names["assignment"], names["notebook"], self.handed_out(resources))

    def handed_out(self, resources: dict[str, Any]) -> Path:
        """The folder that was handed out."""
        course = CourseDirectory(config=self.config)
        return Path(course.format_path(course.release_directory, ".", resources["nbgrader"]["assignment"]))


class Repair(_OfAssignment):
    """Fix cells that are there twice or lack fields, and put graded cells back to what was released."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Repair and restore one notebook before it is graded."""
        for cell in nb.cells:
            repair_cell(cell)
        repairs: list[str] = []
        rename_doubles(nb, repairs)
        source = self.source(resources)
        refuse_foreign(nb, source)
        repairs += restore(nb, source)
        for repair in repairs:
            self.log.warning(repair)
        return nb, resources


class RunInSandbox(_OfAssignment):
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
        folder = resources.get("metadata", {}).get("path")
        files = other_files(Path(folder)) if folder else {}
        ask_where_unclear(nb, self.source(resources))
        box = shared_sandbox(self.sandbox, limits, imported_in(self.handed_out(resources)))
        grade_notebook(nb, box, wanted=points_of_checks(nb), files=files)
        return nb, resources
