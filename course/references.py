"""How a source names another chapter: by topic, as ``chapter:losses``; the number is filled in when it is built."""

from __future__ import annotations

import re
from pathlib import Path

from nbformat import NotebookNode

from autograder.book import MENTION
from course.errors import CourseError
from course.manifest import Book

LITERAL = re.compile(r"\b[Cc]hapters?\s+(?:# )?\d+|\b\d\d_[a-z0-9-]+\.ipynb")


def check_references(book: Book, path: Path, text: str) -> None:
    """Raise CourseError for a chapter that a source names by its number, or whose topic nobody knows."""
    topics = {chapter.topic for chapter in book.chapters}
    if found := LITERAL.search(text):
        words = " ".join(found[0].replace("#", "").split())
        raise _error(path, text, found, f"names {words!r} by its number, which may change; write chapter:TOPIC")
    for found in MENTION.finditer(text):
        if found[2] not in topics:
            raise _error(path, text, found, f"there is no chapter {found[2]!r}. {book.near(found[2])}")


def _error(path: Path, text: str, found: re.Match[str], words: str) -> CourseError:
    return CourseError(words, path, text.count("\n", 0, found.start()) + 1)


def resolve_references(book: Book, cell: NotebookNode) -> None:
    """Put numbers where a cell names chapters: a link in Markdown, plain words in code."""

    def resolved(found: re.Match[str]) -> str:
        chapter = book.chapter(found[2])
        words = f"{found[1]} {chapter.number}"
        return f"[{words}]({chapter.source}.ipynb)" if cell.cell_type == "markdown" else words

    cell.source = MENTION.sub(resolved, cell.source)
