"""One assignment in a teacher's course: its folders, its gradebook, and what was handed in."""

from __future__ import annotations

import datetime
import difflib
import hashlib
import json
import re
from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import parse_utc
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.grading.checks import UnclearCheck
from autograder.grading.repair import Ungradable
from autograder.own import BrokenExercises
from course.classroom.basis import basis
from course.classroom.gradebook import ClassGradebook, lateness
from course.classroom.locate import Candidate, candidates_in, locate, other_files
from course.classroom.model import Submission
from course.errors import CourseError


class Classroom:
    """The folders and the gradebook of one assignment in a teacher's course."""

    def __init__(self, folder: Path, assignment: str) -> None:
        self.config = load_config(folder)
        self.folder, self.assignment = folder.resolve(), assignment
        self.paths = CourseDirectory(config=self.config)
        self.gradebook = ClassGradebook(self.paths.db_url, self.paths.course_id, assignment)
        try:
            self.gradebook.refuse_unclear_checks()
        except BrokenExercises as error:
            raise CourseError(f"{error}. `course check --course-dir {folder}` looks at all of them.") from None
        except UnclearCheck as error:
            raise CourseError(f"{assignment} cannot be graded. {error} Then generate the assignment again.") from None
        self.enrolled = self.gradebook.students()
        self.reports = self.folder / "reports" / f"{assignment}.jsonl"

    def late_penalty(self, student: str, score: float, seconds: float) -> float | None:
        """The points that the teacher's plugin takes off."""
        penalty: float | None = self._late_plugin.late_submission_penalty(student, score, seconds)
        return penalty

    @cached_property
    def _late_plugin(self) -> Any:
        from nbgrader.preprocessors import AssignLatePenalties

        late = AssignLatePenalties(config=self.config)
        late.init_plugin()
        return late.plugin_inst

    def folder_of(self, student: str, step: str) -> Path:
        """The folder of a student in one of nbgrader's steps: submitted, autograded, feedback."""
        return Path(self.paths.format_path(step, student, self.assignment))

    @cached_property
    def hand_ins(self) -> dict[str, Path]:
        """The folder of everyone who has handed in, in order of their ids; names that come close count too."""
        root = self.folder_of("*", self.paths.submitted_directory).parent.parent
        found = {}
        for home in sorted(root.iterdir()) if root.is_dir() else []:
            if not home.is_dir() or home.name.startswith("."):
                continue
            exact = self.folder_of(home.name, self.paths.submitted_directory)
            if exact.is_dir() or exact.is_symlink():
                found[home.name] = exact
            elif folder := self._near_folder(home):
                found[home.name] = folder
        return found

    def _near_folder(self, home: Path) -> Path | None:
        """A folder that is meant to be the assignment's, or the student's own with its notebook in it."""
        entries = sorted(home.iterdir())
        near = [path for path in entries if path.is_dir() and plain_name(path.name) == plain_name(self.assignment)]
        if near:
            return near[0]
        loose = [
            path for path in entries if path.suffix.lower() == ".ipynb" and path.is_file() and not path.is_symlink()
        ]
        return home if any(self._is_ours(path) for path in loose) else None

    def _is_ours(self, path: Path) -> bool:
        if plain_name(path.stem) == plain_name(self.assignment):
            return True
        candidate = Candidate(path.name, path.read_bytes())
        return any(candidate.ids & {cell.name for cell in source.cells} for source in self.gradebook.notebooks)

    def strays(self) -> list[str]:
        """Files in submitted/ that belong to no student, and so are not graded."""
        root = self.folder_of("*", self.paths.submitted_directory).parent.parent
        files = [path for path in sorted(root.iterdir()) if path.is_file()] if root.is_dir() else []
        return [str(path.relative_to(self.folder)) for path in files if path.suffix.lower() in (".ipynb", ".zip")]

    def unknown(self) -> dict[str, str]:
        """Those who handed in and were not in the gradebook when this began, if it held anybody; in words."""
        absent = self.enrolled.keys() - self.hand_ins.keys()
        found = {}
        for student in self.hand_ins.keys() - self.enrolled.keys() if self.enrolled else ():
            near = difflib.get_close_matches(student, absent, n=2, cutoff=0.7)
            if near:
                found[student] = f"was not in the gradebook. Is it {' or '.join(near)}, of whom nothing came?"
            elif any(self.enrolled.values()):
                found[student] = "was not in the gradebook, and was added."
        return dict(sorted(found.items()))

    def lines(self) -> list[dict[str, Any]]:
        """The whole history of grades, oldest first; a line of which only a part was written does not count."""
        return read_lines(self.reports)

    def done(self) -> dict[str, dict[str, Any]]:
        """The last report of every student."""
        return {line["student"]: line for line in self.lines()}

    def submission(self, student: str) -> Submission:
        """What a student handed in. Raises Ungradable if there is nothing to work on."""
        folder = self.hand_ins.get(student) or self.folder_of(student, self.paths.submitted_directory)
        if folder.is_symlink() or folder.parent.is_symlink() or not folder.is_dir():
            raise Ungradable(f"{folder} is no folder of its own (a link, perhaps).")
        loose = folder == self.folder_of(student, self.paths.submitted_directory).parent
        candidates = candidates_in(folder, deep=not loose)
        if loose:
            candidates = [one for one in candidates if self._is_ours(folder / one.place)]
        contents, repairs = locate(candidates, self.gradebook.notebooks, self._other_ids)
        if all(content is None for content in contents.values()):
            raise Ungradable(f"There is no notebook in {folder}.")
        if folder != self.folder_of(student, self.paths.submitted_directory):
            repairs.append(f"It lay in {folder.relative_to(self.folder)}.")
        timestamp, moment = handed_in(folder / "timestamp.txt")
        files = {} if loose else other_files(folder)
        digest = hashlib.sha256(repr([timestamp, sorted(contents.items(), key=str), sorted(files.items())]).encode())
        late = lateness(moment, self.gradebook.due, self._extensions.get(student))
        return Submission(
            student,
            moment,
            contents,
            files,
            tuple(repairs),
            basis(self.gradebook.notebooks, digest.hexdigest()[:32], late),
        )

    @cached_property
    def _extensions(self) -> Mapping[str, datetime.timedelta]:
        return self.gradebook.extensions()

    @cached_property
    def _other_ids(self) -> Mapping[str, Collection[str]]:
        return self.gradebook.ids_of_others()


