"""Operators between things that they do not combine are explained."""

import numpy as np
import pytest

from tests.support.explained import as_parameters, assert_explained

A = np.ones((5, 3))
V = np.arange(3.0)
WHOLE = np.array([[1, 2], [3, 4]])


def written_in_place(X, V):
    X -= X.mean(axis=0)
    return X


def list_times_float(A, V):
    return [1, 2] * 0.5


def text_plus_number(A, V):
    return "W" + 1


def caret(A, V):
    return V ^ 2


def method_not_called(A, V):
    a = V.flatten
    return a + 1


EXPLAINED = [  # What is called with what, and the words that must be said, all of them.
    (written_in_place, (WHOLE, V), "`X -= X.mean(axis=0)` writes its result into `X` itself", "whole numbers"),
    (list_times_float, (A, V), "`[1, 2]` is a list of 2 numbers"),
    (text_plus_number, (A, V), "the text 'W'", "the number 1"),
    (caret, (A, V), "`^` is not a power"),
    (method_not_called, (A, V), "`a` is the method flatten itself", "line 2: `a = V.flatten`"),
]


@pytest.mark.parametrize(("function", "arguments", "words"), as_parameters(EXPLAINED))
def test_an_exception_is_explained(function, arguments, words):
    assert_explained(function, arguments, words)
