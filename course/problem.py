"""What a proof finds wrong with a contribution: a sentence, and the file and line it is about."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Problem:
    """One thing to repair: what is wrong and what to do, in a sentence, at a line of a file."""

    text: str
    path: Path | None = None
    line: int | None = None

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.path, self.line) if part is not None)
        return f"{where}: {self.text}" if where else self.text


def problem_in(function: Callable[..., Any], text: str) -> Problem:
    """A problem with a function: it is reported at the line on which the function begins."""
    path = inspect.getsourcefile(function)
    return Problem(text, Path(path) if path else None, inspect.getsourcelines(function)[1])
