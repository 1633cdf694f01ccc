"""Make the README's pictures, or pictures of every figure in both themes to look at, in a real JupyterLab.

    uv run python -m tests.support.pictures [FOLDER]

Without a folder: docs/first-look.gif, a slider that moves and a check that names a mistake. With a folder: every figure
in JupyterLab, light and dark, as CHAPTER-FIGURE-THEME.png. The stills in the notebooks need no browser: `course build`
draws them.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from course.figures import figure_cells
from course.manifest import read_book
from playground import still
from tests.support import ROOT
from tests.support.browser import cell, chromium, lab, open_notebook, page, run, show_figure

# With a seed, as the picture would otherwise change each time: a check draws new numbers.
WRONG = "def weighted_sum(x, w, b):\n    return np.sum(x * w + b)\n\n\ncheck(weighted_sum, seed=1)"


def for_the_readme(browser: Browser) -> None:
    """A slider that moves until the gate is right, then a wrong answer that is named, as in the first chapters."""
    with tempfile.TemporaryDirectory() as folder, lab(Path(folder)) as address, page(browser, height=1400) as tab:
        open_notebook(tab, address, "01_perceptron.ipynb")
        run(tab, cell(tab, "import numpy as np"))
        shown = list(_moving(tab)) + list(_checked(tab))
    write_animation(shown, ROOT / "docs" / "first-look.gif")


def _moving(tab: Page) -> Iterator[tuple[bytes, int]]:
    """Pictures of the first figure while a slider moves, each with the milliseconds it stays."""
    figure = show_figure(tab, "play.perceptron()")
    output = figure.locator(".jp-OutputArea-output").first
    slider = figure.get_by_role("slider").first
    tab.wait_for_timeout(1000)
    yield output.screenshot(), 1500
    for key in ["ArrowRight"] * 4 + ["ArrowLeft"] * 9:
        slider.press(key)
        tab.wait_for_timeout(400)
        yield output.screenshot(), 250
    yield output.screenshot(), 2500


def _checked(tab: Page) -> Iterator[tuple[bytes, int]]:
    """Pictures of a wrong answer, and of what the check says."""
    exercise = cell(tab, "def weighted_sum(x, w, b)")
    exercise.locator(".cm-content").first.click()
    tab.keyboard.press("Control+A")
    tab.keyboard.insert_text(WRONG)
    yield exercise.screenshot(), 2500
    run(tab, exercise)
    exercise.get_by_text("Hint 1 of 3").wait_for()
    tab.mouse.move(0, 0)
    yield exercise.screenshot(), 6000


def write_animation(shown: list[tuple[bytes, int]], path: Path) -> None:
    """One GIF of pictures, each at the top left of paper as large as the largest."""
    pictures = [Image.open(io.BytesIO(data)).convert("RGB") for data, _ in shown]
    size = tuple(max(picture.size[axis] for picture in pictures) for axis in (0, 1))
    frames = []
    for picture in pictures:
        paper = Image.new("RGB", size, "white")
        paper.paste(picture)
        frames.append(paper.quantize(64, dither=Image.Dither.NONE))
    times = [milliseconds for _, milliseconds in shown]
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=times, loop=0, optimize=True)


def of_all_figures(browser: Browser, output: Path, dark: bool) -> None:
    """Every figure of every chapter in one theme."""
    output.mkdir(parents=True, exist_ok=True)
    book, theme = read_book(ROOT), "dark" if dark else "light"
    with tempfile.TemporaryDirectory() as folder, lab(Path(folder), dark) as address:
        for chapter in book.chapters:
            with page(browser, height=1400, dark=dark) as tab:
                open_notebook(tab, address, f"{chapter.source}.ipynb")
                run(tab, cell(tab, "import playground as play"))
                for shown in figure_cells(book, chapter):
                    figure = show_figure(tab, shown.call)
                    tab.wait_for_timeout(300)
                    path = output / f"{chapter.number}-{still.path_of(shown.call).stem}-{theme}.png"
                    figure.locator(".jp-OutputArea-output").first.screenshot(path=path)
                    print(path)


def main() -> None:
    """Make the pictures that the command line asks for."""
    with chromium() as browser:
        if len(sys.argv) > 1:
            for dark in (False, True):
                of_all_figures(browser, Path(sys.argv[1]), dark)
        else:
            for_the_readme(browser)


if __name__ == "__main__":
    main()
