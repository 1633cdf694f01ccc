"""Write the results of graded submissions: nbgrader's folders, the gradebook, and a line each in the class's report."""

from __future__ import annotations

import datetime
import json
import os
import shutil
from pathlib import Path

from sqlalchemy.exc import OperationalError

from course.feedback import with_total
from course.restore import encodable
from course.submission import Item, not_graded
from course.submitted import Classroom


def write_results(classroom: Classroom, results: list[Item]) -> list[Item]:
    """Write a batch: files, then the gradebook, then the report.

    Returns the results as they were written: one that could not be is a failure, and the others are not affected.
    """
    results = enter_scores(classroom, [with_files(classroom, result) for result in results])
    classroom.reports.parent.mkdir(exist_ok=True)
    with classroom.reports.open("a", encoding="utf-8") as stream:
        for result in results:
            stream.write(encodable(json.dumps(line_of(result), ensure_ascii=False)) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    return results


def with_files(classroom: Classroom, result: Item) -> Item:
    """The result once its files are written, or the failure to write them."""
    if result["failed"]:
        return result
    try:
        assign_late_penalty(classroom, result)
        write_files(classroom, result)
    except Exception as error:
        return not_graded(result, error)
    return result


def enter_scores(classroom: Classroom, results: list[Item]) -> list[Item]:
    """Enter a batch in the gradebook in one transaction; if that fails, each by itself, to find the one at fault.

    Raises OperationalError if the database itself cannot be written.
    """
    graded = [result for result in results if not result["failed"]]
    try:
        classroom.gradebook.write(graded)
    except OperationalError:
        raise
    except Exception as error:
        if len(results) == 1:
            return [not_graded(results[0], error)]
        return [entered for result in results for entered in enter_scores(classroom, [result])]
    return results


def line_of(result: Item) -> Item:
    """What the report keeps of a result."""
    reports = {name: graded.get("report", {"missing": True}) for name, graded in result["notebooks"].items()}
    return {key: result[key] for key in ("student", "timestamp", "digest", "failed")} | {"notebooks": reports}


def assign_late_penalty(classroom: Classroom, result: Item) -> None:
    """Note the points that nbgrader's plugin takes off for lateness, never more than were earned."""
    moment = result["timestamp"] and datetime.datetime.fromisoformat(result["timestamp"])
    late = classroom.gradebook.seconds_late(result["student"], moment)
    for graded in result["notebooks"].values():
        if late > 0 and not graded.get("missing"):
            penalty = classroom.late.late_submission_penalty(result["student"], graded["score"], late)
            graded["late_penalty"] = None if penalty is None else min(max(0.0, penalty), graded["score"])


def write_files(classroom: Classroom, result: Item) -> None:
    """Write the folders of one student in autograded/ and feedback/, each put in place only once it is complete."""
    student, paths = result["student"], classroom.paths
    submitted = classroom.folder_of(student, paths.submitted_directory)
    autograded = {f"{n}.ipynb": g["autograded"] for n, g in result["notebooks"].items() if "autograded" in g}
    feedback = {
        f"{name}.html": with_total(graded["feedback"], graded["score"], graded["possible"], graded["late_penalty"])
        for name, graded in result["notebooks"].items()
        if "feedback" in graded
    }
    replace_folder(classroom.folder_of(student, paths.autograded_directory), autograded, submitted)
    replace_folder(classroom.folder_of(student, paths.feedback_directory), feedback, None)


def replace_folder(folder: Path, texts: dict[str, str], beside: Path | None) -> None:
    """Make a folder with these files, and the files in `beside` that are no notebooks; then swap it for the old one."""
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
        (new / name).write_text(encodable(text), encoding="utf-8")
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
