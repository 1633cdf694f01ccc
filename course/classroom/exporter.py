"""`nbgrader generate_feedback` makes the same page as `course grade`, from the same gradebook."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from course.classroom.feedback import feedback_page, notes_of, sections_of
from course.classroom.gradebook import ClassGradebook


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
