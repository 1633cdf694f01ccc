"""The learner's record: kept, drawn, and never in the way."""

import sqlite3
import sys
import time

import pytest

from autograder import check, exercises, progress
from autograder.progress import to_repeat
from autograder.record import best_scores, record_path


@pytest.fixture(params=[sys.platform, "emscripten"])
def path(request, tmp_path, monkeypatch):
    """On a computer, and in a browser, where the record is read and written whole."""
    monkeypatch.setattr(sys, "platform", request.param)
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "deep" / "progress.sqlite"))
    return record_path()


def double(x):
    return 2 * x


def test_checks_are_remembered_with_their_best_score(path):
    check("double", lambda x: x * x)
    assert best_scores() == {"double": 0}
    check(double)
    check("double", lambda x: x * x)
    assert best_scores() == {"double": 1}
    rows = sqlite3.connect(path).execute("SELECT exercise, misconception, seed FROM checks").fetchall()
    assert [row[1] for row in rows] == ["double-squared", None, "double-squared"]
    assert all(isinstance(row[2], int) for row in rows)


def test_progress_shows_every_exercise_in_words_and_as_a_picture(path):
    check(double)
    check("sigmoid", lambda z: z)
    shown = progress()
    assert [name for scores in shown.chapters.values() for name in scores] == exercises()
    picture = shown._repr_html_()
    assert 'aria-label="double: solved"' in picture
    assert 'aria-label="sigmoid: begun"' in picture
    assert 'aria-label="tanh_grad: not tried"' in picture
    assert str(shown).splitlines()[0].split() == ["00_start-here", "#", "1", "of", "1"]


def test_a_corrupt_file_is_set_aside(path):
    path.parent.mkdir(parents=True)
    path.write_bytes(b"this is no database" * 100)
    assert check(double).passed
    assert best_scores() == {"double": 1}
    assert path.with_name(f"{path.name}.corrupt").read_bytes().startswith(b"this is no database")


def test_progress_survives_a_corrupt_file(path):
    path.parent.mkdir(parents=True)
    path.write_bytes(b"this is no database" * 100)
    assert "0 of 1" in str(progress())


def test_a_place_that_cannot_be_written_is_no_reason_to_fail(tmp_path, monkeypatch):
    blocker = tmp_path / "file"
    blocker.write_text("")
    monkeypatch.setenv("COURSE_PROGRESS", str(blocker / "progress.sqlite"))
    assert check(double).passed
    assert best_scores() == {}


def test_a_locked_file_does_not_hold_the_check_up(path):
    check(double)
    other = sqlite3.connect(path)
    other.execute("BEGIN EXCLUSIVE")
    begun = time.monotonic()
    assert check(double).passed
    assert time.monotonic() - begun < 2
    other.rollback()


def test_nothing_is_recorded_while_grading(path, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    check(double)
    assert not path.exists()


def test_without_a_setting_the_platforms_folder_is_used(monkeypatch):
    monkeypatch.delenv("COURSE_PROGRESS", raising=False)
    assert record_path().name == "progress.sqlite" and "gradients-by-hand" in str(record_path())


def test_what_is_still_to_do_was_not_begun(path):
    check("double", ...)
    assert best_scores() == {}
    check("double", lambda x: x)
    assert best_scores() == {"double": 0}


def test_progress_says_the_total_the_hours_and_where_to_continue(path):
    assert progress().here == ("00_start-here", "double") and progress().total[0] == 0
    hours = progress().hours_left
    check(double)
    shown = progress()
    assert shown.total == (1, len(exercises())) and shown.hours_left < hours
    assert shown.here == ("01_perceptron", "weighted_sum")
    check("sigmoid", lambda z: z)
    assert progress().here == ("02_activations", progress().here[1])
    assert "Continue here: " in str(progress()) and '<a href="02_activations.ipynb">' in progress()._repr_html_()


def test_recall_questions_come_back_after_days():
    day = 24 * 60 * 60
    once, twice = [(0, "recall-01-1", True)], [(0, "recall-01-1", True), (4 * day, "recall-01-1", True)]
    assert to_repeat(once, 2 * day) == [] and to_repeat(once, 3 * day) == ["recall-01-1"]
    assert to_repeat(twice, 10 * day) == [] and to_repeat(twice, 11 * day) == ["recall-01-1"]
    assert to_repeat([(0, "recall-01-1", False), (0, "double", True), (0, "gone", True)], 90 * day) == []
