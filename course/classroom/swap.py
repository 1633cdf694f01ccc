"""A folder takes another one's place only when all of it is there, whenever the program is killed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def in_place_of(folder: Path) -> Iterator[Path]:
    """Where to make the new folder, which is not there yet; after the block it takes the old one's place."""
    clear_leftovers(folder)
    new, old = beside(folder)
    yield new
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def clear_leftovers(folder: Path) -> None:
    """Remove what a swap that was killed left beside this folder."""
    for leftover in beside(folder):
        shutil.rmtree(leftover, ignore_errors=True)


def beside(folder: Path) -> tuple[Path, Path]:
    """The places of the new and of the old folder while they are swapped, hidden from all that lists folders."""
    return folder.with_name(f".{folder.name}.new"), folder.with_name(f".{folder.name}.old")
