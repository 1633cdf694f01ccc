"""What chapter deep-networks says about its runs, and its example worked by hand, is what the code does."""

import re

import numpy as np
import pytest

from tests.support.chapter_runs import run_of, stated

TOPIC = "deep-networks"


def test_the_example_worked_by_hand():
    v = run_of(TOPIC).variables
    layers = [(np.array([[1, -1], [1, 0]]), np.array([0, -1])), (np.array([[1], [2]]), np.array([-3]))]
    A_L, caches = v["model_forward"](np.array([[1, 2]]), layers)
    assert A_L == 0.5 and (caches[0][3] == [3, -2]).all() and caches[1][3] == 0
    for target, sign in ((1, 1), (0, -1)):  # 0 is the faded example.
        (dW1, db1), (dW2, db2) = v["model_backward"](A_L, np.array([[target]]), caches)
        assert (dW2 == sign * np.array([[-1.5], [0]])).all() and (db2 == sign * -0.5).all()
        assert (dW1 == sign * np.array([[-0.5, 0], [-1, 0]])).all() and (db1 == sign * np.array([-0.5, 0])).all()


def test_two_samples_divide_the_gradients_of_the_parameters_and_nothing_else():
    backward = run_of(TOPIC).variables["linear_backward"]
    A, W, dZ = np.array([[3.0, 0], [1, 4]]), np.array([[1.0], [2]]), np.array([[-0.5], [0.5]])
    dA, dW, db = backward(dZ, (A, W, np.array([-3.0])))
    says = (
        r"= \\begin{pmatrix} (-[\d.]+)\\\\ (\d) \\end{pmatrix}, \\qquad db\^{\[2\]} = \\tfrac12 \(-0.5 \+ 0.5\) = (\d)"
    )
    assert (*dW.ravel(), *db) == stated(TOPIC, says)
    says = r"= \\begin{pmatrix} (-[\d.]+) & (-\d)\\\\ ([\d.]+) & (\d) \\end{pmatrix}\. \\end{aligned}\$\$ The first row"
    assert tuple(dA.ravel()) == stated(TOPIC, says)


def test_the_gradient_check_covers_every_parameter_and_ends_below_the_stated_error():
    text = run_of(TOPIC).output("def measured")
    errors = [float(error) for error in re.findall(r"size: (\S+)", text)]
    assert len(errors) == 6 and max(errors) < 10 ** -stated(TOPIC, r"differences are below \$10\^{-(\d)}\$")[0]
    sizes = ((2, 3), (3, 3), (3, 2))
    assert sum(i * o + o for i, o in sizes) == stated(TOPIC, r"every one of the (\d+) parameters")[0]


def test_the_spiral_is_learned_as_the_text_says():
    printed = re.findall(r"step +(\d+): loss ([\d.]+), right for ([\d.]+)%", run_of(TOPIC).output("arm ="))
    right = {int(step): float(share) for step, _, share in printed}
    assert stated(TOPIC, r"After 250 steps it is right for (\d+)%") == (round(right[250]),)
    assert right[500] == right[750] == right[1000] == 100 and 40 < right[0] < 60
    (begin,) = stated(TOPIC, r"It begins near ([\d.]+) with about half")
    assert float(printed[0][1]) == pytest.approx(begin, abs=0.01)


def test_a_wrong_formula_fails_the_gradient_check_by_far():
    v, rng = run_of(TOPIC).variables, np.random.default_rng(0)
    X, Y = rng.normal(size=(5, 2)), rng.uniform(size=(5, 2))
    parameters = [(rng.normal(size=(i, o)), rng.normal(size=o)) for i, o in ((2, 3), (3, 3), (3, 2))]
    A_L, caches = v["model_forward"](X, parameters)
    right = v["model_backward"](A_L, Y, caches)

    def away(wrong):
        return [
            np.max(np.abs(w - r)) / np.max(np.abs(w) + np.abs(r)) for (w, _), (r, _) in zip(wrong, right, strict=True)
        ]

    always_open = [(A, W, b, np.abs(Z)) for A, W, b, Z in caches[:-1]] + [caches[-1]]  # ReLU's slope forgotten.
    errors = away(v["model_backward"](A_L, Y, always_open))
    assert min(errors[:2]) > 0.05 and errors[2] == 0  # It spoils the layers before, and not the one after.
    no_mean = [(dW * len(X) if layer == 1 else dW, db) for layer, (dW, db) in enumerate(right)]
    assert away(no_mean)[1] > 0.5 and away(no_mean)[0] == away(no_mean)[2] == 0  # It spoils its own layer.
