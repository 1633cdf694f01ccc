"""Find a student's notebooks among the files that were handed in, whatever their names and folders."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from autograder.grading.repair import LARGEST, Ungradable, content_of, parse
from autograder.own import SEALED
from course.classroom.gradebook import SourceNotebook

MOST_FILES = 20 * 2**20  # bytes of other files that go into the sandbox with a notebook
MOST_IN_ZIP = 200  # notebooks
ID = re.compile(rb'"grade_id":\s*"([^"\\]*)"')


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
        if self.content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return self.content.decode("utf-16", errors="replace").encode()
        return self.content

    def belongs_to(self, source: SourceNotebook) -> bool:
        """Whether it has cells of this notebook, or defines what is asked for there."""
        if self.ids & {cell.name for cell in source.cells}:
            return True
        names = [re.escape(cell.name.replace("-", "_")) for cell in source.cells if cell.solution]
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


def candidates_in(folder: Path, deep: bool = True) -> list[Candidate]:
    """Every notebook in a folder, in folders in it, and in zip files. Raises Ungradable for one that cannot be read."""
    found = []
    for path in sorted(folder.rglob("*") if deep else folder.iterdir(), key=lambda path: (len(path.parts), path)):
        place = str(path.relative_to(folder))
        if ".ipynb_checkpoints" in path.parts or "__MACOSX" in path.parts:
            continue
        if path.suffix.lower() == ".ipynb":
            found.append(Candidate(place, content_of(path)))
        elif path.suffix.lower() == ".zip" and path.is_file() and not path.is_symlink():
            found += zipped(path, place)
    return found


def zipped(path: Path, place: str) -> list[Candidate]:
    """The notebooks in a zip file, as far as they can be read."""
    found: list[Candidate] = []
    try:
        with zipfile.ZipFile(io.BytesIO(content_of(path))) as archive:
            for member in archive.infolist():
                if not member.filename.lower().endswith(".ipynb") or member.filename.startswith("__MACOSX"):
                    continue
                if member.file_size > LARGEST or len(found) >= MOST_IN_ZIP:
                    raise Ungradable(f"{place} holds more than can be unpacked here; ask for the notebook itself.")
                found.append(Candidate(f"{place}/{member.filename}", archive.read(member)))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise Ungradable(f"{place} cannot be unpacked ({error}); ask for the notebook itself.") from None
    return found


def locate(
    candidates: Sequence[Candidate], sources: Sequence[SourceNotebook], chapters: Mapping[str, Collection[str]]
) -> tuple[dict[str, bytes | None], list[str]]:
    """The content of each notebook of the assignment, and what had to be guessed for that, in words.

    `chapters` are the grade ids of the course's other assignments. Raises Ungradable if the intention is not plain.
    """
    contents: dict[str, bytes | None] = {}
    repairs: list[str] = []
    for source in sources:
        chosen = choose(candidates, source, sources, chapters, repairs)
        contents[source.name] = chosen.content if chosen else None
        if chosen and chosen.place != f"{source.name}.ipynb":
            repairs.append(f"{chosen.place} was graded as {source.name}.ipynb.")
    return contents, repairs


def choose(
    candidates: Sequence[Candidate],
    source: SourceNotebook,
    sources: Sequence[SourceNotebook],
    chapters: Mapping[str, Collection[str]],
    repairs: list[str],
) -> Candidate | None:
    """The candidate that was handed in as this notebook; None if it is missing."""
    names = {f"{other.name}.ipynb" for other in sources}
    named = next((one for one in candidates if one.place == f"{source.name}.ipynb"), None)
    mine = [one for one in candidates if one.belongs_to(source) and (one is named or one.place not in names)]
    if not mine:
        free = [one for one in candidates if one.place not in names]
        only = named or (free[0] if len(free) == 1 and len(sources) == 1 else None)
        if only:
            refuse_other_chapter(only, chapters)
        return only
    if len(mine) == 1:
        return mine[0]
    return among(mine, named if named in mine else None, source, repairs)


def refuse_other_chapter(candidate: Candidate, chapters: Mapping[str, Collection[str]]) -> None:
    """Raise Ungradable if it is the notebook of another assignment."""
    shares = {name: len(candidate.ids & set(ids)) for name, ids in chapters.items()}
    best = max(shares, key=lambda name: shares[name], default="")
    if best and shares[best]:
        raise Ungradable(
            f"{candidate.place} is the notebook of {best}: ask for the right one, or move the file to {best}."
        )


def among(mine: Sequence[Candidate], named: Candidate | None, source: SourceNotebook, repairs: list[str]) -> Candidate:
    """The one of several notebooks that counts: the only one with answers, else the one with the right name."""
    answers = {one.place: one.answers(source) for one in mine}
    written = {one.place: one for one in mine if answers[one.place]}
    different = {answers[place]: one for place, one in reversed(written.items())}
    if not written:
        readable = [one for one in mine if answers[one.place] is not None]
        return named if named in readable or (not readable and named) else (readable or list(mine))[0]
    if len(different) == 1:
        chosen = named if named and named.place in written else next(iter(written.values()))
        if named and chosen is not named:
            repairs.append(f"{named.place} holds no answers.")
        return chosen
    if named is None or named.place not in written:
        raise Ungradable(
            f"There are notebooks with different answers ({', '.join(written)}): keep the one that counts, "
            f"as {source.name}.ipynb."
        )
    others = ", ".join(place for place, one in written.items() if answers[place] != answers[named.place])
    repairs.append(f"{named.place} was graded. There are other answers in {others}, which were not.")
    return named


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
