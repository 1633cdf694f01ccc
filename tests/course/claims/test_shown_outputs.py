"""In the cells that teach NumPy a comment says what each line prints: it does."""

import re

import pytest

from tests.support.chapter_runs import BOOK, run_of

SHOWN = re.compile(r"^print\(.*\)  # (.*)$", re.MULTILINE)
TOPICS = [chapter.topic for chapter in BOOK.chapters]


@pytest.mark.parametrize("topic", TOPICS[1:])
def test_what_a_comment_promises_is_printed(topic):
    cells = {code: shown for code in run_of(topic).printed if (shown := SHOWN.findall(code))}
    for code, shown in cells.items():
        assert run_of(topic).printed[code].splitlines() == shown, code
