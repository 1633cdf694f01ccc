"""Functions that cases hand to a learner's function, by name: losses to differentiate, gradients to follow.

They stand here, on the learner's side, because they must exist where the learner's code runs.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def sum_of_cubes(x: Any) -> Any:
    """The sum of x^3; its gradient is 3 x^2."""
    return np.sum(np.asarray(x, dtype=float) ** 3)


def weighted_squares(x: Any) -> Any:
    """x1^2 + 2 x2^2 + 3 x3^2 + ..., element by element in reading order."""
    flat = np.ravel(np.asarray(x, dtype=float))
    return np.sum(np.arange(1, flat.size + 1) * flat**2)


def neighbors(x: Any) -> Any:
    """x1 x2 + x2 x3 + ... + sin(x1): every coordinate's slope depends on its neighbors."""
    flat = np.ravel(np.asarray(x, dtype=float))
    return np.sum(flat[:-1] * flat[1:]) + np.sin(flat[0])


def products_and_squares(x: Any) -> Any:
    """(x1 x2, x2 x3, ..., sum of squares, sin x1): as many outputs as inputs, and one more."""
    x = np.asarray(x, dtype=float)
    return np.concatenate([x[:-1] * x[1:], [np.sum(x**2), np.sin(x[0])]])


def three_outputs(x: Any) -> Any:
    """(sum of x, sum of x^3, x1^2): three outputs, whatever the number of inputs."""
    x = np.asarray(x, dtype=float)
    return np.array([np.sum(x), np.sum(x**3), x[0] ** 2])


def one_slope(w: Any) -> Any:
    """w - 3, the derivative of (w - 3)^2 / 2."""
    return w - 3.0


def bowl_slope(w: Any) -> Any:
    """(w1, 2 w2, 3 w3, ...) in reading order: the gradient of a bowl that is steeper along later coordinates."""
    w = np.asarray(w, dtype=float)
    return np.arange(1.0, w.size + 1).reshape(w.shape) * w
