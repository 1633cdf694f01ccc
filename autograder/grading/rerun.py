"""The search behind the sandbox's wall: versions of a submission's function are sent in as text, and run there."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from autograder.grading.sandbox import Submission
from autograder.inside.observation import Case, Observation
from autograder.inside.rerun import Version
from autograder.inside.wire import case_to_data, observation_from_data

BATCH = 24  # versions sent at a time


class SandboxRerun:
    """Runs versions of a submission's function in its own process; what comes back is judged outside."""

    def __init__(self, submission: Submission, name: str, others: Iterable[str], seconds: float) -> None:
        self.submission, self.name, self.others, self.seconds = submission, name, list(others), seconds

    def version(self, tree: ast.Module, given: Sequence[Any] | None = None) -> Version:
        """The function as its syntax tree stands now, as text."""
        return Version(ast.unparse(ast.Module([without_docstring(node) for node in tree.body], [])), given)

    def screen(self, versions: Iterable[Version], case: Case, seconds: float) -> Iterator[Observation]:
        """What every version returns on one case, a batch at a time."""
        waiting, size = iter(versions), 1
        while batch := list(islice(waiting, size)):
            for data in self._ask("screen", batch, [case], seconds):
                yield observation_from_data(data)
            size = BATCH  # The first alone: often only one is asked for.

    def observe(self, runs: Iterable[tuple[Version, Case]], seconds: float) -> Iterator[Observation]:
        """What each version does with its case, observed as in a check, a batch at a time."""
        waiting = iter(runs)
        while batch := list(islice(waiting, BATCH)):
            versions, cases = [version for version, _ in batch], [case for _, case in batch]
            for data in self._ask("observe", versions, cases, seconds):
                yield observation_from_data(data)

    def record(self, version: Version, case: Case, seconds: float) -> dict[int, list[Any]]:
        """The values a version passes to ``_seen_(number, value)``, by number."""
        seen = self._ask("record", [version], [case], seconds)[0]
        return {int(number): list(values) for number, values in seen.items()}

    def _ask(self, what: str, versions: Sequence[Version], cases: Sequence[Case], seconds: float) -> list[Any]:
        request = {
            "name": self.name,
            "others": self.others,
            "what": what,
            "versions": [[version.form, version.given] for version in versions],
            "cases": [case_to_data(case) for case in cases],
            "seconds": seconds,
        }
        answers = self.submission.rerun(request, seconds * len(versions) + 1)
        if len(answers) != len(versions):
            raise ValueError("The sandbox gave fewer answers than there were questions.")
        return answers


def without_docstring(node: ast.stmt) -> ast.stmt:
    """A function without its docstring, which takes longest to be written as text; anything else as it is."""
    if not isinstance(node, ast.FunctionDef) or len(node.body) < 2 or ast.get_docstring(node, clean=False) is None:
        return node
    bare = copy.copy(node)
    bare.body = node.body[1:]
    return bare
