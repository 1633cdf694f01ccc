"""Functions that cases pass to a learner's function: losses to differentiate, gradients to follow, activations.

They must exist where the learner's code runs; so a test proves that not one of them solves an exercise.
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


def softsign(z: Any) -> Any:
    """z / (1 + |z|), element by element."""
    return z / (1.0 + np.abs(z))


def arctan(z: Any) -> Any:
    """The angle whose tangent is z, element by element."""
    return np.arctan(z)


def softplus(z: Any) -> Any:
    """log(1 + exp(z)), element by element."""
    return np.logaddexp(0.0, z)


def loss_after_training(lr: Any) -> Any:
    """What 40 steps on a bowl of curvature 1 leave of a loss of 2: 2 (1 - lr)^80, infinite once it is too large."""
    with np.errstate(over="ignore"):
        return 2.0 * np.float64(1.0 - lr) ** 80


def nan_above_one(lr: Any) -> Any:
    """(log10 lr + 2)^2, and NaN for every rate above 1."""
    return np.nan if lr > 1 else (np.log10(lr) + 2.0) ** 2


def log_of_zero_above_one(lr: Any) -> Any:
    """(lr - 0.3)^2 - 1, and minus infinity for every rate above 1."""
    return -np.inf if lr > 1 else (lr - 0.3) ** 2 - 1


def always_diverges(lr: Any) -> Any:
    """Infinity below 1 and NaN from there: no rate works."""
    return np.inf if lr < 1 else np.nan


def tuple_of_settings(**setting: Any) -> Any:
    """A model for grid searches to train: it only remembers its settings."""
    return tuple(setting[name] for name in sorted(setting))


def distance_from_ten(model: Any) -> Any:
    """A validation loss with many ties: how far the product of the settings is from 10."""
    return abs(float(np.prod(model)) - 10.0)


def nan_for_large_settings(model: Any) -> Any:
    """A validation loss that is NaN where the first setting is above 1, and else has its minimum at 0.7."""
    return np.nan if model[0] > 1 else float((model[0] - 0.7) ** 2 + 0.1 * sum(model[1:]))


def bowl_in_settings(model: Any) -> Any:
    """A validation loss in which the settings depend on each other: the best of one alone is not the best of all."""
    flat = np.asarray(model, dtype=float)
    return float(np.sum((flat - 1.0) ** 2) + 1.9 * np.sum(np.diff(flat) ** 2) - flat[0] * flat[-1])


def infinite_for_large_settings(model: Any) -> Any:
    """A validation loss that is infinite where the first setting is above 1, and else has its minimum at 0.7."""
    return np.inf if model[0] > 1 else float((model[0] - 0.7) ** 2 + 0.1 * sum(model[1:]))


def coarse_bowl(model: Any) -> Any:
    """A validation loss with ties for settings between 0 and 2: twice the distance from 1, cut off to 0 to 3."""
    return float(np.floor(np.sum(np.abs(np.asarray(model, dtype=float) - 1.0)) * 2.0))


def rate_and_units(rng: Any) -> Any:
    """A setting for random searches: 2 to 16 units, and a rate between 0.01 and 10 that is even in its logarithm."""
    return {"units": int(rng.uniform(2, 17)), "lr": 10 ** rng.uniform(-2, 1)}


def two_numbers(rng: Any) -> Any:
    """A setting for random searches: two numbers between 0 and 2."""
    return {"first": rng.uniform(0, 2), "second": rng.uniform(0, 2)}


def plain_step(w: Any, g: Any, state: Any) -> Any:
    """One step of gradient descent with rate 1/8; it keeps no state."""
    return w - 0.125 * g, None


def heavy_ball(w: Any, g: Any, state: Any) -> Any:
    """One step with momentum: the state is the velocity v, first 2 g, then v / 2 + g; w moves by v / 8."""
    v = 2.0 * g if state is None else 0.5 * state + g
    return w - 0.125 * v, v


def slowing_step(w: Any, g: Any, state: Any) -> Any:
    """A step that gets shorter: the state counts the steps, and the k-th has rate 1 / (4 k)."""
    k = 1 if state is None else state + 1
    return w - 0.25 / k * g, k
