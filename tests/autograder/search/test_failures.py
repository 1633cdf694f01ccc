"""A search that fails by a defect of its own costs no verdict, and the benchmark counts it."""

from benchmarks.diagnosis import Wrong, check, counted_failures
from tests.support.written import written


def wrong(factor):
    source = f"def sum_backward(upstream, n):\n    return np.full(n, upstream) * {factor}"
    return Wrong("sum_backward", written(source), 2)


def test_a_search_that_works_is_not_counted():
    with counted_failures() as failures:
        check(wrong(7), with_search=True)
    assert failures.count == 0


def test_a_search_that_fails_is_counted(monkeypatch):
    monkeypatch.setattr("autograder.search.search.likely_edits", lambda scope: 1 / 0)
    with counted_failures() as failures:
        report, _, _ = check(wrong(11), with_search=True)
    assert failures.count == 1 and not report.passed
