"""The figures that chapters show: which cells they are, and whether their still pictures are current."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from course.errors import CourseError
from course.manifest import Book, Chapter
from course.problem import Problem
from playground import still


@dataclass(frozen=True)
class FigureCell:
    """A cell that shows a figure: its code, which is a single call, and the line of the call in a source."""

    call: str
    path: Path
    line: int


def is_figure(code: str) -> bool:
    """Whether a cell is a call of a figure and nothing else: ``play.NAME(...)`` with arguments that are literals."""
    if not code.startswith("play."):
        return False
    try:
        call = ast.parse(code, mode="eval").body
    except SyntaxError:
        return False
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return False
    arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
    return isinstance(call.func.value, ast.Name) and all(map(_is_literal, arguments))


def _is_literal(argument: ast.expr) -> bool:
    try:
        ast.literal_eval(argument)
    except ValueError:
        return False
    return True


def figure_cells(book: Book, chapter: Chapter) -> Iterator[FigureCell]:
    """The cells of a chapter's source that show a figure, in order."""
    path = book.source_path(chapter)
    marker, line = "", 1
    # Split at the markers, which stand in the result between the cells.
    for part in re.split(r"^(# %%.*\n)", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
        code = part.strip()
        if "[markdown]" not in marker and is_figure(code):
            yield FigureCell(code, path, line + part[: part.index(code)].count("\n"))
        marker, line = part, line + part.count("\n")


def update_stills(book: Book) -> list[Path]:
    """Draw the stills that are not current, remove those that no chapter shows, and return the paths that changed.

    Raises CourseError if a figure cannot be drawn. The stills belong to the repository of the package `playground`:
    for a book elsewhere, nothing is done.
    """
    if book.root.resolve() != still.PACKAGE.parent:
        return []
    cells = _cells_by_call(book, book.chapters)
    changed = [path for cell in cells if not still.is_current(cell.call) and (path := _draw(cell))]
    return changed + still.keep_only(cell.call for cell in cells)


def still_problems(book: Book, chapters: Iterable[Chapter]) -> list[Problem]:
    """A sentence for each call in these chapters whose still is missing or no longer matches the code."""
    found = []
    for cell in _cells_by_call(book, chapters):
        if not still.path_of(cell.call).exists():
            found.append(Problem(f"{cell.call} has no still picture; run `course build`", cell.path, cell.line))
        elif not still.is_current(cell.call):
            text = f"the still picture of {cell.call} is older than its code; run `course build`"
            found.append(Problem(text, cell.path, cell.line))
    return found


def _cells_by_call(book: Book, chapters: Iterable[Chapter]) -> list[FigureCell]:
    """The first cell of each call."""
    cells: dict[str, FigureCell] = {}
    for chapter in chapters:
        for cell in figure_cells(book, chapter):
            cells.setdefault(cell.call, cell)
    return list(cells.values())


def _draw(cell: FigureCell) -> Path | None:
    try:
        return still.draw(cell.call)
    except Exception as error:
        text = f"{cell.call} cannot be drawn: {type(error).__name__}: {error}"
        raise CourseError(text, cell.path, cell.line) from None
