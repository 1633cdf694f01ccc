"""The form of an answer to a recall question is told apart from its value, and gives nothing away."""

import numpy as np
import pytest

import autograder
from autograder import load
from autograder.form import wrong_form
from autograder.inside.observation import plain

RECALL = [name for name in autograder.exercises() if load(name).is_value]


@pytest.mark.parametrize(
    ("right", "given", "words"),
    [
        (1, "1", "Your answer is a text. Write a single number"),
        (1, [1], "A single number is asked for, and yours is a list of one number."),
        (np.array([0.5, 1]), 0.5, "A list of two numbers is asked for, and yours is a single one."),
        (np.array([0.5, 1]), [1, 2, 3], "yours is a list of three numbers"),
        (np.array([0.5, 1]), [[1], [2]], "nested, of shape (2, 1)"),
        (np.array([True, False]), ["yes", "no"], "Your answer holds text. Write a list of two booleans"),
        (np.array([0.5, 0.5]), [np.nan, np.nan], "holds NaN"),
        (2.302585, 2.3, "rounded too much"),
        ("mini-batch", "minibatch", "none of the words"),
        ("no", False, "one of the words"),
    ],
)
def test_a_wrong_form_is_said(right, given, words):
    assert words in wrong_form(plain(right), plain(given), ("batch", "stochastic", "mini-batch", "yes", "no"))


@pytest.mark.parametrize(
    ("right", "given"),
    [(1, 2), (0.09, 0.1), (97.2, 97), (4, 4.5), (0.5, True), ("no", "Yes"), (np.array([1, 2]), [2, 1])],
)
def test_a_wrong_value_of_the_right_form_is_no_matter_of_form(right, given):
    assert wrong_form(plain(right), plain(given), ("yes", "no")) == ""


@pytest.mark.parametrize("name", RECALL)
def test_no_form_tells_the_answer(name):
    exercise = load(name)
    right = exercise.reference()
    for given in ("nothing", 123456.75, [9, 9, 9, 9, 9], {"a": 1}, np.nan):
        report = exercise.check(given, seed=1)
        assert not report.passed
        if isinstance(right, str):
            assert repr(right) not in report.headline
        elif np.ndim(right) == 0 and not float(right).is_integer():
            assert str(right) not in report.headline


@pytest.mark.parametrize("given", ["b", "(b)", "b)", "B", " b ", "b.", "(B)", "b:"])
def test_a_letter_counts_however_it_is_written(given):
    assert load("recall-05-5").check(given).passed


@pytest.mark.parametrize("given", ["a)", "(c)", "D"])
def test_another_letter_is_as_wrong_in_any_form(given):
    report = load("recall-05-5").check(given)
    assert report.misconception and "none of the words" not in report.headline


@pytest.mark.parametrize("given", ["bb", "b or c", "answer b", "()", ""])
def test_what_is_no_single_letter_is_none_of_the_answers(given):
    assert "none of the words" in load("recall-05-5").check(given).headline
