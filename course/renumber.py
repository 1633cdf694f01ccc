"""Number the chapters by their position in book.toml."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from course.errors import CourseError
from course.manifest import Book, Chapter, read_unordered


def renumber(root: Path) -> Iterator[tuple[str, str]]:
    """Rename each source to the number of its chapter's position, and write it into book.toml; (old, new) file names.

    A source is found by its topic, whatever its number. Raises CourseError before anything is changed if one is
    missing or there are two.
    """
    book = read_unordered(root)
    moves = [(_source_of(book, chapter), f"{i:02}_{chapter.topic}") for i, chapter in enumerate(book.chapters)]
    manifest = root / "book.toml"
    text = manifest.read_text(encoding="utf-8")
    for chapter, (_, source) in zip(book.chapters, moves, strict=True):
        text = re.sub(rf'^(source\s*=\s*)"\d\d_{chapter.topic}"', rf'\1"{source}"', text, flags=re.MULTILINE)
    manifest.write_text(text, encoding="utf-8", newline="\n")
    for path, source in moves:
        if path.stem != source:
            _move(path, path.with_stem(source))
            yield path.name, f"{source}.py"


def _source_of(book: Book, chapter: Chapter) -> Path:
    found = [p for p in sorted((book.root / "solutions").glob("*.py")) if p.stem.partition("_")[2] == chapter.topic]
    if len(found) != 1:
        text = (
            f"the chapter {chapter.topic!r} must have one source, solutions/NN_{chapter.topic}.py; found {len(found)}"
        )
        raise CourseError(text, book.root / "book.toml")
    return found[0]


def _move(path: Path, target: Path) -> None:
    """With git where the file is tracked, so that its history goes along."""
    git = shutil.which("git")
    command = [git, "mv", path.name, target.name] if git else ["false"]
    if not git or subprocess.run(command, cwd=path.parent, capture_output=True, check=False).returncode:
        path.rename(target)
