"""What the tests of holes in checks share: verdicts on an answer for many seeds."""

from autograder import load
from tests.support.drawn import SEEDS


def fails(name, function, misconception=None):
    """The wrong answer fails with every seed, under this name if there is one; the report of the first seed."""
    exercise = load(name)
    reports = [exercise.check(function, seed=seed) for seed in (SEEDS if misconception else SEEDS[:1])]
    assert not any(report.passed for report in reports)
    assert not any(exercise.passes(function, seed=seed) for seed in SEEDS)  # Says so without looking for the reason.
    if misconception:
        assert {report.misconception for report in reports} == {f"{name}-{misconception}"}
    return reports[0]


def passes(name, function):
    """The right answer passes with every seed."""
    for seed in SEEDS:
        report = load(name).check(function, seed=seed)
        assert report.passed, report
