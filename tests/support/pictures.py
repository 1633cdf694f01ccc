"""Make the pictures that are kept, or pictures of every figure in both themes to look at.

    uv run python -m tests.support.pictures [FOLDER]

Without a folder: the still pictures of the figures (`playground.still`), which `course build` then puts into the
notebooks, and the README's, from a real JupyterLab. With one: every figure in JupyterLab, light and dark, as
CHAPTER-FIGURE-THEME.png.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import playground as play
from playground import still
from tests.support.browser import CHAPTERS, ROOT, cell, figure_calls, lab, open_notebook, page, run, show_figure

WRONG = "def weighted_sum(x, w, b):\n return np.sum(x * w + b)\n"


def for_the_notebooks() -> None:
    """Every figure's first picture, and nothing else in their folder."""
    for path in still.FOLDER.glob("*.png"):
        path.unlink()
    for chapter in CHAPTERS:
        for call in figure_calls(chapter):
            print(still.save(call, eval(call, {"play": play})))


def for_the_readme() -> None:
    """A figure and a check, as they look in the first chapters."""
    with tempfile.TemporaryDirectory() as folder, lab(Path(folder)) as address, page(height=1400) as tab:
        open_notebook(tab, address, "01_perceptron.ipynb")
        run(tab, cell(tab, "import numpy as np"))
        figure = show_figure(tab, "play.perceptron()")
        tab.wait_for_timeout(1000)
        figure.locator(".jp-OutputArea-output").first.screenshot(path=ROOT / "docs" / "slider.png")
        exercise, check = cell(tab, "def weighted_sum(x, w, b)"), cell(tab, "check(weighted_sum)")
        exercise.locator(".cm-content").first.click()
        tab.keyboard.press("Control+A")
        tab.keyboard.insert_text(WRONG)
        run(tab, exercise)
        run(tab, check)
        check.get_by_text("Hint 1 of 3").wait_for()
        check.locator(".jp-OutputArea-output").first.screenshot(path=ROOT / "docs" / "check.png")


def of_all_figures(place: Path, dark: bool) -> None:
    """Every figure of every chapter in one theme."""
    place.mkdir(parents=True, exist_ok=True)
    theme = "dark" if dark else "light"
    with tempfile.TemporaryDirectory() as folder, lab(Path(folder), dark) as address:
        for chapter in CHAPTERS:
            with page(height=1400, dark=dark) as tab:
                open_notebook(tab, address, f"{chapter}.ipynb")
                run(tab, cell(tab, "import playground as play"))
                for call in figure_calls(chapter):
                    figure = show_figure(tab, call)
                    tab.wait_for_timeout(300)
                    name = call.removeprefix("play.").partition("(")[0] + ("-2" if '"' in call else "")
                    path = place / f"{chapter[:2]}-{name}-{theme}.png"
                    figure.locator(".jp-OutputArea-output").first.screenshot(path=path)
                    print(path)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        for dark in (False, True):
            of_all_figures(Path(sys.argv[1]), dark)
    else:
        for_the_notebooks()
        for_the_readme()
