"""Notation and glossary: every term leads to a section that uses it, and every symbol of the first chapter is there."""

import re
from functools import cache

import pytest

from course.errors import CourseError
from course.glossary import LINK, glossary_page, glossary_path, notation
from course.manifest import read_book
from course.source import teacher_notebook
from tests.support import ROOT

BOOK = read_book(ROOT)
ENTRY = re.compile(r"^(?P<term>\S.*)\n  (?P<text>.+)$", re.MULTILINE)
ENTRIES = [(found["term"], found["text"]) for found in ENTRY.finditer(glossary_path(BOOK).read_text("utf-8"))]


@cache
def sections(topic):
    """The text below every heading of a chapter, by the heading as an address."""
    text = "\n".join(cell.source for cell in teacher_notebook(BOOK, BOOK.chapter(topic)).cells)
    parts = re.split(r"^##+ (.+)$", text, flags=re.MULTILINE)
    return {"": parts[0]} | {
        "#" + re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-"): below
        for heading, below in zip(parts[1::2], parts[2::2], strict=True)
    }


@pytest.mark.parametrize(("term", "text"), ENTRIES, ids=[term for term, _ in ENTRIES])
def test_a_term_is_one_or_two_sentences_and_leads_to_a_section_that_says_it(term, text):
    (link,) = LINK.finditer(text)
    said = " ".join(sections(link[2])[link[3] or ""].lower().replace("*", "").split())
    word = re.sub(r" (gradient descent|network|gradient)$", "", term.lower()) if term not in said else term
    assert word in said
    assert text.endswith(f". ({link[0]})")
    assert 1 <= len(re.findall(r"\.(?= |$)", text.removesuffix(f" ({link[0]})"))) <= 2


def test_terms_are_in_order_and_every_chapter_after_the_first_introduces_some():
    terms = [term for term, _ in ENTRIES]
    assert terms == sorted(set(terms), key=str.lower) and len(terms) > 60
    assert {LINK.search(text)[2] for _, text in ENTRIES} >= {c.topic for c in BOOK.chapters[1:-1]}


def test_every_symbol_of_the_first_chapter_is_on_the_page():
    source = BOOK.source_path(BOOK.chapters[0]).read_text("utf-8")
    rows = [row.split("|")[1:3] for row in re.findall(r"^# (\|.+)$", source, re.MULTILINE)]
    symbols = rows[rows.index([" symbol ", " in code "]) + 2 :]
    assert len(symbols) > 20
    page = glossary_page(BOOK)
    for symbol, code in symbols:
        assert f"|{symbol}|{code}|" in page
    assert not re.search(r"chapter:|\{notation\}", page)


def test_an_unknown_chapter_and_a_missing_table_are_named(book_copy):
    book = read_book(book_copy)
    path = glossary_path(book)
    path.write_text("# Glossary\n\nnoise\n  What is learned last. (chapter:nosie#the-idea)\n")
    with pytest.raises(CourseError, match="there is no chapter 'nosie'"):
        glossary_page(book)
    source = book.source_path(book.chapters[0])
    source.write_text(source.read_text("utf-8").replace("# | symbol |", "# | sign |"), encoding="utf-8")
    with pytest.raises(CourseError, match="no table of notation"):
        notation(book)
