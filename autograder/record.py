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
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

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


def remember(report: Report, chapter: str) -> bool:
    """Add one check to the record, if that can be done, and say so; an exercise that is still to do was not begun."""
    if report.to_do or os.environ.get("NBGRADER_EXECUTION"):
        return False
    row = (time.time(), chapter, report.exercise, report.score, report.passed, report.misconception, report.seed)
    for _ in range(2):
        try:
            with _opened() as connection:
                connection.execute("INSERT INTO checks VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            return True
        except sqlite3.OperationalError:
            return False  # Locked, read-only, no space: the check itself matters more.
        except sqlite3.DatabaseError:
            _set_aside()
        except OSError:
            return False
    return False


def _set_aside() -> None:
    """Keep a corrupt file under another name, so that a new one can be begun."""
    path = record_path()
    with contextlib.suppress(OSError):
        path.replace(path.with_name(f"{path.name}.corrupt"))


class Check(NamedTuple):
    """One check in the record; `time` is in seconds since 1970."""

    time: float
    exercise: str
    score: float
    passed: bool


def all_checks() -> list[Check]:
    """Every check ever made here, oldest first; none if there is no readable record."""
    rows = _rows("SELECT time, exercise, score, passed FROM checks ORDER BY time")
    return [Check(when, exercise, score, bool(passed)) for when, exercise, score, passed in rows]


def best_scores(checks: Iterable[Check] | None = None) -> dict[str, float]:
    """The best score of every exercise in these checks, or in all that were ever made here."""
    best: dict[str, float] = {}
    for check in all_checks() if checks is None else checks:
        best[check.exercise] = max(check.score, best.get(check.exercise, 0))
    return best


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
