"""The history of grades: a line in reports/ for every grade that was ever given, which only its owner can read."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from course.classroom.model import Grades, NotebookResult, Result
from course.classroom.text import encodable

Line = dict[str, Any]  # What `line_of` makes.


def line_of(result: Result, names: Sequence[str], grades: Mapping[tuple[str, str], Grades]) -> Line:
    """What was given, when, why, and all that it depends on; `names` are the assignment's notebooks."""
    submission = result.submission
    points: dict[str, float | None] = {}
    score = possible = penalty = 0.0
    for name in names:
        if shown := grades.get((result.student, name)):
            points |= {cell: earned for cell, (earned, _) in shown.points.items()}
            score, possible, penalty = score + shown.score, possible + shown.possible, penalty + shown.late_penalty
    return {
        "student": result.student,
        "graded": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "why": submission.why,
        "timestamp": submission.moment.isoformat() if submission.moment else None,
        "score": round(score, 4),
        "of": possible,
        "late_penalty": penalty,
        "points": points,
        "failed": result.failed,
        "retry": result.retry,
        "basis": dict(submission.basis),
        "notebooks": {name: notebook_line(graded) for name, graded in result.notebooks.items()},
    }


def notebook_line(graded: NotebookResult) -> dict[str, Any]:
    """What the history keeps of one notebook."""
    if graded.missing:
        return {"missing": True}
    exercises = {name: asdict(report) for name, report in graded.exercises.items()}
    return {"seed": graded.seed, "repairs": graded.repairs, "exercises": exercises}


def student_of(line: str) -> str:
    """Whose line this is; "" if only a part of it was written."""
    try:
        return str(json.loads(line)["student"])
    except (json.JSONDecodeError, KeyError, TypeError):
        return ""


def read_lines(path: Path) -> list[Line]:
    """The lines, oldest first; one of which only a part was written does not count."""
    found = []
    if path.exists():
        for line in path.read_text(encoding="utf-8").split("\n"):  # `splitlines` knows others, which a text may hold.
            try:
                entry = json.loads(line)
                entry["student"], entry["notebooks"]
            except (json.JSONDecodeError, KeyError, TypeError):
                continue
            found.append(entry)
    return found


def append_lines(path: Path, lines: Sequence[Line]) -> None:
    """Add to the history of grades, and see that it is on disk."""
    private_folder(path.parent)
    with open(path, "a", encoding="utf-8", opener=private) as stream:
        if torn(path):
            stream.write("\n")
        for line in lines:
            stream.write(encodable(json.dumps(line, ensure_ascii=False)) + "\n")
        stream.flush()
        os.fsync(stream.fileno())


def torn(path: Path) -> bool:
    """Whether a run was killed in the middle of a line, so that what comes next needs one of its own."""
    with path.open("rb") as stream:
        if stream.seek(0, os.SEEK_END) == 0:
            return False
        stream.seek(-1, os.SEEK_END)
        return stream.read() != b"\n"


def private(path: str, flags: int) -> int:
    """Open a file that only its owner can read."""
    return os.open(path, flags, 0o600)


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner can enter."""
    folder.mkdir(exist_ok=True, parents=True)
    folder.chmod(0o700)
