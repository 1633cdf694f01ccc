"""What chapter backpropagation says about its runs is what they do."""

import re

import numpy as np
import pytest

import playground as play
from playground.computation import backward, forward, read
from playground.graph import START, UNIT
from tests.support.chapter_runs import run_of, stated

CORNERS, TARGETS = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0.0], [1], [1], [0]])


def made(name):
    return run_of("backpropagation").variables[name]


def test_the_worked_example_of_one_unit_is_what_the_figure_shows():
    nodes = read(UNIT)
    values = forward(nodes, START)
    gradients = backward(nodes, values)
    assert [values[name] for name in "pzyE"] == [1, 0, 0.5, 0.125]
    assert [gradients[name] for name in ("y", "z", "p", "b", "w")] == [-0.5, -0.125, -0.125, -0.125, -0.25]


def test_the_figure_opens_at_the_step_that_the_text_names():
    (step,) = stated("backpropagation", r"The figure opens at step (\d), when all the values are known")
    live = play.graph()
    live.build()
    assert live.stage.values()["step"] == step and "The forward pass is done" in live.words.value


def test_the_slope_of_a_value_that_is_used_twice():
    nodes = read("h = relu(x * v); y = w * h + x")
    (total,) = stated("backpropagation", r"together the slope is (\d)")
    assert backward(nodes, forward(nodes, {"x": 2.0, "v": 1.0, "w": 3.0}))["x"] == total


def test_the_gradients_agree_with_central_differences_as_closely_as_stated():
    (exponent,) = stated("backpropagation", r"Below \$10\^(\{-\d\})\$ for all four parameters")
    output = run_of("backpropagation").output("def numerical")
    errors = re.findall(r"^[VaWb] (\S+)$", output, re.M)
    assert len(errors) == 4 and max(map(float, errors)) < 10**exponent


def test_xor_takes_between_100_and_200_steps_as_a_rule():
    steps = []
    for seed in range(20):
        rng, taken = np.random.default_rng(seed), 0
        params = {"V": rng.normal(size=(2, 8)), "a": rng.normal(size=8), "W": rng.normal(size=(8, 1)), "b": np.zeros(1)}
        for _ in range(1000):
            answer = made("sigmoid")(made("sigmoid")(CORNERS @ params["V"] + params["a"]) @ params["W"] + params["b"])
            if 0.5 * np.sum((answer - TARGETS) ** 2) < 0.01:
                break
            taken += 1
            gradients = made("mlp_gradients")(CORNERS, TARGETS, **params)
            params = {name: params[name] - 4 * gradients[name] for name in params}
        steps.append(taken)
    assert np.mean([100 <= count <= 200 for count in steps]) > 0.7


def test_the_split_of_an_error_that_fails():
    shares = stated("backpropagation", r"with \$w = \(2, -1.9\)\$ the shares are (\d+) and \$(-\d+)\$ times")
    assert made("split_error")(np.array([2, -1.9]), 1.0) == pytest.approx(shares)


def test_a_mistake_in_the_derivation_shows_as_a_hundredth_or_more():
    rng = np.random.default_rng(0)
    X, T = rng.normal(size=(5, 3)), rng.integers(0, 2, (5, 2))
    V, a, W, b = rng.normal(size=(3, 4)), rng.normal(size=4), rng.normal(size=(4, 2)), rng.normal(size=2)
    right = made("mlp_gradients")(X, T, V, a, W, b)
    H = made("sigmoid")(X @ V + a)
    Y = made("sigmoid")(H @ W + b)
    delta = made("output_delta")(Y, T)
    no_slope, bare = delta @ W.T, ((Y - T) @ W.T) * H * (1 - H)
    for wrong in (X.T @ no_slope, X.T @ bare):
        assert np.max(np.abs(wrong - right["V"]) / (np.abs(wrong) + np.abs(right["V"]))) > 1e-2


def test_the_trained_border_separates_what_no_line_can():
    params, losses = made("train_xor")(np.random.default_rng(0))
    answers = made("sigmoid")(made("sigmoid")(CORNERS @ params["V"] + params["a"]) @ params["W"] + params["b"])
    assert ((answers > 0.5) == TARGETS).all() and losses[-1] < 0.01


def test_two_moons_need_more_than_the_straight_border_they_begin_with():
    figure = run_of("backpropagation").figures[-1]
    wrong = [int(re.search(r"(\d+) wrong", ax.get_title())[1]) for ax in figure.axes]
    assert len(wrong) == 6 and wrong[0] > 60 and 15 < wrong[2] < 40 and wrong[-1] <= 2


def test_what_the_first_unit_gets_in_the_example_of_the_hidden_errors():
    w1, e1, w2, e2, total = stated(
        "backpropagation", r"unit 1 gets \$(-?\d+) \\cdot (-?\d+) \+ \((-?\d+)\) \\cdot (-?\d+) = (-?\d+)\$"
    )
    W, e = np.array([[1, -1], [2, 0]]), np.array([3, 1])
    assert [w1, w2] == list(W[0]) and [e1, e2] == list(e)
    assert total == run_of("backpropagation").variables["hidden_errors"](W, e)[0] == w1 * e1 + w2 * e2
