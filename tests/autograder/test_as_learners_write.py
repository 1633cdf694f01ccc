"""What is said about wrong answers as learners write them: the sentence is true, and the change is the natural one."""

import textwrap

import pytest

from autograder import load
from autograder.inside.source import source_of
from autograder.judge import judge
from autograder.notebook import Session
from autograder.trial import Trial
from tests.support.slips import Slip, compiled


def function(name, source):
    return compiled(Slip(name, textwrap.dedent(source).strip() + "\n", None, ""))


def checked(name, source):
    return load(name).check(function(name, source), seed=1)


def trial_of(name, source):
    exercise, written = load(name), function(name, source)
    cases = tuple(exercise.draw_cases(1))
    first, again = exercise.observe(written, cases)
    return Trial(exercise, cases, tuple(first), tuple(again), frozenset(), 1, source_of(written))


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


def test_what_is_only_changed_in_place_lacks_nothing_else():
    source = """
    def symmetry_after_training(V, a, W, b, X, T, steps, lr):
        for _ in range(steps):
            H = 1 / (1 + np.exp(-(X @ V + a)))
            Y = 1 / (1 + np.exp(-(H @ W + b)))
            d = (Y - T) * Y * (1 - Y)
            dh = (d @ W.T) * H * (1 - H)
            V -= lr * X.T @ dh
            a -= lr * dh.sum(axis=0)
            W -= lr * H.T @ d
            b -= lr * d.sum(axis=0)
        return distinct_units(np.vstack([V, a]))
    """
    report = checked("symmetry_after_training", source)
    assert "changes its arguments V, a, W and b." in report.headline and "on the way" not in report.headline
    assert report.line == 7


def test_random_numbers_where_nothing_is_drawn():
    source = """
    def train_logistic(X, t, lr, steps):
        w, b, losses = np.random.randn(X.shape[1]), 0.0, []
        for _ in range(steps):
            dw, db = logistic_regression_grad(X, t, w, b)
            w, b = w - lr * dw, b - lr * db
            losses.append(bce_logits(X @ w + b, t))
        return w, b, losses
    """
    report = checked("train_logistic", source)
    assert report.misconception == "train_logistic-draws_random_numbers" and report.line == 2
    assert "`np.random.randn(X.shape[1])`" in report.headline


def test_the_generator_of_ones_own_is_marked():
    source = """
    def he_init(fan_in, fan_out, rng):
        scale = np.sqrt(2 / fan_in)
        return scale * np.random.randn(fan_in, fan_out)
    """
    report = checked("he_init", source)
    assert report.misconception == "he_init-rng_ignored" and report.line == 3


def test_one_of_two_mistakes_is_named_for_the_part_that_it_made():
    source = """
    def classifier_gradients(X, labels, V, a, W, b, lam):
        n = len(X)
        H, P = classifier_forward(X, V, a, W, b)
        loss = -np.mean(np.log(P[np.arange(n), labels])) + lam / 2 * (np.sum(V**2) + np.sum(W**2))
        dZ = (P - np.eye(P.shape[1])[labels]) / n
        dS = dZ @ W.T
        dV, da, dW, db = X.T @ dS, dS.sum(axis=0), H.T @ dZ, dZ.sum(axis=0)
        return loss, dV + lam * V, da + lam * a, dW + lam * W, db + lam * b
    """
    report = judge(trial_of("classifier_gradients", source))  # Without a search, which may find more.
    assert report.misconception == "classifier_gradients-mask_forgotten"
    assert "That is what made `dV` as it is" in report.headline


@pytest.mark.parametrize(
    ("name", "source", "line", "words"),
    [
        ("step", "def step(z):\n    side = z / np.abs(z)\n    return (side + 1) / 2", 2, "`np.abs(z)` is 0"),
        ("cross_entropy", "def cross_entropy(Z, labels):\n    Z = Z - np.max(Z, axis=1, keepdims=True)\n"
         "    lse = np.sum(np.log(np.exp(Z)), axis=1)\n    return np.mean(lse - Z[np.arange(len(labels)), labels])",
         3, "takes the logarithm of 0"),
    ],
)  # fmt: skip
def test_where_nan_or_infinity_comes_in(name, source, line, words):
    report = checked(name, source)
    assert report.line == line and words in report.headline


def test_the_branch_that_returns_nothing():
    source = """
    def gate_weights(gate):
        if gate == "and":
            return np.array([1, 1]), -1.5
        elif gate == "or":
            return np.array([1, 1]), -0.5
        elif gate == "nand":
            w = np.array([-1, -1])
            b = 1.5
    """
    report = checked("gate_weights", source)
    assert report.line == 8 and "the branch that ends in line 8 has no `return`" in report.headline


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


def test_keys_in_small_letters():
    source = """
    def mlp_forward(X, V, a, W, b):
        S, H = hidden_layer(X, V, a)
        Z, Y = hidden_layer(H, W, b)
        return dict(s=S, h=H, z=Z, y=Y)
    """
    headline = checked("mlp_forward", source).headline
    assert "The entry 'S' is missing: your dictionary has the keys 's', 'h', 'z', 'y'." in headline
    assert "'s' and 'S' are two different keys" in headline


@pytest.mark.parametrize(
    ("name", "source", "line", "words"),
    [
        ("count_parameters", "def count_parameters(sizes):\n    total = 0\n    n = len(sizes)\n    for i in n:\n"
         "        total += i\n    return total", 4, "The line goes through `n`, but that is the number 3"),
        ("sigmoid", "def sigmoid(z):\n    out = np.zeros(np.shape(z))\n    out[z >= 0] = 1 / (1 + np.exp(-z))\n"
         "    out[z < 0] = np.exp(z) / (1 + np.exp(z))\n    return out", 3, "Use the mask, `[z >= 0]`, on the right"),
        ("mse", "def mse(y, t):\n    return ((y - t) ** 2).mean", 2, "parentheses behind it call it"),
        ("accuracy", "def accuracy(labels, predicted):\n    import pandas_of_no_such_name as pd\n    return pd",
         2, "`pandas_of_no_such_name` is not installed"),
        ("unbroadcast", "def unbroadcast(gradient, shape):\n    axes = stretched_axes(shape, gradient.shape)\n"
         "    return np.sum(gradient, axis=axes).reshape(shape)", 3, "several axes are a tuple"),
    ],
)  # fmt: skip
def test_the_line_that_stops_or_returns_too_little_says_why(name, source, line, words):
    report = checked(name, source)
    assert report.line == line and words in report.headline
