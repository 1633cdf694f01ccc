"""At the corner of ReLU any slope from 0 to 1 is right, and no other."""

import numpy as np
import pytest

from autograder import load
from autograder.corner import Corner

CORNER = Corner("upstream", "z")
EXERCISES = ("relu_backward", "grad_h")


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("slope", [0, 0.01, 0.5, 1])
def test_a_slope_between_those_of_the_two_sides_passes(exercise, slope):
    for seed in range(5):
        assert load(exercise).passes(lambda upstream, z: upstream * np.heaviside(z, slope), seed=seed)


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("slope", [1.3, -0.5, 2])
def test_any_other_slope_is_named(exercise, slope):
    for seed in range(5):
        report = load(exercise).check(lambda upstream, z: upstream * np.heaviside(z, slope), seed=seed)
        assert report.misconception == f"{exercise}-slope_at_the_corner"
        assert f"Yours is {slope}." in report.headline


def test_what_is_wrong_elsewhere_is_no_matter_of_the_corner():
    report = load("relu_backward").check(lambda upstream, z: upstream * np.heaviside(z, 1.3) * 2, seed=1)
    assert report.misconception != "relu_backward-slope_at_the_corner"


def test_where_the_exercise_chooses_the_slope_it_is_fixed():
    assert not load("relu_grad").passes(lambda z: np.heaviside(z, 0.5), seed=1)
    assert not load("leaky_relu_grad").passes(lambda z, alpha: np.where(np.asarray(z) >= 0, 1, alpha), seed=1)


def test_only_right_slopes_are_settled():
    upstream, z = np.array([2.0, -2.0, 2.0, -2.0, 3.0]), np.array([0.0, 0.0, 0.0, 0.0, 1.0])
    given = {"upstream": upstream, "z": z}
    settled = CORNER.settled(np.array([1.0, -1.0, 2.6, 0.5, 3.0]), given)
    np.testing.assert_array_equal(settled, [0, 0, 2.6, 0.5, 3])
    np.testing.assert_array_equal(CORNER.slopes(settled, given), [0, 0, 1.3, -0.25])
    assert CORNER.settled("text", given) == "text"
    assert CORNER.settled(np.ones(2), given).shape == (2,)
