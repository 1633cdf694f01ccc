"""What chapter autograd says about its examples, its costs and its runs is what they do."""

import re

import matplotlib
import numpy as np
import pytest

matplotlib.use("Agg")


from playground.tape import EXAMPLE, INPUTS, example
from tests.support.chapter_runs import BOOK, run_of, stated, text_of

TOPIC = "autograd"
# The worked example's tape: each output, and the slopes of its inputs as the table lists them.
WORKED = [
    ("a", [("x", 0.5), ("w", 2.0)]),
    ("z", [("a", 1.0), ("b", 1.0)]),
    ("y", [("z", 0.25)]),
    ("r", [("y", 2.0), ("x", 0.5)]),
    ("E", [("r", 1.0), ("r", 1.0)]),
]


def made(name):
    return run_of(TOPIC).variables[name]


def source():
    return BOOK.source_path(BOOK.chapter(TOPIC)).read_text(encoding="utf-8")


def test_the_worked_example_is_the_computation_of_the_figure():
    steps, values, gradients = example()
    assert [step[0] for step in steps] == [row[0] for row in WORKED]
    assert [values[name] for name in "xwbazyrE"] == [2, 0.5, -1, 1, 0, 0.5, 1, 1]
    assert EXAMPLE.count(";") == 4 and stated(
        TOPIC, r"\$x = (\d)\$, \$w = ([\d.]+)\$, \$b = (-\d)\$\. On the left"
    ) == tuple(INPUTS.values())
    assert made("reverse_pass")(WORKED) == pytest.approx(gradients)


def test_what_each_row_sends_back_is_the_gradient_of_its_output_times_the_slope():
    gradients, rows = made("reverse_pass")(WORKED), re.findall(r"^# \| \$(\w) = .*\| (.*) \|$", source(), re.MULTILINE)
    assert [name for name, _ in rows] == [row[0] for row in WORKED]
    for (output, inputs), (_, words) in zip(WORKED, rows, strict=True):
        sent = [tuple(map(float, found)) for found in re.findall(r"\$(\d) \\cdot ([\d.]+) = ([\d.]+)\$", words)]
        assert sent == [(gradients[output], slope, gradients[output] * slope) for _, slope in inputs]


def test_the_rates_of_the_worked_example():
    rates = made("forward_mode")(WORKED, "x")
    assert [rates[name] for name in "xwbazyrE"] == [1, 0, 0, 0.5, 0.5, 0.125, 0.75, 1.5]
    assert "$0.5$ for $z$, $0.25 \\cdot 0.5 = 0.125$ for $y$" in text_of(TOPIC)
    assert rates["E"] == made("reverse_pass")(WORKED)["x"]


def test_the_faded_example():
    found = made("reverse_pass")(made("faded"))
    assert [found["q"], 1, 6, found["x"]] == list(stated(TOPIC, r"You should see (\d), (\d), (\d) and (\d)\."))


def test_the_cost_in_both_directions_is_counted_as_stated():
    output = run_of(TOPIC).output("class Counted")
    reverse, forward = (int(n) for n in re.findall(r"mode: (\d+) multiplications", output))
    pairs, products, sums = stated(TOPIC, r"holds ([\d,]+) pairs: (\d+) for the products, (\d+) for their sum, one for")
    assert reverse == pairs == products + sums + 2 == sum(len(inputs) for _, inputs in made("tape"))
    runs, cost, total = stated(TOPIC, r"\$(\d+) \\cdot (\d+) = ([\d{,}]+)\$ multiplications")
    assert (runs, cost, total) == (sums, reverse, forward) and runs * cost == total
    assert stated(TOPIC, r"whole unit \$2 \\cdot (\d+) = (\d+)\$ times") == (runs, 2 * runs)
    assert float(re.search(r"largest difference: (\S+)", output)[1]) < 1e-12


class Factor:
    """A number whose multiplications are counted."""

    count = 0

    def __init__(self, value=1.0):
        self.value = value

    def __mul__(self, other):
        Factor.count += 1
        return Factor(self.value * other.value)

    def __add__(self, other):
        return Factor(self.value + other.value)


def test_a_matrix_product_takes_ndk_multiplications_and_twice_as_many_on_the_way_back():
    n, d, k = 4, 3, 5
    A, B, G = (np.array([Factor() for _ in range(r * c)]).reshape(r, c) for r, c in ((n, d), (d, k), (n, k)))
    Factor.count = 0
    assert (A @ B).shape == (n, k) and Factor.count == n * d * k
    Factor.count = 0
    dA, dB = made("matmul_backward")(G, A, B)
    assert (dA.shape, dB.shape, Factor.count) == (A.shape, B.shape, 2 * n * d * k)


def test_the_parameters_of_the_digit_network_and_its_central_differences():
    inputs, hidden, outputs = stated(TOPIC, r"with (\d+) inputs, (\d+) hidden units and (\d+) outputs")
    parameters, passes = stated(TOPIC, r"with its ([\d,]+) parameters, central differences would take ([\d,]+) forward")
    assert parameters == inputs * hidden + hidden + hidden * outputs + outputs and passes == 2 * parameters


def test_the_broadcast_product_with_numbers():
    dA, db = made("multiply_backward")(np.ones((2, 2)), np.array([[1, 2], [3, 4]]), np.array([5, 6]))
    assert db.tolist() == [4, 6] and dA.tolist() == [[5, 6], [5, 6]]
    assert "(1 + 3,\\ 2 + 4) = (4, 6)" in text_of(TOPIC)


def test_the_table_of_stretched_axes():
    rows = re.findall(r"^# \| `(\(.*?\))` \| `(\(.*?\))` \| `(\[.*?\])`", source(), re.MULTILINE)
    assert len(rows) == 3
    for shape, full, axes in rows:
        assert made("stretched_axes")(eval(shape), eval(full)) == eval(axes)


