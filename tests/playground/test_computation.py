"""Computations: any program is read, run forward, and run backward; programs that cannot be read are explained."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad

from autograder import load
from playground.computation import RULES, backward, forward, read
from playground.graph import UNIT

PROGRAMS = [
    UNIT,
    "h = relu(x * v); y = h * w + x",
    "y = sigmoid(a + b + c) * tanh(a - b)",
    "d = x - x * x; y = d * d",
    "s = sigmoid(x); t = s * s; y = half_squared_error(t + s, x)",
]
FUNCTIONS = {
    "sigmoid": lambda z: 1 / (1 + anp.exp(-z)),
    "tanh": anp.tanh,
    "relu": lambda z: anp.maximum(z, 0),
    "half_squared_error": lambda y, t: 0.5 * (y - t) ** 2,
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_values_and_gradients_are_those_of_automatic_differentiation(program):
    nodes = read(program)
    names = [node.name for node in nodes if node.rule is None]

    def result(*numbers):
        space = FUNCTIONS | dict(zip(names, numbers, strict=True))
        exec(program, {"__builtins__": {}}, space)
        return space[nodes[-1].name]

    rng = np.random.default_rng(1)
    for _ in range(20):
        numbers = [float(number) for number in rng.uniform(-2, 2, len(names))]
        values = forward(nodes, dict(zip(names, numbers, strict=True)))
        gradients = backward(nodes, values)
        assert values[nodes[-1].name] == pytest.approx(float(result(*numbers)), rel=1e-12)
        by_each = [float(grad(result, k)(*numbers)) for k in range(len(names))]
        assert [gradients[name] for name in names] == pytest.approx(by_each, rel=1e-9, abs=1e-12)


def test_the_slopes_of_the_nodes_are_the_exercises_of_the_chapter():
    for z in (-1.5, 0.0, 2.0):
        assert RULES["sigmoid"].slopes(z)[0] == pytest.approx(float(load("sigmoid_grad").reference(np.array(z))))
        assert RULES["relu"].slopes(z)[0] == float(load("relu_grad").reference(np.array(z)))


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("y = x / 2", "not a known step"),
        ("y = x + 2", "give a number a name"),
        ("y = cos(x)", "not a known step"),
        ("y = sigmoid(x, w)", "takes 1 inputs"),
        ("y = x +", "cannot be read"),
        ("x + w", "name = formula"),
        ("y = x * w; y = y + b", "give the new value a new name"),
        ("y = x", "computes nothing"),
        ("", "must compute a value"),
    ],
)
def test_a_program_that_cannot_be_read_is_explained(program, words):
    with pytest.raises(ValueError, match=words):
        read(program)
