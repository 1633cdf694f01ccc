"""Edits of what an `if` asks, and of its branches: a condition on each side of `or`, a key that may be missing."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.search.change import Change, Edit, blocks_changed, replaced
from autograder.search.scope import Scope
from autograder.search.tree import located


def compared(scope: Scope) -> Iterator[Edit]:
    """``x == a or b``, which compares with a alone."""
    for site in scope.function.sites:
        node = site.node
        first = node.values[0] if isinstance(node, ast.BoolOp) else None
        if not isinstance(node, ast.BoolOp) or not isinstance(first, ast.Compare) or len(first.ops) != 1:
            continue
        if isinstance(first.ops[0], (ast.Eq, ast.NotEq)) and any(isinstance(v, ast.Constant) for v in node.values):
            values = [
                ast.Compare(first.left, first.ops, [value]) if isinstance(value, ast.Constant) else value
                for value in node.values
            ]
            kind = f"`{'or' if isinstance(node.op, ast.Or) else 'and'}` stands between two whole comparisons"
            yield replaced(site, ast.BoolOp(node.op, list(values)), kind)


def contained(scope: Scope) -> Iterator[Edit]:
    """``if d.get(key)`` and ``if d[key]``, where ``key in d`` is meant."""
    for site in scope.function.sites:
        for table, key in _asked(site.node) if site.is_condition else ():
            if isinstance(scope.value_of(table), dict):
                yield replaced(site, ast.Compare(key, [ast.In()], [table]), "the question whether a key is there")


def _asked(node: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    """The dictionary and the key of ``d.get(key)`` and ``d[key]``."""
    if isinstance(node, ast.Subscript):
        yield node.value, node.slice
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get" and node.args:
        yield node.func.value, node.args[0]


def branches(scope: Scope) -> Iterator[Edit]:
    """The branches of an ``if`` exchanged, its condition dropped, ``elif`` for ``if``."""
    for block in scope.function.blocks:
        for position, statement in enumerate(block.statements):
            if not isinstance(statement, ast.If):
                continue
            if statement.orelse:
                new = located(ast.If(statement.test, statement.orelse, statement.body), statement)
                yield Edit((Change(block.statements, position, new),), statement.test, "which branch is which", 2, new)
            for body in (statement.body, statement.orelse):
                if body:
                    rest = [*block.statements[:position], *body, *block.statements[position + 1 :]]
                    words = f"Leave out the condition `{ast.unparse(statement.test)}`."
                    yield blocks_changed([(block, rest)], statement.test, "a condition too many", 2, words=words)
