"""What a check says: the order of findings, one test for each kind of finding, and what it must survive."""

import contextlib
import time

import numpy as np
import pytest

import autograder
from autograder import UnknownExercise, check, load
from autograder.exercise import Topic
from tests.support.drawn import listed

SEED = 7


@pytest.fixture(autouse=True)
def own_record(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))
    monkeypatch.setattr("autograder.notebook._latest", {})
    monkeypatch.setattr("autograder.notebook._failed_attempts", type(autograder.notebook._failed_attempts)())


def checked(name, function, seed=SEED):
    return load(name).check(function, seed=seed)


# ------------------------------------------------------------------------------------- not a usable function


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


# --------------------------------------------------------------------------------- it runs, and goes wrong


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
    assert report.misconception is None and "Compare element by element" in report.message


def test_nothing_returned():
    report = checked("sigmoid", lambda z: None)
    assert report.finding == "returns" and "`return`" in report.message
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
    report = checked("weighted_sum", lambda x, w, b: np.dot(x, w) + b + 0.001 * np.sum(x) ** 2)
    assert report.finding == "value" and report.misconception is None
    (_, call), (_, expected), (_, got) = report.evidence
    assert call.startswith("weighted_sum(x=[")
    x, w, b = load("weighted_sum").draw_cases(SEED)[0]
    assert float(expected) == x @ w + b
    assert float(got) == pytest.approx(x @ w + b + 0.001 * x.sum() ** 2)
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


# ----------------------------------------------------------------------------------------- side effects


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
        return np.dot(x, w) + b + (len(calls) > 5)

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


# ------------------------------------------------------------------------------------------------- parts


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


# -------------------------------------------------------------------------------- values, numbers, types


def test_float32_results_pass_and_float16_do_not():
    assert checked("sigmoid", lambda z: np.float32(1 / (1 + np.exp(-np.asarray(z))))).passed
    assert not checked("sigmoid", lambda z: np.float16(1 / (1 + np.exp(-np.asarray(z))))).passed


def test_a_wrong_result_in_float32_still_fails():
    assert not checked("sigmoid", lambda z: np.float32(1.001 / (1 + np.exp(-np.asarray(z))))).passed


def test_always_equal_objects_and_array_subclasses_win_nothing():
    class Equal(np.ndarray):
        def __eq__(self, other):
            return np.ones(self.shape, bool)

    class Number(float):
        def __eq__(self, other):
            return True

        __hash__ = float.__hash__

    assert not checked("sigmoid", lambda z: np.zeros(np.shape(z)).view(Equal)).passed
    assert not checked("double", lambda x: Number(0)).passed


def test_value_exercises():
    assert load("recall-03-2").check(4).passed
    assert load("recall-03-2").check(np.array(4.0)).passed
    assert load("recall-03-2").check(3).misconception == "recall-03-2-without_bias"
    assert load("recall-03-2").check(...).finding == "not_written"
    assert load("recall-03-2").check("four").finding == "type"
    assert load("recall-01-4").check((0.5, 1)).passed
    assert load("recall-03-6").check([True, False]).passed
    wrong = load("recall-03-3").check(7)
    assert wrong.finding == "value" and "26" not in wrong.message


# -------------------------------------------------------------------------------------------- the limits


def test_an_endless_loop_is_stopped_with_a_report(monkeypatch):
    monkeypatch.setattr(load("sigmoid"), "seconds", 0.3)

    def sigmoid(z):
        while True:
            pass

    begun = time.monotonic()
    report = checked("sigmoid", sigmoid)
    assert report.finding == "stopped" and "0.3 seconds" in report.message
    assert time.monotonic() - begun < 2


def test_an_endless_loop_that_swallows_exceptions_is_stopped(monkeypatch):
    monkeypatch.setattr(load("sigmoid"), "seconds", 0.3)

    def sigmoid(z):
        while True:
            with contextlib.suppress(Exception):
                time.sleep(0.01)

    assert checked("sigmoid", sigmoid).finding == "stopped"


def test_a_monstrous_array_is_stopped_with_a_report():
    report = checked("sigmoid", lambda z: np.ones((100_000, 100_000)))
    assert report.finding in ("stopped", "shape")
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


# ------------------------------------------------------------------------------------------ in a notebook


def test_check_finds_the_exercise_by_the_functions_name():
    def double(x):
        return 2 * x

    assert check(double).passed
    assert check("double", lambda x: x + x).passed
    assert check("recall-03-2", 4).passed


def test_check_by_name_alone_takes_the_callers_function():
    namespace = {"check": check, "report": None}
    exec("def double(x):\n    return 2 * x\nreport = check('double')", namespace)
    assert namespace["report"].passed


def test_an_unknown_name_is_a_report_with_a_suggestion():
    def sigmiod(z):
        return z

    assert "Did you mean sigmoid" in check(sigmiod).message
    assert not check(3).passed
    with pytest.raises(UnknownExercise, match="sigmoid"):
        load("sigmiod")


def test_hints_come_one_after_the_other():
    def double(x):
        return x * x

    hints = [check(double).hint for _ in range(5)]
    assert hints == [*load("double").hints, *[load("double").hints[-1]] * 2]


