"""The losses' references against automatic differentiation, SciPy and scikit-learn."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from scipy.special import log_softmax, softmax
from sklearn.metrics import log_loss, mean_squared_error, root_mean_squared_error

from tests.support.drawn import cases, ref


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
