"""The worked number in every docstring is right: ``Example: f(2.0) is 4.`` is evaluated."""

import ast
import re

import numpy as np
import pytest

from autograder import exercises, load
from course.source import teacher_notebook


def docstrings(book):
    for chapter in book.chapters:
        for cell in teacher_notebook(book, chapter).cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            if cell.metadata.get("nbgrader", {}).get("solution") and not load(name).is_value:
                text = " ".join(ast.get_docstring(ast.parse(cell.source).body[0]).split("Example:")[1].split())
                yield name, text


def closed(text):
    """The shortest beginning of `text` that is a Python literal with its brackets closed."""
    for end in range(1, len(text) + 1):
        if end == len(text) or text[end] in ",.;: ":
            try:
                value = ast.literal_eval(text[:end])
            except (SyntaxError, ValueError):
                continue
            if end < len(text) and text[end] == "." and text[end + 1 : end + 2].isdigit():
                continue
            return value
    return None


def test_worked_numbers_are_right(the_book):
    functions = {name: load(name).reference for name in exercises() if not load(name).is_value}
    checked = set()
    for name, text in docstrings(the_book):
        for match in re.finditer(rf"{name}\(", text):
            rest = text[match.start() :]
            for end in (m.start() for m in re.finditer(r"\) is ", rest)):
                try:
                    call, value = compile(rest[: end + 1], "", "eval"), closed(rest[end + 5 :].rsplit(" = ", 1)[-1])
                except SyntaxError:
                    continue
                if value is None:
                    break
                if not set(call.co_names) <= {"np", "array", "log", *functions}:
                    break  # An example in words, with names of its own.
                got = eval(call, {"np": np, **functions})
                if name == "layer_shapes":
                    assert got == value
                else:
                    for expected, answer in (
                        zip(value, got, strict=True) if isinstance(value, tuple) else [(value, got)]
                    ):
                        wanted = pytest.approx(np.asarray(expected), abs=6e-5)
                        assert np.asarray(answer, dtype=float) == wanted, (name, rest)
                checked.add(name)
                break
    assert len(checked) >= 45, sorted(set(functions) - checked)
