"""`check`, the one function learners call, and what it remembers while the notebook is open."""

from __future__ import annotations

import contextlib
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.attempts import Attempts
from autograder.catalog import UnknownExercise, adopt, adopted, load
from autograder.exercise import Exercise
from autograder.foundations import blame_foundations
from autograder.home import tell_home
from autograder.inside.kinds import Kind
from autograder.model_answer import model_answer
from autograder.my_network import keep
from autograder.newest import unfinished
from autograder.own import BrokenExercises, own_exercises
from autograder.record import remember
from autograder.report import Report

_NOTHING = object()


def _shell() -> Any:
    """The IPython that runs the notebook; None in a script."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


def notebook_variables() -> Mapping[str, Any]:
    """The variables of the notebook, or of the script that was started."""
    shell = _shell()
    return shell.user_ns if shell else vars(sys.modules["__main__"])


def notebook_inputs() -> Sequence[str]:
    """The cells in the order in which they were run, those that failed included; none in a script."""
    shell = _shell()
    return shell.history_manager.input_hist_parsed if shell else ()


def notebook_folder() -> Path | None:
    """The folder of the notebook that somebody works in; None in a script, and while nbgrader runs the notebook."""
    return Path.cwd() if hasattr(_shell(), "kernel") and not os.environ.get("NBGRADER_EXECUTION") else None


def library_folder(folder: Path, chapter: str) -> Path:
    """Where the functions of all chapters are kept: beside the notebooks, or beside the folders of a class.

    nbgrader fetches each chapter into a folder of its own, and would hand in what else lies there.
    """
    return folder.parent if folder.name == chapter else folder


class Session:
    """The checks made while a notebook is open.

    `variables` gives what the notebook has defined by now, `inputs` gives the cells that were run, and `folder` where
    the functions that pass are kept (None: nowhere).
    """

    def __init__(
        self,
        variables: Callable[[], Mapping[str, Any]] = notebook_variables,
        inputs: Callable[[], Sequence[str]] = notebook_inputs,
        folder: Callable[[], Path | None] = notebook_folder,
    ) -> None:
        self.variables, self.inputs, self.folder = variables, inputs, folder
        self.attempts: defaultdict[str, Attempts] = defaultdict(Attempts)

    def check(self, candidate: Any, answer: Any = _NOTHING, *, seed: int | None = None) -> Report:
        """Check an exercise: ``check(sigmoid)`` by the function's own name, or ``check("recall-03-2", 4)`` by value.

        `seed` repeats an earlier check with the same cases. The report is the cell's output; nothing is raised.
        """
        name = candidate if isinstance(candidate, str) else getattr(candidate, "__name__", type(candidate).__name__)
        try:
            adopt(own_exercises(Path.cwd()) or adopted())
            exercise = self._exercise(name, candidate)
        except (UnknownExercise, BrokenExercises, OSError, ValueError) as error:
            return Report(name, finding=Kind.UNKNOWN_EXERCISE, headline=str(error))
        if answer is _NOTHING:
            answer = self.variables().get(exercise.variable) if isinstance(candidate, str) else candidate
        report = blame_foundations(self._judged(exercise, answer, seed), exercise, self._report_on)
        report = self._with_help(report, exercise, answer)
        if remember(report, exercise.chapter):
            tell_home()
        if os.environ.get("NBGRADER_EXECUTION") == "validate" and not report.passed:
            print(report.headline, file=sys.stderr)  # Validate shows this; without it, no more than "partial credit".
        return replace(report, kept=self._kept(exercise, answer)) if report.passed else report

    def _exercise(self, name: str, candidate: Any) -> Exercise:
        """The exercise of this name; of a lambda or a decorated function, that of the variable which holds it."""
        try:
            return load(name)
        except UnknownExercise:
            for variable in [each for each, value in self.variables().items() if value is candidate]:
                with contextlib.suppress(UnknownExercise):
                    return load(variable)
            raise

    def _judged(self, exercise: Exercise, answer: Any, seed: int | None = None) -> Report:
        """The report on an answer, or on the newest version of it, if that failed before it could take its place."""
        if answer is self.variables().get(exercise.variable):
            newest = unfinished(exercise.variable, answer, self.inputs())
            if newest:
                report = Report(exercise.name, points=exercise.points, finding=Kind.OUTDATED)
                return replace(report, headline=newest.headline, excerpt=newest.excerpt, ladder=exercise.hints)
        tried_before = bool(self.attempts[exercise.name].climbed)  # The first answer comes at once.
        return exercise.check(answer, seed=seed, patient=tried_before)

    def _with_help(self, report: Report, exercise: Exercise, answer: Any) -> Report:
        """The report with the hints that were reached, and with the model answer once it may be seen."""
        attempts = self.attempts[exercise.name]
        report = attempts.count(report, answer, exercise.hints)
        may_see = report.passed or (report.ladder and attempts.exhausted(report))
        return replace(report, model=model_answer(exercise) if may_see else None)

    def _kept(self, exercise: Exercise, answer: Any) -> str:
        """What was done to keep the notebook's own function that passed; "" for any other answer."""
        folder = self.folder()
        if folder is None or exercise.is_value or answer is not self.variables().get(exercise.variable):
            return ""
        if getattr(answer, "__name__", "") != exercise.name:
            return ""  # A lambda, or a function behind a decorator: its text is no `def` of this name.
        place = library_folder(folder, exercise.chapter)
        return keep(exercise.name, answer, place, self.inputs(), lambda name, other: load(name).passes(other))

    def _report_on(self, name: str) -> Report | None:
        """The report on an earlier exercise as its function stands in the notebook now."""
        exercise: Exercise = load(name)
        function = self.variables().get(exercise.variable)
        return None if function is None else self._judged(exercise, function)


_session = Session()
check = _session.check
