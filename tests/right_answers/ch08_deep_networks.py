"""Right answers to the exercises of chapter 08."""

from itertools import pairwise

import numpy as np

from tests.right_answers import right


def logistic(z):
    return 1 / (1 + np.exp(-z))


@right("init_parameters")
def _(sizes, rng, scale=0.01):
    out = []
    for k in range(1, len(sizes)):
        out.append([rng.normal(0.0, scale, (sizes[k - 1], sizes[k])), np.zeros((sizes[k],))])
    return out


right("init_parameters")(
    lambda sizes, rng, scale=0.01: tuple((rng.standard_normal((i, o)) * scale, [0.0] * o) for i, o in pairwise(sizes))
)
right("linear_forward")(lambda A, W, b: [np.einsum("mi,io->mo", A, W) + b, [A, W, b]])
right("linear_forward")(lambda A, W, b: ((W.T @ A.T).T + b, (A.copy(), W.copy(), b.copy())))


@right("layer_forward")
def _(A, W, b, activation):
    Z = np.dot(A, W) + b
    return {"relu": Z * (Z > 0), "sigmoid": logistic(Z)}[activation], [A, W, b, Z]


right("layer_forward")(
    lambda A, W, b, activation: (
        np.where(A @ W + b > 0, A @ W + b, 0) if activation == "relu" else 0.5 + 0.5 * np.tanh((A @ W + b) / 2),
        (A, W, b, A @ W + b),
    )
)


@right("model_forward")
def _(X, parameters):
    caches, A = [], X
    for W, b in parameters[:-1]:
        Z = A @ W + b
        caches.append((A, W, b, Z))
        A = np.maximum(Z, 0)
    W, b = parameters[-1]
    caches.append((A, W, b, A @ W + b))
    return logistic(A @ W + b), caches


@right("model_forward")
def _(X, parameters):
    def run(A, rest):
        (W, b), *more = rest
        Z = A @ W + b
        if not more:
            return logistic(Z), [[A, W, b, Z]]
        out, caches = run(np.clip(Z, 0, None), more)
        return out, [[A, W, b, Z], *caches]

    return list(run(X, parameters))


right("output_gradient")(lambda A_L, Y: (A_L - Y) / (A_L * (1 - A_L)))
right("output_gradient")(lambda A_L, Y: -(np.divide(Y, A_L) - np.divide(1 - Y, 1 - A_L)))
right("linear_backward")(
    lambda dZ, cache: [np.dot(dZ, cache[1].T), np.dot(cache[0].T, dZ) / dZ.shape[0], np.mean(dZ, axis=0)]
)
right("linear_backward")(
    lambda dZ, cache: (
        np.array([cache[1] @ row for row in dZ]),
        sum(np.outer(a, d) for a, d in zip(cache[0], dZ, strict=True)) / len(dZ),
        sum(dZ) / len(dZ),
    )
)


@right("layer_backward")
def _(dA, cache, activation):
    A, W, _, Z = cache
    if activation == "relu":
        dZ = dA.copy()
        dZ[Z <= 0] = 0
    else:
        dZ = dA * logistic(Z) * logistic(-Z)
    return dZ @ W.T, A.T @ dZ / len(A), dZ.mean(axis=0)


right("layer_backward")(
    lambda dA, cache, activation: (
        lambda dZ: [dZ @ cache[1].T, np.einsum("mi,mo->io", cache[0], dZ) / len(dZ), dZ.sum(0) / len(dZ)]
    )(dA * (np.heaviside(cache[3], 0.5) if activation == "relu" else np.exp(-cache[3]) * logistic(cache[3]) ** 2))
)


@right("model_backward")
def _(A_L, Y, caches):
    """From dZ = A - Y at the output, which is the same."""
    dZ, grads = A_L - Y, []
    for k in range(len(caches) - 1, -1, -1):
        A, W = caches[k][0], caches[k][1]
        grads.append((A.T @ dZ / len(Y), dZ.mean(axis=0)))
        if k:
            dZ = (dZ @ W.T) * (caches[k - 1][3] > 0)
    return grads[::-1]


@right("model_backward")
def _(A_L, Y, caches):
    m, grads = len(Y), []
    dA = ((1 - Y) / (1 - A_L) - Y / A_L) / m
    slope = A_L * (1 - A_L)
    for A, W, _b, Z in reversed(caches):
        dZ = dA * (slope if slope is not None else (Z > 0))
        slope = None
        grads.insert(0, [A.T @ dZ, dZ.sum(axis=0)])
        dA = dZ @ W.T
    return grads


right("update_parameters")(
    lambda parameters, grads, lr: [
        (parameters[k][0] - lr * grads[k][0], parameters[k][1] - lr * grads[k][1]) for k in range(len(grads))
    ]
)
right("update_parameters")(
    lambda parameters, grads, lr: tuple(
        [p - lr * g for p, g in zip(layer, grad, strict=True)] for layer, grad in zip(parameters, grads, strict=True)
    )
)
right("to_columns")(lambda parameters: [(np.transpose(W), b[:, None]) for W, b in parameters])
right("to_columns")(lambda parameters: [[W.T.copy(), np.array([[v] for v in b])] for W, b in parameters])
right("from_columns")(lambda parameters: [(np.transpose(W), b[:, 0]) for W, b in parameters])
right("from_columns")(lambda parameters: [[W.swapaxes(0, 1), b.reshape(-1)] for W, b in parameters])
