"""What is proved of the manifest and of a chapter's source: each rule catches a contribution that breaks it."""

import pytest

from autograder import load
from course.manifest import read_book
from course.proof.book import chapter_problems, manifest_problems


def spoil(path, old, new):
    """Replace the first occurrence; the line on which it stood."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return text[: text.index(old)].count("\n") + 1


def problems(root, topic="perceptron"):
    book = read_book(root)
    return chapter_problems(book, book.chapter(topic))


def test_the_book_as_it_is_has_no_problem(the_book):
    assert manifest_problems(the_book) == []
    assert [problem for chapter in the_book.chapters for problem in chapter_problems(the_book, chapter)] == []


def test_a_link_that_leads_nowhere_is_told_with_its_line(book_copy):
    path = book_copy / "solutions" / "01_perceptron.py"
    line = spoil(
        path, "# ## The idea\n", "# ## The idea\n# See [the map](map.png), [this](#the-idea), [that](https://a.b).\n"
    )
    (problem,) = problems(book_copy)
    assert problem.text == "this link leads nowhere: map.png" and problem.path == path and problem.line == line + 1


def test_a_passage_still_to_be_written_is_told(book_copy):
    line = spoil(book_copy / "solutions" / "01_perceptron.py", "# ## The idea\n", "# ## The idea\n#\n# ...\n#\n")
    (problem,) = problems(book_copy)
    assert "write this passage" in problem.text and problem.line == line + 2


def test_a_figure_without_a_still_is_told(book_copy):
    line = spoil(book_copy / "solutions" / "01_perceptron.py", "play.perceptron()", "play.perceptron(7)")
    (problem,) = problems(book_copy)
    assert problem.text == "play.perceptron(7) has no still picture; run `course build`" and problem.line == line


@pytest.mark.parametrize("count", [2, 7])
def test_a_chapter_asks_three_to_six_questions(the_book, monkeypatch, count):
    chapter = the_book.chapter("perceptron")
    questions = [load("recall-01-1")] * count
    monkeypatch.setattr("course.proof.book.exercises_of", lambda topic: questions)
    assert [p.text for p in chapter_problems(the_book, chapter)] == [
        f"this chapter has {count} questions to recall; it must have 3 to 6 (`topic.recall`)"
    ]


def test_what_a_new_chapter_leaves_open_in_the_manifest_is_told(book_copy):
    line = spoil(book_copy / "book.toml", 'question = "How can a weighted sum decide?"', 'question = "..."')
    (problem,) = manifest_problems(read_book(book_copy))
    assert problem.text.startswith("write the question of this chapter") and problem.line == line


def test_answers_to_no_chapter_are_told(book_copy):
    path = book_copy / "book.toml"
    text = path.read_text()
    path.write_text(text[: text.rindex("[[chapters]]")])
    (book_copy / "solutions" / "16_capstone.py").unlink()
    (problem,) = manifest_problems(read_book(book_copy))
    assert "there is no chapter 'capstone' in book.toml" in problem.text
