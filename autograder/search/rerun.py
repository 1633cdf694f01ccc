"""What the search asks of the place where the learner's code runs: in this process, or behind a sandbox's wall."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol

from autograder.inside.observation import Case, Observation
from autograder.inside.rerun import Version


class Rerun(Protocol):
    """Runs versions of one function; plain data goes in and comes out. A search with it may take `seconds`."""

    seconds: float

    def version(self, tree: ast.Module, given: Sequence[Any] | None = None) -> Version:
        """The function as its syntax tree stands now; the tree may change afterwards."""

    def screen(self, versions: Iterable[Version], case: Case, seconds: float) -> Iterator[Observation]:
        """What every version returns on one case, in at most `seconds` each; all failures may look alike.

        Versions may be taken ahead of their observations, which come in the same order.
        """

    def observe(self, runs: Iterable[tuple[Version, Case]], seconds: float) -> Iterator[Observation]:
        """What versions do with a case each, observed as in a check: changed arguments and draws included.

        They may be taken ahead of their observations, too.
        """

    def record(self, version: Version, case: Case, seconds: float) -> dict[int, list[Any]]:
        """The values a version passes to ``_seen_(number, value)``, by number."""


# Makes one when it is needed, None if the function may not be run in other versions: a right answer needs none.
MakeRerun = Callable[[], Rerun | None]
