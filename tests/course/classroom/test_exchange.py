"""`nbgrader collect`, where a student may have put anything into the folder that all of them can write to."""

import os
import pwd
import shutil

import nbformat
import pytest
from nbformat.v4 import new_notebook

from tests.support.classes import nbgrader_here, needs_a_sandbox
from tests.support.submissions import ASSIGNMENT, WRONG, cells

needs_a_sandbox()  # The class is made with one.

pytestmark = pytest.mark.xdist_group("grade")

ME = pwd.getpwuid(os.getuid()).pw_name
FIRST, SECOND, THIRD = (f"2026-10-1{day} 09:00:00.000000 UTC" for day in (1, 2, 3))


@pytest.fixture
def course(released, tmp_path):
    return shutil.copytree(released, tmp_path / "class")


@pytest.fixture
def inbound(tmp_path):
    exchange = tmp_path / "exchange"
    folder = exchange / "trial" / "inbound"
    folder.mkdir(parents=True)
    exchange.chmod(0o777)
    return folder


def submit(inbound, student, moment, **parts):
    folder = inbound / f"{student}+{ASSIGNMENT}+{moment}+Zm9vYmFy"
    folder.mkdir()
    nbformat.write(new_notebook(cells=cells(**parts)), folder / f"{ASSIGNMENT}.ipynb")
    (folder / "timestamp.txt").write_text(moment)
    (folder / "submission_secret.txt").write_text("secret")
    return folder


def collect(course, inbound, *options):
    """`nbgrader collect`; returns what it says."""
    log = course / "collect.log"
    log.write_text("")
    told = [f"--Exchange.root={inbound.parent.parent}", f"--NbGrader.logfile={log}"]
    assert nbgrader_here(course, "collect", ASSIGNMENT, *told, *options) == 0
    return log.read_text()


def collected(course, student=ME):
    return course / "submitted" / student / ASSIGNMENT


def test_a_newer_hand_in_takes_the_place_of_an_older_one_if_asked(course, inbound):
    submit(inbound, ME, FIRST)
    collect(course, inbound)
    assert (collected(course) / "submission_secret.txt").read_text() == "secret"
    submit(inbound, ME, SECOND, total=WRONG)
    assert "use --update" in collect(course, inbound)
    assert (collected(course) / "timestamp.txt").read_text() == FIRST
    collect(course, inbound, "--update")
    assert (collected(course) / "timestamp.txt").read_text() == SECOND
    assert "No newer submission" in collect(course, inbound, "--update")


def test_a_link_is_not_followed_and_a_pipe_stops_nobody(course, inbound):
    folder = submit(inbound, ME, FIRST)
    (folder / "notes.txt").symlink_to(course / "gradebook.db")
    (folder / "data").symlink_to(course / "source", target_is_directory=True)
    os.mkfifo(folder / "pipe")
    (folder / "own").mkdir()
    (folder / "own" / "data.csv").write_text("1,2")
    told = collect(course, inbound)
    found = {path.relative_to(collected(course)).as_posix() for path in collected(course).rglob("*")}
    assert found == {f"{ASSIGNMENT}.ipynb", "timestamp.txt", "submission_secret.txt", "own", "own/data.csv"}
    assert "notes.txt (a link)" in told and "pipe (no file)" in told


def test_nobody_hands_in_for_somebody_else(course, inbound):
    submit(inbound, "ada", FIRST)
    submit(inbound, "..", FIRST)
    submit(inbound, ME, FIRST)
    (inbound / f"{ME}+{ASSIGNMENT}+{SECOND}+Zm9v").symlink_to(course / "source" / ASSIGNMENT)
    told = collect(course, inbound)
    assert (collected(course) / "timestamp.txt").read_text() == FIRST
    assert not collected(course, "ada").exists() and "is not from ada" in told
    collect(course, inbound, "--ExchangeCollect.check_owner=False")  # Where all share an account.
    assert collected(course, "ada").is_dir()
    assert {path.name for path in (course / "submitted").iterdir()} == {"ada", ME} and not (
        course / ASSIGNMENT
    ).exists()


def test_moments_that_nobody_can_read_stop_nothing(course, inbound):
    submit(inbound, ME, "in the morning")
    collect(course, inbound)
    assert collected(course).is_dir()
    submit(inbound, ME, THIRD)
    collect(course, inbound, "--update")
    assert (collected(course) / "timestamp.txt").read_text() == THIRD


def test_what_is_too_large_is_left_out(course, inbound):
    folder = submit(inbound, ME, FIRST)
    (folder / "a-large-file.bin").write_bytes(bytes(200_000))
    told = collect(course, inbound, "--CourseDirectory.max_dir_size=100")
    assert (collected(course) / f"{ASSIGNMENT}.ipynb").exists()
    assert not (collected(course) / "a-large-file.bin").exists()
    assert "c.CourseDirectory.max_dir_size" in told


def test_teachers_who_share_a_course_by_a_group_can_all_write_what_is_collected(course, inbound):
    (submit(inbound, ME, FIRST) / "data").mkdir()
    collect(course, inbound, "--CourseDirectory.groupshared=True")
    for path in (collected(course), *collected(course).rglob("*")):
        mode = 0o2770 if path.is_dir() else 0o660
        assert path.stat().st_mode & mode == mode, path
