"""Read and write notebooks so that nothing is lost: what cannot be read is kept aside, what is written is whole."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode


class Damaged(Exception):
    """A file that is no notebook, or no longer; `cells` are those that can still be read in it."""

    def __init__(self, why: str, cells: list[dict[str, Any]]) -> None:
        super().__init__(why)
        self.cells = cells


NOT_A_NOTEBOOK = (ValueError, KeyError, TypeError, AttributeError, nbformat.ValidationError)


def read(path: Path) -> NotebookNode:
    """A notebook in the present format; raises `Damaged`, or OSError if the file cannot be read at all."""
    data = path.read_bytes()
    try:
        return parsed(data.decode("utf-8"))
    except NOT_A_NOTEBOOK as error:
        where = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "its text"
        raise Damaged(where, list(_whole_cells(data.decode("utf-8", errors="replace")))) from None


def parsed(text: str) -> NotebookNode:
    """A notebook from its text; raises one of `NOT_A_NOTEBOOK` if it is none."""
    notebook: NotebookNode = nbformat.from_dict(json.loads(text))
    if notebook.get("nbformat") != 4 or not isinstance(notebook.get("cells"), list):
        notebook = nbformat.reads(text, as_version=4)
    for cell in notebook.cells:
        cell.source = "".join(cell.source)
        cell.setdefault("metadata", NotebookNode())
        cell.setdefault("id", "")
        assert_text(cell.cell_type)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            _join_lines(output)
    return notebook


def assert_text(value: object) -> None:
    """Raise TypeError unless this is text."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")


def _join_lines(output: NotebookNode) -> None:
    """nbformat keeps long texts as lists of lines in files, and whole in memory."""
    if isinstance(output.get("text"), list):
        output.text = "".join(output.text)
    for kind, value in output.get("data", {}).items():
        if isinstance(value, list) and all(isinstance(line, str) for line in value):
            output.data[kind] = "".join(value)


def _whole_cells(text: str) -> Iterator[dict[str, Any]]:
    """The cells that can be read in a damaged notebook: what stands between braces and has a type and a source."""
    decoder, position = json.JSONDecoder(), text.find('"cells"') + 1
    while (position := text.find("{", position)) >= 0:
        try:
            found, position = decoder.raw_decode(text, position)
        except ValueError:
            position += 1
            continue
        if isinstance(found, dict) and isinstance(found.get("cell_type"), str) and "source" in found:
            yield found


def rescued(cells: list[dict[str, Any]]) -> NotebookNode:
    """A notebook of the cells that could still be read."""
    notebook: NotebookNode = nbformat.v4.new_notebook()
    for cell in cells:
        with contextlib.suppress(*NOT_A_NOTEBOOK):
            notebook.cells += parsed(json.dumps({"nbformat": 4, "nbformat_minor": 5, "cells": [cell]})).cells
    return notebook


def write(path: Path, notebook: NotebookNode) -> None:
    """Write a notebook, whole or not at all."""
    write_text(path, nbformat.writes(notebook) + "\n")


def write_text(path: Path, text: str) -> None:
    """Write a text, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8", newline="\n")
    fresh.replace(path)
