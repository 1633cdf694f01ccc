"""Backpropagation's references against automatic differentiation."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad

from autograder import load
from autograder.answers.backpropagation import solved
from tests.support.drawn import cases, ref


def sigmoid(z):
    return 1 / (1 + anp.exp(-z))


def loss(parameters, X, T):
    H = sigmoid(anp.dot(X, parameters["V"]) + parameters["a"])
    Y = sigmoid(anp.dot(H, parameters["W"]) + parameters["b"])
    return 0.5 * anp.sum((Y - T) ** 2)


def test_gradients_of_the_network_agree_with_automatic_differentiation():
    for X, T, V, a, W, b in cases("mlp_gradients"):
        parameters = {"V": V, "a": a, "W": W, "b": b}
        expected, got = grad(loss)(parameters, X, T), ref("mlp_gradients")(X, T, **parameters)
        for key in parameters:
            np.testing.assert_allclose(got[key], expected[key], rtol=1e-10, atol=1e-13)


def test_deltas_agree_with_automatic_differentiation():
    for Y, T in cases("output_delta"):
        Z = np.log(Y / (1 - Y))
        expected = grad(lambda Z, T=T: 0.5 * anp.sum((sigmoid(Z) - T) ** 2))(Z)
        np.testing.assert_allclose(ref("output_delta")(Y, T), expected, rtol=1e-10, atol=1e-13)
    for delta, W, H in cases("hidden_delta"):
        S = np.log(H / (1 - H))
        # delta is the gradient of this by Z = sigmoid(S) W.
        expected = grad(lambda S, W=W, delta=delta: anp.sum(anp.dot(sigmoid(S), W) * delta))(S)
        np.testing.assert_allclose(ref("hidden_delta")(delta, W, H), expected, rtol=1e-10, atol=1e-12)


def test_weight_gradients_agree_with_automatic_differentiation():
    for name in ("weight_gradient", "weight_gradient_loops"):
        for H, delta in cases(name):
            start = np.zeros((H.shape[1], delta.shape[1]))
            expected = grad(lambda W, H=H, delta=delta: anp.sum(anp.dot(H, W) * delta))(start)
            np.testing.assert_allclose(ref(name)(H, delta), expected, rtol=1e-10, atol=1e-13)


@pytest.mark.parametrize(
    ("name", "forward"), [("sigmoid_backward", sigmoid), ("relu_backward", lambda z: anp.maximum(z, 0.0))]
)
def test_nodes_with_one_input(name, forward):
    for upstream, z in cases(name):
        expected = grad(lambda z, u=upstream: anp.sum(u * forward(z)))(np.asarray(z, dtype=float))
        np.testing.assert_allclose(ref(name)(upstream, z), expected, rtol=1e-10, atol=1e-13)


def test_sum_and_product_nodes_and_errors_carried_back():
    for upstream, a, b in cases("product_backward"):
        da = grad(lambda a, u=upstream, b=b: anp.sum(u * a * b))(np.asarray(a, dtype=float))
        db = grad(lambda b, u=upstream, a=a: anp.sum(u * a * b))(np.asarray(b, dtype=float))
        np.testing.assert_allclose(ref("product_backward")(upstream, a, b), (da, db), rtol=1e-12)
    for upstream, n in cases("sum_backward"):
        np.testing.assert_allclose(
            ref("sum_backward")(upstream, n), grad(lambda v, u=upstream: u * anp.sum(v))(np.ones(n))
        )
    for W, e in cases("hidden_errors"):
        expected = grad(lambda h, W=W, e=e: anp.dot(anp.dot(h, W), e))(np.zeros(len(W)))
        np.testing.assert_allclose(ref("hidden_errors")(W, e), expected, rtol=1e-12, atol=1e-13)
    for w, e in cases("split_error"):
        assert ref("split_error")(w, e).sum() == pytest.approx(e)


def test_xor_is_judged_by_what_the_network_does():
    params, losses = ref("train_xor")(np.random.default_rng(5))
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    Y = load("mlp_forward").reference(X, params["V"], params["a"], params["W"], params["b"])["Y"]
    np.testing.assert_array_equal(np.round(Y[:, 0]), [0, 1, 1, 0])
    assert solved([params, losses], None) == {"params": "E is below 0.01", "losses": "they fall to the end"}
    assert solved([params, losses[::-1]], None)["losses"] == "they do not fall"
