"""A change of a learner's function, made in place in its syntax tree and undone, and told in words."""

from __future__ import annotations

import ast
import contextlib
import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.inside.observation import Span
from autograder.search.tree import Block, Site, located

TWO_CHANGES = 4  # The size of two changes together.


@dataclass(frozen=True, eq=False)
class Change:
    """One thing that is put somewhere else into the tree: ``container[key] = value``, or an attribute of a node."""

    container: Any
    key: Any
    value: Any


@dataclass(frozen=True, eq=False)
class Edit:
    """A change of a function: what is put where, which passage it is about, its kind in words, and how large it is.

    `statement` is the statement whose new text shows the change; None if it moves or vanishes. `words` says the
    change where no new text can.
    """

    changes: tuple[Change, ...]
    passage: ast.AST
    kind: str
    size: int
    statement: ast.stmt | None = None
    words: str = ""
    together: tuple[Edit, ...] = ()

    @contextlib.contextmanager
    def applied(self) -> Iterator[None]:
        """The tree with this edit, inside the block."""
        with contextlib.ExitStack() as first:
            if self.together:
                first.enter_context(self.together[0].applied())
            with self._changed():
                yield

    @contextlib.contextmanager
    def _changed(self) -> Iterator[None]:
        before = [_put(change.container, change.key, change.value) for change in self.changes]
        try:
            yield
        finally:
            for change, value in zip(reversed(self.changes), reversed(before), strict=True):
                _put(change.container, change.key, value)

    @property
    def span(self) -> Span:
        """The passage in the learner's source."""
        return Span.of(self.passage)

    def told(self) -> str:
        """The change as an instruction."""
        if self.together:
            first, second = self.together
            with first.applied():
                then = second.told()
            return then if first.statement is second.statement is not None else f"{first.told()} {then}"
        is_condition = isinstance(self.statement, ast.If)  # `if` or `elif`: the tree does not tell.
        text = self.words or f"Write {'the condition ' if is_condition else ''}`{self.new_text()}`."
        return "Leave out this line." if not self.words and self._sets_to_itself() else text

    def _sets_to_itself(self) -> bool:
        """Whether nothing but ``x = x`` is left of the statement."""
        with self.applied():
            sides = self.new_text().split(" = ") if self.statement else []
        return len(sides) == 2 and sides[0] == sides[1]

    def new_text(self) -> str:
        """The statement as the edit leaves it, on one line; of a loop its first line, of an `if` its condition."""
        if self.statement is None:
            return ""
        with self.applied():
            shown = self.statement.test if isinstance(self.statement, ast.If) else self.statement
            return ast.unparse(_Tidied().visit(copy.deepcopy(shown))).splitlines()[0]


class _Tidied(ast.NodeTransformer):
    """Nobody writes -0 or +x."""

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        self.generic_visit(node)
        is_zero = isinstance(node.operand, ast.Constant) and node.operand.value == 0
        is_idle = isinstance(node.op, ast.UAdd) or (isinstance(node.op, ast.USub) and is_zero)
        return node.operand if is_idle else node


def replaced(site: Site, new: ast.expr, kind: str, size: int = 1) -> Edit:
    """The edit that puts another expression in an expression's stead."""
    change = Change(site.container, site.key, located(new, site.node))
    return Edit((change,), site.node, kind, size, site.statement)


def blocks_changed(
    blocks: Sequence[tuple[Block, list[ast.stmt]]], passage: ast.AST, kind: str, size: int = 1, **more: Any
) -> Edit:
    """The edit that gives one or more blocks other statements; a block left empty gets a ``pass``."""
    changes = []
    for block, statements in blocks:
        full = statements or [ast.Pass()]
        changes.append(Change(block.statements, slice(None), [located(s, passage) for s in full]))
    return Edit(tuple(changes), passage, kind, size, **more)


def _put(container: Any, key: Any, value: Any) -> Any:
    """Put a value there; what stood there before."""
    if isinstance(container, list):
        before = container[key]
        container[key] = value
        return before
    before = getattr(container, key)
    setattr(container, key, value)
    return before
