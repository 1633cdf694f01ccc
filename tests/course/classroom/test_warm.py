"""Sandboxes import at their start what the notebooks of an assignment import; that is compiled outside, once."""

import sys
from importlib.util import cache_from_source

import nbformat
import pytest

from autograder.grading.sandbox import Sandbox
from course.classroom import warm


def test_what_a_sandbox_imports_is_compiled_once(tmp_path, monkeypatch):
    package = tmp_path / "imported_in_sandboxes"
    package.mkdir()
    for name in ("__init__.py", "part.py"):
        (package / name).write_text("x = 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(warm, "WARM", (package.name, "not_installed_here"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    times = []
    compile_dir = warm.compileall.compile_dir

    def counted(folder, **options):
        if folder == package:
            times.append(folder)
            compile_dir(folder, **options)

    monkeypatch.setattr(warm.compileall, "compile_dir", counted)
    warm.compile_packages([])
    assert times == []  # Who asks Python to write none gets none.
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    warm.compile_packages([])
    warm.compile_packages([])
    assert times == [package]
    assert all((tmp_path / cache_from_source(package / name)).exists() for name in ("__init__.py", "part.py"))


def test_what_every_run_of_a_notebook_imports_is_found(tmp_path):
    cells = [
        "import numpy as np, os.path\nfrom sklearn.datasets import load_digits",
        "if passed:\n    import matplotlib.pyplot as plt",
        "def late():\n    import json",
        "%matplotlib inline\nimport pandas",
        "from . import neighbor",
        "import numpy",
    ]
    v4 = nbformat.v4
    notebook = v4.new_notebook(cells=[*map(v4.new_code_cell, cells), v4.new_markdown_cell("import this")])
    nbformat.write(notebook, tmp_path / "chapter.ipynb")
    for number, broken in enumerate(("", "[]", '{"cells": 1}', '{"cells": [{}]}')):
        (tmp_path / f"broken{number}.ipynb").write_text(broken)
    assert warm.imported_in(tmp_path) == ["numpy", "os.path", "sklearn.datasets"]
    assert warm.imported_in(tmp_path / "nowhere") == []


def test_a_sandbox_has_its_modules_before_any_cell_runs():
    asked = "import sys\nprint(*(name in sys.modules for name in ('wave', 'matplotlib')))"
    for modules, there in (([], "False False"), (["wave", "not_installed_here", "matplotlib.pyplot"], "True True")):
        with Sandbox("none", modules=modules) as box, box.submission() as submission:
            (output,) = submission.run(asked)["outputs"]
            assert output["text"].strip() == there


@pytest.mark.parametrize("modules", [[], ["matplotlib.pyplot"]])
def test_a_figure_is_shown_whoever_imports_matplotlib(modules):
    with Sandbox("none", modules=modules) as box, box.submission() as submission:
        for cell in ("import matplotlib.pyplot as plt\nplt.plot([2, 1])\nNone", "plt.plot([1, 2])\nNone"):
            (output,) = submission.run(cell)["outputs"]
            assert output["output_type"] == "display_data"
            assert "image/png" in output["data"]
