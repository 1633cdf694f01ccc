"""A learner in a real browser: open JupyterLab, move a slider, fail a check, fix it, pass."""

import pytest

from course.figures import figure_cells
from course.manifest import read_book
from tests.support import ROOT
from tests.support.browser import CHROMIUM, cell, chromium, open_notebook, page, run, settle, show_figure, write

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.xdist_group("browser"),  # These tests share one JupyterLab.
]
BOOK = read_book(ROOT)


@pytest.fixture(scope="module")
def browser():
    """Not kept for the session: as long as Playwright runs, its event loop would be the running one for every test."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def tab(browser):
    with page(browser) as tab:
        yield tab


# What JupyterLab says on its console of itself. The kernel of the browser edition lies beside it in a clone, where
# everything is installed, and is of no use to it. On a slow machine the page asks the kernel for the state of its
# debugger, opens a notebook meanwhile and takes the question back. The server cannot tell which kernels there are while
# one of them starts (its `last_activity` is not a moment yet); the page asks again.
ITS_OWN = ("@jupyterlite", "Canceled future for", "/api/kernels?", "/api/sessions?")


@pytest.fixture
def complaints(tab):
    """What the page writes to its console as errors, but for what JupyterLab says of itself."""
    found = []

    def heard(message):
        said = f"{message.text} {message.location['url']}"
        if message.type == "error" and not any(words in said for words in ITS_OWN):
            found.append(said)

    tab.on("console", heard)
    return found


def test_a_learner_opens_the_course_moves_a_slider_and_gets_a_check_right(address, tab, complaints):
    open_notebook(tab, address, "00_start-here.ipynb")
    tab.get_by_role("paragraph").filter(has_text="You are going to build neural networks").wait_for()
    open_notebook(tab, address, "01_perceptron.ipynb")
    run(tab, cell(tab, "import numpy as np"))
    figure = cell(tab, "play.perceptron()")
    run(tab, figure)
    moving = figure.locator(".widget-html-content > svg[aria-hidden]")
    moving.wait_for()
    before = moving.inner_html()
    figure.get_by_role("slider").first.focus()
    for _ in range(5):
        tab.keyboard.press("ArrowLeft")
    figure.locator("[role=status]").filter(has_text="w1 = 0.5").wait_for()
    assert moving.inner_html() != before

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


def draw(tab, pad, points):
    """Draw a line on the paper with the mouse."""
    box = pad.bounding_box()
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    tab.mouse.move(*places[0])
    tab.mouse.down()
    for place in places[1:]:
        tab.mouse.move(*place, steps=8)
    tab.mouse.up()


def test_a_digit_drawn_with_the_mouse_a_finger_or_the_keyboard_is_read(address, tab, complaints):
    open_notebook(tab, address, "00_start-here.ipynb")
    run(tab, cell(tab, "import playground as play"))
    figure = cell(tab, "play.draw_digit()")
    run(tab, figure)
    pad, words = figure.locator("canvas"), figure.locator("[role=status]")
    words.filter(has_text="The network reads 3").wait_for()
    figure.get_by_role("button", name="Clear").click()
    words.filter(has_text="The paper is empty").wait_for()
    draw(tab, pad, [(0.3, 0.2), (0.7, 0.2), (0.6, 0.45), (0.45, 0.85)])
    words.filter(has_text="The network reads 7").wait_for()
    pad.focus()
    tab.keyboard.press("Delete")
    words.filter(has_text="The paper is empty").wait_for()
    for keys in (["ArrowUp"] * 8, [" "], ["ArrowDown"] * 16, [" "], ["ArrowRight"] * 5):
        for key in keys:
            tab.keyboard.press(key)
    words.filter(has_text="The network reads 1").wait_for()
    tab.keyboard.press("Delete")
    words.filter(has_text="The paper is empty").wait_for()
    for kind, x, y in (
        ("down", 0.3, 0.2),
        ("move", 0.7, 0.2),
        ("move", 0.6, 0.45),
        ("move", 0.45, 0.85),
        ("up", 0.45, 0.85),
    ):
        box = pad.bounding_box()
        at = {"clientX": box["x"] + x * box["width"], "clientY": box["y"] + y * box["height"]}
        pad.dispatch_event(f"pointer{kind}", {"pointerId": 1, "pointerType": "touch", "button": 0, **at})
    words.filter(has_text="The network reads 7").wait_for()
    assert complaints == []


def test_what_is_drawn_while_the_kernel_still_clears_the_paper_stands_there_alone(address, tab):
    open_notebook(tab, address, "00_start-here.ipynb")
    run(tab, cell(tab, "import playground as play"))
    figure = show_figure(tab, "play.draw_digit()")
    pad, words = figure.locator("canvas"), figure.locator("[role=status]")
    box = pad.bounding_box()

    def finger(kind, x, y):
        at = {"clientX": box["x"] + x * box["width"], "clientY": box["y"] + y * box["height"]}
        pad.dispatch_event(f"pointer{kind}", {"pointerId": 1, "pointerType": "touch", "button": 0, **at})

    words.filter(has_text="The network reads 3").wait_for()
    finger("down", 0.3, 0.2)
    figure.get_by_role("button", name="Clear").click()
    settle(tab)
    for x, y in ((0.7, 0.2), (0.6, 0.45), (0.45, 0.85)):
        finger("move", x, y)
    finger("up", 0.45, 0.85)
    settle(tab)
    words.filter(has_text="The network reads 7").wait_for()
    assert tab.evaluate(INK, pad.element_handle()) == 0


# How much ink is on the right of the lower half, where a 3 has its curve and a 7 has none.
INK = """paper => {
    const { width, height } = paper;
    const pixels = paper.getContext("2d").getImageData(0.62 * width, 0.6 * height, 0.13 * width, 0.15 * height);
    return pixels.data.filter((value, index) => index % 4 === 3 && value > 0).length;
}"""


class Figure:
    """A figure in the page: what it shows, and its controls."""

    def __init__(self, tab, call):
        self.tab, self.output = tab, show_figure(tab, call).locator(".jp-OutputArea").first

    def state(self):
        """The moving layer and the words, but for the best that was reached so far: that is meant to stay."""
        words = self.output.locator("[role=status]").inner_text().partition(" Your best so far")[0]
        return self.output.locator(".widget-html-content > svg[aria-hidden]").inner_html() + words

    def after(self, act):
        """The state after something was done, with all that the kernel made of it."""
        act()
        settle(self.tab)
        return self.state()

    def ends(self):
        """For every control by its name: the states at its two ends."""
        sliders = self.output.get_by_role("slider")
        for k in range(sliders.count()):
            sliders.nth(k).focus()
            yield f"slider {k}", [self.after(lambda key=key: self.tab.keyboard.press(key)) for key in ("Home", "End")]
        lists = self.output.locator("select")
        for k in range(lists.count()):
            last = lists.nth(k).locator("option").count() - 1
            choose = lists.nth(k).select_option
            yield f"list {k}", [self.after(lambda at=at, choose=choose: choose(index=at)) for at in (0, last)]
        pad = self.output.locator("canvas")
        if pad.count():
            strokes = [[(0.1, 0.1), (0.9, 0.9)], [(0.1, 0.9), (0.9, 0.1)]]
            yield "pad", [self.after(lambda stroke=stroke: draw(self.tab, pad, stroke)) for stroke in strokes]
        buttons = self.output.locator(".widget-toggle-button")
        if buttons.count():
            yield "buttons", [self.after(buttons.nth(at).click) for at in (1, buttons.count() - 1)]


@pytest.mark.slow
@pytest.mark.parametrize("chapter", BOOK.chapters, ids=lambda chapter: chapter.source)
def test_every_control_of_every_figure_of_a_chapter_moves_it(address, tab, complaints, chapter):
    open_notebook(tab, address, f"{chapter.source}.ipynb")
    run(tab, cell(tab, "import playground as play"))
    calls = [cell.call for cell in figure_cells(BOOK, chapter)]
    assert calls
    for call in calls:
        figure = Figure(tab, call)
        first = figure.state()
        seen = dict(figure.ends())
        assert seen, call
        # A list that says what a slider moves, or what is asked for, changes nothing that is drawn by itself.
        still = {name for name, states in seen.items() if states[0] == states[1] and not name.startswith("list")}
        assert not still, f"{call}: {still}"
        for name in figure.output.locator("button.jupyter-button:not(.widget-toggle-button)").all():
            if name.inner_text().strip():
                figure.after(name.click)
        assert figure.after(figure.output.get_by_role("button", name="Reset").click) == first
        assert figure.output.locator("[role=status] b").count() == 0
    assert tab.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert complaints == []


# Every value that a slider takes from now on.
VALUES = """slider => {
    const seen = [], value = () => slider.getAttribute("aria-valuenow");
    new MutationObserver(() => seen.push(value())).observe(slider, { attributeFilter: ["aria-valuenow"] });
    return seen;
}"""


@pytest.mark.slow
def test_the_play_button_lets_time_pass_and_goes_on_from_where_the_slider_stands(address, tab):
    open_notebook(tab, address, "12_learning-rate.ipynb")
    run(tab, cell(tab, "import playground as play"))
    figure = Figure(tab, "play.learning_rate()")
    step = figure.output.get_by_role("slider").last
    step.focus()
    figure.after(lambda: tab.keyboard.press("Home"))
    for _ in range(20):
        tab.keyboard.press("ArrowRight")
    figure.output.locator("[role=status]").filter(has_text="in 20 steps").wait_for()
    settle(tab)  # The player stands where the slider stands.
    seen = step.evaluate_handle(VALUES)
    figure.output.locator(".jupyter-widgets.widget-play button").first.click()
    tab.wait_for_function("seen => new Set(seen).size > 5", arg=seen)
    figure.output.get_by_role("button", name="Reset").click()
    assert min(map(float, seen.json_value())) >= 20
    figure.output.locator("[role=status]").filter(has_text="in 150 steps").wait_for()


@pytest.mark.slow
def test_the_readers_own_step_drives_the_figure_and_its_error_is_shown(address, tab):
    open_notebook(tab, address, "12_learning-rate.ipynb")
    run(tab, cell(tab, "import playground as play"))
    mine = cell(tab, "play.learning_rate(my_step)")
    write(tab, mine, "def my_step(w, grad, lr):\n return w - lr * gard\n\nplay.learning_rate(my_step)")
    run(tab, mine)
    mine.locator("[role=status]").filter(has_text="name 'gard' is not defined").wait_for()
    write(tab, mine, "def my_step(w, grad, lr):\n return w - lr * grad\n\nplay.learning_rate(my_step)")
    run(tab, mine)
    mine.locator("[role=status]").filter(has_text="The network's loss goes from").wait_for()


@pytest.mark.slow
def test_a_picture_that_a_cell_draws_follows_the_theme(address, tab):
    open_notebook(tab, address, "01_perceptron.ipynb")
    first = cell(tab, "import numpy as np")
    write(
        tab, first, "import numpy as np\nimport playground as play\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);"
    )
    run(tab, first)
    paper, axis = first.locator(".figure #patch_1 path"), first.locator(".figure #text_1 > g").first
    paper.wait_for(state="attached")

    def fills(light):
        tab.evaluate(f"document.body.dataset.jpThemeLight = '{light}'")
        return [part.evaluate("part => getComputedStyle(part).fill") for part in (paper, axis)]

    assert fills("true") == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert fills("false") == ["rgb(23, 26, 32)", "rgb(255, 255, 255)"]
