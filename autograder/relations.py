"""Mistakes that any exercise can have, recognized by how the result relates to the right one on every case.

A relation is told only where at least two cases show it: on the others it must hold as well, but there it may be that
the right result has the same form by chance (0 is its own double, a square of one number its own transpose).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.compare import as_array, compare, parts_of
from autograder.definition import Definition
from autograder.factors import factors
from autograder.inside.observation import Case, Opaque, plain

BIASES = ("a", "b", "b1", "b2")


@dataclass(frozen=True)
class Evidence:
    """One part of the result on every case: the arguments, the right values and the values that came back.

    `warnings` are those of each call.
    """

    exercise: Definition
    cases: Sequence[Case]
    part: str
    expected: list[Any]
    got: list[Any]
    warnings: Sequence[Sequence[str]] = ()

    def agree(self, one: Any, other: Any) -> bool:
        """Whether two values count as the same."""
        return compare(one, other, self.exercise.tolerance) is None

    def everywhere(self, wanted: Sequence[Any]) -> bool:
        """Whether the result equals `wanted` on every case."""
        return all(self.agree(*pair) for pair in zip(wanted, self.got, strict=True))

    def telling(self, wanted: Sequence[Any]) -> int:
        """How many different right results there are where `wanted` is another one."""
        distinct: list[Any] = []
        for right, one in zip(self.expected, wanted, strict=True):
            if not self.agree(right, one) and not any(self.agree(right, known) for known in distinct[:2]):
                distinct.append(right)
        return len(distinct)

    def shows(self, wanted: Sequence[Any]) -> bool:
        """Whether the result equals `wanted` on every case, and at least two cases tell that from the right result."""
        return self.everywhere(wanted) and self.telling(wanted) >= 2

    def mapped(self, change: Callable[[np.ndarray], np.ndarray]) -> bool:
        """Whether the cases show that the result is the changed right value."""
        return self.shows([change(np.asarray(value, dtype=float)) for value in self.expected])


Relation = Callable[[Evidence], tuple[str, str] | None]


def recognize(evidence: Evidence) -> tuple[str, str] | None:
    """The first relation that the cases show, as (key, what to tell the learner); None if there is none."""
    expected = [as_array(value) for value in evidence.expected]
    # What an exercise makes of a result, its view, is no result: nothing that was returned is halved.
    if evidence.exercise.is_value or evidence.exercise.view or any(value is None for value in expected):
        return None
    got = [Opaque("no numbers") if (array := as_array(value)) is None else array for value in evidence.got]
    evidence = replace(evidence, expected=expected, got=got)
    return next((found for relation in RELATIONS if (found := relation(evidence))), None)


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
            told = f"Your result is the right one times {words}."
            return f"factor_{words.replace(' ', '')}", f"{told}{_mean_or_sum(words)}" if is_size else told
    return None


def _mean_or_sum(words: str) -> str:
    if words.startswith("1/"):
        return " A mean where the sum is meant, or one division too many?"
    return " A sum where the mean is meant?" if words.isidentifier() else ""


def missing_bias(e: Evidence) -> tuple[str, str] | None:
    """got = what the reference gives with a bias set to 0."""
    if all(np.ndim(x) == 0 and float(x).is_integer() for x in e.expected):
        return None  # A count says too little: many a mistake leads to the same one.
    for name in BIASES:
        if name in e.exercise.parameters:
            index = e.exercise.parameters.index(name)
            given = [case.arguments for case in e.cases]
            without = [(*a[:index], np.zeros_like(a[index]), *a[index + 1 :]) for a in given]
            if e.shows(_references(e, without)):
                return f"missing_{name}", f"The bias {name} is missing: your result is what {name} = 0 would give."
    return None


def swapped_arguments(e: Evidence) -> tuple[str, str] | None:
    """got = what the reference gives with two arguments of one shape exchanged."""
    names, given = e.exercise.parameters, [case.arguments for case in e.cases]
    for i, j in itertools.combinations(range(len(names)), 2):
        if all(len(a) > j and _alike(a[i], a[j]) for a in given):
            swapped = [tuple(a[{i: j, j: i}.get(k, k)] for k in range(len(a))) for a in given]
            if e.shows(_references(e, swapped)):
                return f"swapped_{names[i]}_{names[j]}", f"{names[i]} and {names[j]} have changed places."
    return None


def _alike(one: Any, other: Any) -> bool:
    """Whether two arguments could be confused: both numbers, or arrays of one shape."""
    kinds = (np.ndarray, int, float)
    return isinstance(one, kinds) and isinstance(other, kinds) and np.shape(one) == np.shape(other)


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


OVERFLOWS = (
    ("overflow encountered in exp", "somewhere an exponential overflows"),
    ("divide by zero encountered in log", "somewhere the logarithm of 0 is taken"),
)


def same_answer(e: Evidence) -> tuple[str, str] | None:
    """The same result for every case."""
    if not isinstance(e.got[0], Opaque) and e.shows([e.got[0]] * len(e.got)):
        return "constant_answer", "Your function gives the same result in every case. Does it use its arguments?"
    return None


def constant_offset(e: Evidence) -> tuple[str, str] | None:
    """got = expected + c."""
    got, expected = e.got[0], e.expected[0]
    if isinstance(got, Opaque) or got.shape != expected.shape or not got.size:
        return None
    offset = float(got.flat[0]) - float(expected.flat[0])
    if np.isfinite(offset) and offset and e.mapped(lambda x: x + offset):
        return "constant_offset", f"Your result is off by {offset:+.4g} everywhere."
    return None


RELATIONS: tuple[Relation, ...] = (
    transposed, outer_broadcast, extra_axis, wrong_sign, missing_bias, constant_factor, swapped_arguments, truncated,
    rounded, absolute, returns_inside_loop, single_row, unstable, same_answer, constant_offset,
)  # fmt: skip


def _references(e: Evidence, given: Sequence[tuple[Any, ...]]) -> list[Any]:
    """This part of the reference's result on other arguments; a text that equals no result where it fails."""
    results: list[Any] = []
    for arguments in given:
        try:
            with np.errstate(all="ignore"):
                parts = parts_of(e.exercise.expected(Case(arguments)), e.exercise.returns)
        except Exception:
            parts = {}
        results.append(parts.get(e.part, "no result") if isinstance(parts, dict) else "no result")
    return results
