"""What a cell draws with Matplotlib is shown as SVG that follows the page's theme, with the PNG beside it."""

import io
import re
from base64 import b64decode
from types import SimpleNamespace
from xml.etree import ElementTree

import nh3
import pytest
from IPython.core.formatters import DisplayFormatter
from matplotlib.figure import Figure
from PIL import Image

from playground import drawn
from playground.look import THEMED


@pytest.fixture
def picture():
    figure = Figure(figsize=(5, 3), layout="constrained")
    left, right = figure.subplots(1, 2)
    left.plot([0, 1], [1, 0], color="black")
    left.set_title("your loss,\nin 5 steps")
    right.imshow([[0, 1], [1, 0]])
    right.text(0, 0, "3", color="#111111")
    figure.suptitle("A < B")
    return figure


@pytest.fixture
def formatter(monkeypatch):
    """A notebook's display formatter after the figures were imported, and the cell that is running."""
    shell = SimpleNamespace(display_formatter=DisplayFormatter())
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    monkeypatch.setattr(drawn, "running_cell", lambda: ("a cell", "a run"))
    drawn.follow_the_theme()
    return shell.display_formatter


def test_a_picture_is_svg_whose_colors_the_page_names(picture):
    svg = drawn.svg(picture)
    root = ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns:xlink="http://www.w3.org/1999/xlink" ', 1))
    assert root.get("style").endswith("fill:var(--figure-black)")
    assert root.get("aria-label") == "A < B; your loss, in 5 steps"
    assert not {element.tag for element in root.iter()} & {"style", "metadata"}
    assert {"var(--figure-box)", "var(--figure-black)"} <= set(
        re.findall(r"(?:fill|stroke): (var\(--figure-\w+\))", svg)
    )
    assert not re.search("|".join(THEMED), svg)
    assert "#111111" in svg and "data:image/png;base64" in svg  # What stands on an image stays as it is.


def test_a_notebook_shows_it_as_html_and_keeps_the_rest(picture, formatter):
    data, _ = formatter.format(picture)
    assert set(data) == {"text/html", "text/plain"}  # Matplotlib's own way of showing pictures adds the PNG.
    assert "<style>" in data["text/html"] and 'class="figure"' in data["text/html"]


def test_a_page_without_drawings_and_style_sheets_shows_the_png(picture, formatter):
    """GitHub, and JupyterLab for a notebook that it does not trust, take both away."""
    html = formatter.format(picture)[0]["text/html"]
    left = nh3.clean(html, url_schemes={"data"}, attributes={"img": {"src", "alt"}})
    words, png = re.search(r'<img alt="([^"]*)" src="data:image/png;base64,([^"]*)">', left).groups()
    assert (
        "<svg" not in left
        and words == "A &lt; B; your loss, in 5 steps"
        and Image.open(io.BytesIO(b64decode(png))).width > 300
    )


def test_a_picture_of_very_many_points_stays_a_png(formatter):
    figure = Figure()
    figure.subplots().scatter(range(20_000), range(20_000))
    assert set(formatter.format(figure)[0]) == {"text/plain"}


@pytest.mark.parametrize("where", ["a console", "grading"])
def test_where_nobody_looks_nothing_is_drawn(picture, formatter, monkeypatch, where):
    if where == "grading":
        monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    else:
        monkeypatch.setattr(drawn, "running_cell", lambda: None)
    monkeypatch.setattr(drawn, "svg", lambda figure: pytest.fail("drawn for nobody"))
    assert set(formatter.format(picture)[0]) == {"text/plain"}
