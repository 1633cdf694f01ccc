"""The class over all chapters, on one page: who is where, what is hard, what is misunderstood, who needs somebody."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from course.classroom.class_report import SHARES, ExerciseCount, count
from course.classroom.likeness import alike, given_code
from course.classroom.pages import render
from course.classroom.record import private, private_folder, read_lines
from course.classroom.standings import Standing, standings
from course.classroom.text import encodable

HARDEST, MISTAKES, NAMES = 12, 15, 30  # how many are shown at most
KINDS = dict(zip(SHARES, ("right", "partly", "wrong", "none"), strict=True))


@dataclass
class Assignment:
    """One chapter: the last report of everyone who handed it in, and what each exercise showed."""

    name: str
    standing: Standing
    last: dict[str, dict[str, Any]]
    counts: list[ExerciseCount] = field(default_factory=list)

    def is_expected(self, enrolled: int, now: datetime.datetime) -> bool:
        """Whether who has not handed in is behind."""
        return now > self.standing.due if self.standing.due else len(self.last) * 2 >= max(1, enrolled)


def write_class_page(folder: Path, db_url: str, anonymous: bool = False) -> Path:
    """Write the page into reports/, readable by its owner only; returns its path."""
    path = folder / "reports" / ("class-without-names.html" if anonymous else "class.html")
    private_folder(path.parent)
    text = class_page(folder, db_url, anonymous)
    with open(path, "w", encoding="utf-8", opener=private) as stream:
        stream.write(encodable(text))
    path.chmod(0o600)
    return path


def class_page(folder: Path, db_url: str, anonymous: bool = False) -> str:
    """The page as text."""
    people, found = standings(db_url)
    now = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    assignments = []
    for name, standing in found.items():
        last = {line["student"]: line for line in read_lines(folder / "reports" / f"{name}.jsonl")}
        last = {student: line for student, line in last.items() if student in people}
        if last:
            assignments.append(Assignment(name, standing, last, count(last.values())))
    roster = [row(student, people, assignments, now) for student in sorted(people, key=lambda s: (people[s] or s, s))]
    return render(
        "class.html.j2",
        course=folder.resolve().name,
        moment=f"{now:%Y-%m-%d %H:%M} UTC",
        anonymous=anonymous,
        facts=facts(people, assignments, now),
        people=[needs_somebody(one) for one in sorted(roster, key=lack, reverse=True) if lack(one)],
        roster=roster,
        assignments=[chapter(one) for one in assignments],
        hardest=hardest(assignments),
        mistakes=mistakes(assignments, people),
        alike=[] if anonymous else pairs(folder, assignments, people),
    )


def facts(people: dict[str, str], assignments: Sequence[Assignment], now: datetime.datetime) -> list[tuple[int, str]]:
    """The numbers at the top."""
    failed = sum(bool(line["failed"]) for one in assignments for line in one.last.values())
    waiting = sum(
        student in one.standing.waiting and not line["failed"]
        for one in assignments
        for student, line in one.last.items()
    )
    missing = sum(len(people.keys() - one.last.keys()) for one in assignments if one.is_expected(len(people), now))
    handed_in = sum(len(one.last) for one in assignments)
    return [
        (len(people), "students"),
        (len(assignments), "assignments with hand-ins"),
        (handed_in - failed, "graded"),
        (waiting, "wait for grading by hand"),
        (failed, "could not be graded"),
        (missing, "missing"),
    ]


def row(
    student: str, people: dict[str, str], assignments: Sequence[Assignment], now: datetime.datetime
) -> dict[str, Any]:
    """One student's line in the roster."""
    cells, total, behind, broken = [], 0.0, [], []
    for one in assignments:
        line, score = one.last.get(student), one.standing.scores.get(student, 0.0)
        if line is None:
            expected = one.is_expected(len(people), now)
            behind += [one.name] if expected else []
            kind, text, title = ("missing", "missing", "") if expected else ("open", "·", "not due yet")
            cells.append({"kind": kind, "text": text, "title": title, "late": False})
            continue
        total += score
        late = bool(line.get("basis", {}).get("late"))
        if line["failed"]:
            broken.append(one.name)
            cells.append({"kind": "failed", "text": "cannot", "title": line["failed"], "late": late})
        elif student in one.standing.waiting:
            cells.append({"kind": "waiting", "text": f"{score:g} by hand", "title": "", "late": late})
        else:
            cells.append({"kind": "graded", "text": f"{score:g}", "title": "", "late": late})
    name = f"{people[student]} ({student})" if people[student] else student
    return {"student": name, "cells": cells, "total": f"{total:g}", "behind": behind, "broken": broken}


