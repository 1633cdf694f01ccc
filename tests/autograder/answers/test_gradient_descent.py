"""Gradient descent's references against automatic differentiation, NumPy's least squares and scikit-learn."""

from itertools import pairwise

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import elementwise_grad, grad
from sklearn.linear_model import LinearRegression

from autograder.inside.callbacks import bowl_slope, neighbors, sum_of_cubes, weighted_squares
from tests.support.drawn import cases, ref
from tests.support.verdicts import fails, passes

EXACT = {
    sum_of_cubes: lambda x: anp.sum(x**3),
    weighted_squares: lambda x: anp.sum(anp.arange(1, x.size + 1) * anp.ravel(x) ** 2),
    neighbors: lambda x: anp.sum(anp.ravel(x)[:-1] * anp.ravel(x)[1:]) + anp.sin(anp.ravel(x)[0]),
}


def test_central_differences_agree_with_automatic_differentiation():
    for f, x, *eps in cases("numerical_gradient"):
        x = np.asarray(x, dtype=float)
        error = np.abs(ref("numerical_gradient")(f, x, *eps) - grad(EXACT[f])(x)).max()
        assert error < (1e-8 if not eps else 1.1 * eps[0] ** 2)  # The third derivative is at most 6.


def test_fits_agree_with_scikit_learn_and_have_no_gradient_left():
    for X, y in cases("normal_equation"):
        w, b = ref("normal_equation")(X, y)
        model = LinearRegression().fit(X, y)
        np.testing.assert_allclose(w, model.coef_, rtol=1e-8, atol=1e-9)
        assert b == pytest.approx(model.intercept_, rel=1e-8, abs=1e-9)
        dw, db = ref("linear_regression_grad")(X, y, w, b)
        np.testing.assert_allclose([*dw, db], 0, atol=1e-9)
    for x, y, b in cases("fit_slope"):
        slope = np.linalg.lstsq(np.asarray(x, dtype=float)[:, None], y - b, rcond=None)[0][0]
        assert ref("fit_slope")(x, y, b) == pytest.approx(slope, rel=1e-10)


def test_regression_gradient_agrees_with_automatic_differentiation():
    for X, y, w, b in cases("linear_regression_grad"):
        w, b = np.asarray(w, dtype=float), float(b)
        dw = grad(lambda w, X=X, y=y, b=b: anp.mean((anp.dot(X, w) + b - y) ** 2))(w)
        db = grad(lambda b, X=X, y=y, w=w: anp.mean((anp.dot(X, w) + b - y) ** 2))(b)
        got = ref("linear_regression_grad")(X, y, w, b)
        np.testing.assert_allclose(got[0], dw, rtol=1e-10, atol=1e-12)
        assert got[1] == pytest.approx(db, rel=1e-10, abs=1e-12)


def test_the_bowls_gradient_is_a_gradient():
    w = np.array([[0.3, -1.0], [2.0, 0.7]])
    bowl = elementwise_grad(lambda w: 0.5 * anp.sum(anp.arange(1, w.size + 1) * anp.ravel(w) ** 2))
    np.testing.assert_allclose(bowl_slope(w), bowl(w))


def test_descent_on_a_bowl_follows_its_closed_form():
    for gradient, w0, lr, steps in cases("descend"):
        if gradient is bowl_slope:
            path = ref("descend")(gradient, w0, lr, steps)
            rates = np.arange(1.0, np.size(w0) + 1).reshape(np.shape(w0))
            np.testing.assert_allclose(path, [w0 * (1 - lr * rates) ** k for k in range(steps + 1)], rtol=1e-10)


def test_training_reaches_the_closed_form():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(50, 3))
    y = rng.normal(size=50)
    w, b, losses = ref("fit_linear")(X, y, 0.1, 2000, 50, rng)
    best_w, best_b = ref("normal_equation")(X, y)
    np.testing.assert_allclose([*w, b], [*best_w, best_b], atol=1e-9)
    assert np.all(np.diff(losses) <= 1e-12)


