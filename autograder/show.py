"""Values in words a learner can copy: short numbers, whole small arrays, shapes of large ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from autograder.inside.observation import Opaque

WHOLE = 24  # an array up to this many numbers is shown in full


def show(value: Any, other: Any = None) -> str:
    """A plain value as text; `other` is what it will be read beside, so that the two do not look the same."""
    if isinstance(value, Opaque):
        return value.description
    if isinstance(value, np.ndarray):
        if value.ndim == 0:
            return number(value[()], other if np.ndim(other) == 0 else None)
        if value.size > WHOLE:
            return f"{' x '.join(map(str, value.shape))} numbers"
        return _nested(value, _digits(value, other)).replace("\n", "")
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key!r}: {show(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        text = ", ".join(show(item) for item in value)
        return f"({text})" if isinstance(value, tuple) else f"[{text}]"
    if isinstance(value, (bool, int, float, np.generic)):
        return number(value)
    if isinstance(value, np.random.Generator):
        return "rng"
    return getattr(value, "__name__", None) or repr(value)


def number(value: Any, other: Any = None) -> str:
    """A number with 6 significant digits, or as many as tell it from `other`."""
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value))
    return _number(value, _digits(np.asarray(value), other))


def _digits(value: np.ndarray, other: Any) -> int:
    if other is None or np.shape(other) != value.shape or value.dtype.kind not in "iuf":
        return 6
    mine, yours = value.astype(float), np.asarray(other, dtype=float)
    told_apart = np.isfinite(mine) & np.isfinite(yours) & (mine != yours) & (mine != 0)
    with np.errstate(over="ignore"):  # Next to a number close to 0 any other is infinitely far away.
        relative = np.abs(1 - yours[told_apart] / mine[told_apart])
    if not relative.size:
        return 6
    return int(np.clip(np.ceil(-np.log10(relative.min())) + 1, 6, 12))


def _number(value: Any, digits: int) -> str:
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value))
    if isinstance(value, (int, np.integer)):
        return str(int(value))
    return f"{float(value) + 0.0:.{digits}g}"


def _nested(array: np.ndarray, digits: int) -> str:
    if array.ndim == 0:
        return _number(array[()], digits)
    return "[" + ", ".join(_nested(item, digits) for item in array) + "]"


def show_call(name: str, parameters: Sequence[str], arguments: Sequence[Any]) -> str:
    """The call that was made: ``weighted_sum(x=[1, 2], w=[3, -1], b=2)``."""
    return f"{name}({', '.join(f'{p}={show(a)}' for p, a in zip(parameters, arguments, strict=False))})"
