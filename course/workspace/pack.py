"""Pack a workspace into one file, with its progress, and bring it back on another machine."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from autograder import exercises
from autograder.place import STATE
from course.errors import CourseError
from course.workspace import files
from course.workspace.place import Workspace
from course.workspace.progress import take_over

LARGEST = 2 * 2**30  # bytes, unpacked


def export(workspace: Workspace, target: Path) -> int:
    """Write all of the workspace but its backups to `target`, a zip file; returns the number of notebooks in it."""
    if not workspace.handed_out.is_dir():
        raise CourseError("there is no workspace here yet; `course lab` makes it", workspace.folder)
    paths = list(_contents(workspace))
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.new")
    with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as pack:
        for path in paths:
            if target.resolve() != path and fresh.resolve() != path:
                pack.write(path, path.relative_to(workspace.folder).as_posix())
        with tempfile.TemporaryDirectory() as folder:
            if record := _whole_record(workspace.record, Path(folder) / "progress.sqlite"):
                pack.write(record, f"{STATE}/progress.sqlite")
    fresh.replace(target)
    return sum(path.suffix == ".ipynb" and path.parent == workspace.folder for path in paths)


def _contents(workspace: Workspace) -> Iterator[Path]:
    for path in sorted(workspace.folder.rglob("*")):
        parts = path.relative_to(workspace.folder).parts
        ours = parts[:2] == (STATE, "handed-out")
        hidden = any(part.startswith(".") or part == "__pycache__" for part in parts)
        if path.is_file() and parts[0] != "backups" and (ours or not hidden):
            yield path


def _whole_record(record: Path, copy: Path) -> Path | None:
    """A copy of the record that is whole even while a notebook writes into it; None if there is none to read."""
    if not record.is_file():
        return None
    with contextlib.suppress(sqlite3.Error):
        with contextlib.closing(sqlite3.connect(record)) as source, contextlib.closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        return copy
    return record


def bring_back(workspace: Workspace, source: Path) -> tuple[int, Path | None]:
    """Unpack what `export` wrote; returns the number of files, and the folder with those that were replaced.

    Raises CourseError, with nothing changed, if the file is not one that `course export` wrote.
    """
    with tempfile.TemporaryDirectory() as folder:
        unpacked = Path(folder)
        names = _unpack(source, unpacked)
        backup, count = workspace.new_backup(), 0
        for name in names:
            path, fresh = workspace.folder / name, unpacked / name
            if name == PurePosixPath(STATE, "progress.sqlite"):
                take_over(exercises(), workspace.record, fresh)
                continue
            if path.is_file() and path.read_bytes() != fresh.read_bytes() and name.parts[0] != STATE:
                files.keep(path, backup.joinpath(*name.parts[:-1]))
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(fresh, path)
            count += name.parts[0] != STATE
    return count, backup if backup.exists() else None


def _unpack(source: Path, folder: Path) -> list[PurePosixPath]:
    try:
        with zipfile.ZipFile(source) as pack:
            names = [PurePosixPath(entry.filename) for entry in pack.infolist() if not entry.is_dir()]
            size = sum(entry.file_size for entry in pack.infolist())
            outside = any(name.is_absolute() or ".." in name.parts for name in names)
            if outside or size > LARGEST or not any(name.parts[0] == STATE for name in names):
                raise CourseError("is not a file that `course export` wrote", source)
            pack.extractall(folder)
    except OSError as error:
        raise CourseError(f"cannot be read ({error.strerror})", source) from None
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError):
        raise CourseError("is damaged, or not a file that `course export` wrote", source) from None
    return names
