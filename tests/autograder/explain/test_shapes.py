"""Indices, axes, room for results and shapes that are asked for are explained."""

import numpy as np
import pytest

from tests.support.explained import as_parameters, assert_explained

A = np.ones((5, 3))
V = np.arange(3.0)
RNG = np.random.default_rng(1)


def helper(x, w):
    return x @ w


def past_the_end(A, V):
    total = 0
    for i in range(3):
        total += V[i + 1]
    return total


def past_a_list(A, V):
    sizes = [1, 2]
    return sizes[2]


def axis_of_a_vector(A, V):
    return np.sum(V, 1)


def bias_as_axis(A, V):
    b = 1
    return np.sum(V, b)


def number_indexed(A, V):
    W = RNG.normal(2, 8)
    return W[0]


def function_indexed(A, V):
    return helper[0]


def room_too_small(A, V):
    Z = np.zeros(2)
    Z[:] = A[0]
    return Z


def room_for_one(A, V):
    Z = np.zeros(2)
    Z[0] = V
    return Z


def reshaped(A, V):
    return V.reshape(2, 2)


def names_of_a_list(A, V):
    parameters = [(A, V)]
    return parameters["W" + "1"]


EXPLAINED = [  # What is called with what, and the words that must be said, all of them.
    (past_the_end, (A, V), "`V[i + 1]` asks for index 3", "3 entries, with the indices 0 to 2"),
    (past_a_list, (A, V), "`sizes[2]` asks for index 2", "2 entries, with the indices 0 to 1"),
    (axis_of_a_vector, (A, V), "asks for axis 1", "one axis, which is axis 0"),
    (bias_as_axis, (A, V), "asks for axis 1", "The second argument is the axis, and here that is `b`"),
    (number_indexed, (A, V), "`W` is the number", "line 2: `W = RNG.normal(2, 8)`"),
    (function_indexed, (A, V), "called with ( )"),
    (room_too_small, (A, V), "`Z[:]` has room for (2,), but `A[0]` is (3,)"),
    (room_for_one, (A, V), "`Z[0]` is room for one number"),
    (reshaped, (A, V), "`V` is (3,) and holds 3 numbers, and (2, 2) needs 4"),
    (names_of_a_list, (A, V), "as in a dictionary", "`parameters` is a list of 1"),
]


@pytest.mark.parametrize(("function", "arguments", "words"), as_parameters(EXPLAINED))
def test_an_exception_is_explained(function, arguments, words):
    assert_explained(function, arguments, words)
