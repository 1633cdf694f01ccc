"""`nbgrader zip_collect` for what Canvas and Moodle let a teacher download: whose file is it, and what is it called?

Nothing is skipped because of its kind or its student: a file that is no notebook, and somebody whom the gradebook does
not know, are told by `course grade`.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath

from nbgrader.api import Gradebook
from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin
from nbgrader.utils import unzip

from course.classroom.canvas import GRADEBOOK, people
from course.classroom.moodle import participants, worksheet
from course.classroom.roster import Person, Roster, roster
from course.classroom.sheet import read_sheet

# garcialopezmaria_LATE_12345_67890_02_activations-1.ipynb: name, number of the user, number of the file, its name.
CANVAS = re.compile(r"(?P<name>.+?)_(?P<late>LATE_)?(?P<number>\d+)_(?P<upload>\d+)_(?P<file>.+)", re.DOTALL)
# María García López_123456_assignsubmission_file_ is a folder, or the beginning of a file's name.
MOODLE = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_[a-z]+(?:_(?P<file>.*))?", re.DOTALL)
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
        one = found.person
        student = self.roster.find(self.known.get(one.reference, one))
        if student is None:
            student = re.sub(r"[/\\\0]|^\.+", "", f"{one.name}_{one.reference}")
            if student not in self.told:
                what = (
                    f"nbgrader db student add ID --lms-user-id {one.number}"
                    if one.number
                    else f"put Moodle's grading worksheet into downloaded/{self.parent.coursedir.assignment_id}/"
                )
                self.log.warning(
                    "%s is not in the gradebook, or two have this name: collected as %r. To say who it is: %s. Then "
                    "collect again with --force.", one.name, student, what,
                )  # fmt: skip
        if found.late and student not in self.told:
            self.log.warning("%s was late, as Canvas says; what that costs is left to Canvas.", student)
        self.told.add(student)
        return student

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
    def known(self) -> dict[str, Person]:
        """What the system's own tables say of people, by its numbers, where the teacher has put any in the course."""
        course, found = Path(self.parent.coursedir.root), []
        if (course / GRADEBOOK).is_file():
            found += people(read_sheet(course / GRADEBOOK))
        if sheet := worksheet(course, self.parent.coursedir.assignment_id):
            found += participants(sheet)
        return {person.reference: person for _, person in found}


def moodle(parts: tuple[str, ...]) -> Found | None:
    """What a path in Moodle's download says: a folder for everybody, or everything in the file's name."""
    for at, part in enumerate(parts):
        if match := MOODLE.fullmatch(part):
            rest = [*filter(None, [match["file"]]), *parts[at + 1 :]]
            return Found(Person("", (), match["name"], match["number"]), "/".join(rest)) if rest else None
    return None


def canvas(parts: tuple[str, ...]) -> Found | None:
    """What a path in Canvas's download says, in the file's name or in that of an archive which was unpacked."""
    for at in (len(parts) - 1, *range(len(parts) - 1)):
        if match := CANVAS.fullmatch(parts[at]):
            file = "/".join(parts[at + 1 :]) or match["file"]
            return Found(Person(match["number"], (), match["name"]), file, bool(match["late"]))
    return None
