"""One way to write it: found for every exercise, and hidden where it must be."""

import pytest

from autograder import exercises, load
from autograder.model_answer import model_answer, solution_in
from autograder.notebook import Session
from tests.support import ROOT

CHAPTER = '''
# %% exercise="f"
def f(x):
    """A docstring.

    Example: f(1) is 1.
    """

    # A comment that stays.
    ### BEGIN SOLUTION
    return x
    ### END SOLUTION


# %% exercise="g"
g = ...  # a number
### BEGIN SOLUTION
g = 1
### END SOLUTION

# %% check="g"
'''


@pytest.fixture(autouse=True)
def own_record(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))
    monkeypatch.chdir(ROOT / "chapters")


def test_the_solution_comes_without_markers_docstring_and_placeholder():
    assert solution_in(CHAPTER, "f") == "def f(x):\n    # A comment that stays.\n    return x"
    assert solution_in(CHAPTER, "g") == "g = 1"
    assert solution_in(CHAPTER, "h") == ""


@pytest.mark.parametrize("name", exercises())
def test_every_exercise_offers_one_that_reads_well(name):
    exercise = load(name)
    code = model_answer(exercise).code
    compile(code, name, "exec")
    assert f"def {name}(" in code or code.startswith(f"{exercise.variable} = ")
    assert "SOLUTION" not in code and "Example:" not in code and len(code.splitlines()) <= 80


@pytest.mark.parametrize("topic", ["start-here", "perceptron"])
def test_the_first_chapters_say_why(topic):
    assert all(load(name).why for name in exercises() if load(name).topic == topic)


def test_it_is_offered_after_a_pass_and_after_the_last_hint_failed():
    check = Session().check
    wrong = (lambda x: x * x, lambda x: x + 2, lambda x: x / 2, lambda x: x)
    offered = [check("double", candidate).model is not None for candidate in wrong]
    assert offered == [False, False, False, True]
    assert check("double", lambda x: x + x).model.code == "def double(x):\n    return 2 * x"
    assert check("double", lambda x: x * x).model is None
    assert check("double", ...).model is None


def test_a_teacher_switches_it_off(monkeypatch, tmp_path):
    right = load("double").reference
    assert Session().check("double", right).model
    monkeypatch.setenv("AUTOGRADER_SHOW_ANSWERS", "0")
    assert Session().check("double", right).model is None
    monkeypatch.delenv("AUTOGRADER_SHOW_ANSWERS")
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert Session().check("double", right).model is None
    monkeypatch.delenv("NBGRADER_EXECUTION")
    monkeypatch.chdir(tmp_path)  # A notebook that was handed out lies in no book.
    assert Session().check("double", right).model is None


def test_a_report_that_is_not_a_learners_own_check_holds_none():
    assert load("double").check(load("double").reference).model is None
