"""Edits of what stands in the wrong place: a name in quotation marks, swapped values, joined results."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator

import numpy as np

from autograder.search.arrays import copied
from autograder.search.calls import call, called, np_
from autograder.search.change import Change, Edit, replaced
from autograder.search.scope import Scope
from autograder.search.substitute import is_whole_number
from autograder.search.tree import located

JOINS = ("append", "concatenate", "hstack", "array")


def quoted(scope: Scope) -> Iterator[Edit]:
    """A variable whose name stands in quotation marks, once or wherever a statement has it; a text without them."""
    found: dict[tuple[int, str], list[Edit]] = {}
    for site in scope.function.sites:
        node = site.node
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in scope.names:
            kind = "a name in quotation marks"
            edit = replaced(site, ast.Name(node.value, ast.Load()), kind)
            found.setdefault((id(site.statement), node.value), []).append(edit)
            yield edit
        elif isinstance(node, ast.Name) and node.id in scope.texts and node.id not in scope.names:
            yield replaced(site, ast.Constant(node.id), "missing quotation marks")
    for edits in found.values():
        if len(edits) > 1:
            first = edits[0]
            changes = tuple(edit.changes[0] for edit in edits)
            yield Edit(changes, first.passage, "a name in quotation marks", 1, first.statement)


def exchanged(scope: Scope) -> Iterator[Edit]:
    """Two values of a dictionary, the names that a tuple is unpacked into, three entries in turn, two joined lists."""
    for site in scope.function.sites:
        node = site.node
        if isinstance(node, ast.Dict):
            for values in _swapped(node.values):
                yield replaced(site, ast.Dict(node.keys, values), "which value belongs to which key")
        elif isinstance(node, ast.Tuple) and len(node.elts) == 3:
            for turned in ([*node.elts[1:], node.elts[0]], [node.elts[2], *node.elts[:2]]):
                yield replaced(site, ast.Tuple(turned, ast.Load()), "the order of the entries", 2)
        elif isinstance(node, ast.BinOp) and isinstance(scope.value(site), (list, str)):
            yield replaced(site, ast.BinOp(node.right, node.op, node.left), "the order of the operands")
    for statement in ast.walk(scope.function.definition):
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        if isinstance(statement, (ast.Assign, ast.For)) and isinstance(targets[0], ast.Tuple):
            for names in _swapped(targets[0].elts):
                yield Edit((Change(targets[0], "elts", names),), targets[0], "the order of the names", 1, statement)


def _swapped(items: list[ast.expr]) -> Iterator[list[ast.expr]]:
    for first, second in itertools.combinations(range(len(items)), 2):
        new = list(items)
        new[first], new[second] = new[second], new[first]
        yield new


def joined(scope: Scope) -> Iterator[Edit]:
    """Several results joined to one array, or all of them in one vector, where each is to be returned by itself."""
    for site in scope.function.sites:
        if not site.is_returned:
            continue
        node, value = site.node, scope.value(site)
        if isinstance(node, ast.Call) and called(node) in JOINS:
            items = node.args[0].elts if isinstance(node.args[0], (ast.List, ast.Tuple)) else node.args
            if len(items) > 1:
                yield replaced(site, ast.Tuple(list(items), ast.Load()), "several results joined to one array")
        elif isinstance(node, ast.Name) and isinstance(value, np.ndarray) and value.ndim == 1:
            last, first = ast.UnaryOp(ast.USub(), ast.Constant(1)), ast.Constant(1)
            for most, one in ((ast.Slice(None, last), last), (ast.Slice(first, None), ast.Constant(0))):
                parts = [ast.Subscript(node, index, ast.Load()) for index in (most, one)]
                yield replaced(site, ast.Tuple(list(parts), ast.Load()), "the parts of the result, in one array", 2)


def paired(scope: Scope) -> Iterator[Edit]:
    """``P[:, labels]``, whole columns, or ``P[k]``, a whole row, where one entry of each row is meant."""
    for statement in ast.walk(scope.function.definition):
        if isinstance(statement, (ast.Assign, ast.AugAssign, ast.Return, ast.Expr)):
            for node in ast.walk(statement):
                for index in _entries(scope, node) if isinstance(node, ast.Subscript) else ():
                    change = Change(node, "slice", located(index, node))
                    yield Edit((change,), node, "one entry of each row", 2, statement)


def _entries(scope: Scope, node: ast.Subscript) -> Iterator[ast.expr]:
    """The indices of single entries: the rows counted beside the columns chosen."""
    if isinstance(node.slice, ast.Tuple) and len(node.slice.elts) == 2 and ast.unparse(node.slice.elts[0]) == ":":
        columns = node.slice.elts[1]
        chosen = scope.value_of(columns)
        if isinstance(chosen, np.ndarray) and chosen.ndim == 1 and chosen.dtype.kind in "iu":
            array = copied(node.value)
            rows = call(np_("arange"), call(ast.Name("len", ast.Load()), array))
            yield ast.Tuple([rows, columns], ast.Load())
    elif _is_matrix(scope.value_of(node.value)) and not isinstance(node.slice, (ast.Slice, ast.Tuple)):
        for loop in ast.walk(scope.function.definition):
            if isinstance(loop, ast.For) and isinstance(loop.target, ast.Name):
                counter = ast.Name(loop.target.id, ast.Load())
                if is_whole_number(scope.names.get(counter.id)) and ast.unparse(node.slice) != counter.id:
                    yield ast.Tuple([counter, node.slice], ast.Load())


def _is_matrix(value: object) -> bool:
    return isinstance(value, np.ndarray) and value.ndim == 2


def ended(scope: Scope) -> Iterator[Edit]:
    """A variable returned at once, where more is done than was asked for."""
    block = scope.function.blocks[0]
    for position, statement in enumerate(block.statements):
        if position and isinstance(statement, (ast.If, ast.For, ast.While)):
            for name in scope.names:
                if name not in scope.given:
                    new = located(ast.Return(ast.Name(name, ast.Load())), statement)
                    words = f"Write `return {name}` here; what follows is not asked for."
                    changes = (Change(block.statements, slice(None), [*block.statements[:position], new]),)
                    yield Edit(changes, _head(statement), "a step too many", 2, words=words)


def _head(statement: ast.stmt) -> ast.AST:
    return getattr(statement, "test", getattr(statement, "iter", statement))
