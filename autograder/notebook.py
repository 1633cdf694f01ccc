"""`check`, the one function learners call, and what it remembers while the notebook is open."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from autograder.catalog import UnknownExercise, load
from autograder.exercise import Exercise
from autograder.foundations import blame_foundations
from autograder.inside.kinds import Kind
from autograder.record import remember
from autograder.report import Report

_NOTHING = object()


def notebook_variables() -> Mapping[str, Any]:
    """The variables of the notebook, or of the script that was started."""
    try:
        from IPython import get_ipython
    except ImportError:
        return vars(sys.modules["__main__"])
    shell = get_ipython()
    return shell.user_ns if shell else vars(sys.modules["__main__"])


class Session:
    """The checks made while a notebook is open; `variables` gives what the notebook has defined by now."""

    def __init__(self, variables: Callable[[], Mapping[str, Any]] = notebook_variables) -> None:
        self.variables = variables
        self.failed_attempts: Counter[str] = Counter()

    def check(self, candidate: Any, answer: Any = _NOTHING, *, seed: int | None = None) -> Report:
        """Check an exercise: ``check(sigmoid)`` by the function's own name, or ``check("recall-03-2", 4)`` by value.

        `seed` repeats an earlier check with the same cases. The report is the cell's output; nothing is raised.
        """
        name = candidate if isinstance(candidate, str) else getattr(candidate, "__name__", type(candidate).__name__)
        try:
            exercise = load(name)
        except UnknownExercise as error:
            return Report(name, finding=Kind.UNKNOWN_EXERCISE, headline=str(error))
        if answer is _NOTHING:
            answer = self.variables().get(exercise.variable) if isinstance(candidate, str) else candidate
        report = exercise.check(answer, seed=seed, attempt=self.failed_attempts[name] + 1)
        report = blame_foundations(report, exercise, self._report_on)
        if not report.passed and not report.to_do:
            self.failed_attempts[name] += 1
        remember(report, exercise.chapter)
        return report

    def _report_on(self, name: str) -> Report | None:
        """The report on an earlier exercise as its function stands in the notebook now."""
        exercise: Exercise = load(name)
        function = self.variables().get(exercise.variable)
        return None if function is None else exercise.check(function)


_session = Session()
check = _session.check
