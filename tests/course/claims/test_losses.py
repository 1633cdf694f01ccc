"""What chapter losses says about its runs is what they do."""

import re

import matplotlib
import numpy as np
import pytest

import playground as play
from tests.support.chapter_runs import run_of, stated

matplotlib.use("Agg")


def test_the_worked_examples():
    made, y, t = run_of("losses").variables, np.array([3, 5]), np.array([1, 6])
    found = [round(float(made[name](y, t)), 4) for name in ("sse", "mse", "rmse")]
    assert found == [*stated("losses", r"SSE \$= 4 \+ 1 = (\d)\$, MSE \$= ([\d.]+)\$, RMSE \$= ([\d.]+)\$")]

    def costs(errors, delta):
        return [float(made["huber"](np.array([e]), np.zeros(1), delta)) for e in errors]

    assert costs([4, -4], 2) == 2 * [*stated("losses", r"costs \$2 \+ 2 \\cdot \(4 - 2\) = (\d)\$")]
    assert np.mean(costs([4, -1], 2)) == stated("losses", r"the two errors 4 and \$-1\$ is ([\d.]+)\.")[0]
    assert costs([0.5, 1, 3], 1) == [*stated("losses", r"the three costs should be ([\d.]+), ([\d.]+) and ([\d.]+)\.")]


def test_a_small_change_of_a_prediction_changes_the_sse_as_its_gradient_says():
    made, t = run_of("losses").variables, np.array([1, 6])
    (after,) = stated("losses", r"the SSE becomes \$2\.01\^2 \+ 1 = ([\d.]+)\$")
    assert made["sse"](np.array([3.01, 5]), t) == pytest.approx(after, abs=1e-9)
    assert after - 5 == pytest.approx(made["sse_grad"](np.array([3, 5]), t)[0] * 0.01, rel=0.01)


def test_each_arrow_is_a_step_of_the_same_learning_rate():
    live, steps = play.losses(), {}
    live.build()
    for name in ("SSE", "MSE", "RMSE"):
        live.set(name=name, first=100.0, second=10.0)
        steps[name] = np.array(re.findall(r"-?[\d.]+", live.words.value.split("predictions by")[1])[:2], float)
    assert steps["SSE"][0] == 10 * steps["SSE"][1]
    assert steps["SSE"] == pytest.approx(2 * steps["MSE"]) and np.abs(steps["RMSE"]).max() < 1


def test_the_lines_turn_as_the_text_says():
    run = run_of("losses")
    slopes = {
        (when, name): float(slope)
        for when, name, slope in re.findall(r"^(.+), (\w+): slope ([\d.]+)$", run.output("best_line"), re.M)
    }
    before, after = ([slopes[when, name] for name in ("mse", "mae", "huber")] for when in MOMENTS)
    assert before == [*stated("losses", r"line has the slope ([\d.]+), by your `mae` ([\d.]+), .+ it is ([\d.]+)\.")]
    mse = stated("losses", r"squared error turns from ([\d.]+) to ([\d.]+):")
    huber = stated("losses", r"Huber's line turns a little, from ([\d.]+) to ([\d.]+):")
    assert (before[0], after[0]) == mse and (before[2], after[2]) == huber and before[1] == after[1]


MOMENTS = ("as measured", "with one wild value")


def test_how_hard_the_wild_value_pulls():
    v = run_of("losses").variables
    best, x, t, wild, heaviest = v["best_line"], v["x"], v["t"], v["wild"], np.argmax(v["x"])

    def errors(name, values):
        slope, height = best(v["losses"][name][0], values)
        return slope * (x - 26) + height - values

    (count,) = stated("losses", r"Here are (\d+) patients")
    assert len(x) == count and 3 < wild[heaviest] / t[heaviest] < 3.5
    assert errors("mae", t)[heaviest] < 0 > errors("mae", wild)[heaviest]  # The target is above the line, both times.
    squared = errors("mse", t)
    assert (squared - wild + t)[heaviest] < -10 * np.median(np.abs(squared))
    full, instead = stated("losses", r"pulls with the full (\d+) instead of (\d+),")
    assert errors("huber", wild)[heaviest] < -full and round(-errors("huber", t)[heaviest]) == instead


def test_hubers_loss_between_the_other_two():
    """What the picture asks: a large delta gives half the MSE; a small one, delta times the slope of the MAE."""
    v, errors, target = run_of("losses").variables, np.array([-3.0, -1.2, 0.4, 2.5]), np.zeros(1)
    for e in errors[:, None]:
        assert v["huber"](e, target, 10) == pytest.approx(v["mse"](e, target) / 2)
        assert v["huber_grad"](e, target, 0.01) == pytest.approx(0.01 * np.sign(e))


def test_the_gradient_of_the_example_and_what_a_small_step_changes():
    gradient = stated("losses", r"At \$y = \(1, 2\)\$ these are (\d) and (\d)\.")
    changes = stated(
        "losses", r"raises \$f\$ by about ([\d.]+), and raising \$y_2\$ by 0.01 raises it by about ([\d.]+)\."
    )

    def f(y1, y2):
        return y1**2 + 3 * y1 * y2

    found = (f(1.01, 2) - f(1, 2), f(1, 2.01) - f(1, 2))
    assert found == pytest.approx(changes, abs=2e-4) and changes == pytest.approx([0.01 * g for g in gradient])


def test_signed_errors_of_a_hundred_cancel_in_one_of_the_four_numbers_alone():
    live = play.losses()
    live.build()
    live.set(name="sum of errors", first=100.0, second=-100.0)
    assert "The errors cancel." in live.words.value
    live.set(name="SSE")
    assert "20,000" in live.words.value and "cancel" not in live.words.value
