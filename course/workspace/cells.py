"""What the cells of a chapter are: exercises, checks, text of ours, and cells of the learner's own."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Container

from nbformat import NotebookNode

Key = tuple[str, str]


def exercise_of(cell: NotebookNode) -> str:
    """The name under which nbgrader knows the cell: an exercise's, or ``check-NAME``; "" for every other cell."""
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def is_answer(cell: NotebookNode) -> bool:
    """Whether the cell is for an answer."""
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def is_locked(cell: NotebookNode) -> bool:
    """Whether the cell is a check."""
    return bool(cell.metadata.get("nbgrader", {}).get("locked"))


def text_key(cell: NotebookNode) -> Key:
    """What a cell says; two cells that say the same are the same cell to us."""
    return cell.cell_type, cell.source.strip()


def key(cell: NotebookNode) -> Key:
    """The name of a cell that has one, else what it says."""
    return ("named", exercise_of(cell)) if exercise_of(cell) else text_key(cell)


def is_as_handed_out(cell: NotebookNode) -> bool:
    """Whether an answer's cell is untouched, by the checksum nbgrader left in it: `nbgrader.utils.compute_checksum`."""
    about = cell.metadata.nbgrader
    flags = (bool(about.get(flag)) for flag in ("grade", "solution", "locked"))
    text = "".join(map(str, [cell.source, cell.cell_type, *flags, about.grade_id]))
    return about.get("checksum") == hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def is_our_text(cell: NotebookNode) -> bool:
    """Whether a cell is text of some edition of ours, by the name that a build gives to cells without one."""
    return cell.cell_type == "markdown" and bool(re.fullmatch(r"\d\d_[a-z-]+-\d{3}", cell.get("id", "")))


def own(cell: NotebookNode, taken: Container[str]) -> NotebookNode:
    """A cell as the learner's own: without nbgrader's marks, which belong to the cells of the course alone."""
    mine: NotebookNode = NotebookNode(cell, metadata=NotebookNode(cell.metadata))
    if "nbgrader" in mine.metadata:
        for name in ("nbgrader", "deletable", "editable"):
            mine.metadata.pop(name, None)
    if not mine.get("id") or mine.id in taken:
        mine.id = uuid.uuid4().hex[:8]
    return mine


def filled(cell: NotebookNode, mine: NotebookNode, origin: NotebookNode | None) -> NotebookNode:
    """A cell of the new edition with what the learner wrote into its `origin`, the cell of the edition before."""
    merged: NotebookNode = NotebookNode(cell, metadata=NotebookNode({**mine.metadata, **cell.metadata}))
    merged.source = _under_new_docstring(cell.source, mine.source, origin.source if origin else "")
    return with_outputs(merged, mine)


def with_outputs(cell: NotebookNode, mine: NotebookNode) -> NotebookNode:
    """A code cell with the outputs of the learner's last run of it."""
    if cell.cell_type == mine.cell_type == "code":
        cell = NotebookNode(cell, outputs=mine.get("outputs", []), execution_count=mine.get("execution_count"))
    return cell


def _under_new_docstring(new: str, mine: str, origin: str) -> str:
    """The learner's code; if the function's signature is unchanged, under the docstring of the new edition."""
    before, stub, _ = origin.rpartition("raise NotImplementedError")
    after, new_stub, _ = new.rpartition("raise NotImplementedError")
    same_signature = before.partition('"""')[0] == after.partition('"""')[0]
    if stub and new_stub and same_signature and mine.startswith(before):
        return after + mine[len(before) :]
    return mine
