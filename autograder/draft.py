"""The text of the learner's own library while a function is added: what it calls comes along, and all else stays."""

from __future__ import annotations

import ast
import contextlib
import textwrap
from collections.abc import Callable, Sequence
from functools import lru_cache
from types import FunctionType
from typing import Any

from autograder.catalog import all_exercises
from autograder.standing import CannotStand, Piece, names_bound, names_read, piece_of

LIBRARY = "my_network"


class Draft:
    """The file's `text`, and what was `replaced` in it by name. Raises SyntaxError if the text is not Python."""

    def __init__(self, text: str, cells: Sequence[str], passes: Callable[[str, Any], bool]) -> None:
        self.text, self.cells, self.passes = text, cells, passes
        self.replaced: dict[str, str] = {}
        self.order = list(all_exercises())
        self.adding: set[str] = set()
        self._read()

    def add(self, name: str, function: Any) -> None:
        """Put an exercise's function into its place; raises CannotStand, and then the draft is not to be used."""
        self.adding.add(name)
        piece = piece_of(name, function, {}, self.cells)
        before: list[Piece] = []
        inside: list[Piece] = []
        self._bring(piece, name, before, inside, {name: False})
        for helper in before:
            if helper.name in self.bound:
                self._remove(helper.name)
        code = "\n\n\n".join([*(helper.text for helper in before), _with_inside(piece.text, inside)])
        if name not in self.bound:
            self._insert(name, code)
        elif self._lines_of(name) != piece.text or before or inside:
            self._replace(name, code)

    def _bring(self, piece: Piece, owner: str, before: list[Piece], inside: list[Piece], seen: dict[str, bool]) -> bool:
        """Bring along what a piece reads: into the file before the owner, or into the owner's body.

        It goes inside where the file gives its name another meaning, or a name that it reads itself; returns whether
        anything of this piece went there.
        """
        for name, value in piece.reads():
            if name in seen or (getattr(value, "__module__", "") == LIBRARY and name in self.bound):
                continue
            seen[name] = False
            if name in self.adding or (name in self.order and self._is_right(name, value, piece)):
                if name not in self.bound and name not in self.adding:
                    self.add(name, value)
                continue
            need = piece_of(name, value, piece.scope, self.cells)
            deeper = self._bring(need, owner, before, inside, seen)
            if not deeper and self._holds(need):
                continue
            seen[name] = deeper or name in self.order or (name in self.bound and not self._is_only_for(owner, need))
            if seen[name]:
                inside.append(need)
            elif need.is_import:
                self._import(need.text)
            else:
                before.append(need)
        return any(seen.get(name, False) for name, _ in piece.reads())

    def _read(self) -> None:
        """Find out which names the file gives a meaning; an import of an exercise's name is the learner's own line."""
        self.tree, found = _parsed(self.text)
        imports = (ast.Import, ast.ImportFrom)
        self.bound = {n: (s, alone) for n, s, alone in found if not (isinstance(s, imports) and n in self.order)}

    def _is_right(self, name: str, value: Any, reader: Piece) -> bool:
        """Whether a function that has an exercise's name is that exercise, so that the file's own can stand for it."""
        if name in self.bound and isinstance(value, FunctionType):
            with contextlib.suppress(CannotStand):
                if self._holds(piece_of(name, value, reader.scope, self.cells)):
                    return True
        return self.passes(name, value)

    def _holds(self, piece: Piece) -> bool:
        """Whether the file gives the name this very meaning."""
        return piece.name in self.bound and _meaning(self.bound[piece.name][1]) == _meaning(
            ast.parse(piece.text).body[0]
        )

    def _is_only_for(self, owner: str, piece: Piece) -> bool:
        """Whether the owner uses what the file has under this name, and nobody else does."""
        there = self.bound[piece.name][0]
        users = [s for s in self.tree.body if s is not there and piece.name in names_read(ast.unparse(s))]
        return not piece.is_import and owner in self.bound and users == [self.bound[owner][0]]

    def _span(self, name: str) -> tuple[int, int]:
        """The lines of a statement, counted from 0, decorators included; the second is the first one after it."""
        statement = self.bound[name][0]
        first = min(node.lineno for node in (statement, *getattr(statement, "decorator_list", ())))
        return first - 1, statement.end_lineno or first

    def _lines_of(self, name: str) -> str:
        first, end = self._span(name)
        return "\n".join(self.text.split("\n")[first:end])

    def _change(self, first: int, end: int, lines: list[str]) -> None:
        """Put lines in the place of those from `first` to `end`."""
        all_lines = self.text.split("\n")
        all_lines[first:end] = lines
        self.text = "\n".join(all_lines).rstrip("\n") + "\n"
        self._read()

    def _replace(self, name: str, code: str) -> None:
        if self._lines_of(name) != code:
            self.replaced[name] = self._lines_of(name)
            self._change(*self._span(name), code.split("\n"))

    def _remove(self, name: str) -> None:
        self.replaced[name] = self._lines_of(name)
        self._change(*self._span(name), [])

    def _import(self, line: str) -> None:
        imports = [s for s in self.tree.body if isinstance(s, (ast.Import, ast.ImportFrom))]
        after = imports[-1:] or (self.tree.body[:1] if ast.get_docstring(self.tree) is not None else [])
        at = (after[0].end_lineno or 0) if after else 0
        self._change(at, at, [line])

    def _insert(self, name: str, code: str) -> None:
        """Put a new function where the course has it, below a heading with the topic of its chapter."""
        topic_of = {e: all_exercises()[e].topic for e in self.order}
        place, topic = self.order.index(name), topic_of[name]
        earlier = [e for e in self.order[:place] if e in self.bound]
        later = [e for e in self.order[place:] if e in self.bound]
        lines = code.split("\n")
        if not any(topic_of[e] == topic for e in earlier + later):
            lines = [f"# {topic.replace('-', ' ')}", "", "", *lines]
        elif not (earlier and topic_of[earlier[-1]] == topic):  # The first of its chapter, below the heading there.
            first = self._span(later[0])[0]
            return self._change(first, first, [*lines, "", ""])
        at = self._span(earlier[-1])[1] if earlier else self._before(later[0]) if later else self.text.count("\n")
        if earlier or not later:
            return self._change(at, at, ["", "", *lines])
        return self._change(at, at, [*lines, "", ""])

    def _before(self, name: str) -> int:
        """The line above which something can go without parting a function from the comment above it."""
        lines, at = self.text.split("\n"), self._span(name)[0]
        above = max((i for i in range(at) if lines[i].strip() and not lines[i].startswith("#")), default=-1)
        return next((i for i in range(above + 1, at) if lines[i].startswith("#")), at)


