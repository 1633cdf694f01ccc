"""A learner in a real browser: open JupyterLab, move a slider, fail a check, mend it, pass."""

import re

import nbformat
import pytest

from tests.browser import CHROMIUM, ROOT, cell, lab, open_notebook, page, run

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with lab(tmp_path_factory.mktemp("lab")) as address:
        yield address


def write(page, target, code):
    """Replace a cell's code as a learner would, by typing."""
    target.scroll_into_view_if_needed()
    target.locator(".cm-content").first.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(code)


def test_the_address_that_is_printed_opens_the_start_page(address):
    with page() as tab:
        tab.goto(f"{address}/lab/tree/00_start-here.ipynb?token=here")
        tab.get_by_role("paragraph").filter(has_text="You are going to build neural networks").wait_for(timeout=60_000)


def test_a_learner_moves_a_slider_and_gets_a_check_right(address):
    with page() as tab:
        complaints = []
        tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        open_notebook(tab, address, "01_perceptron.ipynb")
        run(tab, cell(tab, "import numpy as np"))
        figure = cell(tab, "play.perceptron()")
        run(tab, figure)
        picture = figure.locator(".jp-OutputArea img").first
        picture.wait_for()
        before = picture.get_attribute("src")
        handle = figure.get_by_role("slider").first
        handle.focus()
        for _ in range(5):
            tab.keyboard.press("ArrowLeft")
        tab.wait_for_function("([img, old]) => img.src !== old", arg=[picture.element_handle(), before])
        figure.locator("[role=status]").filter(has_text="w1 = 0.5").wait_for()

        exercise, check = cell(tab, "def weighted_sum(x, w, b)"), cell(tab, "check(weighted_sum)")
        run(tab, exercise)
        run(tab, check)
        check.get_by_text("Not written yet").wait_for()
        write(tab, exercise, "def weighted_sum(x, w, b):\n return np.sum(x * w + b)\n")
        run(tab, exercise)
        run(tab, check)
        check.get_by_text("counted once per input").wait_for()
        check.get_by_text("Hint 1 of 3").click()
        check.get_by_text("Multiply each input by its own weight first").wait_for()
        write(tab, exercise, "def weighted_sum(x, w, b):\n return np.sum(x * w) + b\n")
        run(tab, exercise)
        run(tab, check)
        check.get_by_text("Passed", exact=True).wait_for()
        assert complaints == []


@pytest.mark.parametrize("chapter", sorted(path.stem for path in (ROOT / "chapters").glob("*.ipynb")))
def test_every_figure_of_a_chapter_appears_and_moves(address, chapter):
    with page() as tab:
        complaints = []
        tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        open_notebook(tab, address, f"{chapter}.ipynb")
        run(tab, cell(tab, "import playground as play"))
        notebook = nbformat.read(ROOT / "chapters" / f"{chapter}.ipynb", as_version=4)
        calls = [c.source for c in notebook.cells if re.fullmatch(r"play\.\w+\(\)", c.source)]
        assert calls
        for call in calls:
            figure = cell(tab, call)
            run(tab, figure)
            picture = figure.locator(".jp-OutputArea img").first
            picture.wait_for()
            before = picture.get_attribute("src")
            if figure.get_by_role("slider").count():
                figure.get_by_role("slider").first.focus()
                for _ in range(3):
                    tab.keyboard.press("ArrowRight")
            else:
                figure.locator("select").last.select_option(index=0)
            tab.wait_for_function("([img, old]) => img.src !== old", arg=[picture.element_handle(), before])
        assert complaints == []
