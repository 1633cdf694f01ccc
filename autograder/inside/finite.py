"""NumPy as changed versions of a function get it: its linear algebra takes finite numbers only.

LAPACK iterates, and on the infinite numbers that a changed version makes it may never end; no alarm stops it.
"""

from __future__ import annotations

import functools
import types
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np


def with_finite_algebra(value: Any) -> Any:
    """NumPy, or its linear algebra, so that it refuses what is not finite; any other value as it is."""
    return _numpy() if value is np else _linalg() if value is np.linalg else value


@cache
def _numpy() -> types.ModuleType:
    module = types.ModuleType(np.__name__)
    vars(module).update(vars(np) | {"linalg": _linalg(), "random": np.random})
    return module


@cache
def _linalg() -> types.ModuleType:
    module = types.ModuleType(np.linalg.__name__)
    for name in np.linalg.__all__:
        value = getattr(np.linalg, name)
        setattr(module, name, value if isinstance(value, type) else _of_finite(value))
    return module


def _of_finite(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function; it raises LinAlgError if an array it is given holds a number that is infinite or none at all."""

    @functools.wraps(function)
    def checked(*arrays: Any, **options: Any) -> Any:
        for array in arrays:
            if isinstance(array, np.ndarray) and array.dtype.kind in "fc" and not np.isfinite(array).all():
                raise np.linalg.LinAlgError("not finite")
        return function(*arrays, **options)

    return checked
