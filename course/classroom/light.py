"""nbgrader and nbconvert without what they import and we do not need: servers, kernels, requests, setuptools."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any


def import_lightly(package: str = "nbgrader") -> None:
    """Let the package be imported without running its ``__init__``, until something asks for what that defines."""
    spec = find_spec(package) if package not in sys.modules else None
    if spec is None or spec.loader is None:
        return
    module, loader = module_from_spec(spec), spec.loader

    def load(name: str) -> Any:
        if (name.startswith("__") and name != "__version__") or find_spec(
            f"{package}.{name}"
        ):  # A submodule: Python imports it when told so.
            raise AttributeError(name)
        del module.__dict__["__getattr__"]
        loader.exec_module(module)
        return getattr(module, name)

    module.__dict__["__getattr__"] = load
    sys.modules[package] = module


@contextlib.contextmanager
def lightly(*packages: str) -> Iterator[None]:
    """In this block modules of these packages come without all else that is in them; who asks later gets everything."""
    before = set(sys.modules)
    for package in packages:
        import_lightly(package)
    try:
        yield
    finally:
        for name in set(sys.modules) - before:
            if name.startswith(packages):
                del sys.modules[name]


def import_when_called(module: str, *functions: str) -> None:
    """Stand in for a module by these functions: the first call of one imports it, and so does any other name."""
    if module in sys.modules:
        return
    standing_in = ModuleType(module)
    standing_in.__spec__ = ModuleSpec(module, None)

    def real(name: str) -> Any:
        if name.startswith("__") and ("." in module or name != "__path__"):  # Python looks at these of every module.
            raise AttributeError(name)
        if sys.modules.get(module) is standing_in:
            del sys.modules[module]
        return getattr(import_module(module), name)

    def later(name: str) -> Callable[..., Any]:
        return lambda *arguments, **named: real(name)(*arguments, **named)

    standing_in.__dict__.update({name: later(name) for name in functions}, __getattr__=real)
    sys.modules[module] = standing_in
