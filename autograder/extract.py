"""A part of the learner's own library as a file that stands alone: some functions, and all that they call."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

from autograder.my_network import FILE
from autograder.notebook import notebook_folder
from autograder.standing import names_bound, names_read


def extract(*names: str, into: str, main: str = "", folder: Path | None = None) -> str:
    """Write functions of ``my_network.py``, and whatever they need, into a file; `main` goes to its end.

    The sentence says what was written, or why nothing was: nothing is raised.
    """
    folder = folder or notebook_folder()
    if folder is None:
        return f"{into} is written where you work, beside your {FILE}."
    try:
        text = (folder / FILE).read_text(encoding="utf-8-sig")
        known = _statements(text)
    except (OSError, SyntaxError, ValueError):
        return f"{into} was not written: there is no {FILE} beside this notebook that can be read."
    if missing := [name for name in names if name not in known]:
        return f"{into} was not written: your {FILE} lacks {', '.join(missing)}. Each joins it when its check passes."
    needed = _needed(names, known)
    functions = [name for name in known if name in needed and isinstance(known[name][0], ast.FunctionDef)]
    imports = [code for name, (statement, code) in known.items() if name in needed and _imports(statement)]
    rest = [code for name, (statement, code) in known.items() if name in needed and not _imports(statement)]
    title = f'"""Taken from my {FILE}: {", ".join(names)}, with all that they call."""'
    code = "\n\n\n".join([f"{title}\n\n" + "\n".join(imports), *rest, *([main.strip("\n")] if main else [])]) + "\n"
    try:
        (folder / into).write_text(code, encoding="utf-8")
    except OSError as error:
        return f"{into} was not written: {error.strerror or error}."
    all_functions = sum(isinstance(statement, ast.FunctionDef) for statement, _ in known.values())
    lines = f"{code.count(chr(10)):,} lines, where your {FILE} has {text.count(chr(10)):,}"
    return f"{into} holds {len(functions)} of your {all_functions} functions. It has {lines}."


def _statements(text: str) -> dict[str, tuple[ast.stmt, str]]:
    """Each name that the file gives a meaning, in the file's order, with the statement that does, and its code."""
    lines, found = text.split("\n"), {}
    for statement in ast.parse(text).body:
        first = min(node.lineno for node in (statement, *getattr(statement, "decorator_list", ())))
        code = "\n".join(lines[first - 1 : statement.end_lineno])
        for name, alone in names_bound(statement):
            found[name] = (statement, ast.unparse(alone) if _imports(statement) else code)
    return found


def _needed(names: Iterable[str], known: dict[str, tuple[ast.stmt, str]]) -> set[str]:
    """The names, and those that their statements read, and so on."""
    found: set[str] = set()
    todo = list(names)
    while todo:
        name = todo.pop()
        if name in known and name not in found:
            found.add(name)
            todo += names_read(known[name][1])
    return found


def _imports(statement: ast.stmt) -> bool:
    return isinstance(statement, (ast.Import, ast.ImportFrom))
