"""What a call is seen to do: not a function, an exception, a limit, a changed argument."""

import contextlib
import time
from types import SimpleNamespace

import numpy as np
import pytest

from autograder import load
from autograder.inside.child import observe_exercise
from autograder.inside.kinds import Kind
from autograder.inside.observation import Case, Failure, Observation, Opaque, Part, Span, same
from autograder.inside.observe import names_used, observe
from autograder.inside.wire import WireError, case_to_data, observation_from_data, observation_to_data

SEED = 7


def checked(name, function, seed=SEED):
    return load(name).check(function, seed=seed)


@pytest.mark.parametrize("placeholder", [None, ..., lambda z: (_ for _ in ()).throw(NotImplementedError)])
def test_a_placeholder_is_not_written_yet(placeholder):
    report = checked("sigmoid", placeholder)
    assert (report.finding, report.score, report.passed) == ("not_written", 0, False)
    assert "Not written yet" in report.message


def test_an_unwritten_function_that_is_called_is_named():
    def step(z):
        raise NotImplementedError

    def perceptron_predict(X, w, b):
        return step(X @ w + b)

    report = checked("perceptron_predict", perceptron_predict)
    assert report.finding == "waits" and report.to_do
    assert (
        "perceptron_predict calls step, which is not written yet"
        in checked("perceptron_predict", perceptron_predict).message
    )


def test_a_value_where_a_function_is_wanted():
    report = checked("sigmoid", 3)
    assert report.finding == "not_callable" and "sigmoid(z)" in report.message


def test_a_wrong_signature_shows_both():
    report = checked("weighted_sum", lambda x, w: 0)
    assert report.finding == "signature"
    assert "weighted_sum(x, w)" in report.message and "weighted_sum(x, w, b)" in report.message


def test_other_argument_names_and_extra_defaults_are_fine():
    assert checked("sigmoid", lambda values, verbose=False: 1 / (1 + np.exp(-np.asarray(values)))).passed


def test_an_endless_loop_is_stopped_with_a_report(monkeypatch):
    monkeypatch.setattr(load("sigmoid"), "seconds", 0.3)

    calls = 0

    def sigmoid(z):
        nonlocal calls
        calls += 1
        while True:
            pass

    begun = time.thread_time()
    report = checked("sigmoid", sigmoid)
    assert report.finding == "time" and "0.3 seconds" in report.message
    assert calls == 1 and time.thread_time() - begun < 2  # The other cases are not waited for.


def test_an_endless_loop_that_swallows_exceptions_is_stopped(monkeypatch):
    monkeypatch.setattr(load("sigmoid"), "seconds", 0.3)

    def sigmoid(z):
        while True:
            with contextlib.suppress(Exception):
                time.sleep(0.01)

    assert checked("sigmoid", sigmoid).finding == "time"


def test_a_monstrous_array_is_stopped_with_a_report():
    report = checked("sigmoid", lambda z: np.ones((100_000, 100_000)))
    assert report.finding in ("memory", "shape")
    assert not report.passed


def test_an_enormous_result_is_described_not_copied():
    report = checked("sigmoid", lambda z: np.broadcast_to(0.5, (10**6, 10**6)))
    assert report.finding == "shape" and "(1000000, 1000000)" in report.message


def test_ctrl_c_gives_a_report():
    def sigmoid(z):
        raise KeyboardInterrupt

    assert checked("sigmoid", sigmoid).headline == "You stopped the check."


def test_exit_does_not_end_the_notebook():
    def sigmoid(z):
        raise SystemExit(3)

    assert checked("sigmoid", sigmoid).finding == "error"


def test_endless_recursion_is_an_error_with_a_report():
    def sigmoid(z):
        return sigmoid(z)

    assert "RecursionError" in checked("sigmoid", sigmoid).message


def test_a_changed_argument_is_named_and_halves_the_score():
    def weighted_sums(X, w, b):
        result = X @ w + b
        X[0, 0] = 99
        return result

    report = checked("weighted_sums", weighted_sums)
    assert report.finding == "changed" and report.score == 0.5
    assert report.misconception == "weighted_sums-changes_its_arguments"
    assert "argument X" in report.message


def test_a_function_that_remembers_is_found():
    calls = []

    def weighted_sum(x, w, b):
        calls.append(1)
        return np.dot(x, w) + b + (len(calls) > len(load("weighted_sum").draw_cases(SEED)))

    report = checked("weighted_sum", weighted_sum)
    assert report.finding == "again" and report.score == 0.5
    assert report.misconception == "weighted_sum-remembers_the_last_call"


def test_arguments_are_new_for_every_call():
    """A function that keeps its arguments and spoils them later cannot change the check."""
    kept = []

    def relu(z):
        for old in kept:
            if isinstance(old, np.ndarray):
                old[...] = -1
        kept.append(z)
        return np.maximum(z, 0)

    assert checked("relu", relu).passed


def test_a_learners_exception_is_data_whatever_it_is_called():
    """Types with the names of ours, or of Python's own, decide nothing."""
    for name in ("Signature", "NotWritten", "NotImplementedError", "Died", "TimeLimit", "MemoryError", "NameError"):
        error = type(name, (Exception,), {})("my own text")

        def sigmoid(z, error=error):
            raise error

        report = checked("sigmoid", sigmoid)
        assert report.finding == "error" and report.headline == f"Your function stopped with {name}.", report
        assert f"{name}: my own text" in report.message


