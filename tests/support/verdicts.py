"""What the tests of holes in checks share: verdicts on an answer for many seeds."""

from autograder import load
from tests.support.drawn import SEEDS

EXPLAINED = SEEDS[:3]  # As in `course check`: why an answer is wrong takes longer to find than that it is.


def names(name, function, seeds=EXPLAINED):
    """What the check calls a function, on every seed: the set of its mistakes' names; "right" where it passes."""
    reports = [load(name).check(function, seed=seed) for seed in seeds]
    return {"right" if report.passed else report.misconception for report in reports}


def fails(name, function, misconception=None):
    """The wrong answer fails with every seed, under this name if there is one; the report of the first seed."""
    exercise = load(name)
    report, *others = [exercise.check(function, seed=seed) for seed in (EXPLAINED if misconception else SEEDS[:1])]
    assert not any(exercise.passes(function, seed=seed) for seed in SEEDS)  # Says so without looking for the reason.
    if misconception:
        assert {found.misconception for found in (report, *others)} == {f"{name}-{misconception}"}
    return report


def passes(name, function):
    """The right answer passes with every seed."""
    for seed in SEEDS:
        report = load(name).check(function, seed=seed)
        assert report.passed, report
