"""The forward pass's references against exact arithmetic, loops, real arrays and automatic differentiation."""

from itertools import pairwise

import autograd.numpy as anp
import numpy as np
from autograd import elementwise_grad

from autograder import load
from tests.support.drawn import cases, exact_sum
from tests.support.verdicts import fails, passes


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


def test_layers_of_whole_numbers_are_not_cut_off():
    fails("dense", lambda X, W, b: (X @ W + b).astype(X.dtype))
    fails("dense", lambda X, W, b: (X @ W + b).astype(W.dtype))


def test_a_dictionary_is_a_dictionary():
    fails("mlp_forward", lambda *args: tuple(load("mlp_forward").reference(*args).values()), "tuple")
    passes("mlp_forward", lambda *args: {**load("mlp_forward").reference(*args), "X": args[0]})


def test_one_matrix_is_not_two_whatever_its_rows():
    report = fails("hidden_layer", lambda X, V, a: load("hidden_layer").reference(X, V, a)[1], "one_matrix")
    assert dict(report.evidence)["Got"] == "one matrix, not two"
    passes("hidden_layer", lambda X, V, a: np.stack(load("hidden_layer").reference(X, V, a)))


def test_steps_in_a_network_are_called_steps():
    def stepped(X, V, a, W, b):
        S = X @ V + a
        H = np.where(S > 0, 1, 0)
        Z = H @ W + b
        return {"S": S, "H": H, "Z": Z, "Y": np.where(Z > 0, 1, 0)}

    fails("mlp_forward", stepped, "step_activations")


def test_a_shape_of_one_entry_needs_its_comma():
    fails("layer_shapes", lambda sizes, n: [((i, o), o, (n, o)) for i, o in pairwise(sizes)], "b_as_number")


def test_sizes_may_come_twice():
    def by_the_size(sizes, n):
        after = dict(reversed(list(pairwise(sizes))))
        return [((size, after[size]), (after[size],), (n, after[size])) for size in sizes[:-1]]

    fails("layer_shapes", by_the_size)


def test_six_bumps_side_by_side_need_seven_units():
    assert load("recall-03-5").check(7).passed
    assert load("recall-03-5").check(12).misconception == "recall-03-5-two_each"
    assert not load("recall-03-5").check(8).passed


def test_collapsed_layer_does_what_the_two_did():
    rng = np.random.default_rng(0)
    for W1, b1, W2, b2 in cases("collapse_linear"):
        X = rng.normal(size=(7, len(W1)))
        W, b = load("collapse_linear").reference(W1, b1, W2, b2)
        np.testing.assert_allclose(X @ W + b, (X @ W1 + b1) @ W2 + b2, rtol=1e-10, atol=1e-10)


def test_the_collapsed_layers_fractions_are_not_cut_off():
    def whole_product(W1, b1, W2, b2):
        W, b = load("collapse_linear").reference(W1, b1, W2, b2)
        return W.astype(W1.dtype), b.astype(b2.dtype)

    fails("collapse_linear", whole_product)


def test_a_part_that_some_calls_did_not_return_is_not_called_wrong():
    report = fails("collapse_linear", lambda W1, b1, W2, b2: (W1 @ W2, b1 + b2), "bias_not_carried")
    assert dict(report.parts) == {"W": None, "b": False}
    assert "Part by part: W not seen in every case, b wrong." in str(report)
    report = load("collapse_linear").check(lambda W1, b1, W2, b2: (W1 @ W2, b2[99]), seed=1)
    assert set(report.parts.values()) == {None} and "Part by part" not in str(report)
