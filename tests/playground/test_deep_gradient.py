"""The deep network: the gradients that are drawn are right."""

import numpy as np
import pytest

from playground.activation import ACTIVATIONS
from playground.deep_gradient import NAMES, gradient_sizes


@pytest.mark.parametrize("name", NAMES)
def test_gradients_in_the_deep_network_agree_with_finite_differences(name):
    rng = np.random.default_rng(3)
    weights, x, back = rng.normal(size=(4, 5, 5)), rng.normal(size=(1, 5)), rng.normal(size=(1, 5))
    f = ACTIVATIONS[name][0]

    def output(a, start):
        for W in weights[start:]:
            a = f(a @ W)
        return float((back * a).sum())

    activations = [x]
    for W in weights:
        activations.append(f(activations[-1] @ W))
    sizes = []
    for layer, a in enumerate(activations[1:], 1):
        numeric = [(output(a + 1e-6 * e, layer) - output(a - 1e-6 * e, layer)) / 2e-6 for e in np.eye(5)[:, None]]
        sizes.append(np.sqrt(np.mean(np.square(numeric))))
    found = gradient_sizes(ACTIVATIONS[name], weights, x, back)
    np.testing.assert_allclose(found, np.array(sizes) / sizes[-1], rtol=1e-4)
