"""The reference and the other right answers of an exercise, with the values their expressions take."""

from __future__ import annotations

import ast
import copy
import inspect
import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from autograder.definition import Definition
from autograder.inside.limits import TimeLimit
from autograder.inside.observation import Case
from autograder.inside.own_code import lambdas_of
from autograder.inside.rerun import SEEN, alarm, recorder
from autograder.sealed import text_of
from autograder.search.record import watched
from autograder.search.tree import Function, located, surveyed

NAME = "_right_answer_"


@dataclass(eq=False)
class RightAnswer:
    """A right answer that can be watched: its tree, and the function it is."""

    original: types.FunctionType
    function: Function

    @cached_property
    def _watched(self) -> Any:
        with watched(self.function) as tree:
            code = compile(tree, "<a right answer>", "exec")
        return code

    def record(self, case: Case, seconds: float) -> dict[int, list[Any]]:
        """The values of its expressions on one case, by the number of their site; empty if it took too long."""
        seen: dict[int, list[Any]] = {}
        space = {**self.original.__globals__, SEEN: recorder(seen)}
        exec(self._watched, space)
        try:
            with alarm(seconds):
                result = space[NAME](*copy.deepcopy(case.arguments))
                if case.then:
                    result(*copy.deepcopy(case.then))
        except (TimeLimit, Exception):
            return {}
        return seen


def right_answers(exercise: Definition) -> list[RightAnswer]:
    """The reference first, then the others; those whose source cannot be found are left out."""
    functions = [exercise.reference, *exercise.right_answers]
    return [answer for function in functions if (answer := _parsed(function))]


@cache
def _parsed(function: Any) -> RightAnswer | None:
    if not isinstance(function, types.FunctionType) or function.__closure__:
        return None
    node = next(_nodes_of(function), None)
    if node is None:
        return None
    body = node.body if isinstance(node, ast.FunctionDef) else [located(ast.Return(node.body), node.body)]
    body = copy.deepcopy(body)
    if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) and len(body) > 1:
        body = body[1:]  # The docstring.
    arguments = copy.deepcopy(node.args)
    definition = ast.FunctionDef(NAME, arguments, body, [], None)
    module = ast.fix_missing_locations(ast.Module([ast.copy_location(definition, node)], []))
    return RightAnswer(function, surveyed(module))


def _nodes_of(function: types.FunctionType) -> Iterator[ast.FunctionDef | ast.Lambda]:
    """The node of a function in the tree of its file; lambdas on one line are told apart by their columns."""
    code = function.__code__
    tree = _file(code.co_filename)
    if tree and code.co_name == "<lambda>":
        yield from lambdas_of(function, tree)
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.FunctionDef):
            starts = {node.lineno, *(decorator.lineno for decorator in node.decorator_list)}
            if node.name == code.co_name and code.co_firstlineno in starts:
                yield node


@cache
def _file(name: str) -> ast.Module | None:
    try:
        return ast.parse(Path(name).read_text())
    except (OSError, SyntaxError):
        text = text_of(name) or "".join(inspect.linecache.getlines(name))  # type: ignore[attr-defined]
        return ast.parse(text) if text else None
