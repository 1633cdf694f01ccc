"""A teacher's own assignment with checks of ours, through both doors: a blank earns nothing."""

import shutil

import nbformat
import pytest
from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook

from autograder.catalog import all_exercises
from course.classroom.create import CONFIG
from tests.support.classes import LIMITS, grade_arguments, nbgrader_here, needs_a_sandbox
from tests.support.submissions import graded

needs_a_sandbox()

pytestmark = [
    pytest.mark.xdist_group("own"),  # These tests share what is slow to make.
    pytest.mark.filterwarnings("ignore:Object of type <Submitted"),  # nbgrader autograde
]

SIGMOID = "import numpy as np\ndef sigmoid(z):\n    return 0.5 * (1 + np.tanh(0.5 * np.asarray(z, dtype=float)))"
RELU = "def relu(z):\n    return np.maximum(z, 0)"
GELU = "def gelu(z):\n    return z"
BLANK = "raise NotImplementedError"


def solution(grade_id, source):
    return graded(grade_id, f"### BEGIN SOLUTION\n{source}\n### END SOLUTION")


def check(grade_id, source, points=2):
    return graded(grade_id, f"from autograder import check\n{source}", grade=True, points=points)


CELLS = [
    solution("a1", SIGMOID),
    check("q1", "check(sigmoid)"),
    solution("a2", RELU),
    check("q2", "assert check(relu).passed", points=3),
    solution("a3", "mine = 7"),
    graded("check-tanh_grad", "assert mine == 7", grade=True, points=1),
]
STUDENTS = {
    "blank": [BLANK] * 3,
    "right": [SIGMOID, RELU, "mine = 7"],
    "wrong": ["import numpy as np\ndef sigmoid(z):\n    return np.tanh(z)", RELU, "mine = 6"],
}
POINTS = {"blank": [0, 0, 0], "right": [2, 3, 1], "wrong": [0, 3, 0]}


def assignment(folder, cells):
    """A course with this one assignment, not yet generated."""
    path = folder / "source" / "own" / "own.ipynb"
    path.parent.mkdir(parents=True)
    (folder / "nbgrader_config.py").write_text((CONFIG + LIMITS).format(course_id="own"))
    nbformat.write(new_notebook(cells=cells), path)
    return folder


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """The assignment, released, with three students' work."""
    folder = assignment(tmp_path_factory.mktemp("own") / "class", CELLS)
    assert nbgrader_here(folder, "generate_assignment", "own") == 0
    for student, answers in STUDENTS.items():
        notebook = nbformat.read(folder / "release" / "own" / "own.ipynb", 4)
        for cell, answer in zip(notebook.cells[::2], answers, strict=True):
            cell.source = answer
        path = folder / "submitted" / student / "own" / "own.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)
    return folder


@pytest.fixture
def copied(own, tmp_path, workers_here):
    return shutil.copytree(own, tmp_path / "class")


def course_grade(folder, *options):
    from typer.testing import CliRunner

    from course.cli import app

    arguments = ["own" if word == "trial" else word for word in grade_arguments(folder, *options)]
    return CliRunner().invoke(app, arguments, catch_exceptions=False)


def points(folder):
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        return {
            student: [
                gradebook.find_grade(cell, "own", "own", student).score for cell in ("q1", "q2", "check-tanh_grad")
            ]
            for student in STUDENTS
        }


def test_checks_are_judged_whatever_their_cells_are_called(copied):
    assert course_grade(copied).exit_code == 0
    assert points(copied) == POINTS


def test_nbgrader_autograde_judges_them_alike(copied):
    assert nbgrader_here(copied, "autograde", "own") == 0
    assert points(copied) == POINTS


def test_an_unknown_check_is_refused_when_the_assignment_is_generated(tmp_path, capsys):
    folder = assignment(tmp_path / "class", [solution("a1", GELU), check("q1", "check(gelu)")])
    assert nbgrader_here(folder, "generate_assignment", "own") == 1
    assert (
        "The graded cell 'q1' checks gelu. There is no exercise called 'gelu'. Did you mean relu"
        in capsys.readouterr().err
    )
    assert not (folder / "release" / "own" / "own.ipynb").exists()


def test_an_exercise_that_was_renamed_is_refused_by_both_doors(copied, monkeypatch, capsys):
    known = {name.replace("sigmoid", "sigmoids"): exercise for name, exercise in all_exercises().items()}
    for module in ("autograder.grading.checks", "autograder.catalog"):
        monkeypatch.setattr(f"{module}.all_exercises", lambda: known)
    monkeypatch.setattr("autograder.catalog.exercises", lambda: list(known))
    for options in ([], ["--force"]):
        done = course_grade(copied, *options)
        assert done.exit_code == 1
        assert "own cannot be graded. The graded cell 'q1' checks sigmoid. There is no exercise" in done.stderr
        assert "Did you mean sigmoids" in done.stderr
    assert nbgrader_here(copied, "autograde", "own") == 1
    told = capsys.readouterr().err
    assert "The graded cell 'q1' checks sigmoid." in told and "Did you mean sigmoids" in told
    assert set(map(sum, points(copied).values())) == {0} and not (copied / "autograded" / "blank").exists()
