"""Why an answer that is not there is not: its cell failed or was a magic's, it has another name, or is imported."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nbformat import NotebookNode

from autograder.catalog import all_exercises
from autograder.grading.outputs import as_python
from autograder.inside.kinds import Kind
from autograder.newest import unfinished
from autograder.report import Report
from autograder.trial import Trial

# Cyrillic letters that look like Latin ones, in the same order: Python takes them for other names.
LOOKS_LIKE = dict(zip("\u0430\u0441\u0435\u043e\u0440\u0445\u0443\u0456\u0458\u0455\u04bb", "aceopxyijsh", strict=True))


def with_cause(report: Report, trial: Trial, cells: Sequence[NotebookNode]) -> Report:
    """The report; where nothing was defined, with what these cells, which have run, say of it in place of that."""
    failure = trial.first[0].failure
    if failure is None or failure.kind is not Kind.NOT_WRITTEN or failure.error:
        return report
    name = trial.exercise.variable
    failed = [cell for cell in cells if any(output["output_type"] == "error" for output in cell["outputs"])]
    if found := unfinished(name, None, [as_python(cell.source) for cell in failed]):
        return replace(report, finding=Kind.OUTDATED, headline=found.headline, excerpt=found.excerpt)
    if magic := above(name, cells):
        words = f"`{name}` stands below `{magic}`, which does not define it here. Take that line away."
        return replace(report, finding=Kind.OUTDATED, headline=words)
    if module := imported_from(name, failed):
        words = f"`{name}` was to be imported from {module}, and that failed here. Write the function into its cell."
        return replace(report, finding=Kind.OUTDATED, headline=words)
    if not trial.exercise.is_value and (other := alike(name, cells)):
        words = f"There is no `{name}`, but a `{other}`. Give it the name that it had when it was handed out."
        if foreign := [sign for sign in other if sign in LOOKS_LIKE]:
            words = f"The `{foreign[0]}` in the name `{other}` is a letter of another alphabet: type `{name}` anew."
        return replace(report, finding=Kind.OUTDATED, headline=words)
    return report


def above(name: str, cells: Sequence[NotebookNode]) -> str:
    """The magic that takes a whole cell, with the definition of a name in it; "" if there is none."""
    for cell in cells:
        magic = re.match(r"\s*(%%\w+)", cell.source)
        if magic and re.search(rf"^(def {re.escape(name)}\b|{re.escape(name)}\s*=)", cell.source, re.MULTILINE):
            return magic[1]
    return ""


def imported_from(name: str, cells: Sequence[NotebookNode]) -> str:
    """The module from which cells import a name; "" if none does."""
    for node in nodes(cells):
        if isinstance(node, ast.ImportFrom) and any((one.asname or one.name) == name for one in node.names):
            return "." * node.level + (node.module or "")
    return ""


def alike(name: str, cells: Sequence[NotebookNode]) -> str:
    """A function in these cells, none of the course's, whose name comes close to this one; "" if there is none."""
    known = {exercise.variable for exercise in all_exercises().values()}
    own = {node.name: None for node in nodes(cells) if isinstance(node, ast.FunctionDef) and node.name not in known}
    plain = {"".join(LOOKS_LIKE.get(sign, sign) for sign in other.casefold()): other for other in own}
    close = difflib.get_close_matches(name.casefold(), plain, n=1, cutoff=0.85)
    around = [other for other in plain if re.search(rf"(^|_){re.escape(name.casefold())}(_|$)", other)]
    return plain[(close or around)[0]] if close or around else ""


def nodes(cells: Sequence[NotebookNode]) -> Iterator[ast.AST]:
    """The statements at the top of these cells, as far as Python can read them."""
    for cell in cells:
        try:
            yield from ast.parse(as_python(cell.source)).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
