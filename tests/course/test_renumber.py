"""Renumbering: one edit in book.toml and one command, and everything still fits."""

import re
import shutil
import subprocess

import pytest

from course.build import build, drift, strangers
from course.errors import CourseError
from course.manifest import read_book
from course.renumber import renumber
from course.source import teacher_notebook
from tests.support import ROOT


def entry(text, topic):
    return next(part for part in re.split(r"(?=^\[\[chapters\]\])", text, flags=re.MULTILINE) if f'_{topic}"' in part)


def test_a_chapter_that_moves(book_copy):
    """Matrix calculus in front of autograd: their numbers change, their exercises stay theirs."""
    path = book_copy / "book.toml"
    text = path.read_text()
    moved = entry(text, "matrix-calculus")
    path.write_text(text.replace(moved, "").replace(entry(text, "autograd"), moved + entry(text, "autograd")))
    with pytest.raises(CourseError, match="number 08 comes after number 09; run `course renumber`"):
        read_book(book_copy)
    assert dict(renumber(book_copy)) == {
        "09_matrix-calculus.py": "08_matrix-calculus.py",
        "08_autograd.py": "09_autograd.py",
    }
    book = read_book(book_copy)
    changed = {path.name for path in build(book)}
    assert {"08_matrix-calculus.ipynb", "09_autograd.ipynb", "08_autograd.ipynb"} <= changed
    assert drift(book, book.chapters) == [] and strangers(book) == []
    assert "[chapter 08](08_matrix-calculus.ipynb)" in book.notebook_path(book.chapter("deep-networks")).read_text()
    assert [chapter.number for chapter in book.chapters] == [f"{i:02}" for i in range(len(book.chapters))]


def test_a_chapter_inserted_in_the_middle_keeps_the_history_of_the_others(book_copy):
    def git(*arguments):
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@b.c", *arguments]
        return subprocess.run(command, cwd=book_copy, capture_output=True, text=True, check=True).stdout

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "before")
    (book_copy / "solutions" / "17_rest.py").write_text("# %% [markdown]\n# A rest, after chapter:forward.\n")
    path = book_copy / "book.toml"
    losses = entry(path.read_text(), "losses")
    new = '[[chapters]]\nsource = "04_rest"\ntitle = "A rest"\nquestion = "Tired?"\nminutes = 5\nbuilds_on = []\n\n'
    path.write_text(path.read_text().replace(losses, new + losses))
    renamed = dict(renumber(book_copy))
    assert renamed["17_rest.py"] == "04_rest.py" and renamed["16_capstone.py"] == "17_capstone.py"
    assert "R  solutions/04_losses.py -> solutions/05_losses.py" in git("status", "--short")
    book = read_book(book_copy)
    build(book)
    assert drift(book, book.chapters) == [] and strangers(book) == []
    assert [chapter.topic for chapter in book.chapters][3:6] == ["forward", "rest", "losses"]
    last = teacher_notebook(book, book.chapter("capstone")).cells
    assert last[0].source.startswith("# 17 · ") and "06_gradient-descent.ipynb" in "".join(cell.source for cell in last)


def test_a_source_that_is_missing_or_there_twice_changes_nothing(book_copy):
    shutil.copy(ROOT / "solutions" / "04_losses.py", book_copy / "solutions" / "05_losses.py")
    before = (book_copy / "book.toml").read_text()
    with pytest.raises(CourseError, match=r"'losses' must have one source, solutions/NN_losses\.py; found 2"):
        list(renumber(book_copy))
    assert (book_copy / "book.toml").read_text() == before
