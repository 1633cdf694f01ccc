"""Edits that people who write loops need: a term once and not in every round, a second index, where a loop ends."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator

import numpy as np

from autograder.search.change import Change, Edit, blocks_changed, replaced
from autograder.search.scope import Scope
from autograder.search.tree import Block, located

MOST_NAMES = 4


def once(scope: Scope) -> Iterator[Edit]:
    """A term that a loop adds in every round, added once below it."""
    for block in scope.function.blocks:
        loop = block.owner
        if not isinstance(loop, ast.For) or block.outer is None:
            continue
        counts = {node.id for node in ast.walk(loop.target) if isinstance(node, ast.Name)}
        for position, statement in enumerate(block.statements):
            value = statement.value if isinstance(statement, ast.AugAssign) else None
            if not isinstance(value, ast.BinOp) or not isinstance(value.op, ast.Add):
                continue
            for term, rest in ((value.right, value.left), (value.left, value.right)):
                if not counts & {node.id for node in ast.walk(term) if isinstance(node, ast.Name)}:
                    yield from _below(block, block.outer, position, term, rest)


def _below(block: Block, outer: Block, position: int, term: ast.expr, rest: ast.expr) -> Iterator[Edit]:
    """The statement without the term, and the term added behind the loop."""
    old = block.statements[position]
    assert isinstance(old, ast.AugAssign)
    inside = located(ast.AugAssign(old.target, old.op, rest), old)
    below = located(ast.AugAssign(old.target, old.op, term), old)
    after = next((n for n, statement in enumerate(outer.statements) if statement is block.owner), -1) + 1
    if after:
        changes = [
            (block, [*block.statements[:position], inside, *block.statements[position + 1 :]]),
            (outer, [*outer.statements[:after], below, *outer.statements[after:]]),
        ]
        words = f"Write `{ast.unparse(inside)}`, and `{ast.unparse(below)}` once, below the loop."
        yield blocks_changed(changes, term, "what is done in every round", 2, words=words)


def lengths(scope: Scope) -> Iterator[Edit]:
    """``range(A.shape[1])`` for ``range(n)``."""
    for site in scope.function.sites:
        is_bound = isinstance(site.parent, ast.Call) and getattr(site.parent.func, "id", "") == "range"
        if is_bound and isinstance(site.node, ast.Name):
            for name, value in scope.given.items():
                for axis in range(np.ndim(value) if isinstance(value, np.ndarray) else 0):
                    shape = ast.Attribute(ast.Name(name, ast.Load()), "shape", ast.Load())
                    length = ast.Subscript(shape, ast.Constant(axis), ast.Load())
                    yield replaced(site, length, "which length is meant", 2)


def jumps(scope: Scope) -> Iterator[Edit]:
    """``continue`` for ``break``, and back."""
    for block in scope.function.blocks:
        for position, statement in enumerate(block.statements):
            if isinstance(statement, (ast.Break, ast.Continue)):
                new = located(ast.Continue() if isinstance(statement, ast.Break) else ast.Break(), statement)
                change = Change(block.statements, position, new)
                yield Edit((change,), statement, "`break` or `continue`", 1, new)


def second_index(scope: Scope) -> Iterator[Edit]:
    """``C[i, j]`` for ``C[i]``."""
    numbers = [name for name, value in scope.names.items() if scope.kind(value) in ("number", "")]
    for statement in ast.walk(scope.function.definition):
        target = statement.target if isinstance(statement, ast.AugAssign) else None
        if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Name):
            for name in numbers:
                index = ast.Tuple([target.slice, ast.Name(name, ast.Load())], ast.Load())
                change = Change(target, "slice", located(index, target))
                yield Edit((change,), target, "a missing index", 1, statement)  # type: ignore[arg-type]


def ends(scope: Scope) -> Iterator[Edit]:
    """``while i < len(x) and ...`` around ``x[i]``."""
    for loop in ast.walk(scope.function.definition):
        if not isinstance(loop, ast.While):
            continue
        indexed = (node for node in ast.walk(loop) if isinstance(node, ast.Subscript))
        pairs = {
            (node.slice.id, node.value.id)
            for node in indexed
            if isinstance(node.slice, ast.Name) and isinstance(node.value, ast.Name)
        }
        for index, items in sorted(pairs):
            inside = ast.parse(f"{index} < len({items})", mode="eval").body
            test = located(ast.BoolOp(ast.And(), [inside, loop.test]), loop.test)
            yield Edit((Change(loop, "test", test),), loop.test, "where the loop ends", 1, loop)


def unpacked(scope: Scope) -> Iterator[Edit]:
    """The names that the items of one value are given, in another order."""
    for statement in ast.walk(scope.function.definition):
        target = statement.targets[0] if isinstance(statement, ast.Assign) else None
        if not isinstance(target, ast.Tuple) or isinstance(statement.value, ast.Tuple):  # type: ignore[attr-defined]
            continue
        if 2 <= len(target.elts) <= MOST_NAMES and all(isinstance(name, ast.Name) for name in target.elts):
            for names in list(itertools.permutations(target.elts))[1:]:
                yield Edit((Change(target, "elts", list(names)),), target, "the order of the names", 1, statement)  # type: ignore[arg-type]
