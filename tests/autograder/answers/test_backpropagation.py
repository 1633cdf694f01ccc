"""Backpropagation's references against automatic differentiation."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad

from autograder import load
from autograder.answers.backpropagation import solved
from tests.support.drawn import cases, ref
from tests.support.verdicts import fails


def sigmoid(z):
    return 1 / (1 + anp.exp(-z))


def loss(parameters, X, T):
    H = sigmoid(anp.dot(X, parameters["V"]) + parameters["a"])
    Y = sigmoid(anp.dot(H, parameters["W"]) + parameters["b"])
    return 0.5 * anp.sum((Y - T) ** 2)


def test_gradients_of_the_network_agree_with_automatic_differentiation():
    for X, T, V, a, W, b in cases("mlp_gradients"):
        parameters = {key: p.astype(float) for key, p in {"V": V, "a": a, "W": W, "b": b}.items()}
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
        if corner := load(name).corner:  # Where autograd chooses another slope.
            expected = corner.settled(np.asarray(expected), {"upstream": upstream, "z": z})
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
    assert solved([params, losses], None) == {"params": "E is below 0.01", "losses": "they fall to E"}
    assert solved([params, losses[::-1]], None)["losses"] == "they rise"


def test_networks_return_dictionaries():
    fails("mlp_gradients", lambda *args: tuple(ref("mlp_gradients")(*args).values()), "tuple")


def test_whole_numbers_do_not_cut_decimals_off():
    def like_the_parameters(X, T, V, a, W, b):
        found = ref("mlp_gradients")(X, T, V, a, W, b)
        return {key: found[key].astype(p.dtype) for key, p in {"V": V, "a": a, "W": W, "b": b}.items()}

    fails("mlp_gradients", like_the_parameters)
    for name in ("weight_gradient", "weight_gradient_loops"):
        fails(name, lambda H, delta, name=name: ref(name)(H, delta).astype(H.dtype))
        fails(name, lambda H, delta, name=name: ref(name)(H, delta).astype(delta.dtype))
    fails("hidden_errors", lambda W, e: (W @ e).astype(W.dtype))
    fails("hidden_errors", lambda W, e: (W @ e).astype(e.dtype))
    fails("output_delta", lambda Y, T: ref("output_delta")(Y, T).astype(T.dtype))
    for name in ("sigmoid_backward", "relu_backward"):
        fails(name, lambda u, z, name=name: np.asarray(ref(name)(u, z)).astype(np.asarray(z).dtype))


def test_a_return_inside_the_loop_is_named():
    def ends(w, e):
        parts = np.zeros(len(w))
        for i in range(len(w)):
            parts[i] = e * w[i] / np.sum(w)
            return parts

    assert "return" in fails("split_error", ends, "first_part_and_zeros").headline
    fails("split_error", lambda w, e: [e * w[0] / np.sum(w)], "first_part_in_a_list")


def xor_with(rng):
    params, losses = ref("train_xor")(rng)
    return params, losses


@pytest.mark.parametrize("make", [lambda: np.random.default_rng(3), lambda: np.random.default_rng()])
def test_xor_is_trained_from_the_rng_that_is_given(make):
    for seed in range(3):
        assert not load("train_xor").check(lambda rng: ref("train_xor")(make()), seed=seed).passed


def test_equal_weights_are_not_told_to_train_longer():
    def equal(rng):
        X, T = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0], [1], [1], [0]])
        params = {"V": np.ones((2, 5)), "a": np.ones(5), "W": np.ones((5, 1)), "b": np.ones(1)}
        losses = []
        for _ in range(50):
            losses.append(float(loss(params, X, T)))
            found = ref("mlp_gradients")(X, T, **params)
            params = {key: params[key] - found[key] for key in params}
        return params, losses

    report = load("train_xor").check(equal, seed=1)
    assert not report.passed and report.misconception == "train_xor-equal_start"


def test_the_losses_of_xor_are_its_error():
    for factor in (0.5, 2):
        report = load("train_xor").check(
            lambda rng, f=factor: (lambda p, e: (p, [f * x for x in e]))(*xor_with(rng)), seed=2
        )
        assert not report.passed


@pytest.mark.parametrize(
    ("targets", "name"),
    [((0, 0, 0, 1), "targets_of_and"), ((0, 1, 1, 1), "targets_of_or"), ((1, 0, 0, 1), "targets_turned_round")],
)
def test_other_targets_than_those_of_xor_are_named(targets, name):
    def other(rng):
        return xor_trained(rng, np.array(targets)[:, None], steps=2500)

    assert load("train_xor").check(other, seed=1).misconception == f"train_xor-{name}"


def test_why_xor_is_not_learned_is_told_apart():
    T = np.array([[0], [1], [1], [0]])
    for name, details in (("one_hidden_unit", {"hidden": 1}), ("uphill", {"lr": -1})):
        report = load("train_xor").check(lambda rng, d=details: xor_trained(rng, T, **d), seed=1)
        assert report.misconception == f"train_xor-{name}"


def xor_trained(rng, T, hidden=5, lr=2.0, scale=1.0, steps=300):
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    shapes = {"V": (2, hidden), "a": (hidden,), "W": (hidden, 1), "b": (1,)}
    params = {key: scale * rng.normal(size=shape) for key, shape in shapes.items()}
    losses = []
    for _ in range(steps):
        losses.append(float(loss(params, X, T)))
        found = ref("mlp_gradients")(X, T, **params)
        params = {key: params[key] - lr * found[key] for key in params}
    return params, losses
