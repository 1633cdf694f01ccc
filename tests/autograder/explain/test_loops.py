"""Unpacking, going through something, and what is endless or divided by zero is explained."""

import numpy as np
import pytest

from tests.support.explained import as_parameters, assert_explained

A = np.ones((5, 3))
V = np.arange(3.0)


def pair(x):
    return x, x + 1


def unpack_three(A, V):
    n, m, k = A.shape
    return n


def unpack_a_call(A, V):
    a, b, c = pair(V)
    return a


def unpack_in_a_loop(A, V):
    return [x for x, y, z in zip(V, V, strict=True)]


def divided_by_zero(A, n):
    return 1 / n


def endless(A, V):
    return endless(A, V)


def length_gone_through(A, V):
    return [i for i in len(V)]


EXPLAINED = [  # What is called with what, and the words that must be said, all of them.
    (unpack_three, (A, V), "3 names on the left", "`A.shape` is a tuple of 2 numbers and gives only 2"),
    (unpack_a_call, (A, V), "3 names on the left", "`pair(V)` gives only 2"),
    (unpack_in_a_loop, (A, V), "Each round of `zip(V, V, strict=True)` gives 2 values", "3 names"),
    (divided_by_zero, (A, 0), "divides by `n`, which is 0"),
    (endless, (A, V), "`endless` calls itself"),
    (length_gone_through, (A, V), "goes through `len(V)`, but that is the number 3", "range(n)"),
]


@pytest.mark.parametrize(("function", "arguments", "words"), as_parameters(EXPLAINED))
def test_an_exception_is_explained(function, arguments, words):
    assert_explained(function, arguments, words)
