"""A teacher's own exercises: one file, written like ours, in the folder of the teacher's course.

Beside a notebook that was handed out it is sealed, so that students can check without reading it.
"""

from __future__ import annotations

import sys
import traceback
import types
from dataclasses import dataclass
from pathlib import Path

from autograder.exercise import Exercise
from autograder.sealed import run, unseal

OWN, SEALED = "exercises.py", "exercises.sealed"


class BrokenExercises(Exception):
    """A file of a teacher's own exercises cannot be used; the text says why and where."""


@dataclass(frozen=True)
class Own:
    """A teacher's own exercises: the text of a file that is written like ours, and where it stands."""

    file: str
    text: str

    @property
    def topic(self) -> str:
        """What a check calls their chapter."""
        return Path(self.file).stem.replace("_", "-")

    def exercises(self) -> list[Exercise]:
        """The exercises. Raises BrokenExercises if the file cannot be run, or declares none."""
        module = types.ModuleType(f"own.{Path(self.file).stem}")
        sys.modules[module.__name__] = module
        try:
            run(self.text, self.file, module)
            found: list[Exercise] = module.__dict__["topic"].exercises
            return found
        except KeyError:
            raise BrokenExercises(f"{self.file} declares no exercises: it needs `topic = Topic(__name__)`.") from None
        except Exception as error:
            line = error.lineno if isinstance(error, SyntaxError) else self._line_of(error)
            where = f", line {line}" if line else ""
            raise BrokenExercises(f"{self.file}{where}: {type(error).__name__}: {error}") from None

    def _line_of(self, error: Exception) -> int | None:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == self.file]
        return lines[-1] if lines else None


def own_exercises(folder: Path) -> Own | None:
    """A teacher's own exercises: sealed in this folder, or written beside the course's configuration."""
    if (folder / SEALED).is_file():
        return Own(str(folder / OWN), unseal((folder / SEALED).read_bytes())[OWN])
    for home in (folder, *folder.parents):
        if (home / "nbgrader_config.py").is_file():
            return Own(str(home / OWN), (home / OWN).read_text(encoding="utf-8")) if (home / OWN).is_file() else None
    return None
