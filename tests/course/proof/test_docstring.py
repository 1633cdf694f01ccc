"""Every docstring describes all parameters and the result, and each omission is reported in a sentence."""

from pathlib import Path

import pytest

from autograder import exercises, load
from course.proof.docstring import docstring_problems
from tests.support.docstrings import docstrings

WHOLE = """Leaky ReLU, element by element.

z : array of any shape
alpha : number, 0 < alpha < 1
returns : the same shape
"""


def complaints(docstring, name="leaky_relu"):
    return [str(problem) for problem in docstring_problems(load(name), docstring, Path("02.py"), 9)]


def test_every_exercise_describes_itself(the_book):
    seen = set()
    for exercise, docstring, path in docstrings(the_book):
        assert docstring_problems(exercise, docstring, path, 1) == []
        seen.add(exercise.name)
    assert seen == {name for name in exercises() if not load(name).is_value}


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("Leaky ReLU, element by element.", "", "must begin with one line"),
        ("element by element.", "element\nby element.", "must begin with one line"),
        ("z : array of any shape", "", "must describe the parameter z: `z : array, shape (n,)`"),
        ("z : array of any shape", "z :", "must describe the parameter z"),
        ("alpha :", "alph :", "must describe the parameter alpha"),
        ("returns :", "it is", "must say what is returned"),
    ],
)
def test_each_omission_is_reported(old, new, complaint):
    assert complaints(WHOLE) == []
    (found,) = complaints(WHOLE.replace(old, new, 1))
    assert found.startswith("02.py:9: the docstring of leaky_relu ") and complaint in found


def test_parameters_may_share_a_line_and_a_name_inside_another_does_not_count():
    assert complaints("The sum.\n\ny, t : arrays\nreturns : number", "sse") == []
    assert len(complaints("The sum.\n\nyy, target : arrays\nreturns : number", "sse")) == 2
