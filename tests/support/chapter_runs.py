"""A chapter's own cells, solutions included, run in this process: for tests of what its text claims about a run."""

import contextlib
import io
import re
import tempfile
from dataclasses import dataclass, field
from functools import cache
from types import SimpleNamespace
from unittest.mock import MagicMock, patch

import matplotlib
from matplotlib.figure import Figure

from course.manifest import read_book
from course.source import teacher_notebook
from tests.support import ROOT

BOOK = read_book(ROOT)


@dataclass
class Run:
    """A chapter after its run: its variables, the printed text of each code cell by that cell's code, its pictures."""

    variables: dict[str, object]
    printed: dict[str, str] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)

    def output(self, words: str) -> str:
        """The printed text of the only cell whose code holds these words."""
        (text,) = (text for code, text in self.printed.items() if words in code)
        return text


@cache
def text_of(topic: str) -> str:
    """The Markdown of a chapter, with single spaces."""
    cells = teacher_notebook(BOOK, BOOK.chapter(topic)).cells
    return " ".join(" ".join(cell.source.split()) for cell in cells if cell.cell_type == "markdown")


def stated(topic: str, pattern: str) -> tuple[float, ...]:
    """The numbers that the only passage of a chapter's text that matches this pattern states, one for each group."""
    (found,) = re.finditer(pattern, text_of(topic))
    return tuple(float(number.replace(",", "").replace("{", "").replace("}", "")) for number in found.groups())


@cache
def run_of(topic: str) -> Run:
    """Run a chapter's cells, each check passing, and each picture drawn but not shown."""
    from matplotlib import pyplot

    matplotlib.use("Agg")
    # A chapter may save a file.
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder), patch.object(pyplot, "show"):
        run = _run(topic)
    run.figures = [pyplot.figure(number) for number in pyplot.get_fignums()]
    pyplot.close("all")
    return run


def _run(topic: str) -> Run:
    run = Run({"__name__": "chapter"})
    for cell in teacher_notebook(BOOK, BOOK.chapter(topic)).cells:
        if cell.cell_type != "code" or cell.source.startswith("check("):
            continue
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(cell.source, topic, "exec"), run.variables)
        run.variables |= {"check": lambda *answer: SimpleNamespace(passed=True), "play": MagicMock()}
        run.printed[cell.source] = printed.getvalue()
    return run


def source_of_exercises(topic: str) -> list[str]:
    """The cells of a chapter that hold its functions, solutions included."""
    cells = teacher_notebook(BOOK, BOOK.chapter(topic)).cells
    return [c.source for c in cells if c.cell_type == "code" and "nbgrader" in c.metadata and "### BEGIN" in c.source]
