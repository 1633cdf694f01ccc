"""Build chapters/ from solutions/, all or nothing, and tell whether what is committed still matches."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

import nbformat

from course.errors import CourseError
from course.figures import update_stills
from course.manifest import Book, Chapter
from course.problem import Problem
from course.readme import readme
from course.release import student_notebook
from course.source import teacher_notebook


def built(book: Book, chapters: Sequence[Chapter] | None = None) -> dict[Path, str]:
    """The student notebooks (all, or of these chapters) as text, by path; raises CourseError if a source is wrong."""
    texts = {}
    for chapter in book.chapters if chapters is None else chapters:
        notebook = student_notebook(teacher_notebook(book, chapter), chapter.source)
        nbformat.validate(notebook)
        texts[book.notebook_path(chapter)] = nbformat.writes(notebook) + "\n"
    return texts


def build(book: Book) -> list[Path]:
    """Update stills, notebooks and README, and remove what left the book; returns the paths that changed."""
    stills = update_stills(book)
    texts = built(book) | readme(book)
    folder = book.root / "chapters"
    folder.mkdir(exist_ok=True)
    changed = [path for path, text in texts.items() if _read(path) != text]
    stale = [path for path in sorted(folder.glob("*.ipynb")) if path not in texts]
    for path in changed:
        path.write_text(texts[path], encoding="utf-8", newline="\n")
    for path in stale:
        path.unlink()
    return stills + changed + stale


def drift(book: Book, chapters: Sequence[Chapter]) -> list[Problem]:
    """How the notebooks of these chapters differ from what their sources give; nothing is written."""
    texts = built(book, chapters)
    found = []
    for path, text in texts.items():
        committed = _read(path)
        if committed is None:
            found.append(Problem("is missing; run `course build`", path))
        elif committed != text:
            difference = _first_difference(committed, text)
            found.append(
                Problem(f"differs from its source; edit solutions/ and run `course build`\n{difference}", path)
            )
    return found


def strangers(book: Book) -> list[Problem]:
    """The notebooks in chapters/ that belong to no chapter, and README if it is not as book.toml has it."""
    known = {book.notebook_path(chapter) for chapter in book.chapters}
    extra = sorted(set((book.root / "chapters").glob("*.ipynb")) - known)
    found = [Problem("is not in book.toml; `course build` removes it", path) for path in extra]
    told = "has other badges, or another size, than book.toml asks for; run `course build`"
    return found + [Problem(told, path) for path, text in readme(book).items() if _read(path) != text]


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise CourseError("is not a text file; delete it and build again", path) from None


def _first_difference(committed: str, fresh: str) -> str:
    lines = difflib.unified_diff(committed.splitlines(), fresh.splitlines(), "committed", "from the source", "", "", 1)
    return "\n".join(f"  {line.rstrip()}" for line, _ in zip(lines, range(12), strict=False))
