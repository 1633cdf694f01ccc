"""Build chapters/ from solutions/, all or nothing, and tell whether what is committed still matches."""

from __future__ import annotations

import difflib
from pathlib import Path

import nbformat

from course.errors import CourseError
from course.figures import update_stills
from course.manifest import Book
from course.release import student_notebook
from course.source import teacher_notebook


def built(book: Book) -> dict[Path, str]:
    """Every student notebook as text, by path; raises CourseError if any source is wrong. Writes nothing."""
    texts = {}
    for chapter in book.chapters:
        notebook = student_notebook(teacher_notebook(book, chapter), chapter.source)
        nbformat.validate(notebook)
        texts[book.notebook_path(chapter)] = nbformat.writes(notebook) + "\n"
    return texts


def build(book: Book) -> list[Path]:
    """Update the stills and the notebooks, and remove those no longer in the book; returns the paths that changed."""
    stills = update_stills(book)
    texts = built(book)
    folder = book.root / "chapters"
    folder.mkdir(exist_ok=True)
    changed = [path for path, text in texts.items() if _read(path) != text]
    stale = [path for path in sorted(folder.glob("*.ipynb")) if path not in texts]
    for path in changed:
        path.write_text(texts[path], encoding="utf-8", newline="\n")
    for path in stale:
        path.unlink()
    return stills + changed + stale


def drift(book: Book) -> list[str]:
    """How chapters/ differs from what the sources give: one text per notebook, empty if nothing does."""
    texts = built(book)
    found = []
    for path, text in texts.items():
        committed = _read(path)
        if committed is None:
            found.append(f"{path.name} is missing")
        elif committed != text:
            found.append(f"{path.name} differs from its source:\n{_first_difference(committed, text)}")
    extra = [path for path in (book.root / "chapters").glob("*.ipynb") if path not in texts]
    return found + [f"{path.name} is in chapters/ but not in book.toml" for path in sorted(extra)]


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
