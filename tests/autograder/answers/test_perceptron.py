"""The perceptron's references against exact arithmetic, Python's own logic and brute force."""

import numpy as np
import pytest

from autograder import load
from tests.support.drawn import cases, exact_sum


@pytest.mark.parametrize("name", ["weighted_sum", "weighted_sums"])
def test_weighted_sums_agree_with_exact_arithmetic(name):
    for first, weights, bias in cases(name):
        exact = [exact_sum(row, weights, bias) for row in np.atleast_2d(first)]
        got = np.reshape(load(name).reference(first, weights, bias), np.shape(exact))
        np.testing.assert_allclose(got, exact, rtol=1e-10, atol=1e-12)


def test_gates_and_xor_agree_with_pythons_own_logic():
    table = [(0, 0), (0, 1), (1, 0), (1, 1)]
    logic = {"and": lambda p, q: p and q, "or": lambda p, q: p or q, "nand": lambda p, q: not (p and q)}
    for gate, rule in logic.items():
        w, b = load("gate_weights").reference(gate)
        assert [int(w[0] * p + w[1] * q + b > 0) for p, q in table] == [int(rule(p, q)) for p, q in table]
    assert list(load("xor").reference(np.array(table))) == [p ^ q for p, q in table]


def test_no_weights_compute_xor():
    """What the chapter proves, tried on a fine grid."""
    w1, w2, b = np.meshgrid(*[np.linspace(-3, 3, 61)] * 3)
    right = (b <= 0) & (w2 + b > 0) & (w1 + b > 0) & (w1 + w2 + b <= 0)
    assert not right.any()


def test_update_moves_the_sum_as_derived():
    """z_new = z + lr (t - o) (x x + 1), and only on a wrong prediction."""
    for w, b, x, t, lr in cases("perceptron_update"):
        z = x @ w + b
        new_w, new_b = load("perceptron_update").reference(w, b, x, t, lr)
        assert x @ new_w + new_b == pytest.approx(z + lr * (t - (z > 0)) * (x @ x + 1), abs=1e-12)


def test_training_is_the_update_repeated():
    update = load("perceptron_update").reference
    for X, t, lr, epochs in cases("train_perceptron"):
        w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
        for _ in range(epochs):
            mistakes.append(0)
            for x, target in zip(X, t, strict=True):
                mistakes[-1] += int((x @ w + b > 0) != target)
                w, b = update(w, b, x, target, lr)
        got = load("train_perceptron").reference(X, t, lr, epochs)
        np.testing.assert_allclose(got[0], w, atol=1e-12)
        assert got[1] == pytest.approx(b)
        assert list(got[2]) == mistakes
