"""What the answer in solutions/ must fulfill: it has the reference's signature, and passes its exercise."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder import Exercise
from course.manifest import Book, Chapter
from course.problem import Problem
from course.proof.exercise import LONG, unwritten
from course.source import source_cells

SEEDS = range(2)
DEFINITIONS = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)


@dataclass(frozen=True)
class Solution:
    """The answer to one exercise: its cell, and what the cell defines (the answer itself, or why there is none)."""

    path: Path
    line: int
    source: str
    answer: Any
    error: str = ""

    def functions(self) -> list[ast.FunctionDef]:
        """The functions that the cell defines, as syntax trees; none if it is not Python."""
        return [] if self.error else [node for node in ast.parse(self.source).body if isinstance(node, ast.FunctionDef)]

    def docstring(self) -> tuple[str, int]:
        """The description that a learner reads, and the line on which it begins."""
        for node in self.functions()[:1]:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                return ast.get_docstring(node) or "", self.line + first.lineno
        return "", self.line


def read_solutions(book: Book, chapter: Chapter) -> dict[str, Solution]:
    """The answers of a chapter by the name of their exercise; each may use what the cells before it define."""
    path = book.source_path(chapter)
    namespace: dict[str, Any] = {"__name__": "solutions"}
    solutions: dict[str, Solution] = {}
    for line, cell in source_cells(path, path.read_text(encoding="utf-8")):
        if cell.cell_type != "code" or "check" in cell.metadata:
            continue
        name = cell.metadata.get("exercise")
        try:
            tree = ast.parse(cell.source)
            # A cell between the exercises may draw or train; only what it defines matters for an answer.
            body = tree.body if name else [node for node in tree.body if isinstance(node, DEFINITIONS)]
            exec(compile(ast.Module(body, []), str(path), "exec"), namespace)
            error = ""
        except Exception as problem:
            error = f"{type(problem).__name__}: {problem}"
        if name:
            answer = namespace.get(name.replace("-", "_"))
            solutions[name] = Solution(path, line, cell.source, answer, error)
    return solutions


def solution_problems(exercise: Exercise, solution: Solution, seeds: Sequence[int] = SEEDS) -> list[Problem]:
    """A solution can be run, has the signature of the reference with its defaults, and earns full points."""

    def problem(text: str) -> list[Problem]:
        return [Problem(text, solution.path, solution.line)]

    name = exercise.name
    if solution.error:
        return problem(f"the solution of {name} cannot be run: {solution.error}")
    if solution.answer is None or solution.answer is Ellipsis:
        return problem(f"write the solution of {name}: its cell does not define {exercise.variable}")
    if not exercise.is_value:
        if not inspect.isfunction(solution.answer):
            return problem(f"the cell of {name} must define a function of that name")
        if unwritten(solution.answer):
            return problem(f"write the solution of {name} in place of `raise NotImplementedError`")
        written = f"{name}{inspect.signature(solution.answer)}"
        if written != exercise.signature:
            return problem(
                f"the solution is written as {written}, its reference as {exercise.signature}; make them agree"
            )
    for seed in seeds[:1] if exercise.seconds > LONG else seeds:
        report = exercise.check(solution.answer, seed=seed)
        if not report.passed:
            return problem(f"the solution of {name} fails its own check with seed {seed}: {report.headline}")
    return []


def docstring_problems_of(exercise: Exercise, solution: Solution) -> list[Problem]:
    """What is wrong with the description that a learner reads, and with its worked example."""
    from course.proof.docstring import docstring_problems
    from course.proof.example import example_problems

    if exercise.is_value or solution.error:
        return []
    docstring, line = solution.docstring()
    if not docstring or re.search(r"^(Example: )?\.\.\.$", docstring, re.MULTILINE):
        text = f"write the docstring of {exercise.name}: what it computes, its arguments, `returns :` and `Example:`"
        return [Problem(text, solution.path, line)]
    found = docstring_problems(exercise, docstring, solution.path, line)
    return found + example_problems(exercise.name, docstring, solution.path, line)
