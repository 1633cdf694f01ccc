"""Questions that a person grades, with nothing in their cells: 0 points, unless the answer may stand elsewhere."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from nbformat import NotebookNode

from course.classroom.model import SourceNotebook


def digests(texts: Iterable[str]) -> frozenset[str]:
    """What these texts are recognized by, white space aside."""
    return frozenset(map(_digest, texts))


def ask_where_unclear(notebook: NotebookNode, source: SourceNotebook) -> None:
    """See that a person looks at empty answers where a student has cells of their own, the answer perhaps.

    Without a checksum nbgrader does not take a cell for unanswered, by `course grade` and by its own command.
    """
    own = {
        cell.cell_type == "code"
        for cell in notebook.cells
        if "nbgrader" not in cell.metadata and cell.source.strip() and _digest(cell.source) not in source.given
    }
    for cell in notebook.cells:
        meta = cell.metadata.get("nbgrader", {})
        if meta.get("grade") and meta.get("solution") and (cell.cell_type == "code") in own:
            meta.pop("checksum", None)


def _digest(text: str) -> str:
    """The same for texts that differ in white space only."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()[:12]
