"""What a right value in one place proves, in words that are true."""

from __future__ import annotations

import ast
from typing import Any

import numpy as np

from autograder.search.substitute import Substitution, Substitutions, is_whole_number
from autograder.show import show

LONGEST = 40  # characters of an expression that is named; a longer one is "the marked part"


def evidence(found: Substitution, values: Substitutions, subject: str) -> str:
    """What follows from a substitution: `subject` (every case, or a part of the result) would be right."""
    if found.is_result and isinstance(found.site.statement, ast.Return):
        # Its right value is the right result: no news.
        return "The numbers that it uses are right; what it makes of them is not."
    text = ast.unparse(found.site.node)
    name = f"`{text}`" if len(text) <= LONGEST else "the marked part"
    right, own = values.values[id(found.step)], values.scope.seen.get(found.site.number) or []
    if len(right) != 1 or len(own) != 1 or not _are_numbers(right[0], own[0]):
        return f"{subject} if {name} had the value that it has in a right answer."
    wanted, got = np.shape(right[0]), np.shape(own[0])
    if wanted != got:
        return f"{subject} if {name} had the right value: that is {_shape(wanted)}, and yours is {_shape(got)}."
    if np.size(right[0]) <= 6:
        return f"{subject} if {name} were {show(right[0])} in the call below; yours is {show(own[0])}."
    return f"{subject} if {name} had other values, of the same shape {wanted}."


def on_the_way(found: Substitution, subject: str) -> str:
    """What follows for a line that makes a wrong value out of right ones, and whose value is used further on."""
    return (
        f"{subject} with another value in line {found.site.statement.lineno}. Of the lines that lead there, this is "
        "the first whose result occurs in none of the right answers that the check knows."
    )


def follows(part: str) -> str:
    """The beginning of a sentence about what would be right."""
    return f"{part} would be right in every case" if part else "Every case would be right"


def _are_numbers(*values: Any) -> bool:
    return all(isinstance(value, (np.ndarray, float, np.generic)) or is_whole_number(value) for value in values)


def _shape(shape: tuple[int, ...]) -> str:
    return f"an array of shape {shape}" if shape else "a single number"
