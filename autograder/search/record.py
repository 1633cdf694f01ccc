"""The values of a function's expressions in one call: each expression wrapped once, compiled once."""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Iterator
from typing import Any

from autograder.inside.observation import Case
from autograder.inside.rerun import SEEN
from autograder.search.rerun import Rerun
from autograder.search.tree import Function, located


def recorded(function: Function, rerun: Rerun, case: Case, seconds: float) -> dict[int, list[Any]]:
    """The values of a function's expressions on a case, by the number of their site."""
    with watched(function) as tree:
        version = rerun.version(tree)
    return rerun.record(version, case, seconds)


@contextlib.contextmanager
def watched(function: Function) -> Iterator[ast.Module]:
    """The tree with every expression wrapped in ``_seen_(number, ...)``, inside the block."""
    before = []
    for site in reversed(function.sites):  # Inner ones first; the outer ones then hold what was wrapped.
        call = ast.Call(ast.Name(SEEN, ast.Load()), [ast.Constant(site.number), site.node], [])
        before.append((site, site.node))
        _set(site.container, site.key, located(call, site.node))
    try:
        yield function.module
    finally:
        for site, node in reversed(before):
            _set(site.container, site.key, node)


def _set(container: Any, key: Any, value: ast.expr) -> None:
    if isinstance(container, list):
        container[key] = value
    else:
        setattr(container, key, value)
