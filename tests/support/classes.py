"""A teacher's course with a class of submissions in it, and the commands a teacher gives there."""

import contextlib
import os
import subprocess
import sys
from concurrent.futures import Executor, Future
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderApp

from autograder import load
from autograder.grading.sandbox import NoSandbox, check_system
from course.classroom.create import CONFIG, generate
from tests.support.commands import cli
from tests.support.submissions import ASSIGNMENT, source_notebook

LIMITS = """
c.RunInSandbox.cell_seconds = 1
c.RunInSandbox.idle_seconds = 0.5
c.RunInSandbox.cpu = 20
c.RunInSandbox.memory = 512 * 2**20
"""


def needs_a_sandbox():
    """Skip the tests of a module where no sandbox can be had."""
    try:
        check_system()
    except NoSandbox as missing:
        pytest.skip(str(missing), allow_module_level=True)


def command(folder, *words, **more):
    """Run a command in the course's folder, as a teacher would."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        words, cwd=folder, env=os.environ | {"PATH": path} | more, capture_output=True, text=True, check=False
    )


def nbgrader(folder, *arguments, **more):
    """nbgrader's own command."""
    return command(folder, sys.executable, "-m", "nbgrader", *arguments, **more)


def nbgrader_here(folder, *arguments):
    """nbgrader's own command in this process; returns its exit status."""
    with contextlib.chdir(folder):
        try:
            NbGraderApp().launch_instance(list(arguments))
            return 0
        except SystemExit as end:
            return end.code
        finally:
            for app in (NbGraderApp, *(app for app, _ in NbGraderApp.subcommands.values())):
                if used := app._instance:  # The next command would use it again, and write where this one did.
                    used.deinit_logging()
                    type(used).clear_instance()


def course_grade(folder, *options):
    """The words of the command `course grade`."""
    return [sys.executable, "-m", "course", *grade_arguments(folder, *options)]


def grade(folder, *options):
    """`course grade` in this process."""
    return cli(*grade_arguments(folder, *options))


def grade_arguments(folder, *options):
    """What stands after `course`."""
    return ["grade", ASSIGNMENT, "--course-dir", str(folder), *options]


class Here(Executor):
    """Runs what it is given at once and in this process, so that one warm sandbox serves many tests."""

    def submit(self, function, /, *arguments, **named):
        future = Future()
        try:
            future.set_result(function(*arguments, **named))
        except Exception as error:
            future.set_exception(error)
        return future


def grade_here(monkeypatch):
    """Grade in this process, where the processes that usually do it are not what is tested."""
    monkeypatch.setattr("course.classroom.workers.ProcessPoolExecutor", lambda *_, **__: Here())


def impatient(monkeypatch):
    """Give up on a submission sooner than a teacher would: nobody here is right only after seconds."""
    monkeypatch.setattr("autograder.grading.sandbox.GRACE", 0.8)
    for name in ("weighted_sum", "step"):
        monkeypatch.setattr(load(name), "seconds", 0.5)


def a_class(folder, trials, config=CONFIG + LIMITS, notebook=None):
    """A course with one assignment, released, and these submissions."""
    source = folder / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    source.parent.mkdir(parents=True)
    (folder / "nbgrader_config.py").write_text(config.format(course_id="trial"))
    nbformat.write(notebook or source_notebook(), source)
    assert list(generate(folder, [ASSIGNMENT])) == [ASSIGNMENT]
    hand_in(folder, trials)
    return folder


def hand_in(folder, trials):
    """Put these submissions where a teacher collects them."""
    for trial in trials:
        home = folder / "submitted" / trial.student / ASSIGNMENT
        home.mkdir(parents=True)
        (home / trial.file_name).write_bytes(trial.content)


def scores(folder):
    """What the gradebook says: points by student."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        return {s.student.id: s.score for s in gradebook.assignment_submissions(ASSIGNMENT)}
