"""What happens in a term after the first grading: entries by hand, new points and dates, another version, questions."""

import datetime
import json
import shutil
import stat

import pytest
from nbgrader.api import Gradebook

from course.classroom.basis import changes, version
from course.classroom.feedback import comment
from tests.support.classes import grade, grade_here, hand_in, nbgrader_here, needs_a_sandbox, scores
from tests.support.submissions import ASSIGNMENT, TRIALS

needs_a_sandbox()

pytestmark = [
    pytest.mark.xdist_group("grade"),  # These tests share what is slow to make.
    pytest.mark.filterwarnings("ignore:Object of type <Submitted"),  # nbgrader autograde
]

RIGHT, PARTLY = "honest-right", "honest-one-of-three"
SCRATCH = '{"cell_type": "markdown", "id": "mine", "metadata": {}, "source": "handed in again, with a thought"},'
CLASS = [trial for trial in TRIALS if trial.student in (RIGHT, PARTLY)]


@pytest.fixture(scope="module")
def graded_once(released, tmp_path_factory):
    """Two students, graded, as they come from nbgrader's exchange."""
    folder = shutil.copytree(released, tmp_path_factory.mktemp("term") / "class")
    hand_in(folder, CLASS)
    for student in (RIGHT, PARTLY):
        home = folder / "submitted" / student / ASSIGNMENT
        (home / "timestamp.txt").write_text("2026-01-01 12:00:00 UTC")
        (home / "submission_secret.txt").write_text(f"secret of {student}")
    with pytest.MonkeyPatch.context() as here:
        grade_here(here)
        assert grade(folder).exit_code == 0
    return folder


@pytest.fixture
def graded(graded_once, tmp_path, workers_here):
    return shutil.copytree(graded_once, tmp_path / "class")


