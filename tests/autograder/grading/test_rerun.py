"""The search for a change runs in the sandbox as in a notebook, within its time, and believes nothing it is told."""

import ast

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder import load
from autograder.grading.grade import grade_notebook
from autograder.grading.rerun import SandboxRerun
from autograder.grading.run import SECONDS_OF_SEARCH
from autograder.grading.sandbox import Sandbox
from autograder.search import proof
from tests.support.classes import needs_a_sandbox

needs_a_sandbox()
pytestmark = pytest.mark.xdist_group("sandbox")  # These tests share one.

IMPORTS = "import numpy as np\n"
NO_BIAS = """
def weighted_sums(X, w, b):
    result = []
    for row in X:
        total = 0
        for i in range(len(w)):
            total += row[i] * w[i]
        result.append(total)
    return np.array(result)
"""
LIES = """
import autograder.inside.child as child
child.rerun = lambda *args, **options: [{"value": 1.0, "failure": None}] * 99
"""


@pytest.fixture(scope="module")
def box():
    with Sandbox() as box:
        yield box


def graded(box, *sources, wanted=("weighted_sums",)):
    cells = [new_code_cell(source) for source in sources]
    return grade_notebook(new_notebook(cells=cells), box, seed=5, wanted=dict.fromkeys(wanted, 1)).reports


def test_a_mistake_nobody_listed_is_found_at_its_line(box, monkeypatch):
    monkeypatch.setattr("autograder.grading.run.SECONDS_OF_SEARCH", 20)  # However busy the machine is.
    report = graded(box, IMPORTS, NO_BIAS)["weighted_sums"]
    assert not report.passed and report.score == 0
    assert report.line == 7 and "line 7" in report.headline


def test_a_submission_that_lies_about_changed_versions_wins_nothing(box):
    reports = graded(box, IMPORTS, NO_BIAS, LIES)
    assert reports["weighted_sums"].score == 0 and reports["weighted_sums"].headline


def test_the_search_leaves_the_submission_as_it_was(box):
    changes = (
        IMPORTS + "kept = np.zeros(2)\ndef step(z):\n    kept[:] += 1\n    return (np.asarray(z) >= kept[0] * 0)\n"
    )
    report = graded(box, changes, wanted=("step",))["step"]
    assert not report.passed


def test_all_searches_of_a_submission_share_their_time(box, monkeypatch):
    names = ("weighted_sum", "weighted_sums", "perceptron_predict", "perceptron_update")
    strange = [IMPORTS + f"def {n}(*{'a'}): return np.sin(sum(map(np.sum, a)))" for n in names]
    graded(box, strange[0])
    clock = proof.time.monotonic  # It counts the looks at it.
    monkeypatch.setattr("autograder.grading.run.time", proof.time)
    begun = clock()
    reports = graded(box, *strange, wanted=names)
    assert SECONDS_OF_SEARCH / 2 < clock() - begun < 1.5 * SECONDS_OF_SEARCH
    assert not any(report.passed for report in reports.values())


def test_a_right_answer_is_not_searched(box):
    reports = graded(box, IMPORTS, "def weighted_sums(X, w, b):\n    return X @ w + b")
    assert reports["weighted_sums"].passed and load("weighted_sums").points == 2


@pytest.mark.parametrize(
    ("source", "sent"),
    [
        ("def f(x):\n    'Twice x.'\n    return 2 * x", "def f(x):\n    return 2 * x"),
        ("def f(x):\n    return 'Twice x.'", "def f(x):\n    return 'Twice x.'"),
        ("def f(x):\n    'Twice x.'", 'def f(x):\n    """Twice x."""'),
    ],
)
def test_a_version_goes_into_the_sandbox_without_its_docstring(source, sent):
    tree = ast.parse(source)
    assert SandboxRerun(None, "f", (), 1.0).version(tree).form == sent
    assert ast.dump(tree) == ast.dump(ast.parse(source))  # Passages are told by the tree as it is.
