"""What a chapter's notebook must fulfill when it is run: solved it earns everything, as handed out nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from course.execute import Run, execute
from course.manifest import Book, Chapter
from course.problem import Problem
from course.release import student_notebook
from course.source import cell_lines, teacher_notebook


def solved_problems(book: Book, chapter: Chapter) -> list[Problem]:
    """Run the notebook with all its solutions: every point, no error, no warning."""
    run = execute(teacher_notebook(book, chapter))
    return list(problems_of_solved(run, book.source_path(chapter), cell_lines(book, chapter)))


def released_problems(book: Book, chapter: Chapter) -> list[Problem]:
    """Run the notebook as it is handed out: no error, no warning, no point, and every check answers."""
    run = execute(student_notebook(teacher_notebook(book, chapter), chapter.source))
    return list(problems_of_released(run, book.source_path(chapter), cell_lines(book, chapter)))


def problems_of_solved(run: Run, path: Path, lines: dict[str, int]) -> Iterator[Problem]:
    """What is wrong with the run of a solved notebook."""
    yield from _complaints(run, path, lines, "with all solutions")
    for grade_id, points in run.points.items():
        if points != run.possible[grade_id]:
            text = f"with all solutions, {grade_id} earns {points:g} of {run.possible[grade_id]:g} points"
            yield Problem(text, path, lines.get(grade_id))


def problems_of_released(run: Run, path: Path, lines: dict[str, int]) -> Iterator[Problem]:
    """What is wrong with the run of a notebook as it is handed out."""
    yield from _complaints(run, path, lines, "as handed out")
    for grade_id, points in run.points.items():
        if points:
            yield Problem(f"as handed out, {grade_id} earns {points:g} points unsolved", path, lines.get(grade_id))
    for cell in run.notebook.cells:
        graded = cell.metadata.get("nbgrader", {}).get("grade")
        if graded and not any("text/html" in output.get("data", {}) for output in cell.get("outputs", [])):
            yield Problem(f"as handed out, {cell.id} shows no report", path, lines.get(cell.id))


def _complaints(run: Run, path: Path, lines: dict[str, int], state: str) -> Iterator[Problem]:
    for cell, error in run.errors.items():
        yield Problem(f"{state}, this cell stops with {error}", path, lines.get(cell))
    for cell, warning in run.warnings.items():
        yield Problem(f"{state}, this cell warns: {warning}", path, lines.get(cell))
