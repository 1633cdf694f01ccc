"""The check cells of a notebook: which exercise each one checks, and how a missing one is put back."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import lru_cache

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.catalog import UnknownExercise, all_exercises
from autograder.definition import Definition

CHECK = "check-"


class UnclearCheck(Exception):
    """A graded cell calls `check`, and nobody can say for which exercise; the text says why, and what to do."""


@lru_cache(maxsize=512)
def names_called(source: str) -> tuple[str, ...]:
    """The names that a cell passes to `check`: ``check(relu)``, ``assert check("recall-01-1", x).passed``."""
    try:
        calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    except (SyntaxError, ValueError, RecursionError):
        return ()
    return tuple(_name_in(call) for call in calls if _is_check(call.func))


def _is_check(function: ast.expr) -> bool:
    return (isinstance(function, ast.Name) and function.id == "check") or (
        isinstance(function, ast.Attribute) and function.attr == "check"
    )


def _name_in(call: ast.Call) -> str:
    first = call.args[0] if call.args else None
    if isinstance(first, ast.Name):
        return first.id
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else "?"


def checked(cell: NotebookNode) -> str:
    """The exercise that a graded cell checks, by what it calls and not by its id; "" if it checks none of ours."""
    if cell.cell_type != "code" or not cell.metadata.get("nbgrader", {}).get("grade"):
        return ""
    names = names_called(cell.source)
    return names[0] if len(names) == 1 and names[0] in all_exercises() else ""


def points_of_checks(notebook: NotebookNode) -> dict[str, float]:
    """The exercises that a notebook checks, with the points of their cells."""
    return {name: float(cell.metadata.nbgrader.points) for cell in notebook.cells if (name := checked(cell))}


def refuse_unclear_checks(graded: Iterable[tuple[str, str]]) -> None:
    """Raise UnclearCheck if a graded cell checks an unknown exercise, several of them, or one that another cell checks.

    Such a cell would be run without being judged, and a cell that raises nothing earns full points from nbgrader.
    `graded` holds the grade id and the source of every graded code cell.
    """
    seen: dict[str, str] = {}
    for grade_id, source in graded:
        names = names_called(source)
        where = f"The graded cell {grade_id!r}"
        if len(names) > 1:
            raise UnclearCheck(f"{where} makes {len(names)} checks. Give every check a cell and points of its own.")
        for name in names:
            if name not in all_exercises():
                raise UnclearCheck(f"{where} checks {name}. {UnknownExercise(name)}")
            if name in seen:
                raise UnclearCheck(f"{where} checks {name}, and so does {seen[name]!r}. Keep one of the two.")
            seen[name] = grade_id


def exercises_of(notebook: NotebookNode) -> list[str]:
    """All exercises of the topic that most of a notebook's grade ids belong to, in course order."""
    found = []
    for cell in notebook.cells:
        name = str(cell.metadata.get("nbgrader", {}).get("grade_id", "")).removeprefix(CHECK)
        if name in all_exercises():
            found.append(all_exercises()[name].topic)
    if not found:
        return []
    topic = max(set(found), key=found.count)
    return [name for name, exercise in all_exercises().items() if exercise.topic == topic]


def put_checks_back(notebook: NotebookNode, names: list[str]) -> list[str]:
    """Add the check cells that are missing, each after its exercise's cell or at the end; says which."""
    repairs = []
    present = {checked(cell) for cell in notebook.cells}
    for name in names:
        if name in present:
            continue
        ids = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]
        index = ids.index(name) + 1 if name in ids else len(notebook.cells)
        notebook.cells.insert(index, check_cell(all_exercises()[name]))
        repairs.append(f"The check of {name} was missing.")
    return repairs


def check_cell(exercise: Definition) -> NotebookNode:
    """The check cell of an exercise, with nbgrader's metadata, as the source has it."""
    call = f'check("{exercise.name}", {exercise.variable})' if exercise.is_value else f"check({exercise.name})"
    metadata = {
        "cell_type": "code", "grade": True, "grade_id": CHECK + exercise.name, "locked": True,
        "points": exercise.points, "schema_version": 3, "solution": False, "task": False,
    }  # fmt: skip
    return new_code_cell(call, id=CHECK + exercise.name, metadata={"nbgrader": metadata})
