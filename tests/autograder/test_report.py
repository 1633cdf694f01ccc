"""How a report shows itself: in a kernel, in a terminal, to nbgrader, and with hostile text in it."""

import re
from dataclasses import replace

import pytest

from autograder import check, load
from autograder.card import NOT_WRITTEN, NOT_YET, PASSED
from autograder.excerpt import Excerpt
from autograder.report import ModelAnswer, Report


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
    assert text.startswith("[not yet] double (0 of 1 point)\nYou squared the number")
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


def test_partial_points_are_exact_for_nbgrader_and_short_for_people(monkeypatch):
    shown = bundle(Report("x", score=8 / 9, points=3), monkeypatch)
    assert shown["text/plain"] == "2.6667"
    assert "2.67 of 3 points" in shown["text/html"] and "2.67 of 3 points" in str(Report("x", score=8 / 9, points=3))


def test_backticks_become_code_in_the_card_and_stay_in_plain_text(monkeypatch):
    report = Report("x", finding="value", headline="Write `a < b`, not ` <b> `.", ladder=("Use `&`.",))
    card = bundle(report, monkeypatch)["text/html"]
    assert re.search(r"Write <code[^>]*>a &lt; b</code>, not", card) and re.search(
        r"Use <code[^>]*>&amp;</code>\.", card
    )
    assert "`" not in card and "<b>" not in card
    assert "Write `a < b`" in str(report) and "Use `&`." in str(report)


def test_the_marked_part_of_a_line_is_underlined_everywhere_and_named_for_screen_readers(monkeypatch):
    report = Report("x", finding="value", headline="h", excerpt=Excerpt(3, "return a<b", 7, 10))
    assert str(report).endswith("  Line 3: return a<b\n                 ^^^")
    card = bundle(report, monkeypatch)["text/html"]
    assert re.search(r"marked: </span><mark style=[^>]*underline[^>]*>a&lt;b</mark><span", card)


def test_only_a_hint_that_was_just_reached_is_new(monkeypatch):
    report = Report("x", finding="value", ladder=("one", "two", "three"), reached=2)
    assert ">new<" not in report.to_html()
    card = replace(report, climbed=True).to_html()
    assert card.count(">new<") == 1 and card.index("Hint 2 of 3") < card.index(">new<") and "Hint 3" not in card
    assert ">new<" not in replace(report, climbed=True, reached=4).to_html()


def test_the_model_answer_is_folded_and_escaped():
    card = Report("x", model=ModelAnswer("def x(a):\n    return a < 1", "Because of `a`.")).to_html()
    assert re.search(r"<details[^>]*><summary[^>]*>One way to write it, and why</summary>", card)
    assert "return a &lt; 1" in card and "and why" not in Report("x", model=ModelAnswer("y")).to_html()


def test_repeating_a_failed_check_is_offered_for_functions_only():
    assert "check(double, seed=" in str(load("double").check(wrong))
    assert "seed=" not in str(load("recall-03-2").check(9))
    assert "seed=" not in str(check("recall-03-2", 4))