@lru_cache(maxsize=1)  # What one check leaves behind is what the next one finds.
def _parsed(text: str) -> tuple[ast.Module, list[tuple[str, ast.stmt, ast.stmt]]]:
    """The statements of a file, and each name that one binds, with the statement and what binds that name alone."""
    tree = ast.parse(text)
    return tree, [(name, statement, alone) for statement in tree.body for name, alone in names_bound(statement)]


def _meaning(statement: ast.stmt) -> str:
    """A statement without its layout, comments and docstring."""
    if isinstance(statement, ast.FunctionDef) and ast.get_docstring(statement) is not None:
        statement = ast.FunctionDef(**{**dict(ast.iter_fields(statement)), "body": statement.body[1:]})
    return ast.dump(statement)


def _with_inside(code: str, inside: list[Piece]) -> str:
    """The code of a function with pieces at the top of its body, where their names mean this function's own."""
    if not inside:
        return code
    function = ast.parse(code).body[0]
    if not isinstance(function, ast.FunctionDef):
        return code
    if function.body[0].lineno == function.lineno:  # All on one line: written out, there is room.
        return _with_inside(ast.unparse(function), inside)
    documented = ast.get_docstring(function) is not None
    at = (function.body[0].end_lineno or 1) if documented else function.body[0].lineno - 1
    margin = " " * function.body[0].col_offset
    lines = code.split("\n")
    new = [line for piece in inside for line in ["", *textwrap.indent(piece.text, margin).split("\n")]]
    return "\n".join([*lines[:at], *new, "", *lines[at:]])