def test_the_figures_numbers():
    from playground.ball import loss, path
    from playground.batches import data, descent
    from playground.compass import gradient, height, slope_along

    assert (loss(5.0), loss(-2.0)) == (2.0, 12.5)
    np.testing.assert_allclose(path(5.0, 0.7), ref("descend")(lambda w: w - 3, 5.0, 0.7, 30), atol=1e-12)
    np.testing.assert_allclose(path(5.0, 0.7), path(5.0, 0.7, lambda w, grad, lr: w - lr * grad), atol=1e-12)
    eps, (x, y) = 1e-6, (0.4, -0.9)
    numeric = [
        (height(x + eps, y) - height(x - eps, y)) / (2 * eps),
        (height(x, y + eps) - height(x, y - eps)) / (2 * eps),
    ]
    np.testing.assert_allclose(gradient(x, y), numeric, rtol=1e-6)
    slopes = slope_along(x, y, np.arange(0.0, 360, 0.1))
    assert slopes.max() == pytest.approx(np.linalg.norm(gradient(x, y)), rel=1e-5)
    x, y = data(0.3)
    points = descent(0.3, 40, 0.05, 1)
    for here, there in pairwise(points):
        dw, db = ref("linear_regression_grad")(x[:, None], y, here[:1], here[1])
        np.testing.assert_allclose(there, here - 0.05 * np.array([dw[0], db]))


def training(*, batches=None, gradient=None, loss=None, once=False):
    """The loop of fit_linear as learners write it, with one detail exchanged."""

    def fit(X, y, lr, epochs, batch_size, rng):
        w, b, losses = np.zeros(X.shape[1]), 0.0, []
        kept = None
        for _ in range(epochs):
            made = (batches or ref("minibatches"))(X, y, batch_size, rng)
            kept = kept if once and kept else list(made)
            for X_b, y_b in kept:
                dw, db = (gradient or ref("linear_regression_grad"))(
                    *((X_b, y_b) if not gradient else (X_b, y_b, X, y)), w, b
                )
                w, b = w - lr * dw, b - lr * db
            losses.append((loss or (lambda X, y, X_b, y_b, w, b: np.mean((X @ w + b - y) ** 2)))(X, y, X_b, y_b, w, b))
        return w, b, np.array(losses)

    return fit


def in_order(X, y, batch_size, rng):
    return [(X[k : k + batch_size], y[k : k + batch_size]) for k in range(0, len(X), batch_size)]


def own_generator(X, y, batch_size, rng):
    return ref("minibatches")(X, y, batch_size, np.random.default_rng(0))


def of_all(X_b, y_b, X, y, w, b):
    return ref("linear_regression_grad")(X, y, w, b)


def over_all(X_b, y_b, X, y, w, b):
    dw, db = ref("linear_regression_grad")(X_b, y_b, w, b)
    return dw * len(X_b) / len(X), db


def test_fit_linear_passes_however_it_shuffles():
    passes("fit_linear", training())
    passes("fit_linear", training(batches=lambda X, y, size, rng: in_order(*shuffled(X, y, rng), size, rng)))


def shuffled(X, y, rng):
    order = np.argsort(rng.random(len(X)))
    return X[order], y[order]


@pytest.mark.parametrize(
    ("name", "details"),
    [
        ("batch_size_ignored", {"batches": lambda X, y, size, rng: [shuffled(X, y, rng)]}),
        ("one_batch_per_epoch", {"batches": lambda X, y, size, rng: in_order(*shuffled(X, y, rng), size, rng)[:1]}),
        ("not_shuffled", {"batches": in_order}),
        ("shuffled_once", {"once": True}),
        ("loss_of_last_batch", {"loss": lambda X, y, X_b, y_b, w, b: np.mean((X_b @ w + b - y_b) ** 2)}),
        ("gradient_of_all_data", {"gradient": of_all}),
        (None, {"gradient": over_all}),
        (None, {"batches": own_generator}),
    ],
)
def test_fit_linear_is_judged_step_by_step(name, details):
    fails("fit_linear", training(**details), name)


