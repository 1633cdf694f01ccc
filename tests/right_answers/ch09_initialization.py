"""Right answers to the exercises of chapter 09."""

from itertools import accumulate, pairwise

import numpy as np

from tests.right_answers import right


def logistic(z):
    return 1 / (1 + np.exp(-z))


@right("zero_init")
def _(sizes):
    layers = []
    for k in range(len(sizes) - 1):
        layers.append([np.zeros([sizes[k], sizes[k + 1]]), np.zeros([sizes[k + 1]])])
    return layers


right("zero_init")(lambda sizes: tuple((0.0 * np.ones((i, o)), [0] * o) for i, o in pairwise(sizes)))
right("distinct_units")(lambda W: np.unique(np.round(W, 9), axis=1).shape[1])


@right("distinct_units")
def _(W):
    """A unit counts if none before it is the same."""
    W = np.asarray(W, dtype=float)
    return sum(all(np.abs(W[:, i] - W[:, j]).max() > 1e-9 for j in range(i)) for i in range(W.shape[1]))


right("distinct_units")(lambda W: float(len({tuple(np.round(column, 9) + 0.0) for column in W.T})))
right("xavier_init")(lambda fan_in, fan_out, rng: rng.normal(0, (2 / (fan_in + fan_out)) ** 0.5, (fan_in, fan_out)))
right("xavier_init")(lambda i, o, rng: rng.standard_normal((o, i)).T / np.sqrt((i + o) / 2))
right("he_init")(lambda fan_in, fan_out, rng: rng.normal(scale=np.sqrt(2.0 / fan_in), size=[fan_in, fan_out]))


@right("he_init")
def _(fan_in, fan_out, rng):
    W = [[rng.normal() for _ in range(fan_out)] for _ in range(fan_in)]
    return np.array(W) * (fan_in / 2) ** -0.5


@right("activation_stds")
def _(X, weights, activation):
    out = np.zeros(len(weights))
    for k, W in enumerate(weights):
        X = activation(np.dot(X, W))
        out[k] = np.sqrt(np.mean((X - X.mean()) ** 2))
    return out


@right("activation_stds")
def _(X, weights, activation):
    layers = accumulate(weights, lambda A, W: activation(A @ W), initial=X)
    return [A.std() for A in list(layers)[1:]]


@right("symmetry_after_training")
def _(V, a, W, b, X, T, steps, lr):
    for _ in range(steps):
        H = logistic(X @ V + a)
        Y = logistic(H @ W + b)
        d = (Y - T) * Y * (1 - Y)
        e = (d @ W.T) * H * (1 - H)
        V, a, W, b = V - lr * X.T @ e, a - lr * e.sum(0), W - lr * H.T @ d, b - lr * d.sum(0)
    units = np.vstack([V, a])
    return np.unique(np.round(units, 9), axis=1).shape[1]


@right("symmetry_after_training")
def _(V, a, W, b, X, T, steps, lr):
    """Sample by sample, adding up, and pairs of units compared one by one."""
    V, a, W, b = V.astype(float), a.astype(float), W.astype(float), b.astype(float)
    for _ in range(steps):
        dV, da, dW, db = (np.zeros_like(p) for p in (V, a, W, b))
        for x, t in zip(X, T, strict=True):
            h = logistic(x @ V + a)
            y = logistic(h @ W + b)
            d = (y - t) * y * (1 - y)
            e = (W @ d) * h * (1 - h)
            dV, da, dW, db = dV + np.outer(x, e), da + e, dW + np.outer(h, d), db + d
        V, a, W, b = V - lr * dV, a - lr * da, W - lr * dW, b - lr * db
    found = []
    for unit in zip(*V, a, strict=True):
        if not any(max(abs(p - q) for p, q in zip(unit, other, strict=True)) <= 1e-9 for other in found):
            found.append(unit)
    return len(found)
