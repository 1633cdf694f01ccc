"""The learner's own record of checks, in a small SQLite file, and the picture drawn from it.

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
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from autograder.catalog import all_exercises
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
    path = record_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=0.2)
    try:
        # Losing the last check in a power cut is fine; waiting for the disk after every check is not.
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute(TABLE)
        with connection:
            yield connection
    finally:
        connection.close()


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
    try:
        with _opened() as connection:
            return dict(connection.execute("SELECT exercise, MAX(score) FROM checks GROUP BY exercise"))
    except sqlite3.OperationalError:
        return {}
    except sqlite3.DatabaseError:
        _set_aside()
        return {}
    except OSError:
        return {}


@dataclass(frozen=True)
class Progress:
    """How far the course has come: chapter -> exercise -> best score so far (None: never tried)."""

    chapters: dict[str, dict[str, float | None]]

    def __str__(self) -> str:
        return "\n".join(self._lines())

    __repr__ = __str__

    def _lines(self) -> list[str]:
        lines = []
        for chapter, scores in self.chapters.items():
            marks = "".join("." if s is None else "#" if s == 1 else "o" for s in scores.values())
            lines.append(f"{chapter:24} {marks}  {self.solved(chapter)} of {len(scores)}")
        return lines

    def solved(self, chapter: str) -> int:
        """How many exercises of a chapter have full score."""
        return sum(score == 1 for score in self.chapters[chapter].values())

    def _repr_html_(self) -> str:
        cell = "padding:.15em .8em .15em 0;text-align:left;vertical-align:middle;background:none"
        rows = "".join(
            f'<tr style="background:none"><th scope="row" style="{cell};font-weight:normal">{escape(chapter)}</th>'
            f'<td style="{cell}">{"".join(_square(name, score) for name, score in scores.items())}</td>'
            f'<td style="{cell};opacity:.8">{self.solved(chapter)} of {len(scores)}</td></tr>'
            for chapter, scores in self.chapters.items()
        )
        legend = "filled: solved &middot; half: begun &middot; empty: not tried"
        return (
            '<div role="group" aria-label="Your progress">'
            f'<table style="border:none;border-collapse:collapse">{rows}</table>'
            f'<div style="font-size:.85em;opacity:.75;margin-top:.4em">{legend}</div></div>'
        )


def progress() -> Progress:
    """Your progress through the course, as a picture; it stays on this computer."""
    best = best_scores()
    chapters: dict[str, dict[str, float | None]] = {}
    for exercise in all_exercises().values():
        chapters.setdefault(exercise.chapter, {})[exercise.name] = best.get(exercise.name)
    return Progress(chapters)


def _square(name: str, score: Any) -> str:
    fill = {True: 14, False: 7}.get(score == 1, 0) if score is not None else 0
    state = "solved" if score == 1 else "begun" if score is not None else "not tried"
    return (
        f'<svg width="18" height="18" role="img" aria-label="{escape(name)}: {state}" style="margin-right:2px">'
        f"<title>{escape(name)}: {state}</title>"
        f'<rect x="2" y="{16 - fill}" width="14" height="{fill}" fill="#2a8a57"/>'
        '<rect x="2" y="2" width="14" height="14" rx="2" fill="none" stroke="currentColor" stroke-opacity=".6"/></svg>'
    )
