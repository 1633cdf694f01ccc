"""`course grade` and `nbgrader autograde`, the two doors to a grade: what is behind them is the same."""

import datetime
import json
import os
import shutil

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook

from course.classroom.moment import believed
from tests.support.classes import a_class, grade, nbgrader_here, needs_a_sandbox
from tests.support.submissions import ASSIGNMENT, CHECKS, WRONG, cells, graded

needs_a_sandbox()

pytestmark = [
    pytest.mark.xdist_group("grade"),
    pytest.mark.filterwarnings("ignore:Object of type <Submitted"),  # nbgrader autograde
    pytest.mark.usefixtures("workers_here"),
]

MORE = "more"  # The second notebook.
RELU = "import numpy as np\ndef relu(z):\n    return np.maximum(0, z)"
TASK = {"grade": False, "grade_id": "derive", "locked": True, "schema_version": 3, "solution": False, "task": True}
RIGHT = new_notebook(cells=cells())
PARTLY = new_notebook(cells=cells(WRONG))
LATE = (
    "from nbgrader.plugins import BasePlugin\n"
    "class Half(BasePlugin):\n    def late_submission_penalty(self, student, score, seconds): return score / 2\n"
)


def by_course_grade(folder, *options):
    return grade(folder, *options).exit_code


def by_autograde(folder, *options):
    """What is graded already is graded again, as formgrader's button does it."""
    return nbgrader_here(folder, "autograde", ASSIGNMENT, "--force", *options)


DOORS = pytest.mark.parametrize("door", [by_course_grade, by_autograde])


def more(answer=RELU, words="By the chain rule.", solution="{}"):
    """The second notebook: an exercise, and a derivation that a person grades."""
    task = new_markdown_cell("Derive it.", id="derive", metadata={"nbgrader": TASK | {"points": 2}})
    check = graded("check-relu", CHECKS["check-step"].replace("step", "relu"), grade=True, points=1)
    told = [new_markdown_cell(words, id="mine")] if words else []
    return new_notebook(cells=[graded("relu", solution.format(answer)), check, task, *told])


@pytest.fixture(scope="module")
def two_notebooks(tmp_path_factory):
    """A course whose assignment has two notebooks, and nobody who handed in."""
    folder = a_class(tmp_path_factory.mktemp("doors") / "class", [])
    source = more(words="", solution="### BEGIN SOLUTION\n{}\n### END SOLUTION")
    nbformat.write(source, folder / "source" / ASSIGNMENT / f"{MORE}.ipynb")
    assert nbgrader_here(folder, "generate_assignment", ASSIGNMENT, "--force") == 0
    return folder


@pytest.fixture
def folder(two_notebooks, tmp_path):
    return shutil.copytree(two_notebooks, tmp_path / "class")


