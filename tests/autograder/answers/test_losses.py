"""The losses' references against automatic differentiation, SciPy and scikit-learn."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from scipy.special import log_softmax, softmax
from sklearn.metrics import log_loss, mean_squared_error, root_mean_squared_error

from tests.support.drawn import cases, ref
from tests.support.verdicts import fails, passes


def moderate(*arrays):
    return all(np.abs(a).max() < 500 for a in arrays)


LOSSES = {
    "sse": lambda y, t: anp.sum((y - t) ** 2),
    "mse": lambda y, t: anp.mean((y - t) ** 2),
    "rmse": lambda y, t: anp.sqrt(anp.mean((y - t) ** 2)),
    "bce": lambda y, t: -anp.mean(t * anp.log(y) + (1 - t) * anp.log(1 - y)),
    "bce_logits": lambda z, t: anp.mean(anp.log(1 + anp.exp(z)) - t * z),
    "cross_entropy": lambda Z, c: (
        -anp.mean(anp.log(anp.exp(Z) / anp.sum(anp.exp(Z), axis=1, keepdims=True))[anp.arange(len(c)), c])
    ),
}


@pytest.mark.parametrize("name", LOSSES)
def test_losses_and_gradients_agree_with_automatic_differentiation(name):
    checked = 0
    for y, t in cases(f"{name}_grad"):
        y = np.asarray(y, dtype=float)
        if not moderate(y) or (name == "rmse" and np.all(y == t)):
            continue
        np.testing.assert_allclose(ref(name)(y, t), LOSSES[name](y, t), rtol=1e-10)
        np.testing.assert_allclose(ref(f"{name}_grad")(y, t), grad(LOSSES[name])(y, t), rtol=1e-10, atol=1e-13)
        checked += 1
    assert checked > 50


def test_where_there_is_no_error_the_gradient_of_rmse_is_zero():
    np.testing.assert_array_equal(ref("rmse_grad")(np.ones((2, 3)), np.ones((2, 3))), np.zeros((2, 3)))


def test_losses_agree_with_scikit_learn():
    for y, t in cases("mse"):
        assert ref("mse")(y, t) == pytest.approx(mean_squared_error(np.ravel(t), np.ravel(y)), rel=1e-12)
        assert ref("rmse")(y, t) == pytest.approx(root_mean_squared_error(np.ravel(t), np.ravel(y)), rel=1e-12)
    for y, t in cases("bce"):
        if set(np.ravel(t)) <= {0, 1}:
            assert ref("bce")(y, t) == pytest.approx(log_loss(np.ravel(t), np.ravel(y), labels=[0, 1]), rel=1e-10)


def test_softmax_and_cross_entropy_agree_with_scipy_also_at_large_scores():
    for (Z,) in cases("softmax"):
        np.testing.assert_allclose(ref("softmax")(Z), softmax(Z, axis=1), rtol=1e-10, atol=1e-300)
    for Z, labels in cases("cross_entropy"):
        expected = -np.mean(log_softmax(np.asarray(Z, dtype=float), axis=1)[np.arange(len(Z)), labels])
        assert ref("cross_entropy")(Z, labels) == pytest.approx(expected, rel=1e-10)


def test_large_logits_follow_the_straight_line():
    z, t = np.array([1e4, -1e4, 1e4]), np.array([0.0, 1.0, 1.0])
    assert ref("bce_logits")(z, t) == pytest.approx(2e4 / 3, rel=1e-12)
    np.testing.assert_allclose(ref("bce_logits_grad")(z, t), [1 / 3, -1 / 3, 0])


def test_the_figures_numbers_agree_with_the_references():
    from playground.losses import entropy_and_slope, loss_and_gradient, square_and_slope

    errors = np.array([3.0, -1.5])
    for name in ("SSE", "MSE", "RMSE"):
        value, gradient = loss_and_gradient(name, errors)
        assert value == pytest.approx(ref(name.lower())(errors, 0 * errors))
        np.testing.assert_allclose(gradient, ref(f"{name.lower()}_grad")(errors, 0 * errors))
    z, t = np.array([-2.3]), np.array([1.0])
    value, slope = entropy_and_slope(z, t)
    assert value[0] == pytest.approx(ref("bce_logits")(z, t)) and slope[0] == pytest.approx(
        ref("bce_logits_grad")(z, t)[0]
    )
    eps = 1e-6
    numeric = (square_and_slope(z + eps, 1.0)[0] - square_and_slope(z - eps, 1.0)[0]) / (2 * eps)
    assert square_and_slope(z, 1.0)[1] == pytest.approx(numeric, rel=1e-6)


def test_one_exact_prediction_is_not_all_of_them():
    def wrong(y, t):
        return np.zeros(y.shape) if np.any(y == t) else ref("rmse_grad")(y, t)

    fails("rmse_grad", wrong, "zero_at_any_exact_prediction")


def test_the_two_cases_of_cross_entropy_are_a_right_formula():
    passes("bce", lambda y, t: -np.mean([np.log(p if c == 1 else 1 - p) for p, c in zip(y.flat, t.flat, strict=True)]))
    passes("bce_grad", lambda y, t: np.where(t == 1, -1 / y, 1 / (1 - y)) / y.size)
    passes("bce", lambda y, t: -np.mean(t * np.log(y + 1e-8) + (1 - t) * np.log(1 - y + 1e-8)))


def test_clipping_that_changes_probabilities_is_seen():
    for eps in (0.01, 0.001):
        fails("bce", lambda y, t, eps=eps: ref("bce")(np.clip(y, eps, 1 - eps), t))
        fails("bce_grad", lambda y, t, eps=eps: ref("bce_grad")(np.clip(y, eps, 1 - eps), t))


def test_a_class_may_be_missing_from_the_labels():
    def wrong(Z, labels):
        return (softmax(Z, axis=1) - np.eye(labels.max() + 1)[labels]) / len(Z)

    fails("cross_entropy_grad", wrong, "one_hot_too_narrow")


def test_softmax_without_keepdims_is_told_about_keepdims():
    def sums(Z):
        e = np.exp(Z - Z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1)

    def maxima(Z):
        e = np.exp(Z - np.max(Z, axis=1))
        return e / np.sum(e, axis=1, keepdims=True)

    assert "keepdims" in fails("softmax", sums, "sums_without_keepdims").headline
    assert "keepdims" in fails("softmax", maxima, "maxima_without_keepdims").headline


def test_zero_times_log_zero_is_not_an_overflow():
    def products(Z, labels):
        return -np.sum(np.eye(Z.shape[1])[labels] * np.log(softmax(Z, axis=1))) / len(Z)

    fails("cross_entropy", products, "zero_times_log_zero")


def test_means_of_whole_numbers_are_not_cut_off():
    fails("mse", lambda y, t: np.sum((y - t) ** 2) // y.size, "floor_division")
    fails("mse_grad", lambda y, t: 2 * (y - t) // y.size, "floor_division")
    fails("mse_grad", lambda y, t: (2 * (y - t) / y.size).astype(y.dtype), "whole_numbers")
    fails("rmse", lambda y, t: np.mean((y - t) ** 2) ** 1 / 2, "precedence")
    for name in ("sse", "mse", "rmse", "bce"):
        fails(name, lambda y, t, name=name: int(ref(name)(y, t)))
    fails("softmax", lambda Z: ref("softmax")(Z).astype(Z.dtype))
