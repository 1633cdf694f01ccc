"""`course grade`: it goes on where it was stopped, keeps what people entered, and loses nothing to a killed worker."""

import contextlib
import datetime
import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import time

import nbformat
import psutil
import pytest
from nbgrader.api import Gradebook

import autograder
from autograder.grading.repair import Ungradable
from autograder.grading.sandbox import Limits
from course.classroom.configuration import load_config
from course.classroom.grade import grade_class
from course.classroom.model import Submission
from course.classroom.moment import handed_in
from course.classroom.record import read_lines
from course.classroom.submitted import Classroom
from course.classroom.workers import run_all
from course.errors import CourseError
from tests.support.classes import command, course_grade, grade, grade_arguments, hand_in, needs_a_sandbox, scores
from tests.support.commands import cli
from tests.support.submissions import ASSIGNMENT, TRIALS

needs_a_sandbox()

pytestmark = pytest.mark.xdist_group("grade")  # These tests share what is slow to make.


CLASS = [trial for trial in TRIALS if trial.kind in ("honest", "cheating") and not trial.repaired_by_us][:24]
EXPECTED = {trial.student: trial.points for trial in CLASS}


@pytest.fixture(scope="module")
def once(released, tmp_path_factory):
    """The class graded by the command itself: its folder, what the command said, and the seconds it took."""
    folder = shutil.copytree(released, tmp_path_factory.mktemp("once") / "class")
    hand_in(folder, CLASS)
    began = time.monotonic()
    done = command(folder, *course_grade(folder))
    return folder, done, time.monotonic() - began


@pytest.fixture
def ungraded(released, tmp_path):
    """A course with a class to grade."""
    folder = shutil.copytree(released, tmp_path / "class")
    hand_in(folder, CLASS)
    return folder


@pytest.fixture
def graded(once, tmp_path, workers_here):
    """A course in which everyone is graded; what is graded again is graded in this process."""
    return shutil.copytree(once[0], tmp_path / "class")


def submitted(folder, student):
    """A student's folder."""
    return folder / "submitted" / student / ASSIGNMENT


def change_answer(folder, student, source):
    """The student hands in another `weighted_sum`."""
    path = submitted(folder, student) / f"{ASSIGNMENT}.ipynb"
    notebook = nbformat.read(path, 4)
    notebook.cells[1].source = source
    nbformat.write(notebook, path)


