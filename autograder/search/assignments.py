"""Edits of assignments: what is kept, added to, or changed in place."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.search.change import Change, Edit
from autograder.search.scope import Scope
from autograder.search.tree import is_module, located


def assignment(scope: Scope) -> Iterator[Edit]:
    """``+=`` for ``=`` and back, and ``w = w - g`` for ``w -= g``, which changes an array in place."""
    for block in scope.function.blocks:
        for position, statement in enumerate(block.statements):
            for new, kind in (*_other_assignments(statement), *_several_kept(scope, statement)):
                located(new, statement)
                change = Change(block.statements, position, new)
                yield Edit((change,), statement, kind, 1, new)


def _other_assignments(statement: ast.stmt) -> Iterator[tuple[ast.stmt, str]]:
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target = statement.targets[0]
        if isinstance(target, (ast.Name, ast.Subscript)):
            for op in (ast.Add(), ast.Sub(), ast.Mult()):
                yield ast.AugAssign(target, op, statement.value), "`=` or `+=`"
    elif isinstance(statement, ast.Expr):
        yield from _kept(statement.value)
    elif isinstance(statement, ast.AugAssign):
        yield ast.Assign([statement.target], statement.value), "`=` or `+=`"
        if isinstance(statement.target, ast.Name):
            read = ast.Name(statement.target.id, ast.Load())
            new = ast.Assign([statement.target], ast.BinOp(read, statement.op, statement.value))
            yield new, "a change in place"


def _kept(value: ast.expr) -> Iterator[tuple[ast.stmt, str]]:
    """A value that is computed and thrown away, stored instead."""
    if isinstance(value, ast.BinOp) and isinstance(value.left, (ast.Name, ast.Subscript)):
        yield ast.AugAssign(_as_target(value.left), value.op, value.right), "a value that is thrown away"
    elif isinstance(value, ast.Compare) and isinstance(value.left, (ast.Name, ast.Subscript)):
        yield ast.Assign([_as_target(value.left)], value.comparators[0]), "`=` or `==`"
    elif isinstance(value, ast.Call):
        kept = value.func.value if isinstance(value.func, ast.Attribute) else None
        for node in (kept, *value.args[:1]):
            if isinstance(node, ast.Name) and not is_module(node):
                yield ast.Assign([ast.Name(node.id, ast.Store())], value), "a value that is thrown away"


def _several_kept(scope: Scope, statement: ast.stmt) -> Iterator[tuple[ast.stmt, str]]:
    """Several values that a call returns and that are thrown away, stored in the variables it was given first."""
    node = statement.value if isinstance(statement, ast.Expr) else None
    values = scope.value_of(node) if isinstance(node, ast.Call) else None
    if isinstance(node, ast.Call) and isinstance(values, (tuple, list)) and 2 <= len(values) <= len(node.args):
        names = [ast.Name(n.id, ast.Store()) for n in node.args[: len(values)] if isinstance(n, ast.Name)]
        if len(names) == len(values):
            yield ast.Assign([ast.Tuple(list(names), ast.Store())], node), "a value that is thrown away"


def _as_target(node: ast.Name | ast.Subscript) -> ast.Name | ast.Subscript:
    if isinstance(node, ast.Name):
        return ast.Name(node.id, ast.Store())
    return ast.Subscript(node.value, node.slice, ast.Store())


def is_idle(statement: ast.stmt, following: list[ast.stmt]) -> bool:
    """Whether a statement only sets variables that nothing below it reads."""
    targets = targets_of(statement) if isinstance(statement, (ast.Assign, ast.AugAssign)) else []
    names = {target.id for target in targets if isinstance(target, ast.Name)}
    read = {n.id for other in following for n in ast.walk(other) if isinstance(n, ast.Name)}
    return bool(targets) and len(names) == len(targets) and not names & read


def targets_of(node: ast.AST) -> list[ast.expr]:
    """What a statement assigns or adds to."""
    call = node.value if isinstance(node, ast.Expr) else None
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in ("append", "extend"):
        return [call.func.value]
    return node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AugAssign) else []
