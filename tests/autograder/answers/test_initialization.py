"""Initialization's references against automatic differentiation, against theory, and against the figures."""

from itertools import pairwise

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad

from autograder import load
from autograder.answers.initialization import SPREADS, WRONG_STEPS, meeting, trained, weight_facts
from playground.initialization import LAYERS, RULES, WIDTH, spread_through
from playground.symmetry import STARTS, groups, start, training
from tests.support.drawn import cases, ref
from tests.support.verdicts import names


def logistic(z):
    return 1 / (1 + anp.exp(-z))


def error(params, X, T):
    V, a, W, b = params
    return 0.5 * anp.sum((logistic(anp.dot(logistic(anp.dot(X, V) + a), W) + b) - T) ** 2)


def test_symmetry_is_counted_on_the_network_that_automatic_differentiation_trains():
    for V, a, W, b, X, T, steps, lr in cases("symmetry_after_training")[:100]:
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
            facts = weight_facts(ref(name)(70, 290, rng), 70, 290, rng)
            assert facts == {"shape": [70, 290], "mean": "about 0", "deviation": formula, "distribution": "normal"}


def test_the_formulas_a_deviation_is_named_by_cannot_be_confused():
    """No two of them lie within the statistical width of each other, except where the fans are equal."""
    for fan_in, fan_out in ((70, 290), (360, 40)):
        width = 5.5 / np.sqrt(2 * fan_in * fan_out)
        values = sorted(of(fan_in, fan_out) for of in SPREADS.values())
        gaps = [(b - a) / b for a, b in pairwise(values) if b > 0]
        assert min(gaps) > 1.5 * width


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


# ------------------------------------------------------------------------------------------------- holes


def descent(V, a, W, b, X, T, steps, lr, *, sign=1, slopes=(True, True), rate=None, keep="", W_first=False, mean=False):
    """The training as learners write it, with one thing wrong; returns the count."""
    lr = lr if rate is None else rate
    for _ in range(steps):
        H = logistic(X @ V + a)
        Y = logistic(H @ W + b)
        d = sign * (Y - T) * (Y * (1 - Y) if slopes[0] else 1) / (len(X) if mean else 1)
        V_old, a_old, W_old = V, a, W
        if W_first:
            W = W - lr * H.T @ d
        e = (d @ W.T) * (H * (1 - H) if slopes[1] else 1)
        V, a = V - lr * X.T @ e, a - lr * e.sum(axis=0)
        W, b = W if W_first else W - lr * H.T @ d, b - lr * d.sum(axis=0)
        V, a, W = V_old if "V" in keep else V, a_old if "a" in keep else a, W_old if "W" in keep else W
    return ref("distinct_units")(np.vstack([V, a]))


def test_the_training_itself_is_seen_and_not_its_count_alone():
    wrong = {
        "ascent": {"sign": -1},
        "output_slope_forgotten": {"slopes": (False, True)},
        "hidden_slope_forgotten": {"slopes": (True, False)},
        "learning_rate_ignored": {"rate": 1.0},
        "a_not_updated": {"keep": "a"},
        "V_not_updated": {"keep": "V"},
        "W_not_updated": {"keep": "W"},
        "W_first": {"W_first": True},
        "averaged": {"mean": True},
    }
    for key, changes in wrong.items():
        found = names("symmetry_after_training", lambda *args, changes=changes: descent(*args, **changes), range(4))
        assert found == {f"symmetry_after_training-{key}"}
    assert names("symmetry_after_training", descent) == {"right"}
    for changes in ({"slopes": (False, False)}, {"rate": 0.1}, {"sign": -1, "W_first": True}, {"keep": "Va"}):
        found = names("symmetry_after_training", lambda *args, changes=changes: descent(*args, **changes), range(4))
        assert "right" not in found


def test_two_units_meet_under_the_training_they_were_made_for_and_no_other():
    """Neither a rounding error nor a training that is almost the same may decide a case."""
    trainings = {"": {}} | {name: changes for name, (_, changes) in WRONG_STEPS.items()}
    for variant in range(1, 9):
        for wrong in trainings:
            case = meeting(variant, 3, 2, 3, 2, 4, 0.25, wrong)
            for name, changes in trainings.items():
                end = trained(*case, **changes)
                units = np.vstack([end["V"], end["a"]])
                apart = np.max(np.abs(units[:, 0] - units[:, 1]))
                assert apart < 1e-12 if name == wrong else apart > 1e-7


def test_one_step_too_many_or_too_few_is_seen():
    for extra in (-1, 1):
        off = lambda *args, extra=extra: descent(*args[:6], max(args[6] + extra, 0), args[7])  # noqa: E731
        assert "right" not in names("symmetry_after_training", off)


def test_weights_that_are_not_normal_get_no_formula_for_a_deviation():
    def of(change):
        return lambda fan_in, fan_out, rng: change(np.sqrt(2 / fan_in), rng, (fan_in, fan_out))

    assert names("he_init", of(lambda s, rng, size: np.clip(rng.normal(0, s, size), -s, s))) == {"he_init-clipped"}
    assert names("he_init", of(lambda s, rng, size: 2 / s * rng.normal(size=size))) == {"he_init-multiplied"}
    assert names("he_init", of(lambda s, rng, size: rng.normal(s, size=size))) == {"he_init-deviation_as_mean"}
    assert names("he_init", of(lambda s, rng, size: 0.77 * s * rng.normal(size=size))) == {None}
    repeated = names("he_init", of(lambda s, rng, size: rng.normal(0, s, (size[0], 1)) * np.ones(size)))
    assert "right" not in repeated


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


@pytest.mark.parametrize("seed", [*range(40), 234, 243])
def test_exact_comparison_of_units_fails_with_every_draw(seed):
    report = load("distinct_units").check(lambda W: len(np.unique(W, axis=1).T), seed=seed)
    assert report.misconception == "distinct_units-exactly_equal"
