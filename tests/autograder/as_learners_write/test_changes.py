"""The change that is shown of a wrong answer as learners write it: it is the one that a teacher would make."""

import pytest

from autograder import load
from autograder.inside.rerun import rerun_of, silence
from autograder.search.proof import Deadline
from autograder.search.search import Search
from tests.support.checked import checked, function, last_hint, trial_of


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


BACKWARD = """
    def model_backward(A_L, Y, caches):
        dA = output_gradient(A_L, Y)
        grads = [None] * len(caches)
        for l in range(len(caches) - 1, -1, -1):
            kind = "sigmoid" if l == len(caches) - 1 else "relu"
            dA_prev, dW, db = layer_backward(dA, caches[l], kind)
            grads[l] = (dW, db)
        return grads
"""


@pytest.mark.parametrize(
    ("name", "source", "hint"),
    [
        ("step_decay", "def step_decay(lr0, drop, every, t):\n    return lr0 * drop ** int(t / every)",
         "Write `return lr0 * drop ** (t // every)`."),
        ("weighted_sums", "def weighted_sums(X, w, b):\n    z = np.zeros(X.shape[1])\n    for i in range(len(X)):\n"
         "        z[i] = X[i] @ w + b\n    return z", "Write `z = np.zeros(X.shape[0])`."),
        ("minibatches", "def minibatches(X, y, batch_size, rng):\n    order = rng.permutation(len(X))\n"
         "    for i in range(0, len(X), batch_size):\n        b = order[i:i + batch_size]\n        return X[b], y[b]",
         "Write `yield (X[b], y[b])`."),
        ("model_backward", BACKWARD, "Write `dA, dW, db = layer_backward(dA, caches[l], kind)`."),
        ("classifier_step", "def classifier_step(params, grads, velocity, lr, beta):\n"
         "    for i in range(len(params)):\n"
         "        velocity[i] = beta * velocity[i] + grads[i]\n        params[i] -= lr * velocity[i]\n"
         "    return params, velocity",
         "Begin with `params = [p.copy() for p in params]` and `velocity = [p.copy() for p in velocity]`."),
        ("grid_search", "def grid_search(train, validate, grid):\n"
         "    settings = [dict(zip(grid, v)) for v in itertools.product(*grid.values())]\n"
         "    losses = [validate(train(s)) for s in settings]\n    return settings[int(np.nanargmin(losses))]",
         "Write `losses = [validate(train(**s)) for s in settings]`."),
    ],
)  # fmt: skip
def test_the_change_is_the_one_a_teacher_would_make(name, source, hint):
    assert last_hint(name, source) == hint


def test_arguments_in_another_order():
    source = """
    def train_perceptron(X, t, lr, epochs):
        w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
        for epoch in range(epochs):
            wrong = 0
            for i in range(len(X)):
                wrong += perceptron_predict(X[i : i + 1], w, b)[0] != t[i]
                w, b = perceptron_update(X[i], t[i], w, b, lr)
            mistakes.append(wrong)
        return w, b, np.array(mistakes)
    """
    assert last_hint("train_perceptron", source) == "Write `w, b = perceptron_update(w, b, X[i], t[i], lr)`."


FROM_THE_FRONT = """
    def model_backward(A_L, Y, caches):
        dA = output_gradient(A_L, Y)
        grads = []
        for l, cache in enumerate(caches):
            kind = "sigmoid" if l == len(caches) - 1 else "relu"
            dA, dW, db = layer_backward(dA, cache, kind)
            grads.append((dW, db))
        return grads
"""


@pytest.mark.parametrize(
    ("name", "source", "change"),
    [
        ("model_backward", FROM_THE_FRONT,
         "Write `for l, cache in reversed(list(enumerate(caches))):`. Write `return grads[::-1]`."),
        ("model_backward", FROM_THE_FRONT.replace("enumerate(caches)", "reversed(list(enumerate(caches)))"),
         "Write `return grads[::-1]`."),
        ("mae", "def mae(y, t):\n    return np.sum(y - t) / len(y)",
         "Write `return np.sum(np.abs(y - t)) / np.size(y)`."),
        ("huber_grad", "def huber_grad(y, t, delta):\n    e = y - t\n"
         "    return np.where(np.abs(e) <= delta, e, np.where(e > 0, -delta, delta)) / e.size",
         "Write `return np.where(np.abs(e) <= delta, e, np.where(e < 0, -delta, delta)) / e.size`."),
        ("bce_grad", "def bce_grad(y, t):\n    return (t / y - (1 - t) / (1 - y)) * y.size",
         "Write `return ((1 - t) / (1 - y) - t / y) / y.size`."),
    ],
)  # fmt: skip
def test_two_small_changes_come_before_another_formula(name, source, change):
    trial, rerun = trial_of(name, source), rerun_of(function(name, source), load(name).needs)
    with silence():
        assert Search(trial, rerun, Deadline(10)).result().change == change


def test_a_factor_with_the_wrong_sign_says_both():
    report = checked("bce_grad", "def bce_grad(y, t):\n    return t / y - (1 - t) / (1 - y)")
    assert "The sign is the wrong one, and the size is off as well: a sum where the mean is meant?" in report.headline
