"""What the tests of checks share: a search ends after so many looks at its clock, on every machine the same."""

from types import SimpleNamespace

import pytest

from autograder.search import proof


@pytest.fixture
def tick():
    """The seconds that pass with each look: less than it takes to try a version."""
    return 0.0001


@pytest.fixture(autouse=True)
def a_search_counts_what_it_tries(monkeypatch, tick):
    """How far it comes in its time depends on the machine, and on what else runs there; what it finds here must not."""
    now = 0.0

    def look():
        nonlocal now
        now += tick
        return now

    monkeypatch.setattr(proof, "time", SimpleNamespace(monotonic=look, thread_time=look))
