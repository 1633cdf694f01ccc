"""Initialization's references against automatic differentiation, against theory, and against the figures."""

from itertools import pairwise

import autograd.numpy as anp
import numpy as np
from autograd import grad

from autograder import load
from autograder.answers.initialization import SPREADS, weight_facts
from playground.initialization import LAYERS, RULES, WIDTH, spread_through
from playground.symmetry import STARTS, groups, start, training
from tests.support.drawn import cases, ref


def logistic(z):
    return 1 / (1 + anp.exp(-z))


def error(params, X, T):
    V, a, W, b = params
    return 0.5 * anp.sum((logistic(anp.dot(logistic(anp.dot(X, V) + a), W) + b) - T) ** 2)


def test_symmetry_is_counted_on_the_network_that_automatic_differentiation_trains():
    for V, a, W, b, X, T, steps, lr in cases("symmetry_after_training")[:40]:
        params = [np.asarray(p, dtype=float) for p in (V, a, W, b)]
        for _ in range(steps):
            params = [p - lr * g for p, g in zip(params, grad(error)(params, X, T), strict=True)]
        units = np.vstack([params[0], params[1]])
        distinct = len({tuple(unit) for unit in np.round(units.T, 9)})
        assert ref("symmetry_after_training")(V, a, W, b, X, T, steps, lr) == distinct


def test_distinct_units_is_the_number_of_columns_numpy_finds():
    for (W,) in cases("distinct_units"):
        assert ref("distinct_units")(W) == np.unique(np.round(np.asarray(W, dtype=float), 9), axis=1).shape[1]


def test_xavier_keeps_the_variance_of_a_linear_layer_and_he_the_mean_square_of_relu():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(4000, 300))
    linear = X @ ref("xavier_init")(300, 300, rng)
    relu = np.maximum(X @ ref("he_init")(300, 200, rng), 0)
    assert abs(np.var(linear) - 1) < 0.02
    assert abs(np.mean(relu**2) - 1) < 0.03


def test_false_alarms_are_rare():
    """5.5 deviations are one in 25 million; two thousand honest matrices in a row must pass."""
    for name, formula in (("xavier_init", "sqrt(2 / (fan_in + fan_out))"), ("he_init", "sqrt(2 / fan_in)")):
        for seed in range(1000):
            rng = np.random.default_rng(seed)
            facts = weight_facts(ref(name)(60, 200, rng), 60, 200, rng)
            assert facts == {"shape": [60, 200], "mean": "about 0", "deviation": formula, "distribution": "normal"}


def test_the_formulas_a_deviation_is_named_by_cannot_be_confused():
    """No two of them lie within the statistical width of each other, except where the fans are equal."""
    for fan_in, fan_out in ((60, 200), (210, 50)):
        width = 5.5 / np.sqrt(2 * fan_in * fan_out)
        values = sorted(of(fan_in, fan_out) for of in SPREADS.values())
        gaps = [(b - a) / b for a, b in pairwise(values) if b > 0]
        assert min(gaps) > width / 2


def test_zeros_and_stds_have_the_shapes_of_deep_networks():
    for (sizes,) in cases("zero_init"):
        likewise = load("init_parameters").reference(sizes, np.random.default_rng(0))
        assert [(W.shape, b.shape) for W, b in ref("zero_init")(sizes)] == [(W.shape, b.shape) for W, b in likewise]
    for X, weights, activation in cases("activation_stds"):
        A, wanted = X, []
        for W in weights:
            A = np.array(
                [[float(activation(sum(x * w for x, w in zip(row, c, strict=True)))) for c in W.T] for row in A]
            )
            wanted.append(np.sqrt(np.mean(A**2) - np.mean(A) ** 2))
        np.testing.assert_allclose(ref("activation_stds")(X, weights, activation), wanted, rtol=1e-6, atol=1e-9)


# ------------------------------------------------------------------------------------------------- figures


def test_the_figures_units_are_the_ones_the_exercise_counts():
    X, T = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0.0], [1], [1], [0]])
    for name in STARTS:
        places, errors = training(name)
        V, a, W, b = start(name)
        assert len(groups(places[4])) == ref("symmetry_after_training")(V, a, W, b, X, T, 100, 2.0)
        assert np.isclose(errors[0], error([V, a, W, b], X, T))


def test_the_figures_histograms_are_of_the_layers_the_exercise_measures():
    rng = np.random.default_rng(3)
    weights = RULES["He"](WIDTH) * rng.normal(size=(LAYERS, WIDTH, WIDTH))
    X = rng.normal(size=(60, WIDTH))
    outputs, gradients = spread_through("He", "ReLU", 3)
    wanted = ref("activation_stds")(X, list(weights), lambda z: np.maximum(z, 0))
    np.testing.assert_allclose([A.std() for A in outputs], wanted)
    back = grad(lambda A: anp.sum(gradients[-1] * anp.maximum(anp.dot(A, weights[-1]), 0.0)))(outputs[-2])
    np.testing.assert_allclose(gradients[-2], back, rtol=1e-10, atol=1e-12)
