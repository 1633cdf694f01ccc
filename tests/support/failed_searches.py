"""Searches that fail by a defect of their own: nobody is told, so tests and the benchmark count them."""

import contextlib
import logging
from collections.abc import Iterator

from autograder.search import search as searching

SEARCHES = logging.getLogger(searching.__name__)


class Failures(logging.Handler):
    """Counts the searches that failed by a defect of their own: they say so to their logger, and to nobody else."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += record.exc_info is not None


@contextlib.contextmanager
def counted_failures() -> Iterator[Failures]:
    """The failures of searches in the block."""
    failures, before = Failures(), SEARCHES.level
    SEARCHES.addHandler(failures)
    SEARCHES.setLevel(logging.DEBUG)
    try:
        yield failures
    finally:
        SEARCHES.setLevel(before)
        SEARCHES.removeHandler(failures)
