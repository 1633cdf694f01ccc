"""One assignment in a teacher's course: its folders, its gradebook, and what was handed in."""

from __future__ import annotations

import datetime
import difflib
import hashlib
from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory
from traitlets import TraitError
from traitlets.config import Config

from autograder.grading.checks import UnclearCheck
from autograder.grading.repair import Ungradable
from course.classroom.basis import basis
from course.classroom.candidates import Found, candidates_in, other_files, plain_name
from course.classroom.configuration import load_exercises
from course.classroom.entering import lateness
from course.classroom.gradebook import ClassGradebook
from course.classroom.locate import locate
from course.classroom.model import Submission
from course.classroom.moment import believed
from course.classroom.record import Line, read_lines
from course.errors import CourseError


class Classroom:
    """The folders and the gradebook of one assignment in a teacher's course."""

    def __init__(self, config: Config, assignment: str) -> None:
        self.config, self.assignment = config, assignment
        self.paths = CourseDirectory(config=self.config)
        self.folder = Path(self.paths.root)
        handed_out = self.folder_of(".", self.paths.release_directory)
        self.gradebook = ClassGradebook(self.paths.db_url, self.paths.course_id, assignment, handed_out=handed_out)
        load_exercises(self.folder)
        try:
            self.gradebook.refuse_unclear_checks()
        except UnclearCheck as error:
            raise CourseError(f"{assignment} cannot be graded. {error} Then generate the assignment again.") from None
        if "AssignLatePenalties" in self.config:
            self._late_plugin  # noqa: B018 - one that cannot be had is found now, and not with the first late student
        self.enrolled = self.gradebook.students()
        self.reports = self.folder / "reports" / f"{assignment}.jsonl"
        self._found: dict[Path, Found] = {}  # What lies loose in students' folders, until it is graded.

    def late_penalty(self, student: str, score: float, seconds: float) -> float | None:
        """The points that the teacher's plugin takes off. Raises Ungradable if it fails."""
        plugin = self._late_plugin
        try:
            penalty = plugin.late_submission_penalty(student, score, seconds)
            return None if penalty is None else float(penalty)
        except Exception as error:
            raise Ungradable(
                "What lateness costs could not be found out: "
                f"{type(plugin).__module__}.{type(plugin).__name__} stopped with {type(error).__name__}: {error}."
            ) from None

    @cached_property
    def _late_plugin(self) -> Any:
        from nbgrader.preprocessors import AssignLatePenalties

        try:
            late = AssignLatePenalties(config=self.config)
            late.init_plugin()
        except TraitError as error:
            raise CourseError(f"{self.folder / 'nbgrader_config.py'} asks for what there is not: {error}.") from None
        except Exception as error:
            raise CourseError(
                "What lateness costs cannot be found out: the plugin that is named in "
                f"{self.folder / 'nbgrader_config.py'} stopped with {type(error).__name__}: {error}."
            ) from None
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
            try:
                folder = exact if exact.exists() or exact.is_symlink() else self._near_folder(home)
            except Exception:
                folder = home  # Whatever it is, it comes up again when this student is graded, and stops nobody else.
            if folder:
                found[home.name] = folder
        return found

    def _near_folder(self, home: Path) -> Path | None:
        """A folder that is meant to be the assignment's, or the student's own with its notebook somewhere in it."""
        dirs = [path for path in sorted(home.iterdir()) if path.is_dir()]
        near = [path for path in dirs if plain_name(path.name) == plain_name(self.assignment)]
        if near:
            return near[0]
        found = self._loose(home)
        if not (found.candidates or found.refused):
            return None
        self._found[home] = found
        return home

    def _loose(self, home: Path) -> Found:
        """What lies in a student's own folder and belongs to this assignment, by its name or what is in it."""
        found = candidates_in(home, without=self._other_ids)
        ids = {cell.name for source in self.gradebook.notebooks for cell in source.cells}

        def named(place: str) -> bool:
            return plain_name(Path(place).name) == plain_name(self.assignment)

        return Found(
            [one for one in found.candidates if named(one.place) or one.ids & ids],
            {place: why for place, why in found.refused.items() if named(place)},
        )

    def strays(self) -> list[str]:
        """Files in submitted/ that belong to no student, and so are not graded."""
        root = self.folder_of("*", self.paths.submitted_directory).parent.parent
        files = [path for path in sorted(root.iterdir()) if path.is_file()] if root.is_dir() else []
        return [str(path.relative_to(self.folder)) for path in files if path.suffix.lower() in (".ipynb", ".zip")]

    def unknown(self) -> dict[str, list[str]]:
        """What to say of those who handed in and were not in the gradebook when this began, if it held anybody."""
        absent = self.enrolled.keys() - self.hand_ins.keys()
        found: dict[str, list[str]] = {}
        for student in sorted(self.hand_ins.keys() - self.enrolled.keys()) if self.enrolled else ():
            near = difflib.get_close_matches(student, absent, n=2, cutoff=0.7)
            if near:
                found[f"not in the gradebook before. Is it {' or '.join(near)}, of whom nothing came?"] = [student]
            elif any(self.enrolled.values()):
                found.setdefault("not in the gradebook before, and added.", []).append(student)
        return found

    @property
    def notebooks(self) -> list[str]:
        """The names of the assignment's notebooks."""
        return [source.name for source in self.gradebook.notebooks]

    def lines(self) -> list[Line]:
        """The whole history of grades, oldest first; a line of which only a part was written does not count."""
        return read_lines(self.reports)

    def done(self) -> dict[str, Line]:
        """The last line of every student."""
        return {line["student"]: line for line in self.lines()}

    def submission(self, student: str) -> Submission:
        """What a student handed in. Raises Ungradable if there is nothing to work on."""
        exact = self.folder_of(student, self.paths.submitted_directory)
        folder = exact if exact.exists() or exact.is_symlink() else self.hand_ins.get(student, exact)
        if folder.is_symlink() or folder.parent.is_symlink() or not folder.is_dir():
            raise Ungradable(f"{folder} is no folder of its own (a link, perhaps).")
        loose = folder == exact.parent
        found = self._found.pop(folder, None) or (self._loose(folder) if loose else candidates_in(folder))
        contents, repairs = locate(found.candidates, self.gradebook.notebooks, self._other_ids)
        if all(content is None for content in contents.values()):
            raise Ungradable(" ".join(found.refused.values()) or self._nothing_in(folder))
        repairs += found.refused.values()
        if folder != exact:
            repairs.append(f"It lay in {folder.relative_to(self.folder)}.")
        timestamp, moment, doubt = believed(folder / "timestamp.txt", self.gradebook.due)
        repairs += [doubt] if doubt else []
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

    def _nothing_in(self, folder: Path) -> str:
        names = [str(path.relative_to(folder)) for path in sorted(folder.rglob("*")) if path.is_file()]
        there = f"There are only {', '.join(names[:5])}{' and more' if names[5:] else ''}." if names else "It is empty."
        return f"There is no notebook in {folder}. {there}"

    @cached_property
    def _extensions(self) -> Mapping[str, datetime.timedelta]:
        return self.gradebook.extensions()

    @cached_property
    def _other_ids(self) -> Mapping[str, Collection[str]]:
        return self.gradebook.ids_of_others()
