"""Right answers to the exercises of chapters 00 to 03."""

import itertools
import math

import numpy as np

from tests.right_answers import elementwise, right

right("double")(lambda x: x + x)
right("double")(lambda x: np.float64(x) * 2)


@right("weighted_sum")
def _(x, w, b):
    total = b
    for xi, wi in zip(x, w, strict=True):
        total = total + xi * wi
    return total


right("weighted_sum")(lambda x, w, b: float(np.einsum("i,i", x, w) + b))
right("weighted_sum")(lambda x, w, b: np.array(b + sum(x * w)))
right("weighted_sum")(lambda x, w, b: np.append(x, 1) @ np.append(w, b))

right("weighted_sums")(lambda X, w, b: np.einsum("nd,d->n", X, w) + b)
right("weighted_sums")(lambda X, w, b: [sum(a * c for a, c in zip(row, w, strict=True)) + b for row in X])
right("weighted_sums")(lambda X, w, b: (X * w).sum(axis=1) + b)
right("weighted_sums")(lambda X, w, b: (w @ X.T + b).astype(np.float32))


@right("weighted_sums")
def _(X, w, b):
    out = np.zeros(len(X))
    for i in range(len(X)):
        out[i] = b
        for j in range(len(w)):
            out[i] += X[i, j] * w[j]
    return out


right("step")(lambda z: z > 0)
right("step")(lambda z: np.where(z > 0, 1.0, 0.0))
right("step")(lambda z: np.heaviside(z, 0))
right("step")(lambda z: np.ceil(np.clip(z, 0, 1)))

right("perceptron_predict")(lambda X, w, b: X @ w + b > 0)
right("perceptron_predict")(lambda X, w, b: [int(row @ w > -b) for row in X])
right("perceptron_predict")(lambda X, w, b: np.heaviside(np.dot(X, w) + b, 0))

right("gate_weights")(
    lambda gate: {"and": ([1, 1], -1), "or": ([3, 2], -0.1), "nand": ([-2, -1], 2.5)}[gate],
)
right("gate_weights")(
    lambda gate: (
        [np.array([0.5, 0.6]), {"and": -1.0, "or": 0, "nand": 9}[gate]]
        if gate != "nand"
        else (np.array([-1, -1]), np.float64(2))
    ),
)

right("xor")(lambda X: np.abs(X[:, 0] - X[:, 1]))
right("xor")(lambda X: (X.sum(axis=1) == 1).tolist())
right("xor")(lambda X: X[:, 0] + X[:, 1] - 2 * X[:, 0] * X[:, 1])


@right("perceptron_update")
def _(w, b, x, t, lr):
    o = int(np.dot(w, x) + b > 0)
    if o == t:
        return w, b
    sign = 1 if t == 1 else -1
    return [wi + sign * lr * xi for wi, xi in zip(w, x, strict=True)], b + sign * lr


@right("perceptron_update")
def _(w, b, x, t, lr):
    new = np.append(w, b) + lr * (t - (x @ w + b > 0)) * np.append(x, 1.0)
    return [new[:-1], new[-1]]


@right("train_perceptron")
def _(X, t, lr, epochs):
    X1 = np.column_stack([X, np.ones(len(X))])
    v = np.zeros(X1.shape[1])
    mistakes = []
    for _ in range(epochs):
        count = 0
        for i in range(len(X1)):
            o = 1 if X1[i] @ v > 0 else 0
            if o != t[i]:
                count += 1
                v += lr * (t[i] - o) * X1[i]
        mistakes.append(count)
    return v[:-1], v[-1], mistakes


@right("train_perceptron")
def _(X, t, lr, epochs):
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, np.zeros(epochs, dtype=int)
    for k in range(epochs):
        for x, target in zip(X.tolist(), t.tolist(), strict=True):
            o = float(sum(p * q for p, q in zip(x, w, strict=True)) + b > 0)
            mistakes[k] += abs(target - o)
            w = w + np.multiply(lr * (target - o), x)
            b = b + lr * (target - o)
    return w, b, mistakes.astype(float)


