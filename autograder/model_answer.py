"""One way to write an exercise: the solution as the course has it, for learners who study on their own.

It is read from the book in which the notebook lies, the folder above it with book.toml and ``solutions/``; for a
learner's own workspace elsewhere, from the installed book. Notebooks that a teacher hands out lie in neither, so there
is nothing to show. ``AUTOGRADER_SHOW_ANSWERS=0`` hides it anywhere.
"""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path

from autograder.book import PLACES
from autograder.definition import Definition
from autograder.place import workspace_above
from autograder.report import ModelAnswer

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"


def model_answer(exercise: Definition, start: Path | None = None) -> ModelAnswer | None:
    """The model answer of an exercise; None outside of a book, while nbgrader runs, or where answers are not shown."""
    if os.environ.get("AUTOGRADER_SHOW_ANSWERS") == "0" or os.environ.get("NBGRADER_EXECUTION"):
        return None
    try:
        here = (start or Path.cwd()).resolve()
        around = [here, *here.parents, *(PLACES if workspace_above(here) else ())]
        book = next((folder for folder in around if (folder / "book.toml").is_file()), None)
        source = (book / "solutions" / f"{exercise.chapter}.py").read_text(encoding="utf-8") if book else ""
    except (OSError, UnicodeDecodeError):
        return None
    code = solution_in(source, exercise.name)
    return ModelAnswer(code, exercise.why, exercise.is_value) if code else None


def solution_in(source: str, name: str) -> str:
    """The solution of an exercise in the source of its chapter, without markers and docstring; "" if it has none."""
    cell = re.search(rf'^# %% exercise="{re.escape(name)}".*?\n(.*?)(?=^# %%|\Z)', source, re.MULTILINE | re.DOTALL)
    if not cell:
        return ""
    before, _, rest = cell[1].partition(BEGIN)
    solution, _, after = rest.partition(END)
    if not before.endswith(" "):  # A solution at the margin replaces the placeholder above it.
        return _without_docstring(solution.strip())
    return _without_docstring(before.rstrip() + "\n" + solution.strip("\n").rstrip() + after).strip()


def _without_docstring(code: str) -> str:
    """The code of a function without its docstring, which the learner has in the notebook."""
    try:
        functions = [node for node in ast.parse(code).body if isinstance(node, ast.FunctionDef)]
    except SyntaxError:
        return code
    lines = code.splitlines()
    for function in reversed(functions):
        if ast.get_docstring(function) is not None and len(function.body) > 1:
            start, end = function.body[0].lineno - 1, function.body[0].end_lineno or 0
            while not lines[end].strip():  # The blank line below it goes too.
                end += 1
            del lines[start:end]
    return "\n".join(lines)
