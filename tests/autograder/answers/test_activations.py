"""The activations' references against automatic differentiation, central differences and exact arithmetic."""

from fractions import Fraction
from math import factorial

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import elementwise_grad

from autograder import load
from tests.support.drawn import cases
from tests.support.verdicts import fails


def plain_sigmoid(z):
    return 1 / (1 + anp.exp(-z))


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("sigmoid_grad", lambda z: plain_sigmoid(z)),
        ("tanh_grad", lambda z: anp.tanh(z)),
        ("relu_grad", lambda z: anp.maximum(z, 0.0)),
        ("leaky_relu_grad", lambda z, alpha: anp.where(z > 0, z, alpha * z)),
    ],
)
def test_derivatives_agree_with_automatic_differentiation(name, function):
    for z, *rest in cases(name):
        z = np.asarray(z, dtype=float)
        if name == "relu_grad":
            z = z[z != 0]  # At its corner ReLU has no derivative.
        expected = elementwise_grad(function)(z, *rest)
        np.testing.assert_allclose(load(name).reference(z, *rest), expected, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize(
    ("name", "function"),
    [("sigmoid_grad", "sigmoid"), ("relu_grad", "relu"), ("leaky_relu_grad", "leaky_relu")],
)
def test_each_derivative_belongs_to_its_own_function(name, function):
    """Central differences of the reference itself."""
    for z, *rest in cases(name):
        z = np.asarray(z, dtype=float) + 0.01  # Off the corner of ReLU.
        f, eps = load(function).reference, 1e-5
        numeric = (np.asarray(f(z + eps, *rest)) - np.asarray(f(z - eps, *rest))) / (2 * eps)
        np.testing.assert_allclose(load(name).reference(z, *rest), numeric, atol=1e-9)


def test_sigmoid_is_exact_on_both_tails():
    """Against the series of e**-z, added up in exact fractions."""
    for z in (-30, -2, 0, 1, 5, 30):
        e = sum(Fraction(-z) ** k / factorial(k) for k in range(200))
        assert float(load("sigmoid").reference(float(z))) == pytest.approx(float(1 / (1 + e)), rel=1e-10)
    np.testing.assert_array_equal(load("sigmoid").reference(np.array([-1e4, 1e4])), [0, 1])


def test_whole_numbers_are_not_cut_off():
    def stored(function):
        def wrong(z, *args):
            out = np.array(z)
            out[...] = function(z, *args)
            return out

        return wrong

    for name in ("sigmoid", "sigmoid_grad", "tanh_grad", "leaky_relu", "leaky_relu_grad"):
        fails(name, stored(load(name).reference))

    def in_a_copy(z, alpha):
        out = np.array(z)
        out[out < 0] *= alpha if out.dtype == float else 1
        return out if out.dtype == float else np.array(np.where(out > 0, out, alpha * out), dtype=int)

    fails("leaky_relu", in_a_copy, "whole_numbers")


def test_the_slope_at_the_corner_is_zero():
    fails("relu_grad", lambda z: (np.asarray(z) >= 0) * 1.0, "one_at_the_corner")
    fails("relu_grad", lambda z: np.heaviside(z, 0.5), "half_at_the_corner")
