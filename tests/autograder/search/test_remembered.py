"""A repair that was found once is proved again for the same text, not searched for and not believed."""

import pytest

from autograder.inside.rerun import rerun_of
from autograder.search import remembered
from autograder.search.search import search
from tests.support.searched import tried
from tests.support.written import written

SOURCE = """
    def sse(y, t):
        d = y + t
        return half * np.sum(d * d)
"""


class Counting:
    """Another place to run versions in, which counts those that are screened."""

    def __init__(self, rerun):
        self.rerun, self.screened = rerun, 0

    def __getattr__(self, name):
        return getattr(self.rerun, name)

    def screen(self, versions, case, seconds):
        for observation in self.rerun.screen(versions, case, seconds):
            self.screened += 1
            yield observation


def searched(seed, half=1.0):
    """What a search finds for the source among these variables, and how many versions it screened."""
    function = written(SOURCE, half=half)
    counting = Counting(rerun_of(function))
    return search(tried("sse", function, seed), counting, seconds=5), counting.screened


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch):
    monkeypatch.setattr(remembered, "_repairs", {})


def test_the_same_text_is_not_searched_again():
    first, screened = searched(seed=1)
    again, screened_again = searched(seed=2)
    assert first == again
    assert "y - t" in first.change
    assert screened > 0
    assert screened_again == 0


def test_a_repair_that_repairs_nothing_here_is_not_told():
    first, _ = searched(seed=1)
    other, screened = searched(seed=1, half=0.5)
    assert screened > 0
    assert other != first


def test_the_oldest_is_forgotten(monkeypatch):
    monkeypatch.setattr(remembered, "MOST", 1)
    function = written("def relu(z):\n    return np.minimum(0, z)")
    searched(seed=1)
    assert search(tried("relu", function), rerun_of(function), seconds=5)
    assert len(remembered._repairs) == 1
    assert searched(seed=1)[1] > 0
