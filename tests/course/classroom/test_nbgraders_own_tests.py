"""nbgrader's own tests of autograding, from its package, with our preprocessors configured in."""

import importlib.util
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support.classes import command, needs_a_sandbox

needs_a_sandbox()

CONFIG = """
from course.classroom.configuration import configure
c = get_config()
configure(c)
c.OverwriteCells.add_missing_cells = False
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\\nraise NotImplementedError()"}  # As in its files.
c.RunInSandbox.cell_seconds = 3
c.RunInSandbox.idle_seconds = 3
"""

# Tests that expect what we do otherwise, each with the reason.
DIFFERENT = {
    "test_side_effects": "files that a submission writes stay in the sandbox and end with it",
    "test_handle_failure": "metadata that was damaged is repaired and graded; nbgrader gives up on the submission",
    "test_handle_failure_single_notebook": "the same",
    "test_missing_source_kernelspec": "the course's own kernel runs it, whatever its kernelspec says",
    "test_incorrect_source_kernelspec": "the same",
    "test_no_execute": "Execute.enabled is an option of nbgrader's Execute, which does not run here",
    "test_autograde_timeout": "Execute.timeout is too; RunInSandbox.cell_seconds is ours",
}


@pytest.mark.slow
def test_nbgraders_own_tests_pass_except_where_we_differ_on_purpose(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text(CONFIG)
    package = Path(importlib.util.find_spec("nbgrader").origin).parent
    report = tmp_path / "report.xml"
    (tmp_path / "pytest.ini").write_text("[pytest]\n")  # Their tests run by their rules: ours make warnings errors.
    words = [sys.executable, "-m", "pytest", "-c", "pytest.ini", "-q", "-n", "2", f"--junitxml={report}"]
    module = package / "tests" / "apps" / "test_nbgrader_autograde.py"
    done = command(tmp_path, *words, str(module), JUPYTER_CONFIG_PATH=str(tmp_path))
    cases = list(ElementTree.parse(report).iter("testcase"))
    failed = {case.get("name") for case in cases if case.find("failure") is not None or case.find("error") is not None}
    passed = [case for case in cases if not list(case)]
    assert failed == set(DIFFERENT), done.stdout[-5000:]
    assert len(passed) >= 30
