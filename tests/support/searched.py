"""A learner's function, written as text, and what the search finds for it."""

from autograder import load
from autograder.inside.observe import names_used
from autograder.inside.rerun import rerun_of, silence
from autograder.inside.source import source_of
from autograder.search.proof import Deadline
from autograder.search.search import Search
from autograder.trial import Trial
from tests.support.written import written


def tried(exercise, function, seed=1):
    """The trial of a function on the cases of one seed."""
    exercise = load(exercise)
    cases = tuple(exercise.draw_cases(seed))
    first, again = exercise.observe(function, cases)
    return Trial(exercise, cases, tuple(first), tuple(again), names_used(function), seed, source_of(function))


def found(source, **variables):
    """What a search without haste finds for the function in this text."""
    return found_for(written(source, **variables))


def found_in(cell, name):
    """What it finds for one of the functions in a cell."""
    return found_for(written(cell, named=name))


def found_for(function):
    """What it finds for a function."""
    trial, rerun = tried(function.__name__, function), rerun_of(function, load(function.__name__).needs)
    with silence():
        return Search(trial, rerun, Deadline(10)).result()
