"""What the tests of checks share: a busy machine ends no search."""

import pytest

from autograder.search import proof


@pytest.fixture(autouse=True)
def a_search_ends_by_its_cpu_time(monkeypatch):
    """On the clock it may take as long as a machine with other work to do needs."""
    monkeypatch.setattr(proof, "PATIENCE", 50)
