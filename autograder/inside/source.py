"""The text of the learner's own function, where Python can still find it."""

from __future__ import annotations

import ast
import inspect
import textwrap
from typing import Any

from autograder.inside.observation import Source

LONGEST = 20_000  # characters of a function that is looked at


def source_of(candidate: Any) -> Source | None:
    """The source of a function that was written with ``def``; None for anything else, or if it cannot be found."""
    text = text_of(candidate)
    return None if text is None else source_from(text)


def text_of(candidate: Any) -> str | None:
    """The lines that define it, without their common indentation; None if there are none, or too many."""
    try:
        lines, _ = inspect.getsourcelines(inspect.unwrap(candidate))
    except (TypeError, OSError, SyntaxError, ValueError, RecursionError):
        return None
    text = textwrap.dedent("".join(lines))
    return text if len(text) <= LONGEST else None


def source_from(text: str) -> Source | None:
    """A text as a source, if it is a single function written with ``def``; it may come from a sandbox."""
    try:
        tree = ast.parse(text) if len(text) <= LONGEST else None
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    if tree is None or len(tree.body) != 1 or not isinstance(tree.body[0], ast.FunctionDef):
        return None
    return Source(text)
