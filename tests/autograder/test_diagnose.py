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
