"""Classification's references against automatic differentiation, SciPy and scikit-learn."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from scipy.special import expit, log_softmax, softmax
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

from autograder import load
from tests.support.drawn import cases, ref
from tests.support.verdicts import fails, passes


def moderate(*arrays):
    return all(np.abs(a).max() < 500 for a in arrays)


def cross_entropy(Z, c):
    P = anp.exp(Z) / anp.sum(anp.exp(Z), axis=1, keepdims=True)
    return -anp.mean(anp.log(P)[anp.arange(len(c)), c])


LOSSES = {
    "bce": lambda y, t: -anp.mean(t * anp.log(y) + (1 - t) * anp.log(1 - y)),
    "bce_logits": lambda z, t: anp.mean(anp.log(1 + anp.exp(z)) - t * z),
    "cross_entropy": cross_entropy,
}


@pytest.mark.parametrize("name", LOSSES)
def test_losses_and_gradients_agree_with_automatic_differentiation(name):
    checked = 0
    for y, t in cases(f"{name}_grad"):
        y = np.asarray(y, dtype=float)
        if not moderate(y):
            continue
        np.testing.assert_allclose(ref(name)(y, t), LOSSES[name](y, t), rtol=1e-10)
        np.testing.assert_allclose(ref(f"{name}_grad")(y, t), grad(LOSSES[name])(y, t), rtol=1e-10, atol=1e-13)
        checked += 1
    assert checked > 50


MODELS = {
    "logistic_regression_grad": lambda X, t: lambda w, b: LOSSES["bce_logits"](anp.dot(X, w) + b, t),
    "softmax_regression_grad": lambda X, labels: lambda W, b: cross_entropy(anp.dot(X, W) + b, labels),
}


@pytest.mark.parametrize("name", MODELS)
def test_gradients_of_the_models_agree_with_automatic_differentiation(name):
    for X, targets, W, b in cases(name):
        loss, W, b = MODELS[name](X, targets), np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        dW, db = ref(name)(X, targets, W, b)
        np.testing.assert_allclose(dW, grad(loss, 0)(W, b), rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(db, grad(loss, 1)(W, b), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name", ["train_logistic", "train_softmax"])
def test_training_takes_the_steps_of_automatic_differentiation(name):
    for X, targets, *K, lr, steps in cases(name):
        kind = "softmax_regression_grad" if K else "logistic_regression_grad"
        loss = MODELS[kind](X, targets)
        W, b = (np.zeros((X.shape[1], *K)), np.zeros(K[0])) if K else (np.zeros(X.shape[1]), 0.0)
        losses = []
        for _ in range(steps):
            W, b = W - lr * grad(loss, 0)(W, b), b - lr * grad(loss, 1)(W, b)
            losses.append(loss(W, b))
        for got, expected in zip(ref(name)(X, targets, *K, lr, steps), (W, b, losses), strict=True):
            np.testing.assert_allclose(got, expected, rtol=1e-8, atol=1e-12)


def test_long_training_ends_where_scikit_learn_does():
    rng = np.random.default_rng(0)
    X, t = rng.normal(size=(60, 2)), rng.integers(0, 2, 60)
    labels = rng.integers(0, 3, 60)
    w, b, losses = ref("train_logistic")(X, t, 1.0, 3000)
    known = LogisticRegression(C=np.inf, tol=1e-10).fit(X, t)
    np.testing.assert_allclose([*w, b], [*known.coef_[0], known.intercept_[0]], atol=1e-4)
    assert np.all(np.diff(losses) <= 1e-12)
    W, b, _ = ref("train_softmax")(X, labels, 3, 1.0, 3000)
    known = LogisticRegression(C=np.inf, tol=1e-10).fit(X, labels)
    np.testing.assert_allclose(softmax(X @ W + b, axis=1), known.predict_proba(X), atol=1e-4)
    np.testing.assert_array_equal(ref("predict_labels")(X, W, b), known.predict(X))


def test_bce_agrees_with_scikit_learn():
    """A target between 0 and 1 counts as that much of a 1 and the rest of a 0."""
    for y, t in cases("bce"):
        y, t = np.ravel(y), np.ravel(t)
        both, of_each = np.tile(y, 2), np.repeat([1, 0], len(y))
        expected = log_loss(of_each, both, labels=[0, 1], sample_weight=np.concatenate([t, 1 - t]))
        assert ref("bce")(y, t) == pytest.approx(expected, rel=1e-10)


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
    from playground.losses import entropy_and_slope, square_and_slope
    from playground.softmax import softmax_and_loss

    z, t = np.array([-2.3]), np.array([1.0])
    value, slope = entropy_and_slope(z, t)
    assert value[0] == pytest.approx(ref("bce_logits")(z, t))
    assert slope[0] == pytest.approx(ref("bce_logits_grad")(z, t)[0])
    eps = 1e-6
    numeric = (square_and_slope(z + eps, 1.0)[0] - square_and_slope(z - eps, 1.0)[0]) / (2 * eps)
    assert square_and_slope(z, 1.0)[1] == pytest.approx(numeric, rel=1e-6)
    scores, label = np.array([2.0, -1.0, 0.5]), np.array([1])
    y, loss, gradient = softmax_and_loss(scores, 1)
    np.testing.assert_allclose(y, ref("softmax")(scores[None])[0])
    assert loss == pytest.approx(ref("cross_entropy")(scores[None], label))
    np.testing.assert_allclose(gradient, ref("cross_entropy_grad")(scores[None], label)[0])


def test_the_two_cases_of_cross_entropy_are_no_formula_for_targets_between_them():
    wrong = {
        "bce": [
            lambda y, t: -np.mean([np.log(p if c == 1 else 1 - p) for p, c in zip(y.flat, t.flat, strict=True)]),
            lambda y, t: -np.mean(np.log(np.where(t == 1, y, 1 - y))),
        ],
        "bce_grad": [lambda y, t: np.where(t == 1, -1 / y, 1 / (1 - y)) / y.size],
        "bce_logits": [lambda z, t: np.mean(np.where(t == 1, np.logaddexp(0, -z), np.logaddexp(0, z)))],
        "bce_logits_grad": [lambda z, t: (expit(z) - (t == 1)) / z.size],
    }
    for name, functions in wrong.items():
        for function in functions:
            assert "both terms" in fails(name, function, "two_cases").headline
    fails("bce", lambda y, t: -np.mean(np.where(t == 0, np.log(1 - y), np.log(y))), "two_cases_of_zero")


def test_a_logarithm_made_safe_is_right():
    passes("bce", lambda y, t: -np.mean(t * np.log(y + 1e-8) + (1 - t) * np.log(1 - y + 1e-8)))


def test_clipping_that_changes_probabilities_is_seen():
    for eps in (0.01, 0.001):
        fails("bce", lambda y, t, eps=eps: ref("bce")(np.clip(y, eps, 1 - eps), t))
        fails("bce_grad", lambda y, t, eps=eps: ref("bce_grad")(np.clip(y, eps, 1 - eps), t))


def test_a_class_may_be_missing_from_the_labels():
    def wrong(Z, labels):
        return (softmax(Z, axis=1) - np.eye(labels.max() + 1)[labels]) / len(Z)

    fails("cross_entropy_grad", wrong, "one_hot_too_narrow")
    fails("train_softmax", lambda X, labels, K, lr, steps: ref("train_softmax")(X, labels, len(set(labels)), lr, steps))


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


def test_whole_numbers_are_not_cut_off():
    fails("bce", lambda y, t: int(ref("bce")(y, t)))
    fails("softmax", lambda Z: ref("softmax")(Z).astype(Z.dtype))

    def in_place(X, t, lr, steps):
        w, b = np.zeros(X.shape[1], dtype=X.dtype), 0.0
        for _ in range(steps):
            dw, db = ref("logistic_regression_grad")(X, t, w, b)
            w, b = (w - lr * dw).astype(X.dtype), b - lr * db
        return w, b, ref("train_logistic")(X, t, lr, steps)[2]

    fails("train_logistic", in_place)


def test_a_forgotten_bias_is_seen_in_the_answers():
    fails("predict_labels", lambda X, W, b: np.argmax(X @ W, axis=1), "bias_forgotten")
    passes("predict_labels", lambda X, W, b: (X @ W + b).argmax(axis=-1).astype(float))


def test_what_the_questions_ask_is_so():
    scores = np.array([[1.0, 4.0]])
    assert expit(load("recall-classification-3").reference()) == pytest.approx(ref("softmax")(scores)[0, 1])
    rng = np.random.default_rng(1)
    X = rng.normal(size=(30, 4)) * [1, 0, 1, 1]
    W, _, _ = ref("train_softmax")(X, rng.integers(0, 5, 30), 5, 0.5, 300)
    assert W[1, 3] == load("recall-classification-4").reference() and np.all(W[0] != 0)
    w = np.array([2.0, 5.0])
    gradient = grad(lambda w: w[0] ** 2 + 3 * w[1])
    np.testing.assert_allclose(w - 0.5 * gradient(w), load("recall-classification-1").reference())
