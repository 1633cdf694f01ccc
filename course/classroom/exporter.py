"""nbgrader's door at its two ends: a notebook that cannot be graded, and the page that a student gets back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import Exporter, NotebookExporter
from nbformat import NotebookNode
from sqlalchemy.exc import SQLAlchemyError

from autograder.grading.checks import UnclearCheck
from autograder.grading.repair import Ungradable, read
from autograder.grading.sandbox import NoSandbox
from autograder.own import BrokenExercises
from course.classroom.feedback import feedback_page, notes_of, sections_of
from course.classroom.gradebook import ClassGradebook
from course.classroom.model import Submission
from course.classroom.results import stub
from course.classroom.submission import not_graded, reason
from course.errors import CourseError

NOT_THE_FILES_FAULT = (NoSandbox, UnclearCheck, BrokenExercises, CourseError, SQLAlchemyError)


class AutogradeExporter(NotebookExporter):
    """A notebook on its way through `nbgrader autograde`; one that cannot be graded waits for a person."""

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self.failed: set[tuple[str, str]] = set()  # Students and notebooks; nbgrader exports each notebook twice.

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[Any, dict[str, Any]]:
        """The notebook after nbgrader's preprocessors, or what stands in its place where they failed."""
        names = (resources or {})["nbgrader"]
        whose = names["student"], names["notebook"]
        if whose in self.failed:
            self.failed.remove(whose)
            return Path(filename).read_text(encoding="utf-8"), self.described(resources)
        try:
            return super().from_filename(filename, resources, **kwargs)
        except NOT_THE_FILES_FAULT:
            raise
        except Exception as error:
            told = in_our_words(Path(filename), error)
            self.log.error("%s is not graded, and waits for a person: %s", names["student"], reason(told))
            self.failed.add(whose)
            return wait_for_a_person(names, told), self.described(resources)

    def described(self, resources: dict[str, Any] | None) -> dict[str, Any]:
        """What nbgrader's writer asks for."""
        return {**(resources or {}), "output_extension": self.file_extension}


def in_our_words(path: Path, error: Exception) -> Exception:
    """What is wrong with the file, as `course grade` says it; the error itself if the file is not at fault."""
    try:
        read(path)
    except Ungradable as ours:
        return ours
    return error


def wait_for_a_person(names: dict[str, str], error: Exception) -> str:
    """Enter in the gradebook that a notebook waits for a person, and why; returns what stands in its place."""
    gradebook = ClassGradebook(names["db_url"], "default_course", names["assignment"], names["notebook"])
    try:
        result = not_graded(Submission(names["student"]), error)
        gradebook.write([result], lambda student, score, seconds: None)
        return nbformat.writes(stub(gradebook.notebooks[0], result.failed))
    finally:
        gradebook.close()


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
