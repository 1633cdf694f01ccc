"""What chapter losses says about its runs is what they do."""

import re

import numpy as np
import pytest

import playground as play
from tests.support.chapter_runs import run_of, stated


def test_the_worked_example():
    made, y, t = run_of("losses").variables, np.array([3, 5]), np.array([1, 6])
    found = [round(float(made[name](y, t)), 4) for name in ("sse", "mse", "rmse")]
    assert found == [*stated("losses", r"SSE \$= 4 \+ 1 = (\d)\$, MSE \$= ([\d.]+)\$, RMSE \$= ([\d.]+)\$")]


def test_the_price_of_a_confident_wrong_answer():
    prices = stated(
        "losses", r"which is ([\d.]+) at \$y = 0.9\$, ([\d.]+) at \$y = 0.1\$ and ([\d.]+) at \$y = 0.001\$"
    )
    assert np.round(-np.log([0.9, 0.1, 0.001]), 1).tolist() == [*prices]


def test_squared_error_is_a_thousand_times_weaker_on_a_confident_wrong_answer():
    slopes = [float(text) for text in re.findall(r": (\S+)$", run_of("losses").output("slope_of_squared_error,"), re.M)]
    assert slopes[1] == pytest.approx(-1, abs=1e-3) and 1000 < slopes[1] / slopes[0] < 2000


def test_each_arrow_is_a_step_of_the_same_learning_rate():
    live, steps = play.losses(), {}
    live.build()
    for name in ("SSE", "MSE", "RMSE"):
        live.set(name=name, first=100.0, second=10.0)
        steps[name] = np.array(re.findall(r"-?[\d.]+", live.words.value.split("predictions by")[1])[:2], float)
    assert steps["SSE"][0] == 10 * steps["SSE"][1]
    assert steps["SSE"] == pytest.approx(2 * steps["MSE"]) and np.abs(steps["RMSE"]).max() < 1
