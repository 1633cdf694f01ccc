"""Edits of single expressions: an operator, the order of operands, parentheses, a sign."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator

import numpy as np

from autograder.search.change import Change, Edit, replaced
from autograder.search.scope import Scope
from autograder.search.tree import Site, is_module

OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult, ast.Div),
    ast.Sub: (ast.Add, ast.Mult, ast.Div),
    ast.Mult: (ast.MatMult, ast.Div, ast.Add, ast.Sub, ast.Pow),
    ast.Div: (ast.Mult, ast.FloorDiv, ast.Sub, ast.Add),
    ast.MatMult: (ast.Mult,),
    ast.FloorDiv: (ast.Div, ast.Mod),
    ast.Mod: (ast.FloorDiv, ast.Div),
    ast.Pow: (ast.Mult,),
    ast.BitXor: (ast.Pow,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt, ast.GtE, ast.Eq),
    ast.LtE: (ast.Lt, ast.GtE, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt, ast.LtE, ast.Eq),
    ast.GtE: (ast.Gt, ast.LtE, ast.Lt),
    ast.Eq: (ast.NotEq, ast.Lt, ast.Gt),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot, ast.Eq),
    ast.IsNot: (ast.Is, ast.NotEq),
}
COMMUTATIVE = (ast.Add, ast.Mult, ast.BitAnd, ast.BitOr, ast.BitXor)


def operator(scope: Scope) -> Iterator[Edit]:
    """Another operator, also of ``+=`` and of a comparison."""
    for site in scope.function.sites:
        node = site.node
        if isinstance(node, ast.BinOp):
            if isinstance(node.op, ast.BitXor):  # A power binds more tightly: 1 - y ^ 2 means 1 - y ** 2.
                power = ast.parse(ast.unparse(node).replace("^", "**"), mode="eval").body
                yield replaced(site, power, "an operator")
            for other in OPERATORS.get(type(node.op), ()):
                new = ast.BinOp(node.left, other(), node.right)
                if not does_nothing(new) and not (other is ast.FloorDiv and _are_numbers(node)):
                    yield replaced(site, new, "an operator")
            if isinstance(node.op, ast.Sub) and _are_whole(scope, node):
                differ = ast.Compare(node.left, [ast.NotEq()], [node.right])
                yield replaced(site, differ, "an operator: whether two are equal is asked with == and !=")
        elif isinstance(node, ast.Compare) and len(node.ops) == 1:
            for relation in COMPARISONS.get(type(node.ops[0]), ())[: 1 if ends_a_loop(site) else None]:
                yield replaced(site, ast.Compare(node.left, [relation()], node.comparators), "a comparison")
        elif isinstance(node, ast.BoolOp) and not any(isinstance(value, ast.Constant) for value in node.values):
            other_op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield replaced(site, ast.BoolOp(other_op, node.values), "`and` or `or`")
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.Invert)):
            yield replaced(site, node.operand, "a negation")
    for statement in ast.walk(scope.function.definition):
        if isinstance(statement, ast.AugAssign):
            for sibling in OPERATORS.get(type(statement.op), ()):
                yield Edit((Change(statement, "op", sibling()),), statement, "an operator", 1, statement)


def _are_whole(scope: Scope, node: ast.BinOp) -> bool:
    values = scope.value_of(node.left), scope.value_of(node.right)
    return all(isinstance(value, np.ndarray) and value.dtype.kind in "iu" for value in values)


def _are_numbers(node: ast.BinOp) -> bool:
    """5 / 3: whoever writes that wants no whole number."""
    return isinstance(node.left, ast.Constant) and isinstance(node.right, ast.Constant)


def does_nothing(node: ast.expr) -> bool:
    """Whether an operation leaves its other operand as it is: x * 1, x + 0, 0 + x. Nobody writes that as a repair."""
    if not isinstance(node, ast.BinOp):
        return False
    neutral = 0 if isinstance(node.op, (ast.Add, ast.Sub)) else 1
    sides = (node.left, node.right) if isinstance(node.op, (ast.Add, ast.Mult)) else (node.right,)
    return any(isinstance(side, ast.Constant) and side.value == neutral for side in sides)


def ends_a_loop(site: Site) -> bool:
    """Whether a comparison only decides if a loop ends: one that never holds would say that less clearly."""
    return isinstance(site.statement, ast.If) and isinstance(site.statement.body[0], ast.Break)


def order(scope: Scope) -> Iterator[Edit]:
    """Two operands, arguments, entries or branches the other way round."""
    for site in scope.function.sites:
        node = site.node
        if isinstance(node, ast.BinOp) and not isinstance(node.op, COMMUTATIVE):
            yield replaced(site, ast.BinOp(node.right, node.op, node.left), "the order of the operands")
        elif isinstance(node, ast.IfExp):
            yield replaced(site, ast.IfExp(node.test, node.orelse, node.body), "which value belongs to which case")
        elif isinstance(node, ast.Call):
            for first, second in itertools.combinations(range(len(node.args)), 2):
                if scope.is_mask(node.args[first]) is scope.is_mask(node.args[second]):
                    swapped = _swapped(node.args, first, second)
                    yield replaced(site, ast.Call(node.func, swapped, node.keywords), "the order of the arguments")
            if isinstance(node.func, ast.Name) and node.func.id in scope.callables:
                for first, last in itertools.combinations(range(1, len(node.args) + 1), 2):
                    moved = [*node.args[first:last], *node.args[:first], *node.args[last:]]
                    yield replaced(site, ast.Call(node.func, moved, node.keywords), "the order of the arguments", 2)
            if isinstance(node.func, ast.Attribute) and not is_module(node.func.value) and len(node.args) == 1:
                func = ast.Attribute(node.args[0], node.func.attr, ast.Load())
                new = ast.Call(func, [node.func.value], node.keywords)
                yield replaced(site, new, "the order of the operands")
        elif isinstance(node, (ast.Tuple, ast.List)) and 2 <= len(node.elts) <= 6:
            for first, second in itertools.combinations(range(len(node.elts)), 2):
                items = type(node)(_swapped(node.elts, first, second), ast.Load())
                yield replaced(site, items, "the order of the entries")


def _swapped(items: list[ast.expr], first: int, second: int) -> list[ast.expr]:
    items = list(items)
    items[first], items[second] = items[second], items[first]
    return items


def parentheses(scope: Scope) -> Iterator[Edit]:
    """The same symbols, grouped another way: a / b * c and a / (b * c), f(x) ** 2 and f(x ** 2)."""
    for site in scope.function.sites:
        yield from (replaced(site, new, "the parentheses", 2) for new in _regrouped(site.node))


def _regrouped(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp):
        yield from _pulled_from_both(node)
        yield from _pulled_from_right(node)
        yield from _pulled_from_left(node)
        for call, other, is_left in ((node.left, node.right, True), (node.right, node.left, False)):
            if isinstance(call, ast.Call) and len(call.args) >= 1 and not isinstance(call.args[0], ast.Starred):
                pair = (call.args[0], other) if is_left else (other, call.args[0])
                if not does_nothing(new := ast.BinOp(pair[0], node.op, pair[1])):
                    yield ast.Call(call.func, [new, *call.args[1:]], call.keywords)
        if isinstance(node.op, ast.Pow) and isinstance(node.left, ast.UnaryOp):
            yield ast.UnaryOp(node.left.op, ast.BinOp(node.left.operand, node.op, node.right))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.BinOp):
        inner = node.operand
        yield ast.BinOp(ast.UnaryOp(node.op, inner.left), inner.op, inner.right)
    elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.BinOp):
        inner = node.args[0]
        yield ast.BinOp(ast.Call(node.func, [inner.left, *node.args[1:]], node.keywords), inner.op, inner.right)
        yield ast.BinOp(inner.left, inner.op, ast.Call(node.func, [inner.right, *node.args[1:]], node.keywords))


def _pulled_from_both(node: ast.BinOp) -> Iterator[ast.expr]:
    """x * a + b / y becomes x * (a + b) / y."""
    left, right, products = node.left, node.right, (ast.Mult, ast.Div)
    if not isinstance(left, ast.BinOp) or not isinstance(right, ast.BinOp):
        return
    if isinstance(node.op, (ast.Add, ast.Sub)) and isinstance(left.op, products) and isinstance(right.op, products):
        inner = ast.BinOp(left.right, node.op, right.left)
        yield ast.BinOp(ast.BinOp(left.left, left.op, inner), right.op, right.right)


def _pulled_from_right(node: ast.BinOp) -> Iterator[ast.expr]:
    """a o (x p ...) becomes (a o x) p ..., at every depth of the left edge of the right operand, or x p (a o ...)."""
    right = node.right
    if isinstance(node.op, ast.Mult) and isinstance(right, ast.BinOp) and isinstance(right.op, (ast.Add, ast.Sub)):
        yield ast.BinOp(right.left, right.op, ast.BinOp(node.left, node.op, right.right))
    path: list[ast.BinOp] = []
    current = node.right
    while isinstance(current, ast.BinOp):
        path.append(current)
        yield _continued(ast.BinOp(node.left, node.op, current.left), path)
        # a + 1 - t * b becomes a + (1 - t) * b: of the left operand only the last term is pulled.
        if isinstance(node.left, ast.BinOp) and isinstance(node.left.op, (ast.Add, ast.Sub)):
            inner = _continued(ast.BinOp(node.left.right, node.op, current.left), path)
            yield ast.BinOp(node.left.left, node.left.op, inner)
        current = current.left


def _continued(start: ast.expr, path: list[ast.BinOp]) -> ast.expr:
    """start p ...: what stands on the right along a left edge, from its deepest node up, applied to a new start."""
    for above in reversed(path):
        start = ast.BinOp(start, above.op, above.right)
    return start


def _pulled_from_left(node: ast.BinOp) -> Iterator[ast.expr]:
    """(... p x) o b becomes ... p (x o b), at every depth of the right edge of the left operand."""
    path: list[ast.BinOp] = []
    current = node.left
    while isinstance(current, ast.BinOp):
        path.append(current)
        new: ast.expr = ast.BinOp(current.right, node.op, node.right)
        for above in reversed(path):
            new = ast.BinOp(above.left, above.op, new)
        yield new
        current = current.right
    # a o b o c becomes a o (b o c) with the whole tail: 1 - Y / 1 - A.
    parts: list[tuple[ast.operator, ast.expr]] = [(node.op, node.right)]
    current = node.left
    while isinstance(current, ast.BinOp) and len(parts) < 6:
        tail: ast.expr = current.right
        for op, right in reversed(parts):
            tail = ast.BinOp(tail, op, right)
        if len(parts) > 1:
            yield ast.BinOp(current.left, current.op, tail)
        parts.append((current.op, current.right))
        current = current.left


def sign(scope: Scope) -> Iterator[Edit]:
    """A minus more or less, a condition negated."""
    for site in scope.function.sites:
        node = site.node
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
            yield replaced(site, node.operand, "a sign")
        elif isinstance(node, ast.Compare) or (scope.is_mask(node) and not isinstance(node, ast.Constant)):
            is_array = isinstance(scope.value(site), np.ndarray)
            yield replaced(site, ast.UnaryOp(ast.Invert() if is_array else ast.Not(), node), "a negation")
        elif _takes_minus(scope, site):
            yield replaced(site, ast.UnaryOp(ast.USub(), node), "a sign", 2)


def _takes_minus(scope: Scope, site: Site) -> bool:
    """Whether a minus here says anything that a minus further out does not."""
    if isinstance(site.node, ast.Constant) and not isinstance(site.node.value, (int, float)):
        return False
    if isinstance(site.parent, ast.BinOp) and isinstance(site.parent.op, (ast.Mult, ast.Div, ast.MatMult)):
        return False
    return not isinstance(site.parent, ast.UnaryOp) and scope.kind(scope.value(site)) in ("", "number", "array")
