"""A picture of what a class understood: for every exercise how many have it right, and what the others believe."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.catalog import all_exercises

Entry = Mapping[str, Any]
# Okabe and Ito's colors, which stay apart for every common kind of color blindness.
SHARES = {"right": "#009E73", "partly right": "#56B4E9", "wrong": "#E69F00", "not written": "#9aa0ab"}
STYLE = """
:root { color-scheme: light dark; --line: #8886; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
section { border-top: 1px solid var(--line); padding: .6rem 0; }
h2 { font: 600 1em ui-monospace, monospace; margin: 0; }
.bar { display: flex; height: 1.1em; margin: .3em 0; border-radius: 3px; overflow: hidden; }
.key span { display: inline-block; width: .8em; height: .8em; margin: 0 .4em 0 1em; }
li b { display: inline-block; min-width: 3ch; text-align: right; margin-right: .6em; }
ul { list-style: none; padding: 0; margin: 0; }
"""


@dataclass
class ExerciseCount:
    """One exercise in a class: how many are where, and which mistakes were named how often, with their sentences."""

    name: str
    shares: Counter[str] = field(default_factory=Counter)
    mistakes: Counter[str] = field(default_factory=Counter)
    sentences: dict[str, str] = field(default_factory=dict)
    unnamed: int = 0

    def add(self, entry: Entry) -> None:
        """Count one student's report of this exercise."""
        if entry["finding"] == "not_written":
            self.shares["not written"] += 1
            return
        full, some = entry["points"] >= entry["of"], entry["points"] > 0
        self.shares["right" if full else "partly right" if some else "wrong"] += 1
        if entry["misconception"]:
            self.mistakes[entry["misconception"]] += 1
            self.sentences[entry["misconception"]] = sentence(self.name, entry["misconception"]) or entry["says"]
        elif not full:
            self.unnamed += 1


def sentence(exercise: str, misconception: str) -> str:
    """What a check says of a mistake, without what it adds for one student; "" if the course no longer knows it."""
    found = all_exercises().get(exercise)
    registered = found.misconceptions if found else ()
    return next((known.message for known in registered if known.id == misconception), "")


def count(entries: Iterable[Entry]) -> list[ExerciseCount]:
    """Every exercise of an assignment, in its order, from the class's reports."""
    found: dict[str, ExerciseCount] = {}
    for entry in entries:
        for notebook in entry["notebooks"].values():
            for name, report in notebook.get("exercises", {}).items():
                found.setdefault(name, ExerciseCount(name)).add(report)
    return list(found.values())


def page(assignment: str, entries: Iterable[Entry]) -> str:
    """The picture as one HTML file, the exercises with the fewest right answers first."""
    entries = list(entries)
    graded = sum(not entry["failed"] for entry in entries)
    counts = sorted(count(entries), key=lambda c: c.shares["right"])
    key = "".join(f"<span style='background:{color}'></span>{name}" for name, color in SHARES.items())
    title = html.escape(assignment)
    return "\n".join([
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{title}: the class</title>",
        f"<meta name=viewport content='width=device-width'><style>{STYLE}</style>",
        f"<h1>{title}</h1><p>{graded} students. The hardest exercises first.</p><p class=key>{key}</p>",
        *(_section(exercise) for exercise in counts),
    ])  # fmt: skip


def _section(exercise: ExerciseCount) -> str:
    total = max(1, exercise.shares.total())
    bar = "".join(
        f"<span style='background:{color};width:{100 * exercise.shares[name] / total:.1f}%'></span>"
        for name, color in SHARES.items()
    )
    words = ", ".join(f"{exercise.shares[name]} {name}" for name in SHARES if exercise.shares[name])
    lines = [f"<li><b>{n}</b>{html.escape(exercise.sentences[name])}" for name, n in exercise.mistakes.most_common()]
    if exercise.unnamed:
        lines.append(f"<li><b>{exercise.unnamed}</b>(a mistake of another kind)")
    picture = f"<div class=bar role=img aria-label='{words}'>{bar}</div>{words}"
    return "\n".join([f"<section><h2>{html.escape(exercise.name)}</h2>{picture}<ul>", *lines, "</ul></section>"])
