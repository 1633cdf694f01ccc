"""The package for students, installed: it judges and explains in the same words, and nobody reads an answer in it."""

import ast
import inspect
import json
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile

import pytest

from autograder import exercises, load
from autograder.definition import Definition
from course.students import TEACHERS, build_students_package
from tests.support.commands import cli

pytestmark = pytest.mark.xdist_group("students")  # The package is made and installed once.

ANSWERS = {
    "right": "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n",
    "listed": "def sigmoid(z):\n    return 1 / (1 + np.exp(z))\n",
    "searched": "def tanh_grad(z):\n    return 1 - np.tanh(2 * z) ** 2\n",
    "borrowed": "def tanh_grad(z):\n    s = 1 - np.tanh(z + 1)\n    return s\n",
    "located": "def largest_stable_lr(H):\n    L = 0\n    for row in H:\n"
    "        L = max(L, np.sum(np.abs(row)))\n    return 2 / L\n",
}
# A search ends after so many looks at its clock, as in tests/autograder/conftest.py.
SCRIPT = """
import json, sys
from itertools import count
from types import SimpleNamespace
import numpy as np
import autograder
from autograder import check, load
from autograder.search import proof
looks = count()
proof.time = SimpleNamespace(monotonic=lambda: 0.0001 * next(looks), thread_time=lambda: 0.0001 * next(looks))
found = {"autograder": autograder.__file__, "names": autograder.exercises()}
for key, source in json.loads(sys.stdin.read()).items():
    name = source[4:source.index("(")]
    import linecache
    file = f"<cell {key}>"
    linecache.cache[file] = (len(source), None, source.splitlines(True), file)
    space = {"np": np}
    exec(compile(source, file, "exec"), space)
    report = check(space[name], seed=7)
    told = [report.passed, report.headline, report.misconception, report.line, report.ladder]
    found[key] = [*told, report.model is not None]
try:
    import inspect
    found["source"] = inspect.getsource(load("sigmoid").reference)
except OSError:
    found["source"] = None
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def wheel(the_book, tmp_path_factory):
    return build_students_package(the_book, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory):
    """Python in an environment of its own, with the package installed; numpy and the like are borrowed from ours."""
    home = tmp_path_factory.mktemp("student") / "venv"
    uv = shutil.which("uv")
    if uv is None:
        pytest.skip("there is no uv to install it with")
    subprocess.run([uv, "venv", "-q", "--offline", "--python", sys.executable, home], check=True)
    there = home / "bin" / "python"
    subprocess.run([uv, "pip", "install", "-q", "--offline", "--no-deps", "--python", there, wheel], check=True)
    (folder,) = home.glob("lib/*/site-packages")
    (folder / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    return there


def run(python, folder):
    done = subprocess.run(
        [python, "-c", SCRIPT], cwd=folder, input=json.dumps(ANSWERS), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_it_judges_and_explains_in_the_same_words(python, tmp_path, the_book):
    theirs, ours = run(python, tmp_path), run(sys.executable, the_book.root / "chapters")
    assert "venv" in theirs["autograder"] and theirs["names"] == exercises()
    assert {key: theirs[key][:-1] for key in ANSWERS} == {key: ours[key][:-1] for key in ANSWERS}
    assert [theirs[key][3] for key in ("searched", "borrowed", "located")] == [2, 2, 4]
    assert theirs["right"][0] and theirs["listed"][2] == "sigmoid-sign_of_exponent"
    assert not any(theirs[key][0] for key in ("listed", "searched", "borrowed", "located"))
    assert ours["right"][-1] and not theirs["right"][-1]  # One way to write it.
    assert ours["source"] and theirs["source"] is None


def test_no_answer_can_be_read_in_it(wheel):
    with zipfile.ZipFile(wheel) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    checks = [
        content for name, content in members.items() if not name.startswith("playground/")
    ]  # Figures compute too.
    text = b"\n".join(checks).decode(errors="replace")
    checked = 0
    for name in exercises():
        exercise: Definition = load(name)
        functions = (
            [] if exercise.is_value else [exercise.reference, *(one.function for one in exercise.misconceptions)]
        )
        for function in functions:
            lines = {line.strip() for line in inspect.getsource(function).splitlines()}
            long = {line for line in lines if line.startswith(("return ", "@")) and len(line) > 40}
            assert not [line for line in long if line in text], name
            checked += len(long)
    assert checked > 200
    assert [name for name in members if "solutions" in name or "/grading/" in name] == []


def test_what_it_imports_is_what_it_asks_for(wheel):
    with zipfile.ZipFile(wheel) as archive:
        (about,) = (name for name in archive.namelist() if name.endswith("METADATA"))
        asked = archive.read(about).decode()
        modules = [ast.parse(archive.read(name)) for name in archive.namelist() if name.endswith(".py")]
    imported = set()
    for node in (node for module in modules for node in ast.walk(module)):
        if isinstance(node, ast.ImportFrom) and node.module:
            imported.add(node.module.partition(".")[0])
        elif isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
    others = imported - set(sys.stdlib_module_names) - {"autograder", "playground"}
    names = {"PIL": "pillow", "sklearn": "scikit-learn", "traitlets": "anywidget"}
    names |= dict.fromkeys(("IPython", "matplotlib_inline", "psutil"), "ipykernel")  # It brings them along.
    needed = set(re.findall(r"^Requires-Dist: ([\w-]+)[^;\n]*$", asked, re.MULTILINE))  # Those of no extra.
    assert {names.get(name, name) for name in others} <= needed and not needed & TEACHERS


def test_the_same_sources_give_the_same_bytes(the_book, wheel, tmp_path):
    assert build_students_package(the_book, tmp_path).read_bytes() == wheel.read_bytes()


def test_the_command_says_what_it_wrote(tmp_path):
    done = cli("students-package", tmp_path)
    assert done.exit_code == 0 and "pip install gradients_by_hand_students-0.1.0-py3-none-any.whl" in done.stdout
    assert len(list(tmp_path.glob("*.whl"))) == 1
