"""Find work that stands in a clone's own chapters/, where it was done before there were workspaces."""

from __future__ import annotations

import importlib.util
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from course.errors import CourseError
from course.manifest import Book, Chapter, is_installed
from course.workspace import files
from course.workspace.cells import exercise_of, is_answer, is_as_handed_out


@dataclass(frozen=True)
class Found:
    """A notebook in chapters/ that someone worked in, and the chapter as it was handed out, if that can be had."""

    path: Path
    notebook: NotebookNode
    handed_out: str | None
    damaged: bool = False

    @property
    def name(self) -> str:
        """The name of the chapter."""
        return self.path.stem

    @property
    def base(self) -> NotebookNode | None:
        """The chapter as it was handed out."""
        return files.parsed(self.handed_out) if self.handed_out else None

    @property
    def answered(self) -> list[str]:
        """The exercises with an answer."""
        return [exercise_of(cell) for cell in self.notebook.cells if is_answer(cell) and not is_as_handed_out(cell)]


def worked_in(book: Book) -> list[Found]:
    """The notebooks in a clone's chapters/ that someone worked in; none in an installed package, which nobody opens."""
    return [] if is_installed(book) else list(_worked_in(book))


def _worked_in(book: Book) -> Iterator[Found]:
    known = {book.notebook_path(chapter): chapter for chapter in book.chapters}
    for path in sorted((book.root / "chapters").glob("*.ipynb")):
        chapter, damaged = known.get(path), False
        try:
            notebook = files.read(path)
        except files.Damaged as damage:
            notebook, damaged = files.rescued(damage.cells), True
        except OSError:
            continue
        if damaged or _was_saved(notebook):
            handed_out = _handed_out(book, chapter) if chapter else None
            # Where nobody can say how a chapter was handed out, the one that stands there is the edition.
            if chapter is None or handed_out is not None:
                yield Found(path, notebook, handed_out, damaged)


def _was_saved(notebook: NotebookNode) -> bool:
    """Whether a notebook was saved by Jupyter, which notes the version of Python, or has an answer in it."""
    answers = (cell for cell in notebook.cells if is_answer(cell))
    saved = "version" in notebook.metadata.get("language_info", {})
    return saved or any(not is_as_handed_out(cell) for cell in answers)


def _handed_out(book: Book, chapter: Chapter) -> str | None:
    """A chapter as it was handed out: from git, else built from its source if the tools for it are installed."""
    path = f"HEAD:./chapters/{chapter.source}.ipynb"
    try:
        shown = subprocess.run(["git", "show", path], cwd=book.root, capture_output=True, check=True).stdout.decode()
        if not _was_saved(files.parsed(shown)):
            return shown
    except (OSError, subprocess.CalledProcessError, *files.NOT_A_NOTEBOOK):
        pass
    if importlib.util.find_spec("nbgrader") and importlib.util.find_spec("jupytext"):
        from course.build import built

        return next(iter(built(book, [chapter]).values()))
    return None


def pristine(book: Book, chapter: Chapter, found: list[Found]) -> str:
    """A chapter as it is handed out, whatever stands in chapters/ at the moment."""
    path = book.notebook_path(chapter)
    for work in found:
        if work.path == path and work.handed_out is not None:
            return work.handed_out
    try:
        text = path.read_text(encoding="utf-8")
        files.parsed(text)
    except (OSError, *files.NOT_A_NOTEBOOK):
        handed_out = _handed_out(book, chapter)
        if handed_out is None:
            raise CourseError("cannot be read, and there is no other copy of it: get the course again", path) from None
        return handed_out
    return text
