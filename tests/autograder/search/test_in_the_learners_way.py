"""Of the changes that make a function right, the one is told that a teacher would make."""

import textwrap

import pytest

from autograder import load
from tests.support.slips import Slip, compiled

CHANGES = [
    (
        "a name in quotation marks", "accumulate",
        'return {**gradients, "name": gradients.get("name", 0) + gradient}',
        "Write `return {**gradients, name: gradients.get(name, 0) + gradient}`.",
    ),
    (
        "values under each other's keys", "mlp_gradients",
        """
        H = sigmoid(X @ V + a)
        Y = sigmoid(H @ W + b)
        d = output_delta(Y, T)
        e = hidden_delta(d, W, H)
        return {"V": X.T @ d, "a": e.sum(axis=0), "W": H.T @ d, "b": d.sum(axis=0)}
        """,
        "Write `return {'V': X.T @ e, 'a': e.sum(axis=0), 'W': H.T @ d, 'b': d.sum(axis=0)}`.",
    ),
    (
        "the names that a shape is unpacked into", "linear_regression_grad",
        """
        d, n = X.shape
        e = X @ w + b - y
        return 2 / n * (X.T @ e), 2 / n * np.sum(e)
        """,
        "Write `n, d = X.shape`.",
    ),
    (
        "two lists in the wrong order", "stretched_axes",
        """
        new = len(full) - len(shape)
        axes = [new + i for i in range(len(shape)) if shape[i] != full[new + i]]
        return axes + list(range(new))
        """,
        "Write `return list(range(new)) + axes`.",
    ),
    (
        "two results in one array", "perceptron_update",
        """
        e = t - step(weighted_sum(x, w, b))
        return np.append(w + lr * e * x, b + lr * e)
        """,
        "Write `return (w + lr * e * x, b + lr * e)`.",
    ),
    (
        "one entry of each row", "softmax_regression_grad",
        """
        P = softmax(X @ W + b)
        Y = np.zeros_like(P)
        Y[:, labels] = 1
        dZ = (P - Y) / len(X)
        return X.T @ dZ, dZ.sum(axis=0)
        """,
        "Write `Y[np.arange(len(Y)), labels] = 1`.",
    ),
    (
        "an or between a comparison and a text", "gate_weights",
        """
        if gate == "or" or "nand":
            w, b = np.array([1, 1]), -0.5
        else:
            w, b = np.array([1, 1]), -1.5
        if gate == "nand":
            w, b = -w, 1.5
        return w, b
        """,
        "Write the condition `gate == 'or' or gate == 'nand'`.",
    ),
    (
        "whether a key is there", "accumulate",
        """
        new = {**gradients}
        if gradients.get(name):
            new[name] = gradients[name] + gradient
        else:
            new[name] = gradient
        return new
        """,
        "Write the condition `name in gradients`.",
    ),
    (
        "rows that are one list", "weight_gradient_loops",
        """
        g = [[0.0] * delta.shape[1]] * H.shape[1]
        for i in range(len(H)):
            for j in range(H.shape[1]):
                for k in range(delta.shape[1]):
                    g[j][k] += H[i, j] * delta[i, k]
        return np.array(g)
        """,
        "Write `g = [[0.0] * delta.shape[1] for _ in range(H.shape[1])]`.",
    ),
    (
        "an empty list written into", "weighted_sums",
        """
        res = []
        for i in range(len(X)):
            res[i] = np.dot(X[i], w) + b
        return res
        """,
        "Write `res.append(np.dot(X[i], w) + b)`.",
    ),
    ("a selection", "relu", "z = np.array(z)\nreturn z[z > 0]", "Write `return np.where(z > 0, z, 0)`."),
    ("a factor for one of two terms", "gradient_step", "return lr * (w - grad)", "Write `return w - lr * grad`."),
    (
        "a number where a name with a minus is meant", "huber_grad",
        "return np.clip(y - t, 0, delta) / y.size",
        "Write `return np.clip(y - t, -delta, delta) / y.size`.",
    ),
    (
        "several values thrown away", "train_perceptron",
        """
        w, b, mistakes = np.zeros(X.shape[1]), 0.0, np.zeros(epochs)
        for e in range(epochs):
            for x, y in zip(X, t):
                mistakes[e] += step(weighted_sum(x, w, b)) != y
                perceptron_update(w, b, x, y, lr)
        return w, b, mistakes
        """,
        "Write `w, b = perceptron_update(w, b, x, y, lr)`.",
    ),
    (
        "two changes in one line", "matmul_backward",
        "return upstream * B.T, A.T * upstream",
        "Write `return (upstream @ B.T, A.T @ upstream)`.",
    ),
]  # fmt: skip


def checked(name, body, signature=""):
    parameters = signature or ", ".join(load(name).parameters)
    text = f"def {name}({parameters}):\n{textwrap.indent(textwrap.dedent(body).strip(), '    ')}\n"
    return load(name).check(compiled(Slip(name, text, None, "")), seed=1)


@pytest.mark.parametrize(("what", "name", "body", "change"), CHANGES, ids=[what for what, *_ in CHANGES])
def test_the_natural_change_is_told(what, name, body, change):
    report = checked(name, body)
    assert not report.passed
    assert report.ladder[-1] == change


def test_a_default_that_calls_share_is_found_where_it_stands():
    body = """
    out.update(gradients)
    out[name] = out.get(name, 0) + gradient
    return out
    """
    report = checked("accumulate", body, "gradients, name, gradient, out={}")
    assert report.line == 1
    assert report.ladder[-1] == "Write `out=None`, and begin with `if out is None:` and `out = {}`."


def test_a_condition_that_takes_all_entries_together_is_no_repair():
    body = "if z >= 0:\n    return 1 / (1 + np.exp(-z))\nelse:\n    return np.exp(z) / (1 + np.exp(z))"
    assert "np.max" not in checked("sigmoid", body).ladder[-1]


def test_a_loop_of_which_only_the_first_round_runs_is_no_repair():
    report = checked("perceptron_predict", "for x in X:\n    return step(weighted_sum(x, w, b))")
    assert "weighted_sum(X" not in " ".join(report.ladder)


def test_right_values_under_each_others_names_are_told():
    body = """
    S, H = hidden_layer(X, V, a)
    Z, Y = hidden_layer(H, W, b)
    return {"S": S, "H": H, "Z": Y, "Y": Z}
    """
    told = "Right values under each other's names: your 'Z' holds Y, your 'Y' holds Z."
    assert checked("mlp_forward", body).headline == told


def test_numbers_that_come_close_are_said_to():
    report = checked("sigmoid_grad", "h = 0.01\nreturn (sigmoid(z + h) - sigmoid(z)) / h")
    assert report.headline.startswith("Your numbers are close to the right ones in every case, and not equal")


def test_a_function_of_another_chapter_is_named():
    told = checked("hidden_delta", "return (delta @ W.T) * sigmoid_grad(H)").headline
    assert told.startswith("`sigmoid_grad` is your function of chapter 02, and this notebook does not have it.")
