"""Read one source, solutions/NN_topic.py, into the notebook a teacher keeps: answers in, nbgrader's metadata on.

Two cell keys are what a source uses: ``# %% exercise="sigmoid"`` marks the cell with the answer, and
``# %% check="sigmoid"`` the one that checks it. Everything nbgrader needs follows from them and from the
`Exercise` of that name: points stand nowhere else. A derivation that a person grades is a text cell,
``# %% [markdown] task="derive-grad-w1" points=5``, with the marking scheme between nbgrader's own markers.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode

from autograder import load
from course.addresses import launch_line
from course.answers import exercise_named, exercises_of
from course.errors import CourseError
from course.manifest import Book, Chapter
from course.references import check_references, resolve_references

KEYS = ("exercise", "check")
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"


def teacher_notebook(book: Book, chapter: Chapter) -> NotebookNode:
    """The full notebook of a chapter, solutions included; raises CourseError naming the line of a mistake."""
    path = book.source_path(chapter)
    text = path.read_text(encoding="utf-8")
    check_references(book, path, text)
    cells = source_cells(path, text)
    _check_exercises(path, chapter, cells)
    for line, cell in cells:
        _expand(path, line, cell)
        resolve_references(book, cell)
    notebook = nbformat.v4.new_notebook(
        cells=[_heading(book, chapter), *(cell for _, cell in cells), _ending(book, chapter)],
        metadata={
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
    )
    for index, cell in enumerate(notebook.cells):
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.id = grade_id or f"{chapter.source}-{index:03}"
    return notebook


def cell_lines(book: Book, chapter: Chapter) -> dict[str, int]:
    """The line of the source on which each cell of the notebook starts, by the id of the cell."""
    path = book.source_path(chapter)
    starts = [line for line, _ in source_cells(path, path.read_text(encoding="utf-8"))]
    written = teacher_notebook(book, chapter).cells[1:-1]  # Without the heading and the link to the next chapter.
    return {cell.id: line for cell, line in zip(written, starts, strict=True)}


def source_cells(path: Path, text: str) -> list[tuple[int, NotebookNode]]:
    """Every cell of a source as it is written, with the line on which it starts."""
    starts = [number for number, line in enumerate(text.splitlines(), 1) if re.match(r"# %%", line)]
    written = _parsed(text).cells
    if len(written) != len(starts):
        raise CourseError("text before the first cell marker; begin the file with `# %% [markdown]`", path, 1)
    cells = [(start, nbformat.from_dict(cell)) for start, cell in zip(starts, written, strict=True)]
    for line, cell in cells:
        cell.metadata.pop("lines_to_next_cell", None)
        for key in cell.metadata.keys() - {*KEYS, "task", "points", "tags"}:
            raise CourseError(f"unknown cell key {key!r}; known are exercise, check, task, points and tags", path, line)
    return cells


@lru_cache(maxsize=32)
def _parsed(text: str) -> NotebookNode:
    """A source as a notebook, of which each reader gets a copy: one check reads a chapter for each of its exercises."""
    return jupytext.reads(text, fmt="py:percent")


def _check_exercises(path: Path, chapter: Chapter, cells: list[tuple[int, NotebookNode]]) -> None:
    """Each exercise of the chapter has one answer and, after it, one check."""
    seen: dict[str, list[str]] = {key: [] for key in KEYS}
    for line, cell in cells:
        for key in KEYS:
            name = cell.metadata.get(key)
            if name is None:
                continue
            exercise = exercise_named(name, path, line)
            if exercise.topic != chapter.topic:
                raise CourseError(f"{name} belongs to {exercise.topic}, not to {chapter.topic}", path, line)
            if name in seen[key]:
                raise CourseError(f"{key}={name!r} stands in two cells", path, line)
            if key == "check" and name not in seen["exercise"]:
                raise CourseError(f"{name} is checked before it is set", path, line)
            seen[key].append(name)
    for key in KEYS:
        for exercise in exercises_of(chapter.topic):
            if exercise.name not in seen[key]:
                raise CourseError(f'no cell with {key}="{exercise.name}", an exercise of this chapter', path)


def _expand(path: Path, line: int, cell: NotebookNode) -> None:
    """Turn the compact cell key into nbgrader's metadata, schema 3."""
    answer, check = cell.metadata.pop("exercise", None), cell.metadata.pop("check", None)
    task, points = cell.metadata.pop("task", None), cell.metadata.pop("points", None)
    if (task is None) != (points is None):
        raise CourseError("task= and points= go together, and only on a derivation graded by hand", path, line)
    markers = (cell.source.count(BEGIN), cell.source.count(END))
    if markers != ((1, 1) if answer else (0, 0)):
        wanted = f"exactly one {BEGIN} and one {END}" if answer else "no solution markers"
        raise CourseError(f"this cell must hold {wanted}", path, line)
    if answer:
        cell.metadata["nbgrader"] = _nbgrader(answer, grade=False)
    elif check:
        cell.metadata["nbgrader"] = _nbgrader(f"check-{check}", grade=True) | {"points": load(check).points}
    elif task:
        cell.metadata["nbgrader"] = _task(task, points)


def _task(grade_id: str, points: float) -> dict[str, object]:
    """nbgrader's manually graded task: the answer goes into cells below it, the scheme is for the marker."""
    return _nbgrader(grade_id, grade=False) | {
        "cell_type": "markdown", "locked": True, "points": points, "solution": False, "task": True,
    }  # fmt: skip


def _nbgrader(grade_id: str, *, grade: bool) -> dict[str, object]:
    return {
        "cell_type": "code",
        "grade": grade,
        "grade_id": grade_id,
        "locked": grade,
        "schema_version": 3,
        "solution": not grade,
        "task": False,
    }


def _heading(book: Book, chapter: Chapter) -> NotebookNode:
    """The first cell: what the manifest says about the chapter."""
    assumed = [_link(book.chapter(topic)) for topic in chapter.builds_on]
    facts = f"Time: about {chapter.minutes} minutes."
    if assumed:
        facts += f" Builds on: {', '.join(assumed)}."
    text = f"# {chapter.number} · {chapter.title}\n\n*{chapter.question}*\n\n{facts}"
    if line := launch_line(book, chapter):
        text += f"\n\n{line}"
    return nbformat.v4.new_markdown_cell(text)


def _ending(book: Book, chapter: Chapter) -> NotebookNode:
    """The last cell: where to go next."""
    following = book.chapters[book.chapters.index(chapter) + 1 :]
    text = f"**Next:** {_link(following[0])}" if following else "**This is the last chapter so far.**"
    return nbformat.v4.new_markdown_cell(text)


def _link(chapter: Chapter) -> str:
    return f"[{chapter.number} {chapter.title}]({chapter.source}.ipynb)"
