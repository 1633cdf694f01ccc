"""nbgrader's own tests of what a class goes through, from its package, with our configuration."""

import importlib.util
import os
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support import ROOT
from tests.support.classes import command, needs_a_sandbox

needs_a_sandbox()

CONFIG = """
from course.classroom.configuration import configure
c = get_config()
configure(c)
c.OverwriteCells.add_missing_cells = False
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\\nraise NotImplementedError()"}  # As in its files.
c.RunInSandbox.cell_seconds = 2
c.RunInSandbox.idle_seconds = 1
"""

FOREIGN = "what is handed in under somebody else's name is not collected"
RENEWED = "a page is made again each time, so that it shows what was entered by hand"
# By module: how many pass at least, and those that expect what we do otherwise, each with the reason.
MODULES = {
    "autograde": (30, {
        "test_side_effects": "files that a submission writes stay in the sandbox and end with it",
        "test_handle_failure": "metadata that was damaged is repaired and graded; nbgrader gives up on the submission",
        "test_handle_failure_single_notebook": "the same",
        "test_missing_source_kernelspec": "the course's own kernel runs it, whatever its kernelspec says",
        "test_incorrect_source_kernelspec": "the same",
        "test_no_execute": "Execute.enabled is an option of nbgrader's Execute, which does not run here",
        "test_autograde_timeout": "Execute.timeout is too; RunInSandbox.cell_seconds is ours",
    }),
    "collect": (7, {
        "test_owner_check": FOREIGN, "test_permissions[False]": FOREIGN, "test_permissions[True]": FOREIGN,
    }),
    "generate_feedback": (11, {"test_force": RENEWED, "test_force_f": RENEWED, "test_filter_notebook": RENEWED}),
    "releasefeedback": (5, {}),
    "export": (1, {}),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("module", MODULES)
def test_nbgraders_own_tests_pass_except_where_we_differ_on_purpose(module, tmp_path):
    (tmp_path / "nbgrader_config.py").write_text(CONFIG)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")  # Their tests run by their rules: ours make warnings errors.
    tests = Path(importlib.util.find_spec("nbgrader").origin).parent / "tests" / "apps"
    plugins = ["-p", "no:xdist", "-p", "no:cacheprovider", "-p", "tests.support.quick_nbgrader"]
    words = ["-c", "pytest.ini", "-q", "--assert=plain", "--junitxml=report.xml", tests / f"test_nbgrader_{module}.py"]
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    seen = {"JUPYTER_CONFIG_PATH": str(tmp_path), "PYTHONPATH": path}
    done = command(tmp_path, sys.executable, "-m", "pytest", *plugins, *words, **seen)
    cases = list(ElementTree.parse(tmp_path / "report.xml").iter("testcase"))
    failed = {case.get("name") for case in cases if case.find("failure") is not None or case.find("error") is not None}
    least, different = MODULES[module]
    assert failed == set(different), done.stdout[-5000:]
    assert sum(not list(case) for case in cases) >= least
