"""Read a submission, whatever state it is in, into a notebook that can be run."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import nbformat.reader
from nbformat import NotebookNode

KINDS = {
    b"%PDF": "it is a PDF",
    b"PK\x03\x04": "it is a zip file, or a document of an office program",
    b"\x1f\x8b": "it is a gzip file",
    b"7z\xbc\xaf": "it is a 7z file",
    b"Rar!": "it is a rar file",
    b"\x89PNG": "it is a picture",
    b"\xff\xd8\xff": "it is a picture",
}  # What files begin with.
LARGEST = 100 * 2**20  # bytes of a notebook that is read at all
MOST_PARTS = 1_000_000  # lists and objects in its JSON, each of which takes much more memory than text
MERGE = ("<" * 7, "=" * 7, ">" * 7)  # Marks with which git begins a line.
MOST_CELLS = 10_000


class Ungradable(Exception):
    """This file cannot be graded; the text says why, and what the teacher can do."""


@dataclass
class Repaired:
    """A notebook that can be run, and the repairs that were needed for that, in words."""

    notebook: NotebookNode
    repairs: list[str] = field(default_factory=list)


def read(path: Path) -> Repaired:
    """The notebook in a file. Raises Ungradable if there is none in it."""
    return parse(content_of(path), path.name)


def content_of(path: Path) -> bytes:
    """The bytes of a notebook's file. Raises Ungradable if it is a link, a folder, or too large."""
    if path.is_symlink() or not path.is_file():
        raise Ungradable(f"{path.name} is no file (a link or a folder); ask for the notebook itself.")
    if path.stat().st_size > LARGEST:
        raise Ungradable(f"{path.name} has {path.stat().st_size // 2**20} MiB; ask for it without its outputs.")
    return path.read_bytes()


def parse(content: bytes, name: str) -> Repaired:
    """The notebook in these bytes: old formats upgraded, missing fields added, outputs dropped."""
    repairs: list[str] = []
    text = decoded(content, name, repairs)
    if any(mark in text for mark in MERGE) and re.search(rf"^({'|'.join(MERGE)})( |$)", text, re.MULTILINE):
        raise Ungradable(f"{name} holds the marks of an unfinished merge (<<<<<<<); ask for the merged notebook.")
    if text.count("{") + text.count("[") > MOST_PARTS:
        raise Ungradable(f"{name} holds more than {MOST_PARTS:,} parts; ask for it without its outputs.")
    try:
        data = json.loads(text, object_pairs_hook=without_doubles)
    except KeyTwice as error:
        raise Ungradable(f"{name} gives {error.args[0]!r} twice, differently; ask for a notebook saved anew.") from None
    except json.JSONDecodeError as error:
        if not text.lstrip().startswith(("{", "[")):
            words = f"{name} is no notebook: it begins with {text.strip()[:40]!r}; ask for the notebook itself."
            raise Ungradable(words) from None
        cut = not text[error.pos :].strip() or error.msg.startswith("Unterminated string")
        raise unreadable(name, f"line {error.lineno} ({error.msg})", cut) from None
    except RecursionError:
        raise unreadable(name, "deep nesting") from None
    except ValueError:
        raise unreadable(name, "a number with thousands of digits") from None
    notebook = upgraded(data, name, repairs)
    if not notebook.cells:
        raise Ungradable(f"{name} holds no cells: ask for the notebook with the answers in it.")
    for cell in notebook.cells:
        repair_cell(cell)
    rename_doubles(notebook, repairs)
    notebook.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return Repaired(notebook, repairs)


def unreadable(name: str, place: str, cut: bool = False) -> Ungradable:
    """The error for a file that is no JSON from this place on, perhaps because its end is missing."""
    why = "Its end is missing: was it cut off on the way?" if cut else "Was it edited as text? Ask for it saved anew."
    return Ungradable(f"{name} is no notebook: unreadable at {place}. {why}")


class KeyTwice(ValueError):
    """Of two values with the same key nobody can say which counts; the argument is the key."""


