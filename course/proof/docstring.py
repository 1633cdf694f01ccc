"""The docstring of an exercise tells a learner all there is to know: every parameter and what is returned."""

from __future__ import annotations

import re
from pathlib import Path

from autograder import Exercise
from course.problem import Problem


def docstring_problems(exercise: Exercise, docstring: str, path: Path, line: int) -> list[Problem]:
    """What the docstring, which begins at `line` of `path`, leaves out: its summary, a parameter, what is returned.

    Every parameter has a line ``name : kind, shape, unit or range`` (several may share one: ``y, t : arrays ...``),
    and the result a line ``returns : ...``. The worked example is proved by `example_problems`.
    """
    described: set[str] = set()
    for names in re.findall(r"^(\w[\w, ]*?) +: +\S", docstring, re.MULTILINE):
        described.update(re.split(r", *", names))
    missing = []
    if not re.match(r"\S.*\.$", docstring.partition("\n")[0]):
        missing.append(f"begin with one line, a sentence that says what {exercise.name} does")
    for name in exercise.parameters:
        if name not in described:
            missing.append(f"describe the parameter {name}: `{name} : array, shape (n,)`, its kind and shape or range")
    if "returns" not in described:
        missing.append("say what is returned: `returns : array, shape (n,)`, its kind and shape or range")
    return [Problem(f"the docstring of {exercise.name} must {what}", path, line) for what in missing]
