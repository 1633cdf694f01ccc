"""The activations are those of its exercises."""

import numpy as np

from autograder import load
from playground.activation import ACTIVATIONS


def test_activations_and_derivatives_are_the_references():
    z = np.array([-3.0, -0.4, 0.3, 2.0])
    for name, (f, slope) in {"sigmoid": ("sigmoid", "sigmoid_grad"), "ReLU": ("relu", "relu_grad")}.items():
        np.testing.assert_allclose(ACTIVATIONS[name][0](z), load(f).reference(z), rtol=1e-12)
        np.testing.assert_allclose(ACTIVATIONS[name][1](z), load(slope).reference(z), rtol=1e-12)
    np.testing.assert_allclose(ACTIVATIONS["tanh"][1](z), load("tanh_grad").reference(z), rtol=1e-12)
    f, slope = ACTIVATIONS["leaky ReLU (alpha = 0.1)"]
    np.testing.assert_allclose(f(z), load("leaky_relu").reference(z, 0.1))
    np.testing.assert_allclose(slope(z), load("leaky_relu_grad").reference(z, 0.1))
