"""Build the browser edition: JupyterLite with all chapters in it, where Python runs in the browser and checks answer.

What a page needs lies beside it, but for Pyodide, which comes from its public address or from a folder. The package in
it is the students' one, whose answers are sealed.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from jupyterlite_pyodide_kernel.constants import PYODIDE_PYTHON_VERSION

from autograder.place import STATE
from course import in_browser
from course.build import built
from course.errors import CourseError
from course.manifest import Book
from course.students import build_students_package, write_wheel

KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
# Pyodide has these; they are loaded while it starts, all at once. Others, such as scikit-learn, come when
# a cell imports them.
FROM_PYODIDE = ["ipython", "jedi", "matplotlib", "micropip", "numpy", "pillow", "platformdirs", "typing-extensions"]
# Pyodide lacks these, which are pure Python: they are packed from where they are installed.
BESIDE = ["anywidget", "comm", "ipywidgets", "psygnal"]
WHEN_NAMED = [name for names in in_browser.WHEELS.values() for name in names]
# The parts of JupyterLab that show widgets, and the kernel.
EXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "anywidget", "@jupyterlite/pyodide-kernel-extension"]
WHEELS_FROM_KERNEL = "../../../../pypi"  # Where the wheels lie, seen from the kernel's script.
APPS = ["lab", "repl"]
AUTOSAVE = 10  # seconds
PAGE, WORKER = (Path(__file__).with_name(name) for name in ("lite_page.js", "lite_worker.js"))
FILES = "/drive"  # Where JupyterLite shows the kernel the files that the browser keeps.


def build_lite(book: Book, target: Path, pyodide: Path | None = None) -> None:
    """Write the browser edition into `target`; Pyodide comes from its public address, or from a folder with its files.

    Raises CourseError if the folder is not Pyodide's, or if JupyterLite cannot be built.
    """
    if not (book.root / "pyproject.toml").is_file():
        raise CourseError("the browser edition is made from a clone of the course; here, `course book --no-lite` works")
    if pyodide is not None and not (pyodide / "pyodide.mjs").is_file():
        raise CourseError("is not a folder with Pyodide: pyodide.mjs is not in it", pyodide)
    shutil.rmtree(target, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder)
        _write_source(book, source, pyodide)
        command = [sys.executable, "-m", "jupyterlite_core", "build", "--output-dir", str(target.resolve())]
        result = subprocess.run(command, cwd=source, capture_output=True, text=True)
    if result.returncode:
        raise CourseError(f"the browser edition cannot be built:\n{result.stdout[-1000:]}{result.stderr[-2000:]}")
    if ("pyodideUrl" in kernel_settings(target)) != (pyodide is not None):
        raise CourseError("the browser edition names another Pyodide than was asked for", target / "jupyter-lite.json")
    _work_offline(target)


def _work_offline(target: Path) -> None:
    """Have JupyterLite's service worker keep what a visit loads, for visits without a network.

    All chapters and all wheels beside them are kept from the first visit on.
    """
    digest = hashlib.sha256()
    for path in sorted(target.rglob("*")):
        if path.is_file():
            digest.update(path.read_bytes())
    always = sorted(
        path.relative_to(target).as_posix() for end in ("files/*", "pypi/*.whl") for path in target.glob(end)
    )
    given = f"const EDITION = {json.dumps(digest.hexdigest())}, ALWAYS = {json.dumps(always)};\n"
    worker = target / "service-worker.js"
    worker.write_text(given + WORKER.read_text("utf-8") + worker.read_text("utf-8"), encoding="utf-8")
    version = json.dumps(importlib.metadata.version("jupyterlite-core"))
    script = f"<head>\n<script>const VERSION = {version};\n{PAGE.read_text('utf-8')}</script>"
    for page in (target / app / "index.html" for app in APPS):
        page.write_text(page.read_text("utf-8").replace("<head>", script, 1), encoding="utf-8")


def kernel_settings(site: Path) -> dict[str, Any]:
    """What the kernel of a built browser edition is told."""
    configuration = json.loads((site / "jupyter-lite.json").read_text(encoding="utf-8"))
    settings: dict[str, Any] = configuration["jupyter-config-data"]["litePluginSettings"][KERNEL]
    return settings


def _write_source(book: Book, folder: Path, pyodide: Path | None) -> None:
    """What JupyterLite's builder reads: the chapters, the wheels, the settings, and Pyodide if a folder has it."""
    (folder / "files").mkdir()
    for path, text in built(book).items():
        # With whole texts, not lists of lines.
        _write_json(folder / "files" / path.name, nbformat.reads(text, as_version=4))
    wheels = [pack_installed(name, folder / "pypi") for name in BESIDE]
    wheels += [build_students_package(book, folder / "pypi"), pack_start(folder / "pypi")]
    for name in WHEN_NAMED:
        pack_installed(name, folder / "pypi")
    if pyodide is not None:
        shutil.copytree(pyodide, folder / "static" / "pyodide")
    _write_json(folder / "overrides.json", _lab_settings())
    _write_json(folder / "jupyter-lite.json", _site_settings(book, [wheel.name for wheel in wheels]))
    _write_json(folder / "jupyter_lite_config.json", _build_settings())


