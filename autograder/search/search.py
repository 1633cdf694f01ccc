"""A search: which change makes a function right, in all of its result or in a part; or where it goes wrong."""

from __future__ import annotations

import ast
import logging
from dataclasses import replace

from autograder.compare import Mismatch, parts_of
from autograder.inside.observation import Source, Span
from autograder.inside.rerun import silence
from autograder.rivals import part_of
from autograder.search.attempts import SECONDS_FOR_WORDS, Attempts
from autograder.search.infinite import first_case_not_finite, located
from autograder.search.proof import Deadline, OutOfTime, Proof
from autograder.search.remembered import remember, remembered
from autograder.search.rerun import Rerun
from autograder.search.result import Located, Repair
from autograder.search.shared import shared_default
from autograder.search.steps import step_reached
from autograder.search.tree import parsed
from autograder.trial import Trial

SECONDS = 0.9
LONGEST_RECORD = 0.2


def search(trial: Trial, rerun: Rerun, seconds: float = SECONDS) -> Repair | Located | None:
    """The smallest edit found in time that makes a function right, or where it goes wrong, or None."""
    if trial.source is None or not trial.complete or trial.exercise.is_value:
        return None
    try:
        with silence():
            started = Search(trial, rerun, Deadline(seconds))
            return started.again() or started.result()
    except KeyboardInterrupt:
        return None
    except Exception:  # A verdict stands without its explanation; no defect here may cost it.
        logging.getLogger(__name__).debug("A search failed.", exc_info=True)
        return None


class Search:
    """One search: what is asked for, part by part, and what of the finds is told."""

    def __init__(self, trial: Trial, rerun: Rerun, deadline: Deadline) -> None:
        assert trial.source is not None
        self.trial, self.rerun, self.deadline = trial, rerun, deadline
        self.function = parsed(trial.source)
        self.proof = Proof(trial, rerun, deadline)
        self.attempts = Attempts(trial, rerun, self.function, self.proof, deadline)

    def again(self) -> Repair | None:
        """What repaired a function of the same text before, if it repairs this one too."""
        repair = remembered(self.trial)
        if repair is None:
            return None
        self.proof.aim_at([*self.proof.right_before, repair.part] if repair.part else self.trial.exercise.part_names)
        try:
            if self.repairs(repair):
                return repair
        except OutOfTime:
            pass
        self.proof.aim_at(self.trial.exercise.part_names)
        return None

    def result(self) -> Repair | Located | None:
        """What is found for the whole result, or for the first of its wrong parts for which something is found."""
        if shared := shared_default(self.function, self.proof):
            return shared
        found = self.attempts.at_all()
        try:
            found = found or (self.step_reached() if self.proof.any_wrong else None)
        except OutOfTime:
            return self.not_finite()
        for part in self.wrong_parts():
            if found:
                break
            self.proof.aim_at([*self.proof.right_before, part])
            found = self.of_the_whole(self.attempts.at_a_part(part))
        if found is None:
            self.proof.aim_at(self.trial.exercise.part_names)
            found = self.attempts.with_two_edits()
        if isinstance(found, Repair):
            remember(self.trial, found)
        return found or self.not_finite()

    def of_the_whole(self, found: Repair | Located | None) -> Repair | Located | None:
        """What was found for a part; if it makes all parts right, then for all of them."""
        if not isinstance(found, Repair):
            return found
        self.proof.aim_at(self.trial.exercise.part_names)
        try:
            with self.deadline.put_off(SECONDS_FOR_WORDS):
                return replace(found, part="") if self.repairs(found) else found
        except OutOfTime:
            return found

    def repairs(self, repair: Repair) -> bool:
        """Whether a function with this change is right, as far as is asked for."""
        version = self.rerun.version(parsed(Source(repair.text)).module)
        return self.proof.holds(lambda cases: [version] * len(cases.cases))

    def wrong_parts(self) -> list[str]:
        """The parts that are wrong, if there are several; what is told in words says too little to tell a change by."""
        exercise = self.trial.exercise
        if isinstance(parts_of(self.trial.got[self.proof.shown], exercise.returns), Mismatch):
            return []  # It does not come in parts yet.
        in_words = [all(isinstance(part_of(exercise, value, part), str) for value in self.trial.expected)
                    for part in exercise.part_names]  # fmt: skip
        wrong = [part for part, is_told in zip(exercise.part_names, in_words, strict=True)
                 if part not in self.proof.right_before and not is_told]  # fmt: skip
        return wrong if len(wrong) > 1 else []

    def not_finite(self) -> Located | None:
        """Where a NaN or an infinity comes in, on the first case whose result holds one."""
        number = first_case_not_finite(self.trial)
        found = None if number is None else located(self.attempts.watch(self.trial.cases[number], LONGEST_RECORD))
        return replace(found, case=number) if found else None

    def step_reached(self) -> Located | None:
        """The result is a step of a right answer: the line that returns it."""
        returns = [node for node in ast.walk(self.function.definition) if isinstance(node, ast.Return)]
        words = step_reached(self.proof, self.attempts.pool) if len(returns) == 1 else ""
        return Located(Span.of(returns[0]), words) if words else None
