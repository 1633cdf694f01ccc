"""The perceptron's references against exact arithmetic, Python's own logic and brute force."""

import numpy as np
import pytest

from autograder import load
from tests.support.drawn import cases, exact_sum
from tests.support.verdicts import fails, passes


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


def test_sums_of_whole_numbers_are_not_cut_off():
    fails("weighted_sum", lambda x, w, b: int(x @ w + b), "cut_off")
    fails("weighted_sum", lambda x, w, b: np.sum(np.array(x * w, dtype=x.dtype)) + b)

    def in_a_row_of_X(X, w, b):
        out = np.zeros_like(X[:, 0])
        out[...] = X @ w + b
        return out

    fails("weighted_sums", in_a_row_of_X, "truncated")


def test_an_update_of_whole_weights_is_not_cut_off():
    def in_a_copy(w, b, x, t, lr):
        new, error = w.copy(), t - int(x @ w + b > 0)
        for i in range(len(w)):
            new[i] += lr * error * x[i]
        return new, b + lr * error

    fails("perceptron_update", in_a_copy, "truncated")


def test_a_loop_that_ends_or_overwrites_is_named():
    def overwrites(x, w, b):
        total = 0
        for i in range(len(x)):
            total = x[i] * w[i]
        return total + b

    fails("weighted_sum", overwrites, "last_product_only")

    def ends(x, w, b):
        total = b
        for i in range(len(x)):
            total += x[i] * w[i]
            return total

    fails("weighted_sum", ends, "first_product_only")
    assert "w @ X" in fails("weighted_sums", lambda X, w, b: w @ X + b, "transposed_X").headline


def test_a_bias_in_an_array_is_a_bias():
    gates = {"and": ([1, 1], -1.5), "or": ([1, 1], -0.5), "nand": ([-1, -1], 1.5)}
    passes("gate_weights", lambda gate: (np.array(gates[gate][0]), np.array([gates[gate][1]])))


def test_what_is_said_of_a_gate_is_true():
    report = fails("gate_weights", lambda gate: (np.array([1, 1]), 1.5))
    assert "decides 1, 1, 1, 1" in dict(report.evidence)["Got"]
    fails("gate_weights", lambda gate: (1.0, 1.0, -1.5))
    fails("gate_weights", lambda gate: np.array([1.0, 1.0, -1.5]))
    capitals = {"AND": (1, 1, -1.5)}
    report = fails("gate_weights", lambda gate: capitals.get(gate), "no_gate_recognized")
    assert "lowercase" in report.headline

    def three(gate):
        w, b = load("gate_weights").reference(gate)
        return w[0], w[1], b

    report = fails("gate_weights", three, "three_values")
    assert dict(report.evidence)["Got"] == "3 numbers, not a pair (w, b)"
