"""Checks that teach: `check` what was written, see your `progress`, `extract` a library, share a `postcard`.

For teachers, `grade` grades a notebook in a sandbox; it is loaded when it is asked for.
"""

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
    "extract",
    "grade",
    "load",
    "postcard",
    "progress",
]


def __getattr__(name: str) -> Any:
    if name == "grade":
        from autograder.grading.grade import grade

        return grade
    raise AttributeError(f"module 'autograder' has no attribute {name!r}")
