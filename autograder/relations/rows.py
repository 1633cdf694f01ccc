"""One row of the right result, where all belong."""

from __future__ import annotations

import numpy as np

from autograder.relations.evidence import Evidence


def returns_inside_loop(e: Evidence) -> tuple[str, str] | None:
    """The first row is right and all the others are still zero."""

    def first_row(x: np.ndarray) -> np.ndarray:
        kept = np.zeros_like(x)
        kept[:1] = x[:1]
        return kept

    if _has_rows(e) and e.mapped(first_row):
        return "returns_inside_loop", (
            f"Only the first {_row(e)} is filled, the others are still zero. Does a `return` inside a loop end it "
            "after one round?"
        )
    return None


def single_row(e: Evidence) -> tuple[str, str] | None:
    """One row of the right result, instead of all."""
    for which, index in (("first", 0), ("last", -1)):
        if _has_rows(e) and e.shows([x[index] for x in e.expected]):
            return f"{which}_row_only", (
                f"You return only the {which} {_row(e)} of the result. Does the loop end too early, or does each round "
                "overwrite the one before?"
            )
    return None


def _has_rows(e: Evidence) -> bool:
    """Whether the result has an axis whose length varies from case to case."""
    return all(np.ndim(x) and len(x) for x in e.expected) and len({len(x) for x in e.expected}) > 1


def _row(e: Evidence) -> str:
    return "row" if np.ndim(e.expected[0]) > 1 else "entry"
