"""What chapter matrix-calculus says about its runs is what they do."""

import re

import numpy as np
import pytest

from tests.support.chapter_runs import run_of, stated, text_of

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


def test_nine_in_ten_entries_of_the_jacobian_of_a_product_are_zero():
    assert "nine in ten of them are 0" in text_of(TOPIC)
    A = np.random.default_rng(0).normal(size=(6, 10))
    J = run_of(TOPIC).variables["numerical_jacobian"](lambda w: (A @ w.reshape(10, 10)).ravel(), np.zeros(100))
    assert np.mean(np.abs(J) < 1e-12) == pytest.approx(0.9)


def test_the_jacobian_by_hand_and_the_gradient_that_it_carries_back():
    measured = run_of(TOPIC).variables["numerical_jacobian"]
    J = measured(lambda x: np.array([x[0] * x[1], x[0] + 3 * x[1]]), np.array([2.0, 5.0]))
    says = r"J = \\begin{pmatrix} (\d) & (\d)\\\\ (\d) & (\d) \\end"
    assert J.ravel() == pytest.approx(stated(TOPIC, says))
    back = stated(TOPIC, r"3 \\cdot 10\) = \((\d+), (\d+)\)\$, is the gradient")
    carried = J.T @ [1, 10]
    assert carried == pytest.approx(back)


def matrices(words):
    """The numbers of every matrix in a row of the worked example's table."""
    (row,) = re.findall(rf"\| {re.escape(words)}[^|]* \| ([^|]*) \|", text_of(TOPIC))
    rows = (part.split(r"\\") for part in re.findall(r"begin{pmatrix} (.*?) \\end", row))
    return [np.array([[float(number) for number in one.split("&")] for one in part]) for part in rows]


def test_the_worked_example():
    made = run_of(TOPIC).variables
    x, w1 = np.array([[1.0, 2], [2, -1]]), np.array([[1.0, -1], [0, 1]])
    w2, y = np.array([[3.0], [-1]]), np.array([[1.0], [4]])
    h = x @ w1
    r = np.maximum(h, 0)
    G_y = made["grad_y_pred"](r @ w2, y)
    G_r = made["grad_h_relu"](G_y, w2)
    table = {
        "$h = x": [h],
        r"$r = \max": [r],
        r"$\hat y = r": [r @ w2],
        r"$G_{\hat y} =": [G_y],
        "with respect to $w_2$": [r.T, G_y, made["grad_w2"](r, G_y)],
        "$G_r =": [G_y, w2.T, G_r],
        "$G_h =": [made["grad_h"](G_r, h)],
    }
    for words, expected in table.items():
        for found, one in zip(matrices(words), expected, strict=True):
            np.testing.assert_array_equal(found, one)
    assert np.sum((r @ w2 - y) ** 2) == 5


def test_the_network_draws_half_digits_better_than_the_rules_beside_it():
    errors = [float(text) for text in re.findall(r"off by ([\d.]+) per pixel", run_of(TOPIC).output("five = ("))]
    average, nearest, network = errors
    assert network < nearest < average
    assert stated(TOPIC, r"([\d.]+) per pixel, against ([\d.]+) for the most similar") == (network, nearest)
    v = run_of(TOPIC).variables
    assert (len(v["seen"]), len(v["unseen"])) == stated(TOPIC, r"trains on ([\d,]+\d) digits and then draws on (\d+)")


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
