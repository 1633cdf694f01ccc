"""What a teacher would say at once about mistakes that learners make, by the words of the card."""

import functools

import numpy as np
import pytest

from autograder import load
from tests.support.slips import Slip, compiled

CARDS = [  # The exercise, the function as a learner writes it, and words that are said, all of them.
    (
        "train_xor",
        """def train_xor(rng):
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    T = np.array([0, 1, 1, 0])
    params = {"V": rng.normal(size=(2, 8)), "a": np.zeros(8), "W": rng.normal(size=(8, 1)), "b": np.zeros(1)}
    losses = []
    for _ in range(30):
        Y = sigmoid(sigmoid(X @ params["V"] + params["a"]) @ params["W"] + params["b"])
        losses.append(0.5 * np.sum((Y - T) ** 2))
        grads = mlp_gradients(X, T, **params)
        params = {k: params[k] - 4 * grads[k] for k in params}
    return params, losses
""",
        ("`T`, which has the shape (4,) (line 3: `T = np.array([0, 1, 1, 0])`)", "an array of shape (n, k)"),
    ),
    ("mse", "def mse(y, t):\n    return np.var(y - t)\n", ("You took the variance",)),
    ("rmse", "def rmse(y, t):\n    return np.std(y - t)\n", ("You took the standard deviation",)),
    ("step", "def step(z):\n    return np.clip(z, 0, 1)\n", ("you return z itself",)),
    (
        "mlp_gradients",
        """def mlp_gradients(X, T, V, a, W, b):
    H = sigmoid(X @ V + a)
    Y = H @ W + b
    delta = output_delta(Y, T)
    dh = hidden_delta(delta, W, H)
    return {"V": X.T @ dh, "a": dh.sum(axis=0), "W": H.T @ delta, "b": delta.sum(axis=0)}
""",
        ("the sigmoid of the output is missing",),
    ),
    (
        "mlp_gradients",
        """def mlp_gradients(X, T, V, a, W, b):
    H = sigmoid(X @ V + a)
    delta = H @ W + b - T
    dh = (delta @ W.T) * H * (1 - H)
    return {"V": X.T @ dh, "a": dh.sum(axis=0), "W": H.T @ delta, "b": delta.sum(axis=0)}
""",
        ("the sigmoid of the output is missing", "its slope Y (1 - Y) belongs"),
    ),
    (
        "confusion_matrix",
        """def confusion_matrix(labels, predicted, k):
    C = [[0] * k] * k
    for i in range(len(labels)):
        C[labels[i]][predicted[i]] += 1
    return np.array(C)
""",
        ("one and the same list",),
    ),
    (
        "momentum_step",
        "def momentum_step(w, g, v, lr, beta):\n    v = beta * v + g\n    return w - lr * v\n",
        ("You return `w` alone", "`v` is missing", "(w, v)"),
    ),
    (
        "adam_step",
        """def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return m, v
""",
        ("You return (m, v)", "`w` is missing", "(w, m, v)"),
    ),
    (
        "mlp_forward",
        """def mlp_forward(X, V, a, W, b):
    S, H = hidden_layer(X, V, a)
    Z, Y = hidden_layer(H, W, b)
    return Y
""",
        ("You return `Y` alone", "`S`, `H` and `Z` are missing", "a dictionary with the keys 'S', 'H', 'Z', 'Y'"),
    ),
    (
        "dropout_forward",
        """def dropout_forward(A, keep, rng):
    mask = (rng.standard_normal(A.shape) < keep) / keep
    return A * mask, mask
""",
        ("normal numbers",),
    ),
    (
        "engine_gradients",
        """def engine_gradients(X, T, V, a, W, b):
    V, a, W, b = Value(V), Value(a), Value(W), Value(b)
    h = (X @ V + a).sigmoid()
    H = Value(h.data)
    Y = (H @ W + b).sigmoid()
    E = ((Y - T) * (Y - T)).sum() * 0.5
    E.backward()
    return {"V": V.grad, "a": a.grad, "W": W.grad, "b": b.grad}
""",
        ("V and a receive no gradient", "Value(h.data)"),
    ),
    (
        "engine_gradients",
        """def engine_gradients(X, T, V, a, W, b):
    V, a, W, b = Value(V), Value(a), Value(W), Value(b)
    Y = ((X @ V + a).sigmoid() @ W + b).sigmoid()
    E = Value(0.5 * np.sum((Y.data - T) ** 2))
    E.backward()
    return {"V": V.grad, "a": a.grad, "W": W.grad, "b": b.grad}
""",
        ("it was not computed from other values", "E.backward()"),
    ),
    (
        "minibatches",
        """def minibatches(X, y, batch_size, rng):
    return [(X[:0], y[:0]) for start in range(0, len(X), batch_size)]
""",
        ("are wrong",),
    ),
    (
        "forward_mode",
        """def forward_mode(tape, start):
    rates = {name: 0.0 for out, ins in tape for name, s in ins}
    for out, ins in tape:
        rates[out] = sum(s * rates[name] for name, s in ins)
    return rates
""",
        ("All rates are 0",),
    ),
    (
        "gate_weights",
        """def gate_weights(gate):
    return {"and": ([1, 1], -1.5), "or": ([1, 1], -0.5), "nand": ([-1, -1], 1.5)}
""",
        ("the whole dictionary",),
    ),
    ("relu", "def relu(z):\n    return np.max(0, z)\n", ("for the axis", "`np.maximum` compares two")),
    (
        "rmsprop_step",
        """def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
    s = beta * s + g**2
    return w - lr * g / np.sqrt(s + eps), s
""",
        ("goes in with 1 - beta", "what else is wrong has another cause"),
    ),
]


@pytest.fixture
def tick():
    """What is said here is known without a search, or soon."""
    return 0.001


@pytest.mark.parametrize(
    ("exercise", "source", "words"), [pytest.param(*card, id=f"{card[0]}-{i}") for i, card in enumerate(CARDS)]
)
def test_the_card_says_what_a_teacher_would(exercise, source, words):
    for seed in (1, 2):
        headline = load(exercise).check(compiled(Slip(exercise, source, None, "")), seed=seed).headline
        assert all(word in headline for word in words), headline


def test_a_cache_of_arrays_is_told_in_plain_words():
    @functools.lru_cache
    def softmax(Z):
        return np.exp(Z)

    report = load("softmax").check(softmax, seed=1)
    assert report.headline.startswith("A cache stands above your function") and "Remove" in report.headline


def test_a_cache_of_another_function_is_told_with_its_name():
    @functools.lru_cache
    def shifted(Z):
        return Z - Z.max(axis=1, keepdims=True)

    report = load("softmax").check(lambda Z: shifted(Z), seed=1)
    assert report.headline.startswith("A cache stands above `shifted`")


def test_one_array_that_is_not_the_right_part_is_described_as_an_array():
    report = load("linear_regression_grad").check(lambda X, y, w, b: X.T @ (X @ w - y), seed=1)
    assert "part" not in report.headline and dict(report.evidence)["Got"] != "3 parts"


def test_the_keys_of_a_dictionary_are_shown_as_python_writes_them():
    function = lambda labels, predicted, k: dict.fromkeys(zip(labels, predicted, strict=True), 1)  # noqa: E731
    got = dict(load("confusion_matrix").check(function, seed=1).evidence)["Got"]
    assert "'(0, 0)'" in got and "np." not in got


def test_a_number_where_arrays_come_too_is_no_count():
    report = load("sigmoid").check(lambda z: [1 / (1 + np.exp(-v)) for v in z], seed=1)
    assert "May the exercise pass a plain number?" in report.headline and "range(n)" not in report.headline
