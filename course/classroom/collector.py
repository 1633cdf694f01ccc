"""`nbgrader zip_collect` for what Canvas and Moodle let a teacher download: whose file is it, and what is it called?

Nothing is skipped because of its kind or its student: a file that is no notebook, and somebody whom the gradebook does
not know, are told by `course grade`.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePath

from nbgrader.api import Gradebook
from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin
from nbgrader.utils import unzip

from course.classroom.canvas import GRADEBOOK, people
from course.classroom.moodle import participants, team, worksheet
from course.classroom.roster import Person, Roster, plain, roster
from course.classroom.sheet import Sheet, read_sheet

# garcialopezmaria_LATE_12345_67890_02_activations-1.ipynb: name, number of the user, number of the file, its name. What
# was typed, and a link, have no number of a file; where Canvas grades anonymously, five signs stand for the person.
CANVAS = re.compile(
    r"(?:(?P<late_too>LATE_)?(?P<hidden>anon_[^\W_]{5})|(?P<name>.+?)_(?P<late>LATE_)?(?P<number>\d+))_"
    r"(?:\d+_(?P<file>.+)|(?P<page>(?:text|link)\.html))",
    re.DOTALL,
)
# María García López_123456_assignsubmission_file_ is a folder, or the beginning of a file's name. A team has a number
# of its own; Moodle's team of all who are in none has no number.
MOODLE = re.compile(r"(?P<name>.+?)(?:_(?P<number>\d+))?_assignsubmission_[a-z]+(?:_(?P<file>.*))?", re.DOTALL)
JUNK = {"__MACOSX", ".ipynb_checkpoints", ".DS_Store", "Thumbs.db", "desktop.ini"}


class Extractor(ExtractorPlugin):
    """nbgrader's, except that zip files inside are left to `course grade`: a broken one concerns nobody else."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpack every archive of the folder, and copy every other file, and every archive that cannot be unpacked."""
        for path in sorted(Path(archive_path).rglob("*")):
            if not path.is_file():
                continue
            target = Path(extracted_path) / path.relative_to(archive_path).parent
            target.mkdir(parents=True, exist_ok=True)
            try:
                if path.suffix.lower() not in self.zip_ext:
                    raise ValueError("It is no archive.")
                unzip(str(path), str(target), zip_ext=[path.suffix], create_own_folder=True, tree=False)
            except Exception as error:
                if path.suffix.lower() in self.zip_ext:
                    self.log.warning("%s cannot be unpacked: %s", path, error)
                shutil.copy(path, target / path.name)
        try:
            sheet = worksheet(Path(self.parent.coursedir.root), self.parent.coursedir.assignment_id)
        except ValueError as error:
            self.parent.fail(str(error))
        if sheet:
            self.share_among_teams(Path(extracted_path), sheet)

    def share_among_teams(self, extracted: Path, sheet: Sheet) -> None:
        """Moodle names what a team handed in by the team: put it where each member's own work would be."""
        for path in sorted(extracted.rglob("*")):
            match = MOODLE.fullmatch(path.name)
            members = team(sheet, match["name"]) if match and path.exists() else []
            if match and members:
                for one in members:
                    rest = path.name[max(match.end("name"), match.end("number")) :]
                    own = path.with_name(re.sub(r"[/\\\0]", "", f"{one.name}_{one.participant}") + rest)
                    (shutil.copytree if path.is_dir() else shutil.copy)(path, own)
                self.log.info("What %s handed in counts for %s.", match["name"], ", ".join(one.name for one in members))
                (shutil.rmtree if path.is_dir() else Path.unlink)(path)


@dataclass(frozen=True)
class Found:
    """What the path of a file says: whose it is, what it was called, and whether it was late."""

    person: Person
    file: str
    late: bool = False


