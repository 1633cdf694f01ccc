"""The browser edition played in Chromium, and how long a learner waits in it: printed with `pytest -s`."""

import os
import subprocess
import sys
import time
from urllib.parse import parse_qs, urlparse

import pytest

from autograder import exercises
from course.manifest import read_book
from tests.support import ROOT
from tests.support.browser import CHROMIUM, cell, chromium, page, served

PYODIDE = os.environ.get("PYODIDE")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("lite"),
    pytest.mark.skipif(not PYODIDE, reason="PYODIDE names no folder: see tests/support/pyodide_folder.py"),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
BOOK = read_book(ROOT)
CHAPTER = BOOK.chapter("perceptron").source
LONG = 120_000  # milliseconds, on a busy machine


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("book")
    command = [sys.executable, "-m", "course", "book", "--to", folder, "--pyodide", PYODIDE]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    return folder


@pytest.fixture
def address(site):
    """A server for each test: what one test left in the browser's storage is not another's."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def tab(browser, address):
    """A page that asks our server alone."""
    with page(browser) as tab:
        asked = []
        tab.context.on("request", lambda request: asked.append(request.url))
        yield tab
        elsewhere = {urlparse(url).netloc for url in asked if not url.startswith(("data:", "blob:"))}
        assert elsewhere == {urlparse(address).netloc}


class Loaded:
    """The bytes that a context gets from the server, what its cache has left out."""

    def __init__(self, context):
        self.size = 0
        context.on("requestfinished", self.add)

    def add(self, request):
        if request.url.startswith("http"):
            self.size += max(0, request.sizes()["responseBodySize"])


def run(tab, target):
    """Run a cell once and wait for its new number, however long Python takes to start."""
    prompt = target.locator(".jp-InputPrompt").first
    prompt.evaluate("node => { node.textContent = 'before' }")  # The number may be that of the visit before.
    target.scroll_into_view_if_needed()
    target.locator(".cm-content").first.click()
    tab.keyboard.press("Control+Enter")
    for _ in range(LONG // 50):
        tab.wait_for_timeout(50)
        if prompt.inner_text() not in ("before", "[*]:"):
            return
    raise AssertionError(f"the cell did not run: {target.locator('.cm-content').first.inner_text()[:80]}")


def write(tab, target, code):
    target.scroll_into_view_if_needed()
    target.locator(".cm-content").first.click()
    tab.keyboard.press("Control+A")
    tab.keyboard.insert_text(code)


def move_a_slider(tab, place):
    """Move the first slider of a figure, and wait for what the figure then says."""
    said = place.locator("[role=status]").first
    said.wait_for(timeout=LONG)
    before = said.inner_text()
    place.get_by_role("slider").first.focus()
    for look in range(LONG // 50):
        if look < 100:
            tab.keyboard.press("ArrowLeft")
        tab.wait_for_timeout(50)
        if said.inner_text() != before:
            return
    raise AssertionError(f"the figure does not move: {before}")


def open_and_move(tab):
    """From the click on the page of the book to the first moved slider; returns the seconds."""
    tab.get_by_role("link", name="Open in the browser").click()
    begun = time.monotonic()
    tab.wait_for_selector(".jp-Notebook .jp-Cell", timeout=LONG)
    run(tab, cell(tab, "import numpy as np"))
    figure = cell(tab, "play.perceptron()")
    run(tab, figure)
    move_a_slider(tab, figure)
    return begun, time.monotonic() - begun


def answer(tab, code):
    """Write an answer, run it, and run its check; returns the cell of the check."""
    name = code.removeprefix("def ").partition("(")[0]
    exercise, check = cell(tab, f"def {name}("), cell(tab, f"check({name})")
    write(tab, exercise, code)
    run(tab, exercise)
    run(tab, check)
    return check


def shown(tab):
    """The notebook in front: JupyterLab opens again what was open before."""
    return tab.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")


def open_lite(tab, address, topic):
    """Open a chapter in the browser edition, by its address there."""
    name = f"{BOOK.chapter(topic).source}.ipynb"
    tab.goto(f"{address}/lite/lab/index.html?path={name}")
    tab.locator(".lm-DockPanel-tabBar .lm-TabBar-tab.lm-mod-current").get_by_text(name).wait_for(timeout=LONG)
    run(tab, cell(shown(tab), "import numpy as np"))


def says(tab, code, expected):
    """Run this code in a new cell below the one that was run last, and wait for what it shows."""
    tab.keyboard.press("Escape")
    tab.keyboard.press("b")
    new = shown(tab).locator(".jp-CodeCell.jp-mod-active")
    write(tab, new, code)
    run(tab, new)
    new.locator(".jp-OutputArea-output").get_by_text(expected).wait_for()


def test_a_learner_moves_a_slider_is_told_a_mistake_and_finds_the_work_again(tab, address):
    loaded = Loaded(tab.context)
    tab.goto(f"{address}/{CHAPTER}.html")
    begun, slider = open_and_move(tab)
    check = answer(tab, "def weighted_sum(x, w, b):\n return np.sum(x * w + b)\n")
    check.get_by_text("counted once per input").wait_for()
    print(f"cold: slider {slider:.1f} s, mistake {time.monotonic() - begun:.1f} s, {loaded.size / 1e6:.1f} MB")
    check = answer(tab, "def weighted_sum(x, w, b):\n return np.sum(x * w) + b\n")
    check.get_by_text("weighted_sum is in your my_network.py now.").wait_for()
    tab.keyboard.press("Control+s")
    tab.locator(".jp-mod-dirty").first.wait_for(state="detached")
    last = tab.locator(".jp-CodeCell").nth(3)
    write(tab, last, "from autograder import export_work\nexport_work()\n")
    run(tab, last)
    last.get_by_text("17 notebooks").wait_for()
    write(tab, last, BRING_BACK)
    run(tab, last)
    last.get_by_text("files are back, and your progress").wait_for()

    loaded = Loaded(tab.context)
    tab.goto(f"{address}/{CHAPTER}.html")
    begun, slider = open_and_move(tab)
    assert "np.sum(x * w) + b" in cell(tab, "def weighted_sum(x, w, b)").locator(".cm-content").first.inner_text()
    check = answer(tab, "def weighted_sum(x, w, b):\n return np.sum(x * w + b)\n")
    check.get_by_text("counted once per input").wait_for()
    print(f"warm: slider {slider:.1f} s, mistake {time.monotonic() - begun:.1f} s, {loaded.size / 1e6:.1f} MB")


def test_work_is_there_after_a_reload_in_a_second_tab_and_after_all_are_closed(tab, address):
    open_lite(tab, address, "perceptron")
    answer(tab, "def weighted_sum(x, w, b):\n return np.sum(x * w) + b\n").get_by_text("is in your my_net").wait_for()
    answer(tab, "def step(z):\n return np.where(z > 0, 1, 0)\n").get_by_text("step is in your my_network.py").wait_for()
    says(tab, MINE.format("from my_network import weighted_sum, step"), "2 solved")
    tab.locator(".jp-mod-dirty").first.wait_for(state="attached")
    tab.locator(".jp-mod-dirty").first.wait_for(state="detached", timeout=LONG)  # Saved by itself.

    tab.reload()
    open_lite(tab, address, "perceptron")
    says(tab, MINE.format("from my_network import weighted_sum, step"), "2 solved")
    exercise = cell(shown(tab), "def weighted_sum(")
    exercise.scroll_into_view_if_needed()
    exercise.get_by_text("np.sum(x * w) + b").wait_for()

    other = tab.context.new_page()
    open_lite(other, address, "activations")
    says(other, "def relu(z):\n return np.maximum(z, 0)\ncheck(relu)", "relu is in your my_network.py")
    tab.bring_to_front()
    says(tab, MINE.format(""), "3 solved")
    says(tab, "print(open('my_network.py').read())", "def relu(z)")

    last = tab.context.new_page()
    tab.close()
    other.close()
    open_lite(last, address, "forward")
    says(last, MINE.format("from my_network import weighted_sum, step, relu"), "3 solved")

    last.goto(f"{address}/index.html")
    last.get_by_text(f"3 of {len(exercises())} exercises solved").wait_for()
    last.get_by_role("link", name="Continue here: Activations").click()
    cell(shown(last), "def relu(").wait_for(timeout=LONG)


def test_it_works_without_its_server_after_the_first_visit(browser, site):
    with page(browser) as tab:
        with served(site) as address:
            loaded = []
            tab.context.on("response", lambda answer: loaded.append(answer.url) if answer.status == 200 else None)
            tab.goto(f"{address}/{CHAPTER}.html")
            tab.get_by_role("link", name="Open in the browser").click()
            run(tab, cell(shown(tab), "import numpy as np"))
            check = answer(tab, "def weighted_sum(x, w, b):\n return np.sum(x * w) + b\n")
            check.get_by_text("is in your my_network.py").wait_for()
            wanted = [url for url in loaded if url.startswith(f"{address}/lite/") and "/api/" not in url]
            tab.wait_for_function(ARE_KEPT, arg=wanted, polling=200)
        open_lite(tab, address, "perceptron")
        says(tab, MINE.format("from my_network import weighted_sum"), "1 solved")
        open_lite(tab, address, "activations")  # Not opened before.
        says(tab, "def relu(z):\n return np.maximum(z, 0)\ncheck(relu)", "relu is in your my_network.py")


# The worker writes what was loaded.
ARE_KEPT = "async urls => (await Promise.all(urls.map(url => caches.match(url)))).every(Boolean)"
MINE = """
from autograder import progress
{}
print(progress().total[0], 'solved')
"""
BRING_BACK = """
import glob
from autograder import import_work
import_work(glob.glob("*.zip")[0])
"""


def test_a_figure_moves_on_its_page_one_at_a_time(tab, address):
    tab.goto(f"{address}/{BOOK.chapter('activations').source}.html")
    buttons = tab.get_by_role("link", name="Move this figure")
    code = parse_qs(urlparse(buttons.first.get_attribute("href")).query)["code"][0]
    assert code.startswith("import playground as play\nplay.")
    begun = time.monotonic()
    buttons.first.click()
    tab.get_by_text("Python is starting in your browser").wait_for()
    tab.locator(".cell_output.moves").wait_for(timeout=LONG)
    move_a_slider(tab, tab.frame_locator("iframe.moving-figure"))
    print(f"a figure on its page: slider after {time.monotonic() - begun:.1f} s")
    assert tab.locator("iframe.moving-figure").bounding_box()["height"] > 200
    buttons.first.click()  # The next one: the first is not shown at the moment.
    assert tab.locator("iframe.moving-figure").count() == 1 and not tab.locator(".cell_output.moves").count()


def test_without_a_server_a_sentence_says_so(browser, site):
    with page(browser) as tab:
        tab.goto((site / f"{CHAPTER}.html").as_uri())
        tab.get_by_role("link", name="Move this figure").first.click()
        tab.get_by_text("moves when this page comes from a web server").wait_for()
        assert not tab.locator("iframe.moving-figure").count()
