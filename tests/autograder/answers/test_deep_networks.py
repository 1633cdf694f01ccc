"""The deep networks' references against automatic differentiation and against the other convention."""

from itertools import pairwise

import autograd.numpy as anp
import numpy as np
from autograd import grad

from autograder import load
from tests.support.drawn import cases, ref
from tests.support.verdicts import fails, names


def sigmoid(z):
    return 1 / (1 + anp.exp(-z))


def loss(parameters, X, Y):
    A = X
    for k, (W, b) in enumerate(parameters, 1):
        Z = anp.dot(A, W) + b
        A = sigmoid(Z) if k == len(parameters) else anp.maximum(Z, 0.0)
    return -anp.sum(Y * anp.log(A) + (1 - Y) * anp.log(1 - A)) / len(X)


def test_all_gradients_agree_with_automatic_differentiation():
    rng = np.random.default_rng(0)
    for X, parameters in cases("model_forward"):
        A_L, caches = ref("model_forward")(X, parameters)
        Y = rng.integers(0, 2, A_L.shape).astype(float)
        floats = [(W.astype(float), b.astype(float)) for W, b in parameters]
        expected = grad(loss)(floats, X, Y)
        for got, wanted in zip(ref("model_backward")(A_L, Y, caches), expected, strict=True):
            for one, other in zip(got, wanted, strict=True):
                np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-11)


def test_the_outputs_gradient_is_that_of_the_cross_entropy():
    for A, Y in cases("output_gradient"):
        expected = grad(lambda A, Y=Y: -anp.sum(Y * anp.log(A) + (1 - Y) * anp.log(1 - A)))(np.asarray(A, dtype=float))
        np.testing.assert_allclose(ref("output_gradient")(A, Y), expected, rtol=1e-10)


def test_one_layer_back_agrees_with_automatic_differentiation():
    functions = {"relu": lambda Z: anp.maximum(Z, 0.0), "sigmoid": sigmoid}
    for dA, (A, W, b, Z), name in cases("layer_backward"):
        A, W, b = (np.asarray(p, dtype=float) for p in (A, W, b))
        shift = Z - (A @ W + b)  # The cases keep Z away from 0, where ReLU has a corner.

        def total(A, W, b, dA=dA, name=name, shift=shift):
            return anp.sum(dA * functions[name](anp.dot(A, W) + b + shift))

        got = ref("layer_backward")(dA, (A, W, b, Z), name)
        np.testing.assert_allclose(got[0], grad(total, 0)(A, W, b), rtol=1e-9, atol=1e-11)
        np.testing.assert_allclose(got[1], grad(total, 1)(A, W, b) / len(A), rtol=1e-9, atol=1e-11)
        np.testing.assert_allclose(got[2], grad(total, 2)(A, W, b) / len(A), rtol=1e-9, atol=1e-11)


def test_columns_compute_the_same_network_and_lead_back():
    for X, parameters in cases("model_forward"):
        columns, A = ref("to_columns")(parameters), X.T
        for k, (W, b) in enumerate(columns, 1):
            Z = W @ A + b
            A = 1 / (1 + np.exp(-Z)) if k == len(columns) else np.maximum(Z, 0)
        np.testing.assert_allclose(A.T, ref("model_forward")(X, parameters)[0], rtol=1e-10)
        for (W, b), (V, c) in zip(ref("from_columns")(columns), parameters, strict=True):
            np.testing.assert_array_equal(W, V)
            np.testing.assert_array_equal(b, c)


def test_false_alarms_of_the_start_are_rare():
    """5.5 deviations are one in 25 million; here a few thousand honest starts in a row must pass."""
    exercise = load("init_parameters")
    case = cases("init_parameters")[0]
    expected = exercise.viewed(case, exercise.reference(*case))
    for seed in range(2000):
        arguments = ([30, 50, 40], np.random.default_rng(seed))
        facts = exercise.viewed(arguments, exercise.reference(*arguments))
        assert {k: facts[k] for k in ("biases", "mean", "spread", "distribution")} == {
            k: expected[k] for k in ("biases", "mean", "spread", "distribution")
        }


# ------------------------------------------------------------------------------------------------- holes


def test_every_layer_is_scaled_and_not_all_of_them_together():
    def init_parameters(sizes, rng, scale=0.01):
        shapes = list(pairwise(sizes))
        factors = [1.1, *[0.9] * len(shapes)]
        return [(f * scale * rng.normal(size=s), np.zeros(s[1])) for f, s in zip(factors, shapes, strict=False)]

    assert "right" not in names("init_parameters", init_parameters)


