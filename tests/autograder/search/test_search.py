"""A change that makes everything right is found at the line that a teacher would mark; nothing else is touched."""

import contextlib
import time

import numpy as np
import pytest

from autograder import load
from autograder.inside.observe import names_used
from autograder.inside.rerun import rerun_of, silence
from autograder.inside.source import source_of
from autograder.search.proof import Deadline
from autograder.search.search import Located, Repair, Search, search
from autograder.trial import Trial
from tests.support.written import written


def tried(exercise, function, seed=1):
    exercise = load(exercise)
    cases = tuple(exercise.draw_cases(seed))
    first, again = exercise.observe(function, cases)
    return Trial(exercise, cases, tuple(first), tuple(again), names_used(function), seed, source_of(function))


def found(source, **variables):
    function = written(source, **variables)
    trial, rerun = tried(function.__name__, function), rerun_of(function, load(function.__name__).needs)
    with silence():
        return Search(trial, rerun, Deadline(10)).result()


SIGMOID = load("sigmoid").reference
SLIPS = {
    "an operator": ("def sigmoid_grad(z):\n    s = sigmoid(z)\n    ds = s + (1 - s)\n    return ds", 3),
    "the order of operands": ("def hidden_delta(delta, W, H):\n    e = W.T @ delta\n    return e * H * (1 - H)", 2),
    "a name": ("def bump(x, left, right, height, steepness):\n    up = sigmoid(steepness * (x - left))\n"
               "    down = sigmoid(steepness * (x - left))\n    return height * (up - down)", 3),
    "a constant": ("def mse_grad(y, t):\n    e = y - t\n    return 3 * e / y.size", 3),
    "the axis": ("def mse(y, t):\n    error = y - t\n    squared = error ** 2\n    return squared.mean(axis=0)", 4),
    "a transpose": ("def weight_gradient(H, delta):\n    Ht = H\n    return Ht @ delta", 3),
    "a call": ("def sse(y, t):\n    e = y - t\n    return np.mean(e ** 2)", 3),
    "a missing factor": ("def sigmoid_backward(upstream, z):\n    s = sigmoid(z)\n    dz = upstream * (1 - s)\n"
                         "    return dz", 3),
    "parentheses": ("def output_delta(Y, T):\n    slope = Y * (1 - Y)\n    return Y - T * slope", 3),
    "= for +=": ("def hidden_errors(W, e):\n    out = np.zeros(len(W))\n    for j in range(len(W)):\n"
                 "        for k in range(len(e)):\n            out[j] = W[j, k] * e[k]\n    return out", 5),
    "return in the loop": ("def hidden_errors(W, e):\n    out = np.zeros(len(W))\n    for j in range(len(W)):\n"
                           "        out[j] = W[j] @ e\n        return out", 5),
    "a caret": ("def tanh_grad(z):\n    y = np.tanh(z)\n    return 1 - y^2", 3),
    "whole numbers": ("def step_decay(lr0, drop, every, t):\n    t = np.asarray(t)\n    out = np.zeros_like(t)\n"
                      "    for i, v in np.ndenumerate(t):\n        out[i] = lr0 * drop ** (v // every)\n"
                      "    return out", 3),
    "a missing return": ("def split_error(w, e):\n    total = np.sum(w)\n    parts = e * w / total", 3),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_usual_slip_is_repaired_at_its_line(slip):
    source, line = SLIPS[slip]
    repair = found(source, sigmoid=SIGMOID)
    assert isinstance(repair, Repair)
    assert repair.span.line == line
    assert repair.change


def test_the_change_is_told_in_the_learners_own_names():
    repair = found(SLIPS["an operator"][0], sigmoid=SIGMOID)
    assert (repair.kind, repair.change) == ("an operator", "Write `ds = s * (1 - s)`.")


def test_a_larger_mistake_is_repaired_with_an_expression_of_a_right_answer():
    repair = found("def relu_grad(z):\n    y = np.gradient(z)\n    return np.where(y > 0, 1.0, 0.0)")
    assert repair is None or repair.span.line in (2, 3)
    repair = found("def tanh_grad(z):\n    s = 1 - np.tanh(z + 1)\n    return s")
    assert repair.span.line == 2


def test_one_wrong_part_of_several_is_found():
    repair = found("def collapse_linear(W1, b1, W2, b2):\n    W = W1 @ W2\n    b = b1 @ W1 + b2\n    return W, b")
    assert repair.span.line == 3


def test_what_raises_is_repaired_too():
    repair = found("def leaky_relu_grad(z, alpha):\n    return np.where(np.array(z) > 0, 1.0, a)")
    assert repair.span.line == 2
    assert "alpha" in repair.change


def test_a_right_value_locates_what_no_edit_repairs():
    source = """
        def largest_stable_lr(H):
            L = 0
            for row in H:
                L = max(L, np.sum(np.abs(row)))
            return 2 / L
    """
    located = found(source)
    assert isinstance(located, Located)
    assert located.span.line == 4
    assert "in line 5" in located.words


def test_the_line_of_a_right_but_unusual_route_is_not_blamed():
    """The first three lines compute what no reference does, and rightly; only the last one is wrong."""
    source = """
        def mse(y, t):
            up = np.maximum(y - t, 0)
            down = np.maximum(t - y, 0)
            total = np.sum(up * up) + np.sum(down * down)
            return total
    """
    assert found(source).span.line in (4, 5)
    assert load("mse").check(written(source.replace("return total", "return total / y.size"))).passed


def test_a_right_value_of_all_that_is_returned_says_nothing():
    """The mistake is in line 4; the `return` is right."""
    repair = found("""
        def layer_backward(dA, cache, activation):
            A, W, b, Z = cache
            s = 1 / (1 + np.exp(-Z))
            dZ = dA * (Z > 0) if activation == "relu" else dA * s
            m = len(A)
            return dZ @ W.T, A.T @ dZ / m, dZ.mean(0)
    """)
    assert repair is None or repair.span.line in (3, 4)


def test_the_deadline_holds_and_a_loop_that_never_ends_is_stopped():
    source = """
        def early_stop(val_losses, patience):
            i = best = 0
            while i < len(val_losses):
                if val_losses[i] < val_losses[best] - 1e3:
                    best = i
                i += 1
            return best + len(val_losses) + 7
    """
    function = written(source)
    trial = tried("early_stop", function)
    begun = time.monotonic()
    search(trial, rerun_of(function), seconds=0.3)
    assert time.monotonic() - begun < 3


def test_an_interrupt_ends_the_search():
    class Interrupted:
        def record(self, version, case, seconds):
            raise KeyboardInterrupt

    trial = tried("relu", written("def relu(z):\n    return z"))
    assert search(trial, Interrupted()) is None


def test_nothing_of_the_learners_is_touched():
    source = """
        def sum_backward(upstream, n):
            factors[0] = factors[0] + 0.0
            settings["calls"] = 1
            return np.full(n, upstream) * factors[0] * 2
    """
    factors, settings = np.array([1.0, 2.0]), {"calls": 1}
    function = written(source, factors=factors, settings=settings)
    trial = tried("sum_backward", function)
    settings["calls"] = 0
    before = dict(function.__globals__)
    assert search(trial, rerun_of(function)).span.line == 4
    assert settings == {"calls": 0}
    assert factors.tolist() == [1.0, 2.0]
    assert all(function.__globals__[name] is value for name, value in before.items())
    assert function.__globals__.keys() == before.keys()


def test_a_check_quotes_the_line_and_its_hints_are_the_kind_of_change_and_the_change():
    function = written("def mse(y, t):\n    error = y - t\n    return np.mean(error ** 3)")
    report = load("mse").check(function, seed=3)
    assert (report.line, report.misconception) == (3, None)
    assert report.headline == "A change in line 3 makes every case right: look at the part that is marked."
    assert report.ladder == ("What has to change there: a number.", "Write `return np.mean(error ** 2)`.")


def test_what_a_version_prints_is_not_shown(capfd):
    with silence():
        print("said")
        with contextlib.suppress(np.linalg.LinAlgError):
            np.linalg.lstsq(np.full((3, 2), np.nan), np.ones(3), rcond=None)  # LAPACK itself complains.
    assert capfd.readouterr() == ("", "")


def test_linear_algebra_is_searched_and_never_given_an_infinite_number():
    repair = found("""
        def best_constant_lr(H):
            values = np.linalg.eigvalsh(H)
            return 2 / (values[0] * values[-1])
    """)
    assert repair.span.line == 3
    version = rerun_of(written("def f(H):\n    return np.linalg.svd(H / 0.0)")).space["np"]
    with pytest.raises(np.linalg.LinAlgError):
        version.linalg.svd(np.array([[np.nan, 1.0], [1.0, 2.0]]))
    assert version.linalg.norm(np.array([3.0, 4.0])) == 5.0


def test_a_term_of_a_right_answer_that_is_missing_is_added():
    """The term, lam V, is no variable; and of the parts of the result only one is wrong."""
    forward = load("classifier_forward").reference
    repair = found(
        """
        def classifier_gradients(X, labels, V, a, W, b, lam):
            n = len(labels)
            H, P = classifier_forward(X, V, a, W, b)
            loss = -np.log(P[np.arange(n), labels]).mean() + lam / 2 * ((V ** 2).sum() + (W ** 2).sum())
            P[np.arange(n), labels] -= 1
            dH = P / n @ W.T
            dV = X.T @ (dH * (H > 0))
            return loss, dV, (dH * (H > 0)).sum(0), H.T @ P / n + lam * W, P.mean(0)
        """,
        classifier_forward=forward,
    )
    assert (repair.span.line, repair.kind) == (8, "a missing term")
    assert "dV + lam * V" in repair.change


def test_two_changes_are_found_where_the_first_one_ends_an_error():
    repair = found("""
        def softmax(Z):
            Z = Z - np.max(Z, axis=1)
            E = np.exp(Z)
            return E / np.sum(E, axis=0, keepdims=True)
    """)
    assert (repair.span.line, repair.kind) == (2, "two changes")


def test_a_condition_is_no_value_and_the_sum_of_new_zeros_no_repair():
    repair = found("""
        def sigmoid(z):
            z = np.asarray(z, dtype=float)
            e = np.exp(-z)
            return np.where(z >= 0, 1 / (1 + e), e / (1 + e))
    """)
    assert "z >= 0)" not in repair.change
    located = found("""
        def weight_gradient_loops(H, delta):
            G = np.zeros((len(H), len(H)))
            for s in range(len(H)):
                G += np.outer(H[s], delta[s])
            return G
    """)
    assert "np.sum" not in getattr(located, "change", "")


def test_a_part_that_is_told_in_words_is_not_made_right_alone():
    """Its form is right as soon as any number is passed on; the gradients stay wrong."""
    needed = {name: load(name).reference for name in ("output_gradient", "layer_backward")}
    repair = found(
        "def model_backward(A_L, Y, caches):\n"
        "    grads, dA_out = [], output_gradient(A_L, Y)\n"
        "    for i in reversed(range(len(caches))):\n"
        "        last = i == len(caches) - 1\n"
        "        dA, dW, db = layer_backward(dA_out, caches[i], 'sigmoid' if last else 'relu')\n"
        "        grads = [(dW, db)] + grads\n"
        "    return grads",
        **needed,
    )
    assert not isinstance(repair, Repair) or repair.part != "form"
