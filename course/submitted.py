"""One assignment in a teacher's course: its folders, its gradebook, and what was handed in."""

from __future__ import annotations

import datetime
import hashlib
import json
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import parse_utc
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.grading.checks import UnclearCheck, refuse_unclear_checks
from autograder.grading.repair import Ungradable, content_of
from course.autograde import other_files
from course.errors import CourseError
from course.gradebook import ClassGradebook, SourceNotebook
from course.submission import Item


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
        try:
            refuse_unclear_checks(
                (cell.name, cell.source)
                for notebook in self.gradebook.notebooks
                for cell in notebook.cells
                if cell.grade and cell.cell_type == "code"
            )
        except UnclearCheck as error:
            raise CourseError(f"{assignment} cannot be graded. {error} Then generate the assignment again.") from None
        late = AssignLatePenalties(config=self.config)
        late.init_plugin()
        self.late = late.plugin_inst
        self.reports = self.folder / "reports" / f"{assignment}.jsonl"

    def folder_of(self, student: str, step: str) -> Path:
        """The folder of a student in one of nbgrader's steps: submitted, autograded, feedback."""
        return Path(self.paths.format_path(step, student, self.assignment))

    def students(self) -> list[str]:
        """Everyone who has handed in, in order."""
        root = self.folder_of("*", self.paths.submitted_directory).parent.parent
        found = root.glob(f"*/{self.assignment}") if root.is_dir() else []
        return sorted(path.parent.name for path in found)

    def done(self) -> dict[str, dict[str, Any]]:
        """The last report of every student; a line of which only a part was written does not count."""
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
        folder = self.folder_of(student, self.paths.submitted_directory)
        if folder.is_symlink() or folder.parent.is_symlink() or not folder.is_dir():
            raise Ungradable(f"{folder} is no folder of its own (a link, perhaps).")
        notebooks = {
            source.name: find_notebook(folder, source, self.gradebook.notebooks) for source in self.gradebook.notebooks
        }
        if not any(notebooks.values()):
            raise Ungradable(f"There is no notebook in {folder}.")
        timestamp, moment = handed_in(folder / "timestamp.txt")
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


def find_notebook(folder: Path, source: SourceNotebook, sources: tuple[SourceNotebook, ...]) -> Path | None:
    """The file of a notebook: by its name, or the only one with no other use."""
    named = folder / f"{source.name}.ipynb"
    if named.exists() or named.is_symlink():
        return named
    names = {source.name for source in sources}
    others = [path for path in folder.glob("*.ipynb") if path.stem not in names]
    return others[0] if len(others) == 1 and len(sources) == 1 else None
