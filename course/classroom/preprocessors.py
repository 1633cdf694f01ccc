"""nbgrader's door to our grading: three preprocessors that `configuration` puts into nbgrader's own lists.

`Repair` fixes what would stop a whole class (cells that are there twice), `RunInSandbox` replaces nbgrader's
`Execute`, so that `nbgrader autograde` is safe, and `NoteGrade` keeps the history that `course grade --explain` prints.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Float, Integer, Unicode

from autograder.grading.checks import points_of_checks
from autograder.grading.grade import grade_notebook
from autograder.grading.repair import Ungradable, rename_doubles, repair_cell
from autograder.grading.sandbox import Limits
from course.classroom.candidates import other_files
from course.classroom.feedback import NOTES, notes_of, sections_of
from course.classroom.gradebook import ClassGradebook
from course.classroom.harmless import make_harmless
from course.classroom.model import NotebookResult, Result, SourceNotebook
from course.classroom.restore import refuse_foreign, restore
from course.classroom.results import note
from course.classroom.submission import exercise_results
from course.classroom.submitted import Classroom
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
        if repairs:
            nb.metadata[NOTES] = {"notes": repairs}
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
        source = self.source(resources)
        ask_where_unclear(nb, source)
        box = shared_sandbox(self.sandbox, limits, imported_in(self.handed_out(resources)))
        graded = grade_notebook(nb, box, wanted=points_of_checks(nb), files=files)
        repairs = (*notes_of(nb), *graded.repairs)
        exercises = exercise_results(graded, source)
        resources[NOTES] = NotebookResult({}, {}, seed=graded.seed, repairs=repairs, exercises=exercises)
        return nb, resources


class NoteGrade(_OfAssignment):
    """Once the gradebook has the grade, do what `course grade` does: renew the page, and add to the history."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Note one graded notebook, in itself for its page, and in the class's report."""
        names, graded = resources["nbgrader"], resources.pop(NOTES)
        sections = sections_of(nb)
        make_harmless(nb, self.source(resources))
        if graded.repairs:
            nb.metadata[NOTES] = {"notes": list(graded.repairs)}
        classroom = Classroom(self.config, names["assignment"])
        try:
            submission = replace(classroom.submission(names["student"]), why=("nbgrader autograde",))
            if set(submission.notebooks) == {names["notebook"]}:  # Of several, no line could tell of all.
                note(classroom, Result(submission, {names["notebook"]: replace(graded, sections=sections)}))
        except Ungradable as error:
            self.log.warning("Not noted in the history: %s", error)
        finally:
            classroom.gradebook.close()
        return nb, resources
