"""What chapter activations says about its runs is what they do."""

import re

import numpy as np
import pytest

from playground.deep_gradient import WIDTH
from tests.support.chapter_runs import run_of, stated, text_of


def test_ten_sigmoids_leave_what_is_stated_and_ten_relus_leave_everything():
    left = dict(re.findall(r"^(\w+) +after 10 units: (\S+)$", run_of("activations").output("for unit in"), re.M))
    factor, exponent = stated("activations", r"Ten sigmoids leave about \$([\d.]+) \\cdot 10\^(\{-\d\})\$ of the slope")
    assert 0.98 < float(left["sigmoid"]) / (factor * 10**exponent) < 1.02 and float(left["ReLU"]) == 1


def test_the_worked_example_and_the_largest_slope():
    made = run_of("activations").variables
    assert round(float(made["sigmoid"](2.0)), 4) == 0.8808 and round(float(made["sigmoid_grad"](2.0)), 4) == 0.1050
    assert round(float(made["tanh_grad"](2.0)), 4) == 0.0707 and made["sigmoid_grad"](0.0) == 0.25


def test_where_exp_overflows_and_what_becomes_of_the_sigmoid_there():
    (limit,) = stated("activations", r"`np.exp` of a number above (\d+) is too large")
    with np.errstate(over="ignore"):
        assert np.isfinite(np.exp(limit)) and np.isinf(np.exp(limit + 1)) and 1 / (1 + np.exp(1000.0)) == 0
    (digits,) = stated("activations", r"which is right to (\d+) digits")
    assert 1000 / np.log(10) > digits


def test_ten_quarters_are_less_than_a_millionth_and_the_figure_has_the_units_it_is_said_to_have():
    assert 0.25**10 < 1e-6 and "less than a millionth" in text_of("activations")
    assert stated("activations", r"random weights and (\d+) units per layer") == (WIDTH,)


def test_the_slope_of_one_that_the_figure_asks_for():
    made = run_of("activations").variables
    assert made["tanh_grad"](0.0) == 1 == made["relu_grad"](1.0) and made["sigmoid_grad"](0.0) < 1


def test_the_slope_in_the_worked_example_and_the_exponential_of_the_faded_one():
    top, base, slope = stated("activations", r"e\^\{-2\} / \(1 \+ e\^\{-2\}\)\^2 = ([\d.]+) / ([\d.]+)\^2 = ([\d.]+)\$")
    assert (top, base) == (round(np.exp(-2), 4), round(1 + np.exp(-2), 4)) and round(top / base**2, 4) == slope
    made = run_of("activations").variables
    assert round(float(made["sigmoid_grad"](2.0)), 4) == slope
    (large,) = stated("activations", r"where \$e\^\{-z\} = e\^2 = ([\d.]+)\$")
    assert large == round(np.exp(2), 4) and float(made["sigmoid_grad"](-2.0)) == pytest.approx(
        large / (1 + large) ** 2, rel=1e-4
    )


def test_the_sigmoid_is_a_stretched_and_shifted_tanh_with_the_same_slope_on_both_sides():
    made, z = run_of("activations").variables, np.linspace(-30, 30, 601)
    assert r"\sigma(z) = \frac12 \big(1 + \tanh \frac z2\big)" in text_of("activations")
    np.testing.assert_allclose(made["sigmoid"](z), 0.5 * (1 + np.tanh(z / 2)), rtol=1e-9, atol=1e-15)
    np.testing.assert_allclose(made["sigmoid_grad"](z), made["sigmoid_grad"](-z), rtol=1e-9, atol=1e-12)


def test_leaky_relu_is_one_maximum():
    made, z = run_of("activations").variables, np.linspace(-3, 3, 61)
    np.testing.assert_allclose(made["leaky_relu"](z, 0.1), np.maximum(z, 0.1 * z))
