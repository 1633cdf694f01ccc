"""The browser edition: every chapter works in its Python, and one is played in a real browser."""

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from jupyterlite_pyodide_kernel.constants import PYODIDE_PYTHON_VERSION

from course.lite import APPS, BESIDE, FROM_PYODIDE, WHEN_NAMED, build_lite, kernel_settings
from course.manifest import read_book
from course.source import teacher_notebook
from tests.support import ROOT
from tests.support.pyodide_folder import kept

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("lite")]  # Built once, for the tests of this file.
BOOK = read_book(ROOT)
PYODIDE = os.environ.get("PYODIDE")
needs_pyodide = pytest.mark.skipif(not PYODIDE, reason="PYODIDE names no folder: see tests/support/pyodide_folder.py")
# Cells that cannot work in a browser, by chapter: a text in the cell, and the reason.
LEFT_OUT: dict[str, dict[str, str]] = {}


@pytest.fixture(scope="module")
def lite(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lite")
    build_lite(BOOK, folder / "lite", Path(PYODIDE) if PYODIDE else None)
    return folder / "lite"


def test_all_is_there_but_pyodide(lite):
    for chapter in BOOK.chapters:
        cells = json.loads((lite / "files" / f"{chapter.source}.ipynb").read_text("utf-8"))["cells"]
        assert all(isinstance(cell["source"], str) for cell in cells)
    names = {path.name.partition("-")[0] for path in (lite / "pypi").glob("*.whl")}
    assert names == {*BESIDE, *WHEN_NAMED, "gradients_by_hand_students", "in_browser"}
    settings = kernel_settings(lite)
    kernel = lite / "extensions" / "@jupyterlite" / "pyodide-kernel-extension" / "static"
    for package in settings["loadPyodideOptions"]["packages"]:
        assert package in FROM_PYODIDE or (kernel / package).is_file(), package
    assert f"python{PYODIDE_PYTHON_VERSION}/" in settings["loadPyodideOptions"]["env"]["PYTHONSTARTUP"]


def test_without_a_network_all_chapters_are_kept_by_the_worker(lite):
    given, own = (lite / "service-worker.js").read_text("utf-8").split("\n", 1)
    always = json.loads(given.partition("ALWAYS = ")[2].removesuffix(";"))
    assert {f"files/{chapter.source}.ipynb" for chapter in BOOK.chapters} < set(always)
    assert all((lite / name).is_file() for name in always)
    assert own.count('addEventListener("fetch"') == 2  # Ours, and JupyterLite's, which shows Python files.
    version = json.loads((lite / "jupyter-lite.json").read_text("utf-8"))["jupyter-config-data"]["appVersion"]
    for app in APPS:
        page = (lite / app / "index.html").read_text("utf-8")
        assert page.index(f'const VERSION = "{version}"') == page.index("<script>") + len("<script>")


def test_no_answer_is_in_it(lite):
    with zipfile.ZipFile(next((lite / "pypi").glob("gradients_by_hand_students*"))) as wheel:
        assert not [name for name in wheel.namelist() if name.startswith(("gradients_by_hand/solutions", "course/"))]
    assert "### BEGIN SOLUTION" not in (lite / "files" / f"{BOOK.chapters[1].source}.ipynb").read_text("utf-8")


@pytest.mark.skipif(not shutil.which("node"), reason="there is no node on this machine")
def test_the_first_chapter_works_in_the_kernel(lite, tmp_path):
    folder = kept()
    if folder is None:
        pytest.skip("Pyodide cannot be had on this machine: see tests/support/pyodide_folder.py")
    run_in_kernel(lite, tmp_path, folder, BOOK.chapters[:1])


@needs_pyodide
@pytest.mark.skipif(not shutil.which("node"), reason="there is no node on this machine")
def test_all_solutions_work_in_the_kernel(lite, tmp_path):
    run_in_kernel(lite, tmp_path, PYODIDE, BOOK.chapters)


def run_in_kernel(lite, folder, pyodide, chapters):
    """Run all cells of chapters, solutions included, in Pyodide under Node; nothing in them may go wrong."""
    for wheel in [*lite.glob("pypi/*.whl"), *lite.glob("extensions/@jupyterlite/*/static/pypi/*.whl")]:
        if not wheel.name.startswith("widgetsnbextension"):
            zipfile.ZipFile(wheel).extractall(folder)
    cells = {
        chapter.source: [
            cell.source
            for cell in teacher_notebook(BOOK, chapter).cells
            if cell.cell_type == "code" and not any(text in cell.source for text in LEFT_OUT.get(chapter.source, {}))
        ]
        for chapter in chapters
    }
    (folder / "cells.json").write_text(json.dumps(cells))
    support = ROOT / "tests" / "support"
    command = ["node", support / "pyodide.mjs", pyodide, folder, support / "browser_kernel.py"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=3600)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-3000:]
    result = json.loads((folder / "result.json").read_text())
    print(result["seconds"], sum(result["seconds"].values()))
    assert not result["wrong"], "\n\n".join(result["wrong"])
