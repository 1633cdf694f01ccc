"""What a check answers: plain data, shown as a card in Jupyter, as text in a terminal, as points to nbgrader."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.card import render


@dataclass(frozen=True)
class Report:
    """The outcome of one check.

    `score` is between 0 and 1 and `earned` the points that go with it. `misconception` is the id of the
    recognized mistake, None if there is none or it is not a known one. `evidence` holds pairs of label and
    text: the call, what was expected, what was got.
    """

    exercise: str
    score: float = 0.0
    points: float = 0.0
    seed: int | None = None
    cases: int = 0
    parts: Mapping[str, bool] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    printed: str = ""
    finding: str = ""
    headline: str = "Correct."
    misconception: str | None = None
    evidence: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    hint_number: int = 0
    hint_count: int = 0

    @property
    def passed(self) -> bool:
        """Whether nothing at all was found wrong."""
        return not self.finding

    @property
    def earned(self) -> float:
        """Points: the score times what the exercise is worth."""
        return round(self.score * self.points, 4)

    @property
    def message(self) -> str:
        """Plain text, what the learner reads first: the headline, then the evidence line by line."""
        return "\n".join([self.headline, *(f"  {label}: {text}" for label, text in self.evidence)])

    def failing(
        self, finding: str, headline: str, misconception: str | None = None, evidence: Iterable[tuple[str, str]] = ()
    ) -> Report:
        """The same report with something wrong in it."""
        return replace(self, finding=finding, headline=headline, misconception=misconception, evidence=tuple(evidence))

    def with_hint(self, hint: str, number: int, count: int) -> Report:
        """The same report offering hint `number` of `count`."""
        return replace(self, hint=hint, hint_number=number, hint_count=count)

    def __str__(self) -> str:
        mark = "[passed]" if self.passed else "[to do]" if self.finding == "not_written" else "[not yet]"
        lines = [f"{mark} {self.exercise} ({self.earned:g} of {self.points:g} points)", self.message]
        if not self.passed and self.finding != "not_written" and len(self.parts) > 1:
            lines.append("  " + ", ".join(f"{part}: {'right' if ok else 'wrong'}" for part, ok in self.parts.items()))
        lines += [f"Warning (costs nothing): {warning}" for warning in self.warnings]
        if self.printed and not self.passed:
            lines.append(f"Your function printed: {self.printed.strip()}")
        if self.hint:
            lines.append(f"Hint {self.hint_number} of {self.hint_count}: {self.hint}")
        if self.repeat:
            lines.append(f"Repeat this very check: {self.repeat}")
        return "\n".join(textwrap.fill(line, 110, subsequent_indent="    ") for line in "\n".join(lines).split("\n"))

    @property
    def repeat(self) -> str:
        """The call that repeats a failed check with the same cases."""
        values = self.exercise.startswith("recall-") or self.finding in ("", "not_written", "unknown_exercise")
        return "" if values or self.seed is None else f"check({self.exercise}, seed={self.seed})"

    __repr__ = __str__

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """The card, with the points as text/plain: that is where nbgrader reads a score."""
        if not _in_kernel():
            return {"text/plain": str(self)}
        return {"text/plain": f"{self.earned:g}", "text/html": render(self)}


def _in_kernel() -> bool:
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    return hasattr(get_ipython(), "kernel")
