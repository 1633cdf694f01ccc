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


def test_the_inner_product_and_the_jacobian_of_a_matrix_by_hand():
    A, B = np.array([[1, 2], [0, 1]]), np.array([[3, 1], [5, 2]])
    (inner,) = stated(TOPIC, r"0 \\cdot 5 \+ 1 \\cdot 2 = (\d)\$. And")
    assert np.sum(A * B) == np.trace(A.T @ B) == inner and np.diag(A.T @ B).tolist() == [3, 4]
    assert stated(TOPIC, r"the Jacobian has \$(\d+) \\cdot (\d+)\$ entries") == (64 * 10, 100 * 10)


def test_the_worked_example_backward():
    says = r"\$6 \\cdot \(-20\) = (-\d+)\$; \$G_r = \(-20\) \\cdot \(-1\) = (\d+)\$; \$G_h = (\d+)\$"
    made = run_of(TOPIC).variables
    G = made["grad_y_pred"](np.array([[-6.0]]), np.array([[4.0]]))
    back = made["grad_h_relu"](G, np.array([[-1.0]]))
    found = made["grad_w2"](np.array([[6.0]]), G), back, made["grad_h"](back, np.array([[6.0]]))
    assert stated(TOPIC, says) == tuple(float(array.item()) for array in found)


def test_the_tutorials_loop_gives_the_same_curve():
    v = run_of(TOPIC).variables
    x, y, v1, v2, reference = v["x"], v["y"], v["w1"], v["w2"], []
    for _ in range(20):
        h = x @ v1
        h_relu = np.maximum(h, 0)
        reference.append(np.sum((h_relu @ v2 - y) ** 2))
        grad = 2.0 * (h_relu @ v2 - y)
        hidden = grad @ v2.T
        hidden[h < 0] = 0
        v1, v2 = v1 - 1e-6 * x.T @ hidden, v2 - 1e-6 * h_relu.T @ grad
    assert v["losses"][:20] == pytest.approx(reference)
