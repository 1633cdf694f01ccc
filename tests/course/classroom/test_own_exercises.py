"""A teacher's own exercises in one file: proved, handed out, checked by students, graded by both doors."""

import json
import shutil

import nbformat
import numpy as np
import pytest
from nbgrader.api import Gradebook

from autograder import load
from autograder.catalog import adopt, adopted
from autograder.notebook import Session
from autograder.own import OWN, SEALED, own_exercises
from autograder.sealed import unseal
from course.classroom.basis import version
from tests.course.classroom.test_own_chapter import assignment, check, course_grade, solution
from tests.support.classes import nbgrader_here, needs_a_sandbox
from tests.support.commands import cli

needs_a_sandbox()

pytestmark = [
    pytest.mark.xdist_group("own exercises"),
    pytest.mark.filterwarnings("ignore:Object of type <Submitted"),  # nbgrader autograde
]

EXERCISES = '''"""The exercises of my course."""

import numpy as np

from autograder.exercise import Topic

topic = Topic(__name__)


@topic.exercise(
    points=2,
    shapes={"z": "..."},
    hints=[
        "What does the gate do to a very negative z?",
        "It multiplies z by a number between 0 and 1, the sigmoid of z.",
        "With tanh as its gate it would be: z * np.tanh(z)",
    ],
)
def swish(z):
    """z / (1 + exp(-z)), for any shape."""
    return z / (1 + np.exp(-z))


@swish.cases
def _(draw):
    yield (1.0,)
    yield (-2.0,)
    yield (draw.tenths(3, low=-4, high=4),)
    yield (draw.normal(2, 3),)


@swish.mistake("no_factor", "That is the sigmoid alone. Swish is z times the sigmoid of z.")
def _(z):
    return 1 / (1 + np.exp(-z))


@swish.mistake("sign_of_exponent", "The exponent has the wrong sign: it is exp(-z).")
def _(z):
    return z / (1 + np.exp(z))


@swish.mistake("relu", "That is ReLU. Swish bends smoothly, and dips below 0.")
def _(z):
    return np.maximum(z, 0) + 0.0


swish.right_answer(lambda z: z * 0.5 * (1 + np.tanh(z / 2)))
swish.right_answer(lambda z: np.multiply(z, 1 / (1 + np.exp(-np.asarray(z)))))
'''
RIGHT = "import numpy as np\ndef swish(z):\n    return z / (1 + np.exp(-z))"
WRONG = "import numpy as np\ndef swish(z):\n    return 1 / (1 + np.exp(-z))"
RELU = "import numpy as np\ndef relu(z):\n    return np.maximum(z, 0)"
CELLS = [
    solution("swish", RIGHT),
    check("check-swish", "check(swish)"),
    solution("r", RELU),
    check("q2", "check(relu)"),
]
STUDENTS = {
    "blank": ["raise NotImplementedError"] * 2,
    "right": [RIGHT, RELU],
    "wrong": [WRONG, RELU],
    "thief": ["from pathlib import Path\nswish = Path('exercises.sealed').read_bytes()", RELU],
}
POINTS = {"blank": 0, "right": 4, "wrong": 2, "thief": 2}


