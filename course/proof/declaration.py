"""Where the parts of an exercise are declared, so that a problem with one of them names its own line."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from autograder import Exercise
from course.answers import answers_path
from course.problem import Problem


@dataclass
class Declaration:
    """The lines of an exercise in its file of answers, and the functions written there as syntax trees."""

    path: Path
    line: int | None = None
    hints: list[int] = field(default_factory=list)
    mistakes: dict[str, int] = field(default_factory=dict)
    right_answers: list[int] = field(default_factory=list)
    functions: list[ast.FunctionDef | ast.Lambda] = field(default_factory=list)

    def problem(self, text: str, line: int | None = None) -> Problem:
        """A problem with the exercise, at this line or at the one where its declaration begins."""
        return Problem(text, self.path, line or self.line)

    def hint_line(self, index: int) -> int | None:
        """The line of a hint, counted from 0."""
        return self.hints[index] if index < len(self.hints) else None

    def right_answer_line(self, index: int) -> int | None:
        """The line of a right answer, counted from 0."""
        return self.right_answers[index] if index < len(self.right_answers) else None


def declaration(exercise: Exercise) -> Declaration:
    """Find an exercise in its file of answers; a part that is not found, such as one made in a loop, has no line."""
    found = Declaration(answers_path(exercise.topic))
    if found.path.is_file():
        for node in _declared(found.path, found.path.stat().st_mtime_ns):
            if isinstance(node, ast.FunctionDef):
                _read_function(found, node, exercise.name)
            else:
                _read_call(found, node, exercise.name)
    return found


@cache
def _declared(path: Path, changed: int) -> list[ast.FunctionDef | ast.Call]:
    """The functions of a file, and the calls that may declare something: those of a method."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return [
        node
        for node in nodes
        if isinstance(node, ast.FunctionDef) or (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))
    ]


def _read_function(found: Declaration, node: ast.FunctionDef, name: str) -> None:
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and _is(decorator.func, "topic", "exercise") and node.name == name:
            found.line = node.lineno
            found.hints = _lines_of(decorator, "hints")
            found.functions.append(node)
        elif _is(decorator, name, "right_answer"):
            found.right_answers.append(decorator.lineno)
            found.functions.append(node)


def _read_call(found: Declaration, node: ast.Call, name: str) -> None:
    first = node.args[0] if node.args else None
    key = first.value if isinstance(first, ast.Constant) else None
    if _is(node.func, name, "mistake") and isinstance(key, str):
        found.mistakes[key] = node.lineno
    elif _is(node.func, name, "right_answer"):
        found.right_answers.append(node.lineno)
        if isinstance(first, ast.Lambda):
            found.functions.append(first)
    elif _is(node.func, "topic", "recall") and isinstance(key, str) and name == f"recall-{key}":
        found.line = node.lineno
        found.hints = _lines_of(node, "hints")
        for keyword in node.keywords:
            if keyword.arg == "wrong" and isinstance(keyword.value, ast.List):
                _read_wrong_values(found, keyword.value)


def _read_wrong_values(found: Declaration, values: ast.List) -> None:
    for item in values.elts:
        first = item.elts[0] if isinstance(item, ast.Tuple) and item.elts else None
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            found.mistakes[first.value] = item.lineno


def _is(node: ast.expr, owner: str, attribute: str) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and node.attr == attribute
        and isinstance(node.value, ast.Name)
        and node.value.id == owner
    )


def _lines_of(call: ast.Call, name: str) -> list[int]:
    lists = [k.value for k in call.keywords if k.arg == name and isinstance(k.value, ast.List)]
    return [item.lineno for item in lists[0].elts] if lists else []
