"""The files of a hand-in: which of them may be notebooks, wherever they lie and however they were saved."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from autograder.grading.repair import LARGEST, Ungradable, content_of, parse
from autograder.own import SEALED
from course.classroom.model import SourceNotebook

MOST_FILES = 20 * 2**20  # bytes of other files that go into the sandbox with a notebook
MOST_IN_ZIP = 200  # notebooks
ID = re.compile(rb'"grade_id":\s*"([^"\\]*)"')
SAVED_AS = re.compile(
    r"\.ipynb(\.(txt|json|download))?$|\.json$", re.IGNORECASE
)  # What browsers and editors make of it.
ZIP = b"PK\x03\x04"  # What a zip file begins with.
JUNK = {".ipynb_checkpoints", "__MACOSX"}


@dataclass(frozen=True)
class Candidate:
    """A notebook among the files: where it was found, relative to the student's folder, and its bytes."""

    place: str
    content: bytes

    @cached_property
    def ids(self) -> frozenset[str]:
        """The grade ids that stand in it, without a look at whether it can be read."""
        return frozenset(name.decode(errors="replace") for name in ID.findall(self._utf8))

    @cached_property
    def _utf8(self) -> bytes:
        encoding = json.detect_encoding(self.content)
        return self.content if encoding == "utf-8" else self.content.decode(encoding, "replace").encode()

    def belongs_to(self, source: SourceNotebook) -> bool:
        """Whether it has cells of this notebook, or defines what is asked for there."""
        if self.ids & {cell.name for cell in source.cells}:
            return True
        names = [re.escape(name) for name in source.asked]
        pattern = rf"(?:def {'|def '.join(names)})\b".encode() if names else rb"(?!)"
        return re.search(pattern, self._utf8) is not None

    def answers(self, source: SourceNotebook) -> tuple[tuple[str, str], ...] | None:
        """What was written in the cells for answers, where it is not what was handed out; None if unreadable."""
        released = {cell.name: cell.source.strip() for cell in source.cells if not cell.locked or cell.task}
        try:
            cells = parse(self.content, self.place).notebook.cells
        except Ungradable:
            return None
        texts = {cell.metadata.get("nbgrader", {}).get("grade_id", f"#{cell.source}"): cell.source for cell in cells}
        locked = {cell.name for cell in source.cells if cell.locked and not cell.task}
        return tuple(sorted(
            (name, text.strip()) for name, text in texts.items()
            if name not in locked and name in released and text.strip() != released[name]
        ))  # fmt: skip


@dataclass
class Found:
    """The notebooks among the files of a hand-in, and by its place why something with a notebook's name is none."""

    candidates: list[Candidate] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


def candidates_in(folder: Path, without: Collection[str] = ()) -> Found:
    """Every notebook in a folder, in folders in it except those called `without`, and in zip files."""
    found = Found()
    for path in sorted(files_in(folder, without), key=lambda path: (len(path.parts), path)):
        place = str(path.relative_to(folder))
        try:
            if path.suffix.lower() == ".zip":
                found.candidates += zipped(content_of(path), place, most=room(found))
            elif SAVED_AS.search(path.name):
                one = Candidate(place, content_of(path))
                inside = zipped(one.content, place, most=room(found)) if one.content.startswith(ZIP) else []
                if inside:  # A zip file under a notebook's name.
                    found.candidates += inside
                elif path.suffix.lower() == ".ipynb" or b'"nbformat"' in one.content:
                    found.candidates.append(one)
        except Ungradable as error:
            found.refused[place] = str(error)
    return found


def files_in(folder: Path, without: Collection[str]) -> Iterator[Path]:
    """All that lies in a folder, except what systems leave there."""
    for path in folder.iterdir():
        if path.name in JUNK or path.name in without:
            continue
        yield path
        if path.is_dir() and not path.is_symlink():
            yield from files_in(path, ())


def plain_name(name: str) -> str:
    """A name without case, signs, its endings, the number of a copy, and the word for a last version."""
    name = re.sub(r"(\.zip|\.ipynb\b.*|\.json)$", "", name.casefold())
    name = re.sub(r"\(\d+\)|[ _-]*(copy|final|kopie)\b.*", "", name)
    return re.sub(r"[\W_]", "", name)


def room(found: Found) -> int:
    """How many bytes may still be unpacked: a few kilobytes of zip files can hold a terabyte."""
    return LARGEST - sum(len(one.content) for one in found.candidates)


def zipped(content: bytes, place: str, deeper: bool = True, most: int = LARGEST) -> list[Candidate]:
    """The notebooks in a zip file, or in the only zip file in it. Raises Ungradable if it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [one for one in archive.infolist() if not JUNK & set(Path(one.filename).parts)]
            notebooks = [one for one in members if one.filename.lower().endswith(".ipynb")]
            zips = [one for one in members if one.filename.lower().endswith(".zip")]
            twice = deeper and not notebooks and len(zips) == 1
            wanted = zips if twice else notebooks
            if any(one.flag_bits & 1 for one in wanted):
                raise Ungradable(f"{place} asks for a password; ask for the notebook itself.")
            if len(wanted) > MOST_IN_ZIP or sum(one.file_size for one in wanted) > most:
                raise Ungradable(f"{place} holds more than can be unpacked here; ask for the notebook itself.")
            found = [Candidate(f"{place}/{one.filename}", archive.read(one)) for one in wanted]
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise Ungradable(f"{place} cannot be unpacked ({error}); ask for the notebook itself.") from None
    return zipped(found[0].content, found[0].place, False, most) if twice else found


def other_files(folder: Path) -> dict[str, bytes]:
    """The files beside a submission's notebooks, data for instance, as long as there is room for them."""
    found, left = {}, MOST_FILES
    for path in sorted(folder.rglob("*")):
        if (
            path.suffix == ".ipynb"
            or path.name == SEALED
            or path.is_symlink()
            or not path.is_file()
            or path.stat().st_size > left
        ):
            continue
        found[str(path.relative_to(folder))] = path.read_bytes()
        left -= path.stat().st_size
    return found
