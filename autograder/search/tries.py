"""The edits that are tried on the case that shows what is wrong, and which of them are right everywhere."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from autograder.inside.rerun import Version
from autograder.search.change import Edit
from autograder.search.containers import RETURNED
from autograder.search.feeds import makes
from autograder.search.finds import Finds
from autograder.search.proof import Proof
from autograder.search.tree import Function

MOST_PASSING = 16
SECONDS_AFTER_A_FIND = 0.15


class Tries:
    """The edits tried so far on one case; `raises` says that the function stops with an error there."""

    def __init__(self, function: Function, proof: Proof, raises: bool) -> None:
        self.function, self.proof, self.raises = function, proof, raises
        self.tried: list[tuple[Edit, Version, set[str]]] = []  # With the parts that they make right in this case.

    def collect(self, edits: Iterable[Edit], finds: Finds, into: list[Edit] | None = None) -> None:
        """Keep the edits that are right on every known case and on fresh ones."""
        passing = finds.passing if into is None else into
        started: deque[tuple[Edit, Version]] = deque()

        def versions() -> Iterator[Version]:
            for edit in edits:
                with edit.applied():
                    started.append((edit, self.proof.rerun.version(self.function.module)))
                yield started[-1][1]

        for observation in self.proof.screened(versions(), self.proof.shown):
            edit, version = started.popleft()
            if self.raises and not observation.failure:
                finds.running.append(edit)
            right = self.proof.right_parts(observation)
            if into is None and right:
                self.tried.append((edit, version, right))
            self._keep(edit, version, right, finds, passing)
            if len(passing) >= MOST_PASSING:
                return

    def again(self, finds: Finds) -> None:
        """Keep those of the edits already tried that are right in the parts now asked for."""
        for edit, version, right in self.tried:
            if len(finds.passing) < MOST_PASSING:
                self._keep(edit, version, right, finds, finds.passing)

    def _keep(self, edit: Edit, version: Version, right: set[str], finds: Finds, passing: list[Edit]) -> None:
        """Add an edit to the passing ones if its version, which makes these parts right, is right in all cases."""
        part, names = finds.part, self.proof.exercise.part_names
        if part and (edit.kind == RETURNED or (self.raises and not makes(self.function, names, part, edit))):
            return  # Whatever leaves out what stops, or the other parts, makes a part right.
        if self.proof.goal <= right and self.proof.holds(lambda cases: [version] * len(cases.cases)):
            self.proof.deadline.shorten(SECONDS_AFTER_A_FIND)
            passing.append(edit)