def feedback(folder, student):
    """The page that the student gets back."""
    return (folder / "feedback" / student / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()


def by_hand(folder, student, exercise, comment=None, **entries):
    """What a teacher enters in formgrader."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade(f"check-{exercise}", ASSIGNMENT, ASSIGNMENT, student)
        for name, value in entries.items():
            setattr(grade, name, value)
        gradebook.find_comment(exercise, ASSIGNMENT, ASSIGNMENT, student).manual_comment = comment
        gradebook.db.commit()


def test_a_class_is_graded_with_a_report_and_a_page(once):
    folder, done, _ = once
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(CLASS)} graded, 0 were graded already, 0 could not be graded" in done.stdout
    assert complete(folder)
    lines = (folder / "reports" / f"{ASSIGNMENT}.jsonl").read_text().splitlines()
    assert len(lines) == len(CLASS)
    page = (folder / "reports" / "class.html").read_text()
    assert f"<b>{len(CLASS)}</b><span>students" in page and "weighted_sum" in page


def test_a_second_run_does_nothing_and_force_does_it_again(graded):
    assert f"0 graded, {len(CLASS)} were graded already" in grade(graded).stdout
    student = CLASS[0].student
    assert "1 graded, 0 were graded already" in grade(graded, "--force", "--student", student).stdout
    assert complete(graded)


def test_a_new_submission_is_graded_and_manual_entries_survive(graded):
    student = "honest-right"
    by_hand(graded, student, "step", "Well explained.", manual_score=0.5)
    change_answer(graded, student, "import numpy as np\ndef weighted_sum(x, w, b):\n    return 0")
    assert "1 graded" in grade(graded).stdout
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as gradebook:
        entry = gradebook.find_grade("check-step", ASSIGNMENT, ASSIGNMENT, student)
        assert (entry.manual_score, entry.auto_score, entry.needs_manual_grade) == (0.5, 1, True)
        assert gradebook.find_submission(ASSIGNMENT, student).score == 1.5
    assert "1.5 of 3 points" in feedback(graded, student) and "Well explained." in feedback(graded, student)


def test_extra_credit_comes_on_top_and_survives(graded):
    student = "honest-one-of-three"
    by_hand(graded, student, "step", extra_credit=0.5)
    by_hand(graded, student, "weighted_sum", extra_credit=0.25)
    change_answer(graded, student, "import numpy as np\ndef weighted_sum(x, w, b):\n    return 1")
    assert "1 graded" in grade(graded).stdout
    assert scores(graded) == EXPECTED | {student: 1.75}
    page = feedback(graded, student)
    assert "1.75 of 3 points" in page
    assert "<td>1.5 of 1 (0.5 of them extra)" in page and "<td>0.25 of 1" in page and "<td>0 of 1" in page


def test_the_same_seed_gives_the_same_score_and_the_report_keeps_it(once):
    folder = once[0]
    line = json.loads((folder / "reports" / f"{ASSIGNMENT}.jsonl").read_text().splitlines()[0])
    report = line["notebooks"][ASSIGNMENT]
    assert isinstance(report["seed"], int)
    entry = report["exercises"]["weighted_sum"]
    again = autograder.grade(submitted(folder, line["student"]) / f"{ASSIGNMENT}.ipynb", seed=report["seed"])
    assert again.reports["weighted_sum"].earned == entry["points"]
    assert again.reports["weighted_sum"].misconception == entry["misconception"]


def test_everyone_in_a_run_meets_the_same_cases_and_in_another_run_others(graded):
    def seeds():
        lines = (graded / "reports" / f"{ASSIGNMENT}.jsonl").read_text().splitlines()
        last = {line["student"]: line["notebooks"] for line in map(json.loads, lines)}
        return {notebooks[ASSIGNMENT]["seed"] for notebooks in last.values() if ASSIGNMENT in notebooks}

    (before,) = seeds()
    grade(graded, "--force")
    (after,) = seeds()
    assert after != before


LATE = (
    "from nbgrader.plugins import BasePlugin\n"
    "class Half(BasePlugin):\n    def late_submission_penalty(self, student, score, seconds): return score / 2\n"
)


def test_late_submissions_lose_what_the_teachers_plugin_says(graded):
    (graded / "late.py").write_text(LATE)
    with (graded / "nbgrader_config.py").open("a") as config:
        config.write("c.AssignLatePenalties.plugin_class = 'late.Half'\n")
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as gradebook:
        gradebook.update_or_create_assignment(ASSIGNMENT, duedate="2026-01-01 00:00:00 UTC")
        gradebook.grant_extension(ASSIGNMENT, "honest-loops", hours=1)
    moments = {
        "honest-right": "2026-01-01 00:00:01 UTC",
        "honest-prints": "2026-01-01 00:00:00 UTC",
        "honest-warns": "2026-01-01 00:30:00 Europe/Berlin",
        "honest-loops": "2026-01-01 00:59:59 UTC",
        "honest-magics": "",
    }
    for student, moment in moments.items():
        (submitted(graded, student) / "timestamp.txt").write_text(moment)
    assert f"{len(moments)} graded" in grade(graded).stdout
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as gradebook:
        submissions = {student: gradebook.find_submission(ASSIGNMENT, student) for student in moments}
        penalties = {student: submission.late_submission_penalty for student, submission in submissions.items()}
        assert submissions["honest-warns"].timestamp == datetime.datetime(2025, 12, 31, 23, 30)
    assert penalties == dict.fromkeys(moments, 0) | {"honest-right": 1.5}
    assert "1.5 points are taken off" in feedback(graded, "honest-right")
    assert "taken off" not in feedback(graded, "honest-loops")


@pytest.mark.parametrize(
    ("content", "moment"),
    [
        (b"2026-01-31 12:00:00 UTC\n", datetime.datetime(2026, 1, 31, 12)),
        (b"2026-01-31 12:00:00.25 UTC", datetime.datetime(2026, 1, 31, 12, 0, 0, 250_000)),
        (b"2026-01-31T12:00:00+02:00", datetime.datetime(2026, 1, 31, 10)),
        (b"2026-07-31 12:00:00 Europe/Berlin", datetime.datetime(2026, 7, 31, 10)),
        (b" \n", None),
    ],
)
def test_a_timestamp_is_a_moment_in_utc(content, moment, tmp_path):
    (tmp_path / "timestamp.txt").write_bytes(content)
    assert handed_in(tmp_path / "timestamp.txt") == (content.decode().strip(), moment)


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_a_plugin_that_there_is_not_is_told_before_anybody_is_graded(graded, options):
    with (graded / "nbgrader_config.py").open("a") as config:
        config.write("c.AssignLatePenalties.plugin_class = 'nowhere.Half'\n")
    done = grade(graded, *options)
    assert done.exit_code == 1 and "nbgrader_config.py asks for what there is not" in done.stderr
    assert "'nowhere.Half' could not be imported" in " ".join(done.stderr.split())


def test_a_plugin_that_fails_is_the_late_students_reason_also_in_a_dry_run(graded):
    (graded / "broken_late.py").write_text(LATE.replace("score / 2", "1 / 0"))
    with (graded / "nbgrader_config.py").open("a") as config:
        config.write("c.AssignLatePenalties.plugin_class = 'broken_late.Half'\n")
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as gradebook:
        gradebook.update_or_create_assignment(ASSIGNMENT, duedate="2026-01-01 00:00:00 UTC")
    (submitted(graded, "honest-right") / "timestamp.txt").write_text("2026-01-01 00:00:01 UTC")
    done = grade(graded, "--dry-run")
    assert done.exit_code == 0 and "ZeroDivisionError" in done.stdout
    done = grade(graded)
    said = " ".join(done.stdout.split())
    assert done.exit_code == 1 and "not graded honest-right: What lateness costs could not be found out: " in said
    assert "broken_late.Half stopped with ZeroDivisionError: division by zero." in said


@pytest.mark.parametrize(("file", "text"), [("late_syntax.py", "class Half(:"), ("nbgrader_config.py", "c.x = (")])
def test_a_file_of_the_teacher_that_python_cannot_read_is_named(graded, file, text):
    with (graded / "nbgrader_config.py").open("a") as config:
        config.write("c.AssignLatePenalties.plugin_class = 'late_syntax.Half'\n")
    with (graded / file).open("a") as stream:
        stream.write(text)
    done = grade(graded)
    assert done.exit_code == 1 and f"({file}, line " in " ".join(done.stderr.split())
    assert "SyntaxError" in done.stderr and "Traceback" not in done.stderr


def test_an_assignment_that_is_called_almost_so_is_named(graded):
    done = cli("grade", ASSIGNMENT[:-1], "--course-dir", graded)
    assert done.exit_code == 1 and f"Did you mean {ASSIGNMENT}?" in " ".join(done.stderr.split())


UNREADABLE = ["2026-01-31 12:00:00 UTC".encode("utf-16"), b"9" * 23, b"\xff", b"yesterday", b"2026-13-01 00:00:00 UTC"]


@pytest.mark.parametrize("content", UNREADABLE)
def test_a_timestamp_that_cannot_be_read_is_said_so(content, tmp_path):
    (tmp_path / "timestamp.txt").write_bytes(content)
    with pytest.raises(
        Ungradable, match="timestamp.txt does not say when it was handed in: write it in UTF-8, like 2026"
    ):
        handed_in(tmp_path / "timestamp.txt")


# A process that has imported everything, and forks one that grades for every line it reads. BATCH is small, so that a
# kill can find a part of the class graded.
GRADER = """
import os, sys
import course.classroom.grade, course.classroom.command
from course.cli import app
course.classroom.grade.BATCH = 2
for line in sys.stdin:
    process = os.fork()
    if process == 0:
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        app(line.strip().split("|"))
    print(process, flush=True)
    print(os.waitpid(process, 0)[1], flush=True)
"""


class Grader:
    """Starts `course grade` again and again, without the seconds that every start would take to import everything."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-c", GRADER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True,
        )  # fmt: skip

    def run(self, folder, *options, kill_after=None):
        """Grade, or begin to and be killed with all workers; returns the seconds it took, None if it was killed."""
        began = time.monotonic()
        print("|".join(grade_arguments(folder, *options)), file=self.process.stdin, flush=True)
        started = int(self.process.stdout.readline())
        if kill_after is not None and not select.select([self.process.stdout], [], [], kill_after)[0]:
            with contextlib.suppress(ProcessLookupError):  # It was done already.
                os.killpg(started, signal.SIGKILL)
        status = int(self.process.stdout.readline())
        if status == 0:
            return time.monotonic() - began
        assert kill_after is not None and os.WTERMSIG(status) == signal.SIGKILL
        while any(runs_in_group(started, process) for process in psutil.process_iter()):
            time.sleep(0.01)  # A worker ends with what it is writing.
        return None


