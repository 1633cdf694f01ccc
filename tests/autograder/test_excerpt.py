"""A line of the learner's function, with the right part marked whatever stands before it."""

from autograder.excerpt import excerpt_of
from autograder.inside.observation import Source, Span

SOURCE = Source("def f(x):\n    größe = x + 1\n    return größe / (x +\n        2)\n")


def marked(span):
    excerpt = excerpt_of(SOURCE, span)
    return excerpt.text[excerpt.start : excerpt.end]


def test_the_marked_part_is_the_passage_without_the_indentation():
    excerpt = excerpt_of(SOURCE, Span(1, 4, 1, 5))
    assert (excerpt.line, excerpt.text, excerpt.start, excerpt.end) == (1, "def f(x):", 4, 5)
    assert str(excerpt) == "def f(x):\n    ^"


def test_columns_count_bytes_as_python_does():
    column = len("    größe = ".encode())
    assert marked(Span(2, column, 2, column + 5)) == "x + 1"


def test_of_a_passage_over_several_lines_the_first_is_quoted():
    column = len("    return größe / ".encode())
    assert marked(Span(3, column, 4, 10)) == "(x +"


def test_a_line_that_does_not_exist_is_no_excerpt():
    assert excerpt_of(SOURCE, Span(9, 0, 9, 1)) is None
