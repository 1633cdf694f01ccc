"""Put a submission's graded cells back to what was released: both doors do it before anything runs."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Mapping

import nbformat
from nbformat import NotebookNode

from autograder.grading.checks import names_called
from autograder.grading.repair import Ungradable
from course.classroom.model import SourceCell, SourceNotebook
from course.classroom.text import encodable
from course.classroom.unanswered import digests


def restore(notebook: NotebookNode, source: SourceNotebook) -> list[str]:
    """Put back what students may not change: kinds, points and locked text of graded cells, and cells that are gone.

    What a student wrote into a locked cell moves into a cell of its own beside it. Says what had to be repaired.
    """
    known = {cell.name: cell for cell in source.cells}
    present: dict[str, NotebookNode] = {}
    for cell in notebook.cells:
        cell.source = encodable(cell.source)
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in known:
            present[name] = cell
        else:
            cell.metadata.pop("nbgrader", None)
    found = recognized(notebook, source, present)
    present |= found
    moved = [name for name, cell in present.items() if move_answer(notebook, cell, known[name])]
    for name, cell in present.items():
        apply(cell, known[name])
    missing, early = put_in_order(notebook, source, present)
    told = {
        "Written into locked cells, and kept in cells beside them": moved,
        "Cells that had lost their marks and were recognized": found,
        "Cells that were missing and were put back": missing,
        "Cells that were moved behind what they check": early,
    }
    return [f"{text}: {', '.join(names)}." for text, names in told.items() if names]


def recognized(
    notebook: NotebookNode, source: SourceNotebook, present: Mapping[str, NotebookNode]
) -> dict[str, NotebookNode]:
    """Cells without nbgrader's metadata, which some editors drop, that are known by their id, or by a locked text."""
    unmarked = [cell for cell in notebook.cells if "nbgrader" not in cell.metadata]
    by_id = {cell.get("id"): cell for cell in unmarked}
    locked = [cell for cell in unmarked if cell.source.strip() and digests([cell.source]) <= source.given]
    found: dict[str, NotebookNode] = {}
    for wanted in source.cells:
        if wanted.name in present:
            continue
        cell = by_id.get(wanted.name) or next((cell for cell in locked if released_as(cell, wanted)), None)
        if cell is not None and not any(cell is other for other in found.values()):
            found[wanted.name] = cell
    return found


def released_as(cell: NotebookNode, wanted: SourceCell) -> bool:
    """Whether a text is that of a locked cell; a task was released without its mark scheme, with which it ends."""
    text = cell.source.strip()
    return wanted.locked and (wanted.source.startswith(text) if wanted.task else wanted.source.strip() == text)


def put_in_order(
    notebook: NotebookNode, source: SourceNotebook, present: dict[str, NotebookNode]
) -> tuple[list[str], list[str]]:
    """Put missing cells back, and locked ones behind what they stood behind; returns the names of both.

    A missing cell of which nothing is left that stood before it goes to the end, where all that it may need has run.
    """
    missing, early = [], []
    last: NotebookNode | None = None
    for number, wanted in enumerate(source.cells):
        cell = present.get(wanted.name)
        if cell is None and (wanted.locked or wanted.grade or wanted.task):
            made = new_cell(notebook, wanted.cell_type, wanted.source, wanted.name)
            apply(made, wanted)
            end = len(notebook.cells) if number else 0
            notebook.cells.insert(end if last is None else position(notebook, last) + 1, made)
            missing.append(wanted.name)
            last = last and made
        elif cell is not None:
            if wanted.locked and last is not None and position(notebook, cell) < position(notebook, last):
                notebook.cells.pop(position(notebook, cell))
                notebook.cells.insert(position(notebook, last) + 1, cell)
                early.append(wanted.name)
            last = cell
    return missing, early


def refuse_foreign(notebook: NotebookNode, source: SourceNotebook) -> None:
    """Raise Ungradable if nothing in the notebook has to do with the assignment."""
    known = {cell.name for cell in source.cells}
    if any(cell.metadata.get("nbgrader", {}).get("grade_id") in known for cell in notebook.cells):
        return
    code = "\n".join(str(cell.source) for cell in notebook.cells if cell.cell_type == "code")
    names = [re.escape(name) for name in source.asked]
    if names and not re.search(rf"\b({'|'.join(names)})\b", code):
        raise Ungradable(f"None of its cells belongs to {source.name}: is it another notebook? Ask for the right one.")


def move_answer(notebook: NotebookNode, cell: NotebookNode, wanted: SourceCell) -> bool:
    """What was written into a locked cell goes into its own: text after it, code before it. Says whether any was."""
    if not wanted.locked or cell.source == wanted.source:
        return False
    text = added(wanted.source, cell.source)
    if wanted.cell_type == "code" and cell.cell_type == "code":
        if not defines(cell.source, wanted.source):
            return False
        notebook.cells.insert(position(notebook, cell), new_cell(notebook, "code", without_checks(cell.source)))
    elif text or cell.get("attachments"):
        answer = new_cell(notebook, "markdown", text)
        if cell.get("attachments"):
            answer["attachments"] = cell.pop("attachments")
        notebook.cells.insert(position(notebook, cell) + 1, answer)
    else:
        return False
    return True


def added(released: str, handed_in: str) -> str:
    """The lines of a text that were not in it when it was handed out."""
    left = Counter(released.splitlines())  # Counted, not aligned: difflib takes hours for thousands of similar lines.
    lines = []
    for line in handed_in.splitlines():
        if left[line]:
            left[line] -= 1
        else:
            lines.append(line)
    return "\n".join(lines).strip()


def defines(source: str, released: str) -> bool:
    """Whether code defines or assigns something that the released code does not."""
    try:
        mine, theirs = ({ast.dump(node) for node in ast.parse(text).body} for text in (source, released))
        kinds = (ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign, ast.Import, ast.ImportFrom)
        nodes = [node for node in ast.parse(source).body if isinstance(node, kinds)]
        return any(ast.dump(node) in mine - theirs for node in nodes)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def without_checks(source: str) -> str:
    """Code without its checks: they come after it, in a cell of their own, and would stop what stands behind them."""
    checks: set[int] = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.Expr | ast.Assert) and names_called(ast.unparse(node)):
            checks.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return "\n".join(line for at, line in enumerate(source.split("\n"), 1) if at not in checks).strip()


def position(notebook: NotebookNode, cell: NotebookNode) -> int:
    """Where this very cell stands; another one may be equal to it."""
    return next(index for index, other in enumerate(notebook.cells) if other is cell)


def new_cell(notebook: NotebookNode, kind: str, source: str, cell_id: str = "") -> NotebookNode:
    """A cell whose id no other cell of the notebook has."""
    made = nbformat.v4.new_code_cell(source) if kind == "code" else nbformat.v4.new_markdown_cell(source)
    if cell_id and cell_id not in {cell.get("id") for cell in notebook.cells}:
        made.id = cell_id
    return made


def apply(cell: NotebookNode, wanted: SourceCell) -> None:
    """Give a cell the kind, the metadata and, if it is locked, the text it was released with."""
    if cell.cell_type != wanted.cell_type:
        cell.cell_type = wanted.cell_type
        if wanted.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
            cell.pop("attachments", None)
        else:
            cell.pop("outputs", None)
            cell.pop("execution_count", None)
    cell.metadata["nbgrader"] = nbformat.from_dict(wanted.metadata())
    if wanted.locked:
        cell.source = wanted.source