def runs_in_group(group, process):
    with contextlib.suppress(psutil.Error, ProcessLookupError):
        return os.getpgid(process.pid) == group and process.status() != psutil.STATUS_ZOMBIE
    return False


@pytest.fixture
def grader():
    made = Grader()
    yield made
    made.process.stdin.close()
    made.process.wait()
    made.process.stdout.close()


def kill_at_random_and_go_on(folder, times, grader, trials, rng, *options):
    """Grade, be killed, and go on, again and again; grade all of it anew once it is done; then let it finish.

    Returns how many grades were on record after each kill.
    """
    seconds, found = grader.run(folder, *options), []
    shutil.rmtree(folder / "reports")  # Nobody's grade holds any more.
    for _ in range(times):
        anew = ["--force"] if len(lines(folder)) % len(trials) == 0 else []
        took = grader.run(folder, *options, *anew, kill_after=rng.uniform(0.2, 1) * seconds)
        seconds = min(seconds, took or seconds)  # The first time the machine may have been busy.
        found.append(len(lines(folder)))
    done = grade(folder)
    assert done.exit_code == 0, done.output
    return found


def lines(folder):
    """The history of grades."""
    return read_lines(folder / "reports" / f"{ASSIGNMENT}.jsonl")


def test_what_a_killed_regrade_left_is_cleared_and_a_folder_it_took_away_comes_again(graded):
    first, second = (graded / "autograded" / trial.student for trial in CLASS[:2])
    shutil.copytree(first / ASSIGNMENT, first / f".{ASSIGNMENT}.new")
    shutil.copytree(first / ASSIGNMENT, graded / "feedback" / CLASS[0].student / f".{ASSIGNMENT}.old")
    (second / ASSIGNMENT).rename(second / f".{ASSIGNMENT}.old")
    assert grade(graded).exit_code == 0
    assert complete(graded)


