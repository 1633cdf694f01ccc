"""Where a NaN or an infinity comes from: the first expression that has one, though what it is made of has none."""

from __future__ import annotations

import ast

import numpy as np

from autograder.explain.facts import quoted
from autograder.inside.observation import Span
from autograder.search.calls import called
from autograder.search.result import Located
from autograder.search.scope import MISSING, Scope
from autograder.search.tree import Site
from autograder.trial import Trial


def first_case_not_finite(trial: Trial) -> int | None:
    """The first case whose result holds a NaN or an infinity."""
    values = (o.value if isinstance(o.value, list) else [o.value] for o in trial.first)
    return next((number for number, value in enumerate(values) if any(map(is_broken, value))), None)


def located(scope: Scope) -> Located | None:
    """The passage where it comes in."""
    first = first_not_finite(scope)
    return Located(Span.of(first[0].node), f"Here NaN or infinity comes in: {first[1]}") if first else None


def first_not_finite(scope: Scope) -> tuple[Site, str] | None:
    """The expression and what to say about it; None if there is none, or if it got NaN from an argument."""
    broken = {site.number for site in scope.function.sites if is_broken(scope.value(site))}
    for site in sorted(scope.function.sites, key=lambda site: (site.statement.lineno, -site.number)):
        inner = [scope.site_of(node) for node in ast.walk(site.node) if node is not site.node]
        is_made = site.number in broken and not isinstance(site.node, (ast.Name, ast.Constant, ast.Attribute))
        if is_made and isinstance(site.node, ast.Call) and getattr(site.node.func, "id", "") in scope.given:
            return None  # A function that was passed in returned it.
        if is_made and not any(part and part.number in broken for part in inner):
            return site, f"{quoted(ast.unparse(site.node))} {_why(site.node, scope)}"
    return None


def is_broken(value: object) -> bool:
    """Whether a value is a number or an array with a NaN or an infinity."""
    if value is MISSING or not isinstance(value, (float, np.ndarray, np.floating)):
        return False
    array = np.asarray(value)
    return array.dtype.kind == "f" and not bool(np.isfinite(array).all())


def _why(node: ast.expr, scope: Scope) -> str:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and _has_zero(node.right, scope):
        return f"divides by 0 in this case: {quoted(ast.unparse(node.right))} is 0, or has a 0 in it."
    if called(node) in ("log", "log2", "log10"):
        return "takes the logarithm of 0, or of a number below 0, in this case."
    if called(node) == "exp":
        return "is larger than a float can hold in this case."
    if called(node) in ("mean", "std", "var") and isinstance(node, ast.Call):
        return "is the mean of nothing in this case, or of numbers too large."
    return "is NaN or infinite in this case, and what it is made of is not."


def _has_zero(node: ast.expr, scope: Scope) -> bool:
    value = scope.value_of(node)
    return scope.kind(value) in ("number", "array") and bool((np.asarray(value) == 0).any())
