"""No hint of the course is the answer; and one that is the answer is found out, however it is written."""

import numpy as np
import pytest

from autograder import load
from autograder.exercise import Topic
from course.answers import exercises_of
from course.proof.hint import hint_problems
from course.proof.solution import Solution, read_solutions
from tests.support import ROOT

CHAPTERS = sorted(path.stem for path in (ROOT / "solutions").glob("*.py"))


@pytest.mark.parametrize("source", CHAPTERS)
def test_no_hint_is_the_answer(the_book, source):
    chapter = the_book.chapter(source)
    solutions = read_solutions(the_book, chapter)
    assert [p for e in exercises_of(chapter.topic) for p in hint_problems(e, solutions[e.name])] == []


def complaints(name, *hints, solution=None):
    exercise = load(name)
    before, exercise.hints = exercise.hints, hints
    try:
        return [problem.text for problem in hint_problems(exercise, solution)]
    finally:
        exercise.hints = before


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("double", "It would be: return 2 * x"),
        ("double", "Write `x + x`, and you are done."),
        ("weighted_sum", "np.dot(w, x) + b"),
        ("perceptron_predict", "Put the halves together: step(weighted_sums(X, w, b))"),
        ("hidden_layer", "Two lines: S = dense(X, V, a); return S, sigmoid(S)"),
        ("sse", "The loss is np.sum(np.square(y - t)), whatever the shape."),
    ],
)
def test_code_that_passes_the_check_is_the_answer(name, hint):
    (text,) = complaints(name, "What is asked?", "And then?", hint)
    assert text.startswith(f"hint 3 of {name} is the answer")


def test_a_line_of_the_solution_is_the_answer_whatever_its_variables_are_called():
    source = """
def train_perceptron(X, t, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for epoch in range(epochs):
        for x, target in zip(X, t):
            w, b = perceptron_update(w, b, x, target, lr)
    return w, b, mistakes
"""
    solution = Solution(ROOT / "solutions" / "01_perceptron.py", 1, source, None)
    hint = "Inside both loops: w, b = perceptron_update(w, b, sample, wanted, lr)"
    (text,) = complaints("train_perceptron", "How?", "And then?", hint, solution=solution)
    assert "perceptron_update(w, b, sample, wanted, lr)" in text


def test_a_neighboring_problem_is_no_answer():
    assert complaints("double", "What is it?", "Which operation?", "Three times would be: return 3 * x") == []
    assert complaints("l2_grad", "What is it?", "Which operation?", "Without the half it would be: 2 * W * lam") == []


def test_the_number_of_hints():
    assert complaints("double", "What is it?") == ["double has 1 hints; a function has 3"]
    assert complaints("recall-01-1", "a", "b") == ["recall-01-1 has 2 hints; a question has 1"]


def test_a_hint_that_is_still_to_be_written():
    assert "write hint 2 of double" in complaints("double", "What is it?", "...", "What else?")[0]


@pytest.mark.parametrize(
    ("answer", "hint", "told"),
    [
        (2, "1 + 1 is 2.", True),
        (0.25, "So it is 1/4, at most.", True),
        (20000, "Added up: 100 * 100 + 100 * 100 = 20,000", True),
        (np.array([10, 3]), "The shape is (10, 3).", True),
        ("diverges", "It diverges, of course.", True),
        ("no", "The answer is no.", True),
        (2, "The step is minus 0.5 times 2.", False),
        (0, "Is 0 > 0?", False),
        ("no", "Is there no other way?", False),
    ],
)
def test_the_answer_to_a_question_stated_as_a_conclusion(answer, hint, told):
    topic = Topic("answers.somewhere")
    topic.recall("somewhere-1", answer, hints=[hint])
    assert bool(hint_problems(topic.exercises[0])) is told
