"""What stands apart: the learner's side from the trusted side, packages from each other, notebooks from POSIX."""

import ast
import subprocess
import sys

import pytest

from tests.support import ROOT

# What runs in a learner's process: it calls the function and shows a report.
LEARNERS_SIDE = ("observe", "limits", "report", "card")


def imported_by(code):
    script = f"{code}\nimport sys\nprint(*sorted(sys.modules), sep='\\n')"
    return set(
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    )


@pytest.mark.parametrize("module", LEARNERS_SIDE)
def test_the_learners_side_holds_no_answers(module):
    code = "import importlib.util, sys, types; sys.modules['autograder'] = p = types.ModuleType('autograder')\n"
    code += f"p.__path__ = [{str(ROOT / 'autograder')!r}]; import autograder.{module}"
    loaded = {name for name in imported_by(code) if name.startswith("autograder.")}
    assert loaded <= {f"autograder.{name}" for name in LEARNERS_SIDE}


def test_importing_the_checks_loads_no_answers_and_nothing_heavy():
    modules = imported_by("import autograder")
    assert not [name for name in modules if name.startswith("autograder.answers")]
    assert modules.isdisjoint({"matplotlib", "IPython", "nbgrader", "sqlalchemy", "course", "playground"})


def test_importing_the_figures_loads_no_plotting_library():
    assert imported_by("import playground").isdisjoint({"matplotlib", "ipywidgets", "IPython", "autograder", "course"})


@pytest.mark.parametrize(
    ("package", "strangers"), [("autograder", {"course", "playground"}), ("playground", {"course", "autograder"})]
)
def test_dependencies_run_one_way(package, strangers):
    for path in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.split(".")[0] for name in names} & strangers, path


def test_nothing_posix_only_is_imported_at_the_top_of_what_notebooks_import():
    posix = {"resource", "fcntl", "pwd", "grp", "termios", "pty"}
    for package in ("autograder", "playground"):
        for path in (ROOT / package).rglob("*.py"):
            if path.parent.name == "grading":
                continue  # A teacher's side, on Linux.
            for node in ast.parse(path.read_text()).body:
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                assert not set(names) & posix, path


def test_a_check_works_without_alarms_and_without_resource_limits(monkeypatch):
    """As on Windows: the timer thread takes over."""
    import signal

    from autograder import load

    monkeypatch.delattr(signal, "setitimer")
    monkeypatch.setitem(sys.modules, "resource", None)
    monkeypatch.setattr(load("double"), "seconds", 0.3)

    def endless(x):
        while True:
            pass

    assert load("double").check(endless).finding == "stopped"
    assert load("double").check(lambda x: 2 * x).passed


def test_a_check_works_outside_the_main_thread():
    import threading

    from autograder import load

    found = []
    thread = threading.Thread(target=lambda: found.append(load("double").check(lambda x: 2 * x).passed))
    thread.start()
    thread.join()
    assert found == [True]
