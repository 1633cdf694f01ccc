"""Which hand-ins are suspiciously alike: a hint for a person to look, never a verdict."""

from __future__ import annotations

import ast
import hashlib
import itertools
import json
import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

SEVERAL, MUCH = 2, 80  # exercises, and nodes of their syntax trees: what two people have in common by chance is less
MARKER = re.compile(r"### (BEGIN|END) SOLUTION")


@lru_cache(maxsize=4096)
def digest_and_size(source: str) -> tuple[str, int]:
    """A digest of what a cell's code says, whatever its layout and comments, and how much that is.

    Names count: two people seldom choose the same ones. Docstrings do not.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return "", 0
    size = 0
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:]
            size -= 2  # The walk comes to the docstring all the same.
        size += 1
    try:
        text = ast.dump(tree)
    except RecursionError:
        return "", 0
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16], size


def given_code(folder: Path) -> set[str]:
    """Digests of the teacher's own answers in an assignment's source: to write the same is no sign of anything."""
    found = set()
    for path in folder.glob("*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8")).get("cells", []):
            lines = "".join(cell.get("source", [])).splitlines()
            found.add(digest_and_size("\n".join(line for line in lines if not MARKER.search(line)))[0])
    return found - {""}


def alike(
    last: Mapping[str, Mapping[str, Any]], given: Collection[str]
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Groups of students whose answers to several exercises are the same and nobody else's, with these exercises.

    `last` holds the last report of each student. An answer that many share, or that the course gives, does not count.
    """
    who: dict[tuple[str, str], list[str]] = defaultdict(list)
    sizes: dict[tuple[str, str], int] = {}
    for student, line in last.items():
        for notebook in line["notebooks"].values():
            for name, report in notebook.get("exercises", {}).items():
                if report.get("answer") and report["answer"] not in given:
                    who[name, report["answer"]].append(student)
                    sizes[name, report["answer"]] = report.get("size", 0)
    most = max(2, len(last) // 20)
    shared: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for key, students in who.items():
        if 2 <= len(students) <= most:
            for pair in itertools.combinations(sorted(students), 2):
                shared[pair].append(key)
    return sorted(
        (pair, tuple(sorted(name for name, _ in keys)))
        for pair, keys in shared.items()
        if len(keys) >= SEVERAL and sum(sizes[key] for key in keys) >= MUCH
    )
