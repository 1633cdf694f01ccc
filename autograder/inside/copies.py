"""The variables that changed versions of a learner's function see: copies, made anew for each version."""

from __future__ import annotations

import ast
import builtins
import copy
import types
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from autograder.inside.finite import guarded
from autograder.inside.own_code import CONTAINERS, OwnCode, defaults_of

FIXED = (bool, int, float, str, type(None), staticmethod, classmethod, property)


class Copies:
    """A namespace with what the learner's own code uses: its functions and classes in it see no other."""

    def __init__(self, original: Mapping[str, Any], codes: Sequence[OwnCode], others: Iterable[str] = ()) -> None:
        used = {name for code in codes for name in code.names}.union(others)
        self.space: dict[str, Any] = {"__builtins__": builtins}
        self.known: dict[int, Any] = {}  # The copies of the learner's functions and classes, by the id of the original.
        self.functions = [code.value for code in codes if not isinstance(code.value, type)]
        for function in self.functions:
            self.known[id(function)] = types.FunctionType(function.__code__, self.space, function.__name__)
        classes = [code for code in codes if isinstance(code.value, type)]
        classes.sort(key=lambda code: len(code.value.__mro__))  # What stands above a class is made before it.
        self.classes = [(code.value, _compiled(code.tree)) for code in classes]
        self.made: list[tuple[type, dict[str, Any]]] = []  # The copies of the classes, each with what was in it then.
        self.varying: dict[str, Any] = {}
        for name in used & original.keys():
            if isinstance(original[name], types.ModuleType) or (callable(original[name]) and not self.classes):
                self.space[name] = self.copied(original[name])
            else:
                self.varying[name] = original[name]

    def renew(self) -> None:
        """Give every name the value that it has in the notebook, in a copy."""
        self._fill()
        if any(_changed(made, state) for made, state in self.made) or len(self.made) < len(self.classes):
            self.made = []
            for value, code in self.classes:
                exec(code, self.space)
                made = self.known[id(value)] = self.space[value.__name__]
                self.made.append((made, dict(vars(made))))
            self._fill()  # What holds a class holds the new one.
        for function in self.functions:
            if defaults_of(function):
                self.known[id(function)].__defaults__ = self.copied(function.__defaults__)
                self.known[id(function)].__kwdefaults__ = self.copied(function.__kwdefaults__)

    def _fill(self) -> None:
        for name, value in self.varying.items():
            self.space[name] = self.copied(value)

    def copied(self, value: Any) -> Any:
        """A copy of data, the copy of a function or a class of the learner's; what cannot change stays."""
        if id(value) in self.known:
            return self.known[id(value)]
        if isinstance(value, dict) and type(value) in CONTAINERS:
            return {self.copied(key): self.copied(item) for key, item in value.items()}
        if type(value) in CONTAINERS:
            return type(value)(map(self.copied, value))
        return guarded(value) if callable(value) or isinstance(value, types.ModuleType) else copy.deepcopy(value)


def _changed(made: type, state: dict[str, Any]) -> bool:
    """Whether a class is not what it was when it was made, or could be without showing it."""
    now = vars(made)
    return len(now) != len(state) or not all(now.get(name) is value for name, value in state.items()) or any(
        defaults_of(getattr(value, "__func__", value)) or not (callable(value) or isinstance(value, FIXED))
        for name, value in state.items() if not name.startswith("__") or callable(value)
    )  # fmt: skip


def _compiled(tree: ast.AST) -> types.CodeType:
    assert isinstance(tree, ast.stmt)
    return compile(ast.Module([tree], []), "<a class>", "exec")
