"""The book as web pages: whole, without answers, asking nobody, and readable by everyone."""

import json
import re
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from importlib.metadata import files
from urllib.parse import parse_qs, unquote, urldefrag, urlparse

import pytest

from course.errors import CourseError
from course.figures import figure_cells
from course.manifest import read_book
from course.release import secret_lines
from course.site import build_site
from course.source import teacher_notebook
from tests.support import ROOT
from tests.support.browser import CHROMIUM, PATIENCE, chromium, page, served
from tests.support.reader import JUMPS, KEEP, KEPT_AS, WAITS, reader

# Built once, for the tests of this file.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]
BOOK = read_book(ROOT)
PAGES = ["index", "search", "glossary", *(chapter.source for chapter in BOOK.chapters)]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    # In a process of its own: Sphinx and its extensions warn of their own future, which is not ours.
    command = [sys.executable, "-m", "course", "book", "--to", folder]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert f"{len(BOOK.chapters) + 2} pages" in result.stdout, result.stdout + result.stderr
    return folder


class Page(HTMLParser):
    """The ids on a page, the addresses it links to, and those it loads by itself."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.loads = set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.ids.add(given.get("id"))
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        elif tag == "link" and given.get("href"):
            self.loads.append(given["href"])
        elif given.get("src"):
            self.loads.append(given["src"])


@pytest.fixture(scope="module")
def pages(site):
    return {path.name: Page(path.read_text("utf-8")) for path in site.glob("*.html")}


def test_links_hold(site, pages):
    for name, found in pages.items():
        for address in found.links + found.loads:
            path, fragment = urldefrag(unquote(address))
            if urlparse(address).scheme:
                continue
            target = (path or name).partition("?")[0]
            assert (site / target).exists(), (name, address)
            if fragment and target.endswith(".html"):
                assert fragment in pages[target].ids, (name, address)


def test_nothing_comes_from_another_server(site, pages):
    for name, found in pages.items():
        assert not [address for address in found.loads if urlparse(address).scheme not in ("", "data")], name


def test_every_chapter_is_there_with_its_figures_in_words_and_no_answer(site):
    for chapter in BOOK.chapters:
        text = (site / f"{chapter.source}.html").read_text("utf-8")
        assert chapter.title in text
        pictures = re.findall(r"<img[^>]*>", text)
        assert all(re.search(r'alt="[^"]{20,}"', picture) for picture in pictures if "_images" in picture), chapter
        lines = {line.strip() for line in re.sub(r"<[^>]+>", "", text).splitlines()}
        secret, public = set(), set()
        for cell in teacher_notebook(BOOK, chapter).cells:
            secret |= secret_lines(cell.source)
            public |= {line.strip() for line in cell.source.splitlines()} - secret_lines(cell.source)
        checked = {line for line in secret - public if not re.search("[&<>\"']", line)}
        assert len(checked) > 0 and not checked & lines


def test_every_chapter_opens_in_the_browser_and_every_figure_moves(site):
    for chapter in BOOK.chapters:
        text = (site / f"{chapter.source}.html").read_text("utf-8")
        (opens,) = re.findall(r'class="open-lite"[^>]*href="([^"]*)"', text)
        assert parse_qs(urlparse(unescape(opens)).query)["path"] == [f"{chapter.source}.ipynb"]
        moves = re.findall(r'class="move-figure"[^>]*href="([^"]*)"', text)
        calls = [parse_qs(urlparse(unescape(address)).query)["code"][0] for address in moves]
        wanted = [f"import playground as play\n{figure.call}" for figure in figure_cells(BOOK, chapter)]
        assert calls == wanted


def test_without_the_browser_edition_no_link_leads_there(tmp_path):
    command = [sys.executable, "-m", "course", "book", "--no-lite", "--to", tmp_path]
    assert subprocess.run(command, cwd=ROOT, capture_output=True).returncode == 0
    assert not (tmp_path / "lite").exists()
    assert not [path.name for path in tmp_path.glob("*.html") if "lite/" in path.read_text("utf-8")]


def test_other_files_are_not_overwritten(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(CourseError, match="holds other files"):
        build_site(BOOK, tmp_path)


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def axe():
    (script,) = (file for file in files("axe-playwright-python") if file.name == "axe.min.js")
    return script.read_text()


@pytest.mark.parametrize("name", PAGES)
def test_in_a_browser_pages_ask_nobody_fit_and_have_no_serious_finding(site, browser, axe, name):
    with page(browser, width=1200) as tab:
        asked, wrong = [], []
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        # Waits for the load event. Playwright's "networkidle" may never come if the machine is slow, with nothing open.
        tab.goto((site / f"{name}.html").as_uri())
        tab.evaluate("window.MathJax?.startup?.promise")
        assert not tab.locator("mjx-merror").count()
        tab.evaluate(axe)
        tab.evaluate(LIGHTEN)
        for theme, width in (("light", 1200), ("dark", 390)):
            tab.set_viewport_size({"width": width, "height": 1000})
            tab.emulate_media(color_scheme=theme, reduced_motion="reduce")
            tab.wait_for_function(f"document.documentElement.dataset.theme === '{theme}'")
            tab.wait_for_function(SCROLLS_BY_KEY)
            assert tab.evaluate("document.documentElement.scrollWidth") <= width
            found = tab.evaluate("axe.run({resultTypes: ['violations']}).then(result => result.violations)")
            assert not [(it["id"], it["nodes"][0]["html"][:200]) for it in found if it["impact"] in HEAVY]
        assert not [address for address in asked if not address.startswith(("file:", "data:"))] and not wrong


HEAVY = ("serious", "critical")
SCROLLS_BY_KEY = """[...document.querySelectorAll("pre, div.math, mjx-container")].every(
    box => box.scrollWidth <= box.clientWidth || box.tabIndex >= 0
)"""
# The contrast of a word takes axe milliseconds, and code has thousands of words in few colors: two of each class stay.
# The strokes of formulas hold no text; what a screen reader reads of them stands beside them.
LIGHTEN = """() => {
    const seen = {};
    for (const word of document.querySelectorAll("pre span[class]")) {
        seen[word.className] = (seen[word.className] ?? 0) + 1;
        if (seen[word.className] > 2) word.replaceWith(...word.childNodes);
    }
    for (const strokes of document.querySelectorAll("mjx-container svg > *")) strokes.remove();
}"""


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_search_finds_a_word_and_the_glossary(site, browser):
    with page(browser) as tab:
        for word, least in (("perceptron", 3), ("notation", 2)):
            tab.goto((site / "search.html").as_uri() + f"?q={word}")
            tab.locator("#search-results li a").first.wait_for()
            tab.wait_for_function(f"document.querySelectorAll('#search-results li a').length >= {least}")
        assert tab.locator("#search-results li a[href*='glossary.html']").count()


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_on_a_phone_both_lists_open_buttons_fit_a_finger_and_formulas_the_page(site, browser):
    chapter = BOOK.chapter("perceptron").source
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    context.set_default_timeout(1000 * PATIENCE)
    tab = context.new_page()
    tab.goto((site / f"{chapter}.html").as_uri())
    for button, link in (("primary", BOOK.chapter("losses").title), ("secondary", "Recall")):
        tab.locator(f".{button}-toggle:visible").tap()
        tab.locator(f"#pst-{button}-sidebar-modal").get_by_role("link", name=link).wait_for()
        tab.keyboard.press("Escape")
    for button in tab.locator(".bd-header-article button:visible, a.open-lite, a.move-figure").all():
        assert button.bounding_box()["height"] >= 40
    tab.evaluate("window.MathJax.startup.promise")
    tab.wait_for_function("""[...document.querySelectorAll("mjx-container[display]")].every(
        formula => formula.scrollWidth <= formula.clientWidth || formula.style.fontSize === "70%"
    )""")
    context.close()


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_what_a_search_found_is_shown_without_buttons_and_contents(site, browser):
    with served(site) as address, page(browser) as tab:
        tab.goto(f"{address}/search.html?q=perceptron")
        tab.wait_for_function("document.querySelectorAll('#search-results .context').length > 2")
        assert not [text for text in tab.locator("#search-results .context").all_inner_texts() if "Dark" in text]


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_what_is_read_in_the_dark_prints_in_the_light(site, browser):
    with page(browser, dark=True) as tab:
        tab.goto((site / f"{BOOK.chapter('perceptron').source}.html").as_uri())
        theme = "document.documentElement.dataset.theme"
        assert tab.evaluate(theme) == "dark"
        assert tab.evaluate(f"dispatchEvent(new Event('beforeprint')), {theme}") == "light"
        assert tab.evaluate(f"dispatchEvent(new Event('afterprint')), {theme}") == "dark"


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_the_home_page_says_how_far_its_reader_has_come(site, browser, axe):
    learner = reader(BOOK)
    (done, count), hours = learner.total, learner.hours_left
    with served(site) as address, page(browser) as tab:
        tab.add_init_script(WAITS)
        tab.goto(f"{address}/index.html")
        tab.wait_for_function("!document.documentElement.classList.contains('reads-progress')")
        assert not tab.locator("#progress:visible, .so-far").count() and tab.locator("#begin").is_visible()
        assert tab.evaluate("indexedDB.databases()") == []  # None is made for who never opened a chapter.
        tab.evaluate(KEEP, [*KEPT_AS, json.dumps(learner.facts())])
        for dark, width in ((False, 1200), (True, 390)):
            tab.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
            tab.set_viewport_size({"width": width, "height": 1000})
            tab.reload()
            said = tab.locator("#progress")
            said.wait_for()
            assert f"{done} of {count} exercises solved, about {hours:.0f} hours left." in said.inner_text()
            assert "recall-01-1 in The perceptron" in said.inner_text() and "recall-01-2" not in said.inner_text()
            assert learner.here[1] in said.inner_text() and not tab.locator("#begin").is_visible()
            first = tab.locator(".bd-article a:not(.headerlink)").first
            assert first.inner_text() == f"Continue here: {BOOK.chapter('losses').title}"
            assert (site / first.get_attribute("href").partition("?")[0]).exists()
            assert tab.evaluate(JUMPS) < 0.01
            assert tab.evaluate("document.documentElement.scrollWidth") <= width
            tab.evaluate(axe)
            found = tab.evaluate("axe.run({resultTypes: ['violations']}).then(result => result.violations)")
            assert not [(it["id"], it["nodes"][0]["html"][:200]) for it in found if it["impact"] in HEAVY]
        rows = [row.inner_text() for row in tab.locator(".bd-article tbody tr").all()]
        assert " ".join(re.search("done|begun|open", row)[0] for row in rows[:6]) == "done done open open begun open"
        for scores in learner.chapters.values():
            scores.update(dict.fromkeys(scores, 1.0))
        tab.evaluate(KEEP, [*KEPT_AS, json.dumps(learner.facts())])
        tab.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # Back from another tab.
        said.get_by_text(f"{count} of {count} exercises solved.", exact=True).wait_for()
        assert tab.locator(".so-far").count() == len(BOOK.chapters) and "Continue" not in said.inner_text()
