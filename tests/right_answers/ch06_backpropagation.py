"""Right answers to the exercises of chapter 06."""

import numpy as np

from tests.right_answers import right


def logistic(z):
    return 1 / (1 + np.exp(-np.asarray(z, dtype=float)))


right("split_error")(lambda w, e: np.array([e * v / sum(w) for v in w]))
right("split_error")(lambda w, e: w * (e / w.sum()))
right("hidden_errors")(lambda W, e: [float(sum(w * x for w, x in zip(row, e, strict=True))) for row in W])
right("hidden_errors")(lambda W, e: e @ W.T)
right("sum_backward")(lambda upstream, n: [upstream] * n)
right("sum_backward")(lambda upstream, n: upstream * np.ones(n))
right("product_backward")(lambda upstream, a, b: [b * upstream, a * upstream])
right("product_backward")(lambda upstream, a, b: np.array([np.multiply(upstream, b), np.multiply(upstream, a)]))
right("sigmoid_backward")(lambda upstream, z: upstream * np.exp(-np.asarray(z)) * logistic(z) ** 2)
right("sigmoid_backward")(lambda upstream, z: upstream / (2 + np.exp(z) + np.exp(-np.asarray(z))))
right("relu_backward")(lambda upstream, z: np.where(np.asarray(z) > 0, upstream, 0))
right("relu_backward")(lambda upstream, z: np.heaviside(z, 0.3) * upstream)
right("output_delta")(lambda Y, T: (Y - T) * (Y - Y**2))
right("output_delta")(lambda Y, T: -(T - Y) * (1 - Y) * Y)
right("hidden_delta")(lambda delta, W, H: np.einsum("nk,hk,nh->nh", delta, W, H - H * H))
right("hidden_delta")(lambda delta, W, H: np.array([(W @ d) * h * (1 - h) for d, h in zip(delta, H, strict=True)]))
for name in ("weight_gradient", "weight_gradient_loops"):
    right(name)(lambda H, delta: np.einsum("ni,no->io", H, delta))
    right(name)(lambda H, delta: sum(np.outer(h, d) for h, d in zip(H, delta, strict=True)))
    right(name)(lambda H, delta: (delta.T @ H).T)


@right("mlp_gradients")
def _(X, T, V, a, W, b):
    grads = {"V": np.zeros(V.shape), "a": np.zeros(a.shape), "W": np.zeros(W.shape), "b": np.zeros(b.shape)}
    for x, t in zip(X, T, strict=True):
        h = logistic(x @ V + a)
        y = logistic(h @ W + b)
        dz = (y - t) * y * (1 - y)
        ds = (W @ dz) * h * (1 - h)
        for key, part in {"V": np.outer(x, ds), "a": ds, "W": np.outer(h, dz), "b": dz}.items():
            grads[key] = grads[key] + part
    return grads


@right("mlp_gradients")
def _(X, T, V, a, W, b):
    ones = np.ones((len(X), 1))
    X1 = np.hstack([X, ones])
    H = logistic(X1 @ np.vstack([V, a]))
    H1 = np.hstack([H, ones])
    Y = logistic(H1 @ np.vstack([W, b]))
    dZ = (Y - T) * Y * (1 - Y)
    dS = dZ @ W.T * H * (1 - H)
    dV, dW = X1.T @ dS, H1.T @ dZ
    return {"V": dV[:-1], "a": dV[-1], "W": dW[:-1], "b": dW[-1], "loss": 0.5 * np.sum((Y - T) ** 2)}


X, T = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0.0], [1], [1], [0]])


def trained(rng, hidden, lr, scale, limit=40_000):
    while True:
        p = [scale * rng.normal(size=s) for s in ((2, hidden), (hidden,), (hidden, 1), (1,))]
        losses = []
        for _ in range(limit):
            H = logistic(X @ p[0] + p[1])
            Y = logistic(H @ p[2] + p[3])
            losses.append(float(0.5 * ((Y - T) ** 2).sum()))
            if losses[-1] < 0.009:
                return dict(zip("VaWb", p, strict=True)), losses
            dz = (Y - T) * Y * (1 - Y)
            ds = dz @ p[2].T * H * (1 - H)
            p = [q - lr * g for q, g in zip(p, (X.T @ ds, ds.sum(0), H.T @ dz, dz.sum(0)), strict=True)]


right("train_xor")(lambda rng: trained(rng, 4, 3.0, 1.0, 3000))
right("train_xor")(lambda rng: list(trained(rng, 16, 1.0, 2.0, 4000)))
