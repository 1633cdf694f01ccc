"""Autograd's references against differences, and against another automatic differentiation."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad

from autograder.answers.autograd import FORWARD, backward_of, names_on, order_in_words, with_values
from tests.support.drawn import cases, ref
from tests.support.verdicts import fails, passes


def end_of(tape, moved, eps):
    """The last output when every step is the linear function that its slopes describe, and one value moves by eps."""
    values = {}
    for name in names_on(tape):
        inputs = dict(tape).get(name, [])
        values[name] = sum(slope * values[other] for other, slope in inputs) + eps * (name == moved)
    return values[tape[-1][0]]


def in_order(tape):
    """Names of inputs come first, so that every value is known when it is needed."""
    made = dict(tape)
    return sorted(names_on(tape), key=lambda name: name in made)


def rates_of(tape, start):
    """d(name)/d(start), by moving the start by 1: the steps are linear."""
    values = {name: float(name == start) for name in in_order(tape)}
    for output, inputs in tape:
        values[output] = sum(slope * values[name] for name, slope in inputs)
    return values


def test_the_reverse_pass_says_how_the_end_moves_with_every_value():
    for (tape,) in cases("reverse_pass"):
        found = ref("reverse_pass")(tape)
        assert found.keys() == set(names_on(tape))
        for name in found:
            assert found[name] == pytest.approx(end_of(tape, name, 1.0), abs=1e-12)


def test_forward_mode_says_how_every_value_moves_with_the_start():
    for tape, start in cases("forward_mode"):
        assert ref("forward_mode")(tape, start) == pytest.approx(rates_of(tape, start), abs=1e-12)


def test_both_directions_agree():
    for tape, start in cases("forward_mode"):
        end = tape[-1][0]
        assert ref("forward_mode")(tape, start)[end] == pytest.approx(ref("reverse_pass")(tape)[start], abs=1e-12)


def test_contributions_are_added_to_a_copy():
    for gradients, name, gradient in cases("accumulate"):
        before = {key: np.array(value) for key, value in gradients.items()}
        found = ref("accumulate")(gradients, name, gradient)
        assert found.keys() == {*before, name}
        for key in found:
            expected = before.get(key, 0) + (gradient if key == name else 0)
            np.testing.assert_allclose(found[key], expected)
            np.testing.assert_array_equal(gradients.get(key, 0), before.get(key, 0))


def test_stretched_axes_are_those_along_which_numpy_repeats():
    for shape, full in cases("stretched_axes"):
        padded = (1,) * (len(full) - len(shape)) + shape
        marked = np.broadcast_to(np.arange(np.prod(shape)).reshape(shape), full)
        for axis in range(len(full)):
            repeated = full[axis] > 1 and padded[axis] == 1
            assert not repeated or np.all(np.diff(marked, axis=axis) == 0)
            assert (axis in ref("stretched_axes")(shape, full)) == (repeated or axis < len(full) - len(shape))


def test_a_broadcast_is_undone_as_central_differences_say():
    for gradient, shape in cases("unbroadcast"):
        expected = ref("numerical_gradient")(
            lambda b, G=gradient: np.sum(G * np.broadcast_to(b, G.shape)), np.ones(shape), 1e-3
        )
        np.testing.assert_allclose(ref("unbroadcast")(gradient, shape), expected, rtol=1e-8, atol=1e-9)


@pytest.mark.parametrize(
    ("name", "forward"), [("multiply_backward", lambda a, b: a * b), ("matmul_backward", lambda A, B: anp.dot(A, B))]
)
def test_products_agree_with_automatic_differentiation(name, forward):
    for upstream, a, b in cases(name):
        a, b = np.array(a, dtype=float), np.array(b, dtype=float)
        da, db = ref(name)(upstream, a, b)
        np.testing.assert_allclose(da, grad(lambda a, b=b, u=upstream: anp.sum(u * forward(a, b)))(a), atol=1e-12)
        np.testing.assert_allclose(db, grad(lambda b, a=a, u=upstream: anp.sum(u * forward(a, b)))(b), atol=1e-12)


def test_an_order_holds_what_is_needed_and_nothing_else():
    for parents, end in cases("topological_order"):
        order = ref("topological_order")(parents, end)
        assert len(set(order)) == len(order) and order[-1] == end
        assert all(order.index(parent) < order.index(name) for name in order for parent in parents[name])
        needed, todo = set(), [end]
        while todo:
            needed.add(name := todo.pop())
            todo += parents[name]
        assert set(order) == needed


def test_what_is_wrong_with_an_order_is_said_in_words():
    parents = {"y": ["x", "a"], "a": ["x"], "x": [], "k": ["x"]}
    assert order_in_words(["a", "x", "y"], parents, "y") == "a comes before x, from which it is computed"
    assert order_in_words(["x", "y"], parents, "y") == "a is missing"
    assert order_in_words(["x", "x", "a", "y"], parents, "y") == "x stands in the order 2 times"
    assert order_in_words(["x", "k", "a", "y"], parents, "y") == "k is there, and y does not depend on it"
    assert order_in_words(["x", "a", "y"], parents, "y").startswith("every value")


def rerun(tape, values, name, array):
    """The last output with another value of an input, or with a value that is put in the place of a computed one."""
    values = {**values, name: array}
    for output, operation, inputs in tape:
        if output != name:
            values[output] = FORWARD[operation](*(values[one] for one in inputs))
    return float(values[tape[-1][0]])


def test_the_backward_pass_agrees_with_central_differences_everywhere_on_the_tape():
    for tape, values in cases("backward"):
        found = ref("backward")(tape, values)
        assert found.keys() == values.keys()
        for name, value in values.items():
            expected = ref("numerical_gradient")(lambda v, n=name, t=tape, vs=values: rerun(t, vs, n, v), value)
            assert np.shape(found[name]) == np.shape(value)
            np.testing.assert_allclose(found[name], expected, rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("operation", FORWARD)
def test_the_rule_of_every_operation_agrees_with_central_differences(operation):
    rng = np.random.default_rng(4)
    inputs = [rng.normal(size=(3, 3)), rng.normal(size=(3, 3))][: 1 if operation in ("sigmoid", "sum") else 2]
    upstream = rng.normal(size=np.shape(FORWARD[operation](*inputs)))
    for k, gradient in enumerate(backward_of(operation, upstream, inputs)):

        def total(array, k=k):
            return np.sum(upstream * FORWARD[operation](*(array if i == k else v for i, v in enumerate(inputs))))

        np.testing.assert_allclose(gradient, ref("numerical_gradient")(total, inputs[k]), rtol=1e-6, atol=1e-8)


def test_the_network_agrees_with_automatic_differentiation():
    def loss(p, X, T):
        H = 1 / (1 + anp.exp(-(anp.dot(X, p["V"]) + p["a"])))
        Y = 1 / (1 + anp.exp(-(anp.dot(H, p["W"]) + p["b"])))
        return 0.5 * anp.sum((Y - T) ** 2)

    for X, T, *arrays in cases("engine_gradients"):
        params = dict(zip(("V", "a", "W", "b"), (array.astype(float) for array in arrays), strict=True))
        expected, got = grad(loss)(params, X, T), ref("engine_gradients")(X, T, **params)
        for name in params:
            np.testing.assert_allclose(got[name], expected[name], rtol=1e-9, atol=1e-12)


def test_a_gradient_that_was_made_in_place_is_not_shared():
    """+= on the array that a sum handed to both of its inputs changes the gradient of the other one, too."""

    def shared(tape, values):
        gradients = {tape[-1][0]: np.ones(())}
        for output, operation, names in reversed(tape):
            upstream = gradients[output]
            inputs = [values[name] for name in names]
            same = operation == "add" and all(np.shape(v) == np.shape(upstream) for v in inputs)
            found = (upstream, upstream) if same else backward_of(operation, upstream, inputs)
            for name, gradient in zip(names, found, strict=True):
                if name in gradients:
                    gradients[name] += gradient
                else:
                    gradients[name] = gradient
        return gradients

    fails("backward", shared)


def test_any_right_order_and_any_container_passes():
    passes("topological_order", lambda parents, end: tuple(ref("topological_order")(parents, end)))
    passes("stretched_axes", lambda shape, full: np.array(ref("stretched_axes")(shape, full), dtype=int))


def test_a_value_that_the_end_does_not_depend_on_has_the_gradient_zero():
    tape = [("a", [("x", 2.0)]), ("lost", [("a", 1.0)]), ("y", [("a", 3.0)])]
    assert ref("reverse_pass")(tape) == {"x": 6.0, "a": 3.0, "lost": 0.0, "y": 1.0}


def test_the_values_on_a_tape_are_those_of_numpy():
    _, values = with_values([("Z", "add", ["X", "b"]), ("E", "sum", ["Z"])], X=[[1.0, 2.0], [3.0, 4.0]], b=[10.0, 20.0])
    assert values["Z"].tolist() == [[11, 22], [13, 24]] and values["E"] == 70
