"""Right everywhere but at a corner, where the slope is none that may be chosen."""

from __future__ import annotations

import numpy as np

from autograder.inside.observation import Opaque
from autograder.relations.evidence import Evidence


def slope_at_a_corner(e: Evidence) -> tuple[str, str] | None:
    """A slope below 0 or above 1 where ReLU bends."""
    corner = e.exercise.corner
    if corner is None:
        return None
    slopes: list[float] = []
    for case, right, got in zip(e.cases, e.expected, e.got, strict=True):
        if e.agree(right, got):
            continue
        arguments = dict(zip(e.exercise.parameters, case, strict=False))
        at = np.asarray(arguments[corner.at])
        if isinstance(got, Opaque) or np.shape(got) != np.shape(right):
            return None
        if not e.agree(right, np.where(at == 0, right, got)):
            return None
        slopes += [slope for slope in corner.slopes(got, arguments) if not 0 <= slope <= 1]
    if not slopes or not np.isfinite(slopes).all():
        return None
    return "slope_at_the_corner", (
        f"Right everywhere but where `{corner.at}` is exactly 0. ReLU bends there: its slope is 0 on the left and 1 on "
        f"the right, and at the corner any number from 0 to 1 may stand for it. Yours is {slopes[0]:.4g}."
    )
