"""The exercises as autograder/answers/ declares them; a mistake in one of its files is a CourseError with its line."""

from __future__ import annotations

import traceback
from pathlib import Path

import autograder.answers
from autograder import Exercise, exercises, load
from autograder.catalog import adopted
from autograder.own import BrokenExercises
from course.errors import CourseError
from course.manifest import near

FOLDER = Path(autograder.answers.__path__[0])


def answers_path(topic: str) -> Path:
    """The file that declares the exercises of a topic."""
    own = adopted()
    if own and own.topic == topic:
        return Path(own.file)
    return FOLDER / f"{topic.replace('-', '_')}.py"


def all_exercises() -> list[Exercise]:
    """Every exercise, in the order of the course; raises CourseError if a file of answers cannot be imported."""
    try:
        return [load(name) for name in exercises()]
    except BrokenExercises as error:
        raise CourseError(str(error)) from None
    except Exception as error:
        path, line = _origin(error)
        text = error.msg if isinstance(error, SyntaxError) else str(error)
        raise CourseError(f"this file cannot be imported: {type(error).__name__}: {text}", path, line) from None


def exercises_of(topic: str) -> list[Exercise]:
    """The exercises of one topic, in their order."""
    return [exercise for exercise in all_exercises() if exercise.topic == topic]


def exercise_named(name: str, path: Path | None = None, line: int | None = None) -> Exercise:
    """The exercise of this name; raises CourseError with the names that come near, reported at the line that asked."""
    known = {exercise.name: exercise for exercise in all_exercises()}
    if name not in known:
        raise CourseError(f"there is no exercise called {name!r}. {near(name, list(known))}", path, line)
    return known[name]


def _origin(error: Exception) -> tuple[Path | None, int | None]:
    """The last line of a file of answers that took part in an error."""
    if isinstance(error, SyntaxError) and error.filename:
        return Path(error.filename), error.lineno
    if isinstance(error, AttributeError) and (file := getattr(error.obj, "__file__", None)):
        return Path(file), 1  # A file without a `topic`.
    frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).parent == FOLDER]
    return (Path(frames[-1].filename), frames[-1].lineno) if frames else (None, None)