class Collector(FileNameCollectorPlugin):
    """Files as Canvas and Moodle name them; any others by `named_regexp`, as nbgrader does."""

    def __init__(self, **traits: object) -> None:
        super().__init__(**traits)
        self.given: set[tuple[str, str]] = set()
        self.told: set[str] = set()

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """The student and the name of a file, None for one that nobody handed in."""
        parts = PurePath(submitted_file).parts
        if JUNK & set(parts) or parts[-1].startswith("._"):
            return None
        found = moodle(parts) or canvas(parts)
        if found is None:
            told: dict[str, str] | None = super().collect(submitted_file) if self.named_regexp else None
            return told
        student = self.student(found)
        file = found.file
        first = re.sub(r"-\d+(?=\.ipynb$)", "", file)  # Canvas numbers what was handed in again.
        if first in self.released and (student, first) not in self.given:
            file = first
        self.given.add((student, file))
        return {"student_id": student, "file_id": file}

    def student(self, found: Found) -> str:
        """The id of a student, or name and number for somebody whom the gradebook does not know, or not surely."""
        one = self.with_what_is_known(found.person)
        student = self.roster.find(one)
        if student is None:
            student = found.person.folder
            if student not in self.told:
                self.log.warning(stranger(one, student, self.parent.coursedir.assignment_id))
        if found.late and student not in self.told:
            self.log.warning("%s was late, as Canvas says; what that costs is left to Canvas.", student)
        self.told.add(student)
        return student

    def with_what_is_known(self, one: Person) -> Person:
        """A person with what the system's own table says of them.

        Moodle counts its participants in every assignment, and teams besides: the name has to be the same too.
        """
        known = self.known.get((bool(one.number), one.reference))
        if known is None:
            return one
        if one.number or plain(one.name) == plain(known.name):
            return known
        return replace(known, name=one.name, hidden=True) if plain(one.folder) == plain(known.label) else one

    @cached_property
    def roster(self) -> Roster:
        """Everyone in the gradebook."""
        with Gradebook(self.parent.coursedir.db_url, self.parent.coursedir.course_id) as gradebook:
            return roster(gradebook)

    @cached_property
    def released(self) -> set[str]:
        """The files that were handed out."""
        paths = self.parent.coursedir
        return {
            path.name for path in Path(paths.format_path(paths.release_directory, ".", paths.assignment_id)).glob("*")
        }

    @cached_property
    def known(self) -> dict[tuple[bool, str], Person]:
        """What the system's own tables say of people, by its numbers, where the teacher has put any in the course."""
        course, found = Path(self.parent.coursedir.root), []
        try:
            if (course / GRADEBOOK).is_file():
                found += people(read_sheet(course / GRADEBOOK))
            if sheet := worksheet(course, self.parent.coursedir.assignment_id):
                found += participants(sheet)
        except ValueError as error:
            self.parent.fail(str(error))
        return {(bool(person.number), person.reference): person for _, person in found}


def stranger(one: Person, folder: str, assignment: str) -> str:
    """What a teacher is told about somebody who was not found, and what to do about it."""
    again = "Then collect again with --force."
    if one.hidden and one.label:
        return (
            f"Moodle hides who this is: collected as {folder!r}. It can be graded so, and the points go back by the "
            f"worksheet. To see names, reveal the identities in Moodle, and download both files again. {again}"
        )
    if one.hidden:
        return (
            f"Canvas hides who this is: collected as {folder!r}. In Canvas, switch anonymous grading off or post the "
            f"grades, and download again. {again}"
        )
    what = f"put Moodle's grading worksheet into downloaded/{assignment}/"
    if one.number:
        what = f"nbgrader db student add ID --lms-user-id {one.number}"
    elif one.label:
        what = "its row in the worksheet has no e-mail address or ID number of a student here; write the ID number in"
    who = f"{one.name} is not in the gradebook, or two have this name: collected as {folder!r}."
    return f"{who} To say who it is: {what}. {again}"


def moodle(parts: tuple[str, ...]) -> Found | None:
    """What a path in Moodle's download says: a folder for everybody, or everything in the file's name."""
    for at, part in enumerate(parts):
        if match := MOODLE.fullmatch(part):
            rest = [*filter(None, [match["file"]]), *parts[at + 1 :]]
            return Found(Person("", (), match["name"], match["number"] or ""), "/".join(rest)) if rest else None
    return None


def canvas(parts: tuple[str, ...]) -> Found | None:
    """What a path in Canvas's download says, in the file's name or in that of an archive which was unpacked."""
    for at in (len(parts) - 1, *range(len(parts) - 1)):
        if match := CANVAS.fullmatch(parts[at]):
            file = "/".join(parts[at + 1 :]) or match["file"] or match["page"]
            if match["hidden"]:
                return Found(Person(name=match["hidden"], hidden=True), file, bool(match["late_too"]))
            return Found(Person(match["number"], (), match["name"]), file, bool(match["late"]))
    return None
