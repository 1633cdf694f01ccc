"""`course grade`: a whole class, many submissions at a time, into nbgrader's folders and gradebook.

Each submission is graded by a worker (`submission`, `workers`), from plain data to plain data. This process alone
reads ``submitted/`` and writes: first files, then a batch in the gradebook, then one line for each submission in
``reports/``. A line means that everything before it is done, so a run that was stopped anywhere goes on from there.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import parse_utc
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.grading.repair import Ungradable, content_of
from autograder.grading.sandbox import Limits, Sandbox
from course.autograde import other_files
from course.errors import CourseError
from course.feedback import with_total
from course.gradebook import ClassGradebook, SourceNotebook
from course.submission import Item
from course.workers import run_all

BATCH = 40  # submissions in one transaction


@dataclass
class Summary:
    """How a run went: students by outcome, with reasons for those that could not be graded."""

    graded: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


class Classroom:
    """The folders and the gradebook of one assignment in a teacher's course."""

    def __init__(self, folder: Path, assignment: str) -> None:
        if not (folder / "nbgrader_config.py").exists():
            raise CourseError(
                f"{folder} is no nbgrader course: there is no nbgrader_config.py. See `course classroom`."
            )
        self.config: Config = PyFileConfigLoader("nbgrader_config.py", path=str(folder)).load_config()
        self.config.CourseDirectory.root = str(folder.resolve())
        self.folder, self.assignment = folder.resolve(), assignment
        self.paths = CourseDirectory(config=self.config)
        self.gradebook = ClassGradebook(self.paths.db_url, self.paths.course_id, assignment)
        late = AssignLatePenalties(config=self.config)
        late.init_plugin()
        self.late = late.plugin_inst
        self.reports = self.folder / "reports" / f"{assignment}.jsonl"

    def place(self, step: str, student: str) -> Path:
        """The folder of a student in one of nbgrader's steps."""
        return Path(self.paths.format_path(step, student, self.assignment))

    def students(self) -> list[str]:
        """Everyone who has handed in, in order."""
        root = self.place(self.paths.submitted_directory, "*").parent.parent
        found = root.glob(f"*/{self.assignment}") if root.is_dir() else []
        return sorted(path.parent.name for path in found)

    def done(self) -> dict[str, dict[str, Any]]:
        """The last report of every student; a line that was cut off in the writing does not count."""
        found = {}
        if self.reports.exists():
            for line in self.reports.read_text(encoding="utf-8").splitlines():
                try:
                    entry = json.loads(line)
                    found[entry["student"]] = entry
                except (json.JSONDecodeError, KeyError, TypeError):
                    continue
        return found

    def item(self, student: str) -> Item:
        """The work on one submission as plain data. Raises Ungradable if there is nothing to work on."""
        folder = self.place(self.paths.submitted_directory, student)
        if folder.is_symlink() or folder.parent.is_symlink() or not folder.is_dir():
            raise Ungradable(f"{folder} is no folder of its own (a link, perhaps).")
        notebooks = {
            source.name: find_notebook(folder, source, self.gradebook.notebooks) for source in self.gradebook.notebooks
        }
        if not any(notebooks.values()):
            raise Ungradable(f"There is no notebook in {folder}.")
        stamp = folder / "timestamp.txt"
        timestamp = stamp.read_text(encoding="utf-8").strip() if stamp.is_file() else ""
        try:
            moment = parse_utc(timestamp) if timestamp else None
        except ValueError:
            moment = None
        files = other_files(folder)
        contents = {name: path and content_of(path) for name, path in notebooks.items()}
        digest = hashlib.sha256(repr([timestamp, sorted(contents.items(), key=str), sorted(files.items())]).encode())
        return {
            "student": student,
            "timestamp": moment.isoformat() if moment else None,
            "notebooks": contents,
            "files": files,
            "digest": digest.hexdigest()[:32],
        }


def find_notebook(folder: Path, source: SourceNotebook, sources: tuple[SourceNotebook, ...]) -> Path | None:
    """The file of a notebook: by its name, or the only one with no other use."""
    named = folder / f"{source.name}.ipynb"
    if named.exists() or named.is_symlink():
        return named
    others = [path for path in folder.glob("*.ipynb") if path.stem not in {one.name for one in sources}]
    return others[0] if len(others) == 1 and len(sources) == 1 else None


