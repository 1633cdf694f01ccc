"""Files that are made to stop the grader, or to fill its memory: each is refused in a moment, with the reason."""

import io
import json
import time
import zipfile

import pytest

from autograder.grading.repair import LARGEST, Ungradable, parse
from course.classroom.candidates import candidates_in
from course.classroom.moment import handed_in
from course.classroom.record import read_lines
from course.classroom.restore import added
from tests.support.speed import slowness


def bomb(notebooks, megabytes):
    """A small zip file with so many notebooks of so many megabytes each."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(notebooks):
            archive.writestr(f"{number}.ipynb", b" " * (megabytes * 2**20))
    return content.getvalue()


def test_zip_files_hold_no_more_together_than_one_notebook_may(tmp_path):
    (tmp_path / "a.zip").write_bytes(bomb(3, 40))
    (tmp_path / "b.zip").write_bytes(bomb(2, 40))
    (tmp_path / "c.zip").write_bytes(bomb(1, 40))
    (tmp_path / "d.ipynb.txt").write_bytes(bomb(1, 40))
    found = candidates_in(tmp_path)
    assert sum(len(one.content) for one in found.candidates) <= LARGEST
    assert set(found.refused) == {"a.zip", "c.zip", "d.ipynb.txt"}
    assert all("more than can be unpacked here" in why for why in found.refused.values())


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'{"cells": [' + b"{}, " * 20_000 + b"{}]}", "20,001 cells"),
        (b'{"cells": [' + b"{}," * 2_000_000 + b"{}]}", "more than 1,000,000 parts"),
        (b'{"cells": [{}], "metadata": {"a": [' + b"[]," * 2_000_000 + b"0]}}", "more than 1,000,000 parts"),
    ],
)
def test_a_notebook_of_millions_of_parts_is_refused_before_it_is_read(content, why):
    began = time.process_time()
    with pytest.raises(Ungradable, match=why):
        parse(content, "big.ipynb")
    assert time.process_time() - began < 2 * slowness()


@pytest.mark.parametrize("text", ["1." * 2**20, "2026-01-01 " + "a " * 2**20])
def test_a_moment_of_megabytes_is_none(text, tmp_path):
    (tmp_path / "timestamp.txt").write_text(text)
    began = time.process_time()
    with pytest.raises(Ungradable, match="does not say when"):
        handed_in(tmp_path / "timestamp.txt")
    assert time.process_time() - began < slowness()


def test_thousands_of_lines_like_those_of_a_locked_cell_are_told_apart_at_once():
    released = "\n".join(f"line {number % 50} a" for number in range(300))
    began = time.process_time()
    assert added(released, released + "\nmine\n" + "\n".join(f"line {number} b" for number in range(9_000)))
    assert time.process_time() - began < slowness()


@pytest.mark.parametrize(
    ("handed_in", "expected"),
    [("a\nb", ""), ("a\nmine\nb", "mine"), ("mine\na\nb\na", "mine\na"), ("b", ""), ("a\n  mine\nb\n", "mine")],
)
def test_what_was_written_into_a_locked_text_is_what_was_not_there(handed_in, expected):
    assert added("a\nb", handed_in) == expected


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x1c"])
def test_a_sign_that_ends_a_line_elsewhere_ends_none_in_the_history(sign, tmp_path):
    """JSON writes them as they are: an exception's text or a file's name could cut a student's line in two."""
    lines = [{"student": name, "notebooks": {}, "failed": f"a{sign}b"} for name in ("ann", "ben")]
    path = tmp_path / "01.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    assert read_lines(path) == lines
