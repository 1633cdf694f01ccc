"""The learner's record: kept, drawn, and never in the way."""

import json
import sqlite3
import sys
import time

import pytest

from autograder import check, exercises, export_work, import_work, progress
from autograder.home import FACTS
from autograder.progress import Progress, when_due
from autograder.record import Check, best_scores, record_path


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


def test_a_locked_file_does_not_hold_the_check_up(path, monkeypatch):
    check(double)
    other, waits = sqlite3.connect(path), []
    other.execute("BEGIN EXCLUSIVE")

    def connect(*arguments, timeout=5.0, connect=sqlite3.connect):
        waits.append(timeout)
        return connect(*arguments, timeout=timeout)

    monkeypatch.setattr(sqlite3, "connect", connect)
    assert check(double).passed
    assert 0 < sum(waits) < 1
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
    once = [Check(0, "recall-01-1", 1, True)]
    twice = [*once, Check(4 * day, "recall-01-1", 1, True)]
    assert when_due(once) == {"recall-01-1": 3 * day} and when_due(twice) == {"recall-01-1": 11 * day}
    others = [Check(0, "recall-01-1", 0, False), Check(0, "double", 1, True), Check(0, "gone", 1, True)]
    assert when_due(others) == {}
    assert list(when_due([*twice, Check(0, "recall-01-2", 1, True)])) == ["recall-01-2", "recall-01-1"]
    assert Progress({}, due={"recall-01-1": time.time() + 3600, "recall-01-2": time.time()}).repeat == ["recall-01-2"]


def test_in_a_browser_the_home_page_is_told_of_each_check_and_of_work_brought_back(path, tmp_path, monkeypatch):
    facts = path.with_name(FACTS)
    check("double", ...)
    assert not facts.exists()
    check(double)
    check("sigmoid", lambda z: z)
    assert facts.exists() == (sys.platform == "emscripten")
    if facts.exists():
        told = json.loads(facts.read_text())
        assert told["total"] == [1, len(exercises())] and told["here"] == list(progress().here)
        assert told["chapters"]["00_start-here"] == {"solved": 1, "tried": 1, "exercises": 1}
        assert told["chapters"]["02_activations"]["tried"] == 1 and told["chapters"]["02_activations"]["solved"] == 0
        facts.unlink()
        monkeypatch.chdir(tmp_path)
        export_work()
        import_work(next(tmp_path.glob("*.zip")).name)
        assert json.loads(facts.read_text()) == told
