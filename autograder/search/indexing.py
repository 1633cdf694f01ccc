"""Edits of how an array is laid out and which entries are used: a transpose, an index, a slice."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from autograder.search.calls import call, called, np_, whole
from autograder.search.change import Change, Edit, replaced
from autograder.search.scope import Scope


def counted(scope: Scope) -> Iterator[Edit]:
    """All entries of an array, where its rows are counted."""
    for site in scope.function.sites:
        node = site.node
        if called(node) == "len" and isinstance(node, ast.Call) and len(node.args) == 1:
            yield replaced(site, ast.Call(np_("size"), node.args, []), "what is counted")


def shape(scope: Scope) -> Iterator[Edit]:
    """A transpose, a reshape or an index by None more or less; the length of the other axis."""
    for site in scope.function.sites:
        node = site.node
        if called(node) == "len" and isinstance(node, ast.Call) and len(node.args) == 1:
            sizes = ast.Attribute(node.args[0], "shape", ast.Load())
            yield replaced(site, ast.Subscript(sizes, ast.Constant(1), ast.Load()), "which axis is counted")
        if called(site.parent) == "len":
            continue  # len(X.T) is X.shape[1], and nobody writes it.
        if isinstance(node, ast.Attribute) and node.attr == "T":
            yield replaced(site, node.value, "a transpose")
            continue
        if isinstance(node, ast.Subscript):
            yield replaced(site, node.value, "an index too many", 2)
            if isinstance(node.slice, ast.Tuple) and len(node.slice.elts) == 2:
                rows, columns = node.slice.elts
                if isinstance(rows, ast.Slice) and not isinstance(columns, ast.Slice):
                    yield replaced(site, ast.Subscript(node.value, columns, ast.Load()), "rows or columns")
                elif isinstance(columns, ast.Slice):
                    new_index = ast.Tuple([ast.Slice(), rows], ast.Load())
                    yield replaced(site, ast.Subscript(node.value, new_index, ast.Load()), "rows or columns")
                else:
                    new_index = ast.Tuple([columns, rows], ast.Load())
                    yield replaced(site, ast.Subscript(node.value, new_index, ast.Load()), "the order of the indices")
            elif not isinstance(node.slice, ast.Slice):
                new_index = ast.Tuple([ast.Slice(), node.slice], ast.Load())
                yield replaced(site, ast.Subscript(node.value, new_index, ast.Load()), "rows or columns")
        axes = scope.ndim(scope.value(site))
        if isinstance(node, (ast.Constant, ast.Tuple, ast.List)) or scope.kind(scope.value(site)) == "number":
            continue
        if axes == 2 or axes is None:
            yield replaced(site, _transposed(node), "a transpose")
        if axes:
            new = ast.Subscript(node, _index(":", None), ast.Load())
            yield replaced(site, new, "the shape", 2)
            yield replaced(site, ast.Subscript(node, _index(None, ":"), ast.Load()), "the shape", 2)
            yield replaced(site, call(ast.Attribute(node, "ravel", ast.Load())), "the shape", 2)
            if axes == 1:
                yield replaced(site, call(np_("diag"), node), "the shape", 3)
        if axes or scope.kind(scope.value(site)) == "list":
            yield replaced(site, ast.Subscript(node, ast.Constant(0), ast.Load()), "a missing index", 2)
            yield replaced(site, ast.Subscript(node, whole(-1), ast.Load()), "a missing index", 2)


def _transposed(node: ast.expr) -> ast.expr:
    """``node.T``; of a product that has a transpose already, B.T @ A for (A.T @ B).T."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        left, right = _turned(node.right), _turned(node.left)
        if not (isinstance(left, ast.Attribute) and isinstance(right, ast.Attribute)):
            return ast.BinOp(left, node.op, right)
    return ast.Attribute(node, "T", ast.Load())


def _turned(node: ast.expr) -> ast.expr:
    is_turned = isinstance(node, ast.Attribute) and node.attr == "T"
    return node.value if is_turned else ast.Attribute(node, "T", ast.Load())  # type: ignore[attr-defined]


def _index(*items: str | None) -> ast.Tuple:
    return ast.Tuple([ast.Slice() if item == ":" else ast.Constant(None) for item in items], ast.Load())


def slices(scope: Scope) -> Iterator[Edit]:
    """Bounds and direction of a slice."""
    names = (name for name, value in scope.names.items() if isinstance(value, (int, np.integer)))
    counts = [ast.Name(name, ast.Load()) for name in names]
    for site in scope.function.sites:
        node = site.node
        if scope.kind(scope.value(site)) in ("array", "list") and not isinstance(node, ast.Constant):
            for lower, upper, step in ((None, None, -1), (1, None, None), (None, -1, None)):
                new = ast.Subscript(node, _slice(lower, upper, step), ast.Load())
                kind = "the direction" if step else "which entries are used"
                yield replaced(site, new, kind, 2)
            for name in counts:
                for new_slice in (ast.Slice(name, None), ast.Slice(None, name)):
                    yield replaced(site, ast.Subscript(node, new_slice, ast.Load()), "which entries are used", 3)
    for sliced in ast.walk(scope.function.definition):
        if not isinstance(sliced, ast.Subscript):
            continue
        for holder, key, slice_ in _slices_in(sliced):
            for bounds in _bounds(slice_):
                passage = slice_ if hasattr(slice_, "lineno") else sliced
                statement = _statement_around(scope, sliced)
                yield Edit((Change(holder, key, bounds),), passage, "the bounds of the slice", 1, statement)


def _slices_in(node: ast.Subscript) -> Iterator[tuple[object, object, ast.Slice]]:
    if isinstance(node.slice, ast.Slice):
        yield node, "slice", node.slice
    elif isinstance(node.slice, ast.Tuple):
        for position, item in enumerate(node.slice.elts):
            if isinstance(item, ast.Slice):
                yield node.slice.elts, position, item


def _bounds(old: ast.Slice) -> Iterator[ast.Slice]:
    lower, upper, step = old.lower, old.upper, old.step
    one = ast.Constant(1)
    made = []
    for other in (None, *((ast.BinOp(lower, op, one) for op in (ast.Add(), ast.Sub())) if lower else (one,))):
        made.append(ast.Slice(other, upper, step))
    end = (ast.BinOp(upper, op, one) for op in (ast.Add(), ast.Sub())) if upper else (whole(-1),)
    for other in (None, *end):
        made.append(ast.Slice(lower, other, step))
    if step:
        made.append(ast.Slice(lower, upper, None))
    if lower or upper:
        made.append(ast.Slice(upper, lower, step))
    if lower and upper:  # X[i:size] where X[i:i + size] is meant.
        made.append(ast.Slice(lower, ast.BinOp(lower, ast.Add(), upper), step))
    for new in made:
        yield ast.fix_missing_locations(ast.copy_location(new, old))


def _slice(lower: int | None, upper: int | None, step: int | None) -> ast.Slice:
    return ast.Slice(*(None if bound is None else whole(bound) for bound in (lower, upper, step)))


def _statement_around(scope: Scope, node: ast.AST) -> ast.stmt | None:
    """The innermost simple statement that holds this node."""
    simple = (ast.Assign, ast.AugAssign, ast.Return, ast.Expr)
    return next(
        (
            s
            for s in ast.walk(scope.function.definition)
            if isinstance(s, simple) and any(n is node for n in ast.walk(s))
        ),
        None,
    )
