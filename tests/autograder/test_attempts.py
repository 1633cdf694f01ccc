"""How hints are climbed: one for every new version, and a ladder of its own for every mistake."""

import pytest

from autograder.attempts import PATIENCE, Attempts
from autograder.excerpt import Excerpt
from autograder.report import Report

OWN = ("think", "shape", "nearly")


def failed(line=None, ladder=OWN):
    excerpt = Excerpt(line, "return x", 0, 8) if line else None
    return Report("f", finding="value", excerpt=excerpt, ladder=ladder)


@pytest.fixture
def climb():
    attempts = Attempts()

    def climb(report, version):
        counted = attempts.count(report, version, OWN)
        return counted.reached, counted.climbed, attempts.exhausted(counted)

    return climb


def test_a_mistake_of_its_own_line_has_its_own_ladder(climb):
    line_2, line_3 = failed(2, ("a sign", "write -x")), failed(3, ("an axis", "write axis=0"))
    assert climb(failed(), 1)[0] == 1
    assert climb(line_2, 2) == (1, True, False)
    assert climb(failed(2, ("an operator", "write +x")), 3) == (2, True, False), "the same line, still wrong"
    assert climb(line_3, 4) == (1, True, False), "another mistake does not begin with its last hint"
    assert climb(failed(), 5)[0] == 2, "the exercise's own hints go on where they were"


def test_the_same_version_stays_even_if_it_is_told_about_another_line(climb):
    assert climb(failed(2, ("one",)), 1) == (1, True, False)
    assert climb(failed(3, ("other",)), 1) == (1, True, False)
    assert climb(failed(2, ("one",)), 1) == (1, False, False)


def test_the_answer_waits_for_the_last_hint_or_for_many_versions(climb):
    assert [climb(failed(), version)[2] for version in (1, 2, 3, 4, 4)] == [False, False, False, True, True]


def test_after_many_versions_with_ever_new_mistakes_the_answer_is_offered(climb):
    offered = [climb(failed(line, ("one", "two")), line)[2] for line in range(1, PATIENCE + 2)]
    assert offered == [False] * PATIENCE + [True]


def test_a_newer_version_that_failed_in_its_cell_keeps_the_hints_and_reaches_none(climb):
    climb(failed(), 1)
    assert climb(Report("f", finding="outdated", ladder=OWN), 1) == (1, False, False)
    assert climb(failed(), 2)[0] == 2
