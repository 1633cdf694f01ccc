"""Where a learner's work lies: in the workspace that `course lab` makes, known by the folder `STATE` in it."""

from __future__ import annotations

from pathlib import Path

STATE = ".gradients-by-hand"  # In every workspace: the record of checks, and the chapters as they were handed out.
IN_A_CLONE = "my-work"


def workspace_above(start: Path) -> Path | None:
    """The workspace in which `start` lies; None if it lies in none."""
    return next((folder for folder in (start, *start.parents) if (folder / STATE).is_dir()), None)


def workspace_of_clone(start: Path) -> Path | None:
    """The usual workspace of the clone in which `start` lies, whether it exists yet or not; None outside of clones."""
    for folder in (start, *start.parents):
        if (folder / "book.toml").is_file() and (folder / "chapters").is_dir():
            return folder / IN_A_CLONE
    return None
