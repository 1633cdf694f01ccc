"""What a learner sees of a check in JupyterLab: from the stub over errors and hints to the model answer."""

import pytest

from tests.support.browser import CHROMIUM, cell, chromium, open_notebook, page, run, write

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.xdist_group("browser"),
]

LONG = "hidden = np.maximum(X @ V + a, 0) + " + " + ".join(f"correction_{number}" for number in range(12))
CARD = f"""
from autograder import Report
from autograder.excerpt import Excerpt
text = {LONG!r}
Report("scratch", points=3, score=8 / 9, finding="value", headline="`X @ V` is <b>too</b> large.", ladder=("Look.",),
       excerpt=Excerpt(7, text, 9, 33), evidence=(("Got", "[" + ", ".join(["123.456"] * 60) + "]"),))
"""


# Until the page has its new width, and its parts have not moved for ten frames.
AT_REST = """async width => {
    let before, still = 0;
    while (still < 10) {
        await new Promise(requestAnimationFrame);
        const now = [...document.querySelectorAll(".jp-OutputArea-output")].map(part => part.clientWidth).join();
        still = innerWidth === width && now === before ? still + 1 : 0;
        before = now;
    }
}"""


class Learner:
    """Somebody who writes a function into its cell, runs it, and clicks on its check."""

    def __init__(self, tab):
        self.tab = tab
        self.exercise, self.check = cell(tab, "def double(x)"), cell(tab, "check(double)")
        self.card = self.check.locator(".jp-OutputArea-output [role=group]")

    def write(self, code, target):
        write(self.tab, target, code)
        run(self.tab, target)

    def tries(self, body, define="def double(x):"):
        """The words of the card after a new version of the function was run and checked."""
        self.write(f"{define}\n    {body}", self.exercise)
        return self.checks()

    def checks(self):
        run(self.tab, self.check)
        number = self.check.locator(".jp-InputPrompt").first.inner_text()
        self.check.locator(".jp-OutputPrompt").filter(has_text=number).wait_for()
        return self.card.inner_text()

    def folds(self):
        return [summary.inner_text() for summary in self.card.locator("summary").all()]


@pytest.fixture(scope="module")
def learner(address):
    with chromium() as browser, page(browser) as tab:
        open_notebook(tab, address, "00_start-here.ipynb")
        run(tab, cell(tab, "from autograder import check"))
        yield Learner(tab)


def test_a_first_version_with_a_syntax_error_is_quoted_and_uses_no_hint(learner):
    learner.write("def double(x):\n    raise NotImplementedError", learner.exercise)
    assert learner.checks().startswith("To do")
    words = learner.tries("return 2 * x", define="def double(x)")
    assert words.startswith("Not yet") and "syntax error in line 1" in words and "a colon is missing" in words
    assert learner.card.locator("mark").inner_text() == ")"
    assert learner.folds() == []


def test_every_new_version_reaches_a_hint_and_the_same_one_reaches_none(learner):
    words = learner.tries("return x * x")
    assert words.startswith("Not yet") and "You squared the number" in words
    assert learner.folds() == ["Hint 1 of 3 new"]
    assert learner.card.locator("details[open]").count() == 0
    learner.checks()
    assert learner.folds() == ["Hint 1 of 3"]
    learner.tries("return x + 2")
    assert learner.folds() == ["Hint 1 of 3", "Hint 2 of 3 new"]
    learner.tries("return x / 2")
    assert learner.folds() == ["Hint 1 of 3", "Hint 2 of 3", "Hint 3 of 3 new"]
    learner.tries("return x")
    assert learner.folds() == ["Hint 1 of 3", "Hint 2 of 3", "Hint 3 of 3", "One way to write it, and why"]


def test_a_function_that_raises_is_quoted_with_the_place_marked(learner):
    words = learner.tries("return 2 * y")
    assert words.startswith("Not yet") and "return 2 *" in words
    assert learner.card.locator("mark").inner_text() == "y"


def test_after_a_pass_the_answer_unfolds_by_keyboard_and_a_broken_newer_version_is_seen(learner):
    assert learner.tries("return x + x").startswith("Passed")
    assert learner.folds() == ["One way to write it, and why"]
    answer = learner.card.locator("details")
    answer.locator("summary").focus()
    learner.tab.keyboard.press("Enter")
    answer.locator("pre").wait_for()
    assert answer.locator("pre").inner_text() == "def double(x):\n    return 2 * x"
    words = learner.tries("return (2 * x")
    assert words.startswith("Not yet") and "never closed" in words and "older version" in words
    assert learner.card.locator("mark").inner_text() == "("
    learner.tries("return x * x")
    assert learner.folds() == ["Hint 1 of 3 new"], "after a pass the hints start anew"


def test_long_lines_wrap_and_the_marked_part_is_named(learner):
    other = learner.tab.get_by_role("group", name="Check of scratch: Not yet")
    learner.write(CARD, learner.tab.locator(".jp-CodeCell").first)
    assert "2.67 of 3 points" in other.inner_text()
    assert other.locator("code").filter(has_text="X @ V").first.inner_text() == "X @ V"
    assert other.locator("mark").inner_text() == "np.maximum(X @ V + a, 0)"
    for width in (1300, 620):
        learner.tab.set_viewport_size({"width": width, "height": 1000})
        learner.tab.evaluate(AT_REST, width)
        for card in (other, learner.card):
            assert card.evaluate("card => card.scrollWidth <= card.clientWidth"), f"wider than the page at {width}"
    line = other.locator("mark").locator("xpath=..")
    assert "marked: np.maximum" in line.text_content()
    assert line.bounding_box()["height"] > 30, "the line must wrap"
