"""A class of difficult students, graded through both doors: everyone gets exactly what they have earned."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.grading.sandbox import NoSandbox, check_system
from course.classroom import CONFIG
from tests.submissions import ASSIGNMENT, TRIALS, UNGRADABLE, source_notebook

try:
    check_system()
except NoSandbox as missing:
    pytest.skip(str(missing), allow_module_level=True)

LIMITS = """
c.RunInSandbox.cell_seconds = 1.5
c.RunInSandbox.idle_seconds = 2
c.RunInSandbox.cpu = 20
c.RunInSandbox.memory = 512 * 2**20
"""


def command(folder, *words):
    """Run a command in the course's folder, as a teacher would."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(words, cwd=folder, env=os.environ | {"PATH": path}, capture_output=True, text=True)


def a_class(folder, trials):
    """A course with one assignment, released, and these submissions."""
    folder.mkdir()
    (folder / "nbgrader_config.py").write_text(CONFIG.format(course_id="trial") + LIMITS)
    place = folder / "source" / ASSIGNMENT
    place.mkdir(parents=True)
    nbformat.write(source_notebook(), place / f"{ASSIGNMENT}.ipynb")
    made = command(folder, sys.executable, "-m", "nbgrader", "generate_assignment", ASSIGNMENT)
    assert made.returncode == 0, made.stderr[-2000:]
    for trial in trials:
        home = folder / "submitted" / trial.student / ASSIGNMENT
        home.mkdir(parents=True)
        (home / trial.file_name).write_bytes(trial.content)
    return folder


def scores(folder):
    """What the gradebook says: points by student."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        return {s.student.id: s.score for s in gradebook.assignment_submissions(ASSIGNMENT)}


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
    done = command(folder, sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT)
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
