"""Generalization's references against scikit-learn and automatic differentiation, and the figures against both."""

from itertools import pairwise

import autograd.numpy as anp
import numpy as np
from autograd import grad
from sklearn.linear_model import Ridge
from sklearn.metrics import accuracy_score, confusion_matrix
from sklearn.preprocessing import StandardScaler

from playground.capacity import data, features, fit, root_mean_square
from playground.scaling import descent, samples, standardized
from tests.support.drawn import cases, ref


def test_standardize_is_scikit_learns_scaler():
    for X_train, X_other in cases("standardize"):
        scaler = StandardScaler().fit(np.asarray(X_train, dtype=float))
        train, other = ref("standardize")(X_train, X_other)
        np.testing.assert_allclose(train, scaler.transform(X_train), atol=1e-12)
        np.testing.assert_allclose(other, scaler.transform(X_other), rtol=1e-9, atol=1e-12)


def test_the_metrics_are_scikit_learns():
    for labels, predicted in cases("accuracy"):
        assert np.isclose(ref("accuracy")(labels, predicted), accuracy_score(labels, predicted))
    for labels, predicted, k in cases("confusion_matrix"):
        wanted = confusion_matrix(labels, predicted, labels=range(k))
        np.testing.assert_array_equal(ref("confusion_matrix")(labels, predicted, k), wanted)


def test_the_penaltys_gradient_is_that_of_automatic_differentiation():
    for W, lam in cases("l2_grad"):
        wanted = grad(lambda W, lam=lam: lam / 2 * anp.sum(W**2))(np.asarray(W, dtype=float))
        np.testing.assert_allclose(ref("l2_grad")(W, lam), wanted)
        assert np.isclose(ref("l2_penalty")([W], lam), lam / 2 * np.linalg.norm(W) ** 2)
    for weights, lam in cases("l2_penalty"):
        assert np.isclose(ref("l2_penalty")(weights, lam), sum(ref("l2_penalty")([W], lam) for W in weights))


def test_early_stopping_by_its_definition():
    """The stop is the first epoch that closes a window of `patience` epochs, none of them a new best."""
    for losses, patience in cases("early_stop"):
        best = [all(losses[e] < before for before in losses[:e]) for e in range(len(losses))]
        ends = [e for e in range(patience, len(losses)) if not any(best[e - patience + 1 : e + 1])]
        seen = losses[: ends[0] + 1] if ends else losses
        assert ref("early_stop")(losses, patience) == int(np.argmin(seen))


def test_a_split_is_a_partition():
    for X, y, fraction, rng in cases("train_val_split"):
        X_train, y_train, X_val, y_val = ref("train_val_split")(X, y, fraction, rng)
        assert len(y_val) == round(fraction * len(y))
        np.testing.assert_array_equal(np.sort(np.concatenate([y_train, y_val])), y)
        np.testing.assert_array_equal(np.concatenate([X_train, X_val])[:, 0], np.concatenate([y_train, y_val]))


# ------------------------------------------------------------------------------------------------- figures


def test_the_fit_is_scikit_learns_ridge():
    x, y, x_val, y_val = data(25, 0.3, 4)
    for lam in (0.01, 1.0):
        A = features(x, 6)
        ridge = Ridge(alpha=lam / 2 * len(x)).fit(A[:, 1:], y)
        weights = fit(x, y, 6, lam)
        np.testing.assert_allclose(weights, [ridge.intercept_, *ridge.coef_], rtol=1e-6, atol=1e-8)
    assert np.isclose(root_mean_square(x_val, y_val, weights), ref("rmse")(features(x_val, 6) @ weights, y_val))


def test_more_capacity_never_hurts_on_the_training_set():
    x, y, _, _ = data(16, 0.3, 1)
    errors = [root_mean_square(x, y, fit(x, y, degree, 0.0)) for degree in range(12)]
    assert all(later <= earlier + 1e-9 for earlier, later in pairwise(errors))


def test_the_descent_on_scaled_features_uses_the_references():
    X, y = samples(7.0)
    np.testing.assert_allclose(standardized(X), ref("standardize")(X, X)[0])
    points, losses, hessian, lr = descent(X, y)
    assert np.isclose(lr, ref("best_constant_lr")(hessian))
    wanted = ref("descend")(lambda w: ref("linear_regression_grad")(X, y, w, 0.0)[0], np.zeros(2), lr, len(points) - 1)
    np.testing.assert_allclose(points, wanted, rtol=1e-8, atol=1e-10)
    assert np.isclose(losses[-1], ref("mse")(X @ points[-1], y))
