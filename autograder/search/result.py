"""What a search tells: a change that makes a function right, or where the function goes wrong."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.inside.observation import Span

TWO = "two changes"  # The kind of a repair that is no single change.


@dataclass(frozen=True)
class Repair:
    """A change that makes every case right: the passage, the kind of change and the change itself, in words.

    `kind` and `change` are empty if equally small changes of other kinds, in other lines, do. `part` is the part of
    the result that it makes right, "" if it is all of it. `text` is the function with the change made.
    """

    span: Span
    text: str
    kind: str = ""
    change: str = ""
    part: str = ""


@dataclass(frozen=True)
class Located:
    """A passage where the function goes wrong, and the evidence for that in words; `case` if only one case shows it."""

    span: Span
    words: str
    part: str = ""
    case: int | None = None
