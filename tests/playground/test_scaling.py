"""The scaled and unscaled descent: the losses that are drawn are right."""

import numpy as np

from playground.scaling import descent, height_above, samples


def test_the_height_above_the_minimum_is_the_difference_of_the_losses():
    X, y = samples(5.0)
    path, losses, hessian, _ = descent(X, y)
    best = np.linalg.lstsq(X, y, rcond=None)[0]
    np.testing.assert_allclose(height_above(best, path, hessian), losses - np.mean((X @ best - y) ** 2), atol=1e-12)
