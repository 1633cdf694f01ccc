"""Expressions of right answers in the learner's own names: variables are matched by the values they have."""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from typing import Any

from autograder.search.change import Edit, replaced
from autograder.search.factors import WORDS
from autograder.search.pool import Step, fingerprint
from autograder.search.scope import MISSING, Scope
from autograder.search.substitute import Substitution, Substitutions, is_telling
from autograder.search.tree import Site, is_number

COMMON = frozenset(
    ("len", "sum", "range", "float", "int", "abs", "min", "max", "zip", "enumerate", "list", "tuple", "np", "math")
)
DEEPEST = 4
LARGEST = 14  # tokens that an expression may differ by


class _Unknown(Exception):
    """A name that has no counterpart in the learner's function."""


def borrowings(found: Substitution, values: Substitutions) -> Iterator[Edit]:
    """The edits that put a right answer's expression in place of the learner's, or complete the learner's with it."""
    new = _borrowed(found.step, values)
    if new is not None:
        between = _tokens_between(found.site.node, new)
        if between <= LARGEST:
            size = min(between, _tokens(new).total())  # A short expression in a long one's stead is a small change.
            yield replaced(found.site, new, "this expression", max(1, size))
    for op, step in values.completions(found):  # The term or the factor that this one lacks.
        new = _borrowed(step, values)
        if new is not None and not (isinstance(op, ast.Div) and any(map(_calls_numpy, ast.walk(new)))):
            whole = ast.BinOp(found.site.node, op, new)
            yield replaced(found.site, whole, WORDS[type(op)], len(_tokens(new)))


def _calls_numpy(node: ast.AST) -> bool:
    """np.exp(...): that such a divisor was forgotten is less likely than another mistake."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)


def in_place_of_numbers(values: Substitutions) -> Iterator[Edit]:
    """The edits that put a right answer's expression where the learner wrote a plain number, or a text as an index."""
    numbers = [site for site in values.scope.function.sites if is_number(site.node) or _is_key(site)]
    known: set[str] = set()
    for step in values.steps if numbers else ():
        new = None if isinstance(step.site.node, ast.Constant) or step.site.is_returned else _borrowed(step, values)
        if new is None or (text := ast.unparse(new)) in known or len(_tokens(new)) > LARGEST:
            continue
        known.add(text)
        size = 2 + _tokens(new).total()
        for site in numbers:
            yield replaced(site, copy.deepcopy(new), "a text" if _is_key(site) else "a number", size)


def _is_key(site: Site) -> bool:
    is_text = isinstance(site.node, ast.Constant) and isinstance(site.node.value, str)
    return is_text and isinstance(site.parent, ast.Subscript)


def _borrowed(step: Step, values: Substitutions) -> ast.expr | None:
    return borrowed(step, values.pool.seen(step.answer, values.case), values.scope)


def borrowed(step: Step, seen: dict[int, list[Any]], scope: Scope) -> ast.expr | None:
    """The step's expression, written with the learner's variables; None if one has no counterpart."""
    if step.form not in ("", "transposed"):
        return None
    try:
        new = _Translation(step, seen, scope).visit(copy.deepcopy(step.site.node))
    except _Unknown:
        return None
    for node in ast.walk(new):
        for name in ("lineno", "col_offset", "end_lineno", "end_col_offset"):
            vars(node).pop(name, None)
    return ast.Attribute(new, "T", ast.Load()) if step.form else new


class _Translation(ast.NodeTransformer):
    def __init__(self, step: Step, seen: dict[int, list[Any]], scope: Scope, depth: int = 0) -> None:
        self.step, self.seen, self.scope, self.depth = step, seen, scope, depth
        self.function = step.answer.function
        self.inner: set[str] = set()  # Names that the expression binds itself, in a comprehension.

    def visit(self, node: ast.AST) -> Any:
        for inner in ast.walk(node):
            if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                self.inner.add(inner.id)
            elif isinstance(inner, ast.arg):
                self.inner.add(inner.arg)
        return super().visit(node)

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id in self.inner or node.id in COMMON:
            return node
        if node.id in self.function.parameters:
            mine = self.scope.function.parameters
            position = self.function.parameters.index(node.id)
            if position < len(mine):
                return ast.Name(mine[position], ast.Load())
            raise _Unknown
        if node.id in self.scope.callables:
            return node
        return self._local(node)

    def _local(self, node: ast.Name) -> ast.expr:
        """A variable of the learner's with the same values, or the expression that the right answer assigned to it."""
        site = next((s for s in self.function.sites if isinstance(s.node, ast.Name) and s.node.id == node.id), None)
        values = self.seen.get(site.number) if site else None
        if values:
            key = fingerprint(values[-1:])
            for name, value in self.scope.names.items():
                if value is not MISSING and name not in self.scope.given and fingerprint([value]) == key:
                    return ast.Name(name, ast.Load())
            # What a loop makes wrong in its first round makes the values of all later rounds wrong.
            begins = len(values), fingerprint(values[:1])
            for mine in self.scope.function.sites if is_telling(values[:1]) else ():
                own = self.scope.seen.get(mine.number, [])
                if isinstance(mine.node, ast.Name) and (len(own), fingerprint(own[:1])) == begins:
                    return ast.Name(mine.node.id, ast.Load())
        definitions = [
            s for s in ast.walk(self.function.definition) if isinstance(s, ast.Assign)
            and any(isinstance(t, ast.Name) and t.id == node.id for t in s.targets)
        ]  # fmt: skip
        if len(definitions) != 1 or self.depth >= DEEPEST:
            raise _Unknown
        inner = _Translation(self.step, self.seen, self.scope, self.depth + 1)
        return inner.visit(copy.deepcopy(definitions[0].value))


def _tokens_between(old: ast.expr, new: ast.expr) -> int:
    """How many names, numbers and operators the two do not share."""
    one, other = _tokens(old), _tokens(new)
    return sum(((one - other) + (other - one)).values())


def _tokens(node: ast.expr) -> Counter[str]:
    return Counter(
        repr(n.value) if isinstance(n, ast.Constant) else str(getattr(n, "id", getattr(n, "attr", type(n).__name__)))
        for n in ast.walk(node)
        if not isinstance(n, ast.expr_context)
    )
