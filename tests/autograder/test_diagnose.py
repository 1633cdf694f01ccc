"""A name is given only where it is proved."""

import numpy as np
import pytest

import autograder
from autograder import load
from autograder.compare import Tolerance
from autograder.exercise import Topic
from tests.support.drawn import listed

SEED = 7


def checked(name, function, seed=SEED):
    return load(name).check(function, seed=seed)


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


def spoiled(value, amount):
    """The right value with every number changed a little, in whatever it is nested."""
    if isinstance(value, dict):
        return {key: spoiled(item, amount) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(spoiled(item, amount) for item in value)
    return None if value is None else np.asarray(value) * (1 + amount) + amount


FUNCTIONS = [name for name in autograder.exercises() if not load(name).is_value]


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if load(name).view is None])
def test_an_unknown_mistake_is_reported_and_not_guessed(name):
    """A slip nobody foresaw must reach the end of the diagnosis: no name, no traceback, the case shown."""
    reference = load(name).reference
    report = checked(name, lambda *args: spoiled(listed(reference(*args)), 0.0371), seed=5)
    assert not report.passed and report.misconception is None, report
    assert report.finding == "value" and len(report.evidence) == 3


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if load(name).view])
def test_the_words_of_a_verdict_are_no_answer(name):
    """Where a result is judged by what is true of it, returning those very words must not pass."""
    case = load(name).draw_cases(1)[-1]
    words = load(name).expected(case)
    report = checked(name, (lambda *args: lambda X: words) if case.then else (lambda *args: words), seed=1)
    assert not report.passed and report.score < 1


def test_a_named_mistake_is_told_in_its_own_words():
    for misconception in load("sigmoid").misconceptions:
        report = checked("sigmoid", misconception.function)
        assert report.message.startswith(misconception.message) and 0 <= report.score < 1


def test_a_listed_mistake_in_one_part_must_not_contradict_the_others():
    def hidden_layer(X, V, a):
        S = X @ V
        return S, 1 / (1 + np.exp(-(S + a)))

    def train_perceptron(X, t, lr, epochs):
        w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
        for _ in range(epochs):
            count = 0
            for x, target in zip(X, t, strict=True):
                error = target - (x @ w + b > 0)
                w, b, count = w + lr * error * x, b + lr * error, count + (error != 0)
            mistakes.append(count)
            return w, b, mistakes

    assert "after the sigmoid" not in checked("hidden_layer", hidden_layer).headline
    assert "begins with zeros" not in checked("train_perceptron", train_perceptron).headline


def test_returning_what_an_in_place_method_gives_is_quoted():
    def model_backward(A_L, Y, caches):
        grads = load("model_backward").reference(A_L, Y, caches)
        return grads.reverse()

    report = checked("model_backward", model_backward)
    assert report.misconception == "model_backward-returns_nothing"
    assert "`reverse` reverses in place" in report.headline
    assert report.excerpt and report.line == 3 and report.excerpt.text == "return grads.reverse()"


def test_a_print_beside_a_return_is_not_the_reason():
    def relu(z):
        print("here")
        best = None
        return best

    report = checked("relu", relu)
    assert report.finding == "returns" and "`best`, which is None" in report.headline


@pytest.mark.parametrize("name", ["he_init", "minibatches", "train_xor"])
def test_random_draws_cannot_be_redone_by_hand(name):
    exercise = load(name)
    wrong = {"he_init": lambda *args: np.ones(args[:2]), "minibatches": lambda X, y, size, rng: [(X, y)]}
    report = exercise.check(wrong.get(name, lambda rng: ({}, [])), seed=SEED)
    assert not report.passed and "by hand" not in report.headline


def test_a_question_may_have_a_tolerance_and_a_view():
    topic = Topic("autograder.answers.losses")
    topic.recall("losses-90", 2.3026, hints=["?"], tolerance=Tolerance(rtol=0, atol=5e-4))
    topic.recall("losses-91", 2, hints=["?"], view=lambda value: bool(value > 1))
    near, many = topic.exercises
    assert near.check(2.3024).passed and not near.check(2.31).passed
    assert many.check(7).passed and not many.check(0.5).passed
