"""nbgrader without its server extensions, which `import nbgrader` loads and no command of ours needs: a second."""

from __future__ import annotations

import sys
from importlib.util import find_spec, module_from_spec
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