def test_a_generator_of_ones_own_is_seen():
    report = fails("fit_linear", training(batches=lambda X, y, size, rng: own_generator(X, y, size, rng)))
    assert report.misconception in ("fit_linear-rng_ignored", "fit_linear-shuffled_once")


def test_whole_numbers_do_not_cut_decimals_off():
    def gradient_like_x(f, x, eps=1e-5):
        out = np.zeros_like(x)
        out[...] = ref("numerical_gradient")(f, x, eps)
        return out

    fails("numerical_gradient", gradient_like_x, "whole_numbers_result")

    def path_like_start(gradient, w0, lr, steps):
        path = np.array([w0] * (steps + 1))
        for k in range(steps):
            path[k + 1] = path[k] - lr * gradient(path[k])
        return path

    fails("descend", path_like_start, "whole_numbers")
    fails("gradient_step", lambda w, grad, lr: (w - lr * grad).astype(w.dtype), "whole_numbers")
    fails("linear_regression_grad", lambda X, y, w, b: (
        ref("linear_regression_grad")(X, y, w, b)[0].astype(X.dtype), ref("linear_regression_grad")(X, y, w, b)[1]
    ))  # fmt: skip


def test_steps_written_in_place_are_named():
    def in_place(gradient, w0, lr, steps):
        w = np.array(w0, dtype=float)
        path = [w]
        for _ in range(steps):
            w -= lr * gradient(w)
            path.append(w)
        return np.array(path)

    fails("descend", in_place, "same_array_everywhere")

    def in_copies(f, x, eps=1e-5):
        out = np.zeros(x.shape)
        for i in np.ndindex(x.shape):
            up, down = x.copy(), x.copy()
            up[i] += eps
            down[i] -= eps
            out[i] = (f(up) - f(down)) / (2 * eps)
        return out

    fails("numerical_gradient", in_copies, "integer_array")


def test_a_flat_place_ends_no_path():
    def stops(gradient, w0, lr, steps):
        path = [np.array(w0, dtype=float)]
        for _ in range(steps):
            g = gradient(path[-1])
            if np.linalg.norm(g) < 1e-8:
                break
            path.append(path[-1] - lr * g)
        return np.array(path)

    fails("descend", stops, "stops_when_flat")


def test_full_batches_only_are_named_also_where_there_are_none():
    def full_batches(X, y, batch_size, rng):
        order = rng.permutation(len(X))
        parts = [order[k * batch_size : (k + 1) * batch_size] for k in range(len(X) // batch_size)]
        return [(X[part], y[part]) for part in parts]

    fails("minibatches", full_batches, "last_batch_dropped")


def test_shuffling_the_batches_is_not_shuffling_the_samples():
    def batches_shuffled(X, y, batch_size, rng):
        batches = in_order(X, y, batch_size, rng)
        return [batches[k] for k in [*rng.permutation(len(batches) - 1), len(batches) - 1]]

    fails("minibatches", batches_shuffled)


def test_samples_and_targets_shuffled_apart_are_named():
    def batches(X, y, size):
        return [(X[i : i + size], y[i : i + size]) for i in range(0, len(X), size)]

    def in_place(X, y, batch_size, rng):
        rng.shuffle(X)
        rng.shuffle(y)
        return batches(X, y, batch_size)

    apart = {
        "shuffled_apart": [
            lambda X, y, size, rng: in_place(X.copy(), y.copy(), size, rng),
            lambda X, y, size, rng: batches(rng.permutation(X), rng.permutation(y), size),
        ],
        "shuffled_apart_in_place": [in_place],
        "only_X_shuffled": [lambda X, y, size, rng: batches(rng.permutation(X), y, size)],
    }
    for name, functions in apart.items():
        for function in functions:
            report = fails("minibatches", function, name)
            assert "separately" in report.headline or name == "only_X_shuffled"
