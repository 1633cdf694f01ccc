"""The check cells of a notebook: which exercise each one checks, and how a missing one is put back."""

from __future__ import annotations

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.catalog import all_exercises
from autograder.definition import Definition

CHECK = "check-"


def checked(cell: NotebookNode) -> str:
    """The exercise that a cell checks, "" if it checks none of ours."""
    grade_id = str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
    name = grade_id.removeprefix(CHECK)
    return name if grade_id.startswith(CHECK) and name in all_exercises() else ""


def points_of_checks(notebook: NotebookNode) -> dict[str, float]:
    """The exercises that a notebook checks, with the points of their cells."""
    return {name: float(cell.metadata.nbgrader.points) for cell in notebook.cells if (name := checked(cell))}


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
