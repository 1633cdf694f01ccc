"""What the search asks of the place where the learner's code runs: in this process, or behind a sandbox's wall."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from autograder.inside.observation import Case, Observation
from autograder.inside.rerun import Version


class Rerun(Protocol):
    """Runs versions of one function; plain data goes in and comes out.

    Versions are yielded one after the other and are valid only until the next one is asked for: who cannot run a
    version at once keeps its `text`.
    """

    def screen(self, versions: Iterable[Version], case: Case, seconds: float) -> Iterator[Observation]:
        """What every version returns on one case, in at most `seconds` each; all failures may look alike."""

    def observe(self, version: Version, case: Case, seconds: float) -> Observation:
        """What one version does with one case, observed as in a check: changed arguments and draws included."""

    def record(self, version: Version, case: Case, seconds: float) -> dict[int, list[Any]]:
        """The values a version passes to ``_seen_(number, value)``, by number."""
