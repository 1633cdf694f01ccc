"""An error in one exercise costs once: where it is used, the right function stands in its place."""

import ast
from functools import partial

import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder import load
from autograder.catalog import all_exercises
from autograder.grading.grade import grade_notebook
from autograder.grading.lending import LARGEST, answer
from autograder.grading.sandbox import Sandbox
from autograder.inside.kinds import Kind
from autograder.inside.wire import case_to_data
from tests.support import ROOT
from tests.support.classes import needs_a_sandbox

needs_a_sandbox()

pytestmark = pytest.mark.xdist_group("sandbox")  # These tests share what is slow to make.

WRONG = "import numpy as np\ndef sigmoid(z):\n    return np.tanh(z)"
GRAD = "def sigmoid_grad(z):\n    s = sigmoid(z)\n    return s * (1 - s)"


@pytest.fixture(scope="module")
def box():
    with Sandbox() as box:
        yield box


def graded(box, *sources):
    """The reports on sigmoid and its derivative."""
    cells = [new_code_cell(source) for source in sources]
    return grade_notebook(new_notebook(cells=cells), box, wanted={"sigmoid": 2, "sigmoid_grad": 3}, seed=1)


@pytest.mark.parametrize("sigmoid", [WRONG, "import numpy as np", WRONG.replace("np.tanh(z)", "1 / 0")])
def test_what_builds_on_a_wrong_function_is_judged_with_the_right_one(box, sigmoid):
    found = graded(box, sigmoid, GRAD)
    assert (found.reports["sigmoid"].earned, found.reports["sigmoid_grad"].earned) == (0, 3)
    (told,) = found.reports["sigmoid_grad"].warnings
    assert told.startswith("sigmoid_grad calls sigmoid, which failed its own check: it was judged with a right sigmoid")


@pytest.mark.parametrize(
    ("sources", "points"),
    [
        ((WRONG, GRAD.replace("s * (1 - s)", "s * (1 + s)")), 0),  # Wrong by itself too.
        ((WRONG, "def sigmoid_grad(z):\n    return 1 - np.tanh(z) ** 2"), 0),  # Calls nothing of the course.
        ((WRONG, "def sigmoid_grad(z):\n    return sigmoid(z, z)"), 0),  # Calls it in a way that it cannot be called.
        ((WRONG, "def sigmoid_grad(z):\n    return sigmoid(object())"), 0),
        ((WRONG, "def sigmoid_grad(z):\n    while True: sigmoid(1.0)"), 0),
    ],
)
def test_only_another_exercises_error_is_forgiven(box, sources, points, monkeypatch):
    monkeypatch.setattr(load("sigmoid_grad"), "seconds", 0.3)
    found = graded(box, *sources)
    assert found.points == points and not found.reports["sigmoid_grad"].warnings


def test_a_loop_around_a_lent_function_meets_its_time_limit(box):
    """Wherever the limit strikes, also between a question and its answer; and what comes next is answered."""
    loop = "def sigmoid_grad(z):\n    while True: sigmoid(z)"
    exercise = load("sigmoid_grad")
    request = {
        "name": "sigmoid_grad", "is_value": False, "twice": False, "instead": ["sigmoid"],
        "cases": [case_to_data(case) for case in exercise.draw_cases(1)],
    }  # fmt: skip
    with box.submission() as submission:
        submission.run(loop)
        for _ in range(5):
            found = submission.observe(0.1, partial(answer, {"sigmoid": load("sigmoid")}), **request)
            assert [one["failure"]["kind"] for one in found["first"]] == [Kind.TIME.value]
            assert not found["interrupted"]  # As it would be if one of both waited for the other.
        assert submission.run("1 + 1")["good"]


def test_a_lent_function_is_gone_before_and_afterwards(box):
    """It is there for one exercise only; what keeps it is told so at once, and earns nothing by it."""
    keeps = GRAD.replace("    s =", "    global kept\n    kept = sigmoid\n    s =")
    found = graded(box, WRONG, keeps, "def sigmoid(z):\n    return kept(z) if 'kept' in globals() else 0.0")
    assert found.reports["sigmoid"].earned == 0 and found.reports["sigmoid"].finding is not Kind.DIED


def test_calls_are_answered_only_as_they_may_be():
    lent = {"sigmoid": load("sigmoid")}
    assert answer(lent, {"call": "sigmoid", "arguments": [0.0], "named": {}}) == {"value": 0.5}
    assert answer(lent, {"call": "sigmoid", "arguments": [], "named": {"z": 0.0}}) == {"value": 0.5}
    for question in (
        {"call": "relu", "arguments": [0.0], "named": {}},
        {"call": ["sigmoid"], "arguments": [0.0], "named": {}},
        {"call": "sigmoid", "arguments": 0.0, "named": {}},
        {"call": "sigmoid", "arguments": [np.zeros(LARGEST + 1)], "named": {}},
        {"call": "sigmoid", "arguments": ["x"], "named": {}},
        {"call": "sigmoid"},
    ):
        assert set(answer(lent, question)) == {"error"}


def test_an_answer_needs_all_exercises_of_its_chapter_that_ours_calls():
    """Else an error in one of them costs the points of both."""
    for path in (ROOT / "solutions").glob("*.py"):
        for function in ast.parse(path.read_text(encoding="utf-8")).body:
            exercise = all_exercises().get(getattr(function, "name", ""))
            if exercise is None:
                continue
            calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
            names = {name.id for name in calls if isinstance(name, ast.Name)} & all_exercises().keys() - {exercise.name}
            called = {name for name in names if all_exercises()[name].topic == exercise.topic}
            assert called <= set(exercise.needs), exercise.name


FIRST = """
import numpy as np
def weighted_sum(x, w, b):
    return np.sum(x * w + b)
def step(z):
    return np.where(z > 0, 1, 0)"""
UPDATE = """
def perceptron_update(w, b, x, t, lr):
    o = step(weighted_sum(x, w, b))
    return w + lr * (t - o) * x, b + lr * (t - o)"""
TRAIN = """
def train_perceptron(X, t, lr, epochs):
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, np.zeros(epochs)
    for epoch in range(epochs):
        for x, target in zip(X, t):
            mistakes[epoch] += (x @ w + b > 0) != target
            w, b = perceptron_update(w, b, x, target, lr)
    return w, b, mistakes"""


@pytest.mark.parametrize("seed", range(4))
def test_an_error_that_a_function_hands_on_without_failing_by_it_costs_once(box, seed):
    """The sign of a sum with the bias counted twice is mostly right, so the update passes, and training does not."""
    wanted = {"weighted_sum": 1, "step": 1, "perceptron_update": 3, "train_perceptron": 4}
    cells = [new_code_cell(source) for source in (FIRST, UPDATE, TRAIN)]
    found = grade_notebook(new_notebook(cells=cells), box, wanted=wanted, seed=seed).reports
    assert {name: report.earned for name, report in found.items()} == wanted | {"weighted_sum": 0}
