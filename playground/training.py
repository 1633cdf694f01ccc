"""Real training of a small network, fast enough to be repeated at every move of a slider (the learning rate's figure).

The network has two inputs, tanh hidden units and one sigmoid output; its loss is the mean binary cross-entropy. The
weights after every step are kept, and all their losses are computed at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from playground.activation import logistic

HIDDEN, SAMPLES, STEPS = 12, 80, 150
DATA = ["two moons", "ring", "four corners", "spiral"]
OPTIMIZERS = ["gradient descent", "momentum 0.9", "Adam"]
SCHEDULES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "constant": lambda share: np.ones_like(share),
    "halved four times": lambda share: 0.5 ** np.floor(5 * np.minimum(share, 0.999)),
    "linear to 0": lambda share: 1 - share,
    "cosine to 0": lambda share: (1 + np.cos(np.pi * share)) / 2,
}
BATCHES = {"all 80": SAMPLES, "20": 20, "1": 1}

Params = list[np.ndarray]
Step = Callable[[np.ndarray, np.ndarray, float], np.ndarray]
Advance = Callable[[Params, Params, float], Params]


@dataclass(frozen=True)
class Run:
    """The losses, shape (STEPS + 1,), and the history of V, a, W, b, each with the steps as its first axis."""

    losses: np.ndarray
    history: Params


@lru_cache
def samples(name: str) -> tuple[np.ndarray, np.ndarray]:
    """X (SAMPLES, 2) within about -1.5 to 1.5 and T (SAMPLES, 1) of zeros and ones."""
    rng = np.random.default_rng(3)
    n = SAMPLES // 2
    t, noise = rng.uniform(0, 1, n), 0.1 * rng.normal(size=(SAMPLES, 2))
    T = np.repeat([[0.0], [1.0]], n, axis=0)
    if name == "two moons":
        moon = np.column_stack([np.cos(np.pi * t), np.sin(np.pi * t)]) - [0.5, 0.25]
        X = np.concatenate([moon, -moon])
    elif name == "ring":
        angles, radii = rng.uniform(0, 2 * np.pi, SAMPLES), np.repeat([0.4, 1.15], n)
        X = radii[:, None] * np.column_stack([np.cos(angles), np.sin(angles)])
    elif name == "four corners":
        X = 1.6 * rng.uniform(-0.5, 0.5, (SAMPLES, 2))
        X = X + 0.25 * np.sign(X)
        T = (X[:, :1] * X[:, 1:] > 0).astype(float)
    else:
        angle, radius = 3.5 * np.pi * np.sqrt(t), 1.4 * np.sqrt(t)
        arm = radius[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
        X, noise = np.concatenate([arm, -arm]), 0.4 * noise
    return X + noise, T


def first_weights(seed: int) -> Params:
    """V, a, W, b initialized by Xavier's rule."""
    rng = np.random.default_rng(seed)
    V, W = rng.normal(size=(2, HIDDEN)), rng.normal(size=(HIDDEN, 1))
    return [V * np.sqrt(2 / (2 + HIDDEN)), np.zeros((1, HIDDEN)), W * np.sqrt(2 / (HIDDEN + 1)), np.zeros((1, 1))]


def logits(params: Params, X: np.ndarray) -> np.ndarray:
    """z = tanh(X V + a) W + b."""
    V, a, W, b = params
    return np.tanh(X @ V + a) @ W + b


def loss(params: Params, X: np.ndarray, T: np.ndarray) -> np.ndarray:
    """Mean of log(1 + exp(z)) - t z over the samples; one number per network if the weights have a leading axis."""
    Z = logits(params, X)
    return np.mean(np.logaddexp(0, Z) - T * Z, axis=(-2, -1))


def gradients(params: Params, X: np.ndarray, T: np.ndarray) -> Params:
    """The gradients of `loss` with respect to V, a, W and b."""
    V, a, W, b = params
    H = np.tanh(X @ V + a)
    dZ = (logistic(H @ W + b) - T) / len(X)
    dS = (dZ @ W.swapaxes(-1, -2)) * (1 - H**2)
    return [
        X.T @ dS,
        dS.sum(axis=-2, keepdims=True),
        H.swapaxes(-1, -2) @ dZ,
        dZ.sum(axis=-2, keepdims=True),
    ]


def optimizer(name: str) -> Advance:
    """A function (params, grads, rate) -> params; it keeps the optimizer's state from step to step."""
    first: Params = []
    second: Params = []
    count = 0

    def advance(params: Params, grads: Params, rate: float) -> Params:
        nonlocal first, second, count
        count += 1
        first, second = first or [0 * g for g in grads], second or [0 * g for g in grads]
        if name == "momentum 0.9":
            first = [0.9 * v + g for v, g in zip(first, grads, strict=True)]
            return [p - rate * v for p, v in zip(params, first, strict=True)]
        if name == "Adam":
            first = [0.9 * m + 0.1 * g for m, g in zip(first, grads, strict=True)]
            second = [0.999 * v + 0.001 * g**2 for v, g in zip(second, grads, strict=True)]
            hats = [
                m / (1 - 0.9**count) / (np.sqrt(v / (1 - 0.999**count)) + 1e-8)
                for m, v in zip(first, second, strict=True)
            ]
            return [p - rate * hat for p, hat in zip(params, hats, strict=True)]
        return [p - rate * g for p, g in zip(params, grads, strict=True)]

    return advance


def own(step: Step) -> Advance:
    """The reader's ``step(w, grad, lr)``, applied to each array of weights. Raises ValueError if it does not return
    an array of w's shape."""

    def advance(params: Params, grads: Params, rate: float) -> Params:
        found = []
        for w, grad in zip(params, grads, strict=True):
            new = step(w.copy(), grad.copy(), rate)
            if new is None:
                raise ValueError("your step returned None; it must return the new weights")
            found.append(np.asarray(new, dtype=float))
            if found[-1].shape != w.shape:
                raise ValueError(f"your step returned the shape {found[-1].shape} for weights of shape {w.shape}")
        return found

    return advance


@lru_cache(maxsize=64)
def train(data: str, method: str | Step, schedule: str, batch: str, seed: int, lr: float) -> Run:
    """Train a network for STEPS steps with an optimizer, given by its name, or with the reader's own step."""
    X, T = samples(data)
    advance = optimizer(method) if isinstance(method, str) else own(method)
    factors = SCHEDULES[schedule](np.arange(STEPS) / STEPS)
    rng, params = np.random.default_rng(seed), first_weights(seed)
    states = [params]
    with np.errstate(over="ignore", invalid="ignore"):
        for factor in factors:
            rows = slice(None) if BATCHES[batch] == SAMPLES else rng.choice(SAMPLES, BATCHES[batch], replace=False)
            params = advance(params, gradients(params, X[rows], T[rows]), lr * float(factor))
            states.append(params)
        history = [np.stack(arrays) for arrays in zip(*states, strict=True)]
        return Run(loss(history, X, T), history)
