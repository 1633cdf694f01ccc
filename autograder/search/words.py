"""What a right value in one place proves, in words that are true."""

from __future__ import annotations

import ast
from typing import Any

import numpy as np

from autograder.search.substitute import Substitution, Substitutions
from autograder.search.telling import is_whole_number
from autograder.search.tree import Function, Site
from autograder.show import show

LONGEST = 40  # characters of an expression that is named; a longer one is "the marked part"


def evidence(found: Substitution, values: Substitutions, subject: str) -> str:
    """What follows from a substitution: `subject` (every case, or a part of the result) would be right.

    "" if nothing does: that all would be right with the right result in an expression's stead is no news.
    """
    if found.is_result:
        return _starts_right(values.right_passages(found.site.statement)) or _only_here(
            found.site, values.scope.function
        )
    text = ast.unparse(found.site.node)
    name = f"`{text}`" if len(text) <= LONGEST else "the marked part"
    right, own = values.values[id(found.step)], values.scope.seen.get(found.site.number) or []
    if len(right) != 1 or len(own) != 1 or not _are_numbers(right[0], own[0]):
        return f"{subject} if {name} had the value that it has in a right answer."
    wanted, got = np.shape(right[0]), np.shape(own[0])
    if wanted != got:
        return f"{subject} if {name} had the right value: that is {_shape(wanted)}, and yours is {_shape(got)}."
    if np.size(right[0]) <= 6 and show(right[0]) != show(own[0]):
        return f"{subject} if {name} were {show(right[0])} in the call below; yours is {show(own[0])}."
    if show(right[0]) == show(own[0]):
        return f"{subject} if {name} had a value that differs a little: by {_distance(right[0], own[0]):.1g} at most."
    return f"{subject} if {name} had other values, of the same shape {wanted}."


def made_here(found: Substitution, subject: str) -> str:
    """What follows for the line that makes a variable, where the variable is used with a wrong value further on."""
    line = found.site.statement.lineno
    return f"{subject} if `{ast.unparse(found.site.node)}` had another value in line {line}, and this line makes it."


def or_before(makers: dict[str, ast.stmt]) -> str:
    """Where else the mistake can be: in the lines that make what this one uses and what no right answer has."""
    if not makers:
        return ""
    told = " and ".join(f"line {maker.lineno}, which makes `{name}`" for name, maker in makers.items())
    return f" If this line says what you mean, look at {told}."


def _starts_right(passages: list[ast.expr]) -> str:
    named = [f"`{text}`" for node in passages if len(text := ast.unparse(node)) <= LONGEST]
    if not named:
        return ""
    are = "is a step of a right answer" if len(named) == 1 else "are steps of a right answer"
    return f"{' and '.join(dict.fromkeys(named))} {are} too; what is made of that is not right yet."


def _only_here(site: Site, function: Function) -> str:
    """That no other branch is wrong, where there are others."""
    branches = [node for node in ast.walk(function.definition) if isinstance(node, (ast.If, ast.IfExp))]
    inside = any(branch is not site.node and any(n is site.node for n in ast.walk(branch)) for branch in branches)
    returns = sum(isinstance(node, ast.Return) for node in ast.walk(function.definition))
    return "Only the results that are made here are wrong." if inside or returns > 1 else ""


def _distance(right: Any, own: Any) -> float:
    return float(np.max(np.abs(np.subtract(right, own))))


def follows(part: str) -> str:
    """The beginning of a sentence about what would be right."""
    return f"{part} would be right in every case" if part else "Every case would be right"


def _are_numbers(*values: Any) -> bool:
    return all(isinstance(value, (np.ndarray, float, np.generic)) or is_whole_number(value) for value in values)


def _shape(shape: tuple[int, ...]) -> str:
    return f"an array of shape {shape}" if shape else "a single number"
