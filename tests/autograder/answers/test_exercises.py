"""Every exercise: its contract, its reference, every wrong answer by name, every right answer passing."""

import inspect

import numpy as np
import pytest

from autograder import exercises, load
from autograder.show import show_call
from tests.support.drawn import listed

SEEDS = range(50)

# Names and signatures as the curriculum fixes them.
CONTRACT = {
    "00_start-here": ["double(x)"],
    "01_perceptron": [
        "weighted_sum(x, w, b)", "weighted_sums(X, w, b)", "step(z)", "perceptron_predict(X, w, b)",
        "gate_weights(gate)", "xor(X)", "perceptron_update(w, b, x, t, lr)", "train_perceptron(X, t, lr, epochs)",
    ],
    "02_activations": [
        "sigmoid(z)", "sigmoid_grad(z)", "tanh_grad(z)", "relu(z)", "relu_grad(z)", "leaky_relu(z, alpha)",
        "leaky_relu_grad(z, alpha)", "collapse_linear(W1, b1, W2, b2)",
    ],
    "03_forward": [
        "dense(X, W, b)", "hidden_layer(X, V, a)", "mlp_forward(X, V, a, W, b)", "layer_shapes(sizes, n)",
        "count_parameters(sizes)", "bump(x, left, right, height, steepness)",
    ],
    "04_losses": [
        "sse(y, t)", "mse(y, t)", "rmse(y, t)", "sse_grad(y, t)", "mse_grad(y, t)", "rmse_grad(y, t)",
        "bce(y, t)", "bce_grad(y, t)", "bce_logits(z, t)", "bce_logits_grad(z, t)",
        "softmax(Z)", "cross_entropy(Z, labels)", "cross_entropy_grad(Z, labels)",
    ],
    "05_gradient-descent": [
        "numerical_gradient(f, x, eps=1e-05)", "relative_error(a, b)", "fit_slope(x, y, b)", "normal_equation(X, y)",
        "linear_regression_grad(X, y, w, b)", "gradient_step(w, grad, lr)", "descend(gradient, w0, lr, steps)",
        "minibatches(X, y, batch_size, rng)", "fit_linear(X, y, lr, epochs, batch_size, rng)",
    ],
    "06_backpropagation": [
        "split_error(w, e)", "hidden_errors(W, e)", "sum_backward(upstream, n)", "product_backward(upstream, a, b)",
        "sigmoid_backward(upstream, z)", "relu_backward(upstream, z)", "output_delta(Y, T)",
        "hidden_delta(delta, W, H)",
        "weight_gradient_loops(H, delta)", "weight_gradient(H, delta)", "mlp_gradients(X, T, V, a, W, b)",
        "train_xor(rng)",
    ],
    "07_matrix-calculus": [
        "trace_inner(A, B)", "numerical_jacobian(f, x, eps=1e-06)", "grad_y_pred(y_pred, y)",
        "grad_w2(h_relu, grad_y_pred)", "grad_h_relu(grad_y_pred, w2)", "grad_h(grad_h_relu, h)", "grad_w1(x, grad_h)",
        "train_relu_net(x, y, w1, w2, lr, steps)",
    ],
    "08_deep-networks": [
        "init_parameters(sizes, rng, scale=0.01)", "linear_forward(A, W, b)", "layer_forward(A, W, b, activation)",
        "model_forward(X, parameters)", "output_gradient(A_L, Y)", "linear_backward(dZ, cache)",
        "layer_backward(dA, cache, activation)", "model_backward(A_L, Y, caches)",
        "update_parameters(parameters, grads, lr)", "to_columns(parameters)", "from_columns(parameters)",
    ],
    "09_initialization": [
        "zero_init(sizes)", "distinct_units(W)", "xavier_init(fan_in, fan_out, rng)", "he_init(fan_in, fan_out, rng)",
        "activation_stds(X, weights, activation)", "symmetry_after_training(V, a, W, b, X, T, steps, lr)",
    ],
    "10_learning-rate": [
        "contraction_factor(lr, curvature)", "largest_stable_lr(H)", "best_constant_lr(H)",
        "step_decay(lr0, drop, every, t)", "exponential_decay(lr0, rate, t)", "linear_decay(lr0, lr_end, total, t)",
        "inverse_time_decay(lr0, rate, t)", "cosine_decay(lr0, lr_end, total, t)", "sweep(final_loss, lrs)",
        "range_test(losses, lrs)", "grid_search(train, validate, grid)",
    ],
    "11_optimizers": [
        "momentum_step(w, g, v, lr, beta)", "adagrad_step(w, g, s, lr, eps=1e-08)",
        "rmsprop_step(w, g, s, lr, beta, eps=1e-08)",
        "adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-08)", "race(steps, gradient, w0, n)",
    ],
    "12_generalization": [
        "train_val_split(X, y, fraction, rng)", "standardize(X_train, X_other)", "l2_penalty(weights, lam)",
        "l2_grad(W, lam)", "early_stop(val_losses, patience)", "accuracy(labels, predicted)",
        "confusion_matrix(labels, predicted, k)",
    ],
    "13_capstone": ["train_classifier(X_train, y_train, X_val, y_val, rng)"],
}  # fmt: skip
SLOW = [name for name in exercises() if load(name).seconds > 30]  # These train for a while in every check.
FUNCTIONS = [name for name in exercises() if not load(name).is_value]
VALUES = [name for name in exercises() if load(name).is_value]


