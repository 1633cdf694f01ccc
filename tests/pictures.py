"""Make the README's pictures from a real JupyterLab: ``uv run python -m tests.pictures``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.browser import ROOT, cell, lab, open_notebook, page, run

WRONG = "def weighted_sum(x, w, b):\n return np.sum(x * w + b)\n"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, lab(Path(folder)) as address, page(height=1400) as tab:
        open_notebook(tab, address, "01_perceptron.ipynb")
        run(tab, cell(tab, "import numpy as np"))
        figure = cell(tab, "play.perceptron()")
        run(tab, figure)
        figure.locator("img").first.wait_for()
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


if __name__ == "__main__":
    main()
