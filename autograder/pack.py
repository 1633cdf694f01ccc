"""A learner's work and progress in one file: packed, and brought back on another machine or in another browser."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Collection, Iterator
from datetime import date, datetime
from pathlib import Path, PurePosixPath

from autograder.catalog import exercises
from autograder.database import opened
from autograder.home import tell_home
from autograder.place import STATE
from autograder.record import TABLE, record_path, shared_record

LARGEST = 2 * 2**30  # bytes, unpacked
RECORD = PurePosixPath(STATE, "progress.sqlite")
NAME = "gradients-by-hand-{day}.zip"
_COLUMNS = "time, chapter, exercise, score, passed, misconception, seed"


class NotAPack(Exception):
    """A file that `pack` did not write, or that cannot be read."""


def export_work() -> None:
    """Write your notebooks, your functions and your progress into one file beside them, and say how to keep it.

    `import_work` brings it back, as does ``course import`` on a computer.
    """
    folder = Path.cwd()
    target = folder / NAME.format(day=date.today())
    count = pack(folder, record_path(), target)
    print(f"{count} notebooks, as they were last saved, and your progress are in {target.name}.")
    print("To keep it elsewhere: right-click it in the list of files, then Download.")
    print(f'To bring it back: drag it into that list, then import_work("{target.name}").')


def import_work(file: str) -> None:
    """Bring back what `export_work` or ``course export`` wrote; what it replaces is kept in ``backups/``."""
    folder = Path.cwd()
    backup = new_backup(folder)
    try:
        count = unpack(Path(file), folder, record_path(), backup)
    except NotAPack as problem:
        print(f"Nothing was changed: {file} {problem}.")
        return
    tell_home()
    kept = f" What they replaced is in {backup.relative_to(folder).as_posix()}." if backup.exists() else ""
    print(f"{count} files are back, and your progress.{kept} Reload the page to see them in notebooks that are open.")


def new_backup(folder: Path) -> Path:
    """A folder in ``backups/`` that does not exist yet, named after this moment."""
    stamp = datetime.now().strftime("%Y-%m-%d %H.%M.%S")
    backup, count = folder / "backups" / stamp, 1
    while backup.exists():
        count += 1
        backup = backup.with_name(f"{stamp} ({count})")
    return backup


def pack(folder: Path, record: Path, target: Path) -> int:
    """Write all of a workspace but its backups and earlier packs to `target`; returns the number of notebooks in it."""
    paths = list(_contents(folder))
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.new")
    with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in paths:
            if target.resolve() != path and fresh.resolve() != path:
                archive.writestr(path.relative_to(folder).as_posix(), path.read_bytes())
        with tempfile.TemporaryDirectory() as scratch:
            if whole := _whole_record(record, Path(scratch) / "progress.sqlite"):
                archive.write(whole, str(RECORD))
            archive.writestr(f"{STATE}/packed", f"{datetime.now():%Y-%m-%d %H:%M}\n")
    fresh.replace(target)
    return sum(path.suffix == ".ipynb" and path.parent == folder for path in paths)


def _contents(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        ours = parts[:2] == (STATE, "handed-out")
        hidden = any(part.startswith(".") or part == "__pycache__" for part in parts)
        packed = path.match(NAME.format(day="*"))
        if path.is_file() and parts[0] != "backups" and not packed and (ours or not hidden):
            yield path


def _whole_record(record: Path, copy: Path) -> Path | None:
    """A copy of the record that is whole even while a notebook writes into it; None if there is none to read."""
    if not record.is_file():
        return None
    with contextlib.suppress(sqlite3.Error):
        with opened(record) as source, contextlib.closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        return copy
    return record


def unpack(source: Path, folder: Path, record: Path, backup: Path) -> int:
    """Bring back what `pack` wrote, with what is replaced copied into `backup`; returns the number of files.

    Raises NotAPack, with nothing changed, if the file is not one that `pack` wrote.
    """
    count = 0
    with tempfile.TemporaryDirectory() as scratch:
        for name in _unpack(source, Path(scratch)):
            path, fresh = folder / name, Path(scratch) / name
            if name == RECORD:
                take_over(exercises(), record, fresh)
                continue
            if path.is_file() and path.read_bytes() != fresh.read_bytes() and name.parts[0] != STATE:
                keep(path, backup.joinpath(*name.parts[:-1]))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(fresh.read_bytes())
            count += name.parts[0] != STATE
    return count


def keep(path: Path, backup: Path) -> None:
    """Copy a file into a backup folder; what is there already under its name stays."""
    backup.mkdir(parents=True, exist_ok=True)
    target, count = backup / path.name, 1
    while target.exists():
        count += 1
        target = backup / f"{path.stem} ({count}){path.suffix}"
    shutil.copyfile(path, target)


def _unpack(source: Path, folder: Path) -> list[PurePosixPath]:
    try:
        with zipfile.ZipFile(source) as archive:
            names = [PurePosixPath(entry.filename) for entry in archive.infolist() if not entry.is_dir()]
            size = sum(entry.file_size for entry in archive.infolist())
            outside = any(name.is_absolute() or ".." in name.parts for name in names)
            if outside or size > LARGEST or not any(name.parts[0] == STATE for name in names):
                raise NotAPack("is not a file that `course export` wrote")
            archive.extractall(folder)
    except OSError as error:
        raise NotAPack(f"cannot be read ({error.strerror})") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise NotAPack("is damaged, or not a file that `course export` wrote") from None
    return names


def take_over(exercises: Collection[str], record: Path, source: Path | None = None) -> None:
    """Copy the checks of these exercises that `record` lacks; from the account's record if no other is named."""
    source = source or shared_record()
    if not exercises or not source.is_file() or source == record:
        return
    # A record that cannot be read is left where it is: the answers themselves matter more.
    with contextlib.suppress(sqlite3.Error), opened(record) as connection:
        connection.execute(TABLE)
        connection.execute("ATTACH ? AS other", (str(source),))
        marks = ", ".join("?" * len(exercises))
        connection.execute(
            f"INSERT INTO checks ({_COLUMNS}) SELECT {_COLUMNS} FROM other.checks AS theirs "
            f"WHERE exercise IN ({marks}) "
            "AND NOT EXISTS (SELECT 1 FROM checks WHERE time = theirs.time AND exercise = theirs.exercise)",
            tuple(exercises),
        )
