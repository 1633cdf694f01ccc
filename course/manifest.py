"""Read book.toml: which chapters there are, in which order, and what is said about them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from autograder.book import INSTALLED, PLACES
from course.errors import CourseError


@dataclass(frozen=True)
class Chapter:
    """One entry of ``[[chapters]]``; `source` is the stem of its file and the name of its assignment."""

    source: str
    title: str
    question: str
    minutes: int
    builds_on: list[str]

    @property
    def number(self) -> str:
        """The two digits in front: ``04`` for ``04_losses``."""
        return self.source[:2]

    @property
    def topic(self) -> str:
        """The name without its number, by which everything else refers to the chapter: ``losses`` for ``04_losses``."""
        return self.source[3:]


@dataclass(frozen=True)
class About:
    """The table ``[book]``, with mdBook's key names."""

    title: str
    authors: list[str]
    description: str
    language: str
    repository: str


@dataclass(frozen=True)
class Book:
    """The manifest and where it stands: sources and notebooks are found from its folder."""

    root: Path
    about: About
    chapters: list[Chapter]

    @property
    def size(self) -> str:
        """What a reader is told of its size: "17 chapters, about 29 hours of work"."""
        hours = round(sum(chapter.minutes for chapter in self.chapters) / 60)
        return f"{len(self.chapters)} chapters, about {hours} hours of work"

    def source_path(self, chapter: Chapter) -> Path:
        """The hand-written source."""
        return self.root / "solutions" / f"{chapter.source}.py"

    def notebook_path(self, chapter: Chapter) -> Path:
        """The generated student notebook."""
        return self.root / "chapters" / f"{chapter.source}.ipynb"

    def chapter(self, name: str) -> Chapter:
        """The chapter of this topic, number or source: ``losses``, ``04`` or ``04_losses``; raises CourseError."""
        for chapter in self.chapters:
            if name in (chapter.topic, chapter.source, chapter.number):
                return chapter
        raise CourseError(f"there is no chapter {name!r}. {self.near(name)}", self.root / "book.toml")

    def near(self, name: str) -> str:
        """A sentence with the topics that come close to a name, or with all of them if none does."""
        return near(name, [chapter.topic for chapter in self.chapters])


def near(name: str, known: list[str]) -> str:
    """A sentence with the known names that come close to this one; if none does, with all of them or the first."""
    close = get_close_matches(name, known, n=3, cutoff=0.5)
    shown = [*known[:20], "..."] if len(known) > 20 else known
    return f"Did you mean {' or '.join(close)}?" if close else f"Known are {', '.join(shown)}."


def is_installed(book: Book) -> bool:
    """Whether this is the book of an installed package, not of a clone."""
    return book.root == INSTALLED


def find_root(start: Path | None = None) -> Path:
    """The folder with book.toml: the current one or one above it, else the one this package was installed from."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents, *PLACES):
        if (folder / "book.toml").is_file():
            return folder
    raise CourseError("No book.toml here or above. Run this inside a clone of the course.")


def read_book(root: Path) -> Book:
    """The manifest in `root`; raises CourseError naming the line if anything in it is wrong."""
    book, lines = _read(root)
    _check_order(book, lines)
    return book


def read_unordered(root: Path) -> Book:
    """The manifest in `root`, whose numbers need not rise yet and whose files need not exist: for `course renumber`."""
    return _read(root)[0]


def _read(root: Path) -> tuple[Book, _Lines]:
    path = root / "book.toml"
    try:
        text = path.read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except OSError as error:
        raise CourseError(f"cannot be read ({error.strerror})", path) from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise CourseError(f"not valid TOML: {error}", path, int(line[1]) if line else None) from None
    lines = _Lines(path, text)
    for key in table.keys() - {"book", "chapters"}:
        raise lines.error(f"unknown table {key!r}; there are [book] and [[chapters]]", rf"\[+{key}|{key}\s*=")
    about = _fill(About, table.get("book", {}), lines, "[book]", None)
    entries = table.get("chapters", [])
    chapters = [_fill(Chapter, entry, lines, "[[chapters]]", i) for i, entry in enumerate(entries)]
    _check_names(chapters, lines)
    return Book(root, about, chapters), lines


class _Lines:
    """Finds the line a complaint is about."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()

    def error(self, text: str, pattern: str, chapter: int | None = None) -> CourseError:
        starts = [i for i, line in enumerate(self.lines) if line.strip() == "[[chapters]]"]
        begin = 0 if chapter is None else starts[chapter]
        after = [start for start in starts if start > begin] if chapter is not None else []
        end = after[0] if after else len(self.lines)
        found = (i for i in range(begin, end) if re.match(rf"\s*(?:{pattern})", self.lines[i]))
        return CourseError(text, self.path, next(found, begin) + 1)


def _fill(model: type[Any], table: dict[str, Any], lines: _Lines, where: str, index: int | None) -> Any:
    kinds = {"str": (str, "text in quotes"), "int": (int, "a whole number"), "list[str]": (list, "a list of texts")}
    wanted = {field.name: kinds[str(field.type)] for field in fields(model)}
    for key in table.keys() - wanted.keys():
        raise lines.error(f"unknown key {key!r} in {where}; known are {', '.join(wanted)}", rf"{key}\s*=", index)
    for key, (kind, words) in wanted.items():
        if key not in table:
            raise lines.error(f"{where} has no {key!r}", re.escape(where), index)
        if type(table[key]) is not kind or (kind is list and not all(isinstance(item, str) for item in table[key])):
            raise lines.error(f"{key!r} must be {words}", rf"{key}\s*=", index)
    return model(**table)


def _check_names(chapters: list[Chapter], lines: _Lines) -> None:
    topics: list[str] = []
    for i, chapter in enumerate(chapters):
        if not re.fullmatch(r"\d\d_[a-z]+(-[a-z]+)*", chapter.source):
            raise lines.error(f"source {chapter.source!r} is not of the form NN_topic", r"source\s*=", i)
        if chapter.topic in topics:
            raise lines.error(f"a chapter on {chapter.topic!r} is listed twice", r"source\s*=", i)
        for name in chapter.builds_on:
            if name not in topics:
                later = name in [other.topic for other in chapters]
                hint = "Move one of the two." if later else near(name, topics)
                raise lines.error(f"builds on {name!r}, which is not a chapter before it. {hint}", r"builds_on\s*=", i)
        topics.append(chapter.topic)


def _check_order(book: Book, lines: _Lines) -> None:
    previous = ""
    for i, chapter in enumerate(book.chapters):
        if chapter.number <= previous:
            text = f"number {chapter.number} comes after number {previous}; run `course renumber` to number by position"
            raise lines.error(text, r"source\s*=", i)
        if not book.source_path(chapter).is_file():
            raise lines.error(f"solutions/{chapter.source}.py does not exist", r"source\s*=", i)
        previous = chapter.number
    listed = {book.source_path(chapter) for chapter in book.chapters}
    for path in sorted((book.root / "solutions").glob("*.py")):
        if path not in listed:
            raise CourseError(f"solutions/{path.name} is not listed in [[chapters]]", lines.path)