def blank(folder):
    return (folder / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text()


def hand_in(folder, student="ada", timestamp=None, **notebooks):
    home = folder / "submitted" / student / ASSIGNMENT
    home.mkdir(parents=True, exist_ok=True)
    for name, notebook in notebooks.items():
        text = notebook if isinstance(notebook, str) else nbformat.writes(notebook)
        (home / f"{name}.ipynb").write_text(text)
    if timestamp is not None:
        (home / "timestamp.txt").write_text(timestamp)


def history(folder, student="ada"):
    lines = map(json.loads, (folder / "reports" / f"{ASSIGNMENT}.jsonl").read_text().splitlines())
    return [line for line in lines if line["student"] == student]


def edit(folder, change):
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        found = change(gradebook)
        gradebook.db.commit()
        return found


def enter_by_hand(folder, points, cell="derive", notebook=MORE):
    def enter(gradebook):
        entry = gradebook.find_grade(cell, notebook, ASSIGNMENT, "ada")
        entry.manual_score, entry.needs_manual_grade = points, False

    edit(folder, enter)


def waiting(folder, student="ada"):
    """The cells that wait for a person."""

    def ask(gradebook):
        notebooks = gradebook.find_submission(ASSIGNMENT, student).notebooks
        return {entry.name for notebook in notebooks for entry in notebook.grades if entry.needs_manual_grade}

    return edit(folder, ask)


def standing(folder, student="ada"):
    """The score, the points by cell, what is taken off, and the comments."""

    def ask(gradebook):
        submission = gradebook.find_submission(ASSIGNMENT, student)
        points = {entry.name: entry.score for notebook in submission.notebooks for entry in notebook.grades}
        said = {one.name: one.comment for notebook in submission.notebooks for one in notebook.comments if one.comment}
        return submission.score, points, submission.late_submission_penalty, said

    return edit(folder, ask)


@DOORS
def test_points_by_hand_are_asked_for_again_only_if_the_work_is_another(folder, door):
    hand_in(folder, trial=RIGHT, more=more())
    assert door(folder) == 0 and waiting(folder) == {"derive"}
    enter_by_hand(folder, 1.5)
    enter_by_hand(folder, 0.5, "check-step", ASSIGNMENT)
    assert door(folder, "--force") == 0
    assert waiting(folder) == set() and standing(folder)[0] == 5
    hand_in(folder, more=more(words="By the chain rule, twice."))
    for _ in range(2):  # Nobody has looked at it meanwhile.
        assert door(folder, "--force") == 0
        assert waiting(folder) == {"derive", "check-step"} and standing(folder)[0] == 5
    enter_by_hand(folder, 2)
    enter_by_hand(folder, 1, "check-step", ASSIGNMENT)
    assert door(folder, "--force") == 0 and waiting(folder) == set()


def test_what_was_entered_by_hand_behind_one_door_holds_behind_the_other(folder):
    hand_in(folder, trial=RIGHT, more=more())
    assert by_course_grade(folder) == 0
    enter_by_hand(folder, 1.5)
    assert by_autograde(folder) == 0 and waiting(folder) == set()
    assert "0 graded, 1 were graded already" in grade(folder).stdout
    assert by_course_grade(folder, "--force") == 0 and waiting(folder) == set()


def test_both_enter_and_note_the_same(two_notebooks, tmp_path):
    """Everything but the moment, the reason and the seed."""
    found = []
    for door in (by_course_grade, by_autograde):
        folder = shutil.copytree(two_notebooks, tmp_path / door.__name__)
        hand_in(folder, trial=PARTLY, more=more("import numpy as np\ndef relu(z):\n    return abs(z)"))
        hand_in(folder, "ben", trial=blank(folder))
        hand_in(folder, "eve", more=more(words=""))
        hand_in(folder, "fay", trial=PARTLY, more=nbformat.writes(more())[:300])
        assert door(folder) == (door is by_course_grade)  # nbgrader's knows no such thing.
        everyone = ("ada", "ben", "eve", "fay")
        lines = [history(folder, student) for student in everyone]
        for (line,) in lines:
            assert line.pop("why") == ["new" if door is by_course_grade else "nbgrader autograde"]
            assert line.pop("graded")
            for notebook in line["notebooks"].values():
                assert notebook.pop("seed", None) or notebook == {"missing": True}
        found.append([lines, *((standing(folder, who), waiting(folder, who)) for who in everyone)])
    assert found[0] == found[1]


def test_everyone_in_a_run_of_autograde_meets_the_same_cases_and_in_another_run_others(folder):
    for student in ("ada", "ben"):
        hand_in(folder, student, trial=RIGHT, more=more())

    def seeds(run):
        lines = [history(folder, student)[run] for student in ("ada", "ben")]
        return {notebook["seed"] for line in lines for notebook in line["notebooks"].values()}

    assert by_autograde(folder) == 0 and by_autograde(folder) == 0
    assert len(seeds(0)) == len(seeds(1)) == 1 and seeds(0) != seeds(1)


def test_a_history_of_several_notebooks_has_a_line_for_every_grade_of_all_of_them(folder):
    hand_in(folder, trial=PARTLY, more=more())
    assert by_autograde(folder) == 0
    (line,) = history(folder)
    assert line["why"] == ["nbgrader autograde"] and (line["score"], line["of"]) == (3, 6)
    assert line["notebooks"].keys() == {ASSIGNMENT, MORE}
    assert line["notebooks"][MORE]["exercises"]["relu"]["points"] == 1
    told = grade(folder, "--explain", "ada").stdout
    assert "1. " in told and "weighted_sum: 0 of 1. " in told and "relu: 1 of 1. " in told
    assert "derive: waits for a person" in told
    assert "0 graded, 1 were graded already" in grade(folder).stdout


def test_one_notebook_alone_leaves_the_others_as_they_are(folder):
    hand_in(folder, trial=PARTLY, more=more())
    assert by_autograde(folder) == 0
    enter_by_hand(folder, 2)
    nbgrader_here(folder, "generate_feedback", ASSIGNMENT)
    hand_in(folder, trial=RIGHT, more=more(words="Something else."))
    assert by_autograde(folder, "--notebook", ASSIGNMENT) == 0
    assert standing(folder)[0] == 6 and waiting(folder) == set()  # Of the old answer, which nobody graded again.
    before, now = history(folder)
    assert now["score"] == 6 and now["notebooks"][MORE] == before["notebooks"][MORE]
    assert now["basis"] == before["basis"]
    page = folder / "feedback" / "ada" / ASSIGNMENT / f"{MORE}.html"
    assert "By the chain rule." in page.read_text()
    assert "handed in again" in grade(folder, "--dry-run").stdout
    assert "1 graded" in grade(folder).stdout and waiting(folder) == {"derive"}
    assert "Something else." in page.read_text()


@DOORS
def test_one_notebook_that_cannot_be_graded_waits_with_the_reason_and_is_on_record(folder, door):
    hand_in(folder, trial=RIGHT, more=nbformat.writes(more())[:300])
    assert door(folder) == (door is by_course_grade)
    score, _, _, comments = standing(folder)
    assert score == 3 and waiting(folder) == {"check-relu", "derive"}
    assert "more.ipynb is no notebook: unreadable" in comments["relu"]
    (line,) = history(folder)
    assert "more.ipynb is no notebook" in line["failed"] and line["notebooks"].keys() == {ASSIGNMENT}
    kept = folder / "autograded" / "ada" / ASSIGNMENT
    assert "weighted_sum" in (kept / f"{ASSIGNMENT}.ipynb").read_text()
    assert "could not be graded" in (kept / f"{MORE}.ipynb").read_text()
    assert by_course_grade(folder) == 1 and len(history(folder)) == 1  # What holds is not graded again.
    hand_in(folder, more=more())
    assert door(folder) == 0
    assert standing(folder)[0] == 4 and history(folder)[1]["failed"] == ""


def test_what_only_course_grade_finds_waits_for_it(folder):
    hand_in(folder, trial=blank(folder), trial_final=RIGHT, more=more())
    hand_in(folder, "ben", trial=RIGHT, more_homework=more())
    for student in ("ada", "ben"):
        assert by_autograde(folder, "--student", student) == 0
        assert "under another name" in history(folder, student)[0]["failed"]
    assert waiting(folder) >= {"check-step"} and waiting(folder, "ben") == {"check-relu", "derive"}
    assert "2 graded" in grade(folder).stdout
    assert standing(folder)[0] == standing(folder, "ben")[0] == 4


def test_what_course_grade_refuses_autograde_refuses_in_the_same_words(folder):
    hand_in(folder, trial=blank(folder), trial_final=RIGHT, trial_copy=PARTLY, more=more())
    assert by_autograde(folder) == 0
    assert waiting(folder) == {"check-weighted_sum", "check-step", "test-answer", "check-relu", "derive"}
    why = history(folder)[0]["failed"]
    assert why.startswith("There are notebooks with different answers")
    done = grade(folder)
    assert done.exit_code == 1 and why in done.stdout and len(history(folder)) == 1


@pytest.mark.parametrize("names", [{"trial_final": RIGHT}, {"trial": RIGHT, "timestamp": "yesterday"}])
def test_what_nbgrader_itself_stops_at_costs_nobody_else_and_is_entered_by_course_grade(folder, names):
    """Both are said in docs/grading.md: nbgrader has no door there."""
    hand_in(folder, **names)
    hand_in(folder, "ben", trial=RIGHT, more=more())
    assert by_autograde(folder) == 1
    assert standing(folder, "ben")[0] == 4 and len(history(folder, "ben")) == 1 and not history(folder)
    grade(folder)
    assert len(history(folder)) == 1 and bool(history(folder)[0]["failed"]) == ("timestamp" in names)


def test_new_points_reach_a_process_that_goes_on(folder):
    """Formgrader's server autogrades for a whole term."""
    hand_in(folder, trial=RIGHT, more=more())
    assert by_autograde(folder) == 0

    path = folder / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.write_text(path.read_text().replace('"points": 1', '"points": 3', 1))
    assert nbgrader_here(folder, "generate_assignment", ASSIGNMENT, "--force") == 0
    assert by_autograde(folder) == 0
    assert standing(folder)[0] == 6 and history(folder)[1]["of"] == 8


def page(folder):
    return (folder / "feedback" / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()


@DOORS
@pytest.mark.parametrize("timestamp", ["1970-01-01 00:00:00 UTC", "2026-01-31 12:00:00 UTC", "2199-12-31 12:00:00 UTC"])
def test_a_moment_that_cannot_be_takes_nothing_off_and_is_said_everywhere(folder, door, timestamp):
    with (folder / "nbgrader_config.py").open("a") as config:
        config.write("c.AssignLatePenalties.plugin_class = 'late.Half'\n")
    (folder / "late.py").write_text(LATE)
    edit(folder, lambda gradebook: gradebook.update_or_create_assignment(ASSIGNMENT, duedate="2026-10-01 12:00:00 UTC"))
    hand_in(folder, trial=RIGHT, more=more(), timestamp="2026-10-01 13:00:00 UTC")
    assert door(folder) == 0 and standing(folder)[2] == 2
    nbgrader_here(folder, "generate_feedback", ASSIGNMENT)
    assert "That cannot be" not in page(folder)
    hand_in(folder, timestamp=timestamp)
    assert door(folder) == 0 and standing(folder)[2] == 0
    said = f"Its timestamp.txt says {timestamp[:16]} UTC"
    assert said in page(folder) and "nothing is taken off for lateness" in page(folder)
    line = history(folder)[-1]
    assert line["timestamp"] is None and any(said in one for one in line["notebooks"][ASSIGNMENT]["repairs"])
    assert edit(folder, lambda gradebook: gradebook.find_submission(ASSIGNMENT, "ada").timestamp) is None
    assert said in grade(folder, "--explain", "ada").stdout
    assert f"look ada: {said}" in grade(folder, "--force").stdout
    hand_in(folder, timestamp="2026-10-01 13:00:00 UTC")
    assert door(folder) == 0 and standing(folder)[2] == 2 and said not in page(folder)


def moment_in(days):
    return f"{datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days):%Y-%m-%d %H:%M:%S} UTC"


@pytest.mark.parametrize(
    ("when", "due", "why"),
    [
        (0, None, ""),
        (0.9, None, ""),
        (1.1, None, "which is after"),
        ("2014-12-31 23:59:00 UTC", None, "no nbgrader yet"),
        ("2015-01-01 00:00:00 UTC", None, ""),
        ("2026-04-02 12:00:00 UTC", datetime.datetime(2026, 10, 1, 12), ""),
        ("2026-03-31 12:00:00 UTC", datetime.datetime(2026, 10, 1, 12), "half a year and more before"),
        ("0001-01-01 00:00:00 UTC", datetime.datetime(9999, 12, 31), "half a year and more before"),
        ("9999-12-31 23:59:59 UTC", datetime.datetime(1, 1, 1), "which is after"),
    ],
)
def test_a_moment_is_believed_if_it_can_be(when, due, why, tmp_path):
    path, text = tmp_path / "timestamp.txt", when if isinstance(when, str) else moment_in(when)
    path.write_text(text)
    said, moment, doubt = believed(path, due)
    assert said == text and (moment is None) == bool(why) and why in doubt and bool(doubt) == bool(why)


def test_a_file_with_other_times_on_disk_says_the_same(tmp_path):
    """Archives keep times of their own."""
    for days in (3, -30):
        path = tmp_path / "timestamp.txt"
        path.write_text(moment_in(days))
        before = believed(path, None)
        for moment in (0, 2**33):
            os.utime(path, (moment, moment))
            assert believed(path, None) == before


def test_a_line_that_fails_here_is_told_behind_both_doors(folder):
    answer = cells("from google.colab import drive\ndrive.mount('/content/drive')\n" + cells()[1].source)
    for door in (by_course_grade, by_autograde):
        hand_in(folder, trial=new_notebook(cells=[*answer, new_code_cell("# " + door.__name__)]), more=more())
        assert door(folder) == 0 and standing(folder)[0] == 4
        assert any("google.colab" in one for one in history(folder)[-1]["notebooks"][ASSIGNMENT]["repairs"])
        assert "its cell went on without it" in page(folder) if door is by_course_grade else True
