"""A class of difficult students, graded through both doors: everyone gets exactly what they have earned."""

import sys
from pathlib import Path

import nbformat
import pytest

from tests.support.classes import a_class, command, nbgrader, needs_a_sandbox, scores
from tests.support.submissions import ASSIGNMENT, TRIALS, UNGRADABLE

needs_a_sandbox()


@pytest.fixture(scope="module")
def by_course(tmp_path_factory):
    """The class graded by `course grade`."""
    folder = a_class(tmp_path_factory.mktemp("course") / "class", TRIALS)
    done = command(folder, sys.executable, "-m", "course.cli", "grade", ASSIGNMENT, "--course-dir", str(folder))
    return folder, scores(folder), done


@pytest.fixture(scope="module")
def by_nbgrader(tmp_path_factory):
    """The class graded by `nbgrader autograde`; without the files that nbgrader itself cannot read."""
    trials = [trial for trial in TRIALS if not trial.mended_by_us]
    folder = a_class(tmp_path_factory.mktemp("nbgrader") / "class", trials)
    done = nbgrader(folder, "autograde", ASSIGNMENT)
    return folder, scores(folder), done


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.student)
def test_course_grade_gives_everyone_what_they_earned(trial, by_course):
    folder, points, done = by_course
    if trial.points is UNGRADABLE:
        assert trial.student not in points
        assert f"not graded {trial.student}:" in " ".join(done.stdout.split())
        assert not (folder / "autograded" / trial.student).exists()
    else:
        assert points.get(trial.student) == trial.points, done.stdout[-3000:] + done.stderr[-3000:]
        page = folder / "feedback" / trial.student / ASSIGNMENT / f"{ASSIGNMENT}.html"
        assert page.stat().st_size > 1000
        nbformat.validate(nbformat.read(folder / "autograded" / trial.student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", 4))


@pytest.mark.slow
@pytest.mark.parametrize("trial", [t for t in TRIALS if not t.mended_by_us], ids=lambda trial: trial.student)
def test_nbgrader_autograde_gives_everyone_what_they_earned(trial, by_nbgrader):
    folder, points, done = by_nbgrader
    if trial.points is UNGRADABLE:
        assert not (folder / "autograded" / trial.student).exists()
        assert not points.get(trial.student)
    else:
        assert points.get(trial.student) == trial.points, done.stderr[-3000:]


def test_the_summary_names_what_could_not_be_graded(by_course):
    _, _, done = by_course
    assert done.returncode == 1
    failed = sum(trial.points is UNGRADABLE for trial in TRIALS)
    assert f"{len(TRIALS) - failed} graded, 0 were graded already, {failed} could not be graded" in done.stdout


def test_nobody_reached_the_outside(by_course):
    folder, _, _ = by_course
    assert not list(folder.rglob("evil"))
    assert not any(Path(place, "evil").exists() for place in ("/", "/tmp", "/usr", "/etc", "/dev/shm", Path.home()))


def test_every_point_lost_has_a_reason_in_the_feedback(by_course):
    folder, _, _ = by_course
    for trial in TRIALS:
        if trial.points is not UNGRADABLE and trial.points < 3:
            page = (folder / "feedback" / trial.student / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()
            reasons = "Not yet", "To do", "AssertionError", "showing it was disabled"
            assert any(reason in page for reason in reasons), trial.student
