"""What chapter learning-rate says about its runs is what they do."""

import re

import numpy as np
import pytest

from playground.training import train as figures_run
from tests.support.chapter_runs import run_of, stated

TOPIC = "learning-rate"


def printed(pattern):
    """The numbers of the only passage of the chapter's printed output that matches."""
    (found,) = re.finditer(pattern, "".join(run_of(TOPIC).printed.values()))
    return tuple(float(number) for number in found.groups())


def figure_ends(data, lr):
    losses = figures_run(data, "gradient descent", "constant", "all 80", 1, lr).losses
    reached = np.flatnonzero(losses <= 0.1)
    return losses[-1], reached[0] if reached.size else np.inf


def test_the_figure_learns_the_ring_beyond_the_limit_of_the_bowl_and_breaks_where_the_text_says():
    at_start, faster = figure_ends("ring", 10**0.5), figure_ends("ring", 10**0.8)
    assert stated(TOPIC, r"At a rate of ([\d.]+) it still learns the ring, and faster than at (\d\.\d)") == (6.3, 3.2)
    assert faster[0] < 0.01 and faster[1] < at_start[1]
    assert figure_ends("ring", 10)[0] > 0.5
    assert {figure_ends("ring", 10 ** (k / 20))[0] < 0.1 for k in range(17, 27)} == {True, False}
    assert figure_ends("two moons", 10**1.5)[0] < 0.01


def test_the_sweep_and_the_range_test_choose_what_the_text_says():
    text = r"trained nine times and chose (\d), the range test trained once and chose ([\d.]+)\."
    assert stated(TOPIC, text) == (*printed(r"-> best (\d+)"), *printed(r"the loss fell fastest at ([\d.]+)"))
    ends = printed(r"rate 2 ends at ([\d.]+), rate 5.9 ends at ([\d.]+), rate 18 ends at ([\d.]+)")
    assert ends[0] < ends[1] < 1 < ends[2]
    assert ends[0] < min(float(end) for end in re.findall(r"[\d.]+: ([\d.]+)", run_of(TOPIC).output("sweep:     ")))


def test_a_tuned_schedule_helps_with_noise_and_only_then():
    full = printed(r"batches of 100, constant.* ([\d.]+)\n.*batches of 100, cosine.* ([\d.]+)\n")
    small = printed(
        r"batches of  10, constant.* rate ([\d.]+), .* ([\d.]+)\n"
        r".*batches of  10, cosine.* rate ([\d.]+), .* ([\d.]+)\n"
    )
    assert full == pytest.approx(
        stated(TOPIC, r"constant rate ends at ([\d.]+), the best cosine at ([\d.]+): the"), abs=0.0006
    )
    numbers = stated(
        TOPIC, r"constant rate ends at ([\d.]+), the best cosine at ([\d.]+): it may start at (\d) instead of (\d)"
    )
    assert (small[1], small[3], small[2], small[0]) == pytest.approx(numbers, abs=0.006)
    assert full[0] < full[1] and small[3] < small[1]


def test_grid_random_search_and_optuna_get_equal_trials_and_end_where_the_text_says():
    variables = run_of(TOPIC).variables
    bests = {}
    for name, attempts in variables["searches"].items():
        assert {len(trials) for trials in attempts} == {16}
        bests[name] = [min(trials, key=lambda trial: trial[2]) for trials in attempts]
    (grid,) = bests["grid"]
    assert round(grid[2], 2) == stated(TOPIC, r"Its best loss, ([\d.]+), is far")[0] and grid[1] == 16
    others = [loss for name in ("random", "Optuna") for _, _, loss in bests[name]]
    assert all(1 <= lr <= 2 for name in ("random", "Optuna") for lr, _, loss in bests[name] if loss < 0.25)
    assert sum(loss < 0.25 for loss in others) == 5 and max(others) > grid[2]
    apart = np.median([b[2] for b in bests["random"]]) - np.median([b[2] for b in bests["Optuna"]])
    assert abs(apart) < max(np.ptp([b[2] for b in bests[name]]) for name in ("random", "Optuna"))
    assert (
        round(variables["loss_of"](grid[0], 32), 2)
        == stated(TOPIC, r"32 units at the same rate the loss is ([\d.]+),")[0]
    )


def test_the_steps_that_a_condition_number_costs():
    assert stated(TOPIC, r"factor is \$9/11 \\approx ([\d.]+)\$, and (\d+) steps") == (
        0.82,
        np.ceil(np.log(0.1) / np.log(9 / 11)),
    )
    assert stated(TOPIC, r"the same takes ([\d,]+) steps") == (np.ceil(np.log(0.1) / np.log(999 / 1001)),)
