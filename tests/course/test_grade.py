"""`course grade`: it goes on where it was stopped, keeps what people entered, and loses nothing to a killed worker."""

import datetime
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import nbformat
import pytest
from nbgrader.api import Gradebook

import autograder
from autograder.grading.sandbox import Limits
from course.errors import CourseError
from course.grade import Classroom, grade_class
from course.workers import run_all
from tests.support.classes import a_class, command, needs_a_sandbox, scores
from tests.support.submissions import ASSIGNMENT, TRIALS

needs_a_sandbox()


CLASS = [trial for trial in TRIALS if trial.kind in ("honest", "cheating") and not trial.mended_by_us][:24]
EXPECTED = {trial.student: trial.points for trial in CLASS}


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    return a_class(tmp_path_factory.mktemp("released") / "class", CLASS)


@pytest.fixture
def classroom(released, tmp_path):
    return shutil.copytree(released, tmp_path / "class")


def grade(folder, *options):
    """The command in the course's folder."""
    return command(
        folder, sys.executable, "-m", "course.cli", "grade", ASSIGNMENT, "--course-dir", str(folder), *options
    )


def by_hand(folder, student, exercise, points, comment):
    """What a teacher enters in formgrader."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        entry = gradebook.find_grade(f"check-{exercise}", ASSIGNMENT, ASSIGNMENT, student)
        entry.manual_score = points
        gradebook.find_comment(exercise, ASSIGNMENT, ASSIGNMENT, student).manual_comment = comment
        gradebook.db.commit()


def test_a_second_run_does_nothing_and_force_does_it_again(classroom):
    assert grade(classroom).returncode == 0
    assert scores(classroom) == EXPECTED
    lines = (classroom / "reports" / f"{ASSIGNMENT}.jsonl").read_text().splitlines()
    assert len(lines) == len(CLASS)
    picture = (classroom / "reports" / f"{ASSIGNMENT}.html").read_text()
    assert f"{len(CLASS)} students" in picture and "weighted_sum" in picture
    second = grade(classroom)
    assert f"0 graded, {len(CLASS)} were graded already" in second.stdout
    one = CLASS[0].student
    assert "1 graded, 0 were graded already" in grade(classroom, "--force", "--student", one).stdout
    assert scores(classroom) == EXPECTED


def test_a_new_submission_is_graded_and_manual_entries_survive(classroom):
    grade(classroom)
    student = "honest-right"
    by_hand(classroom, student, "step", 0.5, "Well explained.")
    path = classroom / "submitted" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    notebook = nbformat.read(path, 4)
    notebook.cells[1].source = "import numpy as np\ndef weighted_sum(x, w, b):\n    return 0"
    nbformat.write(notebook, path)
    assert "1 graded" in grade(classroom).stdout
    with Gradebook(f"sqlite:///{classroom / 'gradebook.db'}") as gradebook:
        entry = gradebook.find_grade("check-step", ASSIGNMENT, ASSIGNMENT, student)
        assert (entry.manual_score, entry.auto_score, entry.needs_manual_grade) == (0.5, 1, True)
        assert gradebook.find_submission(ASSIGNMENT, student).score == 1.5
    page = (classroom / "feedback" / student / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()
    assert "1.5 of 3 points" in page and "Well explained." in page


def test_the_same_seed_gives_the_same_score_and_the_report_keeps_it(classroom):
    grade(classroom)
    line = json.loads((classroom / "reports" / f"{ASSIGNMENT}.jsonl").read_text().splitlines()[0])
    report = line["notebooks"][ASSIGNMENT]
    assert isinstance(report["seed"], int)
    entry = report["exercises"]["weighted_sum"]
    path = classroom / "submitted" / line["student"] / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    again = autograder.grade(path, seed=report["seed"])
    assert again.reports["weighted_sum"].earned == entry["points"]
    assert again.reports["weighted_sum"].misconception == entry["misconception"]


def test_late_submissions_lose_what_the_teachers_plugin_says(classroom):
    (classroom / "late.py").write_text(
        "from nbgrader.plugins import BasePlugin\n"
        "class Half(BasePlugin):\n    def late_submission_penalty(self, student, score, seconds): return score / 2\n"
    )
    with (classroom / "nbgrader_config.py").open("a") as config:
        config.write("import sys\nsys.path.insert(0, '')\nc.AssignLatePenalties.plugin_class = 'late.Half'\n")
    with Gradebook(f"sqlite:///{classroom / 'gradebook.db'}") as gradebook:
        gradebook.update_or_create_assignment(ASSIGNMENT, duedate="2026-01-01 00:00:00 UTC")
    for student, day in (("honest-right", 2), ("honest-prints", 1)):
        stamp = datetime.datetime(2026, 1, day, 0, 0, 0) - datetime.timedelta(seconds=1)
        (classroom / "submitted" / student / ASSIGNMENT / "timestamp.txt").write_text(f"{stamp} UTC")
    grade(classroom)
    with Gradebook(f"sqlite:///{classroom / 'gradebook.db'}") as gradebook:
        late, punctual = (gradebook.find_submission(ASSIGNMENT, s) for s in ("honest-right", "honest-prints"))
        assert (late.late_submission_penalty, punctual.late_submission_penalty) == (1.5, 0)
    assert (
        "1.5 points are taken off"
        in (classroom / "feedback" / "honest-right" / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()
    )


def kill_at_random_and_go_on(folder, times, rng):
    """Start grading and kill it with all its workers, again and again; then let it finish."""
    command_line = [sys.executable, "-m", "course.cli", "grade", ASSIGNMENT, "--course-dir", str(folder)]
    for _ in range(times):
        run = subprocess.Popen(
            command_line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(rng.uniform(1.5, 6))
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
    done = grade(folder)
    assert done.returncode == 0, done.stdout + done.stderr


def complete(folder):
    """Every submission is in the gradebook once, with its points, its files and its report."""
    assert scores(folder) == EXPECTED
    for trial in CLASS:
        for step, name in (("autograded", f"{ASSIGNMENT}.ipynb"), ("feedback", f"{ASSIGNMENT}.html")):
            assert (folder / step / trial.student / ASSIGNMENT / name).stat().st_size > 500
    assert not list(folder.rglob("*.new")) and not list(folder.rglob("*.old"))
    return True


def test_killed_a_few_times_it_finishes_with_nothing_lost(classroom):
    kill_at_random_and_go_on(classroom, 3, random.Random(1))
    assert complete(classroom)


@pytest.mark.slow
def test_killed_fifty_times_it_finishes_with_nothing_lost(classroom):
    kill_at_random_and_go_on(classroom, 50, random.Random(2))
    assert complete(classroom)


@pytest.mark.slow
def test_two_dask_workers_and_one_is_killed(classroom):
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        room = Classroom(classroom, ASSIGNMENT)
        killed = []

        def kill_one(done, total):
            if done >= 3 and not killed:
                killed.append(next(iter(cluster.workers.values())).pid)
                os.kill(killed[0], signal.SIGKILL)

        summary = grade_class(room, cluster=client.scheduler.address, progress=kill_one)
        room.gradebook.close()
    assert killed and not summary.failed
    assert scores(classroom) == EXPECTED


def test_an_item_that_fails_is_reported_and_the_others_go_on():
    items = iter([{"student": name, "timestamp": None, "digest": name, "notebooks": {}} for name in "abc"])
    found = list(run_all(items, [], "no such sandbox", Limits(), jobs=1, cluster=None))
    assert sorted(result["student"] for result in found) == ["a", "b", "c"]
    assert all("ValueError" in result["failed"] for result in found)


def test_mistakes_of_the_user_are_told_in_words(classroom, tmp_path):
    with pytest.raises(CourseError, match="is no nbgrader course"):
        Classroom(tmp_path, ASSIGNMENT)
    with pytest.raises(CourseError, match="knows no assignment 'nothing'"):
        Classroom(classroom, "nothing")
    nobody = grade(classroom, "--student", "nobody")
    assert nobody.returncode == 1 and "Nothing was handed in by nobody" in nobody.stderr
