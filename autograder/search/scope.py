"""What an edit may use: the names of a function, with the values they had on the failing case."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from autograder.inside.observation import Case
from autograder.search.tree import Function, Site

MISSING = object()


class Scope:
    """A function, the values its expressions took in one call, and the functions that it may call."""

    def __init__(
        self,
        function: Function,
        seen: dict[int, list[Any]],
        case: Case,
        callables: Sequence[str],
        texts: Sequence[str] = (),
        numbers: Sequence[ast.expr] = (),
    ) -> None:
        self.function = function
        self.seen = seen
        self.callables = tuple(callables)
        self.case = case
        self.texts = tuple(texts)  # Those that right answers use, and
        self.numbers = tuple(numbers)

    @cached_property
    def given(self) -> dict[str, Any]:
        """The arguments by name."""
        return dict(zip(self.function.parameters, self.case.arguments, strict=False))

    @cached_property
    def names(self) -> dict[str, Any]:
        """Every variable with a value it had: the parameters as they were passed, the others as they were read."""
        found = dict.fromkeys(self._bound, MISSING)
        for site in self.function.sites:
            if isinstance(site.node, ast.Name) and site.node.id in found and self.value(site) is not MISSING:
                found[site.node.id] = self.value(site)
        for statement in ast.walk(self.function.definition):
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                name = statement.targets[0].id
                if found.get(name, MISSING) is MISSING:
                    found[name] = self.value_of(statement.value)
        return {**found, **self.given}

    @cached_property
    def _bound(self) -> list[str]:
        nodes = list(ast.walk(self.function.definition))
        names = [n.id for n in nodes if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)]
        inner = [n.arg for n in nodes if isinstance(n, ast.arg)]  # Of a lambda, or of a function inside.
        return list(dict.fromkeys([*self.function.parameters, *names, *inner]))

    def value(self, site: Site) -> Any:
        """The last value that an expression had; MISSING if it was not reached."""
        values = self.seen.get(site.number)
        return values[-1] if values else MISSING

    @cached_property
    def _by_node(self) -> dict[int, Site]:
        return {id(site.node): site for site in self.function.sites}

    def site_of(self, node: ast.AST) -> Site | None:
        """The site of a node of the tree."""
        return self._by_node.get(id(node))

    def value_of(self, node: ast.AST) -> Any:
        """The last value of a node; MISSING if it was not reached or is not recorded."""
        site = self._by_node.get(id(node))
        return MISSING if site is None else self.value(site)

    def kind(self, value: Any) -> str:
        """What a value could be confused with: "array", "number", "flag", "list", "text", "function", "" (unknown)."""
        if value is MISSING or value is None:
            return ""
        if isinstance(value, (bool, np.bool_)):
            return "flag"
        if isinstance(value, (int, float, np.number)) or (isinstance(value, np.ndarray) and value.ndim == 0):
            return "number"
        if isinstance(value, np.ndarray):
            return "array"
        if isinstance(value, (list, tuple, dict)):
            return "list"
        return "text" if isinstance(value, str) else "function" if callable(value) else "other"

    def is_mask(self, node: ast.AST) -> bool:
        """Whether a node's value is True or False, or an array of them."""
        value = self.value_of(node)
        return isinstance(value, (bool, np.bool_)) or (isinstance(value, np.ndarray) and value.dtype.kind == "b")

    def numeric(self, value: Any) -> bool:
        """Whether one could calculate with a value, or it is unknown."""
        return self.kind(value) in ("", "number", "array", "flag")

    def ndim(self, value: Any) -> int | None:
        """The number of axes; None if unknown."""
        return None if value is MISSING or value is None else int(np.ndim(value)) if self.numeric(value) else None