def load_config(folder: Path) -> Config:
    """nbgrader's configuration of a course. Raises CourseError if there is none in the folder."""
    if not (folder / "nbgrader_config.py").exists():
        raise CourseError(f"{folder} is no nbgrader course: there is no nbgrader_config.py. See `course classroom`.")
    config: Config = PyFileConfigLoader("nbgrader_config.py", path=str(folder)).load_config()
    config.CourseDirectory.root = str(folder.resolve())
    return config


def student_of(line: str) -> str:
    """Whose line in a report this is; "" if only a part of it was written."""
    try:
        return str(json.loads(line)["student"])
    except (json.JSONDecodeError, KeyError, TypeError):
        return ""


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The lines of a report; a line of which only a part was written does not count."""
    found = []
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            try:
                entry = json.loads(line)
                entry["student"], entry["notebooks"]
            except (json.JSONDecodeError, KeyError, TypeError):
                continue
            found.append(entry)
    return found


def plain_name(name: str) -> str:
    """A name without case, signs, the number of a copy, and the word for a last version."""
    name = re.sub(r"\(\d+\)|[ _-]*(copy|final|kopie)\b.*", "", name.casefold())
    return re.sub(r"[\W_]", "", name)


def handed_in(path: Path) -> tuple[str, datetime.datetime | None]:
    """What a timestamp.txt says, and the moment in UTC that it means; None without a file or with an empty one.

    Raises Ungradable if the file holds no moment: whether the submission is late cannot be told then.
    """
    if not path.is_file():
        return "", None
    try:
        text = path.read_text(encoding="utf-8").strip()
        return text, parse_utc(text) if text else None
    except (ValueError, OverflowError):
        raise Ungradable(
            f"{path} does not say when it was handed in: write it in UTF-8, like 2026-01-31 12:00:00 UTC, or delete it."
        ) from None
