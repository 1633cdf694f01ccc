"""The page of notation and terms: solutions/glossary.md, with the table of symbols from the first chapter."""

from __future__ import annotations

import re
from pathlib import Path

from autograder.book import MENTION
from course.errors import CourseError
from course.manifest import Book
from course.source import teacher_notebook

LINK = re.compile(MENTION.pattern + r"(#[\w-]+)?")  # A chapter, or a section of one.
NOTATION = "{notation}"  # Where the table goes.
SYMBOL = "| symbol |"  # How its first row begins.


def glossary_path(book: Book) -> Path:
    """The hand-written terms; a book may be without."""
    return book.root / "solutions" / "glossary.md"


def glossary_page(book: Book) -> str:
    """The page as Markdown for MyST; raises CourseError for an unknown chapter, or a missing table."""
    path = glossary_path(book)
    text = path.read_text(encoding="utf-8").replace(NOTATION, notation(book))

    def linked(found: re.Match[str]) -> str:
        chapter = book.chapter(found[2])
        return f"[{found[1]} {chapter.number}]({chapter.source}.ipynb{found[3] or ''})"

    try:
        return LINK.sub(linked, text)
    except CourseError as error:
        raise CourseError(f"a term leads to a chapter that is not there: {error}", path) from None


def notation(book: Book) -> str:
    """The table of symbols, as the book's first chapter has it."""
    chapter = book.chapters[0]
    for cell in teacher_notebook(book, chapter).cells:
        if cell.cell_type == "markdown" and SYMBOL in cell.source:
            return "\n".join(line for line in cell.source.splitlines() if line.startswith("|"))
    raise CourseError("the first chapter has no table of notation", book.source_path(chapter))
