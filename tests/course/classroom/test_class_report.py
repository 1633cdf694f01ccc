"""What a class understood: who is where in every exercise, and what the others believe, in the check's own words."""

from autograder import load
from course.classroom.class_report import count

MISTAKE = load("weighted_sum").misconceptions[0]


def entry(student, **reports):
    return {"student": student, "failed": "", "notebooks": {"01_perceptron": {"exercises": reports}}}


def report(points, finding="", misconception=None, says="Correct."):
    return {"points": points, "of": 2.0, "finding": finding, "misconception": misconception, "says": says}


LONG = f"step builds on it. {MISTAKE.message}"
CLASS = [
    entry("a", weighted_sum=report(2.0), step=report(2.0)),
    entry("b", weighted_sum=report(0.0, "value", MISTAKE.id, LONG), step=report(2.0)),
    entry("c", weighted_sum=report(1.0, "value", MISTAKE.id, MISTAKE.message), step=report(0.0, "value", says="<b>")),
    entry("d", weighted_sum=report(0.0, "not_written"), step=report(0.0, "not_written")),
    {"student": "e", "failed": "It is no notebook.", "notebooks": {}},
    {"student": "f", "failed": "", "notebooks": {"01_perceptron": {"missing": True}}},
]


def test_everyone_is_counted_once_in_each_exercise():
    total, step = count(CLASS)
    assert (total.name, step.name) == ("weighted_sum", "step")
    assert dict(total.shares) == {"right": 1, "partly right": 1, "wrong": 1, "not written": 1}
    assert dict(total.mistakes) == {MISTAKE.id: 2} and total.unnamed == 0
    assert dict(step.shares) == {"right": 2, "wrong": 1, "not written": 1} and step.unnamed == 1
    assert total.sentences == {MISTAKE.id: MISTAKE.message} and total.who == {MISTAKE.id: ["b", "c"]}


def test_an_empty_class_has_no_exercises():
    assert count([]) == []
