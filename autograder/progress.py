"""How far a learner has come: the picture, what is left, where to continue, and what to repeat."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, field
from html import escape
from typing import Any

from autograder.book import minutes, topic_of
from autograder.catalog import all_exercises
from autograder.record import Check, all_checks, best_scores

DAY = 24 * 60 * 60
DAYS = (3, 7, 21, 60)  # until a question is asked again, after it was answered on one day, on two, ...


@dataclass(frozen=True)
class Progress:
    """How far the course has come: chapter -> exercise -> best score so far (None: never tried)."""

    chapters: dict[str, dict[str, float | None]]
    latest: str = ""  # The chapter of the last check.
    due: dict[str, float] = field(default_factory=dict)  # Recall question -> when it comes back, the earliest first.

    @property
    def total(self) -> tuple[int, int]:
        """How many exercises have full score, and how many there are."""
        return sum(map(self.solved, self.chapters)), sum(map(len, self.chapters.values()))

    @property
    def hours_left(self) -> float:
        """The time that book.toml gives the chapters, for the exercises that are not solved."""
        left = (
            minutes().get(topic_of(chapter), 0) * (1 - self.solved(chapter) / len(scores))
            for chapter, scores in self.chapters.items()
        )
        return sum(left) / 60

    @property
    def here(self) -> tuple[str, str] | None:
        """The chapter and the exercise to continue with: from the last check on, else from the start."""
        open_ones = [(c, e) for c, scores in self.chapters.items() for e, score in scores.items() if score != 1]
        order = list(self.chapters)
        start = order.index(self.latest) if self.latest in order else 0
        return next((one for one in open_ones if order.index(one[0]) >= start), next(iter(open_ones), None))

    @property
    def repeat(self) -> list[str]:
        """The recall questions that were answered so long ago that they come back now."""
        return [name for name, when in self.due.items() if when <= time.time()]

    def facts(self) -> dict[str, Any]:
        """All this as plain data, for the home page of the book; times are in seconds since 1970."""
        return {
            "chapters": {
                chapter: {
                    "solved": self.solved(chapter),
                    "tried": sum(score is not None for score in scores.values()),
                    "exercises": len(scores),
                }
                for chapter, scores in self.chapters.items()
            },
            "total": self.total,
            "hours_left": round(self.hours_left, 2),
            "here": self.here,
            "due": [(name, all_exercises()[name].chapter, when) for name, when in self.due.items()],
        }

    def _sentences(self) -> list[str]:
        done, count = self.total
        said = [f"{done} of {count} exercises solved, about {self.hours_left:.0f} hours left."]
        if self.here:
            chapter, exercise = self.here
            said.append(f"Continue here: {exercise} in {chapter}.ipynb")
        if self.latest and self.solved(self.latest) == len(self.chapters[self.latest]):
            said.append(f"{self.latest} is finished. To share it: from autograder import postcard; postcard()")
        if self.repeat:
            said.append(f"Answer again from memory, then check: {', '.join(self.repeat[:3])}")
        return said

    def __str__(self) -> str:
        return "\n".join(self._lines())

    __repr__ = __str__

    def _lines(self) -> list[str]:
        lines = []
        for chapter, scores in self.chapters.items():
            marks = "".join("." if s is None else "#" if s == 1 else "o" for s in scores.values())
            lines.append(f"{chapter:24} {marks}  {self.solved(chapter)} of {len(scores)}")
        return lines + self._sentences()

    def _sentence_in_html(self, text: str) -> str:
        """A sentence, with the notebook it names as a link."""
        shown = escape(text)
        if self.here and (name := f"{self.here[0]}.ipynb") in shown:
            shown = shown.replace(name, f'<a href="{name}">{name}</a>')
        return shown

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
        sentences = "<br>".join(self._sentence_in_html(text) for text in self._sentences())
        legend = "filled: solved &middot; half: begun &middot; empty: not tried"
        return (
            '<div role="group" aria-label="Your progress">'
            f'<table style="border:none;border-collapse:collapse">{rows}</table>'
            f'<div style="font-size:.85em;opacity:.75;margin-top:.4em">{legend}</div>'
            f'<div style="margin-top:.4em;line-height:1.5">{sentences}</div></div>'
        )


def progress() -> Progress:
    """Your progress through the course, as a picture; it stays on this computer."""
    checks = all_checks()
    best = best_scores(checks)
    chapters: dict[str, dict[str, float | None]] = {}
    for exercise in all_exercises().values():
        chapters.setdefault(exercise.chapter, {})[exercise.name] = best.get(exercise.name)
    known = [check.exercise for check in checks if check.exercise in all_exercises()]
    latest = all_exercises()[known[-1]].chapter if known else ""
    return Progress(chapters, latest, when_due(checks))


def when_due(checks: list[Check]) -> dict[str, float]:
    """When recall questions come back, the earliest first: the more days one was answered on, the longer it rests."""
    days: defaultdict[str, set[int]] = defaultdict(set)
    for when, name, _, passed in checks:
        if passed and name in all_exercises() and all_exercises()[name].is_value:
            days[name].add(int(when // DAY))
    due = {name: float(DAY * (max(when) + DAYS[min(len(when), len(DAYS)) - 1])) for name, when in days.items()}
    return dict(sorted(due.items(), key=lambda item: item[1]))


def _square(name: str, score: Any) -> str:
    fill = {True: 14, False: 7}.get(score == 1, 0) if score is not None else 0
    state = "solved" if score == 1 else "begun" if score is not None else "not tried"
    return (
        f'<svg width="18" height="18" role="img" aria-label="{escape(name)}: {state}" style="margin-right:2px">'
        f"<title>{escape(name)}: {state}</title>"
        f'<rect x="2" y="{16 - fill}" width="14" height="{fill}" fill="#2a8a57"/>'
        '<rect x="2" y="2" width="14" height="14" rx="2" fill="none" stroke="currentColor" stroke-opacity=".6"/></svg>'
    )
