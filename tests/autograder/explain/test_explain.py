"""Exceptions are explained at the expression they come from, and no sentence says what is not so."""

import numpy as np

from autograder.exercise import Topic
from autograder.explain import explain_error
from autograder.inside.kinds import Kind
from autograder.inside.observation import Expression, Failure, Part
from tests.support.explained import explained

A, B = np.ones((5, 3)), np.ones((5, 2))


def helper(x, w):
    return x @ w


def test_an_own_helper_is_named_with_its_line():
    def outer(A, B):
        return helper(A, B)

    told = explained(outer, A, B)
    assert "`x @ w` is (5, 3) @ (5, 2)" in told
    assert "inside `helper`, at `return x @ w`" in told and "`helper(A, B)`, with `A` (5, 3) and `B` (5, 2)" in told


def test_the_expression_is_marked_in_the_functions_own_lines():
    topic = Topic("tests.trial")

    @topic.exercise(points=1, hints=["h"])
    def both_sides(A, B):
        return A.T @ B

    both_sides.cases(lambda draw: iter([(A, B)]))

    def wrong(A, B):
        half = 0.5
        return half * (A @ B) - 3 * A[0, 0]

    report = both_sides.check(wrong)
    assert report.line == 3 and report.misconception is None
    assert str(report.excerpt) == "return half * (A @ B) - 3 * A[0, 0]\n               ^^^^^"
    assert "Stopped with" in dict(report.evidence)


def test_without_positions_the_message_alone_is_explained():
    """`python -X no_debug_ranges` keeps no columns: then only the line is known."""
    failure = Failure(Kind.RAISED, "matmul: Input operand 1 has a mismatch in its core dimension 0", "ValueError")
    assert "Print both shapes" in explain_error(failure)
    for message in ("'NoneType' object is not subscriptable", "index 1 is out of bounds for axis 0 with size 1"):
        assert "single number" not in explain_error(Failure(Kind.RAISED, message, "TypeError"))


def test_an_unknown_exception_is_left_to_its_own_text():
    assert explain_error(Failure(Kind.RAISED, "my own text", "Trouble")) == ""


def test_text_of_a_hostile_expression_is_only_shown():
    """Whatever the parts of an expression claim, no rule fails on it."""
    odd = Part("`" * 20, "shape (", "= = =", 10**6)
    for message in (
        "matmul: x",
        "index 9 is out of bounds for axis 9 with size 0",
        "NoneType",
        "truth value of an array",
    ):
        for form in ("call", "index", "store", "@", "unpack", "for", "", "no such form"):
            for parts in ((), (odd,), (odd, odd, odd)):
                explain_error(
                    Failure(Kind.RAISED, message, "ValueError", expression=Expression("x" * 200, form, parts))
                )
