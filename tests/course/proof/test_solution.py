"""Every solution has its reference's signature and passes; and one that does not is reported with its line."""

import pytest

from autograder import load
from course.answers import exercises_of
from course.manifest import read_book
from course.proof.solution import docstring_problems_of, read_solutions, solution_problems
from tests.support import ROOT

CHAPTERS = sorted(path.stem for path in (ROOT / "solutions").glob("*.py"))


@pytest.mark.parametrize("source", CHAPTERS)
def test_the_solutions_are_right(the_book, source):
    chapter = the_book.chapter(source)
    solutions = read_solutions(the_book, chapter)
    for exercise in exercises_of(chapter.topic):
        assert solution_problems(exercise, solutions[exercise.name]) == []
        assert docstring_problems_of(exercise, solutions[exercise.name]) == []


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("def step(z):", "def step(Z):", "is written as step(Z), its reference as step(z)"),
        ("def step(z):", "def step(z, at=0):", "is written as step(z, at=0), its reference as step(z)"),
        ("def step(z):", "def stepp(z):", "does not define step"),
        ("return (z > 0).astype(int)", "return (z >= 0).astype(int)", "the solution of step fails its own check"),
        ("return (z > 0).astype(int)", "raise NotImplementedError", "write the solution of step"),
        ("return (z > 0).astype(int)", "return (z > 0", "the solution of step cannot be run: SyntaxError"),
    ],
)
def test_a_wrong_solution(book_copy, old, new, complaint):
    path = book_copy / "solutions" / "01_perceptron.py"
    path.write_text(path.read_text().replace(old, new, 1))
    book = read_book(book_copy)
    solution = read_solutions(book, book.chapter("perceptron"))["step"]
    (problem,) = solution_problems(load("step"), solution)
    assert complaint in problem.text
    assert path.read_text().splitlines()[problem.line - 1] == '# %% exercise="step"'


def test_a_docstring_that_is_missing(book_copy):
    path = book_copy / "solutions" / "01_perceptron.py"
    path.write_text(
        path.read_text().replace('"""The step function, element by element: 0 where', '"""...\n\n    0 where')
    )
    book = read_book(book_copy)
    solution = read_solutions(book, book.chapter("perceptron"))["step"]
    (problem,) = docstring_problems_of(load("step"), solution)
    assert "write the docstring of step" in problem.text
