"""Stills are drawn only when their code changed, and their files change only when the picture does.

That a still shows the picture its figure opens with stands in test_figures.py.
"""

import time

import pytest
from PIL import Image

from course.figures import figure_cells
from course.manifest import read_book
from playground import still
from tests.support import ROOT
from tests.support.speed import slowness
from tests.support.stills import copied_playground

BOOK = read_book(ROOT)
CALLS = sorted({cell.call for chapter in BOOK.chapters for cell in figure_cells(BOOK, chapter)})


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A copy of the package's files, free to be changed; figures are still drawn by the installed modules."""
    copy = copied_playground(tmp_path, monkeypatch)
    for call in CALLS:
        if not still.is_current(call):
            still.draw(call)
    return copy


def files(package):
    return {path.name: path.read_bytes() for path in (package / "stills").iterdir()}


def change(package, module):
    path = package / f"{module}.py"
    path.write_text(path.read_text() + "\n# changed\n")


def test_there_is_one_still_for_each_call_and_no_other():
    assert {still.path_of(call) for call in CALLS} == set(still.FOLDER.glob("*.png"))
    assert all(still.is_current(call) for call in CALLS), "run `course build`"


def test_calls_with_different_arguments_have_different_files():
    calls = ["play.graph()", "play.graph('y = x * w')", "play.graph('y = x + w')", "play.graph('y = x * w', x=-1)"]
    assert len({still.path_of(call) for call in calls}) == 4
    assert still.path_of("play.ball()").name == "ball.png"


def test_a_still_is_stale_when_its_figure_or_a_module_behind_it_changed_and_only_then(package):
    change(package, "computation")  # Only the graphs and the tape import it.
    using = [call for call in CALLS if call.startswith(("play.graph(", "play.tape("))]
    assert [call for call in CALLS if not still.is_current(call)] == using
    change(package, "stage")
    assert not any(still.is_current(call) for call in CALLS)


def test_drawing_again_leaves_the_bytes_unless_the_picture_changed(package):
    before = files(package)
    change(package, "ball")
    assert still.draw("play.ball()") is None and still.is_current("play.ball()")
    after = files(package)
    assert {name for name in before if before[name] != after[name]} == {"digests.txt"}
    path = still.path_of("play.ball()")
    Image.open(path).transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(path)
    assert still.draw("play.ball()") == path
    assert files(package) == after


def test_one_still_is_drawn_in_seconds_and_nothing_to_do_takes_no_time(package):
    began = time.process_time()
    still.draw("play.ball()")
    assert time.process_time() - began < 3 * slowness()
    began = time.process_time()
    assert all(still.is_current(call) for call in CALLS)
    assert time.process_time() - began < 0.5 * slowness()


def test_stills_of_other_calls_are_removed(package):
    (package / "stills" / "old.png").write_bytes(b"")
    gone = still.path_of("play.ball()")
    kept = [call for call in CALLS if call != "play.ball()"]
    assert still.keep_only(kept) == [gone, package / "stills" / "old.png"]
    assert not still.is_current("play.ball()") and all(still.is_current(call) for call in kept)
    assert still.keep_only(kept) == []


def test_lines_of_a_merge_conflict_do_not_count(package):
    path = package / "stills" / "digests.txt"
    path.write_text("<<<<<<< ours\n" + path.read_text().replace(" ball.png", " ball.png <"))
    assert [call for call in CALLS if not still.is_current(call)] == ["play.ball()"]
    still.draw("play.ball()")
    assert "<<<" not in path.read_text() and still.is_current("play.ball()")


def test_a_figure_that_cannot_be_set_up_is_not_saved(package):
    with pytest.raises(ValueError, match="not a known step"):
        still.draw('play.graph("y = cos(x)")')
    assert not still.path_of('play.graph("y = cos(x)")').exists()
