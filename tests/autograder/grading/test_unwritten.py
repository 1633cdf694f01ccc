"""An answer that is not there: what the notebook has in its place is said."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.grading.grade import grade_notebook
from autograder.grading.sandbox import Sandbox
from tests.support.classes import needs_a_sandbox

needs_a_sandbox()

pytestmark = pytest.mark.xdist_group("sandbox")  # These tests share what is slow to make.


@pytest.fixture(scope="module")
def box():
    with Sandbox() as box:
        yield box


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("def Relu(z):\n    return z", "There is no `relu`, but a `Relu`."),
        ("%matplotlib inline\ndef rellu(z):\n    return z", "There is no `relu`, but a `rellu`."),
        ("def my_relu(z):\n    return z", "There is no `relu`, but a `my_relu`."),
        ("def r\u0435lu(z):\n    return z", "The `\u0435` in the name `r\u0435lu` is a letter of another alphabet"),
        ("\fdef relu(z):\n    return z\x1a", "The newest version of `relu` has a syntax error"),
        ("from my_network import relu", "`relu` was to be imported from my_network, and that failed here."),
        ("from autograder.answers.activations import relu", "`relu` was to be imported from autograder.answers"),
        ("x = 1", "Not written yet"),
        ("def relu_grad(z):\n    return z", "Not written yet"),  # Another exercise of the course.
        ("def average(z):\n    return z", "Not written yet"),
    ],
)
def test_what_stands_in_its_place_is_said(box, source, said):
    cells = [new_code_cell(source)]
    report = grade_notebook(new_notebook(cells=cells), box, wanted={"relu": 1}, seed=1).reports["relu"]
    assert report.headline.startswith(said) and report.earned == 0
