"""What chapter forward says about its runs is what they do."""

import re

import numpy as np
import pytest

import playground as play
from playground.activation import logistic
from tests.support.chapter_runs import run_of, stated


def test_the_parameters_of_the_image_reader():
    count = run_of("forward").variables["count_parameters"]
    first, second, ratio = stated(
        "forward", r"first layer holds ([\d,]+) parameters and the second (\d+).* about (\d+) t"
    )
    assert (count([784, 30]), count([30, 10]), round(count([784, 30]) / count([30, 10]))) == (first, second, ratio)


def test_the_worked_example():
    x, V, a = np.array([[1, 2]]), np.array([[1, -1], [0.5, 1]]), np.array([-2, 0])
    values = run_of("forward").variables["mlp_forward"](x, V, a, np.array([[2], [-1]]), np.array([0.5]))
    assert values["S"].tolist() == [[0, 1]] and np.round(values["H"], 4).tolist() == [[0.5, 0.7311]]
    assert np.round([values["Z"], values["Y"]], 4).ravel().tolist() == [0.7689, 0.6833]


def test_bumps_side_by_side_are_one_step_more_than_there_are_bumps():
    live = play.bumps()
    live.build()
    live.set(count=6)
    (units,) = re.findall(r"that is (\d+) hidden units", live.words.value)
    assert int(units) == 7
    bump, x, heights = run_of("forward").variables["bump"], np.linspace(0, 1, 50), [3.0, 1.0, -2.0, 4.0, 0.5, 2.0]
    edges = np.linspace(0, 1, int(units))
    bumps = sum(bump(x, *edges[i : i + 2], height, 60.0) for i, height in enumerate(heights))
    steps = np.diff([0.0, *heights, 0.0]) @ logistic(60.0 * (x - edges[:, None]))
    assert bumps == pytest.approx(steps)


def test_the_two_layers_in_one_by_hand():
    (both,) = stated("forward", r"layers give \$\(1 \\cdot 2 \+ 3\) \\cdot 5 \+ 1 = (\d+)\$")
    W, b = run_of("forward").variables["collapse_linear"](*map(np.array, ([[2]], [3], [[5]], [1])))
    assert (np.array([1]) @ W + b).tolist() == [both] and (W.item(), b.item()) == (10, 16)


def test_more_bumps_follow_the_curve_of_the_picture_more_closely():
    bump, x = run_of("forward").variables["bump"], np.linspace(0, 10, 1001)
    y = 2 + np.sin(x) + 0.5 * np.cos(3 * x)
    errors = []
    for count in (8, 40):
        edges = np.linspace(0, 10, count + 1)
        middles = (edges[:-1] + edges[1:]) / 2
        heights = 2 + np.sin(middles) + 0.5 * np.cos(3 * middles)
        bumps = (bump(x, *edges[i : i + 2], heights[i], 4 * count) for i in range(count))
        errors.append(np.mean(np.abs(sum(bumps) - y)))
    assert errors[1] < errors[0] / 3


def test_in_the_figure_narrow_bumps_need_steep_steps():
    live = play.bumps()
    live.build()

    def error(preset):
        live.set(**live.stage.presets[preset])
        return float(re.search(r"off by ([\d.]+) on average", live.words.value)[1])

    assert error("fine") < error("coarse") / 5 and error("too soft") > 4 * error("fine")
