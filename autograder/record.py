"""The learner's own record of checks, in a small SQLite file.

It lies in the workspace that holds the notebook, so that two clones do not mix. It is a convenience and never in the
way: a file that cannot be opened or is corrupt is set aside, and every error of storing is swallowed on purpose. Set
``COURSE_PROGRESS`` to keep it somewhere else; nothing is recorded while nbgrader runs the notebook.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.database import opened
from autograder.place import STATE, workspace_above, workspace_of_clone
from autograder.report import Report

TABLE = (
    "CREATE TABLE IF NOT EXISTS checks (time REAL, chapter TEXT, exercise TEXT, score REAL, passed INTEGER, "
    "misconception TEXT, seed INTEGER)"
)


def record_path() -> Path:
    """Where the record is kept: ``COURSE_PROGRESS``, or the workspace around here, or this user's shared record."""
    chosen = os.environ.get("COURSE_PROGRESS")
    if chosen:
        return Path(chosen)
    try:
        here = Path.cwd().resolve()
        workspace = workspace_above(here) or workspace_of_clone(here)
    except OSError:  # The folder of the notebook is gone.
        workspace = None
    return workspace / STATE / "progress.sqlite" if workspace else shared_record()


def shared_record() -> Path:
    """The record for notebooks that lie in no workspace, such as a hand-out, in the platform's folder for user data."""
    from platformdirs import user_data_path

    return user_data_path("gradients-by-hand", appauthor=False) / "progress.sqlite"


@contextlib.contextmanager
def _opened() -> Iterator[sqlite3.Connection]:
    with opened(record_path()) as connection:
        # Losing the last check in a power cut is fine; waiting for the disk after every check is not.
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute(TABLE)
        yield connection


def remember(report: Report, chapter: str) -> None:
    """Add one check to the record, if that can be done; an exercise that is still to do was not begun."""
    if report.to_do or os.environ.get("NBGRADER_EXECUTION"):
        return
    row = (time.time(), chapter, report.exercise, report.score, report.passed, report.misconception, report.seed)
    for _ in range(2):
        try:
            with _opened() as connection:
                connection.execute("INSERT INTO checks VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            return
        except sqlite3.OperationalError:
            return  # Locked, read-only, no space: the check itself matters more.
        except sqlite3.DatabaseError:
            _set_aside()
        except OSError:
            return


def _set_aside() -> None:
    """Keep a corrupt file under another name, so that a new one can be begun."""
    path = record_path()
    with contextlib.suppress(OSError):
        path.replace(path.with_name(f"{path.name}.corrupt"))


def best_scores() -> dict[str, float]:
    """The best score of every exercise ever checked here; empty if there is no readable record."""
    return dict(_rows("SELECT exercise, MAX(score) FROM checks GROUP BY exercise"))


def all_checks() -> list[tuple[float, str, bool]]:
    """Every check ever made here, oldest first: its time, its exercise, and whether it passed."""
    rows = _rows("SELECT time, exercise, passed FROM checks ORDER BY time")
    return [(when, exercise, bool(passed)) for when, exercise, passed in rows]


def _rows(question: str) -> list[tuple[Any, ...]]:
    """The answer of the record; nothing if there is no readable record."""
    try:
        with _opened() as connection:
            return connection.execute(question).fetchall()
    except sqlite3.OperationalError:
        return []
    except sqlite3.DatabaseError:
        _set_aside()
        return []
    except OSError:
        return []
