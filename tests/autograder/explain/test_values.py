"""Values of another kind than the code expects are explained."""

import numpy as np
import pytest

from tests.support.explained import as_parameters, assert_explained

A = np.ones((5, 3))
V = np.arange(3.0)
RNG = np.random.default_rng(1)


def no_return(x):
    x + 1


def shuffled(rng, V):
    order = rng.shuffle(np.arange(3))
    return V[order[0]]


def sorted_list(A, V):
    values = list(V)
    return values.sort()[0]


def forgotten_return(A, V):
    return no_return(V) + 1


def no_better_one(A, V):
    best = None
    return best + 1


def array_called(A, V):
    return A(V)


def transpose_called(A, V):
    return A.T()


def product_without_star(A, beta):
    return (1 - beta)(A)


def tuple_changed(A, V):
    t = (1, 2)
    t[0] = 3
    return t


def number_filled(z, V):
    z[0] = 1
    return z


def shape_as_two(A, V):
    return np.zeros(2, 3)


def counted_in_floats(A, V):
    half = 6 / 2
    return range(half)


EXPLAINED = [  # What is called with what, and the words that must be said, all of them.
    (shuffled, (RNG, V), "`order` is None", "shuffles in place", "returns None"),
    (sorted_list, (A, V), "None", "sorts in place"),
    (forgotten_return, (A, V), "`no_return(V)` gives None", "Is the `return` missing in `no_return`?"),
    (no_better_one, (A, V), "`best` is None", "No line has given it another value"),
    (array_called, (A, V), "`A` is an array of shape (5, 3)", "[ ]"),
    (transpose_called, (A, V), "`A.T` is no method but a value", "without ( )"),
    (product_without_star, (A, 0.9), "the number 0.1", "*"),
    (tuple_changed, (A, V), "`t`, a tuple of 2", "stays as it was made"),
    (number_filled, (3.0, V), "`z` is a single number"),
    (shape_as_two, (A, V), "the second argument, `3`, is taken for the type"),
    (counted_in_floats, (A, V), "`half` is the number 3.0", "//"),
]


@pytest.mark.parametrize(("function", "arguments", "words"), as_parameters(EXPLAINED))
def test_an_exception_is_explained(function, arguments, words):
    assert_explained(function, arguments, words)
