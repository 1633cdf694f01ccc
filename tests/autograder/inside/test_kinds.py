"""The kinds of findings: what one enumeration says about all of them."""

import pytest

from autograder import load
from autograder.findings import Finding
from autograder.inside.kinds import Kind
from autograder.inside.observation import Failure, Observation
from autograder.trial import Trial
from autograder.wording import sentence


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_sentence_without_gaps(kind):
    exercise = load("double")
    failed = Observation(failure=Failure(kind, "message", "SomeError", "function"), changed=(0,))
    trial = Trial(exercise, tuple(exercise.draw_cases(1)[:1]), (failed,))
    text = sentence(trial, Finding(kind, 0))
    assert len(text) > 6 and "{" not in text


def test_kinds_are_texts_and_keep_their_order():
    assert Kind("value") is Kind.VALUE == "value"
    assert [kind.order for kind in Kind] == list(range(len(Kind)))
    assert Kind.TYPE.order < Kind.SHAPE.order < Kind.FINITE.order < Kind.VALUE.order < Kind.CHANGED.order


def test_only_what_a_function_does_besides_halves_the_score():
    assert {kind for kind in Kind if kind.halves} == {Kind.CHANGED, Kind.RNG, Kind.AGAIN}
