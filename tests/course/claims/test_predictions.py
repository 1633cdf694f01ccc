"""A prediction that a chapter asks for is repeated before the answer is shown."""

import ast

import pytest

from tests.support.chapter_runs import BOOK, teacher_notebook


def asked(cell):
    """The names that a cell leaves open, if it does nothing else."""
    tree = ast.parse(cell.source)
    if any(not isinstance(node, ast.Assign) for node in tree.body) or "nbgrader" in cell.metadata:
        return set()
    return {
        name.id
        for node in tree.body
        for name in ast.walk(node.targets[0])
        if isinstance(name, ast.Name) and any(getattr(part, "value", 0) is ... for part in ast.walk(node.value))
    }


def answered(cell):
    """The names that a cell hands to `play.predicted`, or uses only if they are filled in."""
    nodes = list(ast.walk(ast.parse(cell.source)))
    calls = [node for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) == "play.predicted"]
    filled = [node.left for node in nodes if isinstance(node, ast.Compare) and ast.unparse(node).endswith("is not ...")]
    return {name.id for part in [*calls, *filled] for name in ast.walk(part) if isinstance(name, ast.Name)} - {"play"}


@pytest.mark.parametrize("chapter", BOOK.chapters, ids=lambda chapter: chapter.topic)
def test_every_prediction_is_repeated(chapter):
    code = [cell for cell in teacher_notebook(BOOK, chapter).cells if cell.cell_type == "code"]
    predictions = set().union(*map(asked, code))
    assert predictions and predictions == set().union(*map(answered, code))
