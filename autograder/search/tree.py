"""The syntax tree of a learner's function: its expressions and statements, and edits made in place and undone."""

from __future__ import annotations

import ast
import contextlib
import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.inside.observation import Source, Span

PARTS = (ast.Tuple, ast.List, ast.Dict)
MODULES = ("np", "numpy", "math", "itertools")


@dataclass(frozen=True, eq=False)
class Site:
    """An expression in the tree: where it hangs (`container` at `key`), its parent and the statement it is in."""

    number: int
    node: ast.expr
    container: Any
    key: Any
    parent: ast.AST
    statement: ast.stmt

    @property
    def is_returned(self) -> bool:
        """Whether it is all that a `return` returns."""
        return isinstance(self.statement, ast.Return) and self.node is self.statement.value

    @property
    def is_all_parts(self) -> bool:
        """Whether it is the tuple of all parts of a result, which is wrong wherever they come from."""
        return self.is_returned and isinstance(self.node, PARTS)

    @property
    def is_part(self) -> bool:
        """Whether it is one of the parts that a `return` returns."""
        returned = self.statement.value if isinstance(self.statement, ast.Return) else None
        return isinstance(returned, PARTS) and self.parent is returned


@dataclass(frozen=True, eq=False)
class Block:
    """A list of statements, the statement or function it is the body of, and the blocks around it."""

    statements: list[ast.stmt]
    owner: ast.stmt
    outer: Block | None


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
        before = [_put(change.container, change.key, change.value) for change in self.changes]
        try:
            yield
        finally:
            for change, value in zip(reversed(self.changes), reversed(before), strict=True):
                _put(change.container, change.key, value)

    @property
    def span(self) -> Span:
        """The passage in the learner's source."""
        return span_of(self.passage)

    def told(self) -> str:
        """The change as an instruction."""
        if self.together:
            return " ".join(edit.told() for edit in self.together)
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


@dataclass(frozen=True, eq=False)
class Function:
    """A parsed function, with its expressions in the order in which they are written, and its blocks."""

    module: ast.Module
    definition: ast.FunctionDef
    sites: list[Site] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    @property
    def parameters(self) -> list[str]:
        """The names of all parameters."""
        given = self.definition.args
        return [argument.arg for argument in (*given.posonlyargs, *given.args, *given.kwonlyargs)]


def parsed(source: Source) -> Function:
    """A function's tree; raises SyntaxError if the source is not one function."""
    module = ast.parse(source.text)
    if len(module.body) != 1 or not isinstance(module.body[0], ast.FunctionDef):
        raise SyntaxError("one function is wanted")
    return surveyed(module)


def surveyed(module: ast.Module) -> Function:
    """The sites and blocks of a tree as it is now."""
    definition = module.body[0]
    assert isinstance(definition, ast.FunctionDef)
    function = Function(module, definition)
    for position, default in enumerate(definition.args.defaults):
        _expressions(function, default, definition.args.defaults, position, definition.args, definition)
    _statements(function, definition, definition.body, None)
    return function


def _statements(function: Function, owner: ast.stmt, statements: list[ast.stmt], outer: Block | None) -> None:
    block = Block(statements, owner, outer)
    function.blocks.append(block)
    for statement in statements:
        for name, value in ast.iter_fields(statement):
            if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                _statements(function, statement, value, block)
            elif name == "handlers":
                for handler in value:
                    _statements(function, statement, handler.body, block)
            elif name not in ("annotation", "args", "decorator_list", "returns"):
                _field(function, statement, name, value, statement)


def _field(function: Function, parent: ast.AST, name: str, value: Any, statement: ast.stmt) -> None:
    if isinstance(value, list):
        for position, item in enumerate(value):
            _below(function, item, value, position, parent, statement)
    else:
        _below(function, value, parent, name, parent, statement)


def _below(function: Function, value: Any, container: Any, key: Any, parent: ast.AST, statement: ast.stmt) -> None:
    """An expression is a site; other nodes (arguments, comprehensions, slices) only hold some."""
    if isinstance(value, ast.expr):
        _expressions(function, value, container, key, parent, statement)
    elif isinstance(value, ast.AST):
        for name, inner in ast.iter_fields(value):
            _field(function, value, name, inner, statement)


def _expressions(
    function: Function, node: ast.expr, container: Any, key: Any, parent: ast.AST, statement: ast.stmt
) -> None:
    is_value = isinstance(getattr(node, "ctx", ast.Load()), ast.Load) and not isinstance(
        node, (ast.Slice, ast.Starred, ast.JoinedStr, ast.FormattedValue, ast.NamedExpr)
    )
    is_called = key == "func" and isinstance(parent, ast.Call)
    holds_slice = isinstance(node, ast.Tuple) and any(isinstance(item, ast.Slice) for item in node.elts)
    if is_value and not is_called and not holds_slice and not is_module(node):
        function.sites.append(Site(len(function.sites), node, container, key, parent, statement))
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Attribute) and is_module(node.value)):
        return
    for name, value in ast.iter_fields(node):
        if name not in ("ctx", "args") or isinstance(node, ast.Call):
            _field(function, node, name, value, statement)


def is_module(node: ast.AST) -> bool:
    """Whether an expression is a module: ``np`` or ``np.random``."""
    if isinstance(node, ast.Attribute):
        return is_module(node.value) and node.attr in ("random", "linalg")
    return isinstance(node, ast.Name) and node.id in MODULES


def span_of(node: ast.AST) -> Span:
    """Where a node stands."""
    node = node if hasattr(node, "lineno") else next(n for n in ast.walk(node) if hasattr(n, "lineno"))
    return Span(node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]


def located(new: ast.AST, like: ast.AST) -> Any:
    """The new node, standing where the old one stands, as far as its parts have no location of their own."""
    if not hasattr(new, "lineno") and isinstance(new, (ast.expr, ast.stmt, ast.keyword, ast.arg)):
        ast.copy_location(new, like)
    for child in ast.iter_child_nodes(new):
        if not hasattr(child, "lineno"):
            located(child, like)
    return new


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
