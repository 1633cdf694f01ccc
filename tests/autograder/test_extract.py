"""A part of the learner's library becomes a file of its own, and a sentence says so, or why not."""

import runpy

import pytest

from autograder import extract
from autograder.my_network import FILE

LIBRARY = '''"""My own."""

import itertools, math
import numpy as np
from functools import cache

FLOOR = 0


def bend(z):
    """From 0 on."""
    return np.maximum(z, FLOOR)  # my comment


def unused(z):
    return itertools.count(z)


@cache
def relu(z):
    return bend(z) + math.floor(0.5)
'''


def test_what_a_function_needs_comes_along_in_the_files_order_and_nothing_else(tmp_path):
    (tmp_path / FILE).write_text(LIBRARY)
    said = extract("relu", into="mine.py", main='\nif __name__ == "__main__":\n    found = relu(-3)\n', folder=tmp_path)
    assert said == "mine.py holds 2 of your 3 functions. It has 22 lines, where your my_network.py has 21."
    code = (tmp_path / "mine.py").read_text()
    assert (
        code.startswith('"""Taken from my my_network.py: relu, with all that they call."""\n\n')
        and "# my comment" in code
    )
    assert "itertools" not in code and "unused" not in code
    assert code.index("import math") < code.index("FLOOR = 0") < code.index("def bend") < code.index("@cache")
    assert runpy.run_path(tmp_path / "mine.py", run_name="__main__")["found"] == 0


@pytest.mark.parametrize(
    ("library", "says"),
    [
        (None, "there is no my_network.py beside this notebook that can be read."),
        ("x = (", "there is no my_network.py beside this notebook that can be read."),
        (LIBRARY, "your my_network.py lacks sigmoid, tanh. Each joins it when its check passes."),
    ],
)
def test_why_nothing_was_written(tmp_path, library, says):
    if library:
        (tmp_path / FILE).write_text(library)
    assert extract("relu", "sigmoid", "tanh", into="mine.py", folder=tmp_path) == f"mine.py was not written: {says}"
    assert not (tmp_path / "mine.py").exists()


def test_a_file_that_cannot_be_written_and_a_script(tmp_path):
    (tmp_path / FILE).write_text(LIBRARY)
    assert "mine.py holds" in extract("relu", into="mine.py", folder=tmp_path)
    assert "mine.py holds" in extract("bend", into="mine.py", folder=tmp_path)
    taken = extract("relu", into=FILE, folder=tmp_path)
    assert taken.endswith("it is there already, and not by `extract`. Choose another name.")
    assert (tmp_path / FILE).read_text() == LIBRARY
    (tmp_path / "mine.py").unlink()
    (tmp_path / "mine.py").mkdir()
    assert extract("relu", into="mine.py", folder=tmp_path).startswith("mine.py was not written: ")
    assert extract("relu", into="mine.py") == "mine.py is written where you work, beside your my_network.py."