def test_a_line_that_was_cut_off_spoils_no_other(graded):
    before = len(lines(graded))
    with (graded / "reports" / f"{ASSIGNMENT}.jsonl").open("a") as report:
        report.write('{"student": "honest-ri')
    grade(graded, "--force", "--student", CLASS[0].student)
    assert [line["student"] for line in lines(graded)[before:]] == [CLASS[0].student]


def complete(folder, trials=CLASS):
    """Every submission is in the gradebook once, with its points, its files and its report."""
    assert scores(folder) == {trial.student: trial.points for trial in trials}
    for trial in trials:
        for step, name in (("autograded", f"{ASSIGNMENT}.ipynb"), ("feedback", f"{ASSIGNMENT}.html")):
            assert (folder / step / trial.student / ASSIGNMENT / name).stat().st_size > 500
    assert {line["student"] for line in lines(folder)} == {trial.student for trial in trials}
    assert not list(folder.rglob("*.new")) and not list(folder.rglob("*.old"))
    return True


@pytest.fixture
def small(released, tmp_path):
    """A course with six students: a run is short, so a hundred can be killed."""
    folder = shutil.copytree(released, tmp_path / "class")
    hand_in(folder, CLASS[:6])
    return folder


def test_killed_a_few_times_it_finishes_with_nothing_lost(small, grader, workers_here):
    kill_at_random_and_go_on(small, 3, grader, CLASS[:6], random.Random())
    assert complete(small, CLASS[:6])


@pytest.mark.slow
def test_killed_a_hundred_times_it_finishes_with_nothing_lost(small, grader, workers_here):
    found = kill_at_random_and_go_on(small, 100, grader, CLASS[:6], random.Random(), "--jobs", "1")
    assert any(number % 6 for number in found)  # A part of the class was graded when it was killed.
    assert complete(small, CLASS[:6])


@pytest.mark.slow
def test_two_dask_workers_and_one_is_killed(ungraded):
    dask = pytest.importorskip("dask")
    distributed = pytest.importorskip("distributed")
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "300s"}),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        room = Classroom(load_config(ungraded), ASSIGNMENT)
        killed = []

        def kill_one(done, total):
            if done >= 3 and not killed:
                killed.append(next(iter(cluster.workers.values())).pid)
                os.kill(killed[0], signal.SIGKILL)

        summary = grade_class(room, cluster=client.scheduler.address, progress=kill_one)
        room.gradebook.close()
    assert killed and not summary.failed
    assert scores(ungraded) == EXPECTED


def test_an_item_that_fails_is_reported_and_the_others_go_on():
    found = list(run_all(map(Submission, "abc"), [], "no such sandbox", Limits(), jobs=1, cluster=None))
    assert sorted(result.student for result in found) == ["a", "b", "c"]
    assert all(result.failed.startswith("could not be graded: ValueError: ") for result in found)
    assert all(result.retry for result in found)


def test_mistakes_of_the_user_are_told_in_words(released, tmp_path):
    with pytest.raises(CourseError, match="is no nbgrader course"):
        load_config(tmp_path)
    with pytest.raises(CourseError, match="knows no assignment 'nothing'"):
        Classroom(load_config(released), "nothing")
    nobody = grade(released, "--student", "nobody")
    assert nobody.exit_code == 1 and "Nothing was handed in by nobody" in nobody.stderr
