"""What a class understood: for every exercise how many have it right, and what the others believe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.catalog import all_exercises

Entry = Mapping[str, Any]
SHARES = ("right", "partly right", "wrong", "not written")


@dataclass
class ExerciseCount:
    """One exercise in a class: how many are where, which mistakes were named how often, to whom, in which words."""

    name: str
    shares: Counter[str] = field(default_factory=Counter)
    mistakes: Counter[str] = field(default_factory=Counter)
    sentences: dict[str, str] = field(default_factory=dict)
    who: dict[str, list[str]] = field(default_factory=dict)
    unnamed: int = 0

    def add(self, entry: Entry, student: str) -> None:
        """Count one student's report of this exercise."""
        if entry["finding"] == "not_written":
            self.shares["not written"] += 1
            return
        full, some = entry["points"] >= entry["of"], entry["points"] > 0
        self.shares["right" if full else "partly right" if some else "wrong"] += 1
        if entry["misconception"]:
            self.mistakes[entry["misconception"]] += 1
            self.who.setdefault(entry["misconception"], []).append(student)
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
                found.setdefault(name, ExerciseCount(name)).add(report, entry["student"])
    return list(found.values())
