"""Which hand-ins are suspiciously alike: a hint for a person to look, never a verdict."""

from __future__ import annotations

import ast
import hashlib


def digest_and_size(source: str) -> tuple[str, int]:
    """A digest of what a cell's code says, whatever its layout and comments, and how much that is.

    Names count: two people seldom choose the same ones. Docstrings do not.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return "", 0
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:]
    try:
        text = ast.dump(tree)
    except RecursionError:
        return "", 0
    size = sum(1 for _ in ast.walk(tree))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16], size
