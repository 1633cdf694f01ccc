"""A search that fails by a defect of its own costs no verdict, and the benchmark counts it."""

from benchmarks.diagnosis import Wrong, check, counted_failures
from tests.support.written import written

WRONG = Wrong("sum_backward", written("def sum_backward(upstream, n):\n    return np.full(n, upstream) * 7"), 2)


def test_a_search_that_works_is_not_counted():
    with counted_failures() as failures:
        check(WRONG, with_search=True)
    assert failures.count == 0


def test_a_search_that_fails_is_counted(monkeypatch):
    monkeypatch.setattr("autograder.search.search.likely_edits", lambda scope: 1 / 0)
    with counted_failures() as failures:
        report, _, _ = check(WRONG, with_search=True)
    assert failures.count == 1 and not report.passed