def _site_settings(book: Book, wheels: list[str]) -> dict[str, Any]:
    """What the pages read. The record of checks lies where a workspace on a computer has it."""
    kernel = {
        "loadPyodideOptions": {
            "packages": [*FROM_PYODIDE, *(f"{WHEELS_FROM_KERNEL}/{wheel}" for wheel in wheels)],
            "env": {
                "HOME": "/home/pyodide",
                "COURSE_PROGRESS": f"{FILES}/{STATE}/progress.sqlite",
                "PYTHONSTARTUP": f"/lib/python{PYODIDE_PYTHON_VERSION}/site-packages/in_browser/__main__.py",
            },
        }
    }
    data = {"appName": book.about.title, "litePluginSettings": {KERNEL: kernel}}
    return {"jupyter-lite-schema-version": 0, "jupyter-config-data": data}


def _lab_settings() -> dict[str, Any]:
    """The settings of `course lab`; notebooks are saved soon, for a page is closed sooner than a program."""
    settings: dict[str, Any] = json.loads(
        (Path(__file__).parent / "lab_settings" / "overrides.json").read_text("utf-8")
    )
    return settings | {"@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": AUTOSAVE}}


def _build_settings() -> dict[str, Any]:
    """What the builder reads: of all that is installed here, only the extensions that the chapters need."""
    extensions = Path(sysconfig.get_path("data")) / "share" / "jupyter" / "labextensions"
    return {
        "LiteBuildConfig": {
            "apps": APPS,
            "contents": ["files"],
            "ignore_sys_prefix": ["federated_extensions"],
            "federated_extensions": [str(extensions / name) for name in EXTENSIONS],
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
            "extra_file_types": {name: _binary(name) for name in ("npz", "sqlite", "zip")},
        }
    }


def _binary(ending: str) -> dict[str, Any]:
    """A type of file that the browser must not keep as text."""
    return {
        "name": ending, "fileFormat": "base64", "extensions": [f".{ending}"], "mimeTypes": ["application/octet-stream"],
    }  # fmt: skip


def _write_json(path: Path, value: dict[str, Any]) -> None:
    path.write_text(json.dumps(value, indent=2), encoding="utf-8")


def pack_installed(name: str, folder: Path) -> Path:
    """An installed package as a wheel of pure Python; what was compiled for this machine has its Python beside it."""
    installed = importlib.metadata.distribution(name)
    files = {
        file.as_posix(): file.read_binary()
        for file in installed.files or []
        if ".." not in file.parts and file.suffix not in (".so", ".pyd", ".pyc")
    }
    return write_wheel(folder / f"{name}-{installed.version}-py3-none-any.whl", files)


def pack_start(folder: Path) -> Path:
    """The package that prepares the kernel, as a wheel."""
    place = Path(in_browser.__file__).parent
    files = {f"in_browser/{path.name}": path.read_bytes() for path in sorted(place.glob("*.py"))}
    files["in_browser-0.dist-info/METADATA"] = b"Metadata-Version: 2.1\nName: in_browser\nVersion: 0\n"
    return write_wheel(folder / "in_browser-0-py3-none-any.whl", files)
