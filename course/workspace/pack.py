"""Pack a workspace into one file, with its progress, and bring it back on another machine."""

from __future__ import annotations

from pathlib import Path

from autograder import pack
from course.errors import CourseError
from course.workspace.place import Workspace


def export(workspace: Workspace, target: Path) -> int:
    """Write all of the workspace but its backups to `target`, a zip file; returns the number of notebooks in it."""
    if not workspace.handed_out.is_dir():
        raise CourseError("there is no workspace here yet; `course lab` makes it", workspace.folder)
    return pack.pack(workspace.folder, workspace.record, target)


def bring_back(workspace: Workspace, source: Path) -> tuple[int, Path | None]:
    """Unpack what `export` wrote; returns the number of files, and the folder with those that were replaced.

    Raises CourseError, with nothing changed, if the file is not one that `course export` wrote.
    """
    backup = workspace.new_backup()
    try:
        count = pack.unpack(source, workspace.folder, workspace.record, backup)
    except pack.NotAPack as problem:
        raise CourseError(str(problem), source) from None
    return count, backup if backup.exists() else None
