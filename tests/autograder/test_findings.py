"""What is found wrong, in which order, and in which part of the result."""

import numpy as np
import pytest

from autograder import load

SEED = 7


def checked(name, function, seed=SEED):
    return load(name).check(function, seed=seed)


def test_an_exception_shows_its_line_and_the_case():
    def sigmoid(z):
        s = 1 / (1 + np.exp(-z))
        return s.nonsense

    report = checked("sigmoid", sigmoid)
    assert report.finding == "error"
    assert "AttributeError" in report.message and "return s.nonsense" in report.message
    assert "sigmoid(z=1)" in report.message


def test_known_exceptions_are_explained():
    report = checked("bump", lambda x, left, *rest: rest[1] if x > left else 0.5)
    assert report.misconception is None and "each entry be decided for itself" in report.message


def test_nothing_returned():
    report = checked("sigmoid", lambda z: None)
    assert report.finding == "returns" and "returns None" in report.message
    assert report.misconception == "sigmoid-returns_nothing"


def test_printed_instead_of_returned(capsys):
    report = checked("double", lambda x: print(2 * x))
    assert report.misconception == "double-prints_instead_of_returning"
    assert capsys.readouterr().out == ""


def test_a_result_of_the_wrong_kind():
    assert checked("sigmoid", lambda z: "0.5").finding == "type"
    assert checked("sigmoid", lambda z: {"s": 0.5}).finding == "type"
    assert checked("sigmoid", lambda z: np.exp).finding == "type"
    assert checked("train_perceptron", lambda X, t, lr, epochs: 3).finding == "type"


def test_complex_and_text_arrays_are_of_the_wrong_kind():
    assert checked("sigmoid", lambda z: np.asarray(z) * 1j).finding == "type"
    assert checked("relu", lambda z: np.maximum(z, 0).astype(str)).finding == "type"


def test_type_comes_before_shape_before_finite_before_value():
    answers = iter([0.7310585786300049, 0.9])

    def first_wrong_value_then_nan(z):
        return np.full(np.shape(z), next(answers, np.nan))

    assert checked("sigmoid", first_wrong_value_then_nan).finding == "finite"
    shapes = iter([0.1, 0.2, np.zeros(9)])
    assert checked("sigmoid", lambda z: next(shapes, 0.0)).finding == "shape"


def test_a_wrong_value_shows_the_smallest_case_with_both_numbers():
    report = checked("weighted_sum", lambda x, w, b: np.dot(x, w) + b + 0.1 * np.sum(x) ** 2)
    assert report.finding == "value" and report.misconception is None
    (_, call), (_, expected), (_, got) = report.evidence
    assert call.startswith("weighted_sum(x=[")
    x, w, b = load("weighted_sum").draw_cases(SEED)[0]
    assert float(expected) == x @ w + b
    assert float(got) == pytest.approx(x @ w + b + 0.1 * x.sum() ** 2)
    assert "not one of the known mistakes" in report.message


def test_nearly_equal_numbers_are_told_apart():
    report = checked("weighted_sum", lambda x, w, b: np.dot(x, w) + b + 1e-6)
    values = dict(report.evidence)
    assert not report.passed and values["Expected"] != values["Got"]


def test_of_a_large_array_only_the_wrong_entry_is_shown():
    def dense(X, W, b):
        out = X @ W + b
        if out.size > 12:
            out[1, 2] += 5
        return out

    report = next(r for r in (checked("dense", dense, seed) for seed in range(50)) if not r.passed)
    assert "Expected ([1, 2])" in report.message


def test_parts_are_judged_one_by_one():
    def hidden_layer(X, V, a):
        return X @ V + a, np.zeros((len(X), len(a)))

    report = checked("hidden_layer", hidden_layer)
    assert report.parts == {"S": True, "H": False} and report.score == 0.5
    assert any(label.startswith("Expected (H") for label, _ in report.evidence)


def test_two_mistakes_in_two_parts_are_named_by_the_first_part_that_can_be():
    def perceptron_update(w, b, x, t, lr):
        error = t - int(x @ w + b > 0)
        return w - lr * error * x * 1.5, b + error  # w: not a known mistake; b: no rate

    report = checked("perceptron_update", perceptron_update)
    assert report.parts == {"w": False, "b": False}
    assert report.misconception == "perceptron_update-bias_without_rate"


def test_parts_in_the_wrong_order():
    report = checked("hidden_layer", lambda X, V, a: (1 / (1 + np.exp(-(X @ V + a))), X @ V + a))
    assert report.misconception == "hidden_layer-swapped_parts"


def test_a_missing_key_is_named():
    reference = load("mlp_forward").reference
    report = checked("mlp_forward", lambda *args: {k.replace("Y", "y"): v for k, v in reference(*args).items()})
    assert report.finding == "type" and "'Y'" in report.message and "'y'" in report.message
    assert report.parts == {"S": True, "H": True, "Z": True, "Y": False} and report.score == 0.75


def test_a_tuple_may_be_a_list_or_an_array():
    assert checked("hidden_layer", lambda X, V, a: [X @ V + a, 1 / (1 + np.exp(-(X @ V + a)))]).passed


def drawn_once(name, make):
    """The reference with a generator of its own, after one draw from the one that it is given."""
    reference = load(name).reference

    def answer(*arguments):
        *others, rng = arguments
        rng.random()
        return reference(*others, make())

    return answer


DRAWN = ("minibatches", "fit_linear", "train_xor", "train_val_split", "xavier_init", "he_init")


@pytest.mark.parametrize("name", DRAWN)
def test_a_generator_that_is_drawn_from_once_and_ignored_is_named(name):
    for seed in range(2 if name == "train_xor" else 5):
        report = checked(name, drawn_once(name, lambda: np.random.default_rng(0)), seed)
        assert report.misconception == f"{name}-rng_ignored" and report.score == 0.5
        assert "With another rng" in report.headline


def test_a_generator_that_is_drawn_from_once_and_ignored_is_named_where_another_argument_follows():
    def init_parameters(sizes, rng, scale=0.01):
        rng.random()
        return load("init_parameters").reference(sizes, np.random.default_rng(0), scale)

    assert checked("init_parameters", init_parameters).misconception == "init_parameters-rng_ignored"


def test_the_global_generator_is_no_other_way():
    def minibatches(X, y, batch_size, rng):
        rng.random()
        np.random.seed(0)  # noqa: NPY002
        order = np.random.permutation(len(X))  # noqa: NPY002
        return [(X[order[k : k + batch_size]], y[order[k : k + batch_size]]) for k in range(0, len(X), batch_size)]

    assert {checked("minibatches", minibatches, seed).misconception for seed in range(5)} == {"minibatches-rng_ignored"}


@pytest.mark.parametrize("name", [*DRAWN, "init_parameters"])
def test_right_answers_listen_to_their_generator(name):
    for answer in (load(name).reference, *load(name).right_answers):
        for seed in range(2 if name == "train_xor" else 10):
            assert load(name).passes(answer, seed=seed)
