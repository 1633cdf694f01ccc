"""Right answers to the exercises of chapter 05."""

import numpy as np

from tests.right_answers import right


@right("numerical_gradient")
def _(f, x, eps=1e-5):
    x = np.asarray(x, dtype=float)
    flat = x.ravel()
    rows = np.eye(flat.size) * eps
    return np.array(
        [(f((flat + r).reshape(x.shape)) - f((flat - r).reshape(x.shape))) / (2 * eps) for r in rows]
    ).reshape(x.shape)


@right("numerical_gradient")
def _(f, x, eps=1e-5):
    out = np.empty(np.shape(x))
    iterator = np.nditer(out, flags=["multi_index"], op_flags=["writeonly"])
    for entry in iterator:
        up, down = np.array(x, dtype=float), np.array(x, dtype=float)
        up[iterator.multi_index] += eps
        down[iterator.multi_index] -= eps
        entry[...] = 0.5 * (f(up) - f(down)) / eps
    return out


right("relative_error")(
    lambda a, b: max(abs(p - q) / max(abs(p) + abs(q), 1e-12) for p, q in zip(np.ravel(a), np.ravel(b), strict=True))
)
right("relative_error")(lambda a, b: (np.abs(a - b) / (np.abs(a) + np.abs(b)).clip(1e-12)).max())
right("fit_slope")(lambda x, y, b: np.dot(x, y - b) / np.dot(x, x))
right("fit_slope")(lambda x, y, b: float(np.linalg.lstsq(x[:, None].astype(float), y - b, rcond=None)[0][0]))


@right("normal_equation")
def _(X, y):
    A = np.hstack([np.ones((len(X), 1)), X])
    theta = np.linalg.pinv(A) @ y
    return theta[1:], float(theta[0])


@right("normal_equation")
def _(X, y):
    centered, middle = X - X.mean(axis=0), X.mean(axis=0)
    w = np.linalg.solve(centered.T @ centered, centered.T @ (y - y.mean()))
    return [w, y.mean() - middle @ w]


@right("linear_regression_grad")
def _(X, y, w, b):
    dw, db = np.zeros(len(w)), 0.0
    for x, t in zip(X, y, strict=True):
        e = float(x @ w + b - t)
        dw += 2 * e * x / len(X)
        db += 2 * e / len(X)
    return dw, db


right("linear_regression_grad")(
    lambda X, y, w, b: (
        np.einsum("nd,n->d", X, X @ w + b - y) * 2 / X.shape[0],
        ((X @ w - y) * 2).mean() + 2 * b,
    )
)
right("gradient_step")(lambda w, grad, lr: -lr * grad + w)
right("gradient_step")(lambda w, grad, lr: np.subtract(w, np.multiply(grad, lr)).tolist())


@right("descend")
def _(gradient, w0, lr, steps):
    path = np.zeros((steps + 1, *np.shape(w0)))
    path[0] = w0
    for k in range(steps):
        path[k + 1] = path[k] - lr * gradient(path[k])
    return path


@right("descend")
def _(gradient, w0, lr, steps):
    w, path = w0, [w0]
    while len(path) <= steps:
        w = w - gradient(w) * lr
        path = [*path, w]
    return path


@right("minibatches")
def _(X, y, batch_size, rng):
    order = np.arange(len(X))
    rng.shuffle(order)
    return [(X[part], y[part]) for part in np.split(order, range(batch_size, len(X), batch_size))]


@right("minibatches")
def _(X, y, batch_size, rng):
    pairs = [(X[i], y[i]) for i in rng.permutation(len(X))]
    while pairs:
        batch, pairs = pairs[:batch_size], pairs[batch_size:]
        yield np.array([x for x, _ in batch]), [t for _, t in batch]


@right("fit_linear")
def _(X, y, lr, epochs, batch_size, rng):
    theta, A, losses = np.zeros(X.shape[1] + 1), np.column_stack([X, np.ones(len(X))]), []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            part = A[order[k : k + batch_size]]
            theta = theta - lr * 2 / len(part) * part.T @ (part @ theta - y[order[k : k + batch_size]])
        losses.append(float(np.mean((A @ theta - y) ** 2)))
    return theta[:-1], theta[-1], losses


@right("fit_linear")
def _(X, y, lr, epochs, batch_size, rng):
    w, b, losses = [0.0] * X.shape[1], 0.0, []
    for _ in range(epochs):
        order = rng.permutation(len(X)).tolist()
        while order:
            batch, order = order[:batch_size], order[batch_size:]
            errors = [float(X[i] @ w + b - y[i]) for i in batch]
            steps = [sum(e * X[i, j] for e, i in zip(errors, batch, strict=True)) for j in range(len(w))]
            w = [wj - lr * 2 * s / len(batch) for wj, s in zip(w, steps, strict=True)]
            b -= lr * 2 * sum(errors) / len(batch)
        losses.append(sum(float(X[i] @ w + b - y[i]) ** 2 for i in range(len(X))) / len(X))
    return w, b, losses
