"""A line of the learner's own function, with the part marked that an explanation is about."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.inside.observation import Source, Span


@dataclass(frozen=True)
class Excerpt:
    """One line: its number in the function's own source (from 1), its text, and the marked part [start, end)."""

    line: int
    text: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.text}\n{' ' * self.start}{'^' * max(1, self.end - self.start)}"


def excerpt_of(source: Source, span: Span) -> Excerpt | None:
    """The first line of a passage, without its indentation; None if the source has no such line."""
    lines = source.text.splitlines()
    if not 1 <= span.line <= len(lines):
        return None
    whole = lines[span.line - 1].rstrip()
    text = whole.lstrip()
    indent = len(whole) - len(text)
    # Columns of Python's positions count bytes.
    start = len(whole.encode()[: span.column].decode(errors="ignore"))
    end = len(whole.encode()[: span.end_column].decode(errors="ignore")) if span.end_line == span.line else len(whole)
    return Excerpt(span.line, text, max(0, start - indent), max(0, end - indent))