def page(folder, student=PARTLY):
    return (folder / "feedback" / student / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()


def enter_by_hand(folder):
    """A teacher gives points, credit and a comment in formgrader."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        entry = gradebook.find_grade("check-weighted_sum", ASSIGNMENT, ASSIGNMENT, PARTLY)
        entry.manual_score, entry.needs_manual_grade = 0.75, False
        gradebook.find_grade("check-step", ASSIGNMENT, ASSIGNMENT, PARTLY).extra_credit = 0.5
        gradebook.find_comment("step", ASSIGNMENT, ASSIGNMENT, PARTLY).manual_comment = "Well <explained>."
        gradebook.db.commit()


def edit_gradebook(folder, edit):
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        edit(gradebook)
        gradebook.db.commit()


def history(folder, student=PARTLY):
    lines = map(json.loads, (folder / "reports" / f"{ASSIGNMENT}.jsonl").read_text().splitlines())
    return [line for line in lines if line["student"] == student]


def is_current(text):
    return "2.25 of 3 points" in text and "Well &lt;explained&gt;." in text and '<meta name="grades"' in text


def test_points_by_hand_do_not_wait_again_when_the_same_work_is_graded_by_force(graded):
    enter_by_hand(graded)
    assert "2 graded" in (done := grade(graded, "--force").stdout) and "0 wait for grading by hand" in done
    assert is_current(page(graded)) and len(history(graded)) == 2


def test_nbgrader_autograde_leaves_a_history_and_a_current_page(graded):
    """As formgrader's button does it; what is handed in again and earns the same must not keep the old page."""
    path = graded / "submitted" / PARTLY / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.write_text(path.read_text().replace('"cells": [', '"cells": [' + SCRATCH, 1))
    assert nbgrader_here(graded, "autograde", ASSIGNMENT, "--student", PARTLY, "--force") == 0
    before, now = history(graded)
    assert now["why"] == ["nbgrader autograde"] and now["score"] == before["score"] and now["basis"] != before["basis"]
    assert "handed in again, with a thought" in page(graded)
    told = grade(graded, "--explain", PARTLY).stdout
    assert "2. " in told and "Why: nbgrader autograde." in told and "entered by a person" not in told
    assert "0 graded, 2 were graded already" in grade(graded).stdout


def test_who_has_no_grade_is_told_why(graded):
    edit_gradebook(graded, lambda gradebook: gradebook.add_student("zoe"))
    assert "Nothing came from zoe\n" in grade(graded).stdout
    for student, why in {"zoe": "nothing was handed in.", "nobody": "nobody in the gradebook has this id."}.items():
        assert why in " ".join(grade(graded, "--explain", student).output.split())


def test_comments_are_markdown_with_formulas_and_nothing_in_them_is_lost():
    assert comment("Well done.") == "Well done."
    text = comment("**Why** is $x^T G$ a matrix?\nIf a<b, <script>x</script> stays.")
    assert (
        "<strong>Why</strong>" in text and "<msup>" in text and "a&lt;b, &lt;script&gt;x&lt;/script&gt; stays." in text
    )


def test_feedback_is_renewed_from_the_gradebook_without_grading(graded):
    enter_by_hand(graded)
    done = grade(graded)
    assert "0 graded, 2 were graded already" in done.stdout
    assert f"Feedback renewed, because the gradebook was edited: {PARTLY}\n" in done.stdout
    assert is_current(page(graded)) and len(history(graded)) == 1
    assert "Feedback renewed" not in grade(graded).stdout
    assert "Not yet" in page(graded)


@pytest.mark.parametrize("options", [[], ["--force"]])
def test_nbgraders_own_feedback_is_our_page_and_current(graded, options):
    enter_by_hand(graded)
    assert nbgrader_here(graded, "generate_feedback", ASSIGNMENT, *options) == 0
    made = page(graded)
    assert is_current(made)
    assert "Feedback renewed" not in grade(graded).stdout
    assert page(graded) == made
    shutil.rmtree(graded / "feedback" / PARTLY)
    assert "Feedback renewed" in grade(graded).stdout
    assert page(graded) == made  # Both doors make the same page, to the letter.


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # nbgrader leaves a file open.
def test_feedback_can_be_released_on_the_exchange(graded, tmp_path):
    (tmp_path / "exchange").mkdir(mode=0o777)
    (tmp_path / "exchange").chmod(0o777)
    option = f"--Exchange.root={tmp_path / 'exchange'}"
    assert nbgrader_here(graded, "release_feedback", ASSIGNMENT, option) == 0
    released = list((tmp_path / "exchange").rglob("*.html"))
    assert len(released) == 2 and {path.read_text() for path in released} == {page(graded), page(graded, RIGHT)}
    enter_by_hand(graded)
    grade(graded)
    assert (graded / "feedback" / PARTLY / ASSIGNMENT / "submission_secret.txt").exists()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # nbgrader leaves a file open.
def test_somebody_who_handed_in_elsewhere_keeps_nobody_from_feedback(graded, tmp_path):
    (tmp_path / "exchange").mkdir()
    (tmp_path / "exchange").chmod(0o777)
    (graded / "feedback" / PARTLY / ASSIGNMENT / "timestamp.txt").unlink()
    log = f"--NbGrader.logfile={tmp_path / 'log'}"
    option = f"--Exchange.root={tmp_path / 'exchange'}"
    assert nbgrader_here(graded, "release_feedback", ASSIGNMENT, option, log) == 0
    (released,) = (tmp_path / "exchange").rglob("*.html")
    assert released.read_text() == page(graded, RIGHT)
    assert f"send the page in {graded / 'feedback' / PARTLY / ASSIGNMENT} yourself" in (tmp_path / "log").read_text()


def test_new_points_are_announced_and_then_given(graded):
    def double(gradebook):
        gradebook.find_grade_cell("check-weighted_sum", ASSIGNMENT, ASSIGNMENT).max_score = 2

    edit_gradebook(graded, double)
    before = {path: path.read_bytes() for path in graded.rglob("*") if path.is_file()}
    done = grade(graded, "--dry-run")
    assert done.exit_code == 0 and "Would be graded: 2; with another grade: 1; not touched: 0" in done.stdout
    for text in (RIGHT, "3 of 4", "4 of 4", "points: check-weighted_sum 1 → 2"):
        assert text in done.stdout
    assert {path: path.read_bytes() for path in graded.rglob("*") if path.is_file()} == before
    assert "2 graded, 0 were graded already" in grade(graded).stdout
    assert scores(graded) == {RIGHT: 4, PARTLY: 1}
    first, second = history(graded)
    assert second["why"] == ["points: check-weighted_sum 1 → 2"] and second["of"] == 4
    assert first["notebooks"][ASSIGNMENT]["seed"] == second["notebooks"][ASSIGNMENT]["seed"]


def test_points_by_hand_are_asked_for_again_only_if_the_work_is_another(graded):
    def asked():
        with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as gradebook:
            entry = gradebook.find_grade("check-weighted_sum", ASSIGNMENT, ASSIGNMENT, PARTLY)
            assert entry.manual_score == 0.75
            return entry.needs_manual_grade

    def new_points(points):
        def give(gradebook):
            gradebook.find_grade_cell("check-step", ASSIGNMENT, ASSIGNMENT).max_score = points

        edit_gradebook(graded, give)
        assert "2 graded" in grade(graded).stdout

    enter_by_hand(graded)
    new_points(2)
    assert not asked()
    path = graded / "submitted" / PARTLY / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.write_text(path.read_text().replace("# A trial", "# A second trial"))
    assert "1 graded" in grade(graded).stdout and asked()
    new_points(3)
    assert asked()  # Nobody has looked at it meanwhile.


def test_an_extension_concerns_only_whom_it_was_granted(graded):
    edit_gradebook(graded, lambda g: g.update_or_create_assignment(ASSIGNMENT, duedate="2026-01-01 11:00:00 UTC"))
    done = grade(graded)
    assert "2 graded" in done.stdout
    assert history(graded)[-1]["why"] == ["due date or extension: in time before, 1 h 0 min late now"]
    edit_gradebook(graded, lambda g: g.grant_extension(ASSIGNMENT, PARTLY, hours=2))
    assert "1 graded, 1 were graded already" in grade(graded).stdout
    assert history(graded)[-1]["why"] == ["due date or extension: 1 h 0 min late before, in time now"]
    assert len(history(graded, RIGHT)) == 2


def test_another_version_of_the_checks_makes_everybody_stale(graded, monkeypatch):
    monkeypatch.setattr("course.classroom.basis.version", lambda exercises: "abc")
    done = grade(graded, "--dry-run")
    assert "Would be graded: 2; with another grade: 0" in done.stdout and "→ abc" in " ".join(done.stdout.split())
    assert "2 graded" in grade(graded).stdout and history(graded)[-1]["basis"]["version"] == "abc"


def test_a_version_is_that_of_the_chapters_exercises():
    assert version(("step",)) == version(("weighted_sum",)) != version(("sigmoid",))
    assert version(("tanh_grad",)) == version(("sigmoid",))


def test_a_gradebook_that_lost_a_student_gets_the_grade_again(graded):
    edit_gradebook(graded, lambda g: g.remove_submission(ASSIGNMENT, PARTLY))
    assert "1 graded, 1 were graded already" in grade(graded).stdout
    assert history(graded)[-1]["why"] == ["not in the gradebook"] and scores(graded)[PARTLY] == 1


def test_explain_prints_the_history_with_the_reasons(graded):
    enter_by_hand(graded)
    grade(graded, "--force")
    done = grade(graded, "--explain", PARTLY)
    text = " ".join(done.stdout.split())
    assert done.exit_code == 0 and "1 of 3 points. Why: new. Checks of version" in text
    assert "2.25 of 3 points. Why: graded again." in text and "seed" in text
    assert "weighted_sum: 0 of 1. " in text and "The gradebook says now: 2.25 of 3 points." in text
    assert "Comment on step: Well <explained>." in text
    nobody = grade(graded, "--explain", "nobody")
    assert nobody.exit_code == 1 and f"nobody has no grade for {ASSIGNMENT}" in nobody.stderr


def test_reports_can_be_read_by_their_owner_only(graded):
    assert stat.S_IMODE((graded / "reports").stat().st_mode) == 0o700
    for path in (graded / "reports").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_broken_hand_in_asks_for_a_person_and_points_by_hand_stay(graded):
    enter_by_hand(graded)
    path = graded / "submitted" / PARTLY / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.write_text("{cut off")
    done = grade(graded)
    assert (
        "1 could not be graded" in done.stdout
        and f"not graded {PARTLY}: {ASSIGNMENT}.ipynb is no notebook" in done.stdout
    )
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as gradebook:
        submission = gradebook.find_submission(ASSIGNMENT, PARTLY)
        assert submission.needs_manual_grade and submission.score == 0.75
        comments = [comment.comment for comment in submission.notebooks[0].comments if comment.comment]
    assert any("is no notebook: unreadable at line 1" in comment for comment in comments)
    assert "0.75 of 3 points, not all of it graded yet" in page(graded)
    assert "1 could not be graded" in grade(graded).stdout and len(history(graded)) == 2


NOW = {"submission": "a", "late": 0, "points": {"x": 1.0}, "cells": "c", "version": "v"}


@pytest.mark.parametrize(
    ("last", "why"),
    [
        (None, ("new",)),
        (NOW, ()),
        (NOW | {"submission": "b"}, ("handed in again",)),
        (NOW | {"late": 90}, ("due date or extension: 1 min late before, in time now",)),
        (NOW | {"points": {"x": 1.0, "y": 2.0}}, ("points: y is gone",)),
        (NOW | {"cells": "d"}, ("the assignment's own cells were changed",)),
        (NOW | {"version": "u"}, ("the course's checks were changed (version u → v)",)),
    ],
)
def test_a_change_is_named(last, why):
    assert changes(last, NOW) == why


def test_the_moment_of_a_grade_is_on_record(graded):
    moment = datetime.datetime.fromisoformat(history(graded)[0]["graded"])
    assert abs((datetime.datetime.now(datetime.UTC) - moment).total_seconds()) < 3600
