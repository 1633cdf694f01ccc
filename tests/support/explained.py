"""What is said about the exception of a function."""

import pytest

from autograder.explain import explain_error
from autograder.inside.observation import Case
from autograder.inside.observe import observe


def explained(function, *arguments):
    """The explanation of the exception that a call ends with."""
    failure = observe(function, Case(arguments)).failure
    assert failure is not None
    return explain_error(failure)


def assert_explained(function, arguments, words):
    """All these words are said, in a sentence with whole quotations and of no cell."""
    told = explained(function, *arguments)
    assert all(word in told for word in words), told
    assert "cell above" not in told and told.count("`") % 2 == 0


def as_parameters(rows):
    """Rows of a function, its arguments and words, each a test with the function's name."""
    return [pytest.param(function, arguments, words, id=function.__name__) for function, arguments, *words in rows]
