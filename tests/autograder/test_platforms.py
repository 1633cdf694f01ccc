"""A check works wherever a notebook runs: lightly imported, on Windows, and outside the main thread."""

import ast
import signal
import sys
import threading

from autograder import load
from tests.support import ROOT
from tests.support.imports import imported_by


def test_importing_the_checks_loads_no_answers_and_nothing_heavy():
    modules = imported_by("import autograder")
    assert not [name for name in modules if name.startswith("autograder.answers.")]
    assert modules.isdisjoint({"matplotlib", "IPython", "nbgrader", "sqlalchemy", "course", "playground"})


def test_nothing_posix_only_is_imported_at_the_top_of_what_notebooks_import():
    posix = {"resource", "fcntl", "pwd", "grp", "termios", "pty"}
    for package in ("autograder", "playground"):
        for path in (ROOT / package).rglob("*.py"):
            if path.parent.name == "grading" or path.stem in ("confine", "server"):
                continue  # The sandbox and what starts it: a teacher's side, on Linux.
            for node in ast.parse(path.read_text()).body:
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                assert not set(names) & posix, path


def test_a_check_works_without_alarms_and_without_resource_limits(monkeypatch):
    """As on Windows: the timer thread takes over. It strikes by Ctrl-C, which a shell's background jobs do not hear."""
    monkeypatch.delattr(signal, "setitimer")
    monkeypatch.setitem(sys.modules, "resource", None)
    monkeypatch.setattr(load("double"), "seconds", 0.3)

    def endless(x):
        while True:
            pass

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        assert load("double").check(endless).finding == "time"
    finally:
        signal.signal(signal.SIGINT, before)
    monkeypatch.setattr(load("double"), "seconds", 60)
    assert load("double").check(lambda x: 2 * x).passed


def test_a_check_works_outside_the_main_thread():
    found = []
    thread = threading.Thread(target=lambda: found.append(load("double").check(lambda x: 2 * x).passed))
    thread.start()
    thread.join()
    assert found == [True]