right("sigmoid")(lambda z: 1 / (1 + np.exp(-np.asarray(z))))
right("sigmoid")(lambda z: 0.5 * (1 + np.tanh(np.asarray(z) / 2)))
right("sigmoid")(lambda z: np.exp(-np.logaddexp(0, -np.asarray(z))))
right("sigmoid")(elementwise(lambda z: 1 / (1 + math.exp(-z)) if z > -700 else 0.0))
right("sigmoid_grad")(lambda z: np.exp(-np.asarray(z)) / (1 + np.exp(-np.asarray(z))) ** 2)
right("sigmoid_grad")(lambda z: 0.25 / np.cosh(np.asarray(z) / 2) ** 2)
right("sigmoid_grad")(elementwise(lambda z: 1 / (2 + math.exp(z) + math.exp(-z))))
right("tanh_grad")(lambda z: (1 - np.tanh(z)) * (1 + np.tanh(z)))
right("tanh_grad")(lambda z: 1 / np.cosh(z) ** 2)
right("tanh_grad")(elementwise(lambda z: 4 / (math.exp(z) + math.exp(-z)) ** 2))
right("relu")(lambda z: np.where(np.asarray(z) > 0, z, 0))
right("relu")(lambda z: (np.abs(z) + z) / 2)
right("relu")(lambda z: np.asarray(z) * (np.asarray(z) > 0))
right("relu")(elementwise(lambda z: max(0.0, z)))
right("relu_grad")(lambda z: np.asarray(z) > 0)
right("relu_grad")(lambda z: np.heaviside(z, 0.5))
right("relu_grad")(elementwise(lambda z: 1 if z > 0 else 0))
right("leaky_relu")(lambda z, alpha: np.maximum(z, alpha * np.asarray(z)))
right("leaky_relu")(lambda z, alpha: np.maximum(z, 0) + alpha * np.minimum(z, 0))
right("leaky_relu")(elementwise(lambda z, alpha: z if z > 0 else alpha * z))
right("leaky_relu_grad")(lambda z, alpha: alpha + (1 - alpha) * (np.asarray(z) > 0))
right("leaky_relu_grad")(elementwise(lambda z, alpha: 1 if z > 0 else alpha))


@right("leaky_relu_grad")
def _(z, alpha):
    out = np.full(np.shape(z), alpha)
    out[np.asarray(z) > 0] = 1
    return out


@right("collapse_linear")
def _(W1, b1, W2, b2):
    b = b1 @ W2 + b2
    return np.array([row @ W2 + b for row in W1]) - b, b


right("collapse_linear")(lambda W1, b1, W2, b2: [np.einsum("dh,hk->dk", W1, W2), b2 + np.dot(W2.T, b1)])

right("dense")(lambda X, W, b: np.einsum("ni,io->no", X, W) + b)
right("dense")(lambda X, W, b: np.array([[sum(x * W[:, j]) + b[j] for j in range(len(b))] for x in X]))
right("dense")(lambda X, W, b: (W.T @ X.T + b[:, None]).T)
right("dense")(lambda X, W, b: np.column_stack([X, np.ones(len(X))]) @ np.vstack([W, b]))


def logistic(z):
    return 1 / (1 + np.exp(-z))


@right("hidden_layer")
def _(X, V, a):
    S = np.tile(a, (len(X), 1)) + np.dot(X, V)
    return [S, np.exp(S) / (1 + np.exp(S))]


right("hidden_layer")(lambda X, V, a: np.stack([X @ V + a, logistic(X @ V + a)]))


@right("mlp_forward")
def _(X, V, a, W, b):
    S = X @ V + a
    Z = logistic(S) @ W + b
    return {"Y": logistic(Z), "Z": Z, "H": logistic(S), "S": S, "X": X}


@right("mlp_forward")
def _(X, V, a, W, b):
    out = {"S": [], "H": [], "Z": [], "Y": []}
    for x in X:
        s = x @ V + a
        z = logistic(s) @ W + b
        for key, value in zip("SHZY", (s, logistic(s), z, logistic(z)), strict=True):
            out[key].append(value)
    return {key: np.array(rows) for key, rows in out.items()}


@right("layer_shapes")
def _(sizes, n):
    return tuple([(sizes[i], sizes[i + 1]), [sizes[i + 1]], (n, sizes[i + 1])] for i in range(len(sizes) - 1))


right("layer_shapes")(
    lambda sizes, n: [
        (np.zeros((i, o)).shape, np.zeros(o).shape, np.zeros((n, o)).shape) for i, o in itertools.pairwise(sizes)
    ]
)

right("count_parameters")(lambda sizes: sum((sizes[i] + 1) * sizes[i + 1] for i in range(len(sizes) - 1)))
right("count_parameters")(lambda sizes: float(np.dot(np.array(sizes[:-1]) + 1, sizes[1:])))


@right("bump")
def _(x, left, right, height, steepness):
    up = 1 / (1 + np.exp(-steepness * (x - left)))
    down = 1 / (1 + np.exp(steepness * (x - right)))
    return height * (up + down - 1)


right("bump")(
    elementwise(
        lambda x, left, right, height, steepness: (
            height / (1 + math.exp(-steepness * (x - left))) - height / (1 + math.exp(-steepness * (x - right)))
        )
    )
)
