"""What chapter activations says about its runs is what they do."""

import re

from tests.support.chapter_runs import run_of, stated


def test_ten_sigmoids_leave_what_is_stated_and_ten_relus_leave_everything():
    left = dict(re.findall(r"^(\w+) +after 10 units: (\S+)$", run_of("activations").output("for unit in"), re.M))
    factor, exponent = stated("activations", r"Ten sigmoids leave about \$([\d.]+) \\cdot 10\^(\{-\d\})\$ of the slope")
    assert 0.98 < float(left["sigmoid"]) / (factor * 10**exponent) < 1.02 and float(left["ReLU"]) == 1


def test_the_worked_example_and_the_largest_slope():
    made = run_of("activations").variables
    assert round(float(made["sigmoid"](2.0)), 4) == 0.8808 and round(float(made["sigmoid_grad"](2.0)), 4) == 0.1050
    assert round(float(made["tanh_grad"](2.0)), 4) == 0.0707 and made["sigmoid_grad"](0.0) == 0.25
