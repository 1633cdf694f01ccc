"""Every worked example is evaluated and right; a wrong, a missing and an unreadable one are each reported."""

import ast
from pathlib import Path

import numpy as np
import pytest

from autograder import exercises, load
from course.proof.example import agrees, example_problems
from tests.support.docstrings import docstrings


def complaints(example, name="sigmoid"):
    docstring = f"What it does.\n\nz : number\nreturns : number\n\n{example}\n"
    return [str(problem) for problem in example_problems(name, docstring, Path("02.py"), 10)]


def test_the_example_of_every_exercise_is_right(the_book):
    seen = set()
    for exercise, docstring, path in docstrings(the_book):
        assert example_problems(exercise.name, docstring, path, 1) == []
        seen.add(exercise.name)
    assert seen == {name for name in exercises() if not load(name).is_value}


@pytest.mark.parametrize(
    "example",
    [
        "sigmoid(0.0) is 0.5, sigmoid(2.0) is 0.8808.",
        "sigmoid(0.0) is 0.5, and sigmoid(2.0) is\n    0.8808. Its slope there is 0.1050.",
        "With z = np.array([0.0, 2.0]), y = sigmoid(z), y is [0.5, 0.8808], y.shape is (2,).",
        "With f = lambda p, q: (p, {'sum': q}), f([sigmoid(0.0), 1], 2) is ([0.5, 1], {'sum': 2}).",
        "sigmoid(0.0) is 1 / 2, which is 0.5.",
        "sigmoid(2.0) is 1 / (1 + math.exp(-2)), which is 0.8808.",
        "(sigmoid(9.0) > 0.99) is True, relu(sigmoid(0.0)) is 0.5.",
    ],
)
def test_what_the_grammar_allows(example):
    assert complaints(f"Example: {example}") == []


@pytest.mark.parametrize(
    ("example", "complaint"),
    [
        ("Example: sigmoid(0.0) is 0.6.", "says that sigmoid(0.0) is 0.6, but it is 0.5"),
        ("Example: sigmoid(2.0) is 0.8809.", "says that sigmoid(2.0) is 0.8809, but it is 0.880797"),
        ("Example: sigmoid(2.0) is 0.88.", "but it is 0.880797"),
        ("Example: sigmoid(0.0) is 0.5, sigmoid(1.0) is 0.5.", "says that sigmoid(1.0) is 0.5"),
        ("Example: sigmoid(np.zeros(2)) is [0.5].", "but it is [0.5, 0.5]"),
        ("Example: sigmoid(np.zeros(2)) is 0.5.", "but it is [0.5, 0.5]"),
        ("Example: sigmoid(0.0) is 0.5, which is 0.4.", "says that which is 0.4, but it is 0.5"),
        ("", "the docstring of sigmoid has no example. Write `Example: f(2.0) is 0.5.`"),
        ("Example: sigmoid(0.0) is 0.5", "does not end in a period"),
        ("Example: for z = 0 it is 0.5.", "cannot be read from `for z = 0 it is 0.5` on. Write"),
        ("Example: sigmoid(0.0) is 0.5: the middle.", "cannot be read from `sigmoid(0.0) is 0.5: the middle` on"),
        ("Example: sigmoid(0.0) is 0.5 = 1 / 2.", "cannot be read"),
        ("Example: sigmoid(0.0) is 0.5, as it should be.", "cannot be read from `as it should be` on"),
        ("Example: sigmoid(zero) is 0.5.", "stops with NameError: name 'zero' is not defined"),
        ("Example: relu(2.0) is 2.", "never calls sigmoid"),
        ("Example: With y = sigmoid(0.0).", "claims nothing"),
        (
            "Example: sigmoid(0.0) is 0.5. And sigmoid(1.0) is 0.2.",
            "after its first sentence, where nothing is evaluated",
        ),
    ],
)
def test_each_mistake_is_reported_with_its_line(example, complaint):
    (found,) = complaints(example)
    assert found.startswith(f"02.py:{15 if example else 10}: ") and complaint in found


@pytest.mark.parametrize(
    ("got", "text", "same"),
    [
        (0.10499358, "0.1050", True),  # The zero at the end counts as a decimal.
        (0.10499358, "0.105", False),
        (0.88075, "0.8807", True),
        (0.88086, "0.8808", False),
        (2.00000000001, "2", True),
        (2.0001, "2", False),
        (np.array([[1.0, 2.0]]), "[[1, 2]]", True),
        (np.array([[1.0, 2.0]]), "((1, 2),)", False),
        ((1, 2), "[1, 2]", False),
        ([(np.array([1.0]), None)], "[([1], None)]", True),
        ({"a": 1}, "{'a': 1, 'b': 2}", False),
        ({"a": 1, "b": 2}, "{'a': 1}", False),
        (float("nan"), "1", False),
        (float("inf"), "np.inf", True),
        (np.True_, "True", True),
        (1.0, "True", True),  # As in Python itself.
        (None, "0", False),
        ("relu", "'relu'", True),
    ],
)
def test_a_result_is_compared_as_precisely_as_it_is_written(got, text, same):
    assert agrees(got, ast.parse(text, mode="eval").body, text, {"np": np}) is same
