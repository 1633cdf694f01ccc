"""Wrong answers as learners write them, checked with everything that a check has."""

import textwrap

from autograder import load
from autograder.inside.source import source_of
from autograder.trial import Trial
from tests.support.slips import Slip, compiled


def function(name, source):
    """The function that a learner wrote in this exercise."""
    return compiled(Slip(name, textwrap.dedent(source).strip() + "\n", None, ""))


def checked(name, source):
    """The report on it."""
    return load(name).check(function(name, source), seed=1)


def trial_of(name, source):
    """Its trial."""
    exercise, written = load(name), function(name, source)
    cases = tuple(exercise.draw_cases(1))
    first, again = exercise.observe(written, cases)
    return Trial(exercise, cases, tuple(first), tuple(again), frozenset(), 1, source_of(written))


def last_hint(name, source):
    """The last hint on it: the change itself."""
    return checked(name, source).ladder[-1]
