"""Write the results of graded submissions: nbgrader's folders, the gradebook, and a line each in the class's report."""

from __future__ import annotations

import shutil
from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
from sqlalchemy.exc import OperationalError

from course.classroom.feedback import NOTES, feedback_page, notes_of, sections_of, shows
from course.classroom.model import Grades, Result
from course.classroom.record import append_lines, line_of
from course.classroom.restore import restore
from course.classroom.submission import not_graded
from course.classroom.submitted import Classroom
from course.classroom.swap import clear_leftovers, in_place_of
from course.classroom.text import encodable

ASKED = ("timestamp.txt", "submission_secret.txt")  # What nbgrader's release_feedback reads beside a page.


def write_results(classroom: Classroom, results: Sequence[Result]) -> list[Result]:
    """Write a batch: autograded notebooks, then the gradebook, then the feedback pages, then the report.

    Returns the results as they were written: one that could not be is a failure, and the others are not affected.
    """
    written, grades = enter(classroom, [with_notebooks(classroom, result) for result in results])
    finished = []
    for result in written:
        try:
            write_pages(classroom, result, grades)
        except Exception as error:
            ((result,), _) = enter(classroom, [not_graded(result.submission, error)])
        finished.append(result)
    grades = classroom.gradebook.grades([result.student for result in finished])
    append_lines(classroom.reports, [line_of(result, classroom.notebooks, grades) for result in finished])
    return finished


def enter_and_note(classroom: Classroom, result: Result, last: Mapping[str, Any]) -> None:
    """Enter a result whose notebooks nbgrader writes, renew a page that is there, and add to the history.

    `last` is the student's last line, which tells of the notebooks that were left out now.
    """
    (result,), grades = enter(classroom, [result])
    if classroom.folder_of(result.student, classroom.paths.feedback_directory).is_dir():
        write_pages(classroom, result, grades)  # It shows what was handed in before; a first one is asked for.
    line = line_of(result, classroom.notebooks, grades)
    before = last.get("notebooks", {})
    line["notebooks"] |= {name: before[name] for name in result.left_out & before.keys()}
    append_lines(classroom.reports, [line])


def with_notebooks(classroom: Classroom, result: Result) -> Result:
    """The result once its notebooks are in autograded/, or the failure to write them."""
    try:
        submitted = classroom.folder_of(result.student, classroom.paths.submitted_directory)
        texts = {f"{name}.ipynb": graded.autograded for name, graded in result.notebooks.items() if graded.autograded}
        if result.failed:
            texts |= {
                f"{source.name}.ipynb": nbformat.writes(stub(source, result.failed))
                for source in classroom.gradebook.notebooks
                if source.name not in result.notebooks
            }
        folder = classroom.folder_of(result.student, classroom.paths.autograded_directory)
        replace_folder(folder, texts, submitted if submitted.is_dir() and not submitted.is_symlink() else None)
    except Exception as error:
        return result if result.failed else not_graded(result.submission, error)
    return result


def stub(source: Any, why: str) -> nbformat.NotebookNode:
    """What stands in autograded/ for a submission that could not be graded, so that a person can, in formgrader."""
    text = encodable(f"**This could not be graded by the program.** {why}")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(text, id="not-graded")])
    restore(notebook, source)
    notebook.metadata[NOTES] = {"notes": ["A person will look at this: the program could not grade it."]}
    return notebook


def enter(
    classroom: Classroom, results: list[Result], keep: bool = True
) -> tuple[list[Result], dict[tuple[str, str], Grades]]:
    """Enter a batch in the gradebook in one transaction; if that fails, each by itself, to find the one at fault.

    Returns the results as they were entered, and what the gradebook says then; without `keep` it only says what it
    would. Raises OperationalError if the database itself cannot be written.
    """
    try:
        return results, classroom.gradebook.write(results, classroom.late_penalty, keep)
    except OperationalError:
        raise
    except Exception as error:
        if len(results) > 1:
            parts = [enter(classroom, [result], keep) for result in results]
            return [one for entered, _ in parts for one in entered], dict(ChainMap(*(grades for _, grades in parts)))
        if results[0].failed:
            return results, {}  # Not even that could be entered (a name that no database holds); the summary tells.
        failure = replace(not_graded(results[0].submission, error), left_out=results[0].left_out)
        return enter(classroom, [failure], keep)


