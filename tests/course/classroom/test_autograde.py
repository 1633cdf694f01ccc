"""`nbgrader autograde` on hand-ins that cannot be graded: they wait for a person, and the others are graded."""

import shutil

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook
from nbgrader.api import Gradebook

from tests.support.classes import nbgrader_here, needs_a_sandbox
from tests.support.submissions import ASSIGNMENT, cells

needs_a_sandbox()

pytestmark = [
    pytest.mark.xdist_group("grade"),
    pytest.mark.filterwarnings("ignore:Object of type <Submitted"),  # nbgrader autograde
]

RIGHT = nbformat.writes(new_notebook(cells=cells()))
HAND_INS = {
    "a-cut": RIGHT[: len(RIGHT) // 2],
    "b-foreign": nbformat.writes(new_notebook(cells=[new_markdown_cell("My shopping list")])),
    "c-right": RIGHT,
}


def hand_in(folder, student, text):
    home = folder / "submitted" / student / ASSIGNMENT
    home.mkdir(parents=True, exist_ok=True)
    (home / f"{ASSIGNMENT}.ipynb").write_text(text)


def standing(folder, student):
    """The score, whether a person is asked for, and the comments."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        submission = gradebook.find_submission(ASSIGNMENT, student)
        comments = [comment.comment for comment in submission.notebooks[0].comments if comment.comment]
        return submission.score, submission.needs_manual_grade, comments


def test_what_cannot_be_graded_waits_for_a_person_with_the_reason(released, tmp_path):
    folder = shutil.copytree(released, tmp_path / "class")
    for student, text in HAND_INS.items():
        hand_in(folder, student, text)
    assert nbgrader_here(folder, "autograde", ASSIGNMENT) == 0
    assert standing(folder, "c-right") == (3, False, [])
    for student, words in {
        "a-cut": "is no notebook: unreadable at line",
        "b-foreign": "None of its cells belongs to trial",
    }.items():
        score, waits, comments = standing(folder, student)
        assert (score, waits) == (0, True) and len(comments) == 1
        assert comments[0].startswith("This could not be graded by the program.") and words in comments[0]
        autograded = nbformat.read(folder / "autograded" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", 4)
        assert any(words in cell.source for cell in autograded.cells) and len(autograded.cells) > 3  # For formgrader.
    assert nbgrader_here(folder, "generate_feedback", ASSIGNMENT) == 0
    page = (folder / "feedback" / "a-cut" / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()
    assert "A person will look at this" in page
    for student in ("a-cut", "b-foreign"):
        hand_in(folder, student, RIGHT)
    assert nbgrader_here(folder, "autograde", ASSIGNMENT, "--force") == 0
    assert {student: standing(folder, student) for student in HAND_INS} == dict.fromkeys(HAND_INS, (3, False, []))
