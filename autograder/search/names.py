"""Edits of variables: another name in one place, everywhere in a statement, or to the left of ``=``."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.search.change import Change, Edit, replaced
from autograder.search.scope import Scope
from autograder.search.tree import Site


def name(scope: Scope) -> Iterator[Edit]:
    """Another variable of the same kind."""
    names = scope.names
    for site in scope.function.sites:
        if not isinstance(site.node, ast.Name):
            continue
        here = scope.kind(scope.value(site))
        for other, value in names.items():
            kind = scope.kind(value)
            if other != site.node.id and (not here or not kind or kind == here or {here, kind} <= {"number", "array"}):
                yield replaced(site, ast.Name(other, ast.Load()), "a name")
    yield from _renamed(scope)


def _renamed(scope: Scope) -> Iterator[Edit]:
    """Another variable wherever a statement uses one: S * (1 - S) for H * (1 - H)."""
    used: dict[tuple[int, str], list[Site]] = {}
    for site in scope.function.sites:
        if isinstance(site.node, ast.Name):
            used.setdefault((id(site.statement), site.node.id), []).append(site)
    for (_, old), sites in used.items():
        kind = scope.kind(scope.value(sites[0]))
        for other, value in scope.names.items():
            if len(sites) > 1 and other != old and scope.kind(value) == kind and kind in ("array", "number"):
                edits = [replaced(site, ast.Name(other, ast.Load()), "a name") for site in sites]
                changes = tuple(edit.changes[0] for edit in edits)
                yield Edit(changes, sites[0].node, "a name", 2, sites[0].statement)
    for (statement, one), sites in used.items():
        for (other_statement, other), others in used.items():
            kinds = {scope.kind(scope.value(site)) for site in (sites[0], others[0])}
            if statement == other_statement and one < other and kinds in ({"array"}, {"number"}):
                pairs = [(site, other) for site in sites] + [(site, one) for site in others]
                edits = [replaced(site, ast.Name(new, ast.Load()), "a name") for site, new in pairs]
                changes = tuple(edit.changes[0] for edit in edits)
                yield Edit(changes, sites[0].statement, "which name stands where", 2, sites[0].statement)


def targets(scope: Scope) -> Iterator[Edit]:
    """Another variable to the left of ``=``."""
    for statement in ast.walk(scope.function.definition):
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                if isinstance(target, ast.Name):
                    yield from _other_target(scope, target, statement)


def unread(scope: Scope) -> Iterator[Edit]:
    """Another variable to the left of ``=``, in place of one that is never read: dA_prev, where dA goes on."""
    nodes = list(ast.walk(scope.function.definition))
    read = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    for statement in nodes:
        if isinstance(statement, ast.Assign):
            for target in (n for t in statement.targets for n in getattr(t, "elts", [t])):
                if isinstance(target, ast.Name) and target.id not in read:
                    yield from _other_target(scope, target, statement)


def _other_target(scope: Scope, target: ast.Name, statement: ast.stmt) -> Iterator[Edit]:
    for other in scope.names:
        if other != target.id:
            yield Edit((Change(target, "id", other),), target, "a name", 1, statement)
