"""What chapter matrix-calculus says about its runs is what they do."""

import numpy as np
import pytest

from tests.support.chapter_runs import run_of, stated

TOPIC = "matrix-calculus"


def test_the_warm_up_network_starts_and_ends_where_the_text_says():
    variables = run_of(TOPIC).variables
    losses = variables["losses"]
    assert losses[0] == pytest.approx(1e6 * stated(TOPIC, r"begins near (\d+) million")[0], rel=0.1)
    assert losses[-1] < losses[0] / 1e10 and np.all(np.diff(losses[10:]) < 0)
    weights = variables["w1"].size + variables["w2"].size
    assert (weights, variables["y"].size) == stated(TOPIC, r"With ([\d,]+) weights and only (\d+) numbers to hit")


def test_the_transpose_of_the_worked_product():
    A, B = np.array([[1, 2]]), np.array([[3, 4], [5, 6]])
    assert ((A @ B).T == B.T @ A.T).all() and tuple((A @ B)[0]) == stated(
        TOPIC, r"AB = .begin{pmatrix} (\d+) & (\d+) .end"
    )
