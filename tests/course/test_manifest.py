"""book.toml: what is read from it, and that every mistake in it names its line."""

import pytest

from course.errors import CourseError
from course.manifest import find_root, read_book

LAST = 'source = "16_capstone"'
FORWARD, BUILDS = 'source = "03_forward"', 'builds_on = ["perceptron"]'


def spoiled(root, old, new):
    path = root / "book.toml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(CourseError) as caught:
        read_book(root)
    line = int(str(caught.value).split(":")[1])
    return str(caught.value), path.read_text().splitlines()[line - 1]


def test_the_book_is_read(the_book):
    assert [c.source for c in the_book.chapters][:4] == [
        "00_start-here",
        "01_perceptron",
        "02_activations",
        "03_forward",
    ]
    assert the_book.about.language == "en"
    assert the_book.chapters[1].question == "How can a weighted sum decide?"
    assert find_root(the_book.root / "autograder") == the_book.root


@pytest.mark.parametrize(
    ("old", "new", "complaint", "line"),
    [
        ('language = "en"', 'langage = "en"', "unknown key 'langage' in [book]", 'langage = "en"'),
        ("minutes = 80", "minuets = 75", "unknown key 'minuets'", "minuets = 75"),
        ("minutes = 80", 'minutes = "75"', "'minutes' must be a whole number", 'minutes = "75"'),
        ("minutes = 80\n", "", "[[chapters]] has no 'minutes'", "[[chapters]]"),
        ('language = "en"', "language = []", "'language' must be text in quotes", "language = []"),
        (LAST, 'source = "16_finale"', "solutions/16_finale.py does not exist", 'source = "16_finale"'),
        (FORWARD, 'source = "03_activations"', "listed twice", 'source = "03_activations"'),
        (FORWARD, 'source = "02_forward"', "run `course renumber` to number by position", 'source = "02_forward"'),
        (FORWARD, 'source = "forward"', "not of the form NN_topic", 'source = "forward"'),
        (BUILDS, 'builds_on = ["forward"]', "not a chapter before it. Move one", 'builds_on = ["forward"]'),
        (BUILDS, 'builds_on = ["preceptron"]', "Did you mean perceptron", 'builds_on = ["preceptron"]'),
        ("[book]", "[bok]", "unknown table 'bok'", "[bok]"),
        ('title = "Activations"', 'title = "Activations', "not valid TOML", 'title = "Activations'),
    ],
)  # fmt: skip
def test_mistakes_name_their_line(book_copy, old, new, complaint, line):
    text, shown = spoiled(book_copy, old, new)
    assert text.startswith("book.toml:") and complaint in text
    assert shown == line


def test_a_source_that_is_not_listed_is_an_error(book_copy):
    (book_copy / "solutions" / "99_extra.py").write_text("# %%\n")
    with pytest.raises(CourseError, match="99_extra.py is not listed"):
        read_book(book_copy)
