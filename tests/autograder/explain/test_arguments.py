"""Calls with too few or unknown arguments are explained."""

import numpy as np
import pytest

from tests.support.explained import as_parameters, assert_explained

A = np.ones((5, 3))
V = np.arange(3.0)


def helper(x, w):
    return x @ w


def too_few(A, V):
    return helper(A)


def torch_argument(A, V):
    return A.max(dim=1)


EXPLAINED = [  # What is called with what, and the words that must be said, all of them.
    (too_few, (A, V), "`helper(x, w)`", "`w` is missing"),
    (torch_argument, (A, V), "`dim` is PyTorch's name: NumPy calls it `axis`"),
]


@pytest.mark.parametrize(("function", "arguments", "words"), as_parameters(EXPLAINED))
def test_an_exception_is_explained(function, arguments, words):
    assert_explained(function, arguments, words)
