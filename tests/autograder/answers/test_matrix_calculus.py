"""Matrix calculus's references against automatic differentiation, and the warm-up network loss for loss."""

import autograd.numpy as anp
import nbformat
import numpy as np
import pytest
from autograd import grad, jacobian

from course.source import teacher_notebook
from tests.support.drawn import cases, ref
from tests.support.verdicts import names


def test_the_inner_product_is_the_trace():
    for A, B in cases("trace_inner"):
        assert ref("trace_inner")(A, B) == pytest.approx(np.trace(A.T @ B), rel=1e-12)


def test_jacobians_agree_with_automatic_differentiation():
    exact = {
        "three_outputs": lambda x: anp.array([anp.sum(x), anp.sum(x**3), x[0] ** 2]),
        "products_and_squares": lambda x: anp.concatenate(
            [x[:-1] * x[1:], anp.array([anp.sum(x**2)]), anp.array([anp.sin(x[0])])]
        ),
    }
    for f, x, *eps in cases("numerical_jacobian"):
        x = np.asarray(x, dtype=float)
        np.testing.assert_allclose(exact[f.__name__](x), f(x))
        error = np.abs(ref("numerical_jacobian")(f, x, *eps) - jacobian(exact[f.__name__])(x)).max()
        assert error < (1e-8 if not eps else 1.1 * eps[0] ** 2)


def loss(w1, w2, x, y):
    return anp.sum((anp.dot(anp.maximum(anp.dot(x, w1), 0.0), w2) - y) ** 2)


def test_the_five_gradients_together_agree_with_automatic_differentiation():
    for x, y, w1, w2, _, _ in cases("train_relu_net"):
        w1, w2 = w1.astype(float), w2.astype(float)
        h = x @ w1
        a = np.maximum(h, 0)
        g = ref("grad_y_pred")(a @ w2, y)
        by_h = ref("grad_h")(ref("grad_h_relu")(g, w2), h)
        np.testing.assert_allclose(ref("grad_w2")(a, g), grad(loss, 1)(w1, w2, x, y), rtol=1e-10, atol=1e-10)
        np.testing.assert_allclose(ref("grad_w1")(x, by_h), grad(loss, 0)(w1, w2, x, y), rtol=1e-10, atol=1e-10)


def test_training_agrees_with_automatic_differentiation_step_for_step():
    for x, y, w1, w2, lr, steps in cases("train_relu_net"):
        got, expected = ref("train_relu_net")(x, y, w1, w2, lr, steps), []
        w1, w2 = w1.astype(float), w2.astype(float)
        for _ in range(steps):
            expected.append(loss(w1, w2, x, y))
            w1, w2 = w1 - lr * grad(loss, 0)(w1, w2, x, y), w2 - lr * grad(loss, 1)(w1, w2, x, y)
        np.testing.assert_allclose(got, expected, rtol=1e-9)


def test_the_classic_warm_up_is_reproduced_loss_for_loss():
    """64, 1000, 100, 10; 500 steps; 1e-6: the five well-known lines, written as they usually are."""
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(64, 1000)), rng.normal(size=(64, 10))
    w1, w2 = rng.normal(size=(1000, 100)), rng.normal(size=(100, 10))
    got = ref("train_relu_net")(x, y, w1, w2, 1e-6, 500)
    expected = []
    for _ in range(500):
        h = x.dot(w1)
        h_relu = np.maximum(h, 0)
        y_pred = h_relu.dot(w2)
        expected.append(np.square(y_pred - y).sum())
        grad_y_pred = 2.0 * (y_pred - y)
        grad_w2 = h_relu.T.dot(grad_y_pred)
        grad_h = grad_y_pred.dot(w2.T)
        grad_h[h < 0] = 0
        w1, w2 = w1 - 1e-6 * x.T.dot(grad_h), w2 - 1e-6 * grad_w2
    np.testing.assert_allclose(got, expected, rtol=1e-6)
    assert expected[-1] < 1e-3 < 1e6 < expected[0]


def test_the_derivation_is_a_task_for_nbgrader_and_its_scheme_stays_with_the_teacher(the_book):
    chapter = next(c for c in the_book.chapters if c.topic == "matrix-calculus")
    teacher = next(c for c in teacher_notebook(the_book, chapter).cells if c.id == "derive-grad-w1")
    student = next(
        c for c in nbformat.read(the_book.notebook_path(chapter), as_version=4).cells if c.id == "derive-grad-w1"
    )
    assert teacher.metadata.nbgrader.task and teacher.metadata.nbgrader.points == 5
    assert "1 point: only $w_1$ changes" in teacher.source
    assert "point" not in student.source and "MARK SCHEME" not in student.source


def test_whole_numbers_are_not_cut_off():
    """A result stored in an array made like an argument, of whole numbers where that one holds whole numbers."""

    def stored(exercise, like, shape):
        def function(*args):
            out = np.zeros(shape(*args), dtype=np.asarray(args[like]).dtype)
            out[...] = ref(exercise)(*args)
            return out

        return names(exercise, function)

    products = {
        "grad_w2": lambda A, B: (A.shape[1], B.shape[1]),
        "grad_h_relu": lambda A, B: (len(A), len(B)),
        "grad_w1": lambda A, B: (A.shape[1], B.shape[1]),
        "grad_h": lambda A, B: A.shape,
    }
    for exercise, shape in products.items():
        for like in (0, 1) if exercise != "grad_h" else (1,):
            assert "right" not in stored(exercise, like, shape)
    assert "right" not in stored("grad_y_pred", 0, lambda p, y: p.shape)
    assert "right" not in stored("trace_inner", 0, lambda A, B: ())


def test_the_learning_rate_is_not_always_the_same():
    fixed = lambda x, y, w1, w2, lr, steps: ref("train_relu_net")(x, y, w1, w2, 0.004, steps)  # noqa: E731
    assert "right" not in names("train_relu_net", fixed)


def test_the_puzzles_answers_are_the_gradients():
    from playground.shapes import ANSWERS, PUZZLES, shape_of, verdict, warmup_losses

    for puzzle, (left, right) in ANSWERS.items():
        a, b = shape_of(left), shape_of(right)
        assert a[1] == b[0] and (a[0], b[1]) == PUZZLES[puzzle]
        assert f"That is the {puzzle}" in verdict(puzzle, left, right)
        assert "do not fit" in verdict(puzzle, left, left)
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(16, 100)), rng.normal(size=(16, 5))
    w1, w2 = rng.normal(size=(100, 20)), rng.normal(size=(20, 5))
    np.testing.assert_allclose(warmup_losses(1e-5), ref("train_relu_net")(x, y, w1, w2, 1e-5, 120), rtol=1e-9)