def test_the_seed_is_shown_and_repeats_the_check():
    def weighted_sum(x, w, b):
        return 0

    first = check(weighted_sum)
    assert f"seed={first.seed}" in str(first)
    assert check(weighted_sum, seed=first.seed).evidence == first.evidence
    assert len({check(weighted_sum).seed for _ in range(5)}) > 1


def test_an_earlier_exercise_that_still_fails_is_named_first():
    def step(z):
        return (z >= 0).astype(int)

    def perceptron_predict(X, w, b):
        return step(X @ w + b)

    check(step)
    report = check(perceptron_predict)
    assert report.message.startswith("perceptron_predict builds on step, whose own check still fails")


def test_warnings_are_shown_and_cost_nothing(capsys):
    def sigmoid(z):
        return 1 / (1 + np.exp(-np.asarray(z)))

    report = check(sigmoid)
    assert report.passed and report.score == 1
    assert any("709" in warning for warning in report.warnings)
    assert capsys.readouterr().err == ""


# ---------------------------------------------------------------------------------- generic relations


RELATIONS = {
    "wrong_sign": lambda X, w, b: -(X @ w + b),
    "factor_2": lambda X, w, b: 2 * (X @ w + b),
    "factor_1/2": lambda X, w, b: (X @ w + b) / 2,
    "factor_n": lambda X, w, b: (X @ w + b) * len(X),
    "factor_1/n": lambda X, w, b: (X @ w + b) / len(X),
    "factor_1/(d*n)": lambda X, w, b: (X @ w + b) / X.size,
    "factor_2/n": lambda X, w, b: (X @ w + b) * 2 / len(X),
    "missing_b": lambda X, w, b: X @ w,
    "outer_broadcast": lambda X, w, b: (X @ w)[:, None] + np.full(len(X), b),
    "extra_axis": lambda X, w, b: (X @ w + b)[:, None],
    "rounded": lambda X, w, b: np.round(X @ w + b, 1),
    "truncated": lambda X, w, b: (X @ w + b).astype(int),
    "absolute_value": lambda X, w, b: np.abs(X @ w + b),
    "constant_answer": lambda X, w, b: np.zeros(3),
    "constant_offset": lambda X, w, b: X @ w + b + 1,
    "last_row_only": lambda X, w, b: (X @ w + b)[-1],
    "returns_inside_loop": lambda X, w, b: (X @ w + b) * (np.arange(len(X)) == 0),
    "one_sample_only": lambda X, w, b: X @ w + b if len(X) == 1 else X.sum(axis=1) * 0.3,
    "changes_its_arguments": lambda X, w, b: X @ w + b + 0 * w.fill(3.5),
}


@pytest.mark.parametrize("relation", RELATIONS)
def test_generic_relations_are_recognized(relation):
    exercise = load("weighted_sums")
    if relation == "changes_its_arguments":

        def function(X, w, b):
            result = X @ w + b
            w[0] += 1
            return result

    else:
        function = RELATIONS[relation]
    found = [exercise.check(function, seed=seed).misconception for seed in range(10)]
    assert set(found) == {f"weighted_sums-{relation}"}


def test_a_transposed_result_is_recognized():
    report = checked("dense", lambda X, W, b: (X @ W + b).T)
    assert report.misconception == "dense-transposed"


def test_swapped_arguments_are_recognized():
    topic = Topic("tests.trial")

    @topic.exercise(points=1, hints=["h"], shapes={"y": "n", "t": "n"})
    def signed(y, t):
        return y - 2 * t

    signed.cases(lambda draw: iter([(draw.tenths(3), draw.tenths(3)), (draw.tenths(4), draw.tenths(4))]))
    assert signed.check(lambda y, t: t - 2 * y).misconception == "signed-swapped_y_t"


def test_integer_truncation_on_integer_input_alone_is_recognized():
    def perceptron_update(w, b, x, t, lr):
        new = np.zeros_like(w)
        new[:] = w + lr * (t - int(x @ w + b > 0)) * x
        return new, b + lr * (t - int(x @ w + b > 0))

    assert checked("perceptron_update", perceptron_update).misconception == "perceptron_update-truncated"


def test_two_mistakes_at_once_are_not_guessed():
    report = checked("weighted_sums", lambda X, w, b: -2 * np.sum(X * w + b, axis=1) + 0.3)
    assert report.misconception is None
    assert "not one of the known mistakes" in report.message


def test_the_half_that_is_known_is_not_named_if_it_explains_only_some_cases():
    def weighted_sums(X, w, b):
        return np.sum(X * w + b, axis=1) if len(X) < 4 else X @ w + 3 * b

    assert checked("weighted_sums", weighted_sums).misconception is None


@pytest.mark.parametrize("name", [name for name in autograder.exercises() if load(name).random])
@pytest.mark.parametrize("own", [lambda: np.random.default_rng(7), lambda: np.random])
def test_numbers_that_do_not_come_from_rng_are_named(name, own):
    exercise = load(name)
    place = exercise.parameters.index("rng")
    report = exercise.check(lambda *args: listed(exercise.reference(*args[:place], own(), *args[place + 1 :])), seed=3)
    assert not report.passed
    assert report.misconception == f"{name}-rng_ignored"
    assert report.score == 0.5
