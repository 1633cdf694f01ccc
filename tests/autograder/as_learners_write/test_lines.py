"""The line that is marked in a wrong answer as learners write it, and what is said about it."""

import pytest

from tests.support.checked import checked


def test_a_return_in_a_loop_is_a_fact_where_nothing_else_is_known():
    source = """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        w, b, losses = np.zeros(X.shape[1]), 0.0, []
        for e in range(epochs):
            for X_b, y_b in minibatches(X, y, batch_size, rng):
                dw, db = linear_regression_grad(X_b, y_b, w, b)
                w, b = w - lr * dw * len(X_b), b - lr * db * 3
            losses.append(np.mean((X_b @ w + b - y_b) ** 2))
            return w, b, losses
    """
    report = checked("fit_linear", source)
    assert "`return` in line 8 stands inside the loop" in report.headline and report.line == 8


def test_a_right_line_is_not_blamed_for_a_value_that_no_right_answer_has():
    source = """
    def cross_entropy(Z, labels):
        P = softmax(Z)
        return -np.mean(np.log(P[:, labels]))
    """
    assert checked("cross_entropy", source).line == 3


def test_what_a_single_line_starts_from_is_called_right_only_where_it_is():
    source = """
    def mse(y, t):
        return 1 / (2 * len(y)) * np.sum((y - t) ** 2)
    """
    headline = checked("mse", source).headline
    assert "The numbers that it uses are right" not in headline and "`2 * len(y)`" not in headline


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("relu_grad", "def relu_grad(z):\n    return np.maximum(z, 0) // z"),
        ("relu_backward", "def relu_backward(upstream, z):\n    return upstream * (np.maximum(z, 0) / z)"),
        ("grad_h", "def grad_h(grad_h_relu, h):\n    return grad_h_relu * (np.maximum(h, 0) / h)"),
        ("huber_grad", "def huber_grad(y, t, delta):\n    e = y - t\n"
         "    return np.minimum(abs(e), delta) * e / abs(e) / e.size"),
    ],
)  # fmt: skip
def test_a_division_by_zero_at_the_corner_is_seen(name, source):
    assert not checked(name, source).passed


def test_what_is_only_changed_in_place_lacks_nothing_else():
    source = """
    def symmetry_after_training(V, a, W, b, X, T, steps, lr):
        for _ in range(steps):
            H = 1 / (1 + np.exp(-(X @ V + a)))
            Y = 1 / (1 + np.exp(-(H @ W + b)))
            d = (Y - T) * Y * (1 - Y)
            dh = (d @ W.T) * H * (1 - H)
            V -= lr * X.T @ dh
            a -= lr * dh.sum(axis=0)
            W -= lr * H.T @ d
            b -= lr * d.sum(axis=0)
        return distinct_units(np.vstack([V, a]))
    """
    report = checked("symmetry_after_training", source)
    assert "changes its arguments V, a, W and b." in report.headline and "on the way" not in report.headline
    assert report.line == 7


@pytest.mark.parametrize(
    ("name", "source", "line", "words"),
    [
        ("step", "def step(z):\n    side = z / np.abs(z)\n    return (side + 1) / 2", 2, "`np.abs(z)` is 0"),
        ("cross_entropy", "def cross_entropy(Z, labels):\n    Z = Z - np.max(Z, axis=1, keepdims=True)\n"
         "    lse = np.sum(np.log(np.exp(Z)), axis=1)\n    return np.mean(lse - Z[np.arange(len(labels)), labels])",
         3, "takes the logarithm of 0"),
    ],
)  # fmt: skip
def test_where_nan_or_infinity_comes_in(name, source, line, words):
    report = checked(name, source)
    assert report.line == line and words in report.headline
