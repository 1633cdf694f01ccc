"""What a grade depends on, so that a change of it is noticed and can be named."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

import autograder
from autograder.catalog import adopted, all_exercises
from autograder.grading.checks import names_called
from autograder.own import Own
from autograder.version import outline
from course.classroom.model import SourceNotebook

PACKAGE = Path(autograder.__file__).parent
# Modules that decide scores; how a verdict is worded is none of their business.
ENGINE = ("compare", "corner", "definition", "draw", "exercise", "findings", "judge", "trial", "grading/checks",
          "grading/grade", "grading/lending", "grading/repair", "grading/run", "inside/callbacks", "inside/child",
          "inside/kinds", "inside/limits", "inside/observation", "inside/observe", "inside/server", "inside/shell",
          "inside/surroundings", "inside/wire")  # fmt: skip


def basis(sources: Iterable[SourceNotebook], digest: str, seconds_late: float) -> dict[str, Any]:
    """All that a grade depends on: the submission, its lateness, the points, the teacher's cells, and our checks."""
    graded = [cell for source in sources for cell in source.cells if cell.grade or cell.task]
    names = {name for cell in graded for name in names_called(cell.source) if cell.cell_type == "code"}
    return {
        "submission": digest,
        "late": round(seconds_late),
        "points": {cell.name: cell.points for cell in graded},
        "cells": _short("\0".join(f"{cell.name}\0{cell.cell_type}\0{cell.source}" for cell in graded)),
        "version": version(tuple(sorted(names & all_exercises().keys()))),
    }


def version(exercises: tuple[str, ...]) -> str:
    """A digest of the code that judges these exercises; comments and docstrings do not count."""
    return _version(exercises, adopted())


@cache
def _version(exercises: tuple[str, ...], own: Own | None) -> str:
    topics = {all_exercises()[name].topic for name in exercises}
    topics |= {all_exercises()[need].topic for name in exercises for need in all_exercises()[name].needs}
    files = [f"{name}.py" for name in ENGINE]
    files += [f"answers/{topic.replace('-', '_')}.py" for topic in sorted(topics) if not own or topic != own.topic]
    texts = [(PACKAGE / file).read_text(encoding="utf-8") for file in files]
    texts += [own.text] if own and own.topic in topics else []
    return _short("\0".join([np.__version__, *map(_meaning, texts)]))


def _meaning(text: str) -> str:
    """What Python makes of a module, but for docstrings, and for the places where things stand."""
    return repr(outline(compile(text, "", "exec", dont_inherit=True, optimize=2)))


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def is_same_work(last: Mapping[str, Any] | None, now: Mapping[str, Any]) -> bool:
    """Whether what was handed in is what got the last grade."""
    return last is not None and last.get("submission") is not None and last["submission"] == now.get("submission")


def changes(last: Mapping[str, Any] | None, now: Mapping[str, Any]) -> tuple[str, ...]:
    """Why a grade no longer holds, in words; nothing if it does. `last` is None for one that was never given."""
    if last is None:
        return ("new",)
    if not last:
        return ("what its last grade depends on was not noted",)
    found = []
    if last.get("submission") != now["submission"]:
        found.append("handed in again")
    if last.get("late") != now["late"]:
        found.append(f"due date or extension: {_late(last.get('late', 0))} before, {_late(now['late'])} now")
    before = last.get("points", {})
    moved = [
        f"{name} {before.get(name, 0):g} → {points:g}"
        for name, points in now["points"].items()
        if before.get(name) != points
    ]
    if moved or before.keys() - now["points"].keys():
        gone = [f"{name} is gone" for name in before if name not in now["points"]]
        found.append("points: " + ", ".join([*moved, *gone]))
    elif last.get("cells") != now["cells"]:
        found.append("the assignment's own cells were changed")
    if last.get("version") != now["version"]:
        found.append(f"the course's checks were changed (version {last.get('version')} → {now['version']})")
    return tuple(found)


def _late(seconds: float) -> str:
    if not seconds:
        return "in time"
    hours, rest = divmod(round(seconds), 3600)
    return f"{hours} h {rest // 60} min late" if hours else f"{rest // 60} min late" if rest >= 60 else f"{rest} s late"
