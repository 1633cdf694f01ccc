"""Which exercise a graded cell checks: what it calls decides, and never its id."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.grading.checks import UnclearCheck, checked, names_called, points_of_checks, refuse_unclear_checks


def graded(source, grade_id="q1", points=2, grade=True):
    meta = {"grade": grade, "grade_id": grade_id, "points": points, "locked": True, "solution": False, "task": False}
    return new_code_cell(source, metadata={"nbgrader": meta})


@pytest.mark.parametrize(
    "source",
    ["check(sigmoid)", "check( sigmoid , seed=3)", 'check("sigmoid", f)', "assert check(sigmoid).passed",
     "import autograder\nautograder.check(sigmoid)", "# the sigmoid\ncheck(sigmoid);"],
)  # fmt: skip
def test_a_check_is_bound_by_what_its_cell_calls(source):
    assert checked(graded(source)) == "sigmoid"
    assert points_of_checks(new_notebook(cells=[graded(source)])) == {"sigmoid": 2}
    refuse_unclear_checks([("q1", source)])


def test_an_id_alone_binds_nothing():
    assert checked(graded("assert tanh_grad(0) == 1", "check-tanh_grad")) == ""


def test_a_scratch_cell_binds_nothing():
    assert checked(new_code_cell("check(sigmoid)")) == checked(graded("check(sigmoid)", grade=False)) == ""


@pytest.mark.parametrize(
    ("cells", "complaint"),
    [
        (["check(gelu)"], "checks gelu. There is no exercise called 'gelu'. Did you mean relu"),
        (["check(sigmoid), check(relu)"], "makes 2 checks"),
        (["check(relu)", "check(relu)"], "'q1' checks relu, and so does 'q0'"),
        (["check(functions['relu'])"], "no exercise called '?'"),
        (["check()"], "no exercise called '?'"),
    ],
)
def test_an_unclear_check_is_refused_with_the_near_names(cells, complaint):
    with pytest.raises(UnclearCheck) as caught:
        refuse_unclear_checks((f"q{number}", source) for number, source in enumerate(cells))
    assert complaint in str(caught.value)


def test_a_teachers_own_test_is_not_ours():
    refuse_unclear_checks([("q1", "assert sigmoid(0) == 0.5")])
    assert names_called("this is no Python") == ()
