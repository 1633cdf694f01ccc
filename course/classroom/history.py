"""`course grade --explain`: the history of one student's grade, with the reasons, for whoever asks for a regrade."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.markup import escape

from course.classroom.submitted import Classroom
from course.classroom.text import one_line
from course.errors import CourseError


def explain(console: Console, classroom: Classroom, student: str) -> None:
    """Print every grade a student was given, and the last one exercise by exercise."""
    lines = [line for line in classroom.lines() if line["student"] == student]
    grades = [shown for (who, _), shown in classroom.gradebook.grades([student]).items() if who == student]
    if not lines and not grades:
        raise CourseError(f"{student} has no grade for {classroom.assignment}: {why_none(classroom, student)}")
    for number, line in enumerate(lines, 1):
        say(console, f"{number}. {headline(line)}")
    if lines:
        for notebook in lines[-1]["notebooks"].values():
            for text in reasons(notebook):
                say(console, f"   {text}")
    if grades and not lines:
        say(console, f"It was not graded here: `course grade {classroom.assignment}` does that, and notes why.")
    for shown in grades:
        say(console, f"The gradebook says now: {shown.score:g} of {shown.possible:g} points.")
        for cell, (earned, possible) in shown.points.items():
            noted = lines[-1].get("points", {}).get(cell) if lines else None
            if lines and earned != noted:
                was = "not graded" if noted is None else f"{noted:g}"
                now = "not graded" if earned is None else f"{earned:g}"
                extra = f", {shown.extra[cell]:g} of them extra" if cell in shown.extra else ""
                say(console, f"   {cell}: {now} of {possible:g}{extra}, entered by a person ({was} before)")
        for cell in () if lines and lines[-1]["failed"] else shown.waiting:
            say(console, f"   {cell}: waits for a person, in formgrader, {shown.points[cell][1]:g} points")
        for cell, text in shown.comments.items():
            say(console, f"   Comment on {cell}: {text}")


def why_none(classroom: Classroom, student: str) -> str:
    """What stands in the way of a grade."""
    if student in classroom.hand_ins:
        return f"what was handed in is not graded yet. Run `course grade {classroom.assignment}`."
    return "nothing was handed in." if student in classroom.enrolled else "nobody in the gradebook has this id."


def headline(line: Mapping[str, Any]) -> str:
    """When a grade was given, why, and what it was."""
    basis = line.get("basis", {})
    when, version = line.get("graded", "at an unknown time"), basis.get("version", "unknown")
    given = line["failed"] and f"not graded: {line['failed']}"
    if not given:
        given = f"{line.get('score', 0):g} of {line.get('of', 0):g} points"
        if line.get("late_penalty"):
            given += f" ({line['late_penalty']:g} taken off because it was late)"
    seeds = [str(notebook["seed"]) for notebook in line["notebooks"].values() if notebook.get("seed") is not None]
    seed = f", seed {' '.join(seeds)}" if seeds else ""
    end = "" if given.endswith((".", "?", "!")) else "."
    return f"{when}: {given}{end} Why: {'; '.join(line.get('why') or ['unknown'])}. Checks of version {version}{seed}."


def reasons(notebook: Mapping[str, Any]) -> list[str]:
    """Why each exercise got its points, and what was repaired."""
    if notebook.get("missing"):
        return ["This notebook was not handed in."]
    found = [
        f"{name}: {report['points']:g} of {report['of']:g}. {report['says']}"
        for name, report in notebook.get("exercises", {}).items()
    ]
    return found + list(notebook.get("repairs", []))


def say(console: Console, text: str) -> None:
    """Some text, whatever characters a student put into it."""
    for line in text.split("\n"):
        console.print(escape(one_line(line)), highlight=False)
