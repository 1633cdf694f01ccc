"""A search that fails by a defect of its own costs no verdict, and is counted."""

from autograder import load
from tests.support.failed_searches import counted_failures
from tests.support.written import written


def checked(factor):
    """The report on a wrong answer that no list knows."""
    return load("sum_backward").check(
        written(f"def sum_backward(upstream, n):\n    return np.full(n, upstream) * {factor}")
    )


def test_a_search_that_works_is_not_counted():
    with counted_failures() as failures:
        assert not checked(7).passed
    assert failures.count == 0


def test_a_search_that_fails_is_counted(monkeypatch):
    monkeypatch.setattr("autograder.search.attempts.likely_edits", lambda scope: 1 / 0)
    with counted_failures() as failures:
        assert not checked(11).passed
    assert failures.count == 1
