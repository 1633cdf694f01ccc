"""Set up a teacher's nbgrader course outside the repository: sources, releases, gradebook, configuration."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat

from course.classroom.configuration import load_config
from course.errors import CourseError
from course.manifest import Book
from course.scripts import put_scripts_on_path
from course.source import teacher_notebook

CONFIG = '''"""nbgrader's configuration of this course; edit it as you like, nothing overwrites it.

Every nbgrader command run in this folder reads it: generate_assignment, autograde, generate_feedback, export.
"""

from course.classroom.configuration import configure

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "{course_id}"
# Our preprocessors and feedback pages, whatever version of the course is installed: see docs/grading.md of the course.
configure(c)
# Limits of one submission: seconds of CPU for a cell and for all of them, bytes of memory.
c.RunInSandbox.cell_seconds = 30
c.RunInSandbox.cpu = 300
c.RunInSandbox.memory = 2 * 2**30
'''


def create_classroom(book: Book, folder: Path) -> Iterator[str]:
    """Create the course in `folder`, yielding the name of each assignment once it is generated.

    Raises CourseError if the folder holds a course already or lies in the repository.
    """
    folder = folder.resolve()
    if (folder / "nbgrader_config.py").exists() or (folder / "gradebook.db").exists():
        raise CourseError(f"{folder} holds a course already, with grades perhaps. Choose a folder that is new.")
    if folder.is_relative_to(book.root):
        raise CourseError(
            f"{folder} lies inside the repository. Students' work belongs outside: choose another folder."
        )
    notebooks = {chapter.source: teacher_notebook(book, chapter) for chapter in book.chapters}
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)  # Names and grades will be in it.
    config = CONFIG.format(course_id=folder.name)
    for name, notebook in notebooks.items():
        path = folder / "source" / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)
    (folder / "nbgrader_config.py").write_text(config, encoding="utf-8")
    yield from generate(folder, list(notebooks))


def generate(folder: Path, names: list[str]) -> Iterator[str]:
    """Run nbgrader's own generate_assignment, which also enters the assignments in the gradebook; yield their names."""
    put_scripts_on_path()
    from nbgrader.apps import NbGraderAPI
    from sqlalchemy import Engine, event

    api = NbGraderAPI(config=load_config(folder))
    event.listen(Engine, "connect", _do_not_wait)
    try:
        for name in names:
            result = api.generate_assignment(name)
            if not result["success"]:
                raise CourseError(f"nbgrader could not generate {name}:\n{result.get('error') or result.get('log')}")
            yield name
    finally:
        event.remove(Engine, "connect", _do_not_wait)


def _do_not_wait(connection: Any, _: Any) -> None:
    """Do not wait for the disk after each of a thousand entries: what a power cut took would be generated again."""
    connection.execute("PRAGMA synchronous=OFF")
