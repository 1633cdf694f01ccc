"""What is said about wrong answers as learners write them: the sentence is true, and the change is the natural one."""

import textwrap

import pytest

from autograder import load
from autograder.notebook import Session
from tests.support.slips import Slip, compiled


def function(name, source):
    return compiled(Slip(name, textwrap.dedent(source).strip() + "\n", None, ""))


def checked(name, source):
    return load(name).check(function(name, source), seed=1)


def last_hint(name, source):
    return checked(name, source).ladder[-1]


def test_a_repair_is_not_an_operation_that_does_nothing():
    source = """
    def xor(X):
        X = np.asarray(X)
        a = 1 * (X[:, 0] + X[:, 1] > 0)
        b = 1 * (X[:, 0] + X[:, 1] < 2)
        return a * b + 1
    """
    assert last_hint("xor", source) == "Write `return a * b`."


def test_a_loop_that_is_left_too_early_is_not_left():
    source = """
    def train_perceptron(X, t, lr, epochs):
        w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
        for _ in range(epochs):
            m = 0
            for xi, ti in zip(X, t):
                o = 1 if xi @ w + b > 0 else 0
                if o != ti:
                    m += 1
                    w = w + lr * (ti - o) * xi
                    b = b + lr * (ti - o)
            if m == 0:
                break
            mistakes.append(m)
        return w, b, mistakes
    """
    assert last_hint("train_perceptron", source) == "Leave out the statement `if m == 0:`."


def test_one_pair_of_parentheses_in_a_sum_of_products():
    source = """
    def bce(y, t):
        return -(t * np.log(y) + 1 - t * np.log(1 - y)).mean()
    """
    assert last_hint("bce", source) == "Write `return -(t * np.log(y) + (1 - t) * np.log(1 - y)).mean()`."


def test_the_same_change_twice_in_a_line_is_shown_twice():
    source = """
    def xor(X):
        return X[0] != X[1]
    """
    assert last_hint("xor", source) == "Write `return X.T[0] != X.T[1]`."


def test_a_slice_that_ends_at_the_batch_size():
    source = """
    def minibatches(X, y, batch_size, rng):
        order = rng.permutation(len(X))
        X, y = X[order], y[order]
        return [(X[i:batch_size], y[i:batch_size]) for i in range(0, len(X), batch_size)]
    """
    assert checked("minibatches", source).misconception == "minibatches-end_is_batch_size"


def test_a_return_in_a_loop_is_a_fact_where_nothing_else_is_known():
    source = """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        w, b, losses = np.zeros(X.shape[1]), 0.0, []
        for e in range(epochs):
            for X_b, y_b in minibatches(X, y, batch_size, rng):
                dw, db = linear_regression_grad(X_b, y_b, w, b)
                w, b = w - lr * dw * len(X_b), b - lr * db * 3
            losses.append(np.mean((X_b @ w + b - y_b) ** 2))
            return w, b, losses
    """
    report = checked("fit_linear", source)
    assert "`return` in line 8 stands inside the loop" in report.headline and report.line == 8


@pytest.mark.parametrize(
    ("name", "source", "words"),
    [
        ("confusion_matrix", "def confusion_matrix(labels, predicted, k):\n    return np.array([[np.sum(labels == i & "
         "predicted == j) for j in range(k)] for i in range(k)])", "parentheses of its own"),
        ("race", "def race(steps, gradient, w0, n):\n    for step in steps:\n        step(w0, gradient(w0), None)",
         "it is the text 'plain'. If it comes from a dictionary: a loop goes through its keys"),
        ("grid_search", "def grid_search(train, validate, grid):\n    for setting in grid:\n        train(**setting)",
         "`setting` is the text 'lr'. A loop over a dictionary goes through its keys"),
    ],
)  # fmt: skip
def test_what_stops_is_explained(name, source, words):
    report = checked(name, source)
    assert words in report.headline and "autograder.inside" not in str(report)


def test_a_named_mistake_is_shown_on_a_case_that_has_it():
    source = """
    def relu(z):
        z[z < 0] = 0
        return z
    """
    report = checked("relu", source)
    assert report.misconception == "relu-in_place" and "Stopped with" not in dict(report.evidence)


