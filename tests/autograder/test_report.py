"""How a report shows itself: in a kernel, in a terminal, to nbgrader, and with hostile text in it."""

import re

import pytest

from autograder import check, load
from autograder.card import NOT_WRITTEN, NOT_YET, PASSED
from autograder.report import Report


@pytest.fixture(autouse=True)
def own_record(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))


def wrong(x):
    return x * x


def bundle(report, monkeypatch, kernel=True):
    monkeypatch.setattr("autograder.report._in_kernel", lambda: kernel)
    return report._repr_mimebundle_()


def test_in_a_kernel_text_plain_is_the_points_and_nothing_else(monkeypatch):
    exercise = load("hidden_layer")
    full = exercise.check(exercise.reference)
    half = exercise.check(lambda X, V, a: (X @ V + a, 0 * (X @ V)))
    none = exercise.check(...)
    assert [bundle(r, monkeypatch)["text/plain"] for r in (full, half, none)] == ["2", "1", "0"]


def test_in_a_terminal_text_plain_is_the_report(monkeypatch):
    text = bundle(load("double").check(wrong), monkeypatch, kernel=False)["text/plain"]
    assert text.startswith("[not yet] double (0 of 1 points)\nYou squared the number")
    assert "Hint 1 of 3" in text and "seed=" in text


def test_the_card_says_in_words_what_its_color_says(monkeypatch):
    exercise = load("double")
    for answer, word in ((exercise.reference, "Passed"), (wrong, "Not yet"), (..., "To do")):
        card = bundle(exercise.check(answer), monkeypatch)["text/html"]
        assert f"<strong>{word}</strong>" in card
        assert f'aria-label="Check of double: {word}"' in card
        assert "color:#" not in card.replace("border-left", ""), "text must take the theme's color"


def test_the_learners_text_is_escaped(monkeypatch):
    def double(x):
        print("<script>alert(1)</script>")
        raise ValueError("<b onmouseover=alert(1)>")

    card = bundle(load("double").check(double), monkeypatch)["text/html"]
    assert "<script>" not in card and "<b onmouseover" not in card
    assert "&lt;script&gt;" in card and "&lt;b onmouseover" in card


def test_the_hint_is_folded(monkeypatch):
    card = bundle(load("double").check(wrong), monkeypatch)["text/html"]
    assert re.search(r"<details[^>]*><summary[^>]*>Hint 1 of 3</summary>", card)


def luminance(color):
    def channel(value):
        value /= 255
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(int(color[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("color", [PASSED, NOT_YET, NOT_WRITTEN])
def test_colors_have_contrast_in_both_themes(color):
    """WCAG asks 3:1 for graphical objects; JupyterLab's papers are white and #111111."""
    for paper in ("#ffffff", "#111111"):
        light, dark = sorted((luminance(color), luminance(paper)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3


def test_partial_points_are_a_float_nbgrader_can_read():
    assert Report("x", score=1 / 3, points=2).earned == pytest.approx(0.6667)


def test_repeating_a_failed_check_is_offered_for_functions_only():
    assert "check(double, seed=" in str(load("double").check(wrong))
    assert "seed=" not in str(load("recall-03-2").check(9))
    assert "seed=" not in str(check("recall-03-2", 4))
