"""The graph: its layout, its steps and its words."""

import pytest

import playground as play
from playground.computation import read
from playground.graph import order_of_steps, positions
from tests.playground.test_computation import PROGRAMS


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_node_has_a_position_of_its_own_right_of_what_it_needs_and_a_step_each_way(program):
    nodes = read(program)
    where = positions(nodes)
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
    assert "= 3 * 1 + 1 * 1 = 4" in twice.words.value and "contributions add up" in twice.words.value


@pytest.mark.parametrize(
    ("program", "inputs", "words"),
    [
        ("y = cos(x)", {}, "not a known step"),
        ("y = x * w", {"v": 1.0}, "the computation has no input of that name"),
        ("y = step * w", {}, "own controls"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_words(program, inputs, words):
    live = play.graph(program, **inputs)
    live.build()
    assert words in live.words.value.replace("&#x27;", "'") and not live.stage.controls
