"""What a proof finds wrong with a contribution: a sentence, and the file and line it is about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rich.text import Text


@dataclass(frozen=True)
class Problem:
    """One thing to repair: what is wrong and what to do, in a sentence, at a line of a file."""

    text: str
    path: Path | None = None
    line: int | None = None

    @property
    def where(self) -> str:
        """The file, relative to the root of its book, and the line: ``solutions/04_losses.py:12``, or nothing."""
        if self.path is None:
            return ""
        root = next((folder for folder in self.path.parents if (folder / "book.toml").is_file()), None)
        path = self.path.relative_to(root) if root else self.path
        return f"{path.as_posix()}:{self.line}" if self.line else path.as_posix()

    def __str__(self) -> str:
        return f"{self.where}: {self.text}" if self.path else self.text


def in_color(problem: Problem) -> Text:
    """A problem for the terminal: where it is in color, then what it is."""
    return Text.assemble((f"{problem.where}: " if problem.where else "", "bold red"), problem.text)
