"""What a submission tries from inside its own process earns nothing and reaches nobody."""

import errno

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.catalog import all_exercises
from autograder.grading.grade import grade_notebook
from autograder.grading.sandbox import Sandbox
from autograder.inside.kinds import Kind
from tests.support.attacks import FORGED_FAILURE, HARVEST, REACH, REACHES, REMEMBERS
from tests.support.classes import needs_a_sandbox

needs_a_sandbox()

pytestmark = pytest.mark.xdist_group("sandbox")  # These tests share what is slow to make.

LOSSES = ["sse", "mse", "rmse", "sse_grad", "mse_grad", "rmse_grad"]


@pytest.fixture(scope="module")
def box():
    with Sandbox() as box:
        yield box


def graded(box, source, names):
    return grade_notebook(new_notebook(cells=[new_code_cell(source)]), box, wanted=dict.fromkeys(names, 1.0))


@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.name)
def test_a_call_that_says_it_failed_earns_nothing_whatever_it_says(box, kind):
    """A kind that halves is said of calls that gave a value: half of the points stay there."""
    assert graded(box, FORGED_FAILURE.replace("KIND", kind.value), ["sigmoid", "relu"]).points == 0


@pytest.mark.parametrize("dies", ["", "rmse_grad"])
@pytest.mark.parametrize("names", [LOSSES, LOSSES[::-1]], ids=["in order", "the other way round"])
def test_what_a_lent_function_was_asked_for_answers_no_exercise(box, names, dies):
    """The lent function is right, and asked for the values of its own cases; but they are not asked for again."""
    found = graded(box, HARVEST.replace("NAMES", repr(names)).replace("DIES", repr(dies)), names)
    assert found.points == 0


def test_an_exercise_stands_behind_those_that_it_calls():
    """What is lent to an exercise is not observed after it: the order of the course is that order."""
    order = list(all_exercises())
    for exercise in all_exercises().values():
        assert all(order.index(need) < order.index(exercise.name) for need in exercise.needs), exercise.name


@pytest.mark.parametrize("line", REACHES.values(), ids=REACHES.keys())
def test_nothing_reaches_the_process_that_serves_the_next_submission(box, line):
    with box.submission() as submission:
        (output,) = submission.run(REACH.replace("LINE", line))["outputs"]
    assert output["text"].strip() == str(errno.EPERM)


def test_what_a_submission_needs_of_the_system_is_there(box):
    source = """
import os, pathlib, resource, shutil, subprocess, threading
thread = threading.Thread(target=lambda: None); thread.start(); thread.join()
subprocess.run("true", check=True)
pathlib.Path("a").write_text("text"); shutil.copy2("a", "b")
resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, 2**20)); os.sched_setaffinity(0, os.sched_getaffinity(0))
"""
    with box.submission() as submission:
        answer = submission.run(source)
    assert answer["good"], answer


def test_nothing_of_one_submissions_files_is_in_the_memory_of_the_next(box):
    with box.submission({"my_network.py": b"CLASSMATES WORK " * 5000}) as submission:
        assert submission.run("assert 'CLASSMATES' in open('my_network.py').read()")["good"]
        (own,) = submission.run(REMEMBERS)["outputs"]
        assert int(own["text"].split()[1]) > 0  # It would be found.
    with box.submission() as submission:
        (output,) = submission.run(REMEMBERS)["outputs"]
    assert output["text"] == "found 0\n"
