"""What the tests of checks share: a search ends after so many looks at its clock, on every machine the same."""

from types import SimpleNamespace

import pytest

from autograder.search import proof

TICK = 0.0001  # Seconds: about what it takes to try a version.


@pytest.fixture(autouse=True)
def a_search_counts_what_it_tries(monkeypatch):
    """How far it comes in its time depends on the machine, and on what else runs there; what it finds here must not."""
    now = 0.0

    def look():
        nonlocal now
        now += TICK
        return now

    monkeypatch.setattr(proof, "time", SimpleNamespace(monotonic=look, thread_time=look))
