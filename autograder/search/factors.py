"""Edits by a factor or a term: one that is missing, one too many."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.search.change import Edit, replaced
from autograder.search.scope import Scope
from autograder.search.tree import Site

WORDS = {
    ast.Mult: "a missing factor",
    ast.Div: "a missing division",
    ast.Add: "a missing term",
    ast.Sub: "a missing term",
}
SUMS, PRODUCTS = (ast.Add, ast.Sub), (ast.Mult, ast.Div)


def dropped(scope: Scope) -> Iterator[Edit]:
    """One operand of an operation stays, the other is left out."""
    for site in scope.function.sites:
        node = site.node
        if isinstance(node, ast.BinOp):
            kind = "a factor too many" if isinstance(node.op, PRODUCTS) else "a term too many"
            kind = "a power too many" if isinstance(node.op, ast.Pow) else kind
            yield replaced(site, node.left, kind)
            if not isinstance(node.op, ast.Pow):
                yield replaced(site, node.right, kind)
        elif isinstance(node, ast.BoolOp):
            for value in node.values:
                yield replaced(site, value, "a condition too many")


def missing(scope: Scope) -> Iterator[Edit]:
    """An expression times, divided by, plus or minus: a variable, the length of one, 1, 2 or 1/2."""
    numbers, arrays = _terms(scope)
    for site in scope.function.sites:
        value = scope.value(site)
        if isinstance(site.node, (ast.Constant, ast.Compare)) or scope.kind(value) not in ("", "number", "array"):
            continue
        size = np.shape(value) if scope.kind(value) else None
        fitting = [term for term, other in arrays if size is None or _fits(size, np.shape(other))]
        for op in (ast.Mult, ast.Div, ast.Add, ast.Sub):
            if _is_told_further_out(site, op):
                continue
            for term in (*numbers, *fitting):
                if op in SUMS and ast.unparse(term) == ast.unparse(site.node):
                    continue  # X + X says 2 * X.
                if isinstance(term, ast.Constant) and (op in SUMS) != (term.value == 1):
                    continue
                if not isinstance(term, ast.Name) and op in PRODUCTS and isinstance(site.parent, ast.Compare):
                    continue  # Half of one side of a comparison is right by luck.
                yield replaced(site, ast.BinOp(site.node, op(), term), WORDS[op], 2)


def subtracted_from(scope: Scope) -> Iterator[Edit]:
    """A slope like s (1 - s) of which one half is missing."""
    for site in scope.function.sites:
        if scope.kind(scope.value(site)) not in ("", "number", "array") or isinstance(site.node, ast.Constant):
            continue
        if _is_told_further_out(site, ast.Mult):
            continue
        for name, value in scope.names.items():
            if scope.kind(value) in ("number", "array"):
                for inner in (ast.Name(name, ast.Load()), _squared(name)):
                    rest = ast.BinOp(ast.Constant(1), ast.Sub(), inner)
                    yield replaced(site, ast.BinOp(site.node, ast.Mult(), rest), WORDS[ast.Mult], 3)


def _squared(name: str) -> ast.expr:
    return ast.BinOp(ast.Name(name, ast.Load()), ast.Pow(), ast.Constant(2))


def _is_told_further_out(site: Site, op: type[ast.operator]) -> bool:
    """Whether the same factor (or term) of the operation around says the same."""
    parent = site.parent
    if isinstance(parent, ast.UnaryOp):
        return op in PRODUCTS
    if not isinstance(parent, ast.BinOp):
        return False
    if op in PRODUCTS:
        return isinstance(parent.op, PRODUCTS)
    return isinstance(parent.op, SUMS)


def _fits(size: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether an array of the other size can be combined with one of this size without making it larger."""
    try:
        return np.broadcast_shapes(size, other) == size
    except ValueError:
        return False


def _terms(scope: Scope) -> tuple[list[ast.expr], list[tuple[ast.expr, Any]]]:
    """The numbers and the arrays that could be missing."""
    numbers: list[ast.expr] = [ast.Constant(1), ast.Constant(2)]
    numbers += [number for number in scope.numbers if isinstance(number, ast.Attribute)]  # np.pi
    arrays: list[tuple[ast.expr, Any]] = []
    lengths = set()
    for name, value in scope.names.items():
        kind = scope.kind(value)
        if kind == "number":
            numbers.append(ast.Name(name, ast.Load()))
        elif kind == "array" and np.ndim(value):
            arrays.append((ast.Name(name, ast.Load()), value))
            for axis, length in enumerate(np.shape(value)):
                if length not in lengths:  # On this case; another name for the same length says no more.
                    lengths.add(length)
                    numbers.append(_length(name, axis))
            if np.size(value) not in lengths:
                lengths.add(np.size(value))
                numbers.append(ast.Attribute(ast.Name(name, ast.Load()), "size", ast.Load()))
        elif kind == "list" and len(value) not in lengths:
            lengths.add(len(value))
            numbers.append(_length(name, 0))
        elif not kind:
            numbers.append(ast.Name(name, ast.Load()))
    return numbers, arrays


def _length(name: str, axis: int) -> ast.expr:
    if axis == 0:
        return ast.Call(ast.Name("len", ast.Load()), [ast.Name(name, ast.Load())], [])
    shape = ast.Attribute(ast.Name(name, ast.Load()), "shape", ast.Load())
    return ast.Subscript(shape, ast.Constant(axis), ast.Load())