def lack(line: dict[str, Any]) -> int:
    """How many hand-ins of a student are missing or cannot be graded."""
    return len(line["behind"]) + len(line["broken"])


def needs_somebody(line: dict[str, Any]) -> dict[str, str]:
    """Why somebody should turn to this student."""
    words = []
    if line["behind"]:
        words.append(f"behind, missing {', '.join(line['behind'])}")
    if line["broken"]:
        words.append(f"a hand-in that cannot be graded: {', '.join(line['broken'])}")
    return {"student": line["student"], "words": "; ".join(words)}


def bar(exercise: ExerciseCount) -> dict[str, Any]:
    """One exercise as a bar."""
    total = max(1, exercise.shares.total())
    return {
        "name": exercise.name,
        "widths": [(KINDS[kind], f"{100 * exercise.shares[kind] / total:.1f}") for kind in SHARES],
        "words": ", ".join(f"{exercise.shares[kind]} {kind}" for kind in SHARES if exercise.shares[kind]),
    }


def chapter(one: Assignment) -> dict[str, Any]:
    """One assignment in the roster's head and in the list of all exercises."""
    return {
        "name": one.name,
        "short": one.name.partition("_")[0] if one.name[:2].isdigit() else one.name,
        "of": f"{one.standing.possible:g}",
        "words": f"{len(one.last)} handed in, {len(one.counts)} exercises",
        "exercises": [bar(exercise) for exercise in one.counts],
    }


def hardest(assignments: Sequence[Assignment]) -> list[dict[str, Any]]:
    """The exercises that the smallest share has right, with at least one who has not."""
    counts = [exercise for one in assignments for exercise in one.counts]
    shares = [(exercise.shares["right"] / max(1, exercise.shares.total()), exercise) for exercise in counts]
    order = sorted((pair for pair in shares if pair[0] < 1), key=lambda pair: (pair[0], -pair[1].shares.total()))
    return [bar(exercise) for _, exercise in order[:HARDEST]]


def mistakes(assignments: Sequence[Assignment], people: dict[str, str]) -> list[dict[str, Any]]:
    """The misconceptions, the most frequent first, with those who have them."""
    found: list[dict[str, Any]] = [
        {
            "count": number,
            "sentence": exercise.sentences[name],
            "exercise": exercise.name,
            "who": listed(exercise.who[name], people),
        }
        for one in assignments
        for exercise in one.counts
        for name, number in exercise.mistakes.items()
    ]
    return sorted(found, key=lambda one: (-int(one["count"]), one["exercise"]))[:MISTAKES]


def listed(students: Sequence[str], people: dict[str, str]) -> str:
    """Students by name, and how many more there are."""
    shown = "; ".join(people.get(student) or student for student in students[:NAMES])
    return shown + (f" and {len(students) - NAMES} more" if len(students) > NAMES else "")


def pairs(folder: Path, assignments: Sequence[Assignment], people: dict[str, str]) -> list[dict[str, str]]:
    """Hand-ins that are the same where others are not."""
    return [
        {"students": listed(students, people), "assignment": one.name, "exercises": ", ".join(exercises)}
        for one in assignments
        for students, exercises in alike(one.last, given_code(folder / "source" / one.name))
    ]
