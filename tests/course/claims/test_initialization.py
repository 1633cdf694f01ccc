"""What chapter initialization says about its runs and its figure is what they do."""

from importlib import import_module

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
