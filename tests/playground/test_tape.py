"""The tape: what it waits for, what it shows of a computation that it is given, and its words."""

import numpy as np
import pytest

import playground as play
from playground.tape import example, formula, nodes_of, shown, waiting


def words_at(live, step):
    live.set(step=step)
    return live.words.value


def test_it_opens_with_all_values_and_no_gradient():
    live = play.tape()
    live.build()
    assert "Step 5 of 10, forward: E = r * r = 1" in live.words.value and "The forward pass is done" in live.words.value


def test_a_value_that_is_used_in_two_rows_waits_for_the_second_one():
    live = play.tape()
    live.build()
    assert "begins with 1 at E" in words_at(live, 6) and "to r, complete with 2" in words_at(live, 6)
    assert "y, complete with 4; and to x, which waits for 1 more" in words_at(live, 7)
    assert "x, complete with 1.5; and to w, complete with 2" in words_at(live, 10)
    nodes = nodes_of(example()[0])
    assert [waiting(nodes, done, "x") for done in (0, 1, 2, 4, 5)] == [(0, 2), (0, 2), (1, 2), (1, 2), (2, 2)]
    assert waiting(nodes, 1, "r") == (2, 2)


def test_a_computation_of_ones_own_is_shown_with_its_operations_and_its_arrays():
    steps = [("p", "matmul", ["X", "w"]), ("E", "sum", ["p"])]
    values = {"X": np.ones((2, 3)), "w": np.array([1.0, 2.0, 3.0]), "p": np.array([6.0, 6.0]), "E": 12.0}
    gradients = {"X": np.ones((2, 3)), "w": np.array([2.0, 2.0, 2.0]), "p": np.ones(2), "E": 1.0}
    live = play.tape(steps, values, gradients)
    live.build()
    assert "p = X @ w" in live.words.value and "complete with [2, 2, 2]" in live.words.value
    assert [formula(node) for node in nodes_of(steps)] == ["input", "input", "X @ w", "sum(p)"]
    assert [shown(values[name]) for name in "XwpE"] == ["shape (2, 3)", "[1, 2, 3]", "[6, 6]", "12"]


@pytest.mark.parametrize("lost", ["values", "gradients"])
def test_a_name_without_a_number_is_said_in_words(lost):
    steps, values, gradients = example()
    given = {"values": dict(values), "gradients": dict(gradients)}
    del given[lost]["w"]
    live = play.tape(steps, **given)
    live.build()
    assert "w stands on the tape, but has no value or no gradient" in live.words.value
