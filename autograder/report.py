"""What a check answers: plain data, shown as a card in Jupyter, as text in a terminal, as points to nbgrader."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from autograder import card
from autograder.inside.kinds import Kind

WARNING = "A warning, which costs nothing"


@dataclass(frozen=True)
class Report:
    """The outcome of one check.

    `score` is between 0 and 1 and `earned` the points that go with it. `finding` is the `Kind` of what is wrong, ""
    if nothing is. `misconception` is the id of the recognized mistake, None if there is none or it is not a known
    one. `evidence` holds pairs of label and text: the call, what was expected, what was got.
    """

    exercise: str
    score: float = 0.0
    points: float = 0.0
    seed: int | None = None
    cases: int = 0
    parts: Mapping[str, bool] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    printed: str = ""
    finding: Kind | str = ""
    headline: str = "Correct."
    misconception: str | None = None
    evidence: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    hint_number: int = 0
    hint_count: int = 0
    uses: frozenset[str] = frozenset()

    @property
    def passed(self) -> bool:
        """Whether nothing at all was found wrong."""
        return not self.finding

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
        return "\n".join([self.headline, *(f"  {label}: {text}" for label, text in self.evidence)])

    def failing(
        self, finding: Kind, headline: str, misconception: str | None = None, evidence: Iterable[tuple[str, str]] = ()
    ) -> Report:
        """The same report with something wrong in it; evidence is added to what the report shows anyway."""
        evidence = (*self.evidence, *evidence)
        return replace(self, finding=finding, headline=headline, misconception=misconception, evidence=evidence)

    def with_hint(self, hints: Sequence[str], attempt: int) -> Report:
        """The same report with the hint of this attempt (from 1); the last hint stays."""
        if not hints:
            return self
        number = min(attempt, len(hints))
        return replace(self, hint=hints[number - 1], hint_number=number, hint_count=len(hints))

    @property
    def repeat(self) -> str:
        """The call that repeats a failed check with the same cases; none where no case was drawn."""
        drawn = (
            self.finding and not Kind(self.finding).to_do and self.finding not in (Kind.UNKNOWN_EXERCISE, Kind.ANSWER)
        )
        return f"check({self.exercise}, seed={self.seed})" if drawn and self.seed is not None else ""

    @property
    def _parts_told(self) -> str:
        told = not self.passed and not self.to_do and len(self.parts) > 1
        return ", ".join(f"{part} {'right' if ok else 'wrong'}" for part, ok in self.parts.items()) if told else ""

    @property
    def _word(self) -> str:
        return "Passed" if self.passed else "To do" if self.to_do else "Not yet"

    def __str__(self) -> str:
        lines = [f"[{self._word.lower()}] {self.exercise} ({self.earned:g} of {self.points:g} points)", self.message]
        lines += [f"  Part by part: {self._parts_told}."] if self._parts_told else []
        lines += [f"Warning (costs nothing): {warning}" for warning in self.warnings]
        if self.printed and not self.passed:
            lines.append(f"Your function printed: {self.printed.strip()}")
        if self.hint:
            lines.append(f"Hint {self.hint_number} of {self.hint_count}: {self.hint}")
        if self.repeat:
            lines.append(f"Repeat this very check: {self.repeat}")
        return "\n".join(textwrap.fill(line, 110, subsequent_indent="    ") for line in "\n".join(lines).split("\n"))

    __repr__ = __str__

    def to_html(self) -> str:
        """The card, for a notebook and for a feedback page."""
        color = card.PASSED if self.passed else card.NOT_WRITTEN if self.to_do else card.NOT_YET
        return card.box(f"Check of {self.exercise}: {self._word}", color, self._blocks())

    def _blocks(self) -> Iterator[str]:
        points = f"{self.earned:g} of {self.points:g} point{'s' * (self.points != 1)}"
        yield card.title(self._word, self.exercise, points)
        yield card.paragraph(self.headline)
        yield card.table(self.evidence)
        if self._parts_told:
            yield card.note(f"Part by part: {self._parts_told}.")
        for warning in self.warnings:
            yield card.fold(WARNING, warning)
        if self.printed and not self.passed:
            yield card.fold("Your function printed", self.printed, is_code=True)
        if self.hint:
            yield card.fold(f"Hint {self.hint_number} of {self.hint_count}", self.hint)
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