def without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object. Raises KeyTwice if what a student wrote is given twice, with different values."""
    found = dict(pairs)
    if len(found) < len(pairs):
        for key, value in pairs:
            if key in ("cells", "source", "input", "cell_type", "worksheets") and found[key] != value:
                raise KeyTwice(key)
    return found


def decoded(content: bytes, name: str, repairs: list[str]) -> str:
    """The text of a file: in UTF-8, or, as some editors store it, in UTF-16, UTF-32 or Latin-1."""
    whole = content.rstrip(b"\0")
    if not whole.strip() or whole == BOM_UTF8:
        raise Ungradable(f"{name} is empty.")
    encoding: str = json.detect_encoding(content)
    if encoding.startswith("utf-8") and len(whole) < len(content):
        repairs.append(f"It ended in {len(content) - len(whole)} empty bytes.")
        content = whole
    try:
        text = content.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        if not (encoding == "utf-8" and content.lstrip().startswith(b"{")):
            kind = next((what for start, what in KINDS.items() if content.startswith(start)), "a picture, perhaps")
            words = f"{name} is no text, so it is no notebook ({kind}); ask for the notebook itself."
            raise Ungradable(words) from None
        encoding, text = "latin-1", content.decode("latin-1")
    if not encoding.startswith("utf-8"):
        repairs.append(f"It was stored as {encoding.upper().removesuffix('-LE').removesuffix('-BE')}.")
    return text


def upgraded(data: Any, name: str, repairs: list[str]) -> NotebookNode:
    """A notebook of format 4, made from whatever format this is."""
    if not isinstance(data, dict):
        raise Ungradable(f"{name} is no notebook: its outermost part is a {type(data).__name__}.")
    if "cells" not in data and "worksheets" not in data:
        raise Ungradable(f"{name} is no notebook: it has no cells.")
    if "worksheets" not in data and not isinstance(data["cells"], list):
        raise Ungradable(f"{name} is no notebook: its cells are a {type(data['cells']).__name__}.")
    if isinstance(data.get("cells"), list) and len(data["cells"]) > MOST_CELLS:
        raise Ungradable(f"{name} holds {len(data['cells']):,} cells; ask for one with less than {MOST_CELLS:,}.")
    version = data.get("nbformat", 4)
    try:
        if "worksheets" in data and "cells" not in data:
            repairs.append(f"It was written in format {version}.")
            old = nbformat.reader.reads(json.dumps({"nbformat": 3, "nbformat_minor": 0, **data}))
            return nbformat.convert(old, 4)
        cells = [cell for cell in data["cells"] if isinstance(cell, dict)]
        metadata = data.get("metadata") if isinstance(data.get("metadata"), dict) else {}
        return nbformat.from_dict({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})
    except Exception as error:
        raise Ungradable(f"{name} cannot be brought into today's format ({type(error).__name__}).") from None


def repair_cell(cell: NotebookNode) -> None:
    """Give a cell every field of its kind, and no outputs."""
    cell["source"] = text_of(cell.get("source", cell.get("input")))
    kind = cell.get("cell_type")
    cell["cell_type"] = kind if kind in ("code", "markdown", "raw") else "markdown"
    if not isinstance(cell.get("metadata"), dict):
        cell["metadata"] = NotebookNode()
    if not isinstance(cell.metadata.get("nbgrader", {}), dict):
        del cell.metadata["nbgrader"]
    wanted = {"source", "cell_type", "metadata", "id", "attachments"}
    for key in set(cell) - wanted:
        del cell[key]
    pictures = cell.get("attachments", {})
    if cell.cell_type == "code" or not (isinstance(pictures, dict) and all(map(is_dict, pictures.values()))):
        cell.pop("attachments", None)
    if cell.cell_type == "code":
        cell["outputs"], cell["execution_count"] = [], None


def text_of(source: Any) -> str:
    """A text, whole or in lines."""
    if isinstance(source, list):
        return "".join(map(text_of, source))
    return "" if source is None else str(source)


def is_dict(value: Any) -> bool:
    """Whether this is an object of JSON's."""
    return isinstance(value, dict)


def rename_doubles(notebook: NotebookNode, repairs: list[str]) -> None:
    """Cell ids must be unique and well formed; of cells with one grade id the first keeps it."""
    seen: set[str] = set()
    graded: set[str] = set()
    doubles: list[str] = []
    for index, cell in enumerate(notebook.cells):
        if not re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", str(cell.get("id", ""))) or cell.id in seen:
            cell["id"] = f"cell-{index}-of-the-submission"
        seen.add(cell.id)
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id is None:
            continue
        if not isinstance(grade_id, str) or grade_id in graded:
            del cell.metadata["nbgrader"]
            doubles.append(str(grade_id))
        else:
            graded.add(grade_id)
    if doubles:
        repairs.append(f"Cells that were there twice, of which both were kept: {', '.join(dict.fromkeys(doubles))}.")
