"""`check` in a notebook: names, hints, seeds, and what an exercise builds on."""

import subprocess
import sys

import numpy as np
import pytest

from autograder import UnknownExercise, load
from autograder.notebook import Session


@pytest.fixture(autouse=True)
def own_record(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))


@pytest.fixture
def check():
    return Session().check


def test_check_finds_the_exercise_by_the_functions_name(check):
    def double(x):
        return 2 * x

    assert check(double).passed
    assert check("double", lambda x: x + x).passed
    assert check("recall-03-2", 4).passed


def test_check_by_name_alone_takes_the_notebooks_own_function():
    assert Session(lambda: {"double": lambda x: 2 * x}).check("double").passed
    assert Session(lambda: {"recall_03_2": 4}).check("recall-03-2").passed
    assert Session(dict).check("double").to_do


def test_without_a_notebook_the_variables_are_those_of_the_script(tmp_path):
    script = tmp_path / "script.py"
    script.write_text("from autograder import check\ndef double(x):\n    return 2 * x\nprint(check('double').passed)")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


def test_an_unknown_name_is_a_report_with_a_suggestion(check):
    def sigmiod(z):
        return z

    assert "Did you mean sigmoid" in check(sigmiod).message
    assert not check(3).passed
    with pytest.raises(UnknownExercise, match="sigmoid"):
        load("sigmiod")


def test_every_new_version_reaches_the_next_hint(check):
    hints = [check("double", wrong).hint for wrong in (lambda x: x * x, lambda x: x + 2, lambda x: x / 2, lambda x: x)]
    assert hints == [*load("double").hints, load("double").hints[-1]]


def test_the_same_version_reaches_no_further_hint(check):
    reports = [check("double", lambda x: x * x) for _ in range(3)]
    assert [report.reached for report in reports] == [1, 1, 1]
    assert [report.climbed for report in reports] == [True, False, False]


def test_after_a_pass_the_hints_start_anew(check):
    check("double", lambda x: x * x)
    assert check("double", lambda x: x / 2).reached == 2
    assert check("double", lambda x: x + x).passed
    assert check("double", lambda x: x / 2).reached == 1


def test_what_is_not_written_or_is_interrupted_reaches_no_hint(check):
    def double(x):
        raise KeyboardInterrupt

    check("double", lambda x: x * x)
    for candidate in (double, ...):
        assert check("double", candidate).reached == 1
    assert check("double", lambda x: x / 2).reached == 2


def test_the_seed_is_shown_and_repeats_the_check(check):
    def weighted_sum(x, w, b):
        return 0

    first = check(weighted_sum)
    assert f"seed={first.seed}" in str(first)
    assert check(weighted_sum, seed=first.seed).evidence == first.evidence
    assert len({check(weighted_sum).seed for _ in range(5)}) > 1


def wrong_step(z):
    return (z >= 0).astype(int)


def right_step(z):
    return (z > 0).astype(int)


def predicting_with(step):
    variables = {"step": step}
    code = "def perceptron_predict(X, w, b):\n    return step(X @ w + b)"
    exec(code, variables)
    return variables


def test_an_earlier_exercise_that_is_called_and_wrong_is_named_first():
    variables = predicting_with(wrong_step)
    session = Session(lambda: variables)
    report = session.check(variables["perceptron_predict"])
    assert report.message.startswith("perceptron_predict calls step, whose own check fails: fix step first.")


def test_an_earlier_exercise_is_judged_as_it_stands_now():
    variables = predicting_with(wrong_step)
    session = Session(lambda: variables)
    session.check(variables["step"])
    variables["step"] = right_step
    assert session.check(variables["perceptron_predict"]).passed
    variables["step"] = wrong_step
    assert "fix step first" in session.check(variables["perceptron_predict"]).message


def test_an_earlier_exercise_that_is_not_called_is_not_blamed():
    def perceptron_predict(X, w, b):
        return X @ w + b >= 0

    session = Session(lambda: {"step": wrong_step})
    assert "step first" not in session.check(perceptron_predict).message


def test_warnings_are_shown_and_cost_nothing(check, capsys):
    def sigmoid(z):
        return 1 / (1 + np.exp(-np.asarray(z)))

    report = check(sigmoid)
    assert report.passed and report.score == 1
    assert any("709" in warning for warning in report.warnings)
    assert capsys.readouterr().err == ""


def test_nbgraders_validate_is_told_what_is_wrong(check, capsys, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    assert check("double", lambda x: 2 * x).passed and capsys.readouterr().err == ""
    report = check("double", lambda x: x * x)
    assert capsys.readouterr().err == f"{report.headline}\n"
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    check("double", lambda x: x * x)
    assert capsys.readouterr().err == ""


def test_a_lambda_is_checked_by_the_name_of_its_variable():
    right, wrong = (lambda x, w, b: float(np.dot(x, w)) + b), (lambda x, w, b: float(np.dot(x, w)))
    for function, passes in ((right, True), (wrong, False)):
        session = Session(variables=lambda function=function: {"weighted_sum": function}, inputs=tuple)
        assert session.check(function).passed is passes
