"""The bumps are those of its exercise."""

import numpy as np

from autograder import load
from playground.bumps import bump_parts, target


def test_bumps_are_the_reference_and_more_of_them_come_closer():
    x = np.linspace(0, 1, 101)
    parts = bump_parts(x, 4, 50.0)
    height = target(np.array([0.375]))[0]
    np.testing.assert_allclose(parts[1], load("bump").reference(x, 0.25, 0.5, height, 50.0), atol=1e-12)
    errors = [np.abs(bump_parts(x, n, 800.0).sum(axis=0) - target(x)).mean() for n in (3, 10, 30)]
    assert errors[0] > errors[1] > errors[2]
