"""Edits of arrays and lists that are one and the same where several are meant, or smaller than what they stand for."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from autograder.search.calls import call, np_
from autograder.search.change import Change, Edit, replaced
from autograder.search.scope import Scope
from autograder.search.tree import located


def one_list(scope: Scope) -> Iterator[Edit]:
    """``[[0] * k] * n``, whose rows are one and the same list."""
    for site in scope.function.sites:
        node = site.node
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and isinstance(node.left, ast.List):
            value = scope.value(site)
            if isinstance(value, list) and value and isinstance(value[0], (list, np.ndarray)):
                numbers = call(ast.Name("range", ast.Load()), node.right)
                rounds = ast.comprehension(ast.Name("_", ast.Store()), numbers, [], 0)
                yield replaced(site, ast.ListComp(node.left.elts[0], [rounds]), "rows that are one and the same list")


def appended(scope: Scope) -> Iterator[Edit]:
    """``found[i] = value`` in a list that is still empty: a list grows with append."""
    for block in scope.function.blocks:
        for position, statement in enumerate(block.statements):
            if not isinstance(statement, ast.Assign):
                continue
            target = statement.targets[0]
            if isinstance(target, ast.Subscript) and isinstance(scope.value_of(target.value), list):
                grown = ast.Attribute(copied(target.value), "append", ast.Load())
                new = located(ast.Expr(call(grown, statement.value)), statement)
                change = Change(block.statements, position, new)
                yield Edit((change,), statement, "how a list grows", 1, new)


def copied(node: ast.expr) -> ast.expr:
    """The same expression in new nodes, without places."""
    return ast.parse(ast.unparse(node), mode="eval").body


def selected(scope: Scope) -> Iterator[Edit]:
    """``z[z > 0]``, which leaves the other entries out, where they are to be 0."""
    for site in scope.function.sites:
        node = site.node
        if isinstance(node, ast.Subscript) and scope.is_mask(node.slice):
            kept = call(np_("where"), node.slice, node.value, ast.Constant(0))
            yield replaced(site, kept, "a selection, which leaves entries out", 2)
