"""Results that come close to the right ones on every case, and are not equal to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.compare import as_array

CLOSE = 0.01  # of the largest right number of a case


def nearly(expected: Sequence[Any], got: Sequence[Any]) -> str:
    """How close the results are, in words; "" if they are not, or if only one case tells."""
    apart = [_apart(right, one) for right, one in zip(expected, got, strict=True)]
    far = [distance for distance in apart if distance is None or distance > CLOSE]
    if far or sum(distance > 0 for distance in apart if distance is not None) < 2:
        return ""
    most = max(distance for distance in apart if distance is not None)
    return (
        "Your numbers are close to the right ones in every case, and not equal: the largest difference is "
        f"{100 * most:.1g} % of the largest number. Is a constant rounded, a small number added, or a slope estimated?"
    )


def _apart(right: Any, one: Any) -> float | None:
    """The largest difference, as a part of the largest right number; None if the two cannot be compared."""
    wanted, given = as_array(right), as_array(one)
    if wanted is None or given is None or wanted.shape != given.shape or not wanted.size:
        return None
    distance = float(np.max(np.abs(wanted.astype(float) - given.astype(float))))
    largest = float(np.max(np.abs(wanted.astype(float))))
    return (distance / largest if largest else float(distance > 0)) if np.isfinite(distance) else None
