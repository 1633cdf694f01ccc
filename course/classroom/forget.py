"""`course forget`: remove a person from the course, everywhere a trace was kept."""

from __future__ import annotations

import shutil
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

from course.classroom import gradebook
from course.classroom.class_page import write_class_page
from course.classroom.configuration import load_config
from course.classroom.record import private, student_of
from course.errors import CourseError


def forget(folder: Path, student: str) -> list[str]:
    """Remove a student's folders, grades, comments and lines in reports/; says what was removed.

    Raises CourseError if nothing was known of them.
    """
    if student in ("", ".", "..") or "/" in student:
        raise CourseError(f"{student!r} is no student's id.")
    paths = CourseDirectory(config=load_config(folder))
    removed = []
    steps = (paths.submitted_directory, paths.autograded_directory, paths.feedback_directory)
    for step in steps:
        home = Path(paths.format_path(step, student, "x")).parent
        if home.is_dir() and not home.is_symlink():
            shutil.rmtree(home)
            removed.append(str(home.relative_to(folder.resolve())))
    if gradebook.forget(paths.db_url, student):
        removed.append("the gradebook's entries")
    reports = sorted((folder / "reports").glob("*.jsonl"))
    removed += [f"lines in reports/{path.name}" for path in reports if strike(path, student)]
    if not removed:
        raise CourseError(f"Nothing is known of {student} in {folder.resolve().name}.")
    if (folder / "reports").is_dir():
        for page in (folder / "reports").glob("class*.html"):
            write_class_page(folder, paths.db_url, anonymous=page.stem != "class")
    return removed


def left(folder: Path) -> list[str]:
    """What else in the course can name people: downloads, and tables that came from elsewhere or went there."""
    return sorted(path.name for path in folder.iterdir() if path.name == "downloaded" or path.suffix == ".csv")


def strike(path: Path, student: str) -> bool:
    """Take a student's lines out of a report, and lines of which only a part was written; whether there were any."""
    lines = path.read_text(encoding="utf-8").split("\n")  # `splitlines` knows other ends, which a text may hold.
    owners = list(map(student_of, lines))
    if student not in owners:
        return False
    new = path.with_suffix(".new")
    with open(new, "w", encoding="utf-8", opener=private) as stream:
        stream.writelines(f"{line}\n" for line, owner in zip(lines, owners, strict=True) if owner not in ("", student))
    new.replace(path)
    return True
