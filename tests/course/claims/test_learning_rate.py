"""What chapter learning-rate says about its runs is what they do."""

import re

import numpy as np
import pytest

from playground.learning_rate import LIMIT
from playground.training import train as figures_run
from tests.support.chapter_runs import run_of, stated, text_of

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


def test_the_differential_of_a_bowl_gives_its_gradient():
    """d(L) = (d(u)^T H u + u^T H d(u)) / 2, whose two terms are equal as H is symmetric."""
    assert r"so $d(L) = (Hu)^{\top} d(u)$" in text_of(TOPIC)
    rng = np.random.default_rng(0)
    u, small, root = rng.normal(size=3), 1e-6 * rng.normal(size=3), rng.normal(size=(3, 3))
    H = root @ root.T
    assert small @ H @ u == pytest.approx(u @ H @ small)
    change = (u + small) @ H @ (u + small) / 2 - (u - small) @ H @ (u - small) / 2
    assert change / 2 == pytest.approx((H @ u) @ small)


def test_a_step_along_two_eigenvectors_is_a_step_of_descent():
    H, u = np.array([[2.5, 1.5], [1.5, 2.5]]), np.array([2.0, 0.0])
    says = r"\$\(2, 0\) - 0.2\\,\((\d), (\d)\) = \((\d), (-[\d.]+)\)\$"
    assert stated(TOPIC, says) == pytest.approx((*H @ u, *u - 0.2 * H @ u))


def test_the_range_test_by_hand_chooses_the_rate_that_the_text_names():
    says = (
        r"With the rates (\d+), (\d+), (\d+) and (\d+) the losses are ([\d.]+), ([\d.]+), ([\d.]+) and (\d\.\d)\. .* "
    )
    *numbers, chosen = stated(TOPIC, says + r"the test chooses the smaller of its two rates, (\d)\.")
    assert run_of(TOPIC).variables["range_test"](np.array(numbers[4:]), np.array(numbers[:4])) == chosen


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


def test_the_bowl_of_the_figure_breaks_where_the_text_says():
    limit, curvature = stated(TOPIC, r"bowl breaks at (\d), which is 2 divided by its larger curvature, ([\d.]+);")
    assert LIMIT == limit == 2 / curvature


def test_after_20_steps_each_rate_is_where_the_text_says():
    found = re.findall(r"rate ([\d.]+): after 20 steps u = \((\S+), (\S+)\)", "".join(run_of(TOPIC).printed.values()))
    ends = {float(rate): (float(u), float(v)) for rate, u, v in found}
    assert ends[0.5] == tuple(round(part, 5) for part in (1.5 + 0.5**21, 1.5 - 0.5**21))
    assert "$u$ is $(1.5, 1.5)$" in text_of(TOPIC)
    distance = {rate: np.hypot(*end) for rate, end in ends.items()}
    assert min(distance, key=distance.get) == 0.4 and distance[0.6] > np.hypot(2, 1)
    assert stated(TOPIC, r"at 0.6 the steep direction has the factor \$(-[\d.]+)\$") == (round(1 - 0.6 * 4, 6),)


def test_the_distances_by_hand():
    factor = run_of(TOPIC).variables["contraction_factor"]
    assert [factor(rate, 1) for rate in (0.5, 1.5, 2.5)] == [0.5, 0.5, 1.5]
    assert stated(TOPIC, r"\\kappa = 1000\$ it is ([\d.]+),") == (round(999 / 1001, 3),)


def test_other_units_make_the_curvature_ten_thousand_times_larger():
    printed_lines = run_of(TOPIC).output('"SSE": 2 * X.T @ X')
    limits = [float(limit) for limit in re.findall(r"limit (\S+),", printed_lines)]
    assert limits[0] / limits[1] == pytest.approx(50, rel=1e-3) and 5_000 < limits[0] / limits[2] < 20_000
