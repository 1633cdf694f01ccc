"""A change that makes everything right is found at the line that a teacher would mark."""

import pytest

from autograder import load
from autograder.search.result import Located, Repair
from tests.support.searched import found
from tests.support.written import written

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


def test_a_check_quotes_the_line_and_its_hints_are_the_kind_of_change_and_the_change():
    function = written("def mse(y, t):\n    error = y - t\n    return np.mean(error ** 3)")
    report = load("mse").check(function, seed=3)
    assert (report.line, report.misconception) == (3, None)
    assert report.headline == "A change in line 3 makes every case right: look at the part that is marked."
    assert report.ladder == ("What has to change there: a number.", "Write `return np.mean(error ** 2)`.")


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


def test_a_wrong_bound_in_a_mask_is_found():
    """Where the mask is wrong, a right answer's mask helps: True and False are not subtracted from each other."""
    repair = found("def relu(z):\n    return np.asarray(z) * (np.asarray(z) > 1)")
    assert repair.change == "Write `return np.asarray(z) * (np.asarray(z) > 0)`."


def test_a_number_stands_where_an_expression_belongs():
    repair = found("def l2_grad(W, lam):\n    return lam * 1")
    assert repair.change == "Write `return lam * W`."
    repair = found("def he_init(fan_in, fan_out, rng):\n    return np.sqrt(2 / fan_in) * 1")
    assert "rng." in repair.change


def test_a_right_result_in_the_place_of_a_result_says_nothing():
    """Nothing is right in this line but what was given, and that it would be right if it were right is no news."""
    assert found("def mae(y, t):\n    m = np.median(y) * np.ptp(t)\n    return m") is None
    located = found("def mse(y, t):\n    s = np.sum((y - t) ** 2)\n    m = np.tanh(s)\n    return m")
    assert not isinstance(located, Located) or "would be right if" not in located.words


def test_both_wrong_parts_are_looked_at():
    source = """
        def collapse_linear(W1, b1, W2, b2):
            W = np.cosh(W1) @ np.sinh(W2)
            b = b1 @ W1 + b2
            return W, b
    """
    repair = found(source)
    assert (repair.part, repair.span.line) == ("b", 3)
