"""What chapter learning-rate says about its runs is what they do."""

import re

import numpy as np

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
    text = r"trained nine times and chose (\d). The range test trained once and chose ([\d.]+): "
    text += r".* reads (\d+) of the 500 new images.* The rate with the smallest loss, ([\d.]+), lies"
    assert stated(TOPIC, text) == (
        *printed(r"-> best (\d+)"),
        *printed(r"the loss fell fastest at ([\d.]+)"),
        *printed(r"the network reads (\d+) of 500"),
        *printed(r"was smallest at ([\d.]+)"),
    )
    assert len(run_of(TOPIC).variables["lrs"]) == 9


def test_a_third_of_the_rate_is_slow_three_times_is_faster_and_ten_times_is_ruin():
    run = run_of(TOPIC).variables
    third, found, three_times, ten_times = (np.array(losses) for _, losses in run["runs"].values())
    assert three_times[-1] < found[-1] < third[-1] < third[0] < ten_times[-1]
    assert np.all(np.diff(found) < 0) and np.all(np.diff(third) < 0)
    smallest = run["growing"][np.argmin(run["measured"])]
    assert 3 * run["found"] < smallest < 10 * run["found"]


def test_the_steps_that_a_condition_number_costs():
    assert stated(TOPIC, r"factor is \$9/11 \\approx ([\d.]+)\$, and (\d+) steps") == (
        0.82,
        np.ceil(np.log(0.1) / np.log(9 / 11)),
    )
    assert stated(TOPIC, r"the same takes ([\d,]+) steps") == (np.ceil(np.log(0.1) / np.log(999 / 1001)),)
