"""Products and operations whose shapes do not fit are explained with the shapes."""

import numpy as np
import pytest

from tests.support.explained import as_parameters, assert_explained

A = np.ones((5, 3))
B = np.ones((5, 2))


def matrix_product(A, B):
    return A @ B


def product_by_function(A, B):
    C = A * 2
    return np.dot(C, A)


def product_with_a_number(A, B):
    return A @ 2


def column_sum(A, B):
    return A + B


EXPLAINED = [  # What is called with what, and the words that must be said, all of them.
    (matrix_product, (A, B), "`A @ B` is (5, 3) @ (5, 2)", "3 and 5"),
    (product_by_function, (A, B), "`np.dot(C, A)` is (5, 3) times (5, 3)", "`C` comes from line 2: `C = A * 2`"),
    (product_with_a_number, (A, B), "`2` is a single number", "*"),
    (column_sum, (A, B), "`A + B` combines (5, 3) with (5, 2)"),
]


@pytest.mark.parametrize(("function", "arguments", "words"), as_parameters(EXPLAINED))
def test_an_exception_is_explained(function, arguments, words):
    assert_explained(function, arguments, words)
