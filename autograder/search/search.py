"""The search itself: which single edit makes every case right, and where that is not known, where it goes wrong."""

from __future__ import annotations

import ast
import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator

from autograder.inside.rerun import Version, silence
from autograder.rivals import part_of
from autograder.search.borrow import borrowings
from autograder.search.edits import after, copies, everywhere, likely_edits, long_tail, pairs
from autograder.search.feeds import feeding
from autograder.search.finds import Finds
from autograder.search.pool import Pool
from autograder.search.proof import Deadline, OutOfTime, Proof
from autograder.search.record import watched
from autograder.search.rerun import Rerun
from autograder.search.result import Located, Repair
from autograder.search.scope import Scope
from autograder.search.steps import step_reached
from autograder.search.substitute import Substitutions
from autograder.search.tree import Edit, parsed, span_of
from autograder.trial import Trial

SECONDS = 0.9
MOST_PASSING, MOST_RUNNING = 16, 24
SECONDS_AFTER_A_FIND = 0.25


def search(trial: Trial, rerun: Rerun, seconds: float = SECONDS) -> Repair | Located | None:
    """The smallest edit found in time that makes a function right, or where it goes wrong, or None."""
    if trial.source is None or not trial.complete or trial.exercise.is_value:
        return None
    try:
        with silence():
            return Search(trial, rerun, Deadline(seconds)).result()
    except (KeyboardInterrupt, Exception):  # A verdict stands without its explanation; no defect here may cost it.
        return None


class Search:
    """One search: its tree, its proof, and what was found so far."""

    def __init__(self, trial: Trial, rerun: Rerun, deadline: Deadline) -> None:
        assert trial.source is not None
        self.trial, self.rerun, self.deadline = trial, rerun, deadline
        self.function = parsed(trial.source)
        self.proof = Proof(trial, rerun, deadline)
        self.pool = Pool(self.proof.known, deadline)

    def result(self) -> Repair | Located | None:
        """What is found for the whole result, or for the first of its wrong parts for which something is found."""
        found = self.attempt("")
        try:
            found = found or self.step_reached()
        except OutOfTime:
            return None
        parts = self.trial.exercise.part_names
        wrong = [part for part in parts if part not in self.proof.right_before and not self.in_words(part)]
        for part in wrong if len(parts) > 1 and len(wrong) > 1 else ():
            if found or not self.deadline.left:
                break
            self.proof.aim_at([*self.proof.right_before, part])
            found = self.attempt(part)
        return found

    def in_words(self, part: str) -> bool:
        """Whether this part says in words what a result is like: too little to tell a right change by, alone."""
        exercise = self.trial.exercise
        return all(isinstance(part_of(exercise, value, part), str) for value in self.trial.expected)

    def attempt(self, part: str) -> Repair | Located | None:
        """One search for what makes all the parts right that the proof now asks for."""
        self.finds = Finds(part)
        self.raises = bool(self.trial.first[self.proof.shown].failure)
        try:
            self.prepare()
            for stage in self.stages() if self.proof.any_wrong else [lambda: self.collect(copies(self.scope))]:
                stage()
        except OutOfTime:
            pass
        return self.finds.chosen()

    def stages(self) -> Iterator[Callable[[], None]]:
        """The likeliest edits first; then what right answers tell; then the many and the larger edits.

        Where a part of the result is right already, what it depends on comes last.
        """
        yield lambda: self.collect(self.apart(likely_edits(self.scope)))
        yield self.substitute
        yield lambda: self.collect(self.borrowed(), self.finds.from_answers)
        if self.raises:
            yield lambda: self.collect(self.after_an_exception())
        yield lambda: self.collect(self.apart(self.sorted_tail()))
        if self.feeding:
            yield lambda: self.collect(self.apart(likely_edits(self.scope), False))
            yield lambda: self.collect(self.apart(self.sorted_tail(), False))
        yield self.collect_larger

    def after_an_exception(self) -> Iterator[Edit]:
        """Two edits of which the first ends the exception."""
        firsts = [] if self.finds.passing else self.finds.running
        return itertools.chain.from_iterable(after(edit, self.function, self.scope) for edit in firsts[:MOST_RUNNING])

    def apart(self, edits: Iterable[Edit], is_apart: bool = True) -> Iterator[Edit]:
        """The edits of statements on which no right part of the result depends, or the others."""
        return (edit for edit in edits if (id(edit.statement) not in self.feeding) is is_apart)

    def collect_larger(self) -> None:
        """The same edit at several places, or two edits, where one edit at one place does not do."""
        if not self.finds.passing:
            self.collect(everywhere(likely_edits(self.scope)))
        # For one part of the result alone, two edits might ruin the others.
        if not self.finds.passing and not self.finds.substitutions and not self.finds.part:
            self.collect(pairs(self.function, self.scope))

    def prepare(self) -> None:
        case = self.trial.cases[self.proof.shown]
        with watched(self.function) as tree:
            seen = self.rerun.record(self.rerun.version(tree), case, min(1.0, self.deadline.left))
        parts = self.trial.exercise.part_names
        self.feeding = feeding(self.function, parts, self.proof.right_before)
        self.scope = Scope(self.function, seen, case, self.trial.exercise.needs, self.pool.texts(), self.pool.numbers())

    def substitute(self) -> None:
        self.finds.values = Substitutions(self.scope, self.pool, self.proof)
        for found in self.finds.values.found():
            self.finds.substitutions.append(found)

    def borrowed(self) -> Iterator[Edit]:
        assert self.finds.values is not None
        for found in self.finds.substitutions:
            yield from borrowings(found, self.finds.values)

    def sorted_tail(self) -> Iterator[Edit]:
        """The many edits left, those first that touch a statement where a right value helps."""
        suspects = {id(found.site.statement) for found in self.finds.substitutions}
        return long_tail(self.scope, suspects)

    def collect(self, edits: Iterable[Edit], into: list[Edit] | None = None) -> None:
        """Keep the edits that are right on every known case and on fresh ones."""
        passing = self.finds.passing if into is None else into
        started: deque[tuple[Edit, Version]] = deque()

        def versions() -> Iterator[Version]:
            for edit in edits:
                with edit.applied():
                    started.append((edit, self.rerun.version(self.function.module)))
                yield started[-1][1]

        shown = self.proof.shown
        for observation in self.proof.screened(versions(), shown):
            edit, version = started.popleft()
            if self.raises and not observation.failure:
                self.finds.running.append(edit)
            if not self.proof.is_right(shown, observation) or not self.proof.passes_known(version):
                continue
            if self.proof.holds(lambda cases, version=version: [version] * len(cases.cases)):  # type: ignore[misc]
                self.deadline.shorten(SECONDS_AFTER_A_FIND)
                passing.append(edit)
                if len(passing) >= MOST_PASSING:
                    return

    def step_reached(self) -> Located | None:
        """The result is a step of a right answer: the line that returns it."""
        returns = [node for node in ast.walk(self.function.definition) if isinstance(node, ast.Return)]
        words = step_reached(self.proof, self.pool) if len(returns) == 1 else ""
        return Located(span_of(returns[0]), words) if words else None
