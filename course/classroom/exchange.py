"""nbgrader's exchange, a folder that every student can write to: who a hand-in is from, what may be in it, and the way
back to those whose hand-in came that way."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from datetime import datetime
from glob import escape, glob
from pathlib import Path
from pwd import getpwuid
from typing import Any

from nbgrader.exchange.default import ExchangeCollect, ExchangeReleaseFeedback
from nbgrader.utils import ignore_patterns

from autograder.grading.repair import Ungradable
from course.classroom.moment import handed_in
from course.classroom.results import ASKED
from course.classroom.swap import in_place_of

Record = dict[str, Any]  # nbgrader's: whose name a hand-in bears, the name of its folder, and when it came.


class Collect(ExchangeCollect):
    """nbgrader's, except for what one student could do there to others.

    A link in a hand-in is left out: nbgrader follows it with the teacher's rights, to the gradebook perhaps. A hand-in
    that is not from the student whose name it bears is left where it is: nbgrader warns, and prefers it if it is newer.
    Names, times and files that cannot be read concern their own hand-in only: nbgrader stops there.
    """

    def _path_to_record(self, path: str) -> Record:
        """What the name of a hand-in says; the earliest of all moments if it says none."""
        try:
            record: Record = super()._path_to_record(path)
        except (ValueError, OverflowError):
            name = Path(path).name
            return {"username": name.split("+")[0], "filename": name, "timestamp": datetime.min}
        return record

    def _sort_by_timestamp(self, records: list[Record]) -> list[Record]:
        """The newest first, but those that are not from the student last; they are told."""

        def key(record: Record) -> tuple[bool, datetime]:
            return self.is_own(record), record["timestamp"]

        for record in records:
            if not self.is_own(record):
                path = Path(self.inbound_path, record["filename"])
                self.log.error("Not collected: %s is not from %s, or is no folder.", path, record["username"])
        return sorted(records, key=key, reverse=True)

    def is_own(self, record: Record) -> bool:
        """Whether a hand-in is a folder of the student whose name it bears, as far as accounts tell."""
        try:
            found = Path(self.inbound_path, record["filename"]).lstat()
            owner = getpwuid(found.st_uid).pw_name if self.check_owner else record["username"]
        except (KeyError, OSError):
            return False
        return stat.S_ISDIR(found.st_mode) and owner == record["username"] not in ("", ".", "..")

    def copy_files(self) -> None:
        """Copy what is wanted of everybody."""
        course, name = self.coursedir, self.coursedir.assignment_id
        if not self.src_records:
            self.log.warning("Nobody has submitted %s in %s yet.", name, course.course_id)
        own = [record for record in self.src_records if self.is_own(record)]
        for record in sorted(own, key=lambda record: str(record["username"])):
            student, source = record["username"], Path(self.inbound_path, record["filename"])
            target = Path(course.format_path(course.submitted_directory, student, name))
            if not target.is_dir():
                self.log.info("Collecting submission: %s %s", student, name)
                self.put(source, target)
            elif self.is_wanted(record, target):
                self.log.info("Updating submission: %s %s", student, name)
                self.put(source, target)
            elif self.update:
                self.log.info("No newer submission to collect: %s %s", student, name)
            else:
                self.log.info("Submission already exists, use --update to update: %s %s", student, name)

    def is_wanted(self, record: Record, target: Path) -> bool:
        """Whether a hand-in takes the place of the one that was collected before."""
        try:
            _, before = handed_in(target / "timestamp.txt")
        except Ungradable:
            before = None
        if self.update and (before is None or record["timestamp"] > before):
            return True
        return bool(self.before_duedate) and before != record["timestamp"]

    def put(self, source: Path, target: Path) -> None:
        """Copy a hand-in, and only then let it take the place of the one that was there."""
        with in_place_of(target) as new:
            self.do_copy(str(source), str(new))
            if self.coursedir.groupshared:
                for path in (new, *new.rglob("*")):
                    path.chmod(path.stat().st_mode | (0o2770 if path.is_dir() else 0o660))

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy the files of a hand-in, however its owner changes it meanwhile; those that are left out are told."""
        course = self.coursedir
        ignored = ignore_patterns(course.ignore, course.include, course.max_file_size, self.log)
        left = 1000 * course.max_dir_size
        Path(dest).mkdir(parents=True)
        for place, folders, names, handle in os.fwalk(src, onerror=self.log.warning):
            unwanted = set(ignored(place, [*folders, *names]))
            folders[:] = [name for name in folders if name not in unwanted]
            target = Path(dest, os.path.relpath(place, src))
            target.mkdir(exist_ok=True)
            for name in sorted(set(names) - unwanted):
                try:
                    left -= copy_file(name, handle, target / name, left)
                except OSError as error:
                    why = "a link" if error.errno == errno.ELOOP else error.strerror
                    self.log.warning("Left out of %s: %s (%s)", src, name, why)


class ReleaseFeedback(ExchangeReleaseFeedback):
    """nbgrader's, except that it stops at a page of somebody whose hand-in came in another way than the exchange."""

    src_path: str

    def copy_files(self) -> None:
        """Release the pages of those who can fetch them there; the others are told."""
        for folder in sorted(glob(self.src_path)):  # noqa: PTH207 - the pattern is nbgrader's
            if all(Path(folder, name).is_file() for name in ASKED):
                self.src_path = escape(folder)
                super().copy_files()
            else:
                self.log.warning("Not released, as nothing came by the exchange: send the page in %s yourself.", folder)


def copy_file(name: str, folder: int, target: Path, most: int) -> int:
    """Copy a file of an open folder; its bytes. Raises OSError for a link, a pipe, or a file of more than `most`."""
    opened = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    with os.fdopen(opened, "rb") as source:
        found = os.fstat(opened)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "no file")
        if found.st_size > most:
            raise OSError(errno.EFBIG, "more than c.CourseDirectory.max_dir_size in all")
        with target.open("wb") as copy:
            shutil.copyfileobj(source, copy)
    return found.st_size
