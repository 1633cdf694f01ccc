"""A class of difficult students, graded through both doors: everyone gets exactly what they have earned."""

import html
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from tests.support.classes import grade, hand_in, impatient, nbgrader, needs_a_sandbox, scores
from tests.support.submissions import ASSIGNMENT, TRIALS, UNGRADABLE

needs_a_sandbox()

pytestmark = pytest.mark.xdist_group("adversarial")  # These tests share what is slow to make.


@pytest.fixture(scope="module")
def by_course(released, tmp_path_factory):
    """The class graded by `course grade`."""
    folder = shutil.copytree(released, tmp_path_factory.mktemp("course") / "class")
    hand_in(folder, TRIALS)
    with pytest.MonkeyPatch.context() as monkeypatch:
        impatient(monkeypatch)
        done = grade(folder, "--jobs", "4")
    return folder, scores(folder), done


@pytest.fixture(scope="module")
def by_nbgrader(released, tmp_path_factory):
    """The class graded by `nbgrader autograde`; without the files that nbgrader itself cannot read."""
    trials = [trial for trial in TRIALS if not trial.repaired_by_us]
    folder = shutil.copytree(released, tmp_path_factory.mktemp("nbgrader") / "class")
    hand_in(folder, trials)
    done = nbgrader(folder, "autograde", ASSIGNMENT)
    return folder, scores(folder), done


def waiting(folder, student):
    """The comments on a submission that waits for a person."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        submission = gradebook.find_submission(ASSIGNMENT, student)
        assert submission.needs_manual_grade
        return [comment.comment for comment in submission.notebooks[0].comments if comment.comment]


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.student)
def test_course_grade_gives_everyone_what_they_earned(trial, by_course):
    folder, points, done = by_course
    if trial.points is UNGRADABLE:
        assert points[trial.student] == 0
        assert f"not graded {trial.student}:" in " ".join(done.stdout.split())
        comments = waiting(folder, trial.student)
        assert len(comments) == 1 and comments[0].startswith("This could not be graded by the program. ")
        page = (folder / "feedback" / trial.student / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()
        assert html.escape(comments[0].partition("program. ")[2], quote=False)[:40] in page.replace("&#39;", "'")
        nbformat.validate(nbformat.read(folder / "autograded" / trial.student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", 4))
    else:
        assert points.get(trial.student) == trial.points, done.output[-3000:]
        page = folder / "feedback" / trial.student / ASSIGNMENT / f"{ASSIGNMENT}.html"
        assert page.stat().st_size > 1000
        nbformat.validate(nbformat.read(folder / "autograded" / trial.student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", 4))


@pytest.mark.slow
@pytest.mark.parametrize("trial", [t for t in TRIALS if not t.repaired_by_us], ids=lambda trial: trial.student)
def test_nbgrader_autograde_gives_everyone_what_they_earned(trial, by_nbgrader):
    folder, points, done = by_nbgrader
    if trial.points is UNGRADABLE:
        assert not points.get(trial.student)
        (comment,) = waiting(folder, trial.student)
        assert comment.startswith("This could not be graded by the program. ")
        nbformat.validate(nbformat.read(folder / "autograded" / trial.student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", 4))
    else:
        assert points.get(trial.student) == trial.points, done.stderr[-3000:]


def test_the_summary_names_what_could_not_be_graded(by_course):
    _, _, done = by_course
    assert done.exit_code == 1
    failed = sum(trial.points is UNGRADABLE for trial in TRIALS)
    assert f"{len(TRIALS) - failed} graded, 0 were graded already, {failed} could not be graded" in done.stdout


def test_nobody_reached_the_outside(by_course):
    folder, _, _ = by_course
    assert not list(folder.rglob("evil"))
    assert not any(Path(path, "evil").exists() for path in ("/", "/tmp", "/usr", "/etc", "/dev/shm", Path.home()))


def sections(folder, student):
    """The graded cells of a feedback page by grade id: points earned and possible, and what is shown there."""
    page = (folder / "feedback" / student / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()
    shown = re.findall(
        r'<section id="([^"]+)">\s*<span class="points">(\S+) of (\S+)</span>(.*?)</section>', page, re.DOTALL
    )
    return {name: (float(earned), float(possible), text) for name, earned, possible, text in shown}


@pytest.mark.parametrize("trial", [t for t in TRIALS if t.points is not UNGRADABLE], ids=lambda trial: trial.student)
def test_every_point_lost_has_a_reason_where_it_was_lost_and_only_there(trial, by_course):
    reasons = {
        "check-weighted_sum": "Not yet|To do",  # A check of ours says so, in its card.
        "check-step": "Not yet|To do",
        "test-answer": '<pre class="error">',  # A teacher's assert ends with an error, or something ended it.
    }
    cells = sections(by_course[0], trial.student)
    assert cells.keys() == reasons.keys()
    assert sum(earned for earned, _, _ in cells.values()) == trial.points
    for name, (earned, possible, text) in cells.items():
        assert (earned < possible) == bool(re.search(reasons[name], text)), name


@pytest.mark.parametrize(
    ("student", "cell", "reason"),
    [
        ("honest-untouched", "check-step", "Not written yet"),
        ("honest-untouched", "test-answer", "NameError"),
        ("honest-one-of-three", "check-weighted_sum", "Not yet"),
        ("honest-one-of-three", "test-answer", "AssertionError"),
        ("honest-broken-exercise-costs-itself", "check-step", "has a syntax error in line 2"),
        ("cheating-no-traceback", "test-answer", "showing it was disabled"),
        ("cheating-verdict-as-answer", "check-weighted_sum", "dict"),
        ("cheating-not-a-number", "check-weighted_sum", "nan"),
        ("harmful-exits-in-its-function", "check-weighted_sum", "exit, a crash, or a signal"),
        ("harmful-loops-in-its-function", "check-weighted_sum", "Stopped after"),
    ],
)
def test_the_reason_is_the_right_one(student, cell, reason, by_course):
    _, _, text = sections(by_course[0], student)[cell]
    assert reason in text
