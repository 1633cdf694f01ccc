"""Checks that teach: `check` what was written, see your `progress`, `extract` a library, share a `postcard`.

`export_work` and `import_work` keep your work in one file. For teachers, `grade` grades a notebook in a sandbox. These
three are loaded when they are asked for.
"""

from importlib import import_module
from typing import Any

from autograder.catalog import UnknownExercise, exercises, load
from autograder.exercise import Exercise
from autograder.extract import extract
from autograder.notebook import check
from autograder.postcard import postcard
from autograder.progress import progress
from autograder.report import Report

__all__ = [
    "Exercise",
    "Report",
    "UnknownExercise",
    "check",
    "exercises",
    "export_work",
    "extract",
    "grade",
    "import_work",
    "load",
    "postcard",
    "progress",
]

WHEN_ASKED = {
    "export_work": "autograder.pack",
    "grade": "autograder.grading.grade",
    "import_work": "autograder.pack",
}


def __getattr__(name: str) -> Any:
    if name in WHEN_ASKED:
        return getattr(import_module(WHEN_ASKED[name]), name)
    raise AttributeError(f"module 'autograder' has no attribute {name!r}")
