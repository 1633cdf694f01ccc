"""What chapter initialization says about its runs and its figure is what they do."""

from importlib import import_module
from itertools import product

import numpy as np
import pytest

import playground as play
from tests.support.chapter_runs import run_of, stated, text_of

TOPIC = "initialization"
spread_through = import_module("playground.initialization").spread_through


def stds(rule, seed, activation="tanh"):
    outputs, _ = spread_through(rule, activation, seed)
    return [np.std(A) for A in outputs]


def test_tanh_with_xavier_sinks_as_far_as_the_text_says_and_settles_with_the_gain():
    first, tenth = stated(TOPIC, r"from about ([\d.]+) in the first layer to about ([\d.]+) in the tenth")
    (level,) = stated(TOPIC, r"the spread settles at about ([\d.]+) and stays")
    for seed in (1, 2, 3):
        found, settled = stds("Xavier", seed), stds("Xavier times 5/3", seed)
        assert found[0] == pytest.approx(first, abs=0.02) and found[-1] == pytest.approx(tenth, abs=0.02)
        assert sorted(found, reverse=True) == pytest.approx(found, abs=0.02)
        assert settled[3:] == pytest.approx([level] * 7, abs=0.03)


def test_he_keeps_relu_level_and_xavier_leaves_a_thousandth_after_twenty_layers():
    variables, rng = run_of(TOPIC).variables, np.random.default_rng(0)
    X = rng.normal(size=(200, 200))
    he, xavier = (
        variables["activation_stds"](X, [variables[init](200, 200, rng) for _ in range(20)], variables["relu"])
        for init in ("he_init", "xavier_init")
    )
    assert he[-1] == pytest.approx(he[0], rel=0.35) and xavier[-1] == pytest.approx(xavier[0] / 2**9.5, rel=0.4)


def test_the_third_question_has_the_answer_it_claims():
    rng = np.random.default_rng(1)
    X, T = rng.normal(size=(8, 2)), rng.uniform(0.2, 0.8, (8, 1))
    V, W = np.tile(rng.normal(size=(2, 1)), 6), np.array([[1.0]] * 3 + [[-1.0]] * 3)
    variables = run_of(TOPIC).variables
    assert (
        variables["symmetry_after_training"](V, np.zeros(6), W, np.zeros(1), X, T, 1000, 0.1)
        == variables["recall_09_3"]
    )
    assert "the outgoing weights are 1 for" in text_of(TOPIC)


def test_the_six_starts_learn_as_far_as_the_text_says():
    ends = {name: losses[-1] for name, losses in run_of(TOPIC).variables["curves"].items()}
    says = (
        r"the loss stays at ([\d.]+), which .* and the loss only gets to ([\d.]+)\. .* and gets to ([\d.]+) in these "
    )
    says += (
        r"100 steps; .* away, to ([\d.]+)\. tanh learns best here: to ([\d.]+) with Xavier's rule and to ([\d.]+) with"
    )
    assert stated(TOPIC, says) == tuple(
        float(f"{ends[name]:.2f}")
        for name in (
            "tanh, deviation 0.01",
            "tanh, deviation 1",
            "ReLU, Xavier",
            "ReLU, He",
            "tanh, Xavier",
            "tanh, Xavier times 5/3",
        )
    )
    assert ends["tanh, deviation 0.01"] == pytest.approx(np.log(10), abs=0.02)


def test_sums_of_four_coins_have_the_variance_that_was_derived():
    sums = [sum(signs) for signs in product((1, -1), repeat=4)]
    says = r"Of the (\d+) ways .* fall, (\d) make \$z = \\pm 4\$, (\d) make \$z = \\pm 2\$, and (\d) make \$z = 0\$"
    assert stated(TOPIC, says) == (len(sums), *(sum(abs(z) == size for z in sums) for size in (4, 2, 0)))
    assert stated(TOPIC, r"6 \\cdot 0\}\{16\} = (\d)\$")[0] == np.mean(np.square(sums)) == 4


def test_the_numbers_by_hand():
    says = r"deviation is \$\\sqrt\{2/200\} = ([\d.]+)\$ by He's rule and \$\\sqrt\{2/300\} \\approx ([\d.]+)\$"
    assert stated(TOPIC, says) == pytest.approx((np.sqrt(2 / 200), np.sqrt(2 / 300)), abs=5e-5)
    assert np.var([3, -3]) == stated(TOPIC, r"the variance \$\\frac\{9 \+ 9\}\{2\} = (\d)\$")[0]


@pytest.mark.parametrize(("preset", "units", "solved"), [("never differ", 1, False), ("differ, and solve it", 6, True)])
def test_in_the_figure_equal_units_stay_equal_and_only_different_ones_solve_xor(preset, units, solved):
    live = play.symmetry()
    live.build()
    live.set(**live.stage.presets[preset])
    assert f"6 hidden units, {units} of them different" in live.words.value
    assert f"XOR is {'' if solved else 'not '}solved" in live.words.value
