"""Make the README's pictures, or pictures of every figure in both themes to look at, in a real JupyterLab.

    uv run python -m tests.support.pictures [FOLDER]

Without a folder: docs/slider.png and docs/check.png. With a folder: every figure in JupyterLab, light and dark, as
CHAPTER-FIGURE-THEME.png. The stills in the notebooks need no browser: `course build` draws them.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from course.figures import figure_cells
from course.manifest import read_book
from playground import still
from tests.support import ROOT
from tests.support.browser import cell, chromium, lab, open_notebook, page, run, show_figure

# With a seed, as the picture would otherwise change each time: a check draws new numbers.
WRONG = "def weighted_sum(x, w, b):\n return np.sum(x * w + b)\n\n\ncheck(weighted_sum, seed=1)"


def for_the_readme(browser: Browser) -> None:
    """A figure and a check, as they look in the first chapters."""
    with tempfile.TemporaryDirectory() as folder, lab(Path(folder)) as address, page(browser, height=1400) as tab:
        open_notebook(tab, address, "01_perceptron.ipynb")
        run(tab, cell(tab, "import numpy as np"))
        figure = show_figure(tab, "play.perceptron()")
        tab.wait_for_timeout(1000)
        figure.locator(".jp-OutputArea-output").first.screenshot(path=ROOT / "docs" / "slider.png")
        exercise = cell(tab, "def weighted_sum(x, w, b)")
        exercise.locator(".cm-content").first.click()
        tab.keyboard.press("Control+A")
        tab.keyboard.insert_text(WRONG)
        run(tab, exercise)
        exercise.get_by_text("Hint 1 of 3").wait_for()
        exercise.locator(".jp-OutputArea-output").first.screenshot(path=ROOT / "docs" / "check.png")


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