def test_the_line_of_a_listed_mistake_is_looked_for_from_the_second_version_on():
    session = Session(variables=dict, inputs=tuple)
    name = "hidden_delta"
    first = session.check(function(name, "def hidden_delta(delta, W, H):\n    return delta @ W * H * (1 - H)"), seed=1)
    assert first.misconception == "hidden_delta-W_not_transposed" and first.excerpt is None
    source = "def hidden_delta(delta, W, H):\n    back = delta @ W\n    return back * H * (1 - H)"
    second = session.check(function(name, source), seed=1)
    assert second.misconception == first.misconception and second.line == 2
    assert "makes every case right" in second.headline


def test_a_line_that_changes_nothing_any_more_is_left_out():
    source = """
    def hidden_errors(W, e):
        e = e.reshape(-1, 1)
        back = W @ e
        return back
    """
    assert last_hint("hidden_errors", source) == "Leave out this line."


RENAMED = """
    def mlp_gradients(X, T, V, a, W, b):
        S = X @ V + a
        H = sigmoid(S)
        Y = sigmoid(H @ W + b)
        d2 = (Y - T) * Y * (1 - Y)
        d1 = (d2 @ W.T) * S * (1 - S)
        return {"V": X.T @ d1, "a": d1.sum(axis=0), "W": H.T @ d2, "b": d2.sum(axis=0)}
    """
FORGOTTEN = """
    def grid_search(train, validate, grid):
        best_loss, best = float("inf"), None
        for combo in itertools.product(*grid.values()):
            setting = dict(zip(grid, combo))
            loss = validate(train(**setting))
            if loss < best_loss:
                best = setting
        return best
    """
DEGREES = """
    def cosine_decay(lr0, lr_end, total, t):
        t = np.clip(t, 0, total)
        cos = 0.5 * (1 + np.cos(180 * t / total))
        return lr_end + (lr0 - lr_end) * cos
    """


@pytest.mark.parametrize(
    ("name", "source", "change"),
    [
        ("mlp_gradients", RENAMED, "Write `d1 = d2 @ W.T * H * (1 - H)`."),
        ("grid_search", FORGOTTEN, "Below `if loss < best_loss:`, also write `best_loss = loss`."),
        ("cosine_decay", DEGREES, "Write `cos = 0.5 * (1 + np.cos(np.pi * t / total))`."),
        ("inverse_time_decay", "def inverse_time_decay(lr0, rate, t):\n    return lr0 / np.sqrt(1 + rate * t)",
         "Write `return lr0 / (1 + rate * t)`."),
    ],
)  # fmt: skip
def test_the_natural_change(name, source, change):
    assert last_hint(name, source) == change


def test_a_right_line_is_not_blamed_for_a_value_that_no_right_answer_has():
    source = """
    def cross_entropy(Z, labels):
        P = softmax(Z)
        return -np.mean(np.log(P[:, labels]))
    """
    assert checked("cross_entropy", source).line == 3


def test_what_a_single_line_starts_from_is_called_right_only_where_it_is():
    source = """
    def mse(y, t):
        return 1 / (2 * len(y)) * np.sum((y - t) ** 2)
    """
    headline = checked("mse", source).headline
    assert "The numbers that it uses are right" not in headline and "`2 * len(y)`" not in headline


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("relu_grad", "def relu_grad(z):\n    return np.maximum(z, 0) // z"),
        ("relu_backward", "def relu_backward(upstream, z):\n    return upstream * (np.maximum(z, 0) / z)"),
        ("grad_h", "def grad_h(grad_h_relu, h):\n    return grad_h_relu * (np.maximum(h, 0) / h)"),
        ("huber_grad", "def huber_grad(y, t, delta):\n    e = y - t\n"
         "    return np.minimum(abs(e), delta) * e / abs(e) / e.size"),
    ],
)  # fmt: skip
def test_a_division_by_zero_at_the_corner_is_seen(name, source):
    assert not checked(name, source).passed


def test_an_operation_that_a_class_does_not_know():
    source = """
    def engine_gradients(X, T, V, a, W, b):
        V, a, W, b = Value(V), Value(a), Value(W), Value(b)
        Y = ((X @ V + a).sigmoid() @ W + b).sigmoid()
        E = 0.5 * ((Y - T) ** 2).sum()
        E.backward()
        return {"V": V.grad, "a": a.grad, "W": W.grad, "b": b.grad}
    """
    assert "a Value knows no `**`" in checked("engine_gradients", source).headline
    product, summed = "((Y - T) * (Y - T))", source.replace("** 2).sum()", "* (Y - T)).sum()")
    by_numpy = checked("engine_gradients", summed.replace(f"{product}.sum()", f"np.sum{product}")).headline
    assert "hands over to the method `sum` of `Value`" in by_numpy and "`x.sum()`" in by_numpy
