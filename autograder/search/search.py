"""The search itself: which single edit makes every case right, and where that is not known, where it goes wrong."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autograder.inside.observation import Span
from autograder.inside.rerun import Version, silence
from autograder.search.borrow import borrowed
from autograder.search.edits import single_edits
from autograder.search.pool import Pool
from autograder.search.proof import Cases, Deadline, OutOfTime, Proof
from autograder.search.record import watched
from autograder.search.rerun import Rerun
from autograder.search.scope import Scope
from autograder.search.substitute import Substitution, Substitutions
from autograder.search.tree import Edit, parsed, replaced, span_of
from autograder.trial import Trial

SECONDS = 1.0
MOST_PASSING = 16
SECONDS_AFTER_A_FIND = 0.25
LARGEST_BORROWED = 14  # tokens


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
        self.substitutions: list[Substitution] = []
        self.values: Substitutions | None = None

    def result(self) -> Repair | Located | None:
        try:
            self.prepare()
            self.substitute()
            self.collect(self.borrowed())
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

    def substitute(self) -> None:
        self.values = Substitutions(self.scope, Pool(self.proof.known, self.deadline), self.proof)
        for found in self.values.found():
            self.substitutions.append(found)

    def borrowed(self) -> Iterator[Edit]:
        assert self.values is not None
        for found in self.substitutions:
            seen = self.values.pool.seen(found.step.answer, self.values.case)
            new = borrowed(found.step, seen, self.scope)
            if new is not None:
                edit = replaced(found.site, new, "this expression")
                size = _tokens_between(found.site.node, new)
                if size <= LARGEST_BORROWED:
                    yield Edit(edit.changes, edit.passage, edit.kind, max(1, size), edit.statement)

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
            version = Version(self.function.module)
            if self.proof.known.is_right(shown, observation) and self.proof.passes_known(version):
                if self.proof.holds(lambda cases, v=version: (v for _ in cases.cases)):  # type: ignore[misc]
                    self.keep(current[0])
                    if len(self.passing) >= MOST_PASSING:
                        return

    def keep(self, edit: Edit) -> None:
        if not self.passing:
            self.deadline.end = min(self.deadline.end, self.deadline.end - self.deadline.left + SECONDS_AFTER_A_FIND)
        self.passing.append(edit)

    def chosen(self) -> Repair | Located | None:
        if not self.passing:
            return self.located()
        smallest = min(edit.size for edit in self.passing)
        best = [edit for edit in self.passing if edit.size <= smallest + 1]
        likely = [edit for edit in best if not self.is_right_already(edit)] or best
        # Where a right value makes all the rest right, the rest is right: the earliest line is the one.
        line = min(edit.span.line for edit in likely)
        first = min((edit for edit in likely if edit.span.line == line), key=lambda edit: edit.size)
        agree = len({edit.span.line for edit in likely}) == 1
        change = first.words or f"Write `{first.new_text()}`."
        return Repair(first.span, first.kind if agree else "", change if agree else "", len(self.passing) - 1)

    def is_right_already(self, edit: Edit) -> bool:
        """Whether the edit is about an expression whose value a right answer computes too."""
        site = self.scope.site_of(edit.passage)
        return site is not None and self.values is not None and self.values.is_right_already(site)

    def located(self) -> Located | None:
        if not self.substitutions:
            return None
        telling = [s for s in self.substitutions if not s.is_result] or self.substitutions
        first = min(telling, key=lambda s: s.site.statement.lineno)
        return Located(span_of(first.site.node), "trivial" if first.is_result else "")


def _tokens_between(old: ast.expr, new: ast.expr) -> int:
    """How many names, numbers and operators the two do not share."""
    one, other = _tokens(old), _tokens(new)
    return sum(((one - other) + (other - one)).values())


def _tokens(node: ast.expr) -> Counter[str]:
    return Counter(
        getattr(n, "id", None) or getattr(n, "attr", None) or repr(getattr(n, "value", "")) * isinstance(n, ast.Constant)
        or type(n).__name__
        for n in ast.walk(node) if not isinstance(n, ast.expr_context)
    )  # fmt: skip
