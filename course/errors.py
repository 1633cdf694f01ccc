"""The error that ends a command: one problem, shown without a traceback."""

from __future__ import annotations

from pathlib import Path

from course.problem import Problem


class CourseError(Exception):
    """Something in the repository is wrong, and the command cannot go on; `problem` says what and where."""

    def __init__(self, text: str, path: Path | None = None, line: int | None = None) -> None:
        self.problem = Problem(text, path, line)
        super().__init__(str(self.problem))
