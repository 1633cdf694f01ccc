"""One student's file never stops a class: what goes wrong with it is that student's reason, and the others go on."""

import json
import os
import shutil
import sqlite3

import nbformat
import pytest
from sqlalchemy.exc import OperationalError

from course.classroom.gradebook import ClassGradebook
from course.classroom.restore import restore
from course.classroom.text import encodable
from tests.support.classes import grade, hand_in, needs_a_sandbox, scores
from tests.support.submissions import ASSIGNMENT, TRIALS, Trial, cells, changed, new_notebook, scratch

needs_a_sandbox()

pytestmark = pytest.mark.xdist_group("grade")  # These tests share what is slow to make.

LONE = "\ud800"
RIGHT = TRIALS[0].content


def told(text):
    """A submission whose `weighted_sum` raises an error with this text."""
    return cells(f"def weighted_sum(x, w, b):\n    raise ValueError({text!r})\nimport numpy as np")


def in_cell(index, text):
    """A right submission with this text at the end of a cell."""
    return changed(lambda data: data["cells"][index]["source"].append(text))


def written(notebook_cells):
    return nbformat.writes(new_notebook(cells=notebook_cells)).encode()


ODD = [
    Trial("odd", "nul in prose", in_cell(0, "a\0b"), 3),
    Trial("odd", "nul in an answer", in_cell(5, "\n# a\0b"), 2),
    Trial("odd", "nul printed", written(scratch(r"print('a\0b')")), 3),
    Trial("odd", "nul in an error", written(told("a\0b")), 2),
    Trial("odd", "surrogate in prose", in_cell(0, f"a{LONE}b"), 3),
    Trial("odd", "surrogate in an answer", in_cell(5, f"\n# a{LONE}b"), 3),
    Trial("odd", "surrogate printed", written(scratch(r"print('a\ud800b')")), 3),
    Trial("odd", "surrogate in an error", written(told(LONE)), 2),
]
OTHERS = [Trial("others", name, RIGHT, 3) for name in ("first", "last")]


@pytest.fixture
def classroom(released, tmp_path, workers_here):
    """A course with two right submissions; tests put others between them."""
    folder = shutil.copytree(released, tmp_path / "class")
    hand_in(folder, OTHERS)
    return folder


def hand_in_one(folder, student, content=RIGHT):
    """One more submission, by this student; returns its folder."""
    hand_in(folder, [Trial("by", student, content, 3)])
    return folder / "submitted" / f"by-{student}" / ASSIGNMENT


def others_are_graded(folder):
    return {student: scores(folder).get(student) for student in ("others-first", "others-last")} == {
        "others-first": 3,
        "others-last": 3,
    }


def test_odd_characters_are_written_as_far_as_they_can_be(classroom):
    hand_in(classroom, ODD)
    done = grade(classroom)
    assert done.exit_code == 0, done.output
    assert scores(classroom) == {trial.student: trial.points for trial in ODD + OTHERS}
    for trial in ODD:
        autograded = classroom / "autograded" / trial.student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        page = (classroom / "feedback" / trial.student / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()
        assert ("\ufffd" if "surrogate" in trial.name else r"\u0000") in autograded.read_text()
        assert "</section>" in page
    assert f"0 graded, {len(ODD + OTHERS)} were graded already" in grade(classroom).stdout


def test_only_lone_surrogates_are_replaced():
    assert encodable(f"a\0b größe 🙂 {LONE}\udfff c") == "a\0b größe 🙂 \ufffd\ufffd c"
    assert encodable(json.loads(r'"🙂"')) == "🙂"


@pytest.mark.parametrize("timestamp", ["2026-01-31 12:00:00 UTC".encode("utf-16"), b"9" * 23])
def test_a_timestamp_that_cannot_be_read_is_its_students_reason(classroom, timestamp):
    home = hand_in_one(classroom, "middle")
    (home / "timestamp.txt").write_bytes(timestamp)
    done = grade(classroom)
    assert done.exit_code == 1 and others_are_graded(classroom)
    assert f"not graded by-middle: {home / 'timestamp.txt'} does not say when it was handed in" in done.stdout
    (home / "timestamp.txt").unlink()
    assert grade(classroom).exit_code == 0 and scores(classroom)["by-middle"] == 3


def test_an_error_in_reading_is_its_students_reason(classroom, monkeypatch):
    hand_in_one(classroom, "middle")

    def files(folder):
        if folder.parent.name == "by-middle":
            raise MemoryError("too large")
        return {}

    monkeypatch.setattr("course.classroom.submitted.other_files", files)
    done = grade(classroom)
    assert "not graded by-middle: could not be graded: MemoryError: too large" in done.stdout
    assert done.exit_code == 1 and others_are_graded(classroom)


def test_an_error_in_grading_is_its_students_reason_and_is_tried_again(classroom, monkeypatch):
    hand_in_one(classroom, "middle", in_cell(0, "MARK"))
    with monkeypatch.context() as broken:

        def fails(notebook, source):
            if "MARK" in notebook.cells[0].source:
                raise RecursionError("too deep")
            return restore(notebook, source)

        broken.setattr("course.classroom.submission.restore", fails)
        done = grade(classroom)
    assert "not graded by-middle: could not be graded: RecursionError: too deep" in done.stdout
    assert done.exit_code == 1 and others_are_graded(classroom)
    assert "1 graded, 2 were graded already" in grade(classroom).stdout


def test_an_error_in_writing_is_its_students_reason_and_is_tried_again(classroom):
    hand_in_one(classroom, "middle")
    (classroom / "autograded").mkdir()
    (classroom / "autograded" / "by-middle").write_text("in the way")
    done = grade(classroom)
    assert "not graded by-middle: could not be graded: FileExistsError" in done.stdout or "NotADirectory" in done.stdout
    assert done.exit_code == 1 and others_are_graded(classroom)
    (classroom / "autograded" / "by-middle").unlink()
    assert "1 graded, 2 were graded already" in grade(classroom).stdout


def test_a_folder_whose_name_the_gradebook_cannot_hold_is_its_students_reason(classroom):
    hand_in_one(classroom, os.fsdecode(b"m\xfcller"))
    done = grade(classroom)
    assert "not graded by-m\ufffdller: could not be graded: UnicodeEncodeError" in done.stdout
    assert done.exit_code == 1 and others_are_graded(classroom)


def test_a_gradebook_that_cannot_be_written_stops_the_run_and_says_what_to_do(classroom, monkeypatch):
    def locked(*arguments):
        raise OperationalError("insert", {}, sqlite3.OperationalError("database is locked"))

    with monkeypatch.context() as broken:
        broken.setattr(ClassGradebook, "write", locked)
        done = grade(classroom)
    assert done.exit_code == 1
    assert (
        "The gradebook cannot be written (database is locked)" in done.stderr and "run the same command" in done.stderr
    )
    assert grade(classroom).exit_code == 0 and others_are_graded(classroom)
