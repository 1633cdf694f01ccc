"""Compare what was returned with what was expected, in the order a person would: type, shape, dtype, finite, value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.inside.kinds import Kind
from autograder.inside.observation import Opaque
from autograder.show import number, show

ARRAYS = (np.ndarray, np.generic)


@dataclass(frozen=True)
class Tolerance:
    """Values agree when |got - expected| <= atol + rtol |expected|."""

    rtol: float = 1e-8
    atol: float = 1e-10


LONGEST_LIST = 60  # characters
FLOAT32 = Tolerance(rtol=1e-4, atol=1e-5)


@dataclass(frozen=True)
class Mismatch:
    """One difference: its kind, both sides in words, and where in the result it is."""

    kind: Kind
    expected: str
    got: str
    where: str = ""


def parts_of(value: Any, names: Sequence[str]) -> dict[str, Any] | Mismatch:
    """The named parts of a tuple or dictionary; a result of one part is called ``""``."""
    if not names:
        return {"": value}
    wanted = f"{_count(names)}: {', '.join(names)}"
    if value is None:
        return Mismatch(Kind.NOTHING, wanted, "None")
    if isinstance(value, dict):
        return value  # Extra keys pass; a missing one is found part by part.
    rows = list(value) if isinstance(value, np.ndarray) and value.ndim else value
    if not isinstance(rows, list):
        return Mismatch(Kind.TYPE, wanted, show(value))
    if len(rows) != len(names):
        return Mismatch(Kind.TYPE, wanted, kind_of(value) if isinstance(value, np.ndarray) else _count(rows))
    return dict(zip(names, rows, strict=True))


def _count(parts: Sequence[Any]) -> str:
    return f"{len(parts)} part{'s' * (len(parts) != 1)}"


def compare(expected: Any, got: Any, tolerance: Tolerance) -> Mismatch | None:
    """The first difference between two plain values, or None. NaN agrees only with an expected NaN."""
    if got is None and expected is not None:
        return Mismatch(Kind.NOTHING, show(expected), "None")
    if isinstance(got, Opaque):
        return Mismatch(Kind.SHAPE if "shape" in got.description else Kind.TYPE, kind_of(expected), got.description)
    expected_array, got_array = as_array(expected), as_array(got)
    if expected_array is not None and got_array is not None:
        return _compare_arrays(expected_array, got_array, tolerance)
    if isinstance(expected, list) and isinstance(got, (list, np.ndarray)) and _has_items(got):
        return _compare_lists(expected, list(got), tolerance)
    if isinstance(expected, dict) and isinstance(got, dict):
        if expected.keys() != got.keys():
            return Mismatch(Kind.TYPE, kind_of(expected), kind_of(got))
        return _first_mismatch(((repr(key), value, got[key]) for key, value in expected.items()), tolerance)
    if isinstance(expected, str) and isinstance(got, str):
        same = word(expected) == word(got)
        return None if same else Mismatch(Kind.VALUE, show(expected), show(got))
    if expected is None and got is None:
        return None
    return Mismatch(Kind.TYPE, kind_of(expected), kind_of(got))


def word(text: str) -> str:
    """What a text says, however it is written: "(b)", "B" and " b. " are b."""
    return text.casefold().strip(" \t\n().:")


def agrees(expected: Any, got: Any, tolerance: Tolerance) -> bool:
    """Whether `compare` finds no difference; sooner, as none needs to be put into words."""
    if isinstance(expected, ARRAYS) and isinstance(got, ARRAYS):
        return expected.shape == got.shape and _difference(np.asarray(expected), np.asarray(got), tolerance) is None
    return compare(expected, got, tolerance) is None


def as_array(value: Any) -> np.ndarray | None:
    """A plain value as an array, if it is one or a rectangular list of numbers; else None."""
    if isinstance(value, ARRAYS):
        return np.asarray(value)
    if not isinstance(value, list) or not value:
        return None
    rows = [as_array(item) for item in value]
    if any(row is None for row in rows) or len({row.shape for row in rows if row is not None}) != 1:
        return None
    return np.stack([row for row in rows if row is not None])


def _compare_lists(expected: list[Any], got: list[Any], tolerance: Tolerance) -> Mismatch | None:
    if len(expected) != len(got):
        return Mismatch(Kind.SHAPE, _list(expected), _list(got))
    pairs = enumerate(zip(expected, got, strict=True))
    return _first_mismatch(((str(index), one, other) for index, (one, other) in pairs), tolerance)


def _first_mismatch(entries: Iterable[tuple[str, Any, Any]], tolerance: Tolerance) -> Mismatch | None:
    """The first difference between the entries of two lists or dictionaries, each with its index or key."""
    for where, one, other in entries:
        if mismatch := compare(one, other, tolerance):
            return replace(mismatch, where=f"[{where}]{mismatch.where}")
    return None


def _list(items: list[Any]) -> str:
    """How long a list is, and if it is short, what it holds."""
    shown = show(items)
    return f"a list of {len(items)}" + f": {shown}" * (len(shown) <= LONGEST_LIST)


def _compare_arrays(expected: np.ndarray, got: np.ndarray, tolerance: Tolerance) -> Mismatch | None:
    if expected.shape != got.shape:
        return Mismatch(Kind.SHAPE, f"{_shape(expected)}: {show(expected)}", f"{_shape(got)}: {show(got)}")
    difference = _difference(expected, got, tolerance)
    return _at(difference[0], expected, got, difference[1]) if difference else None


def _difference(expected: np.ndarray, got: np.ndarray, tolerance: Tolerance) -> tuple[Kind, np.ndarray] | None:
    """How two arrays of one shape differ first, and in which entries; None if they agree."""
    if (got == expected).all():
        return None
    bad = ~np.isfinite(got) & np.isfinite(expected)
    if bad.any():
        return Kind.FINITE, bad
    if got.dtype == np.float32:
        tolerance = FLOAT32
    wrong = ~np.isclose(
        got.astype(float), expected.astype(float), rtol=tolerance.rtol, atol=tolerance.atol, equal_nan=True
    )
    return (Kind.VALUE, wrong) if wrong.any() else None


def _at(kind: Kind, expected: np.ndarray, got: np.ndarray, wrong: np.ndarray) -> Mismatch:
    """Small arrays are shown whole, of a large one the first wrong entry."""
    if expected.size <= 12:
        return Mismatch(kind, show(expected, other=got), show(got, other=expected))
    index = tuple(int(i) for i in np.argwhere(wrong)[0])
    where = f"[{', '.join(map(str, index))}]"
    one, other = expected[index], got[index]
    return Mismatch(kind, number(one, other), number(other, one), where)


def kind_of(value: Any) -> str:
    """A value as a noun: an array of shape (3, 2), a list of 4, a dictionary with its keys."""
    if isinstance(value, ARRAYS):
        return "a number" if np.ndim(value) == 0 else f"an array of shape {np.shape(value)}"
    if isinstance(value, list):
        is_of_arrays = value and all(isinstance(item, np.ndarray) and item.ndim for item in value)
        of_arrays = f" arrays, the first of shape {np.shape(value[0])}" if is_of_arrays else ""
        return f"a list of {len(value)}{of_arrays}"
    if isinstance(value, dict):
        return f"a dictionary with the keys {', '.join(map(repr, value))}"
    return show(value)


def _shape(array: np.ndarray) -> str:
    return "one number" if array.ndim == 0 else f"shape {array.shape}"


def _has_items(value: Any) -> bool:
    return isinstance(value, list) or value.ndim > 0
