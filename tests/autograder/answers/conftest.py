"""What is asked here is which listed mistake an answer is: a search for others, among versions that train, is short."""

import pytest


@pytest.fixture
def tick():
    """The seconds that pass with each look at a search's clock."""
    return 0.001
