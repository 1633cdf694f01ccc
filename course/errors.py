"""The one error a contributor sees: which file, which line, what is wrong and what to do."""

from __future__ import annotations

from pathlib import Path


class CourseError(Exception):
    """Something in the repository is wrong; shown without a traceback as ``file:line: text``."""

    def __init__(self, text: str, path: Path | None = None, line: int | None = None) -> None:
        place = "" if path is None else f"{path.name}:{line}: " if line else f"{path.name}: "
        super().__init__(place + text)