@pytest.fixture(autouse=True)
def none_afterwards():
    yield
    adopt(None)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The course with its own exercise, released, and what four students handed in."""
    folder = assignment(tmp_path_factory.mktemp("own") / "class", CELLS)
    (folder / OWN).write_text(EXERCISES)
    assert nbgrader_here(folder, "generate_assignment", "own") == 0
    for student, answers in STUDENTS.items():
        home = shutil.copytree(folder / "release" / "own", folder / "submitted" / student / "own")
        notebook = nbformat.read(home / "own.ipynb", 4)
        for cell, answer in zip(notebook.cells[::2], answers, strict=True):
            cell.source = answer
        nbformat.write(notebook, home / "own.ipynb")
    adopt(None)
    return folder


@pytest.fixture
def copied(course, tmp_path):
    return shutil.copytree(course, tmp_path / "class")


def scores(folder):
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        return {s.student.id: s.score for s in gradebook.assignment_submissions("own")}


def test_course_check_proves_them_and_names_a_line(copied):
    assert cli("check", "--course-dir", copied).exit_code == 0
    (copied / OWN).write_text(EXERCISES.replace("    return 1 / (1 + np.exp(-z))", "    return z / (1 + np.exp(-z))"))
    done = cli("check", "--course-dir", copied)
    line = EXERCISES[: EXERCISES.index('@swish.mistake("no_factor"')].count("\n") + 1
    assert done.exit_code == 1 and f"exercises.py:{line}: the mistake swish-no_factor is a right" in done.stdout
    done = cli("check", "--course-dir", copied / "source")
    assert done.exit_code == 1 and "no course with exercises of its own" in done.stderr


@pytest.mark.parametrize("door", ["course grade", "nbgrader autograde"])
def test_they_are_graded_and_diagnosed(copied, door):
    if door == "course grade":
        assert course_grade(copied, "--jobs", "1").exit_code == 0
        lines = [json.loads(line) for line in (copied / "reports" / "own.jsonl").read_text().splitlines()]
        wrong = next(line for line in lines if line["student"] == "wrong")
        assert wrong["notebooks"]["own"]["exercises"]["swish"]["misconception"] == "swish-no_factor"
        assert "z times the sigmoid" in (copied / "reports" / "class.html").read_text()
    else:
        assert nbgrader_here(copied, "autograde", "own") == 0
        assert nbgrader_here(copied, "generate_feedback", "own") == 0
    assert scores(copied) == POINTS
    assert "Swish is z times the sigmoid of z." in (copied / "feedback" / "wrong" / "own" / "own.html").read_text()


def test_students_check_them_beside_the_notebook_without_reading_them(course, monkeypatch):
    released = course / "release" / "own"
    content = (released / SEALED).read_bytes()
    assert b"swish" not in content and unseal(content) == {OWN: EXERCISES}
    assert not (released / OWN).exists()
    monkeypatch.chdir(released)
    session = Session(variables=dict, inputs=list)
    variables = {}
    exec(RIGHT, variables)
    assert session.check(variables["swish"]).passed
    exec(WRONG, variables)
    assert session.check(variables["swish"]).misconception == "swish-no_factor"
    assert session.check(variables["swish"]).model is None
    assert load("swish").reference(np.array(0.0)) == 0


def test_a_teacher_checks_them_in_the_source(course, monkeypatch):
    monkeypatch.chdir(course / "source" / "own")
    assert own_exercises(course / "source" / "own").file == str(course / OWN)
    variables = {}
    exec(WRONG, variables)
    assert Session(variables=dict, inputs=list).check(variables["swish"]).misconception == "swish-no_factor"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (EXERCISES.replace("np.exp(-z))\n\n\n@swish.cases", "np.exp(-z)\n\n\n@swish.cases"), "line 21: SyntaxError"),
        (EXERCISES.replace("points=2", "points=two"), "line 11: NameError: name 'two' is not defined"),
        ("x = 1\n", "declares no exercises: it needs `topic = Topic(__name__)`."),
        (EXERCISES.replace("swish", "relu"), "declares relu, and so does activations: rename it."),
    ],
)
def test_a_file_that_cannot_be_used_stops_everything_in_words(copied, text, words, capsys):
    (copied / OWN).write_text(text)
    assert nbgrader_here(copied, "generate_assignment", "own", "--force") == 1
    assert words in capsys.readouterr().err
    assert nbgrader_here(copied, "autograde", "own") == 1
    assert words in capsys.readouterr().err
    for done in (course_grade(copied), cli("check", "--course-dir", copied)):
        assert done.exit_code == 1 and words in done.stderr
    assert set(scores(copied).values()) <= {0}


def test_a_changed_exercise_makes_its_own_grades_stale_and_no_others(copied):
    adopt(own_exercises(copied))
    before = version(("swish",)), version(("relu",))
    (copied / OWN).write_text(EXERCISES.replace("draw.normal(2, 3)", "draw.normal(2, 4)"))
    adopt(own_exercises(copied))
    assert version(("swish",)) != before[0] and version(("relu",)) == before[1]
    assert adopted().topic == "exercises"
