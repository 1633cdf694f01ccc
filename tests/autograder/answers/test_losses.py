"""The losses' references against automatic differentiation, SciPy and scikit-learn."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from scipy.optimize import minimize_scalar
from scipy.special import huber
from sklearn.metrics import mean_absolute_error, mean_squared_error, root_mean_squared_error

from autograder import load
from tests.support.drawn import cases, ref
from tests.support.verdicts import fails, passes

LOSSES = {
    "sse": lambda y, t: anp.sum((y - t) ** 2),
    "mse": lambda y, t: anp.mean((y - t) ** 2),
    "rmse": lambda y, t: anp.sqrt(anp.mean((y - t) ** 2)),
    "huber": lambda y, t, delta: anp.mean(
        anp.where(anp.abs(y - t) <= delta, (y - t) ** 2 / 2, delta * anp.abs(y - t) - delta**2 / 2)
    ),
}


@pytest.mark.parametrize("name", LOSSES)
def test_losses_and_gradients_agree_with_automatic_differentiation(name):
    checked = 0
    for y, *rest in cases(f"{name}_grad"):
        y = np.asarray(y, dtype=float)
        if name == "rmse" and np.all(y == rest[0]):
            continue
        np.testing.assert_allclose(ref(name)(y, *rest), LOSSES[name](y, *rest), rtol=1e-10)
        np.testing.assert_allclose(ref(f"{name}_grad")(y, *rest), grad(LOSSES[name])(y, *rest), rtol=1e-10, atol=1e-13)
        checked += 1
    assert checked > 50


def test_where_there_is_no_error_the_gradient_of_rmse_is_zero():
    np.testing.assert_array_equal(ref("rmse_grad")(np.ones((2, 3)), np.ones((2, 3))), np.zeros((2, 3)))


def test_losses_agree_with_scikit_learn_and_scipy():
    for y, t in cases("mse"):
        assert ref("mse")(y, t) == pytest.approx(mean_squared_error(np.ravel(t), np.ravel(y)), rel=1e-12)
        assert ref("rmse")(y, t) == pytest.approx(root_mean_squared_error(np.ravel(t), np.ravel(y)), rel=1e-12)
        assert ref("mae")(y, t) == pytest.approx(mean_absolute_error(np.ravel(t), np.ravel(y)), rel=1e-12)
    for y, t, delta in cases("huber"):
        assert ref("huber")(y, t, delta) == pytest.approx(np.mean(huber(delta, y - t)), rel=1e-12)


def test_the_figures_numbers_agree_with_the_references():
    from playground.losses import loss_and_gradient

    errors = np.array([3.0, -1.5])
    for name in ("SSE", "MSE", "RMSE"):
        value, gradient = loss_and_gradient(name, errors)
        assert value == pytest.approx(ref(name.lower())(errors, 0 * errors))
        np.testing.assert_allclose(gradient, ref(f"{name.lower()}_grad")(errors, 0 * errors))


def test_one_exact_prediction_is_not_all_of_them():
    def wrong(y, t):
        return np.zeros(y.shape) if np.any(y == t) else ref("rmse_grad")(y, t)

    fails("rmse_grad", wrong, "zero_at_any_exact_prediction")


def test_means_of_whole_numbers_are_not_cut_off():
    fails("mse", lambda y, t: np.sum((y - t) ** 2) // y.size, "floor_division")
    fails("mse_grad", lambda y, t: 2 * (y - t) // y.size, "floor_division")
    fails("mse_grad", lambda y, t: (2 * (y - t) / y.size).astype(y.dtype), "whole_numbers")
    fails("rmse", lambda y, t: np.mean((y - t) ** 2) ** 1 / 2, "precedence")
    for name in ("sse", "mse", "rmse", "mae"):
        fails(name, lambda y, t, name=name: int(ref(name)(y, t)))
    fails("huber", lambda y, t, delta: int(ref("huber")(y, t, delta)))
    fails("huber_grad", lambda y, t, delta: ref("huber_grad")(y, t, delta).astype(y.dtype))


def test_errors_of_both_signs_lie_within_delta_and_beyond_it():
    for name in ("huber", "huber_grad"):
        for seed in range(20):
            drawn = load(name).draw_cases(seed)
            kinds = {(e > 0, abs(e) > delta) for y, t, delta in drawn for e in np.ravel(y - t)}
            assert len(kinds) == 4


def test_the_edge_may_belong_to_either_half():
    def within(y, t, delta):
        size = np.abs(y - t)
        return np.mean(np.where(size < delta, size**2 / 2, delta * size - delta**2 / 2))

    passes("huber", within)
    passes("huber_grad", lambda y, t, delta: np.where(np.abs(y - t) < delta, y - t, delta * np.sign(y - t)) / y.size)


def test_one_wild_target_moves_the_mean_and_not_the_middle_of_them():
    """The answers to recall-losses-1, found by minimizing."""
    t = np.array([1.0, 2, 3, 4, 90])
    least = {
        name: minimize_scalar(lambda y, name=name: ref(name)(np.full(5, y), t), bounds=(0, 100), method="bounded").x
        for name in ("mae", "mse")
    }
    assert least["mae"] == pytest.approx(load("recall-losses-1").reference(), abs=1e-3)
    assert least["mse"] == pytest.approx(t.mean(), abs=1e-3)
    y = np.array([-10.0, 0, 0, 0])
    assert ref("huber_grad")(y, 0 * y, 2)[0] == load("recall-losses-2").reference()
