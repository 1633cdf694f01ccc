"""Whether the function that stands is the newest one, and what is said if it is not."""

import numpy as np
import pytest

from autograder.newest import unfinished
from tests.support.written import Notebook

STUB = "def double(x):\n    raise NotImplementedError\n"
RIGHT = "def double(x):\n    return 2 * x\n"
WRONG = "def double(x):\n    return x * x\n"
COLON = "def double(x)\n    return 2 * x\n"


@pytest.fixture(autouse=True)
def own_record(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))


def test_a_right_function_that_was_broken_in_a_newer_run_is_not_passed():
    notebook = Notebook(STUB, RIGHT)
    assert notebook.check().passed
    notebook.run("def double(x):\n    y = (2 * x\n    return y")
    report = notebook.check()
    assert not report.passed and report.score == 0 and report.line == 2
    assert report.headline == (
        "The newest version of `double` has a syntax error in line 2: this bracket is opened and never closed. "
        "Python kept the older version, which is not judged here."
    )
    notebook.run(RIGHT)
    assert notebook.check().passed


def test_a_first_attempt_with_a_syntax_error_is_not_called_unwritten():
    report = Notebook(STUB, COLON).check()
    assert report.finding == "outdated" and not report.to_do and "colon is missing" in report.message


@pytest.mark.parametrize("define", ["Def", "de", "define", "function", "async def"])
def test_a_misspelled_def_is_a_definition(define):
    assert Notebook(STUB, f"{define} double(x) return 2 * x").unfinished()


def test_a_function_that_was_never_defined_is_found_by_name():
    found = Notebook(COLON).unfinished()
    assert "line 1" in found.headline and "older" not in found.headline
    assert Notebook().unfinished() is None


def test_a_newer_cell_that_raised_before_the_definition_is_seen():
    report = Notebook(RIGHT, f"1 / 0\n{WRONG}").check()
    assert "stopped with an error before the function was defined" in report.headline and report.line is None
    assert "older version" in Notebook(RIGHT, "def double(x=missing):\n    return x").check().headline


def test_an_answer_by_value_with_a_syntax_error_is_seen():
    notebook = Notebook("recall_03_2 = 4", "recall_03_2 = 4 4")
    report = notebook.session().check("recall-03-2", notebook.variables["recall_03_2"])
    assert "syntax error in line 1" in report.message
    assert "older version" in unfinished("recall_01_4", np.array([1, 2]), ["recall_01_4 = [1, 2"]).headline
    assert Notebook("recall_03_2 = 4 4", "recall_03_2 = 4").unfinished("recall_03_2") is None


@pytest.mark.parametrize(
    "cells",
    [
        [RIGHT],
        [COLON, RIGHT],
        [RIGHT, WRONG, RIGHT],
        [RIGHT, "print(double(3)"],  # A syntax error in another cell that only calls it.
        [RIGHT, "double(3) = 6"],
        [RIGHT, "def redouble(x)\n    return double(x)"],
        [RIGHT, "def other():\n    double = 3\n    return double"],
        [RIGHT, "1 / 0\nprint(double(2))"],
        [RIGHT, f"{WRONG}\n1 / 0"],  # It raised after the definition.
        [RIGHT, COLON, "double = lambda x: x + x"],
        [RIGHT, COLON, "from math import sqrt as double"],
        [RIGHT, f"{WRONG}\n{RIGHT}"],
        [RIGHT, f"import functools\n@functools.cache\n{RIGHT}"],
        [RIGHT, f"if True:\n    {RIGHT.replace(chr(10), chr(10) + '    ')}"],
        [f"# A comment about it.\n{RIGHT}", f"x = '\\d'\n{RIGHT}"],
        [RIGHT, f"class Box:\n    {WRONG.replace(chr(10), chr(10) + '    ')}"],
        [RIGHT, "double == 3"],
        [RIGHT, "\0double"],
    ],
)
def test_nothing_is_said_of_a_function_that_is_the_newest(cells):
    assert Notebook(*cells).unfinished() is None


def test_where_the_function_came_another_way_nothing_is_said():
    """A widget or a magic of somebody's own may define functions of which the history knows nothing."""
    notebook = Notebook(STUB, COLON)
    exec("def double(x):\n    return x + x", notebook.variables)
    assert notebook.unfinished() is None


def test_a_cell_below_a_magic_is_read_too():
    """IPython keeps such a cell as a call, with the cell's text in quotes."""

    def magic(name, body):
        return f"get_ipython().run_cell_magic({name!r}, '', {body!r})\n"

    standing = Notebook(RIGHT).variables["double"]
    assert "line 2" in unfinished("double", standing, [RIGHT, magic("time", COLON)]).headline
    assert unfinished("double", standing, [magic("time", RIGHT), COLON])
    assert unfinished("double", standing, [COLON, magic("time", RIGHT)]) is None
    assert unfinished("double", standing, [RIGHT, magic("html", "<p>double")]) is None
    assert unfinished("double", standing, [RIGHT, "get_ipython().run_cell_magic(double)\n1"]) is None


def test_another_function_than_the_notebooks_own_is_judged_by_itself():
    notebook = Notebook(RIGHT, COLON)
    assert notebook.session().check("double", lambda x: 2 * x).passed


def test_a_broken_newer_version_of_a_function_it_builds_on_is_blamed():
    step = "def step(z):\n    return (z >= 0).astype(int)\n"
    notebook = Notebook(step, "def perceptron_predict(X, w, b):\n    return step(X @ w + b)\n", step.replace("):", ")"))
    assert "calls step, whose own check fails" in notebook.check("perceptron_predict").headline
    notebook.run(step.replace(">=", ">"))
    assert notebook.check("perceptron_predict").passed
