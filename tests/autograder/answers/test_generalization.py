"""Generalization's references against scikit-learn and automatic differentiation, and the figures against both."""

from itertools import pairwise

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from sklearn.linear_model import Ridge
from sklearn.metrics import accuracy_score, confusion_matrix
from sklearn.preprocessing import StandardScaler

from autograder import load
from playground.capacity import data, features, fit, root_mean_square
from playground.scaling import descent, samples, standardized
from tests.support.drawn import cases, ref
from tests.support.verdicts import fails, names


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


# ------------------------------------------------------------------------------------------------- holes


def test_dropout_keeps_the_mean_and_its_mask_is_what_the_activations_were_multiplied_by():
    for A, keep, rng in cases("dropout_forward"):
        D, mask = ref("dropout_forward")(A, keep, rng)
        np.testing.assert_array_equal(D, A * mask)
        assert set(np.unique(mask)) <= {0, 1 / keep}
    ones = np.ones((400, 500))
    for keep in (0.2, 0.5, 0.9):
        D, _ = ref("dropout_forward")(ones, keep, np.random.default_rng(0))
        assert D.mean() == pytest.approx(1, abs=0.01)
        assert D.var() == pytest.approx(1 / keep - 1, rel=0.02)  # Of a coin that shows 1 / keep, or 0.


def test_dropouts_way_back_is_that_of_automatic_differentiation():
    for dD, mask in cases("dropout_backward"):
        dD, mask = np.asarray(dD, dtype=float), np.asarray(mask, dtype=float)
        wanted = grad(lambda A, dD=dD, mask=mask: anp.sum(dD * (A * mask)))(np.ones(dD.shape))
        np.testing.assert_allclose(ref("dropout_backward")(dD, mask), wanted)


def test_a_generator_that_is_asked_and_not_listened_to_shuffles_nothing():
    def split(X, y, fraction, rng):
        order = np.arange(len(X))
        rng.permutation(order)
        k = round(fraction * len(X))
        return X[order[k:]], y[order[k:]], X[order[:k]], y[order[:k]]

    assert names("train_val_split", split) == {"train_val_split-first_ones"}

    def every_other(X, y, fraction, rng):
        rng.random()
        chosen = np.zeros(len(X), dtype=bool)
        chosen[: 2 * round(fraction * len(X)) : 2] = True
        return X[~chosen], y[~chosen], X[chosen], y[chosen]

    assert "right" not in names("train_val_split", every_other)


def test_rows_are_kept_whole():
    def split(X, y, fraction, rng):
        order, k = rng.permutation(len(X)), round(fraction * len(X))
        X = np.column_stack([X[order, 0], X[:, 1:]])
        return X[k:], y[order[k:]], X[:k], y[order[:k]]

    assert "right" not in names("train_val_split", split)


def test_whole_numbers_in_are_no_whole_numbers_out():
    def l2_grad(W, lam):
        dW = np.zeros_like(W)
        for i in range(W.shape[0]):
            for j in range(W.shape[1]):
                dW[i, j] = lam * W[i, j]
        return dW

    assert names("l2_grad", l2_grad) == {"l2_grad-whole_numbers"}
    assert "right" not in names("l2_penalty", lambda weights, lam: int(lam / 2 * sum(np.sum(W**2) for W in weights)))


def test_the_idiom_of_a_tiny_number_in_the_denominator():
    """It passes where it changes nothing, and is named where it divides by almost 0."""

    def everywhere(X_train, X_other):
        mean, std = np.mean(X_train, axis=0), np.std(X_train, axis=0) + 1e-8
        return (X_train - mean) / std, (X_other - mean) / std

    def varying_only(X_train, X_other):
        mean, std = np.mean(X_train, axis=0), np.std(X_train, axis=0)
        std = np.where(std < 1e-12, 1, std) + 1e-8
        return (X_train - mean) / std, (X_other - mean) / std

    assert names("standardize", everywhere) == {"standardize-plus_1e_08"}
    assert names("standardize", varying_only) == {"right"}


def test_missing_brackets_are_not_called_a_matter_of_samples():
    def standardize(X_train, X_other):
        mean, std = X_train.mean(axis=0), X_train.std(axis=0)
        std = np.where(std == 0, 1, std)
        return X_train - mean / std, X_other - mean / std

    assert names("standardize", standardize) == {"standardize-brackets"}


def test_a_small_improvement_is_an_improvement():
    for margin in (1e-4, 0.01, 0.1):

        def early_stop(losses, patience, margin=margin):
            best, best_epoch, waited = np.inf, 0, 0
            for epoch, loss in enumerate(losses):
                if loss < best - margin:
                    best, best_epoch, waited = loss, epoch, 0
                else:
                    waited += 1
                    if waited >= patience:
                        break
            return best_epoch

        assert names("early_stop", early_stop) == {"early_stop-small_improvement"}


def test_names_are_true_of_everyone_who_gets_them():
    """Whole division and =+ look like np.all and a fancy index: the sentence must fit both."""

    def by_whole_division(labels, predicted):
        return sum(labels == predicted) // len(labels)

    def set_to_one(labels, predicted, k):
        C = np.zeros((k, k))
        for label, guess in zip(labels, predicted, strict=True):
            C[label, guess] = +1
        return C

    assert names("accuracy", by_whole_division) == {"accuracy-all_or_nothing"}
    assert "//" in load("accuracy").check(by_whole_division, seed=0).headline
    assert names("confusion_matrix", set_to_one) == {"confusion_matrix-each_pair_once"}
    assert "=+" in load("confusion_matrix").check(set_to_one, seed=0).headline


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


def test_each_set_scaled_by_itself_is_named_without_care_for_constant_columns_too():
    def standardize(X_train, X_other):
        return tuple((X - X.mean(axis=0)) / X.std(axis=0) for X in (X_train, X_other))

    fails("standardize", standardize, "own_statistics_unguarded")
