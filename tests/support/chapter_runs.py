"""A chapter's own cells, solutions included, run in this process: for tests of what its text claims about a run."""

import contextlib
import io
import re
import tempfile
from dataclasses import dataclass, field
from functools import cache
from types import SimpleNamespace
from unittest.mock import MagicMock

from course.manifest import read_book
from course.source import teacher_notebook
from tests.support import ROOT

BOOK = read_book(ROOT)


@dataclass
class Run:
    """A chapter after its run: its variables, and the printed text of each code cell by that cell's code."""

    variables: dict[str, object]
    printed: dict[str, str] = field(default_factory=dict)

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
def run_of(topic: str, pictures: bool = False) -> Run:
    """Run a chapter's cells, each check passing; cells that draw with matplotlib only if `pictures` are wanted."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):  # A chapter may save a file.
        return _run(topic, pictures)


def _run(topic: str, pictures: bool) -> Run:
    run = Run({"__name__": "chapter"})
    for cell in teacher_notebook(BOOK, BOOK.chapter(topic)).cells:
        if cell.cell_type != "code" or cell.source.startswith("check("):
            continue
        if "import matplotlib" in cell.source and not pictures:
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
