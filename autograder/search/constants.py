"""Edits of constants: another number, another text, one too many or too few."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from autograder.search.change import Edit, replaced
from autograder.search.operators import does_nothing, ends_a_loop
from autograder.search.scope import MISSING, Scope
from autograder.search.tree import Site, is_module

DRAWS = ("normal", "standard_normal", "uniform", "random", "randn", "rand")
NOT_FINITE = {"inf": "nan", "nan": "inf"}
CUT_OFF = {"e": np.e, "pi": np.pi}


def text(scope: Scope) -> Iterator[Edit]:
    """Another text: one that right answers use, or that is passed in."""
    for site in scope.function.sites:
        if isinstance(site.node, ast.Constant) and isinstance(site.node.value, str):
            for other in scope.texts:
                if other != site.node.value and not _is_key_beside(site, other):
                    yield replaced(site, ast.Constant(other), "a text")


def _is_key_beside(site: Site, text: str) -> bool:
    """Whether a text is a key of the dictionary in which the site is a key."""
    keys = site.parent.keys if isinstance(site.parent, ast.Dict) else []
    return site.node in keys and any(isinstance(key, ast.Constant) and key.value == text for key in keys)


def constant(scope: Scope) -> Iterator[Edit]:
    """Another number, also one that right answers use; True for False, one more or less."""
    for site in scope.function.sites:
        node = site.node
        if ends_a_loop(site):
            continue
        if isinstance(node, ast.Attribute) and is_module(node.value) and node.attr in NOT_FINITE:
            yield replaced(site, ast.Attribute(node.value, NOT_FINITE[node.attr], ast.Load()), "a number")
        elif not isinstance(node, ast.Constant):
            yield from _one_off(scope, site)
        elif isinstance(node.value, bool):
            yield replaced(site, ast.Constant(not node.value), "True or False")
        elif isinstance(node.value, (int, float)):
            for name, exact in CUT_OFF.items():
                if abs(node.value - exact) < 0.01:
                    new: ast.expr = ast.Attribute(ast.Name("np", ast.Load()), name, ast.Load())
                    yield replaced(site, new, "a number of which digits are missing")
            for other in _numbers_near(node.value):
                new = ast.Constant(abs(other))
                if not _makes_neutral(site, other):
                    yield replaced(site, ast.UnaryOp(ast.USub(), new) if other < 0 else new, "a number")
            starts = node.value in (0, 1) and isinstance(site.parent, ast.Assign)  # Where a sum or a product begins.
            for name, value in scope.given.items():
                if scope.kind(value) == "number" and not starts:
                    yield replaced(site, ast.Name(name, ast.Load()), "a number where an argument is meant", 2)
            for number in scope.numbers:
                neutral = isinstance(number, ast.Constant) and _makes_neutral(site, number.value)  # type: ignore[arg-type]
                if not neutral and ast.unparse(number) != ast.unparse(node):
                    yield replaced(site, number, "a number")


def _makes_neutral(site: Site, number: float) -> bool:
    parent = site.parent
    if abs(number) < 1e-4 and isinstance(parent, ast.Call) and isinstance(parent.func, ast.Attribute):
        return parent.func.attr in DRAWS  # What is drawn with a width of 0 need not be drawn.
    if isinstance(parent, ast.AugAssign):
        return does_nothing(ast.BinOp(ast.Name("x", ast.Load()), parent.op, ast.Constant(number)))
    if not isinstance(parent, ast.BinOp):
        return False
    if isinstance(parent.op, (ast.Mult, ast.Div, ast.MatMult, ast.Pow)) and abs(number) < 1e-4:
        return True  # What is multiplied by 0, or nearly so, need not be there.
    left, right = (ast.Constant(number) if side is site.node else side for side in (parent.left, parent.right))
    return does_nothing(ast.BinOp(left, parent.op, right))


def _numbers_near(value: float) -> Iterator[float]:
    near = [value + 1, value - 1, 0, 1, 2, 0.5, -1, -value, value * 2, value / 2, 3, 4, value * 10, value / 10]
    near += [1e-5, 1e-8, 1e-12, 1 / value, value**2] if value and isinstance(value, float) else []
    seen = {repr(value)}
    for other in near:
        other = int(other) if other == int(other) and isinstance(value, int) else other
        if repr(other) not in seen:
            seen.add(repr(other))
            yield other


def _one_off(scope: Scope, site: Site) -> Iterator[Edit]:
    """Bounds of a range, whole numbers in an index, in a comparison or as a size: one more, one less."""
    node, value = site.node, scope.value(site)
    whole = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("range", "enumerate"):
        if len(node.args) == 1 and node.func.id == "range":
            stop, one = node.args[0], ast.Constant(1)
            for bounds in (
                [one, stop], [one, ast.BinOp(stop, ast.Add(), one)], [one, ast.BinOp(stop, ast.Sub(), one)],
                [ast.BinOp(stop, ast.Sub(), one), ast.Constant(-1), ast.Constant(-1)],
            ):  # fmt: skip
                yield replaced(site, ast.Call(node.func, bounds, []), "the bounds of the range")
            yield from _stepped(scope, site, node.func, [ast.Constant(0), stop])
        elif len(node.args) == 2:
            yield replaced(site, ast.Call(node.func, node.args[1:], []), "the bounds of the range")
            yield from _stepped(scope, site, node.func, node.args)
        elif node.func.id == "enumerate" and len(node.args) == 1:
            yield replaced(site, ast.Call(node.func, [*node.args, ast.Constant(1)], []), "where counting starts")
    elif whole or (value is MISSING and isinstance(site.parent, ast.Call)):
        is_sum = isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub))
        if is_sum and isinstance(node, ast.BinOp) and isinstance(node.right, ast.Constant):
            return  # The number itself is a site.
        for op in (ast.Add(), ast.Sub()):
            yield replaced(site, ast.BinOp(node, op, ast.Constant(1)), "one too many or too few", 2)


def _stepped(scope: Scope, site: Site, func: ast.expr, bounds: list[ast.expr]) -> Iterator[Edit]:
    """A range in steps of an argument: range(0, n, batch_size)."""
    for name, value in scope.given.items():
        if isinstance(value, int) and not isinstance(value, bool) and value > 1:
            new = ast.Call(func, [*bounds, ast.Name(name, ast.Load())], [])
            yield replaced(site, new, "the step of the range", 2)
