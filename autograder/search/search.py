"""The search itself: which single edit makes every case right, within one deadline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autograder.inside.observation import Span
from autograder.inside.rerun import Version, silence
from autograder.search.edits import single_edits
from autograder.search.proof import Deadline, OutOfTime, Proof
from autograder.search.record import watched
from autograder.search.rerun import Rerun
from autograder.search.scope import Scope
from autograder.search.tree import Edit, parsed
from autograder.trial import Trial

SECONDS = 1.0
MOST_PASSING = 12
SECONDS_AFTER_A_FIND = 0.25


@dataclass(frozen=True)
class Repair:
    """A change that makes every case right: the passage, the kind of change and the change itself, in words.

    `kind` and `change` are empty if several changes of different kinds do.
    """

    span: Span
    kind: str = ""
    change: str = ""
    others: int = 0


@dataclass(frozen=True)
class Located:
    """A passage where the function goes wrong, and the evidence for that in words."""

    span: Span
    words: str


def search(trial: Trial, rerun: Rerun, seconds: float = SECONDS) -> Repair | Located | None:
    """The smallest edit found in time that makes a function right, or where it goes wrong, or None."""
    if trial.source is None or not trial.complete or trial.exercise.is_value:
        return None
    try:
        with silence():
            return _Search(trial, rerun, Deadline(seconds)).result()
    except KeyboardInterrupt:
        return None


class _Search:
    def __init__(self, trial: Trial, rerun: Rerun, deadline: Deadline) -> None:
        assert trial.source is not None
        self.trial, self.rerun, self.deadline = trial, rerun, deadline
        self.function = parsed(trial.source)
        self.passing: list[Edit] = []

    def result(self) -> Repair | Located | None:
        try:
            self.prepare()
            self.collect(single_edits(self.scope))
        except OutOfTime:
            pass
        return self.chosen()

    def prepare(self) -> None:
        self.proof = Proof(self.trial, self.rerun, self.deadline)
        case = self.trial.cases[self.proof.shown]
        with watched(self.function) as tree:
            seen = self.rerun.record(Version(tree), case, min(1.0, self.deadline.left))
        own = {name for name in self.trial.uses if name in self.trial.exercise.needs}
        self.scope = Scope(self.function, seen, case, sorted(own | set(self.trial.exercise.needs)))

    def collect(self, edits: Iterable[Edit]) -> None:
        """Keep the edits that are right on every known case."""
        current: list[Edit] = []

        def versions() -> Iterator[Version]:
            for edit in edits:
                current[:] = [edit]
                with edit.applied():
                    yield Version(self.function.module)

        shown = self.proof.shown
        for observation in self.proof.screened(versions(), shown):
            if self.proof.known.is_right(shown, observation) and self.proof.passes_known(Version(self.function.module)):
                if self.proof.holds(Version(self.function.module)):
                    self.keep(current[0])
                    if len(self.passing) >= MOST_PASSING:
                        return

    def keep(self, edit: Edit) -> None:
        if not self.passing:
            self.deadline.end = min(self.deadline.end, self.deadline.end - self.deadline.left + SECONDS_AFTER_A_FIND)
        self.passing.append(edit)

    def chosen(self) -> Repair | None:
        if not self.passing:
            return None
        smallest = min(edit.size for edit in self.passing)
        best = [edit for edit in self.passing if edit.size == smallest]
        first = best[0]
        alike = len({edit.kind for edit in best}) == 1
        change = first.words or f"Write `{first.new_text()}`."
        return Repair(first.span, first.kind if alike else "", change if alike else "", len(self.passing) - 1)
