"""Nothing that was handed in is passed over in silence: odd folders are found, and what is nobody's is named."""

import shutil

import pytest
from nbgrader.api import Gradebook

from tests.support.classes import grade, needs_a_sandbox, scores
from tests.support.submissions import ASSIGNMENT, TRIALS

needs_a_sandbox()

pytestmark = pytest.mark.xdist_group("grade")  # These tests share what is slow to make.

RIGHT = TRIALS[0].content
PLACES = {
    "flat": f"flat/{ASSIGNMENT}.ipynb",
    "odd-flat": "odd-flat/my work.ipynb",
    "odd-folder": f"odd-folder/{ASSIGNMENT.title()} (1)/{ASSIGNMENT}.ipynb",
    "nested": f"nested/{ASSIGNMENT}/handed in/week 1/{ASSIGNMENT}.ipynb",
    "benn": f"benn/{ASSIGNMENT}/{ASSIGNMENT}.ipynb",
}


@pytest.fixture
def classroom(released, tmp_path, workers_here):
    """A course with a roster and hand-ins in odd places."""
    folder = shutil.copytree(released, tmp_path / "class")
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        for student in ("ben", "flat", "odd-flat", "odd-folder", "nested", "absent"):
            gradebook.add_student(student)
    for place in [*PLACES.values(), "lost.ipynb"]:
        path = folder / "submitted" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(RIGHT)
    (folder / "submitted" / "absent" / "notes").mkdir(parents=True)
    return folder


def test_odd_places_are_found_and_what_is_odd_is_said(classroom):
    done = grade(classroom)
    assert done.exit_code == 0, done.output
    assert scores(classroom) == dict.fromkeys(PLACES, 3)
    assert (
        "5 graded, 0 were graded already, 0 could not be graded, 0 wait for grading by hand, 2 missing" in done.stdout
    )
    assert f"look nested: handed in/week 1/{ASSIGNMENT}.ipynb was graded as {ASSIGNMENT}.ipynb." in done.stdout
    assert "look odd-folder: It lay in submitted/odd-folder/Trial (1)." in done.stdout
    assert (
        f"look odd-flat: my work.ipynb was graded as {ASSIGNMENT}.ipynb. It lay in submitted/odd-flat." in done.stdout
    )
    assert "look benn: not in the gradebook before. Is it ben, of whom nothing came?" in done.stdout
    assert (
        f"submitted/lost.ipynb: it lies in nobody's folder; move it to submitted/STUDENT/{ASSIGNMENT}/" in done.stdout
    )
    page = (classroom / "feedback" / "odd-flat" / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()
    assert f"<p>my work.ipynb was graded as {ASSIGNMENT}.ipynb.</p>" in page
    assert "5 were graded already" in grade(classroom).stdout
