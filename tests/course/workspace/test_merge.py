"""A newer edition brings its text and checks; nothing a learner wrote is lost."""

import random
import tempfile
from pathlib import Path

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell
from nbgrader.utils import compute_checksum

from course.workspace import files
from course.workspace.cells import is_answer, is_as_handed_out
from course.workspace.merge import Work, merge
from course.workspace.place import Workspace
from course.workspace.update import prepare
from tests.course.workspace.editions import Edition, Learner, first_edition, next_edition, publish
from tests.support import ROOT


def cells_of(workspace):
    notebooks = [files.read(path) for path in sorted(workspace.folder.glob("*.ipynb"))]
    for notebook in notebooks:
        nbformat.validate(notebook)
    return [cell for notebook in notebooks for cell in notebook.cells]


@settings(max_examples=50)
@given(seed=st.integers(0, 2**32))
def test_a_hundred_updates_lose_nothing(seed):
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        workspace, learner = Workspace(Path(folder) / "my-work"), Learner(draw)
        edition = first_edition(draw)
        prepare(publish(edition, Path(folder)), workspace)
        for _ in range(2):
            learner.work(workspace)
            edition = next_edition(edition, draw)
            book = publish(edition, Path(folder))
            prepare(book, workspace)
            look_for_everything(learner, edition, workspace)
            before = {path: path.read_bytes() for path in workspace.folder.rglob("*.ipynb")}
            assert not prepare(book, workspace).sentences
            assert before == {path: path.read_bytes() for path in workspace.folder.rglob("*.ipynb")}


def look_for_everything(learner, edition, workspace):
    cells = cells_of(workspace)
    sources = [cell.source for cell in cells]
    for words in learner.others:
        assert sum(words in source for source in sources) == 1, words
    asked = {words for items in edition.chapters.values() for kind, words in items if kind == "ask"}
    for name, words in learner.answers.items():
        assert sum(words in source for source in sources) == 1, (name, words)
        if name in asked:
            (cell,) = (cell for cell in cells if words in cell.source)
            assert cell.metadata.nbgrader.grade_id == name
    # All of the new edition is there, but for what the learner replaced.
    assert {f"check({name})" for name in asked} <= set(sources)
    texts = {words for items in edition.chapters.values() for kind, words in items if kind != "ask"}
    texts |= {f"# {name}" for name in edition.names()}
    assert len(texts - set(sources)) <= len(learner.others)


def both(before, after, work):
    """The learner's notebooks after an update from one edition to another, `work` being what is done in between."""
    base, mine = Edition(before).notebooks(), Edition(before).notebooks()
    work({cell.source: cell for notebook in mine.values() for cell in notebook.cells}, mine)
    merged = merge([Work(name, mine[name], base[name]) for name in base], Edition(after).notebooks())
    return {name: [cell.source for cell in notebook.cells] for name, notebook in merged.notebooks.items()}


def test_own_cells_stay_behind_the_cell_they_stood_behind():
    def work(_, mine):
        mine["00_sums"].cells.insert(2, new_code_cell("my note"))

    after = both(
        {"sums": [("text", "one"), ("text", "two")]}, {"sums": [("text", "zero"), ("text", "one"), ("text", "2")]}, work
    )
    assert after["00_sums"] == ["# 00_sums", "zero", "one", "my note", "2"]


def test_an_exercise_takes_its_answer_and_the_note_below_along_to_another_chapter():
    def work(cells, mine):
        cells["check(f)"].metadata.collapsed = True
        answer = mine["00_sums"].cells[1]
        answer.source = answer.source.replace("raise NotImplementedError  # Your code goes here.", "return 7")
        mine["00_sums"].cells.insert(3, new_code_cell("my note"))

    after = both({"sums": [("ask", "f")], "bends": []}, {"sums": [], "bends": [("text", "new"), ("ask", "f")]}, work)
    assert after["00_sums"] == ["# 00_sums"]
    assert after["01_bends"][1] == "new" and after["01_bends"][2].endswith("return 7")
    assert after["01_bends"][3:] == ["check(f)", "my note"]


def test_a_cell_changed_on_both_sides_stands_there_twice_ours_first():
    def work(cells, _):
        cells["products = ..."].source = "products = 3"

    before = {"sums": [("text", "fill in"), ("code", "products = ...")]}
    assert both(before, before, work)["00_sums"][1:] == ["fill in", "products = 3"]
    after = {"sums": [("text", "fill in"), ("code", "product = ...")]}
    assert both(before, after, work)["00_sums"][1:] == ["fill in", "product = ...", "products = 3"]


def test_an_answer_gets_the_new_docstring_if_its_signature_is_unchanged():
    base, new = (Edition({"sums": [("ask", "f")]}, docstrings=text).notebooks() for text in ("Old.", "New."))
    mine = Edition({"sums": [("ask", "f")]}, docstrings="Old.").notebooks()["00_sums"]
    mine.cells[1].source = 'def f(x):\n    """Old."""\n    return 7'
    (merged,) = merge([Work("00_sums", mine, base["00_sums"])], new).notebooks.values()
    assert merged.cells[1].source == 'def f(x):\n    """New."""\n    return 7'


def test_without_the_edition_before_answers_are_known_by_nbgraders_checksum():
    mine = Edition({"sums": [("text", "old words"), ("ask", "f"), ("ask", "g")]}).notebooks()["00_sums"]
    mine.cells[2].source = "def f(x): return 7"
    new = Edition({"sums": [("text", "new words"), ("ask", "g"), ("ask", "f")]}, docstrings="New.").notebooks()
    (merged,) = merge([Work("00_sums", mine, None)], new).notebooks.values()
    shown = [cell.source for cell in merged.cells]
    assert "old words" not in shown and "def f(x): return 7" in shown and "New." in shown[2]


@pytest.mark.parametrize("name", ["01_perceptron", "16_capstone"])
def test_the_checksum_is_nbgraders(name):
    for cell in files.read(ROOT / "chapters" / f"{name}.ipynb").cells:
        if is_answer(cell):
            assert is_as_handed_out(cell) and cell.metadata.nbgrader.checksum == compute_checksum(cell)
            cell.source += " "
            assert not is_as_handed_out(cell)
