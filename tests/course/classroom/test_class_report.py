"""The picture of a class: who is where in every exercise, and what the others believe, in the check's own words."""

from autograder import load
from course.classroom.class_report import SHARES, count, page

MISTAKE = load("weighted_sum").misconceptions[0]


def entry(student, **reports):
    return {"student": student, "failed": "", "notebooks": {"01_perceptron": {"exercises": reports}}}


def report(points, finding="", misconception=None, says="Correct."):
    return {"points": points, "of": 2.0, "finding": finding, "misconception": misconception, "says": says}


CLASS = [
    entry("a", weighted_sum=report(2.0), step=report(2.0)),
    entry(
        "b", weighted_sum=report(0.0, "value", MISTAKE.id, f"step builds on it. {MISTAKE.message}"), step=report(2.0)
    ),
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
    assert total.sentences == {MISTAKE.id: MISTAKE.message}


def test_the_page_shows_the_hardest_first_with_the_sentence_of_the_mistake():
    text = page("01_perceptron", CLASS)
    assert text.index("weighted_sum") < text.index(">step<")
    assert "<b>2</b>" in text and "5 students" in text and all(color in text for color in SHARES.values())
    assert "1 right, 1 partly right, 1 wrong, 1 not written" in text
    assert "<b>1</b>(a mistake of another kind)" in text and "<b></b>" not in text


def test_an_empty_class_is_a_page_too():
    assert "0 students" in page("01_perceptron", [])
