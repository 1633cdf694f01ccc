"""The folder a learner works in, and what is where in it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from autograder.pack import new_backup
from autograder.place import IN_A_CLONE, STATE, workspace_above
from course.manifest import Book, is_installed


@dataclass(frozen=True)
class Workspace:
    """The learner's folder: notebooks at the top, what was there before in ``backups/``, and the folder `STATE`."""

    folder: Path

    @property
    def handed_out(self) -> Path:
        """The chapters as the last edition handed them out: what differs from them is the learner's."""
        return self.folder / STATE / "handed-out"

    @property
    def record(self) -> Path:
        """The record of checks."""
        return self.folder / STATE / "progress.sqlite"

    def notebook(self, name: str) -> Path:
        """The learner's copy of the chapter ``NN_topic``."""
        return self.folder / f"{name}.ipynb"

    def new_backup(self) -> Path:
        """A folder in ``backups/`` that does not exist yet, named after this moment."""
        return new_backup(self.folder)


def workspace_for(book: Book, chosen: Path | None = None) -> Workspace:
    """The folder chosen by an option or by ``COURSE_WORKSPACE``, else the one around here, else the usual one.

    The usual one is ``my-work/`` in a clone, which git does not track, and ``gradients-by-hand`` in the home folder
    for an installed package.
    """
    chosen = chosen or (Path(os.environ["COURSE_WORKSPACE"]) if os.environ.get("COURSE_WORKSPACE") else None)
    if chosen is None:
        usual = Path.home() / "gradients-by-hand" if is_installed(book) else book.root / IN_A_CLONE
        chosen = workspace_above(Path.cwd().resolve()) or usual
    return Workspace(chosen.expanduser().resolve())