def grade_class(
    classroom: Classroom,
    *,
    students: list[str] | None = None,
    force: bool = False,
    jobs: int | None = None,
    cluster: str | None = None,
    kind: str = "bubblewrap",
    limits: Limits = Limits(),  # noqa: B008 - frozen
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Summary:
    """Grade everyone who handed in and is not graded yet; see the module for what is written, and when.

    Raises NoSandbox before anything is written if this machine cannot confine submissions.
    """
    if cluster is None:
        Sandbox(kind, limits)  # Refuses if there is none; the workers start their own.
    summary, done = Summary(), {} if force else classroom.done()
    everyone = classroom.students()
    if unknown := sorted(set(students or []) - set(everyone)):
        raise CourseError(f"Nothing was handed in by {', '.join(unknown)}.")
    pending = items(classroom, students or everyone, done, summary)
    total = len(students or everyone)
    batch: list[Item] = []
    sources = list(classroom.gradebook.notebooks)
    for result in run_all(pending, sources, kind, limits, jobs, cluster):
        if result["failed"]:
            summary.failed[result["student"]] = result["failed"]
        batch.append(result)
        if len(batch) >= BATCH:
            finish(classroom, batch, summary)
        progress(len(summary.graded) + len(summary.failed) + len(summary.kept) + len(batch), total)
    finish(classroom, batch, summary)
    progress(total, total)
    return summary


def items(classroom: Classroom, students: list[str], done: dict[str, Any], summary: Summary) -> Iterator[Item]:
    """The work that is left, read from disk as it is needed."""
    by_hand = classroom.gradebook.by_hand()
    for student in students:
        try:
            item = classroom.item(student)
        except (Ungradable, OSError) as error:
            summary.failed[student] = str(error)
            continue
        last = done.get(student, {})
        there = classroom.place(classroom.paths.autograded_directory, student).is_dir()
        if last.get("digest") == item["digest"] and (there or last.get("failed")):
            if last.get("failed"):
                summary.failed[student] = last["failed"]
            else:
                summary.kept.append(student)
            continue
        yield item | {"by_hand": by_hand.get(student, {})}


def finish(classroom: Classroom, batch: list[Item], summary: Summary) -> None:
    """Write a batch: files, then the gradebook, then the reports; and empty it."""
    good = [result for result in batch if not result["failed"]]
    for result in good:
        assign_late_penalty(classroom, result)
        write_files(classroom, result)
    classroom.gradebook.write(good)
    classroom.reports.parent.mkdir(exist_ok=True)
    with classroom.reports.open("a", encoding="utf-8") as stream:
        for result in batch:
            stream.write(json.dumps(line_of(result)) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    summary.graded += [result["student"] for result in good]
    batch.clear()


def line_of(result: Item) -> Item:
    """One line of the report."""
    reports = {name: graded.get("report", {"missing": True}) for name, graded in result["notebooks"].items()}
    return {key: result[key] for key in ("student", "timestamp", "digest", "failed")} | {"notebooks": reports}


def assign_late_penalty(classroom: Classroom, result: Item) -> None:
    """What nbgrader's plugin takes off, never more than was earned."""
    moment = result["timestamp"] and datetime.datetime.fromisoformat(result["timestamp"])
    late = classroom.gradebook.seconds_late(result["student"], moment)
    for graded in result["notebooks"].values():
        if late > 0 and not graded.get("missing"):
            penalty = classroom.late.late_submission_penalty(result["student"], graded["score"], late)
            graded["late_penalty"] = None if penalty is None else min(max(0.0, penalty), graded["score"])


def write_files(classroom: Classroom, result: Item) -> None:
    """autograded/ and feedback/ of one student, each put in its place only when it is complete."""
    student, paths = result["student"], classroom.paths
    submitted = classroom.place(paths.submitted_directory, student)
    autograded = {f"{n}.ipynb": g["autograded"] for n, g in result["notebooks"].items() if "autograded" in g}
    feedback = {
        f"{name}.html": with_total(graded["feedback"], graded["score"], graded["possible"], graded["late_penalty"])
        for name, graded in result["notebooks"].items()
        if "feedback" in graded
    }
    replace_folder(classroom.place(paths.autograded_directory, student), autograded, submitted)
    replace_folder(classroom.place(paths.feedback_directory, student), feedback, None)


def replace_folder(folder: Path, texts: dict[str, str], beside: Path | None) -> None:
    """Make a folder with these files, and the other files of `beside`, then let it take the old one's place."""
    new, old = folder.with_name(folder.name + ".new"), folder.with_name(folder.name + ".old")
    for leftover in (new, old):
        shutil.rmtree(leftover, ignore_errors=True)
    new.mkdir(parents=True)
    if beside is not None:
        for path in beside.rglob("*"):
            if path.is_file() and not path.is_symlink() and path.suffix != ".ipynb":
                (new / path.relative_to(beside)).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, new / path.relative_to(beside))
    for name, text in texts.items():
        (new / name).write_text(text, encoding="utf-8")
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