def write_pages(classroom: Classroom, result: Result, grades: dict[tuple[str, str], Grades]) -> None:
    """Write the student's folder in feedback/, with what nbgrader needs to release it."""
    texts: dict[str, str] = {}
    for source in classroom.gradebook.notebooks:
        shown = grades.get((result.student, source.name))
        graded = result.notebooks.get(source.name)
        if shown is None:
            continue
        if source.name in result.left_out:
            texts |= pages_of(classroom, result.student, {source.name: shown})
        elif graded is not None and not graded.missing:
            texts[f"{source.name}.html"] = feedback_page(source.name, graded.sections, shown, graded.repairs)
        elif result.failed:
            notebook = stub(source, result.failed)
            texts[f"{source.name}.html"] = feedback_page(source.name, sections_of(notebook), shown, notes_of(notebook))
        else:
            texts[f"{source.name}.html"] = feedback_page(source.name, (), shown, ["This notebook was not handed in."])
    write_feedback(classroom, result.student, texts)


def write_feedback(classroom: Classroom, student: str, texts: dict[str, str]) -> None:
    """Put these pages in place, with the files beside them that nbgrader's release_feedback asks for."""
    autograded = classroom.folder_of(student, classroom.paths.autograded_directory)
    for name in ASKED:
        path = autograded / name
        if path.is_file():
            texts[name] = path.read_text(encoding="utf-8", errors="surrogateescape")
    replace_folder(classroom.folder_of(student, classroom.paths.feedback_directory), texts, None)


def renew_pages(classroom: Classroom, students: Sequence[str]) -> list[str]:
    """Make the pages again on which the gradebook has something new: scores by hand, extra credit, comments.

    What a regrade that was killed left beside these students' folders goes.
    """
    renewed = []
    for start in range(0, len(students), 200):
        some = students[start : start + 200]
        grades = classroom.gradebook.grades(some)
        for student in some:
            home = classroom.folder_of(student, classroom.paths.feedback_directory)
            for folder in (classroom.folder_of(student, classroom.paths.autograded_directory), home):
                clear_leftovers(folder)
            known = {name: grades[student, name] for name in classroom.notebooks if (student, name) in grades}
            if not all(shows(home / f"{name}.html", shown) for name, shown in known.items()):
                write_feedback(classroom, student, pages_of(classroom, student, known))
                renewed.append(student)
    return renewed


def pages_of(classroom: Classroom, student: str, grades: dict[str, Grades]) -> dict[str, str]:
    """A student's pages, from the notebooks in autograded/ and what the gradebook says."""
    autograded = classroom.folder_of(student, classroom.paths.autograded_directory)
    pages = {}
    for name, shown in grades.items():
        path = autograded / f"{name}.ipynb"
        if path.exists():
            notebook = nbformat.read(path, as_version=4)
            pages[f"{name}.html"] = feedback_page(name, sections_of(notebook), shown, notes_of(notebook))
        else:
            pages[f"{name}.html"] = feedback_page(name, (), shown, ["This notebook was not handed in."])
    return pages


def replace_folder(folder: Path, texts: dict[str, str], beside: Path | None) -> None:
    """Make a folder with these files, and the files in `beside` that are no notebooks, in place of the old one."""
    with in_place_of(folder) as new:
        new.mkdir(parents=True)
        if beside is not None:
            for path in beside.rglob("*"):
                if path.is_file() and not path.is_symlink() and path.suffix != ".ipynb":
                    (new / path.relative_to(beside)).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(path, new / path.relative_to(beside))
        for name, text in texts.items():
            (new / name).write_text(encodable(text), encoding="utf-8")
            if name.endswith(".html"):
                (new / name).chmod(0o644)  # On the exchange it keeps its mode, and its student is to read it there.
