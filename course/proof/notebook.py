"""What a chapter's notebook must fulfill when it is run: solved it earns everything, as handed out nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.utils import determine_grade, is_grade

from autograder.report import WARNING
from course.manifest import Book, Chapter
from course.problem import Problem
from course.release import student_notebook
from course.source import cell_lines, teacher_notebook


@dataclass(frozen=True)
class Run:
    """A notebook that was run: points by grade id, the greatest possible points, and complaints by cell id."""

    notebook: NotebookNode
    points: dict[str, float] = field(default_factory=dict)
    possible: dict[str, float] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    warnings: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, notebook: NotebookNode) -> Run:
        """What nbgrader would make of the outputs."""
        run = cls(notebook)
        for cell in notebook.cells:
            for output in cell.get("outputs", []):
                if output.output_type == "error":
                    run.errors[cell.id] = f"{output.ename}: {output.evalue}"
                elif output.get("name") == "stderr":
                    run.warnings[cell.id] = output.text.strip()
                elif WARNING in str(output.get("data", {}).get("text/html", "")):
                    run.warnings[cell.id] = "the check shows a warning"
            if is_grade(cell):
                grade_id = cell.metadata.nbgrader.grade_id
                earned, run.possible[grade_id] = determine_grade(cell)
                run.points[grade_id] = 0.0 if earned is None else earned
        return run


def solved_notebook(book: Book, chapter: Chapter) -> NotebookNode:
    """The notebook with all its solutions."""
    return teacher_notebook(book, chapter)


def solved_problems(book: Book, chapter: Chapter, notebook: NotebookNode) -> list[Problem]:
    """What is wrong with the solved notebook that was run: it earns every point, without an error or a warning."""
    return list(problems_of_solved(Run.of(notebook), book.source_path(chapter), cell_lines(book, chapter)))


def released_notebook(book: Book, chapter: Chapter) -> NotebookNode:
    """The notebook as it is handed out."""
    return student_notebook(teacher_notebook(book, chapter), chapter.source)


def released_problems(book: Book, chapter: Chapter, notebook: NotebookNode) -> list[Problem]:
    """What is wrong with the notebook as handed out that was run: no error, no warning, no point, and every check
    answers.
    """
    return list(problems_of_released(Run.of(notebook), book.source_path(chapter), cell_lines(book, chapter)))


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