def test_weights_with_another_mean_are_seen():
    def of(draw):
        def init_parameters(sizes, rng, scale=0.01):
            shapes = list(pairwise(sizes))
            return [(draw(rng, shape, scale), np.zeros(shape[1])) for shape in shapes]

        return names("init_parameters", init_parameters)

    assert of(lambda rng, shape, scale: rng.normal(scale, scale, shape)) != {"right"}
    assert of(lambda rng, shape, scale: scale * rng.random(shape)) == {"init_parameters-never_negative"}
    assert of(lambda rng, shape, scale: rng.normal(size=shape) + scale) == {"init_parameters-scale_added"}
    assert of(lambda rng, shape, scale: rng.normal(0, scale**2, shape)) == {"init_parameters-scale_squared"}


def test_a_nested_cache_is_called_nested():
    def layer_forward(A, W, b, activation):
        Z, cache = ref("linear_forward")(A, W, b)
        return np.maximum(Z, 0) if activation == "relu" else sigmoid(Z), (cache, Z)

    def model_forward(X, parameters):
        caches = []
        for k, (W, b) in enumerate(parameters, 1):
            X, cache = layer_forward(X, W, b, "sigmoid" if k == len(parameters) else "relu")
            caches.append(cache)
        return X, caches

    assert names("layer_forward", layer_forward) == {"layer_forward-cache_nested"}
    assert names("model_forward", model_forward) == {"model_forward-caches_nested"}


def test_a_network_need_not_have_three_layers():
    def model_forward(X, parameters):
        caches = []
        for k in range(3):
            X, cache = ref("layer_forward")(X, *parameters[k], "sigmoid" if k == 2 else "relu")
            caches.append(cache)
        return X, caches

    assert "right" not in names("model_forward", model_forward)


def test_gradients_in_another_form_are_explained():
    def backward(form):
        def model_backward(A_L, Y, caches):
            dA, grads = ref("output_gradient")(A_L, Y), []
            for k in range(len(caches), 0, -1):
                dA, dW, db = ref("layer_backward")(dA, caches[k - 1], "sigmoid" if k == len(caches) else "relu")
                grads.insert(0, form(dA, dW, db))
            return grads

        return names("model_backward", model_backward)

    assert backward(lambda dA, dW, db: (db, dW)) == {"model_backward-pairs_reversed"}
    assert backward(lambda dA, dW, db: (dA, dW, db)) == {"model_backward-three_parts"}
    assert backward(lambda dA, dW, db: (dW, db, dA)) == {"model_backward-three_parts_dA_last"}
    assert backward(lambda dA, dW, db: [dW, db]) == {"right"}
    for odd in (
        lambda dA, dW, db: (2 * db, dW),
        lambda dA, dW, db: (dW,),
        lambda dA, dW, db: dW,
        lambda dA, dW, db: 1.0,
    ):
        assert "right" not in backward(odd)


def test_whole_numbers_are_not_cut_off_on_the_way_back():
    def layer_backward(dA, cache, activation):
        A, W, b, Z = cache
        dZ = np.zeros_like(dA)
        dZ[...] = dA * (Z > 0) if activation == "relu" else dA * sigmoid(Z) * (1 - sigmoid(Z))
        return ref("linear_backward")(dZ, (A, W, b))

    assert "right" not in names("layer_backward", layer_backward)


def test_the_figure_counts_and_shapes_agree_with_the_references():
    from playground.deep_network import parameter_count, shapes

    sizes = [4, 5, 5, 1]
    assert parameter_count(sizes) == load("count_parameters").reference(sizes)
    W, b, A = load("layer_shapes").reference(sizes, 10)[1]
    assert shapes(2, sizes, 10, columns=False) == {"W": str(W), "b": str(b), "Z, A": str(A)}
    (V, c), *_ = ref("to_columns")([(np.zeros(W), np.zeros(b))])
    assert shapes(2, sizes, 10, columns=True) == {"W": str(V.shape), "b": str(c.shape), "Z, A": str(A[::-1])}


def test_the_two_cases_are_no_gradient_for_targets_between_them():
    fails("output_gradient", lambda A, Y: np.where(Y == 1, -1 / A, 1 / (1 - A)), "two_cases")


def test_half_of_the_sigmoids_slope_is_named():
    def layer_backward(dA, cache, activation):
        A, W, _, Z = cache
        s = 1 / (1 + np.exp(-Z))
        dZ = dA * (Z > 0) if activation == "relu" else dA * s
        return dZ @ W.T, A.T @ dZ / len(A), dZ.mean(0)

    fails("layer_backward", layer_backward, "half_a_sigmoid_slope")
