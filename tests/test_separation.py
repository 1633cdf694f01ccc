"""What stands apart: the learner's side from the trusted side, packages from each other."""

import ast

import pytest

from tests.support import ROOT
from tests.support.imports import imported_by

# What runs in a learner's process: it calls the function and shows a report.
LEARNERS_SIDE = ("observe", "limits", "report", "card")


@pytest.mark.parametrize("module", LEARNERS_SIDE)
def test_the_learners_side_holds_no_answers(module):
    code = "import importlib.util, sys, types; sys.modules['autograder'] = p = types.ModuleType('autograder')\n"
    code += f"p.__path__ = [{str(ROOT / 'autograder')!r}]; import autograder.{module}"
    loaded = {name for name in imported_by(code) if name.startswith("autograder.")}
    assert loaded <= {f"autograder.{name}" for name in LEARNERS_SIDE}


@pytest.mark.parametrize(
    ("package", "strangers"), [("autograder", {"course", "playground"}), ("playground", {"course", "autograder"})]
)
def test_dependencies_run_one_way(package, strangers):
    for path in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.split(".")[0] for name in names} & strangers, path
