"""Where a function goes wrong: an expression that, given a value which a right answer computes, makes all cases right."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.inside.rerun import GIVEN, Version
from autograder.search.pool import Pool, Step, fingerprint
from autograder.search.proof import Cases, Proof
from autograder.search.scope import Scope
from autograder.search.tree import Site, replaced

MOST_FOUND = 40


@dataclass(frozen=True, eq=False)
class Substitution:
    """An expression of the learner's, and the step of a right answer whose values make everything right there."""

    site: Site
    step: Step
    is_result: bool  # The values are the right result itself: this says little about where the mistake is.


class Substitutions:
    """The search for expressions whose right value is all that is missing."""

    def __init__(self, scope: Scope, pool: Pool, proof: Proof) -> None:
        self.scope, self.pool, self.proof = scope, pool, proof
        self.case = proof.trial.cases[proof.shown]
        self.steps = list(pool.steps(self.case))
        self.known = {fingerprint(self._values(step)) for step in self.steps}
        right = proof.known.expected_parts(proof.shown)
        self.results = {fingerprint([right[""]])} if "" in right else {fingerprint([list(right.values())])}

    def is_right_already(self, site: Site) -> bool:
        """Whether the learner's expression has a value that a right answer computes too, and no everyday number."""
        values = self.scope.seen.get(site.number)
        return bool(values) and _is_telling(values) and fingerprint(values) in self.known

    def starts_right(self, site: Site) -> bool:
        """Whether all that the statement around an expression uses is right, or as it was given."""
        statement = site.statement
        for other in self.scope.function.sites:
            if other.statement is statement and isinstance(other.node, ast.Name):
                values = self.scope.seen.get(other.number)
                is_given = other.node.id in self.scope.given and fingerprint(values) == fingerprint(
                    [self.scope.given[other.node.id]] * len(values or ())
                )
                if values and not is_given and _is_telling(values) and fingerprint(values) not in self.known:
                    return False
        return True

    def found(self) -> Iterator[Substitution]:
        """The substitutions that hold, in the order of the learner's expressions."""
        count = 0
        for site in self.scope.function.sites:
            if isinstance(site.node, (ast.Constant, ast.Lambda)) or self.is_right_already(site):
                continue
            for step in self._passing(site):
                is_result = fingerprint(self._values(step)) in self.results
                if is_result and not self.starts_right(site):
                    continue
                if self.proof.holds(lambda cases, s=site, t=step: self._version(s, t, cases)):  # type: ignore[misc]
                    count += 1
                    yield Substitution(site, step, is_result)
                    if count >= MOST_FOUND:
                        return
                    break

    def _passing(self, site: Site) -> Iterator[Step]:
        """The steps whose values make all the known cases right in an expression's stead."""
        own = self.scope.seen.get(site.number)
        fitting = [step for step in self.steps if self._could_stand(step, own)]
        given = ast.Call(ast.Name(GIVEN, ast.Load()), [], [])
        with replaced(site, given, "").applied():
            tree = self.scope.function.module
            versions = (Version(tree, self._values(step)) for step in fitting)
            observations = self.proof.screened(versions, self.proof.shown)
            passing = [
                step for step, o in zip(fitting, observations, strict=False)
                if self.proof.known.is_right(self.proof.shown, o)
            ]  # fmt: skip
        return iter(sorted(passing, key=lambda step: step.form != ""))

    def _could_stand(self, step: Step, own: list[Any] | None) -> bool:
        values = self._values(step)
        if own is None:
            return len(values) >= 1
        return len(values) == len(own) and fingerprint(values) != fingerprint(own)

    def _values(self, step: Step) -> Any:
        return step.values(self.pool.seen(step.answer, self.case), None) or []

    def _version(self, site: Site, step: Step, cases: Cases) -> Iterator[Version]:
        """The version with these values, case by case."""
        given = ast.Call(ast.Name(GIVEN, ast.Load()), [], [])
        with replaced(site, given, "").applied():
            for case in cases.cases:
                values = step.values(self.pool.seen(step.answer, case), None)
                yield Version(self.scope.function.module, values or [])


def _is_telling(values: list[Any]) -> bool:
    """Whether a value is more than a small whole number, a flag or a text, which many expressions have."""
    for value in values:
        if isinstance(value, np.ndarray) and value.size > 1 and value.dtype.kind == "f":
            return True
        if isinstance(value, (float, np.floating)) and not float(value).is_integer():
            return True
        if isinstance(value, np.ndarray) and value.size > 2:
            return True
    return False