@pytest.mark.parametrize(("parents", "right"), [(["a", "x"], True), (["x", "a"], False)])
def test_turning_around_the_order_in_which_values_are_met_is_right_by_luck(parents, right):
    graph, met, todo = {"y": parents, "a": ["x"], "x": []}, [], ["y"]
    while todo:
        name = todo.pop(0)
        if name not in met:
            met.append(name)
            todo = graph[name] + todo
    met.reverse()
    assert (met == ["x", "a", "y"]) == right and met in (["x", "a", "y"], ["a", "x", "y"])
    assert made("topological_order")(graph, "y") == ["x", "a", "y"]


def test_the_engine_has_fewer_than_fifty_lines():
    (engine,) = (code for code in run_of(TOPIC).printed if code.lstrip().startswith("def record"))
    lines = [line.strip() for line in engine.splitlines()]
    assert len([line for line in lines if line and not line.startswith(('"""', "#"))]) < 50


def test_the_smaller_problem_prints_what_its_comments_say():
    output = run_of(TOPIC).output("loss = ((3 * w - 4) * w).sum()")
    (shown,) = re.findall(r"print\(loss.data, w.grad\)  # (.*)$", source(), re.MULTILINE)
    assert output.strip() == shown
    assert "the sum of 3 w^2 - 4 w" in source() and output.split()[0] == str(3 * 1 - 4 + 3 * 4 - 8.0)


def test_the_engine_agrees_with_the_derivation_far_closer_than_differences():
    found = re.findall(r"^[VaWb] (\S+)$", run_of(TOPIC).output("def mlp_gradients"), re.MULTILINE)
    (exponent,) = stated(TOPIC, r"At most \$10\^(\{-\d+\})\$")
    assert len(found) == 4 and max(map(float, found)) < 10**exponent


def test_central_differences_are_never_as_close():
    rng = np.random.default_rng(0)
    X, T = rng.normal(size=(5, 3)), rng.integers(0, 2, (5, 2))
    params = {
        "V": rng.normal(size=(3, 4)),
        "a": rng.normal(size=4),
        "W": rng.normal(size=(4, 2)),
        "b": rng.normal(size=2),
    }
    sigmoid, true, V = made("sigmoid"), made("mlp_gradients")(X, T, **params)["V"], params["V"]

    def loss(V):
        return 0.5 * np.sum((sigmoid(sigmoid(X @ V + params["a"]) @ params["W"] + params["b"]) - T) ** 2)

    errors = []
    for eps in 10.0 ** np.arange(-8, -1.5, 0.5):
        found = np.zeros(V.shape)
        for index in np.ndindex(V.shape):
            step = np.zeros(V.shape)
            step[index] = eps
            found[index] = (loss(V + step) - loss(V - step)) / (2 * eps)
        errors.append(np.max(np.abs(found - true) / (np.abs(found) + np.abs(true))))
    (best,) = stated(TOPIC, r"differences, which are off by \$10\^(\{-\d+\})\$ or more")
    assert 10**best < min(errors) < 10 ** (best + 2)


def test_a_second_hidden_layer_needs_no_derivation():
    Value, rng = made("Value"), np.random.default_rng(3)
    shapes = {"V": (2, 4), "a": (4,), "U": (4, 3), "c": (3,), "W": (3, 1), "b": (1,)}
    params, X, T = (
        {name: rng.normal(size=shape) for name, shape in shapes.items()},
        rng.normal(size=(6, 2)),
        np.ones((6, 1)),
    )

    def loss(V, a, U, c, W, b):
        H = ((X @ V + a).sigmoid() @ U + c).sigmoid()
        errors = (H @ W + b).sigmoid() - T
        return 0.5 * (errors * errors).sum()

    values = {name: Value(array) for name, array in params.items()}
    loss(**values).backward()
    for name, array in params.items():
        for index in np.ndindex(array.shape):
            step = np.zeros(array.shape)
            step[index] = 1e-5
            up, down = (
                loss(**{k: Value(v + s * step if k == name else v) for k, v in params.items()}) for s in (1, -1)
            )
            assert values[name].grad[index] == pytest.approx(float(up.data - down.data) / 2e-5, rel=1e-5, abs=1e-9)


def test_the_engine_names_two_values_of_the_same_name_and_repeats_itself():
    Value = made("Value")
    x = Value([1.0, 2.0], "x")
    E = (x * x).sum()
    for _ in range(2):  # grad begins at zero in every call: it is not added to.
        E.backward()
        assert x.grad.tolist() == [2, 4]
    with pytest.raises(ValueError, match="two values are called x"):
        (x * Value(3.0, "x")).sum().backward()


def test_an_array_on_the_left_is_left_to_the_engine():
    Value, A = made("Value"), np.array([[1.0, 2.0]])
    w = Value([[3.0], [4.0]])
    for made_of, expected in (
        (A @ w, [[11.0]]),
        (A.T + w, [[4.0], [6.0]]),
        (A.T - w, [[-2.0], [-2.0]]),
        (2 * w, [[6.0], [8.0]]),
    ):
        assert isinstance(made_of, Value) and made_of.data.tolist() == expected


def test_the_moons_are_learned_by_both_networks():
    run = run_of(TOPIC)
    curves, *maps = run.figures[0].axes
    for line in curves.lines:
        losses = line.get_ydata()
        assert len(losses) == 1000 and losses[-1] < 0.1 * losses[0]
    wrong = [int(found[1]) for ax in maps if (found := re.search(r"(\d+) of 200 points wrong", ax.get_title()))]
    assert len(wrong) == len(curves.lines) == 2 and max(wrong) <= 4
