"""Find out whether the function that stands is the newest one: a cell that fails leaves the older function behind."""

from __future__ import annotations

import ast
import inspect
import re
import warnings
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from types import FunctionType
from typing import Any

from autograder.excerpt import Excerpt
from autograder.syntax import explain_syntax, marked_line
from autograder.version import functions_in, outline

# The first word of a definition, as it is also mistyped.
_DEF = r"(?i:async\s+def|def|df|de|edf|deff|define|func|function)"


@dataclass(frozen=True)
class Unfinished:
    """Why the newest version of a function never came to be, and the line at fault, if one is known."""

    headline: str
    excerpt: Excerpt | None = None


def unfinished(name: str, standing: Any, inputs: Sequence[str]) -> Unfinished | None:
    """Why the newest input that defines `name` did not replace what is standing; None if it did, or if that is unsure.

    `inputs` are the cells in the order in which they were run, failed ones included. It is sure only if the function
    that stands comes from an older input, or if there is none. Of a value, only a syntax error is known.
    """
    mentions = [_without_magic(text) for text in inputs if name in text]
    while mentions:
        text = mentions.pop()
        try:
            tree, codes = _compiled(text)
        except SyntaxError as error:
            if not re.search(rf"^\f*(?:{_DEF}\s+{name}\b|{name}\s*=(?!=))", text, re.MULTILINE):
                continue
            found = _with_syntax_error(name, text, error, standing)
        except (ValueError, RecursionError, MemoryError):
            continue
        else:
            binding = _binding(tree, name)
            if binding is None:
                continue
            if not isinstance(binding, ast.FunctionDef) or _outline(standing) in codes:
                return None
            found = _stopped(name, standing)
        return found if _is_older(standing, mentions) else None
    return None


def _without_magic(text: str) -> str:
    """The cell below ``%%time`` or ``%%capture``, which IPython keeps as a text in a call; of other magics, nothing."""
    if not text.startswith("get_ipython().run_cell_magic("):
        return text
    try:
        call = ast.parse(text, mode="eval").body
        magic, _, body = map(ast.literal_eval, call.args if isinstance(call, ast.Call) else ())
    except (SyntaxError, ValueError):  # Somebody wrote such a call by hand.
        return ""
    return f"\n{body}" if magic in ("time", "capture") else ""


def _compiled(text: str) -> tuple[ast.Module, set[Hashable]]:
    """The tree of a cell and the outlines of the functions in it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        code = compile(text, "<cell>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        return ast.parse(text), set(map(outline, functions_in(code)))


def _binding(tree: ast.Module, name: str) -> ast.AST | None:
    """The last statement of a cell, outside of functions and classes, that gives the name a meaning."""
    found: ast.AST | None = None
    todo: list[ast.AST] = list(tree.body)
    while todo:
        node = todo.pop(0)
        own = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        stored = isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load)
        imported = isinstance(node, ast.alias) and (node.asname or node.name) in (name, "*")
        if (own and node.name == name) or stored or imported:  # type: ignore[attr-defined]
            found = node
        if not own:
            todo = [*ast.iter_child_nodes(node), *todo]
    return found


def _outline(standing: Any) -> Hashable:
    function = inspect.unwrap(standing) if callable(standing) else standing
    return outline(function.__code__) if isinstance(function, FunctionType) else None


def _is_older(standing: Any, inputs: Sequence[str]) -> bool:
    if not callable(standing):
        return True
    mine = _outline(standing)
    for text in reversed(inputs):
        try:
            if mine in _compiled(text)[1]:
                return True
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
    return False


def _with_syntax_error(name: str, text: str, error: SyntaxError, standing: Any) -> Unfinished:
    line = marked_line(text, error)
    where = f" in line {line.line}" if line else ""
    headline = f"The newest version of `{name}` has a syntax error{where}: {explain_syntax(error, text)}"
    return Unfinished(headline + _kept(standing), line)


def _stopped(name: str, standing: Any) -> Unfinished:
    why = f"The newest run of the cell with `{name}` stopped with an error before the function was defined."
    why += " The red message under that cell says which."
    return Unfinished(why + _kept(standing))


def _kept(standing: Any) -> str:
    return " Python kept the older version, which is not judged here." if standing is not None else ""
