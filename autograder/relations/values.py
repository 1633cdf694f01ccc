"""The right numbers, changed: another sign, a factor, an offset, rounded, cut off, beyond what a float can hold."""

from __future__ import annotations

import numpy as np

from autograder.compare import as_array
from autograder.inside.observation import Opaque, plain
from autograder.relations.evidence import Evidence
from autograder.relations.factors import factors

OVERFLOWS = (
    ("overflow encountered in exp", "somewhere an exponential overflows"),
    ("divide by zero encountered in log", "somewhere the logarithm of 0 is taken"),
)


def wrong_sign(e: Evidence) -> tuple[str, str] | None:
    """got = -expected."""
    if e.mapped(np.negative):
        return "wrong_sign", "Your result has the right size and the wrong sign, everywhere."
    return None


def constant_factor(e: Evidence) -> tuple[str, str] | None:
    """got = c expected, with c a number, an axis length, its inverse, or an argument such as lr."""
    if not any(np.any(x) for x in e.expected):
        return None
    for words, values, is_size in factors(e.exercise, e.cases):
        if e.shows([factor * np.asarray(x) for factor, x in zip(values, e.expected, strict=True)]):
            told = f"Your result is the right one times {_said(words)}."
            return f"factor_{words.replace(' ', '')}", f"{told}{_mean_or_sum(words)}" if is_size else told
    return None


def _said(words: str) -> str:
    """The length of a whole array in words: nobody calls it `size` alone."""
    number = "the number of elements"
    return {"size": number, "-size": f"minus {number}", "1/size": f"one over {number}"}.get(words, words)


def _mean_or_sum(words: str) -> str:
    if words.startswith("-"):
        return f" The sign is the wrong one, and the size is off as well:{_mean_or_sum(words[1:]).lower()}".rstrip(":")
    if words.startswith("1/"):
        return " A mean where the sum is meant, or one division too many?"
    return " A sum where the mean is meant?" if words.isidentifier() else ""


def truncated(e: Evidence) -> tuple[str, str] | None:
    """Integers where decimals belong: on some cases alone, or everywhere with numbers left that are not 0."""
    whole = [not isinstance(g, Opaque) and np.asarray(g).dtype.kind in "iu" for g in e.got]
    for change in (np.trunc, np.floor):
        cut = [
            change(np.asarray(x, dtype=float)) if is_whole else x for x, is_whole in zip(e.expected, whole, strict=True)
        ]
        # Integers for some arguments alone are proof enough; integers everywhere must be more than zeros.
        enough = 2 if all(whole) else 1
        if any(whole) and e.everywhere(cut) and e.telling(cut) >= enough <= sum(map(np.any, cut)):
            return "truncated", (
                "Decimals are cut off: the result was stored in an array of integers (np.zeros_like of an integer "
                "array makes one, and so does int()). Make room for floats."
            )
    return None


def rounded(e: Evidence) -> tuple[str, str] | None:
    """got = expected rounded to a few decimals."""
    for digits in range(1, 7):
        if e.shows([np.round(np.asarray(x, dtype=float), digits) for x in e.expected]):
            return "rounded", f"Your result is rounded to {digits} decimals. Return the number as it is."
    return None


def absolute(e: Evidence) -> tuple[str, str] | None:
    """got = |expected|."""
    return ("absolute_value", "The sign was lost: your result is the absolute value.") if e.mapped(np.abs) else None


def unstable(e: Evidence) -> tuple[str, str] | None:
    """Right wherever the arguments are moderate, NaN or infinite where they are very large."""
    large = [
        any(np.max(np.abs(a), initial=0) > 500 for a in map(as_array, map(plain, case.arguments)) if a is not None)
        for case in e.cases
    ]
    right = [e.agree(x, g) for x, g in zip(e.expected, e.got, strict=True)]
    infinite = [not isinstance(g, Opaque) and not np.all(np.isfinite(g)) for g in e.got]
    if not any(right) or not all(r or (b and i) for r, b, i in zip(right, large, infinite, strict=True)):
        return None
    said = [" ".join(warnings) for warnings, is_right in zip(e.warnings, right, strict=True) if not is_right]
    causes = [cause for sign, cause in OVERFLOWS if said and all(sign in warnings for warnings in said)]
    why = f": {' and '.join(causes)}" if causes else ""
    return "unstable", (
        f"Right for moderate numbers, but NaN or infinity for very large ones{why}. Can the formula be simplified "
        "before it is computed?"
    )


def constant_offset(e: Evidence) -> tuple[str, str] | None:
    """got = expected + c."""
    got, expected = e.got[0], e.expected[0]
    if isinstance(got, Opaque) or got.shape != expected.shape or not got.size:
        return None
    offset = float(got.flat[0]) - float(expected.flat[0])
    if np.isfinite(offset) and offset and e.mapped(lambda x: x + offset):
        return "constant_offset", f"Your result is off by {offset:+.4g} everywhere."
    return None
