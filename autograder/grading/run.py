"""One notebook in the sandbox: step by step, again without what ends its process, and then judged here."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from nbformat import NotebookNode

from autograder.catalog import all_exercises
from autograder.exercise import Exercise
from autograder.foundations import blame_foundations
from autograder.grading.checks import checked
from autograder.grading.lending import answer as answer_call
from autograder.grading.lending import can_be_lent
from autograder.grading.outputs import outputs_of, size_of, stopped_output
from autograder.grading.rerun import SandboxRerun
from autograder.grading.sandbox import Died, Sandbox, Submission
from autograder.grading.unwritten import with_cause
from autograder.inside.kinds import Kind
from autograder.inside.observation import Failure, Observation
from autograder.inside.source import source_from
from autograder.inside.wire import WireError, case_to_data, observation_from_data
from autograder.judge import judge, verdict
from autograder.report import Report
from autograder.trial import Trial

MOST_RESTARTS = 4
CELLS_WITH_ALL_OUTPUT = 20  # All outputs of a notebook together may be as long as those of so many cells.
SECONDS_OF_SEARCH = 0.6  # for all the mistakes of a submission that are not listed
NOTHING_WRITTEN = (Observation(failure=Failure(Kind.NOT_WRITTEN)),)


class Run:
    """One notebook on its way through the sandbox, and what is seen of its exercises there."""

    def __init__(self, notebook: NotebookNode, exercises: list[Exercise], seed: int, box: Sandbox) -> None:
        self.seed, self.box = seed, box
        self.exercises = {exercise.name: exercise for exercise in exercises}
        self.trials = {
            name: Trial(exercise, exercise.draw_cases(seed), NOTHING_WRITTEN, seed=seed)
            for name, exercise in self.exercises.items()
        }
        self.judged: dict[str, Report] = {}
        # One step for each cell that runs or is checked, then one more look at what was not defined in its place.
        self.steps: list[tuple[str, Any]] = [
            ("observe", checked(cell)) if checked(cell) in self.exercises else ("run", cell)
            for cell in notebook.cells
            if cell.cell_type == "code" and (cell.source.strip() or checked(cell))
        ]
        self.steps += [("again", name) for name in self.exercises]
        # In the course's order, in which a function stands behind those that it calls: once a submission could ask the
        # right function for the values of its own cases, that exercise is not observed any more.
        in_order = [self.exercises[name] for name in all_exercises() if name in self.exercises]
        self.steps += [("lend", exercise.name) for exercise in in_order if exercise.needs]
        self.lent: dict[str, list[str]] = {}
        self.room = 0  # for outputs, in characters
        self.offered: set[str] = set()  # To which exercises functions were lent, whatever came of it.
        self.passed_over: dict[str, None] = {}  # Lines of cells that failed and stopped nothing.

    def everything(self, files: Mapping[str, bytes] | None) -> None:
        """All steps, in order. A step in which the process died is left out, and the others are done again."""
        fatal: set[int] = set()
        for attempt in range(MOST_RESTARTS + 1):
            if attempt == MOST_RESTARTS:
                fatal |= self.built_on(fatal)
            at, self.room, self.passed_over = 0, CELLS_WITH_ALL_OUTPUT * self.box.limits.output, {}
            try:
                with self.box.submission(files) as submission:
                    for at, step in enumerate(self.steps):
                        if at not in fatal:
                            self.do(submission, *step)
                    self.judge_all(submission)
                    return
            except Died as death:
                fatal.add(at)
                self.note_death(at, str(death), rest=death.final or attempt == MOST_RESTARTS)
                if death.final:
                    return

    def built_on(self, fatal: Collection[int]) -> set[int]:
        """The steps that would come to the same end: of exercises built on those in which the process died.

        What has been seen of them before counts. Leaving them out lets the others be graded.
        """
        deadly = {what for kind, what in (self.steps[at] for at in fatal) if kind != "run"}
        found: set[int] = set()
        for name, exercise in self.exercises.items():  # In the order of the course: what is built on comes first.
            if name not in deadly and (causes := sorted(deadly & set(exercise.needs))):
                deadly.add(name)
                found |= {at for at, (kind, what) in enumerate(self.steps) if kind != "run" and what == name}
                if self.missing(name):
                    died = Observation(
                        failure=Failure(Kind.DIED, f"It is built on {' and '.join(causes)}, which ended it.")
                    )
                    self.trials[name] = replace(self.trials[name], first=(died,), again=())
        return found

    def do(self, submission: Submission, kind: str, what: Any) -> None:
        """Run one cell, or observe one exercise."""
        if kind == "run":
            answer = submission.run(what.source)
            what["outputs"] = outputs_of(answer, min(self.room, 2 * self.box.limits.output))
            self.room -= sum(map(size_of, what["outputs"]))
            self.passed_over |= dict.fromkeys(str(line)[:300] for line in list(answer.get("passed_over") or [])[:100])
        elif kind == "lend":
            self.lend(submission, what)
        elif not self.offered and (kind == "observe" or self.missing(what)):
            self.trials[what] = self.observe(submission, self.trials[what])

    def lend(self, submission: Submission, name: str) -> None:
        """Observe a wrong exercise once more, with right functions in place of the wrong ones that it calls."""
        trial = self.trials[name]
        wrong = [need for need in self.foundations(trial) if self.is_wrong(need)]
        if not wrong or name in self.offered or verdict(trial).passed:
            return
        self.offered.add(name)
        again = self.observe(submission, trial, instead=wrong)
        if verdict(again).score > verdict(trial).score:
            self.trials[name], self.lent[name] = again, wrong

    def foundations(self, trial: Trial) -> list[str]:
        """The exercises that a function calls, and those that these call: one may pass, and yet hand on an error."""
        found: list[str] = []
        todo = [trial]
        for one in todo:
            called = [need for need in one.exercise.needs if need in one.uses and need not in found]
            found += called
            todo += [self.trials[need] for need in called if need in self.trials]
        return found

    def is_wrong(self, name: str) -> bool:
        """Whether a function that can be lent fails its own check, by its own fault or another's."""
        known = name in self.exercises and can_be_lent(self.exercises[name])
        return known and (name in self.lent or not verdict(self.trials[name]).passed)

    def missing(self, name: str) -> bool:
        """Whether nothing was there to be checked when its check came."""
        failure = self.trials[name].first[0].failure
        return failure is not None and failure.kind is Kind.NOT_WRITTEN

    def observe(self, submission: Submission, trial: Trial, twice: bool = True, instead: Sequence[str] = ()) -> Trial:
        """The trial with what the function did in every case; an answer of another form counts as a death."""
        exercise, most = trial.exercise, len(trial.cases)
        lent = {name: self.exercises[name] for name in instead}
        answer = submission.observe(
            exercise.seconds,
            name=exercise.variable,
            is_value=exercise.is_value,
            cases=[case_to_data(case) for case in trial.cases],
            twice=twice and exercise.repeatable,
            lend=partial(answer_call, lent) if instead else None,
            instead=list(instead),
        )
        try:
            first = tuple(observation_from_data(data) for data in answer["first"][:most])
            again = tuple(
                one if data is None else observation_from_data(data)
                for one, data in zip(first, answer["again"], strict=False)
            )
            uses = frozenset(str(name) for name in answer["uses"][:1000])
            source = source_from(str(answer["source"])) if answer["source"] else None
        except (WireError, KeyError, TypeError) as error:
            raise Died(f"Its answer was not one: {error}.") from None
        return replace(trial, first=first or NOTHING_WRITTEN, again=again, uses=uses, source=source)

    def note_death(self, at: int, why: str, rest: bool) -> None:
        """Write down why a step, or all from it on, has no result."""
        for kind, what in self.steps[at:] if rest else [self.steps[at]]:
            if kind == "run":
                what["outputs"] = [stopped_output(why)]
            elif not self.offered and (kind == "observe" or (kind == "again" and self.missing(what))):
                died = Observation(failure=Failure(Kind.DIED, why))
                self.trials[what] = replace(self.trials[what], first=(died,), again=())

    def judge_all(self, submission: Submission) -> None:
        """Judge while the submission can still be asked: for more cases, and for what a change would make right."""
        left = SECONDS_OF_SEARCH
        for name, trial in self.trials.items():
            begun = time.monotonic()
            rerun = partial(SandboxRerun, submission, trial.exercise.variable, trial.exercise.needs, left)
            asking = replace(trial, observe_more=partial(self.observe_more, submission, name))
            with contextlib.suppress(Died, WireError):
                self.judged[name] = report = judge(asking, rerun if left > 0 and name not in self.lent else None)
                left -= 0.0 if report.passed else time.monotonic() - begun

    def observe_more(self, submission: Submission, name: str, seed: int) -> Trial:
        """What a function does with the cases of another seed."""
        exercise = self.exercises[name]
        trial = Trial(exercise, exercise.draw_cases(seed), NOTHING_WRITTEN, seed=seed)
        return self.observe(submission, trial, twice=False, instead=self.lent.get(name, ()))

    def reports(self) -> dict[str, Report]:
        """The reports, in the order of the course."""
        found: dict[str, Report] = {}
        cells = [what for kind, what in self.steps if kind == "run"]
        for name, trial in self.trials.items():
            report = self.judged.get(name) or judge(trial)
            report = with_cause(report, trial, cells)
            found[name] = blame_foundations(report, trial.exercise, found.get)
            if name in self.lent:
                found[name] = with_loan(found[name], self.lent[name])
        return found


def with_loan(report: Report, names: Sequence[str]) -> Report:
    """The report, saying which functions were lent to the exercise."""
    words = " and ".join(names)
    told = (
        f"{report.exercise} calls {words}, which failed its own check: it was judged with a right {words} in its place."
    )
    return replace(report, warnings=(*report.warnings, told))
