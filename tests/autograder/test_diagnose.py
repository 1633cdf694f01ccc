"""A name is given only where it is proved."""

import numpy as np
import pytest

import autograder
from autograder import load
from tests.support.drawn import listed

SEED = 7


def checked(name, function, seed=SEED):
    return load(name).check(function, seed=seed)


def test_two_mistakes_at_once_are_not_guessed():
    report = checked("weighted_sums", lambda X, w, b: -2 * np.sum(X * w + b, axis=1) + 0.3)
    assert report.misconception is None
    assert "not one of the known mistakes" in report.message


def test_the_half_that_is_known_is_not_named_if_it_explains_only_some_cases():
    def weighted_sums(X, w, b):
        return np.sum(X * w + b, axis=1) if len(X) < 4 else X @ w + 3 * b

    assert checked("weighted_sums", weighted_sums).misconception is None


@pytest.mark.parametrize("name", [name for name in autograder.exercises() if load(name).random])
@pytest.mark.parametrize("own", [lambda: np.random.default_rng(7), lambda: np.random])
def test_numbers_that_do_not_come_from_rng_are_named(name, own):
    exercise = load(name)
    place = exercise.parameters.index("rng")
    report = exercise.check(lambda *args: listed(exercise.reference(*args[:place], own(), *args[place + 1 :])), seed=3)
    assert not report.passed
    assert report.misconception == f"{name}-rng_ignored"
    assert report.score == 0.5


def spoiled(value, amount):
    """The right value with every number changed a little, in whatever it is nested."""
    if isinstance(value, dict):
        return {key: spoiled(item, amount) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(spoiled(item, amount) for item in value)
    return None if value is None else np.asarray(value) * (1 + amount) + amount


FUNCTIONS = [name for name in autograder.exercises() if not load(name).is_value]


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if load(name).view is None])
def test_an_unknown_mistake_is_reported_and_not_guessed(name):
    """A slip nobody foresaw must reach the end of the diagnosis: no name, no traceback, the case shown."""
    reference = load(name).reference
    report = checked(name, lambda *args: spoiled(listed(reference(*args)), 0.0371), seed=5)
    assert not report.passed and report.misconception is None, report
    assert report.finding == "value" and len(report.evidence) == 3


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if load(name).view])
def test_the_words_of_a_verdict_are_no_answer(name):
    """Where a result is judged by what is true of it, returning those very words must not pass."""
    case = load(name).draw_cases(1)[-1]
    words = load(name).expected(case)
    report = checked(name, (lambda *args: lambda X: words) if case.then else (lambda *args: words), seed=1)
    assert not report.passed and report.score < 1


def test_a_named_mistake_is_told_in_its_own_words():
    for misconception in load("sigmoid").misconceptions:
        report = checked("sigmoid", misconception.function)
        assert report.message.startswith(misconception.message) and 0 <= report.score < 1
