"""The shell takes shortcuts where a cell is plain Python; what comes out is what IPython itself says."""

import json

import pytest
from IPython.core.async_helpers import _should_be_async
from IPython.core.displayhook import DisplayHook
from IPython.core.inputtransformer2 import TransformerManager

from autograder.inside.shell import NotebookShell, _Hook, _Transformers
from tests.support import ROOT

CELLS = [
    "x = 1", "x = 1\n", "", "\n\nx", "  x = 1\n  y = 2", "x = 7 % 3\nassert x != 2", "%time x = 1", "%%time\nx = 1",
    "files = !ls", "!ls\nx", "where = %pwd", "x?", "len??", "?len", "/print 1", ",print a b", ";print a b",
    "if True:\n    %time x = 1", "if True:\n    !ls", "if True:\n    /print 1", "x = [1,\n  2, 3]\n;print a",
    "text = '''\n%time\n'''",
    ">>> x = 1\n>>> x", "In [1]: x = 1", ">>> x = (\n...   1)", "[ins] In [1]: x = (\n   ...: 1)", "x = 1\n>>> x",
    "x = (\n...: 1)", "x = [...,\n...]", "def f():\n    \n    return 1", "text = '''\n\t\n'''", "\tx = 1", "x = 1\r\nx",
    "def f():\n    '''\n    >>> f()\n    1\n    '''", "plain = 1\n\n\nIn = [1]\nIn [0]", "x = 1;",
    "def f():\n    '''Is it?'''\n    return 1", "this is no Python", "x = (",
]  # fmt: skip
AWAITS = [
    "await f()",
    "async with f() as g: pass",
    "[x async for x in f()]",
    "async def f(): pass",
    "awaited = 1",
    "x = 1",
]


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_becomes_what_ipython_makes_of_it(cell):
    assert _Transformers().transform_cell(cell) == TransformerManager().transform_cell(cell)


def test_so_do_all_cells_of_the_book():
    ours, theirs = _Transformers(), TransformerManager()
    for path in sorted((ROOT / "chapters").glob("0*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                assert ours.transform_cell("".join(cell["source"])) == theirs.transform_cell("".join(cell["source"]))


def test_what_a_notebook_adds_to_the_transformers_is_heeded():
    class Shouting:
        priority = 1
        calls = 0

        @classmethod
        def find(cls, tokens_by_line):
            cls.calls += 1

    ours = _Transformers()
    ours.token_transformers.append(Shouting)
    assert ours.transform_cell("x = 1") == "x = 1\n" and Shouting.calls == 1
    for steps in ("cleanup_transforms", "line_transforms"):
        ours = _Transformers()
        getattr(ours, steps).append(lambda lines: [line.upper() for line in lines])
        assert ours.transform_cell("x = 1") == "X = 1\n"


@pytest.mark.parametrize("cell", ["1;", "1;  # really", "';'", "1", "x = 1; x", "1\n;"])
def test_a_semicolon_at_its_end_hides_what_a_cell_is_worth(cell):
    assert _Hook.semicolon_at_end_of_expression(cell) == DisplayHook.semicolon_at_end_of_expression(cell)


@pytest.mark.parametrize("cell", AWAITS)
def test_a_cell_awaits_what_ipython_says_it_awaits(cell):
    shell = NotebookShell.__new__(NotebookShell)
    shell._trait_values = {"autoawait": True}
    assert shell.should_run_async(cell, transformed_cell=cell) == _should_be_async(cell)
