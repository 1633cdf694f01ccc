"""The right numbers in another shape."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.inside.observation import Opaque
from autograder.relations.evidence import Evidence


def transposed(e: Evidence) -> tuple[str, str] | None:
    """got = expected transposed."""
    if all(np.ndim(value) == 2 for value in e.expected) and e.mapped(np.transpose):
        return "transposed", "Your result is the transpose of the right one: rows and columns have changed places."
    return None


def outer_broadcast(e: Evidence) -> tuple[str, str] | None:
    """Expected (n,), got (n, n)."""

    def spread(expected: Any, got: Any) -> bool:
        return np.ndim(expected) == 1 and np.shape(got) == (len(expected), len(expected))

    large = [(x, g) for x, g in zip(e.expected, e.got, strict=True) if np.size(x) > 1]
    if len({np.size(x) for x, _ in large}) > 1 and all(spread(*pair) for pair in large):
        return "outer_broadcast", (
            "Your result is a square, n by n, where n numbers belong. Somewhere an array of shape (n,) met one of "
            "shape (n, 1): NumPy then combines every element with every other. Give both the same shape."
        )
    return None


def extra_axis(e: Evidence) -> tuple[str, str] | None:
    """The right numbers in another shape, such as (n, 1) for (n,)."""
    if any(isinstance(value, Opaque) for value in e.got):
        return None
    pairs = list(zip(e.expected, e.got, strict=True))
    other = [(np.shape(x), np.shape(g)) for x, g in pairs if np.shape(x) != np.shape(g)]
    if len(other) < 2 or not all(e.agree(np.ravel(x), np.ravel(g)) for x, g in pairs):
        return None
    wanted, yours = other[0]
    one = f"shape {wanted}" if wanted else "a single number"
    return "extra_axis", f"The numbers are right, the shape is not: {one} is wanted, yours is {yours}."
