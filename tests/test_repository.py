"""What the repository promises about itself."""

import importlib.metadata
import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from course.cli import app
from course.manifest import read_book
from tests.support import ROOT
from tests.support.speed import check_times, import_seconds, slowness

CONDA_NAMES = {"matplotlib": "matplotlib-base"}


def tool(*command):
    result = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


def test_lint():
    tool("ruff", "check", ".")


def test_format():
    tool("ruff", "format", "--check", ".")


@pytest.mark.slow
def test_types():
    tool("mypy")


def test_imports_run_in_the_directions_of_the_contract():
    """pyproject.toml holds the contract; docs/architecture.md draws it."""
    command = str(Path(sys.executable).with_name("lint-imports"))
    result = subprocess.run([command], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


def test_conda_gives_the_same_versions_as_pyproject():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    wanted = {}
    for requirement in [*project["dependencies"], *extras["lab"], *extras["classroom"]]:
        if "[" not in requirement:
            name = re.split("[=>]=", requirement)[0]
            wanted[CONDA_NAMES.get(name, name)] = importlib.metadata.version(name)
    text = (ROOT / "environment.yml").read_text()
    given = dict(re.findall(r"^  - ([a-z0-9-]+)=([\d.]+)$", text, re.MULTILINE))
    assert given == wanted
    assert f"- python{project['requires-python']}" in text


def tracked():
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.split("\n")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def test_no_lock_file_and_no_gradebook_is_tracked():
    assert not [path for path in tracked() if path.name in ("uv.lock", "gradebook.db")]


def test_no_registry_host_is_named():
    hosts = re.compile(rb"://[^/\" ]*(pypi|python" + rb"hosted|npm" + rb"js)")
    assert not [path for path in tracked() if path != Path(__file__) and hosts.search(path.read_bytes())]


def test_readme_fits_one_screen_and_its_commands_and_links_exist():
    text = (ROOT / "README.md").read_text()
    assert len(text.splitlines()) < 80
    assert "pip install uv && uv run course lab" in text and "pip install uv && uv run pytest" in text
    assert "](docs/first-look.gif)" in text and (ROOT / "docs" / "first-look.gif").stat().st_size < 500_000
    assert read_book(ROOT).size in text
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert (ROOT / target).exists(), target
    for command in re.findall(r"uv run course (\w+)", text):
        assert CliRunner().invoke(app, [command, "--help"]).exit_code == 0, command
    for module in re.findall(r"python -m ([\w.]+\w)", text):
        assert importlib.util.find_spec(module), module


def test_tests_do_not_import_benchmarks():
    for path in (ROOT / "tests").rglob("*.py"):
        assert not re.search(r"^\s*(from|import) benchmarks\b", path.read_text(), re.MULTILINE), path


def test_ci_runs_the_readmes_own_test_command():
    assert "uv run pytest" in (ROOT / ".ci" / "run").read_text()


def test_a_check_answers_in_a_blink():
    """The limits: 50 ms at the 95th percentile, imports under 0.3 s beyond NumPy, all explanations included."""
    slower = slowness()
    assert np.percentile(check_times(wrong=1), 95) < 50 * slower
    alone, together = import_seconds("numpy", 3), import_seconds("numpy, autograder; autograder.exercises()", 3)
    assert together - alone < 0.3 * slower


@pytest.mark.parametrize("package", ["autograder", "course", "playground"])
def test_every_public_module_function_and_class_says_what_it_is(package):
    import ast

    for path in (ROOT / package).rglob("*.py"):
        tree = ast.parse(path.read_text())
        assert ast.get_docstring(tree), path
        if path.parent.name == "answers":
            continue
        for node in tree.body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{path.name}: {node.name}"
