"""References against independent sources: automatic differentiation, mpmath-free arithmetic, brute force."""

from fractions import Fraction

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import elementwise_grad

from autograder import load
from tests.support.drawn import cases


def plain_sigmoid(z):
    return 1 / (1 + anp.exp(-z))


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("sigmoid_grad", lambda z: plain_sigmoid(z)),
        ("tanh_grad", lambda z: anp.tanh(z)),
        ("relu_grad", lambda z: anp.maximum(z, 0.0)),
        ("leaky_relu_grad", lambda z, alpha: anp.where(z > 0, z, alpha * z)),
    ],
)
def test_derivatives_agree_with_automatic_differentiation(name, function):
    for z, *rest in cases(name):
        z = np.asarray(z, dtype=float)
        expected = elementwise_grad(function)(z, *rest)
        np.testing.assert_allclose(load(name).reference(z, *rest), expected, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize(
    ("name", "function"),
    [("sigmoid_grad", "sigmoid"), ("relu_grad", "relu"), ("leaky_relu_grad", "leaky_relu")],
)
def test_each_derivative_belongs_to_its_own_function(name, function):
    """Central differences of the reference itself."""
    for z, *rest in cases(name):
        z = np.asarray(z, dtype=float) + (0.01 if name == "sigmoid_grad" else 0.0)
        f, eps = load(function).reference, 1e-5
        numeric = (np.asarray(f(z + eps, *rest)) - np.asarray(f(z - eps, *rest))) / (2 * eps)
        np.testing.assert_allclose(load(name).reference(z, *rest), numeric, atol=1e-9)


def test_sigmoid_is_exact_on_both_tails():
    """Against exp in exact rational arithmetic: e**-z as a limit of fractions, to 1e-10."""
    for z in (-30, -2, 0, 1, 5, 30):
        e = sum(Fraction(-z) ** k / _factorial(k) for k in range(200))
        assert float(load("sigmoid").reference(float(z))) == pytest.approx(float(1 / (1 + e)), rel=1e-10)
    np.testing.assert_array_equal(load("sigmoid").reference(np.array([-1e4, 1e4])), [0, 1])


def _factorial(k):
    return 1 if k < 2 else k * _factorial(k - 1)


@pytest.mark.parametrize("name", ["weighted_sum", "weighted_sums", "dense"])
def test_weighted_sums_agree_with_exact_arithmetic(name):
    for first, weights, bias in cases(name):
        rows = np.atleast_2d(first)
        columns = weights[:, None] if weights.ndim == 1 else weights
        biases = np.broadcast_to(bias, columns.shape[1])
        exact = [
            [float(sum((Fraction(float(x)) * Fraction(float(w)) for x, w in zip(row, columns[:, k], strict=True)),
                       Fraction(float(biases[k])))) for k in range(columns.shape[1])]
            for row in rows
        ]  # fmt: skip
        got = np.reshape(load(name).reference(first, weights, bias), np.shape(exact))
        np.testing.assert_allclose(got, exact, rtol=1e-10, atol=1e-12)


def test_forward_pass_agrees_with_one_sample_and_one_unit_at_a_time():
    for X, V, a, W, b in cases("mlp_forward"):
        result = load("mlp_forward").reference(X, V, a, W, b)
        for r, x in enumerate(X):
            s = [sum(x[i] * V[i, j] for i in range(len(x))) + a[j] for j in range(len(a))]
            h = [1 / (1 + np.exp(-v)) for v in s]
            z = [sum(h[j] * W[j, k] for j in range(len(h))) + b[k] for k in range(len(b))]
            y = [1 / (1 + np.exp(-v)) for v in z]
            for key, expected in zip("SHZY", (s, h, z, y), strict=True):
                np.testing.assert_allclose(result[key][r], expected, rtol=1e-10, atol=1e-12)
        S, H = load("hidden_layer").reference(X, V, a)
        np.testing.assert_allclose(S, result["S"], rtol=1e-10)
        np.testing.assert_allclose(H, result["H"], rtol=1e-10)


def test_collapsed_layer_does_what_the_two_did():
    rng = np.random.default_rng(0)
    for W1, b1, W2, b2 in cases("collapse_linear"):
        X = rng.normal(size=(7, len(W1)))
        W, b = load("collapse_linear").reference(W1, b1, W2, b2)
        np.testing.assert_allclose(X @ W + b, (X @ W1 + b1) @ W2 + b2, rtol=1e-10, atol=1e-10)


def test_gates_and_xor_agree_with_pythons_own_logic():
    table = [(0, 0), (0, 1), (1, 0), (1, 1)]
    logic = {"and": lambda p, q: p and q, "or": lambda p, q: p or q, "nand": lambda p, q: not (p and q)}
    for gate, rule in logic.items():
        w, b = load("gate_weights").reference(gate)
        assert [int(w[0] * p + w[1] * q + b > 0) for p, q in table] == [int(rule(p, q)) for p, q in table]
    assert list(load("xor").reference(np.array(table))) == [p ^ q for p, q in table]


def test_no_weights_compute_xor():
    """What chapter 01 proves, tried on a fine grid."""
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


def test_shapes_and_counts_agree_with_real_arrays():
    for sizes, n in cases("layer_shapes"):
        A, total = np.ones((n, sizes[0])), 0
        for (w_shape, b_shape, a_shape), size in zip(load("layer_shapes").reference(sizes, n), sizes[1:], strict=True):
            W, b = np.ones(w_shape), np.ones(b_shape)
            A = A @ W + b
            assert A.shape == a_shape == (n, size)
            total += W.size + b.size
        assert load("count_parameters").reference(sizes) == total


def test_bump_agrees_with_automatic_differentiation_of_its_integral():
    """height (s(k(x-l)) - s(k(x-r))) is the derivative of height/k (softplus(k(x-l)) - softplus(k(x-r)))."""

    def integral(x, left, right, height, k):
        return height / k * (anp.logaddexp(0, k * (x - left)) - anp.logaddexp(0, k * (x - right)))

    for x, *rest in cases("bump"):
        x = np.asarray(x, dtype=float)
        np.testing.assert_allclose(
            load("bump").reference(x, *rest), elementwise_grad(integral)(x, *rest), rtol=1e-10, atol=1e-12
        )
