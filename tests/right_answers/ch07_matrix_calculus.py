"""Right answers to the exercises of chapter 07."""

import numpy as np

from tests.right_answers import right

right("trace_inner")(lambda A, B: np.trace(A.T @ B))
right("trace_inner")(lambda A, B: float(sum(a * b for a, b in zip(A.ravel(), B.ravel(), strict=True))))
right("trace_inner")(lambda A, B: np.einsum("ij,ij->", A, B))


@right("numerical_jacobian")
def _(f, x, eps=1e-6):
    x = np.array(x, dtype=float)
    out = np.zeros((len(f(x)), len(x)))
    for j in range(len(x)):
        middle = x[j]
        x[j] = middle + eps
        above = f(x)
        x[j] = middle - eps
        out[:, j] = (above - f(x)) / (2 * eps)
        x[j] = middle
    return out


right("numerical_jacobian")(
    lambda f, x, eps=1e-6: np.array([(f(x + eps * e) - f(x - eps * e)) / (2 * eps) for e in np.eye(len(x))]).T
)
right("grad_y_pred")(lambda y_pred, y: -2 * (y - y_pred))
right("grad_y_pred")(
    lambda y_pred, y: [[2 * (p - t) for p, t in zip(*rows, strict=True)] for rows in zip(y_pred, y, strict=True)]
)
right("grad_w2")(lambda h_relu, grad_y_pred: (grad_y_pred.T @ h_relu).T)
right("grad_w2")(lambda h_relu, grad_y_pred: np.einsum("nh,nk->hk", h_relu, grad_y_pred))
right("grad_h_relu")(lambda grad_y_pred, w2: (w2 @ grad_y_pred.T).T)
right("grad_h_relu")(lambda grad_y_pred, w2: np.tensordot(grad_y_pred, w2, axes=(1, 1)))
right("grad_h")(lambda grad_h_relu, h: np.where(h > 0, grad_h_relu, 0))
right("grad_w1")(lambda x, grad_h: sum(np.outer(a, g) for a, g in zip(x, grad_h, strict=True)))
right("grad_w1")(lambda x, grad_h: np.dot(x.T, grad_h))


@right("grad_h")
def _(grad_h_relu, h):
    out = grad_h_relu.copy()
    out[h < 0] = 0
    return out


@right("train_relu_net")
def _(x, y, w1, w2, lr, steps):
    """The warm-up as it is usually written, on copies."""
    w1, w2, losses = w1.copy(), w2.copy(), []
    for _ in range(steps):
        h = x.dot(w1)
        h_relu = np.maximum(h, 0)
        y_pred = h_relu.dot(w2)
        losses.append(np.square(y_pred - y).sum())
        grad_y_pred = 2.0 * (y_pred - y)
        grad_w2 = h_relu.T.dot(grad_y_pred)
        grad_h = grad_y_pred.dot(w2.T).copy()
        grad_h[h < 0] = 0
        grad_w1 = x.T.dot(grad_h)
        w1 -= lr * grad_w1
        w2 -= lr * grad_w2
    return losses


@right("train_relu_net")
def _(x, y, w1, w2, lr, steps):
    losses = np.empty(steps)
    for s in range(steps):
        d1, d2, total = 0.0, 0.0, 0.0
        for xi, yi in zip(x, y, strict=True):
            h = xi @ w1
            e = np.maximum(h, 0) @ w2 - yi
            total += e @ e
            d2 = d2 + 2 * np.outer(np.maximum(h, 0), e)
            d1 = d1 + 2 * np.outer(xi, (w2 @ e) * (h > 0))
        losses[s] = total
        w1, w2 = w1 - lr * d1, w2 - lr * d2
    return losses
