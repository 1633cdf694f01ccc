"""What a check answers: plain data, shown as a card in Jupyter, as text in a terminal, as points to nbgrader."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder import card
from autograder.excerpt import Excerpt
from autograder.inside.kinds import Kind

WARNING = "A warning, which costs nothing"
PART_WORDS = {True: "right", False: "wrong", None: "not seen in every case"}


@dataclass(frozen=True)
class ModelAnswer:
    """The code of a right answer, and a sentence on why it is right or written that way ("" if there is none)."""

    code: str
    why: str = ""
    is_value: bool = False

    @property
    def title(self) -> str:
        """What a learner unfolds: a value is the answer, and a function is one of many."""
        return ("The answer" if self.is_value else "One way to write it") + ", and why" * bool(self.why)


@dataclass(frozen=True)
class Report:
    """The outcome of one check.

    `score` is between 0 and 1 and `earned` the points that go with it. `finding` is the `Kind` of what is wrong, ""
    if nothing is. `parts` says of each part whether it is right, None where some calls did not return it.
    `misconception` is the id of the recognized mistake, None if there is none or it is not a known one. `excerpt` is
    the line of the learner's function that the headline is about. `evidence` holds pairs of label and text: the call,
    what was expected, what was got. `ladder` holds all hints, of which so many are `reached`; `climbed` says whether
    the last of them is new. `model` is a right answer that may be shown by now. `kept` says what became of the
    learner's own library.
    """

    exercise: str
    score: float = 0.0
    points: float = 0.0
    seed: int | None = None
    cases: int = 0
    parts: Mapping[str, bool | None] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    printed: str = ""
    finding: Kind | str = ""
    headline: str = "Correct."
    misconception: str | None = None
    excerpt: Excerpt | None = None
    evidence: tuple[tuple[str, str], ...] = ()
    ladder: tuple[str, ...] = ()
    reached: int = 1
    climbed: bool = False
    model: ModelAnswer | None = None
    kept: str = ""
    uses: frozenset[str] = frozenset()

    @property
    def passed(self) -> bool:
        """Whether nothing at all was found wrong."""
        return not self.finding

    @property
    def line(self) -> int | None:
        """The line (from 1) of the learner's function that the headline is about; None if that is not known."""
        return self.excerpt.line if self.excerpt else None

    @property
    def hints(self) -> tuple[str, ...]:
        """The hints that were reached so far."""
        return self.ladder[: self.reached]

    @property
    def hint(self) -> str:
        """The hint reached last, "" if there is none."""
        return self.hints[-1] if self.hints else ""

    @property
    def to_do(self) -> bool:
        """Whether there is nothing to judge yet."""
        return bool(self.finding) and Kind(self.finding).to_do

    @property
    def earned(self) -> float:
        """Points: the score times what the exercise is worth."""
        return round(self.score * self.points, 4)

    @property
    def message(self) -> str:
        """Plain text, what the learner reads first: the headline, then the evidence line by line."""
        lines = [self.headline]
        if self.excerpt:
            label = f"  Line {self.excerpt.line}: "
            quoted, mark = str(self.excerpt).split("\n")
            lines += [label + quoted, " " * len(label) + mark]
        return "\n".join([*lines, *(f"  {label}: {text}" for label, text in self.evidence)])

    @property
    def repeat(self) -> str:
        """The call that repeats a failed check with the same cases; none where no case was drawn."""
        drawn = (
            self.finding and not Kind(self.finding).to_do and self.finding not in (Kind.UNKNOWN_EXERCISE, Kind.ANSWER)
        )
        return f"check({self.exercise}, seed={self.seed})" if drawn and self.seed is not None else ""

    @property
    def _parts_told(self) -> str:
        told = not self.passed and not self.to_do and len(self.parts) > 1 and set(self.parts.values()) != {None}
        return ", ".join(f"{part} {PART_WORDS[right]}" for part, right in self.parts.items()) if told else ""

    @property
    def _points_told(self) -> str:
        earned, points = (f"{number:.2f}".rstrip("0").rstrip(".") for number in (self.earned, self.points))
        return f"{earned} of {points} point{'s' * (self.points != 1)}"

    @property
    def _word(self) -> str:
        return "Passed" if self.passed else "To do" if self.to_do else "Not yet"

    def __str__(self) -> str:
        lines = [f"[{self._word.lower()}] {self.exercise} ({self._points_told})", self.message]
        lines += [self.kept] if self.kept else []
        lines += [f"  Part by part: {self._parts_told}."] if self._parts_told else []
        lines += [f"Warning (costs nothing): {warning}" for warning in self.warnings]
        if self.printed and not self.passed:
            lines.append(f"Your function printed: {self.printed.strip()}")
        lines += [f"Hint {number} of {len(self.ladder)}: {hint}" for number, hint in enumerate(self.hints, 1)]
        if self.repeat:
            lines.append(f"Repeat this very check: {self.repeat}")
        return "\n".join(textwrap.fill(line, 110, subsequent_indent="    ") for line in "\n".join(lines).split("\n"))

    __repr__ = __str__

    def to_html(self) -> str:
        """The card, for a notebook and for a feedback page."""
        color = card.PASSED if self.passed else card.NOT_WRITTEN if self.to_do else card.NOT_YET
        return card.box(f"Check of {self.exercise}: {self._word}", color, self._blocks())

    def _blocks(self) -> Iterator[str]:
        yield card.title(self._word, self.exercise, self._points_told)
        yield card.paragraph(self.headline)
        if self.excerpt:
            yield card.quoted(f"line {self.excerpt.line}", self.excerpt.text, self.excerpt.start, self.excerpt.end)
        yield card.table(self.evidence)
        if self.kept:
            yield card.note(self.kept)
        if self._parts_told:
            yield card.note(f"Part by part: {self._parts_told}.")
        for warning in self.warnings:
            yield card.fold(WARNING, warning)
        if self.printed and not self.passed:
            yield card.fold_code("Your function printed", self.printed.rstrip())
        for number, hint in enumerate(self.hints, 1):
            newest = self.climbed and number == self.reached
            yield card.fold(f"Hint {number} of {len(self.ladder)}", hint, new=newest)
        if self.model:
            yield card.fold_code(self.model.title, self.model.code, self.model.why)
        if self.repeat:
            yield card.faint("Same cases again:", self.repeat)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """The card, with the points as text/plain: that is where nbgrader reads a score."""
        if not _in_kernel():
            return {"text/plain": str(self)}
        return {"text/plain": f"{self.earned:g}", "text/html": self.to_html()}


def _in_kernel() -> bool:
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    return hasattr(get_ipython(), "kernel")
