"""Names, attributes and keys that do not exist are explained."""

import numpy as np
import pytest

from autograder.explain import explain_error
from autograder.inside.kinds import Kind
from autograder.inside.observation import Failure
from tests.support.explained import as_parameters, assert_explained

A = np.ones((5, 3))
V = np.arange(3.0)
RNG = np.random.default_rng(1)


def helper(x, w):
    return x @ w


def hidden_by_its_result(A, V):
    helper = helper(A, V)
    return helper


def read_too_early(A, V):
    error = y - V
    y = A @ V
    return error


def set_in_a_branch(A, V):
    for v in V:
        if v > 100:
            best = v
    return best


def old_value_missing(A, velocities):
    velocity = 0.9 * velocity + 1
    return velocity


def misspelled(A, alpha):
    return alhpa * A


def first_letter_only(A, gamma):
    return g * A


def of_torch(A, V):
    return torch.exp(A)


def of_sklearn(A, V):
    return mean_squared_error(A, V)


def without_np(A, V):
    return sqrt(A)


def unknown_key(A, V):
    return {"and": 1, "or": 2}["nand"]


def torch_transpose(A, V):
    return A.t()


def append_to_array(A, V):
    return A.append(1)


def generator_randn(rng, V):
    return rng.randn(3)


EXPLAINED = [  # What is called with what, and the words that must be said, all of them.
    (hidden_by_its_result, (A, V), "`helper(x, w)`", "hidden by it", "Which other name"),
    (read_too_early, (A, V), "`y` is used here, but gets its value only later", "line 3: `y = A @ V`"),
    (set_in_a_branch, (A, V), "`best` gets its value only in one place", "never ran"),
    (old_value_missing, (A, 1), "needs a value of `velocity`"),
    (misspelled, (A, 1), "`alhpa` is not a name in this function. Is `alpha` meant?"),
    (first_letter_only, (A, 1), "Is `gamma` meant?"),
    (of_torch, (A, V), "PyTorch, which is not imported"),
    (of_sklearn, (A, V), "scikit-learn, which is not imported"),
    (without_np, (A, V), "`np.sqrt`"),
    (unknown_key, (A, V), "the keys 'and', 'or'"),
    (torch_transpose, (A, V), "`.T`"),
    (append_to_array, (A, V), "an array of shape (5, 3), which has no `append`"),
    (generator_randn, (RNG, V), "has no `randn`", "standard_normal"),
]


@pytest.mark.parametrize(("function", "arguments", "words"), as_parameters(EXPLAINED))
def test_an_exception_is_explained(function, arguments, words):
    assert_explained(function, arguments, words)


@pytest.mark.parametrize("error", ["EOFError", "StdinNotImplementedError"])
def test_a_question_to_a_person_is_told_as_such(error):
    assert explain_error(Failure(Kind.RAISED, "EOF when reading a line", error)).startswith(
        "`input()` waits for a person"
    )
