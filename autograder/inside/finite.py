"""NumPy and itertools as changed versions of a function get them: what could run for ever ends.

LAPACK iterates, and on the infinite numbers that a changed version makes it may never end; ``sum(count())`` never does.
No alarm stops them.
"""

from __future__ import annotations

import functools
import itertools
import types
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

MOST_ROUNDS = 10_000


def guarded(value: Any) -> Any:
    """NumPy, or its linear algebra, so that it refuses what is not finite; itertools without end so that it ends; any
    other value as it is."""
    known = {id(np): _numpy, id(np.linalg): _linalg, id(itertools): _itertools}
    if id(value) in known:
        return known[id(value)]()
    endless = (itertools.count, itertools.cycle, itertools.repeat)
    return _ending(value) if any(value is each for each in endless) else value


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


@cache
def _itertools() -> types.ModuleType:
    module = types.ModuleType(itertools.__name__)
    endless = {name: _ending(getattr(itertools, name)) for name in ("count", "cycle", "repeat")}
    vars(module).update(vars(itertools) | endless)
    return module


def _ending(make: Callable[..., Any]) -> Callable[..., Any]:
    """What makes an iterator, so that this one ends after many rounds."""
    return lambda *arguments, **options: itertools.islice(make(*arguments, **options), MOST_ROUNDS)


def _of_finite(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function; it raises LinAlgError if an array it is given holds a number that is infinite or none at all."""

    @functools.wraps(function)
    def checked(*arrays: Any, **options: Any) -> Any:
        for array in arrays:
            if isinstance(array, np.ndarray) and array.dtype.kind in "fc" and not np.isfinite(array).all():
                raise np.linalg.LinAlgError("not finite")
        return function(*arrays, **options)

    return checked
