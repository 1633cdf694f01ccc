"""A teacher's course with a class of submissions in it, and the commands a teacher gives there."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.grading.sandbox import NoSandbox, check_system
from course.classroom import CONFIG
from tests.support.submissions import ASSIGNMENT, source_notebook

LIMITS = """
c.RunInSandbox.cell_seconds = 1.5
c.RunInSandbox.idle_seconds = 2
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


def a_class(folder, trials, config=CONFIG + LIMITS):
    """A course with one assignment, released, and these submissions."""
    folder.mkdir()
    (folder / "nbgrader_config.py").write_text(config.format(course_id="trial"))
    place = folder / "source" / ASSIGNMENT
    place.mkdir(parents=True)
    nbformat.write(source_notebook(), place / f"{ASSIGNMENT}.ipynb")
    made = nbgrader(folder, "generate_assignment", ASSIGNMENT)
    assert made.returncode == 0, made.stderr[-2000:]
    for trial in trials:
        home = folder / "submitted" / trial.student / ASSIGNMENT
        home.mkdir(parents=True)
        (home / trial.file_name).write_bytes(trial.content)
    return folder


def scores(folder):
    """What the gradebook says: points by student."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        return {s.student.id: s.score for s in gradebook.assignment_submissions(ASSIGNMENT)}
