"""What a student wrote into a locked cell is kept, in a cell of its own; everything else is as it was released."""

from dataclasses import replace

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.utils import compute_checksum, determine_grade

from autograder.grading.repair import Ungradable
from course.classroom.model import SourceCell, SourceNotebook
from course.classroom.released import released_cells
from course.classroom.restore import refuse_foreign, restore
from course.classroom.unanswered import ask_where_unclear, digests

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
    assert repairs == ["Written into locked cells, and kept in cells beside them: derive."]


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
    assert repairs == ["Cells that were missing and were put back: derive, check-step."]


def test_a_check_that_stands_before_its_answer_is_moved_behind_it():
    notebook = handed_in()
    notebook.cells.insert(0, notebook.cells.pop(2))
    sources, repairs = restored(notebook)
    assert sources == [TASK.source, "def step(z):\n    return z > 0", CHECK.source]
    assert repairs == ["Cells that were moved behind what they check: check-step."]


def test_where_all_metadata_is_gone_the_checks_come_last_and_in_their_order():
    notebook = handed_in()
    for cell in notebook.cells:
        cell.metadata.clear()
    source = SourceNotebook("trial", (ANSWER, CHECK, TASK))
    restore(notebook, source)
    assert [cell.source for cell in notebook.cells[3:]] == [CHECK.source, TASK.source]


def test_cells_without_metadata_are_recognized_where_they_stand():
    """Colab drops it, and a copy of a check that stands elsewhere is no reason to put another one at the end."""
    notebook = handed_in()
    notebook.cells[1].id = "step"
    for cell in notebook.cells:
        cell.metadata.clear()
    given = digests([cell.source for cell in handed_in().cells])
    repairs = restore(notebook, replace(SOURCE, given=given))
    assert [cell.metadata.nbgrader.grade_id for cell in notebook.cells] == ["derive", "step", "check-step"]
    assert notebook.cells[0].source == TASK.source and "z > 0" in notebook.cells[1].source
    assert repairs == ["Cells that had lost their marks and were recognized: derive, step, check-step."]


def test_a_locked_cell_that_checks_nothing_is_put_back_too():
    setup = SourceCell("setup", "code", "import numpy as np", True, "", False, False, False, 0)
    notebook = handed_in()
    restore(notebook, SourceNotebook("trial", (setup, *SOURCE.cells)))
    assert notebook.cells[0].source == setup.source


ESSAY = SourceCell("why", "markdown", "Why?", False, "", True, True, False, 2)
ESSAY = replace(ESSAY, checksum=compute_checksum(new_markdown_cell("Why?", metadata={"nbgrader": ESSAY.metadata()})))
ASIDE = new_markdown_cell("An aside of the chapter.")


@pytest.mark.parametrize(
    ("cells", "waits"),
    [
        ([], False),
        ([new_markdown_cell("An aside of the\n chapter.")], False),
        ([ASIDE, new_markdown_cell(" ")], False),
        ([new_code_cell("# A note")], False),
        ([new_markdown_cell("Because of this.")], True),
    ],
)
def test_an_empty_answer_waits_for_a_person_if_a_student_wrote_elsewhere(cells, waits, tmp_path):
    """By either door, for `determine_grade` is what both ask."""
    nbformat.write(new_notebook(cells=[ASIDE]), tmp_path / "trial.ipynb")
    source = SourceNotebook("trial", (ESSAY,), digests(text for _, text in released_cells(tmp_path / "trial.ipynb")))
    notebook = new_notebook(cells=[new_markdown_cell("Why?", metadata=meta("why")), *cells])
    restore(notebook, source)
    ask_where_unclear(notebook, source)
    assert determine_grade(notebook.cells[0])[0] == (None if waits else 0)


def test_a_notebook_of_something_else_is_refused():
    with pytest.raises(Ungradable, match="None of its cells belongs to trial"):
        refuse_foreign(new_notebook(cells=[new_code_cell("1 + 1")]), SOURCE)
    refuse_foreign(new_notebook(cells=[new_code_cell("def step(z): ...")]), SOURCE)  # Without any metadata.
