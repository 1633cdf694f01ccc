"""Figures in chapters: which cells show one, and stills that follow their sources."""

import pytest

from course.errors import CourseError
from course.figures import figure_cells, is_figure, still_problems, update_stills
from course.manifest import read_book
from course.source import teacher_notebook
from playground import still
from tests.support.stills import copied_playground


@pytest.fixture
def book_with_stills(book_copy, monkeypatch):
    """A copy of the book with a copy of its stills, as in a clone of the repository."""
    copied_playground(book_copy, monkeypatch)
    update_stills(read_book(book_copy))
    return book_copy


def replace(book, source, old, new):
    path = book / "solutions" / source
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return path, text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("play.ball()", True),
        ('play.graph("y = x * w", x=-1)', True),
        ("play.graph(\n    'y = x * w',\n)", True),
        ("play.ball(my_step)", False),
        ("figure = play.ball()", False),
        ("play.ball()\nplay.graph()", False),
        ("play.ball", False),
        ("playground.ball()", False),
        ("print(play.ball())", False),
    ],
)
def test_a_cell_shows_a_figure_if_it_is_one_call_with_literal_arguments(code, expected):
    assert is_figure(code) == expected


def test_the_cells_found_in_the_sources_are_the_cells_of_the_notebooks(the_book):
    for chapter in the_book.chapters:
        found = list(figure_cells(the_book, chapter))
        cells = [cell.source for cell in teacher_notebook(the_book, chapter).cells if cell.cell_type == "code"]
        assert [cell.call for cell in found] == [code for code in cells if is_figure(code)]
        lines = the_book.source_path(chapter).read_text().splitlines()
        assert all(lines[cell.line - 1] == cell.call.splitlines()[0] for cell in found)


def test_the_stills_of_the_book_are_current(the_book):
    assert still_problems(the_book, the_book.chapters) == []
    assert update_stills(the_book) == []


def test_a_new_figure_gets_a_still_and_one_that_is_gone_loses_it(book_with_stills):
    path, line = replace(book_with_stills, "14_optimizers.py", "play.optimizers()", 'play.graph("y = x + w")')
    book = read_book(book_with_stills)
    (problem,) = still_problems(book, book.chapters)
    assert (problem.path, problem.line) == (path, line)
    assert problem.text == 'play.graph("y = x + w") has no still picture; run `course build`'
    assert update_stills(book) == [still.path_of('play.graph("y = x + w")'), still.path_of("play.optimizers()")]
    assert still_problems(book, book.chapters) == [] and update_stills(book) == []


def test_a_still_that_is_older_than_its_code_is_a_problem_of_its_chapter_alone(book_with_stills):
    module = book_with_stills / "playground" / "capacity.py"
    module.write_text(module.read_text() + "\n# changed\n")
    book = read_book(book_with_stills)
    (shows,) = (c for c in book.chapters if any(cell.call == "play.capacity()" for cell in figure_cells(book, c)))
    assert still_problems(book, [chapter for chapter in book.chapters if chapter != shows]) == []
    (problem,) = still_problems(book, [shows])
    (cell,) = (cell for cell in figure_cells(book, shows) if cell.call == "play.capacity()")
    assert (problem.path, problem.line) == (cell.path, cell.line)
    assert "the still picture of play.capacity() is older than its code" in problem.text
    assert update_stills(book) == []  # The picture is the same.
    assert still_problems(book, book.chapters) == []


@pytest.mark.parametrize("call", ["play.bal()", 'play.graph("y = cos(x)")', "play.ball(1, 2, 3)"])
def test_a_figure_that_cannot_be_drawn_is_reported_with_its_line(book_with_stills, call):
    _, line = replace(book_with_stills, "14_optimizers.py", "play.optimizers()", call)
    with pytest.raises(CourseError) as error:
        update_stills(read_book(book_with_stills))
    assert str(error.value).startswith(f"solutions/14_optimizers.py:{line}: {call} cannot be drawn: ")


def test_a_book_elsewhere_leaves_the_stills_of_the_repository_alone(book_copy):
    replace(book_copy, "14_optimizers.py", "play.optimizers()", "play.bal()")
    assert update_stills(read_book(book_copy)) == []
