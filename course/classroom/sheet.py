"""The tables that Canvas and Moodle hand out to be filled in: read, changed in a few cells, written as they were."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Sheet:
    """A table with its header in the first row; every row is as wide as the header."""

    rows: list[list[str]]
    delimiter: str = ","

    @property
    def header(self) -> list[str]:
        """The names of the columns."""
        return self.rows[0]

    def column(self, name: str) -> int | None:
        """Where the column of this name is, whatever its case."""
        names = [title.strip().casefold() for title in self.header]
        return names.index(name.casefold()) if name.casefold() in names else None


class OtherEncoding(ValueError):
    """A table whose letters cannot be told, so that it could not be written again as it was."""


def read_sheet(path: Path) -> Sheet:
    """The table in a file, separated by commas, semicolons or tabs.

    Raises ValueError if there is none in it, `OtherEncoding` if it is not in UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise OtherEncoding(
            f"{path.name} is not in UTF-8: a spreadsheet program saved it so. Download it again and leave it as it is, "
            "or save it as CSV UTF-8."
        ) from None
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(row)]
    if not rows or len(rows[0]) < 2:
        raise ValueError(f"{path} holds no table.")
    width = len(rows[0])
    return Sheet([(row + [""] * width)[:width] for row in rows], delimiter)


def write_sheet(sheet: Sheet, path: Path) -> None:
    """Write a table in UTF-8, with quotes where a cell needs them; only its owner can read it."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=sheet.delimiter).writerows(sheet.rows)
    path.touch(0o600)
    path.write_bytes(text.getvalue().encode())


def points(score: float) -> str:
    """A score as a cell holds it, never less than 0."""
    return f"{max(0.0, score):.4f}".rstrip("0").rstrip(".")


def number(text: str) -> float | None:
    """The number in a cell, with a point or a comma; None if there is none."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
