"""Everything a contribution must pass: manifest, drift, solutions with full points, hand-outs with none."""

from __future__ import annotations

from collections.abc import Iterator

from course.build import drift
from course.execute import Run, execute_all
from course.manifest import Book
from course.release import student_notebook
from course.source import teacher_notebook


def check_book(book: Book) -> Iterator[tuple[str, list[str]]]:
    """What was looked at and what is wrong with it (nothing: an empty list), as soon as each is known."""
    yield "chapters/ matches solutions/", drift(book)
    teachers = [teacher_notebook(book, chapter) for chapter in book.chapters]
    students = [student_notebook(nb, c.source) for nb, c in zip(teachers, book.chapters, strict=True)]
    names = [f"{chapter.source}, solved" for chapter in book.chapters]
    names += [f"{chapter.source}, as handed out" for chapter in book.chapters]
    for index, (name, run) in enumerate(zip(names, execute_all([*teachers, *students]), strict=True)):
        yield name, solved_problems(run) if index < len(teachers) else released_problems(run)


def solved_problems(run: Run) -> list[str]:
    """A solved notebook earns every point, raises nothing and warns of nothing."""
    found = [f"cell {cell} stops with {error}" for cell, error in run.errors.items()]
    found += [f"cell {cell} warns: {text}" for cell, text in run.warnings.items()]
    for grade_id, points in run.points.items():
        if points != run.possible[grade_id]:
            found.append(f"{grade_id} earns {points:g} of {run.possible[grade_id]:g} points")
    return found


def released_problems(run: Run) -> list[str]:
    """A notebook as handed out raises nothing, earns nothing, and every check answers kindly."""
    found = [f"cell {cell} stops with {error}" for cell, error in run.errors.items()]
    found += [f"cell {cell} warns: {text}" for cell, text in run.warnings.items()]
    found += [f"{grade_id} earns {points:g} points unsolved" for grade_id, points in run.points.items() if points]
    for cell in run.notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade") and not _has_card(cell):
            found.append(f"cell {cell.id} shows no report")
    return found


def _has_card(cell: dict) -> bool:
    return any("text/html" in output.get("data", {}) for output in cell.get("outputs", []))
