"""What chapter generalization says about its runs is what they do."""

import re

import numpy as np

from tests.support.chapter_runs import run_of, stated

TOPIC = "generalization"
PERCENT = r"training ([\d.]+)%, validation ([\d.]+)%, test ([\d.]+)%; .* (\d+)\n"


def rescued():
    """Training, validation and test accuracy and the weights' size: last epoch, stopped early, L2."""
    return [tuple(map(float, found)) for found in re.findall(PERCENT, run_of(TOPIC).output("careless ="))]


def test_the_network_overfits_and_is_rescued_to_the_stated_accuracies():
    last, stopped, penalized = rescued()
    says = r"reads only (\d+)% of the test digits. Stopping early, at epoch (\d+), keeps a network that reads (\d+)%."
    text = stated(TOPIC, says + r" The L2 penalty, whose weights stay much smaller, reads (\d+)%")
    assert text == (round(last[2]), run_of(TOPIC).variables["keep"], round(stopped[2]), round(penalized[2]))
    assert last[0] == 100 > max(stopped[0], penalized[0]) and penalized[3] < last[3] / 2
    assert last[1] < stopped[1] < penalized[1]


def test_no_digit_is_in_two_of_the_three_sets():
    variables = run_of(TOPIC).variables
    sets = [{tuple(np.round(x, 6)) for x in variables[name]} for name in ("X_train", "X_val", "X_test")]
    assert [len(variables[name]) for name in ("X_train", "X_val", "X_test")] == [200, 500, 1097]
    assert not sets[0] & sets[1] and not sets[0] & sets[2] and not sets[1] & sets[2]


def test_the_nearest_neighbor_of_a_coin_is_perfect_at_home_and_a_coin_elsewhere():
    text = run_of(TOPIC).output("def nearest")
    home, away = (float(number) for number in re.findall(r"([\d.]+)%", text))
    assert home == 100 and 40 < away < 60
