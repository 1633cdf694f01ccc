"""Syntax errors in plain words, with the place marked."""

import pytest

from autograder.syntax import explain_syntax, marked_line


def error_in(text):
    with pytest.raises(SyntaxError) as caught:
        compile(text, "<cell>", "exec")
    return caught.value


@pytest.mark.parametrize(
    ("body", "words", "line", "marked"),
    [
        ("return (x + 1", "never closed", 2, "("),
        ("return x)", "never opened", 2, ")"),
        ("return [x)", "another kind", 2, ")"),
        ("if x = 2:\n        return x", "`==`", 2, "x = 2"),
        ("return\u00a0x", "is invisible", 2, "\u00a0"),
        ("return x\u200b + 1", "is invisible", 2, "\u200b"),
        ("y = 1\n<<<<<<< HEAD\n    return y", "unfinished merge", 3, "<<"),
        ("return x²", "`x ** 2`", 2, "²"),
        ("return x − 1", "Type `-`", 2, "−"),  # noqa: RUF001
        ("return x × 2", "`*`", 2, "×"),  # noqa: RUF001
        ("return “x”", "quotation marks", 2, "“"),
        ("return 2x", "`*` is missing", 2, "2"),
        ("if x:\n        return 1\n    else if x:\n        return 2", "`elif`", 4, "if"),
        ("x++\n    return x", "`x += 1`", 2, "+"),
        ("if x && x:\n        return x", "`and`", 2, "&"),
        ("return x +", "after the operator", 2, "+"),
        ("y =\n    return y", "a value is missing", 2, "="),
        ("return = x", "without `=`", 2, "="),
        ("for i in range(3)\n        x += i", "colon is missing", 2, ")"),
        ("y = 1\n      return y", "indented further", 3, "return y"),
        ("if x:\n        y = 1\n      return y", "nor like any block", 4, "return y"),
        ("2 * x = y", "on the left of `=`", 2, "2 * x"),
        ("return [1, 2 x]", "something is missing", 2, "2 x"),
        ("return 'a", "closing quotation mark", 2, "'"),
        ("print x", "parentheses", 2, "print x"),
        ("While x:\n        x", "small letters", 2, "x"),
        ("return x y", "from the marked place on", 2, "y"),
    ],
)
def test_the_classics_are_explained_in_plain_words(body, words, line, marked):
    text = f"def f(x):\n    {body}\n"
    error = error_in(text)
    excerpt = marked_line(text, error)
    assert words in explain_syntax(error, text)
    assert (excerpt.line, excerpt.text[excerpt.start : excerpt.end]) == (line, marked)


def test_a_missing_colon_after_def_and_a_missing_body_are_shown_where_they_are():
    missing = "def f(x)\n    return x"
    assert marked_line(missing, error_in(missing)).text == "def f(x)"
    empty = "def f(x):\nreturn x"
    assert "indented" in explain_syntax(error_in(empty), empty)
    assert marked_line(empty, error_in(empty)).line == 2


def test_what_has_no_words_of_ours_is_said_in_pythons():
    text = "def f(x):\n    global x\n    return x"
    assert explain_syntax(error_in(text), text) == "name 'x' is parameter and global."


def test_an_error_without_a_line_has_no_excerpt():
    assert marked_line("", SyntaxError("invalid syntax")) is None
