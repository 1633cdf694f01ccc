"""nbgrader's door at its two ends: what a submission leaves behind, and the page that a student gets back."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter, NotebookExporter
from nbformat import NotebookNode
from sqlalchemy.exc import SQLAlchemyError

from autograder.grading.checks import UnclearCheck
from autograder.grading.sandbox import NoSandbox
from autograder.own import BrokenExercises
from course.classroom.feedback import feedback_page, notes_of, sections_of
from course.classroom.gradebook import ClassGradebook
from course.classroom.passage import Passage
from course.classroom.submission import reason
from course.errors import CourseError

NOT_THE_FILES_FAULT = (NoSandbox, UnclearCheck, BrokenExercises, CourseError, SQLAlchemyError)


class AutogradeExporter(NotebookExporter):
    """The notebooks of a run of `nbgrader autograde`, which exports each of them twice: to sanitize, and to grade it.

    One that cannot be graded waits for a person. Everybody in a run meets the same cases.
    """

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self.seed = secrets.randbelow(2**31)
        self.passage: Passage | None = None

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[Any, dict[str, Any]]:
        """The notebook after nbgrader's preprocessors, or what stands in its place where they failed."""
        names, path = (resources or {})["nbgrader"], Path(filename)
        if self.passage is None or not self.passage.is_of(names):
            self.passage = Passage(self.config, names, self.seed)
        passage, notebook = self.passage, names["notebook"]
        is_graded_now = notebook in passage.begun
        described = {**(resources or {}), "output_extension": self.file_extension}  # What nbgrader's writer asks for.
        output: tuple[Any, dict[str, Any]]
        try:
            if not is_graded_now:
                passage.begin(notebook, path)
            if notebook in passage.failed:
                output = path.read_text(encoding="utf-8"), described
            else:
                output = super().from_filename(filename, resources, **kwargs)
        except NOT_THE_FILES_FAULT:
            raise
        except Exception as error:
            output = passage.fail(notebook, path, error), described
            why = reason(passage.failed[notebook])
            self.log.error("%s is not graded, and waits for a person: %s", names["student"], why)
        converter: Any = self.parent
        taken = [Path(one).stem for one in converter.notebooks]
        if is_graded_now and notebook == taken[-1]:
            passage.finish(taken)
        return output


class FeedbackExporter(Exporter):
    """A graded notebook as the page that its student gets back."""

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[Any, dict[str, Any]]:
        """The page, and the resources that nbgrader writes it with."""
        nb, resources = super().from_notebook_node(nb, resources, **kwargs)
        names = resources["nbgrader"]
        gradebook = ClassGradebook(names["db_url"], "default_course", names["assignment"])  # As nbgrader connects.
        try:
            shown = gradebook.grades([names["student"]])[names["student"], names["notebook"]]
        finally:
            gradebook.close()
        return feedback_page(names["notebook"], sections_of(nb), shown, notes_of(nb)), resources
