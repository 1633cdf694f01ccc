"""Chapter 06's graph: any computation is read, run forward and back, and told in words; what is not known is said."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad

import playground as play
from autograder import load
from playground.computation import RULES, backward, forward, read
from playground.graph import UNIT, order_of_steps, places

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


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_node_has_a_place_of_its_own_right_of_what_it_needs_and_a_step_each_way(program):
    nodes = read(program)
    where = places(nodes)
    assert len(set(where.values())) == len(nodes)
    assert all(where[name][0] < where[node.name][0] for node in nodes for name in node.inputs)
    values, gradients = order_of_steps(nodes)
    assert sorted(gradients.values()) == list(range(max(values.values()) + 1, max(values.values()) + 1 + len(nodes)))
    users = [(name, node.name) for node in nodes for name in node.inputs]
    assert all(values[name] < values[user] and gradients[user] < gradients[name] for name, user in users)


def test_the_words_are_the_chapters_numbers():
    live = play.graph()
    live.build()
    said = {}
    for step in range(13):
        live.stage.controls["step"].value = step
        said[step] = live.words.value
    assert "p = x * w = 2 * 0.5 = 1." in said[1] and "E = (y - t)² / 2 = (0.5 - 1)² / 2 = 0.125" in said[4]
    assert "dE/dE = 1" in said[5] and "dE/dy = 1 * (-0.5) = -0.5" in said[6]
    live.set(node="w")
    assert "dE/dw = (-0.125) * 2 = -0.25" in live.words.value
    twice = play.graph("h = relu(x * v); y = w * h + x", x=2, v=1, w=3)
    twice.build()
    twice.set(node="x")
    assert "= 3 * 1 + 1 * 1 = 4" in twice.words.value and "parts add up" in twice.words.value


@pytest.mark.parametrize(
    ("program", "inputs", "words"),
    [
        ("y = x / 2", {}, "no step that is known"),
        ("y = x + 2", {}, "a number gets a name"),
        ("y = cos(x)", {}, "no step that is known"),
        ("y = sigmoid(x, w)", {}, "takes 1"),
        ("y = x +", {}, "cannot be read"),
        ("x + w", {}, "name = formula"),
        ("y = x * w; y = y + b", {}, "give the new value a new name"),
        ("y = x", {}, "computes nothing"),
        ("", {}, "must compute something"),
        ("y = x * w", {"v": 1.0}, "no input of the computation is called so"),
        ("y = step * w", {}, "own controls"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_words(program, inputs, words):
    live = play.graph(program, **inputs)
    live.build()
    assert words in live.words.value.replace("&#x27;", "'") and not live.stage.controls
