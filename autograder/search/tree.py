"""The syntax tree of a learner's function: its expressions and statements."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Any

from autograder.inside.observation import Source

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
    def is_condition(self) -> bool:
        """Whether it decides where an ``if`` or a loop goes."""
        return isinstance(self.parent, (ast.If, ast.While, ast.IfExp)) and self.node is self.parent.test

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


def is_number(node: ast.AST) -> bool:
    """Whether an expression is a number that is written out."""
    return isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and not isinstance(node.value, bool)


def located(new: ast.AST, like: ast.AST) -> Any:
    """The new node, standing where the old one stands, as far as its parts have no location of their own."""
    if not hasattr(new, "lineno") and isinstance(new, (ast.expr, ast.stmt, ast.keyword, ast.arg)):
        ast.copy_location(new, like)
    for child in ast.iter_child_nodes(new):
        if not hasattr(child, "lineno"):
            located(child, like)
    return new
