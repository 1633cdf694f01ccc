"""The deep networks' references against automatic differentiation and against the other convention."""

import autograd.numpy as anp
import numpy as np
from autograd import grad

from autograder import load
from tests.support.drawn import cases, ref


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
        expected = grad(loss)(parameters, X, Y)
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
    expected = exercise.viewed(*next((c, exercise.reference(*c)) for c in exercise.draw_cases(0)))
    for seed in range(2000):
        arguments = ([30, 50, 40], np.random.default_rng(seed))
        facts = exercise.viewed(arguments, exercise.reference(*arguments))
        assert {k: facts[k] for k in ("biases", "spread", "distribution")} == {
            k: expected[k] for k in ("biases", "spread", "distribution")
        }


def test_the_figure_counts_and_shapes_agree_with_the_references():
    from playground.deep_network import parameter_count, shapes

    sizes = [4, 5, 5, 1]
    assert parameter_count(sizes) == load("count_parameters").reference(sizes)
    W, b, A = load("layer_shapes").reference(sizes, 10)[1]
    assert shapes(2, sizes, 10, columns=False) == {"W": str(W), "b": str(b), "Z, A": str(A)}
    (V, c), *_ = ref("to_columns")([(np.zeros(W), np.zeros(b))])
    assert shapes(2, sizes, 10, columns=True) == {"W": str(V.shape), "b": str(c.shape), "Z, A": str(A[::-1])}
