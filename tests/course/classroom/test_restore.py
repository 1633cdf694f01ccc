"""What a student wrote into a locked cell is kept, in a cell of its own; everything else is as it was released."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.grading.repair import Ungradable
from course.classroom.model import SourceCell, SourceNotebook
from course.classroom.restore import refuse_foreign, restore

TASK = SourceCell("derive", "markdown", "Derive it.\n\nScheme: 2 points.", True, "", False, False, True, 5)
ANSWER = SourceCell("step", "code", "def step(z):\n    raise NotImplementedError", False, "", False, True, False, 0)
CHECK = SourceCell("check-step", "code", "check(step)", True, "", True, False, False, 1)
SOURCE = SourceNotebook("trial", (TASK, ANSWER, CHECK))


def meta(name):
    return {"nbgrader": {"grade_id": name}}


def handed_in(task="Derive it.", check="check(step)", **more):
    return new_notebook(cells=[
        new_markdown_cell(task, metadata=meta("derive"), **more),
        new_code_cell("def step(z):\n    return z > 0", metadata=meta("step")),
        new_code_cell(check, metadata=meta("check-step")),
    ])  # fmt: skip


def restored(notebook):
    """The sources of all cells, and what was said."""
    repairs = restore(notebook, SOURCE)
    return [cell.source for cell in notebook.cells], repairs


def test_nothing_is_said_of_a_notebook_as_it_should_be():
    sources, repairs = restored(handed_in())
    assert sources == [TASK.source, "def step(z):\n    return z > 0", CHECK.source] and repairs == []


@pytest.mark.parametrize(
    "task", ["Derive it.\n\nBy the chain rule, 2x.", "By the chain rule, 2x.\nDerive it.", "By the chain rule, 2x."]
)
def test_an_answer_in_a_locked_task_moves_below_it(task):
    sources, repairs = restored(handed_in(task.format("By the chain rule, 2x.")))
    assert sources[:2] == [TASK.source, "By the chain rule, 2x."] and len(sources) == 4
    assert repairs == ["What was written into the locked cell derive stands in a cell of its own beside it."]


def test_a_picture_pasted_into_a_locked_task_moves_too():
    notebook = handed_in("Derive it.\n![](attachment:a.png)", attachments={"a.png": {"image/png": "iVBO"}})
    restore(notebook, SOURCE)
    assert "attachments" not in notebook.cells[0] and "a.png" in notebook.cells[1].attachments


def test_an_answer_in_a_check_cell_runs_before_it():
    for check in ("def step(z):\n    return 1\ncheck(step)", "check(step)\n\ndef step(z):\n    return 1"):
        sources, repairs = restored(handed_in(check=check))
        assert sources[2:] == ["def step(z):\n    return 1", CHECK.source] and len(repairs) == 1


@pytest.mark.parametrize("check", ["# check(step)", "pass", "", "check(step", "check(step, seed=3)"])
def test_other_changes_of_a_check_cell_are_dropped(check):
    sources, repairs = restored(handed_in(check=check))
    assert sources[2:] == [CHECK.source] and repairs == []


def test_cells_that_are_gone_are_put_back_and_told():
    notebook = handed_in()
    del notebook.cells[2], notebook.cells[0]
    sources, repairs = restored(notebook)
    assert sources == [TASK.source, "def step(z):\n    return z > 0", CHECK.source]
    assert repairs == [f"The cell {name} was missing; it was put back." for name in ("derive", "check-step")]


def test_a_notebook_of_something_else_is_refused():
    with pytest.raises(Ungradable, match="None of its cells belongs to trial"):
        refuse_foreign(new_notebook(cells=[new_code_cell("1 + 1")]), SOURCE)
    refuse_foreign(new_notebook(cells=[new_code_cell("def step(z): ...")]), SOURCE)  # Without any metadata.
