"""Python in a browser has no threads, alarms and processes: checks work there, and endless loops stop, all the same."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time

import pytest

from autograder import check, load
from autograder.inside.limits import TimeLimit, watched
from autograder.inside.rerun import alarm
from tests.support import ROOT


@pytest.fixture
def browser(monkeypatch):
    """What Pyodide lacks is missing."""

    def no_thread(self):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setattr(threading.Thread, "start", no_thread)
    monkeypatch.delattr(signal, "setitimer")
    monkeypatch.setitem(sys.modules, "resource", None)


def endless(x):
    while True:
        pass


def test_checks_answer_with_the_same_words(browser):
    assert check("double", lambda x: 2 * x).passed
    assert check("double", lambda x: x * x).misconception == "double-squared"
    assert check("train_perceptron", load("train_perceptron").reference).passed
    assert check("sigmoid", lambda z: z + undefined).finding == "error"  # noqa: F821


@pytest.mark.parametrize("limit", [watched, alarm])
def test_a_loop_that_never_ends_is_stopped(browser, limit):
    begun = time.thread_time()
    with pytest.raises(TimeLimit), limit(0.2):
        endless(1)
    assert time.thread_time() - begun < 2 and sys.gettrace() is None


def test_it_is_named_as_on_a_computer(browser, monkeypatch):
    monkeypatch.setattr(load("double"), "seconds", 0.3)
    report = check("double", endless)
    assert report.finding == "time" and "a loop that never ends?" in str(report)
    monkeypatch.setattr(load("double"), "seconds", 60)  # Of wall time, in a browser.
    assert check("double", lambda x: 2 * x).passed


PROGRAM = """
import os
os.environ["COURSE_PROGRESS"] = "/tmp/progress.sqlite"
from autograder import check, exercises, load, progress
failed = [name for name in exercises() if not load(name).is_value and not load(name).check(load(name).reference).passed]
assert not failed, failed
unnamed = []
for name in exercises():
    for mistake in [] if load(name).is_value else load(name).misconceptions[:2]:
        report = load(name).check(mistake.function)
        if report.passed or not report.misconception:
            unnamed.append((name, mistake.id, str(report)[:200]))
print(len(unnamed), "mistakes without a name:", unnamed[:5])
assert not unnamed
calls = []
def endless(x):
    calls.append(x)
    while True:
        pass
assert check("double", endless).finding == "time" and len(calls) == 1
assert check("double", lambda x: 2 * x).passed and progress().solved("00_start-here") == 1
print("all is well")
"""


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("PYODIDE") or not shutil.which("node"), reason="PYODIDE names no folder")
def test_every_check_works_in_pyodide(tmp_path):
    """Set PYODIDE to a folder with npm's package and its wheels: tests/support/pyodide.mjs says more."""
    (tmp_path / "program.py").write_text(PROGRAM)
    runner = ROOT / "tests" / "support" / "pyodide.mjs"
    command = ["node", runner, os.environ["PYODIDE"], ROOT, tmp_path / "program.py"]
    result = subprocess.run(command, capture_output=True, text=True)
    print(result.stdout)
    assert result.returncode == 0 and "all is well" in result.stdout, result.stderr[-3000:]
