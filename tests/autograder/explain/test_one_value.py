"""A whole array where one value is needed is explained."""

import math

import numpy as np
import pytest

from tests.support.explained import as_parameters, assert_explained

A = np.ones((5, 3))
V = np.arange(3.0)


def one_decision(A, V):
    if V > 0:
        return 1
    return 0


def python_max(A, V):
    return max(0, V)


def largest_of_a_pair(H, V):
    lam = np.linalg.eig(H)
    return 2 / max(lam)


def both(A, V):
    return (V > 0) and (V < 2)


def between(A, V):
    return 0 < V < 2


def of_math(A, V):
    return math.exp(V)


EXPLAINED = [  # What is called with what, and the words that must be said, all of them.
    (one_decision, (A, V), "`V > 0` is an array of shape (3,)", "`if`"),
    (python_max, (A, V), "`V` (3,)", "np.maximum"),
    (largest_of_a_pair, (np.eye(2), V), "`lam`", "a tuple of 2 arrays", "line 2: `lam = np.linalg.eig(H)`"),
    (both, (A, V), "`and` needs one True or False", "np.logical_and"),
    (between, (A, V), "`0 < V < 2` means two comparisons"),
    (of_math, (A, V), "`math.exp` takes one number at a time, but `V` is (3,)", "np.exp"),
]


@pytest.mark.parametrize(("function", "arguments", "words"), as_parameters(EXPLAINED))
def test_an_exception_is_explained(function, arguments, words):
    assert_explained(function, arguments, words)
