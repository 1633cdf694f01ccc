"""The package for students' machines: it checks and explains as the whole does, and no answer can be read in it."""

from __future__ import annotations

import base64
import hashlib
import re
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from autograder.sealed import FILE, seal
from course.manifest import Book

NAME = "gradients-by-hand-students"
# What only teaching and writing the course need.
TEACHERS = {"jupytext", "nbclient", "nbconvert", "nbgrader", "nh3", "optuna", "rich", "typer"}
ON_A_HUB = {"jupyterhub", "jupyterlab", "nbgrader"}  # What the extra `hub` adds: fetch and submit are nbgrader's.
LEFT_OUT = ("autograder/answers/", "autograder/grading/")
EARLIEST = (1980, 1, 1, 0, 0, 0)  # for a zip file; the same sources give the same bytes


def build_students_package(book: Book, folder: Path) -> Path:
    """Write the wheel into a folder, and return its path."""
    project = tomllib.loads((book.root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    info = f"{NAME.replace('-', '_')}-{project['version']}"
    files = dict(contents(book.root))
    files[f"{info}.dist-info/METADATA"] = metadata(project).encode()
    files[f"{info}.dist-info/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: course\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    files[f"{info}.dist-info/licenses/LICENSE"] = (book.root / "LICENSE").read_bytes()
    rows = [f"{name},sha256={digest(content)},{len(content)}" for name, content in files.items()]
    files[f"{info}.dist-info/RECORD"] = "\n".join([*rows, f"{info}.dist-info/RECORD,,", ""]).encode()
    return write_wheel(folder / f"{info}-py3-none-any.whl", files)


def write_wheel(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write files by their names into a wheel, and return its path; the same files give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, content in files.items():
            wheel.writestr(zipfile.ZipInfo(name, EARLIEST), content, zipfile.ZIP_DEFLATED)
    return path


def contents(root: Path) -> Iterator[tuple[str, bytes]]:
    """The files of the two packages that learners need, with the answers in one sealed file."""
    for package in ("autograder", "playground"):
        for path in sorted((root / package).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.is_file() and "__pycache__" not in path.parts and not name.startswith(LEFT_OUT):
                yield name, path.read_bytes()
    answers = {
        path.stem: path.read_text(encoding="utf-8") for path in sorted((root / "autograder/answers").glob("*.py"))
    }
    yield "autograder/answers/__init__.py", answers.pop("__init__").encode()
    yield f"autograder/answers/{FILE}", seal(answers)
    yield "gradients_by_hand/book.toml", (root / "book.toml").read_bytes()


def metadata(project: dict[str, object]) -> str:
    """What pip reads: the name, and what a learner's notebook needs."""
    dependencies, extras = project["dependencies"], project["optional-dependencies"]
    assert isinstance(dependencies, list) and isinstance(extras, dict)
    kernel = [line for line in extras["lab"] if line.startswith("ipykernel")]
    needed = [line for line in [*dependencies, *kernel] if re.split(r"[=<>~!]", line)[0] not in TEACHERS]
    hub = [line for name in ("lab", "classroom", "hub") for line in extras[name] if line.split("==")[0] in ON_A_HUB]
    lines = [
        "Metadata-Version: 2.4", f"Name: {NAME}", f"Version: {project['version']}",
        "Summary: Gradients by Hand for students: the checks, the explanations and the figures.",
        f"Requires-Python: {project['requires-python']}", f"License-Expression: {project['license']}",
        "License-File: LICENSE", *(f"Requires-Dist: {line}" for line in needed),
        "Provides-Extra: hub", *(f'Requires-Dist: {line}; extra == "hub"' for line in hub),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def digest(content: bytes) -> str:
    """A file's hash as a wheel records it."""
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
