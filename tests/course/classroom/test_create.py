"""nbgrader for real: create a course, hand out, hand in three times, autograde, feedback, points exactly right."""

from itertools import islice

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder import load
from course.classroom.create import create_classroom
from course.errors import CourseError
from tests.support import ROOT
from tests.support.classes import nbgrader, nbgrader_here

ASSIGNMENT = "02_activations"

pytestmark = pytest.mark.xdist_group("classroom")  # These tests share what is slow to make.


@pytest.fixture(scope="module")
def classroom(the_book, tmp_path_factory):
    """A course of which the first three chapters are handed out: nbgrader takes a second for each."""
    folder = tmp_path_factory.mktemp("teacher") / "class"
    released = list(islice(create_classroom(the_book, folder), 3))
    assert released == [chapter.source for chapter in the_book.chapters[:3]] and released[-1] == ASSIGNMENT
    return folder


def hand_in(folder, student, solved):
    """A submission in which the answers in `solved` are the teacher's and the rest as handed out."""
    name = f"{ASSIGNMENT}.ipynb"
    notebook = nbformat.read(folder / "release" / ASSIGNMENT / name, as_version=4)
    answers = {c.id: c.source for c in nbformat.read(folder / "source" / ASSIGNMENT / name, as_version=4).cells}
    for cell in notebook.cells:
        if cell.id in solved:
            cell.source = answers[cell.id]
    path = folder / "submitted" / student / ASSIGNMENT / name
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)


def released_are_the_committed_ones(folder, chapters):
    for chapter in chapters:
        released = folder / "release" / chapter.source / f"{chapter.source}.ipynb"
        assert released.read_text() == (ROOT / "chapters" / f"{chapter.source}.ipynb").read_text()


def test_releases_are_the_committed_chapters(the_book, classroom):
    released_are_the_committed_ones(classroom, the_book.chapters[:3])


@pytest.mark.slow
def test_the_releases_of_all_chapters_are(the_book, tmp_path):
    assert list(create_classroom(the_book, tmp_path / "class")) == [chapter.source for chapter in the_book.chapters]
    released_are_the_committed_ones(tmp_path / "class", the_book.chapters)


def test_generating_again_with_stock_nbgrader_changes_nothing(the_book, classroom):
    path = classroom / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    before = path.read_text()
    assert nbgrader_here(classroom, "generate_assignment", ASSIGNMENT, "--force") == 0
    assert path.read_text() == before


def test_three_submissions_earn_exactly_their_points(classroom):
    half = ["sigmoid", "tanh_grad", "leaky_relu", "recall-02-1", "recall-02-4"]
    everything = load_names()
    for student, solved in {"solved": everything, "half": half, "untouched": []}.items():
        hand_in(classroom, student, solved)
    result = nbgrader(classroom, "autograde", ASSIGNMENT)
    assert result.returncode == 0, result.stderr[-2000:]
    assert nbgrader_here(classroom, "generate_feedback", ASSIGNMENT) == 0
    expected = {
        "solved": sum(load(name).points for name in everything),
        "half": sum(load(name).points for name in half),
        "untouched": 0,
    }
    with Gradebook(f"sqlite:///{classroom / 'gradebook.db'}") as gradebook:
        for student, points in expected.items():
            submission = gradebook.find_submission(ASSIGNMENT, student)
            assert (submission.score, submission.max_score) == (points, expected["solved"])
            assert not submission.needs_manual_grade
            for grade in submission.notebooks[0].grades:
                name = grade.name.removeprefix("check-")
                solved = {"solved": everything, "half": half, "untouched": []}[student]
                assert grade.score == (load(name).points if name in solved else 0), name
    feedback = (classroom / "feedback" / "half" / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()
    assert "Not written yet" in feedback and "Passed" in feedback


def load_names():
    from autograder import exercises

    return [name for name in exercises() if load(name).chapter == ASSIGNMENT]


def test_grades_can_be_exported(classroom):
    assert nbgrader_here(classroom, "export") == 0
    assert "half" in (classroom / "grades.csv").read_text()


def test_a_course_is_never_overwritten_nor_put_into_the_repository(the_book, classroom):
    with pytest.raises(CourseError, match="holds a course already"):
        list(create_classroom(the_book, classroom))
    with pytest.raises(CourseError, match="lies inside the repository"):
        list(create_classroom(the_book, the_book.root / "class"))