def test_names_used_are_found_in_inner_functions_too():
    def outer(z):
        def inner():
            return abs(z)

        return [round(inner()) for _ in range(2)]

    assert {"abs", "round"} <= names_used(outer)
    assert names_used(3) == names_used(None) == frozenset()


def product(X, w):
    half = w / 2
    return half @ X.T


def calls_product(X, w):
    return product(X, w)


def test_an_exception_comes_with_its_expression_and_what_its_parts_were():
    failure = observe(product, Case((np.ones((2, 3)), np.ones(4)))).failure
    assert failure and failure.span == Span(3, 11, 3, 21)
    assert failure.expression and (failure.expression.text, failure.expression.form) == ("half @ X.T", "@")
    assert failure.expression.parts == (Part("half", "shape (4,)", "half = w / 2", 2), Part("X.T", "shape (3, 2)"))
    assert failure.call is None


def test_an_expression_is_quoted_whatever_stands_before_it():
    """Columns count bytes, and an expression may go over several lines."""

    def sum_of(größe, w):
        return "µ", größe + (
            w)  # fmt: skip

    failure = observe(sum_of, Case((1, None))).failure
    assert failure and failure.expression and failure.expression.text == "größe + ( w)"


def test_where_python_keeps_no_columns_the_line_is_known(monkeypatch):
    """So it is with `python -X no_debug_ranges`."""
    monkeypatch.setattr("autograder.inside.expression._position", lambda code, instruction: None)
    failure = observe(product, Case((np.ones((2, 3)), np.ones(4)))).failure
    assert failure and failure.span == Span(3, 4, 3, 21) and failure.expression is None


def test_an_exception_in_another_function_comes_with_the_call_of_it():
    failure = observe(calls_product, Case((np.ones((2, 3)), np.ones(4)))).failure
    assert failure and failure.function == "product" and failure.span == Span(2, 11, 2, 24)
    assert failure.expression and failure.expression.text == "half @ X.T"
    assert failure.call and failure.call.text == "product(X, w)"


def test_nothing_of_the_learners_runs_a_second_time():
    """Neither a function nor an object of their own is called to find out what a part of an expression was."""
    calls = []

    class Vector:
        def __add__(self, other):
            calls.append("add")
            return np.ones(3)

        def __repr__(self):
            calls.append("repr")
            return "Vector"

        __len__ = __array__ = __getattr__ = __repr__

    def counted(x):
        calls.append("counted")
        return np.ones(2)

    def wrong(x):
        v = Vector()
        return counted(x) + (v + x)

    failure = observe(wrong, Case((1,))).failure
    assert failure and failure.expression and calls == ["counted", "add"]
    assert [part.words for part in failure.expression.parts] == ["", ""]


def test_a_failure_crosses_the_wire_with_bounded_text():
    observation = observe(calls_product, Case((np.ones((2, 3)), np.ones(4))))
    data = observation_to_data(observation)
    assert observation_from_data(data) == observation
    data["failure"]["expression"]["text"] = "x" * 10**6
    data["failure"]["expression"]["parts"] = [dict.fromkeys(("text", "words", "set_by"), "y" * 10**6)] * 1000
    for part in data["failure"]["expression"]["parts"]:
        part["set_in_line"] = -(10**30)
    data["failure"]["span"]["line"] = 10**30
    data["failure"]["names"] = ["n" * 10**6] * 10**4
    failure = observation_from_data(data).failure
    assert isinstance(failure, Failure) and failure.kind is Kind.RAISED
    assert len(repr(failure)) < 20_000
    data["failure"]["span"] = "no span"
    with pytest.raises(WireError):
        observation_from_data(data)


@pytest.mark.parametrize(
    ("one", "two", "are_same"),
    [
        (np.array([1.0, np.nan]), np.array([1.0, np.nan]), True),
        (np.array([0.0]), np.array([-0.0]), False),
        (np.array([1.0]), np.array([1]), False),
        (np.array([1.0]), np.array([[1.0]]), False),
        ([np.ones(2), None], [np.ones(2), None], True),
        ([np.ones(2)], [np.ones(2), None], False),
        ({"a": np.ones(2)}, {"a": np.ones(2)}, True),
        ({"a": np.ones(2)}, {"a": np.zeros(2)}, False),
        ({"a": 1.0, "b": 2.0}, {"b": 2.0, "a": 1.0}, False),
        (Opaque("a set"), Opaque("a set"), True),
        ("text", None, False),
    ],
)
def test_what_is_the_same_to_the_last_bit(one, two, are_same):
    assert same(Observation(one), Observation(two)) == are_same
    for more in ({"printed": "x"}, {"drew": True}, {"changed": (0,)}, {"warnings": ("w",)}):
        assert not same(Observation(one), Observation(one, **more))


def test_a_second_call_is_sent_where_it_did_something_else():
    calls = []

    def forgets(x):
        calls.append(x)
        return x + (len(calls) == 4)

    cases = [case_to_data(Case((np.ones(2) * number,))) for number in (1, 2)]
    shell = SimpleNamespace(user_ns={"forgets": forgets})
    seen = observe_exercise(shell, "forgets", False, cases, 1.0, True)
    assert len(seen["first"]) == 2 and seen["again"][0] is None
    np.testing.assert_array_equal(seen["again"][1]["value"], [3, 3])
