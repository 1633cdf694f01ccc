"""A sandbox that stays warm from one submission to the next, and that is warm soon."""

from __future__ import annotations

import ast
import atexit
import compileall
import contextlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.util import cache_from_source, find_spec
from pathlib import Path

from autograder.grading.boundary import OURS
from autograder.grading.bubblewrap import WARM
from autograder.grading.sandbox import Limits, Sandbox

_boxes: dict[tuple[str, Limits], Sandbox] = {}


def shared_sandbox(kind: str, limits: Limits, modules: Sequence[str] = ()) -> Sandbox:
    """One warm sandbox for the life of this process, stopped at its end; the first call says what it imports."""
    if (kind, limits) not in _boxes:
        box = _boxes[kind, limits] = Sandbox(kind, limits, modules)
        atexit.register(box.stop)
    return _boxes[kind, limits]


@lru_cache(maxsize=16)
def imported_in(folder: Path) -> list[str]:
    """The modules that the notebooks in a folder import in every run: not in a function, nor where an `if` holds.

    A folder is read once in the life of a process: what is out of date costs time and nothing else.
    """
    found: dict[str, None] = {}
    for path in sorted(folder.glob("*.ipynb")):
        with contextlib.suppress(OSError, ValueError, LookupError, TypeError):  # It only costs time not to know.
            for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
                if cell["cell_type"] == "code":
                    found |= dict.fromkeys(_imports("".join(cell["source"])))
    return list(found)


def _imports(source: str) -> Iterator[str]:
    try:
        body = ast.parse(source).body
    except SyntaxError:  # A magic, perhaps.
        return
    for node in body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def compile_packages(modules: Iterable[str]) -> None:
    """Compile what sandboxes import, once, as pip does and uv does not: a sandbox could not keep the result."""
    if sys.dont_write_bytecode:
        return
    for name in {*WARM, "IPython", "matplotlib", *(module.partition(".")[0] for module in modules)} - {*OURS}:
        spec = find_spec(name)
        if spec is None or spec.origin is None:
            continue
        folder = Path(spec.origin).parent
        if not Path(cache_from_source(spec.origin)).exists() and os.access(folder, os.W_OK):
            compileall.compile_dir(folder, quiet=2)