def seeds(exercise):
    """50, or fewer where every check trains a network; `test_all_seeds_of_long_exercises` runs the rest."""
    return range(4) if exercise.name in SLOW else SEEDS


def candidate(exercise, function):
    """What a learner would hand over: the function, or for a value exercise its value."""
    return function() if exercise.is_value else function


def test_names_and_signatures_are_the_curriculums():
    by_chapter: dict[str, list[str]] = {}
    for name in FUNCTIONS:
        by_chapter.setdefault(load(name).chapter, []).append(load(name).signature)
    assert by_chapter == CONTRACT


def test_every_chapter_from_01_has_three_to_six_recall_questions():
    for chapter in list(CONTRACT)[1:]:
        assert 3 <= sum(load(name).chapter == chapter for name in VALUES) <= 6


@pytest.mark.parametrize("name", exercises())
def test_the_reference_passes_with_full_score(name):
    exercise = load(name)
    for seed in seeds(exercise):
        report = exercise.check(candidate(exercise, exercise.reference), seed=seed)
        assert report.passed, report
        assert report.score == 1


@pytest.mark.parametrize("name", exercises())
def test_every_misconception_fails_and_is_named_as_itself(name):
    exercise = load(name)
    assert len(exercise.misconceptions) >= (1 if exercise.is_value else 3)
    for misconception in exercise.misconceptions:
        for seed in seeds(exercise):
            report = exercise.check(candidate(exercise, misconception.function), seed=seed)
            assert not report.passed, f"{misconception.id} passes with seed {seed}"
            assert report.misconception == misconception.id, f"seed {seed}: {report}"
            assert report.message.startswith(misconception.message)
            assert 0 <= report.score < 1


@pytest.mark.parametrize("name", FUNCTIONS)
def test_right_answers_written_differently_pass(name):
    assert len(load(name).right_answers) >= 2
    for function in load(name).right_answers:
        for seed in seeds(load(name)):
            report = load(name).check(function, seed=seed)
            assert report.passed, f"{inspect.getsource(function)}\n{report}"


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW)
def test_all_seeds_of_long_exercises(name, monkeypatch):
    monkeypatch.setattr("tests.test_exercises.seeds", lambda exercise: range(4, 50))
    test_the_reference_passes_with_full_score(name)
    test_every_misconception_fails_and_is_named_as_itself(name)
    test_right_answers_written_differently_pass(name)


@pytest.mark.parametrize("name", exercises())
def test_hints_form_a_ladder(name):
    exercise = load(name)
    assert len(exercise.hints) == (1 if exercise.is_value else 3)
    answer = inspect.getsource(exercise.reference)
    returned = answer.split("return ")[-1].strip()
    assert all(returned not in hint for hint in exercise.hints), "a hint gives the whole answer"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_cases_probe_well(name):
    """The same seed draws the same cases, other seeds others; a batch of one and larger ones both occur."""
    exercise = load(name)
    shown = [[show_call(name, exercise.parameters, c) for c in exercise.draw_cases(seed)] for seed in (1, 1, 2)]
    assert shown[0] == shown[1]
    if name not in ("gate_weights", "train_xor", "init_parameters", "xavier_init", "he_init", "train_classifier"):
        assert shown[0] != shown[2]
    if name in ("normal_equation", "train_classifier"):
        return  # One sample alone has no least-squares line, and teaches nobody to read.
    if any(shape.split()[0] == "n" for shape in exercise.shapes.values()):
        from autograder.relations import axis_sizes

        sizes = {axis_sizes(exercise, case)["n"] for case in exercise.draw_cases(1)}
        assert 1 in sizes and max(sizes) > 1


def test_ids_are_unique_and_messages_say_something():
    ids = [m.id for name in exercises() for m in load(name).misconceptions]
    assert len(ids) == len(set(ids))
    for name in exercises():
        for misconception in load(name).misconceptions:
            assert misconception.id.startswith(f"{name}-")
            assert len(misconception.message) >= 20


def spoiled(value, amount):
    """The right value with every number changed a little, in whatever it is nested."""
    if isinstance(value, dict):
        return {key: spoiled(item, amount) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(spoiled(item, amount) for item in value)
    return None if value is None else np.asarray(value) * (1 + amount) + amount


@pytest.mark.parametrize("name", FUNCTIONS)
def test_an_unknown_mistake_is_reported_and_not_guessed(name):
    """A slip nobody foresaw must reach the end of the diagnosis: no name, no traceback, the case shown."""
    exercise = load(name)
    if exercise.view is None:
        report = exercise.check(lambda *args: spoiled(listed(exercise.reference(*args)), 0.0371), seed=5)
        assert not report.passed and report.misconception is None, report
        assert report.finding == "value" and len(report.evidence) == 3


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if load(name).view])
def test_the_words_of_a_verdict_are_no_answer(name):
    """Where a result is judged by what is true of it, returning those very words must not pass."""
    exercise = load(name)
    words = exercise.expected(exercise.draw_cases(1)[-1])
    report = exercise.check((lambda *args: lambda X: words) if exercise.then else (lambda *args: words), seed=1)
    assert not report.passed and report.score < 1
