"""Where a function goes wrong: an expression that makes all right, given a value that a right answer computes."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from autograder.inside.observation import Observation, plain
from autograder.inside.rerun import GIVEN, Version
from autograder.search.change import replaced
from autograder.search.pool import Pool, Step, Values, fingerprint
from autograder.search.proof import Cases, Proof
from autograder.search.record import recorded
from autograder.search.scope import Scope
from autograder.search.telling import goes_wrong_before, is_telling, is_whole_number
from autograder.search.tree import Site

MOST_FOUND = 40
MOST_STEPS = 250


@dataclass(frozen=True, eq=False)
class Substitution:
    """An expression of the learner's, and the step of a right answer whose values make everything right there.

    `is_result` says that the values are the right result itself or a part of it, as those of all that is returned must
    be: that says little about where the mistake is.
    """

    site: Site
    step: Step
    is_result: bool


class Substitutions:
    """The search for expressions whose right value is all that is missing."""

    def __init__(self, scope: Scope, pool: Pool, proof: Proof) -> None:
        self.scope, self.pool, self.proof = scope, pool, proof
        self.case = proof.trial.cases[proof.shown]
        self.steps = list(pool.steps(self.case))
        self.values = {id(step): step.values(pool.seen(step.answer, self.case), None) or [] for step in self.steps}
        self.keys = {id(step): fingerprint(self.values[id(step)]) for step in self.steps}
        self.known = set(self.keys.values())
        self._tried: dict[
            tuple[int, bool], list[tuple[Step, set[str]]]
        ] = {}  # Values in a site's stead, and what they make right.
        self.firsts = {fingerprint(values[:1]) for values in self.values.values() if values}

    def is_right_already(self, site: Site) -> bool:
        """Whether the learner's expression has a value that a right answer computes too, and no everyday number."""
        values = self.scope.seen.get(site.number)
        return values is not None and is_telling(values) and fingerprint(values) in self.known

    def wrong_inputs(self, statement: ast.stmt, within: ast.AST | None = None) -> list[str]:
        """The variables that a statement uses and whose values are neither given nor those of a right answer.

        Only those of the passage `within` it, if one is given.
        """
        return self._inputs(statement, within or statement, unsure=False)

    def unsure_inputs(self, statement: ast.stmt) -> list[str]:
        """The variables that a statement uses and of which nobody can say whether they are right."""
        return self._inputs(statement, statement, unsure=True)

    def _inputs(self, statement: ast.stmt, within: ast.AST, unsure: bool) -> list[str]:
        """Names that are read; what the statement adds to is its output."""
        names = [
            site.node.id for site in self.scope.function.sites
            if site.statement is statement and isinstance(site.node, ast.Name) and not _is_added_to(site, statement)
            and _holds(within, site.node)
            and site.node.id in self._assigned and self._is_doubtful(site, unsure)
        ]  # fmt: skip
        return list(dict.fromkeys(names))

    def _is_doubtful(self, site: Site, unsure: bool) -> bool:
        values = self.scope.seen.get(site.number) or []
        if values and all(map(is_whole_number, values)):
            return False
        if not is_telling(values):
            return unsure
        # What a loop makes wrong in its first round makes the values of all later rounds wrong.
        is_right = fingerprint(values) in self.known or fingerprint(values[-1:]) in self.known
        return not unsure and not is_right and fingerprint(values[:1]) not in self.firsts

    @cached_property
    def _assigned(self) -> set[str]:
        nodes = ast.walk(self.scope.function.definition)
        return {n.id for n in nodes if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}

    def found(self) -> Iterator[Substitution]:
        """The substitutions that hold, first those by values of the shape that the learner's have."""
        found: set[int] = set()
        for is_alike, site in itertools.product((True, False), self._sites_in_question):
            if site.number in found or len(found) >= MOST_FOUND:
                continue
            for step in self._passing(site, is_alike):
                is_result = site.is_returned or self._is_result(step)
                doubtful = self.wrong_inputs(site.statement) or self.unsure_inputs(site.statement)
                if is_result and doubtful and not site.is_part:
                    continue
                if self._begins_with_result(site, step) or self._is_symptom(site):
                    continue
                if self.proof.holds(lambda cases, s=site, t=step: self._versions(s, t, cases)):  # type: ignore[misc]
                    found.add(site.number)
                    yield Substitution(site, step, is_result)
                    break

    @property
    def _sites_in_question(self) -> Iterator[Site]:
        """The learner's expressions that could be wrong, in the order in which they are written."""
        for site in self.scope.function.sites:
            is_constant = isinstance(site.node, ast.Constant) and not isinstance(site.parent, ast.Return)
            is_right = self.is_right_already(site) and not site.is_part  # A step is no result yet.
            if not (is_constant or isinstance(site.node, ast.Lambda) or is_right or site.is_all_parts):
                yield site

    def _passing(self, site: Site, is_alike: bool) -> list[Step]:
        """The steps whose values make the known cases right in an expression's stead, as far as the shown one tells."""
        key = site.number, is_alike
        if key not in self._tried:
            fitting = list(itertools.islice(self._that_could_stand(site, is_alike), MOST_STEPS))
            version = self._given(site)
            versions = (replace(version, given=self.values[id(step)]) for step in fitting)
            observations = self.proof.screened(versions, self.proof.shown)
            right = map(self.proof.right_parts, observations)
            self._tried[key] = list(zip(fitting, right, strict=True))
        passing = [step for step, right in self._tried[key] if self.proof.goal <= right]
        return sorted(passing, key=lambda step: step.form != "")

    def _that_could_stand(self, site: Site, is_alike: bool) -> Iterator[Step]:
        """The steps that have as many values as the learner's expression, and others: of its shape, or of another."""
        own = self.scope.seen.get(site.number)
        key, shape = fingerprint(own), _shape(own)
        for step in self.steps:
            values = self.values[id(step)]
            could = own is None or (len(values) == len(own) and _is_flag(values) is _is_flag(own))
            if could and self.keys[id(step)] != key and (shape == _shape(values)) is is_alike:
                yield step

    def completions(self, found: Substitution) -> Iterator[tuple[ast.operator, Step]]:
        """What leads from the learner's value to the right one: a step to be added, taken off or multiplied by."""
        own, right = self.scope.seen.get(found.site.number) or [], self.values[id(found.step)]
        # What a loop makes wrong in its first round makes the values of all later rounds wrong.
        if len(own) != len(right) or not is_telling(own[:1]) or np.shape(own[0]) != np.shape(right[0]):
            return
        if not all(np.asarray(value).dtype.kind in "iuf" for value in (own[0], right[0])):
            return
        with np.errstate(all="ignore"):
            rests = (
                (ast.Add(), np.subtract(right[0], own[0])),
                (ast.Sub(), np.subtract(own[0], right[0])),
                (ast.Mult(), np.divide(right[0], own[0])),
                (ast.Div(), np.divide(own[0], right[0])),
            )
        for op, rest in rests:
            yield from ((op, step) for step in self.steps if self._begins_with(step, rest, len(own)))

    def _begins_with(self, step: Step, value: Any, count: int) -> bool:
        """Whether a step has so many values, and this one first."""
        values = self.values[id(step)]
        is_like = len(values) == count and isinstance(values[0], np.ndarray) and values[0].shape == np.shape(value)
        return is_like and is_telling(values[:1]) and np.allclose(values[0], value, rtol=1e-9, atol=1e-12)

    def _begins_with_result(self, site: Site, step: Step) -> bool:
        """Whether several variables get values of which one is the result: a loop after that need not do anything."""
        if not isinstance(site.node, ast.Tuple) or isinstance(site.statement, ast.Return):
            return False
        values: Values = self.values[id(step)]
        return any(
            self.proof.is_right(self.proof.shown, Observation(plain(item)))
            for value in values if isinstance(value, (tuple, list)) for item in value
        )  # fmt: skip

    def _is_symptom(self, site: Site) -> bool:
        return goes_wrong_before(site, self.scope, self.known, self.firsts)

    def right_passages(self, statement: ast.stmt) -> list[ast.expr]:
        """The largest expressions of a statement that have, in every case, the value of one step of a right answer."""
        sites = [s for s in self.scope.function.sites if s.statement is statement and not self._is_given(s.node)]
        function, rerun, seconds = self.scope.function, self.proof.rerun, self.proof.seconds_per_call
        seen = [recorded(function, rerun, case, seconds) for case in self.proof.trial.cases]
        right = [site.node for site in sites if any(self._is_step(site, step, seen) for step in self.steps)]
        return [node for node in right if not any(node is not n and _holds(n, node) for n in right)]

    def _is_given(self, node: ast.expr) -> bool:
        return isinstance(node, (ast.Name, ast.Constant)) and getattr(node, "id", "") not in self._assigned

    def _is_step(self, site: Site, step: Step, seen: list[dict[int, list[Any]]]) -> bool:
        """Whether an expression has the values of a step wherever it is reached, and more than everyday numbers."""
        if step.form or self.keys[id(step)] != fingerprint(self.scope.seen.get(site.number)):
            return False
        mine = [values.get(site.number) for values in seen]
        theirs = [self.pool.seen(step.answer, case).get(step.site.number) for case in self.proof.trial.cases]
        both = [(fingerprint(one), fingerprint(other)) for one, other in zip(mine, theirs, strict=True) if one]
        return all(one == other for one, other in both) and any(is_telling(values) for values in mine if values)

    def _is_result(self, step: Step) -> bool:
        values: Values = self.values[id(step)]
        return len(values) == 1 and self.proof.is_result_or_part(plain(values[0]))

    def _versions(self, site: Site, step: Step, cases: Cases) -> Iterator[Version]:
        """The version with these values, case by case."""
        version = self._given(site)
        for case in cases.cases:
            yield replace(version, given=step.values(self.pool.seen(step.answer, case), None) or [])

    def _given(self, site: Site) -> Version:
        """The version in which an expression takes values that are given."""
        given = ast.Call(ast.Name(GIVEN, ast.Load()), [], [])
        with replaced(site, given, "").applied():
            return self.proof.rerun.version(self.scope.function.module)


def _shape(values: Values | None) -> tuple[int, ...] | None:
    """The shape of the first value; None without one, or if it is neither a number nor an array."""
    is_numeric = bool(values) and isinstance(values[0], (np.ndarray, np.generic, int, float))  # type: ignore[index]
    return np.shape(values[0]) if is_numeric else None  # type: ignore[index]


def _is_flag(values: Values) -> bool:
    return isinstance(values[-1], (bool, np.bool_)) if values else False


def _holds(outer: ast.AST, node: ast.AST) -> bool:
    return any(inner is node for inner in ast.walk(outer))


def _is_added_to(site: Site, statement: ast.stmt) -> bool:
    """Whether a name is only the array or list that the statement writes into."""
    if isinstance(site.parent, ast.Subscript) and isinstance(site.parent.ctx, ast.Store):
        return True
    call = statement.value if isinstance(statement, ast.Expr) else None
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.value is site.node
