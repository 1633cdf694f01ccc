"""Checks that teach: `check` what was written, `load` an exercise by name, see your `progress`."""

from autograder.exercise import Exercise, UnknownExercise, exercises, load
from autograder.notebook import check
from autograder.record import progress
from autograder.report import Report

__all__ = ["Exercise", "Report", "UnknownExercise", "check", "exercises", "load", "progress"]
