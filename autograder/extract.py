"""A part of the learner's own library as a file that stands alone: some functions, and all that they call."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from pathlib import Path

from autograder.my_network import FILE
from autograder.notebook import notebook_folder
from autograder.standing import names_bound, names_read

TITLE = f'"""Taken from my {FILE}'  # Begins what was written here, which alone may be written anew.
Known = dict[str, tuple[ast.stmt, str]]  # Each name that a file gives a meaning: the statement that does, and its code.


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
    needed = {name: known[name] for name in known if name in _needed(names, known)}
    code = _module(names, needed, main)
    try:
        if (folder / into).exists() and not (folder / into).read_text(encoding="utf-8").startswith(TITLE):
            return f"{into} was not written: it is there already, and not by `extract`. Choose another name."
        (folder / into).write_text(code, encoding="utf-8")
    except (OSError, ValueError) as error:
        return f"{into} was not written: {error}."
    lines = f"{len(code.splitlines()):,} lines, where your {FILE} has {len(text.splitlines()):,}"
    return f"{into} holds {_functions(needed)} of your {_functions(known)} functions. It has {lines}."


def _module(names: Sequence[str], needed: Known, main: str) -> str:
    """The code of a file: what it is, its imports, everything else in order, and the lines of `main`."""
    imports = [code for statement, code in needed.values() if _imports(statement)]
    rest = [code for statement, code in needed.values() if not _imports(statement)]
    title = f'{TITLE}: {", ".join(names)}, with all that they call."""'
    parts = ["\n".join([title, "", *imports]), *rest, main.strip("\n")]
    return "\n\n\n".join(part for part in parts if part) + "\n"


def _functions(known: Known) -> int:
    return sum(isinstance(statement, ast.FunctionDef) for statement, _ in known.values())


def _statements(text: str) -> Known:
    """Each name that the file gives a meaning, in the file's order, with the statement that does, and its code."""
    lines, found = text.split("\n"), Known()
    for statement in ast.parse(text).body:
        first = min(node.lineno for node in (statement, *getattr(statement, "decorator_list", ())))
        code = "\n".join(lines[first - 1 : statement.end_lineno])
        for name, alone in names_bound(statement):
            found[name] = (statement, ast.unparse(alone) if _imports(statement) else code)
    return found


def _needed(names: Iterable[str], known: Known) -> set[str]:
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
