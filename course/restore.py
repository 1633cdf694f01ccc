"""Put a submission's graded cells back to what was released: both doors do it before anything runs."""

from __future__ import annotations

import re

import nbformat

from course.gradebook import SourceCell, SourceNotebook


def restore(notebook: nbformat.NotebookNode, source: SourceNotebook) -> None:
    """Put back what students may not change: kinds, points and locked text of graded cells, and cells that are gone."""
    known = {cell.name: cell for cell in source.cells}
    present: dict[str, nbformat.NotebookNode] = {}
    for cell in notebook.cells:
        cell.source = encodable(cell.source)
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name not in known:
            cell.metadata.pop("nbgrader", None)
            continue
        present[name] = cell
        apply(cell, known[name])
    for number, wanted in enumerate(source.cells):
        if wanted.name in present or not (wanted.grade or wanted.task):
            continue
        before = [present[cell.name] for cell in source.cells[:number] if cell.name in present]
        index = notebook.cells.index(before[-1]) + 1 if before else 0
        made = nbformat.v4.new_code_cell() if wanted.cell_type == "code" else nbformat.v4.new_markdown_cell()
        made.id = wanted.name if wanted.name not in {cell.id for cell in notebook.cells} else made.id
        made.source = wanted.source
        apply(made, wanted)
        notebook.cells.insert(index, made)
        present[wanted.name] = made


def encodable(text: str) -> str:
    """The text with U+FFFD in place of lone surrogates: JSON can smuggle them in, and no file in UTF-8 holds them."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def apply(cell: nbformat.NotebookNode, wanted: SourceCell) -> None:
    """Give a cell the kind, the metadata and, if it is locked, the text it was released with."""
    if cell.cell_type != wanted.cell_type:
        cell.cell_type = wanted.cell_type
        if wanted.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        else:
            cell.pop("outputs", None)
            cell.pop("execution_count", None)
    cell.metadata["nbgrader"] = nbformat.from_dict(wanted.metadata())
    if wanted.locked:
        cell.source = wanted.source
