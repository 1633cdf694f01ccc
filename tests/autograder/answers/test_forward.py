"""The forward pass's references against exact arithmetic, loops, real arrays and automatic differentiation."""

import autograd.numpy as anp
import numpy as np
from autograd import elementwise_grad

from autograder import load
from tests.support.drawn import cases, exact_sum


def test_dense_agrees_with_exact_arithmetic():
    for X, W, b in cases("dense"):
        exact = [[exact_sum(row, weights, bias) for weights, bias in zip(W.T, b, strict=True)] for row in X]
        np.testing.assert_allclose(load("dense").reference(X, W, b), exact, rtol=1e-10, atol=1e-12)


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
