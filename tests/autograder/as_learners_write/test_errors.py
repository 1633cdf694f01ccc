"""What stops a wrong answer as learners write it: the exception is explained at its line."""

import pytest

from tests.support.checked import checked


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
