"""Gradient descent's references against automatic differentiation, NumPy's least squares and scikit-learn."""

from itertools import pairwise

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import elementwise_grad, grad
from sklearn.linear_model import LinearRegression

from autograder.inside.callbacks import bowl_slope, neighbors, sum_of_cubes, weighted_squares
from tests.support.drawn import cases, ref

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
