"""The stages of one search: which edits are tried, in which order, and what is told of those that help."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable, Iterator

from autograder.inside.observation import Case
from autograder.search.borrow import borrowings, in_place_of_numbers
from autograder.search.change import Edit
from autograder.search.edits import (
    after,
    copies,
    everywhere,
    for_a_while,
    likely_edits,
    long_tail,
    noted,
    pairs,
    suspects_first,
)
from autograder.search.feeds import feeding
from autograder.search.finds import Finds
from autograder.search.pool import Pool
from autograder.search.proof import Deadline, OutOfTime, Proof
from autograder.search.record import recorded
from autograder.search.rerun import Rerun
from autograder.search.result import Located, Repair
from autograder.search.scope import Scope
from autograder.search.substitute import Substitutions
from autograder.search.tree import Function
from autograder.search.tries import Tries
from autograder.trial import Trial

MOST_RUNNING = 24
SECONDS_AFTER_A_PLACE, SECONDS_FOR_WORDS = 0.25, 0.05
Stage = Callable[[], None]


class Attempts:
    """Searches for what makes the parts right that a proof asks for; they share what is known of the function."""

    def __init__(self, trial: Trial, rerun: Rerun, function: Function, proof: Proof, deadline: Deadline) -> None:
        self.trial, self.rerun, self.deadline = trial, rerun, deadline
        self.function, self.proof = function, proof
        self.pool = Pool(proof.known, deadline)
        self.prepared_for: int | None = None

    def at_all(self) -> Repair | Located | None:
        """What is found for the whole result."""
        return self.attempt("", self.stages)

    def at_a_part(self, part: str) -> Repair | Located | None:
        """What is found for one part; in a case that was looked at before, the edits are tried already."""
        return self.attempt(part, self.stages if self.is_new_case else self.stages_again)

    def with_two_edits(self) -> Repair | Located | None:
        """What two edits do for the whole result, where one does not do."""
        return self.attempt("", self.last_stages)

    def attempt(self, part: str, stages: Callable[[], Iterable[Stage]]) -> Repair | Located | None:
        """One search for what makes all the parts right that the proof now asks for."""
        self.finds = Finds(self.function, part)
        try:
            if self.is_new_case:
                self.prepare()
            for stage in stages():
                stage()
        except OutOfTime:
            pass
        try:
            with self.deadline.put_off(SECONDS_FOR_WORDS):
                return self.finds.chosen()
        except OutOfTime:
            return None

    def stages(self) -> Iterator[Stage]:
        """The likeliest edits first; then what right answers tell; then the many and the larger edits.

        Where a part of the result is right already, what it depends on comes last.
        """
        if not self.proof.any_wrong:
            yield lambda: self.collect(copies(self.scope))
            return
        edits: list[Edit] = []
        likely = self.apart(noted(likely_edits(self.scope), edits))
        yield lambda: self.collect(for_a_while(likely, self.deadline))
        yield self.substitute
        yield lambda: self.collect(suspects_first(likely, self.suspects))
        if not self.finds.passing:
            yield lambda: self.collect(everywhere(edits, in_one_line=True))
        if self.raises:
            yield lambda: self.collect(self.after_an_exception())
        yield lambda: self.collect(self.apart(self.sorted_tail()))
        if self.feeding:
            yield lambda: self.collect(self.apart(likely_edits(self.scope), False))
            yield lambda: self.collect(self.apart(self.sorted_tail(), False))
        if not self.finds.passing and self.finds.rewrite_the_result:  # Two small changes say more than another formula.
            yield lambda: self.collect(pairs(self.function, self.scope))
        if not self.finds.passing:
            yield lambda: self.collect(self.for_numbers())
        if not self.finds.passing:
            yield lambda: self.collect(everywhere(edits, in_one_line=False))

    def stages_again(self) -> Iterator[Stage]:
        """The same edits for another part: what each of them makes right in this case is known."""
        yield self.collect_again
        yield self.substitute

    def last_stages(self) -> Iterator[Stage]:
        """Two edits, where one does not do."""
        if self.proof.any_wrong:
            yield lambda: self.collect(pairs(self.function, self.scope))

    def after_an_exception(self) -> Iterator[Edit]:
        """Two edits of which the first ends the exception."""
        firsts = [] if self.finds.passing or self.finds.from_answers else self.finds.running
        return itertools.chain.from_iterable(after(edit, self.function, self.scope) for edit in firsts[:MOST_RUNNING])

    def apart(self, edits: Iterable[Edit], is_apart: bool = True) -> Iterator[Edit]:
        """The edits of statements on which no right part of the result depends, or the others."""
        return (edit for edit in edits if (id(edit.statement) not in self.feeding) is is_apart)

    @property
    def suspects(self) -> set[int]:
        """The statements, by id, where a right value helps."""
        return {id(found.site.statement) for found in self.finds.substitutions}

    @property
    def is_new_case(self) -> bool:
        """Whether the case that shows what is wrong is another than in the attempt before."""
        return self.prepared_for != self.proof.shown

    def prepare(self) -> None:
        """Watch the learner's function in the case that shows what is wrong."""
        case = self.trial.cases[self.proof.shown]
        begun = time.thread_time()
        self.scope = self.watch(case, min(1.0, self.deadline.left))
        self.proof.expect(time.thread_time() - begun)
        self.raises = bool(self.trial.first[self.proof.shown].failure)
        # What a view calls right is a relation between the parts, and clears no statement.
        cleared = frozenset() if self.trial.exercise.view else self.proof.right_before
        self.feeding = feeding(self.function, self.trial.exercise.part_names, cleared)
        self.values: Substitutions | None = None
        self.tries = Tries(self.function, self.proof, self.raises)
        self.prepared_for = self.proof.shown

    def watch(self, case: Case, seconds: float) -> Scope:
        """The values that the expressions of the learner's function take in one case."""
        seen = recorded(self.function, self.rerun, case, seconds)
        return Scope(self.function, seen, case, self.trial.exercise.needs, self.pool.texts(), self.pool.numbers())

    def substitute(self) -> None:
        """Find where right values help, and put the right answers' expressions there."""
        self.finds.feeding = self.feeding
        self.values = self.finds.values = self.values or Substitutions(self.scope, self.pool, self.proof)
        for found in self.values.found():
            self.finds.substitutions.append(found)
            self.collect(borrowings(found, self.values), self.finds.from_answers)
        if self.finds.substitutions:
            self.deadline.shorten(SECONDS_AFTER_A_PLACE)

    def for_numbers(self) -> Iterator[Edit]:
        """Right answers' expressions where a plain number stands."""
        return in_place_of_numbers(self.values) if self.values else iter(())

    def sorted_tail(self) -> Iterator[Edit]:
        """The many edits left, those first that touch a statement where a right value helps."""
        return long_tail(self.scope, self.suspects)

    def collect(self, edits: Iterable[Edit], into: list[Edit] | None = None) -> None:
        """Keep the edits that are right on every known case and on fresh ones."""
        self.tries.collect(edits, self.finds, into)

    def collect_again(self) -> None:
        """Keep those of the edits already tried that are right in the parts now asked for."""
        self.tries.again(self.finds)
