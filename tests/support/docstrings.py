"""The docstrings that learners read, exercise by exercise."""

import ast

from autograder import load
from course.source import teacher_notebook


def docstrings(book):
    """Each exercise that is a function, its docstring as the notebook shows it, and its source."""
    for chapter in book.chapters:
        for cell in teacher_notebook(book, chapter).cells:
            settings = cell.metadata.get("nbgrader", {})
            if settings.get("solution") and not load(settings["grade_id"]).is_value:
                exercise = load(settings["grade_id"])
                functions = (node for node in ast.parse(cell.source).body if isinstance(node, ast.FunctionDef))
                written = next(function for function in functions if function.name == exercise.name)
                yield exercise, ast.get_docstring(written), book.source_path(chapter)
