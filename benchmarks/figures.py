"""How fast the figures follow their sliders: in the kernel, and from a key press to new pixels in a real browser.

    uv run python -m benchmarks.figures

The kernel's part is the time from a control's new value to the picture that is ready to be sent, for every figure and
every value of every control. The whole way is measured in JupyterLab in Chromium: a key press on a slider, until the
frame after the new picture has come into the page; for our figures and, in the same notebook, for one of them drawn the
usual way, with ipywidgets' `interact` and matplotlib's inline backend.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Page

import playground as play
from playground.live import Live
from tests.support.browser import CHROMIUM, cell, chromium, lab, open_notebook, page, run

MOVES, ON_A_PAGE = 60, 3
USUAL = """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import FloatSlider, interact

zs = np.linspace(-6, 6, 481)
sigmoid = lambda z: 1 / (1 + np.exp(-z))
slope = lambda z: sigmoid(z) * (1 - sigmoid(z))

@interact(z=FloatSlider(value=1.0, min=-6.0, max=6.0, step=0.05))
def usual(z):
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.8))
    left.plot(zs, sigmoid(zs))
    left.plot([z - 1.5, z + 1.5], [sigmoid(z) - 1.5 * slope(z), sigmoid(z) + 1.5 * slope(z)], "--")
    left.plot(z, sigmoid(z), "o", ms=10)
    right.plot(zs, slope(zs))
    right.plot(z, slope(z), "o", ms=10)
    right.text(z + 0.25, slope(z), f"{slope(z):.3f}")
    plt.show()
"""
# Resolves with the milliseconds from a key press on the slider to the frame in which its picture is new.
ONE_MOVE = """([output, key]) => new Promise((resolve, reject) => {
  const handle = output.querySelector('[role=slider]');
  const shown = async () => {
    for (const img of output.querySelectorAll('img')) await img.decode().catch(() => {});
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
  };
  const isPicture = node => node.nodeName === 'svg' || node.nodeName === 'IMG' || node.querySelector?.('svg, img');
  const observer = new MutationObserver(changes => {
    if (!changes.some(change => [...change.addedNodes].some(isPicture))) return;
    observer.disconnect();
    shown();
  });
  observer.observe(output, {childList: true, subtree: true});
  setTimeout(() => reject(new Error('no new picture within 5 seconds')), 5000);
  const began = performance.now();
  handle.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
})"""


def settings(live: Live) -> Iterator[tuple[str, Any]]:
    """Values of every control from end to end, one control after another, each of them back at its start in the end."""
    for name, control in live.build().controls.items():
        start = control.value
        if hasattr(control, "options"):
            values = list(control.options)
        elif isinstance(start, list):
            values = [control.max[: 1 + k % 2] for k in range(25)]
        else:
            values = list(np.linspace(control.min, control.max, 25))
            values = [control.base**value for value in values] if hasattr(control, "base") else values
        for value in [*values, start]:
            yield name, int(value) if isinstance(start, int) else value


def in_the_kernel(name: str) -> np.ndarray:
    """Milliseconds for every picture of one figure."""
    live = getattr(play, name)()
    found = []
    for control, value in settings(live):
        drawn, began = live.pictures_drawn, time.perf_counter()
        live.build().controls[control].value = value
        if live.pictures_drawn > drawn:
            found.append(1e3 * (time.perf_counter() - began))
    if name == "watch":
        for epoch in range(MOVES):
            began = time.perf_counter()
            live.losses.append(1 / (epoch + 1))
            live.accuracies.append(1 - 0.2 / (epoch + 1))
            live.redraw()
            found.append(1e3 * (time.perf_counter() - began))
    return np.array(found)


def to_the_pixels(calls: list[str]) -> dict[str, np.ndarray]:
    """Milliseconds from key press to new pixels, for each of these cells; as many on a page as a chapter has."""
    with (
        tempfile.TemporaryDirectory() as folder,
        lab(Path(folder)) as address,
        chromium() as browser,
        page(browser, height=1400) as tab,
    ):
        found: dict[str, np.ndarray] = {}
        for start in range(0, len(calls), ON_A_PAGE):
            some = calls[start : start + ON_A_PAGE]
            cells = [new_code_cell("import playground as play"), *(new_code_cell(call) for call in some)]
            kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
            name = f"figures-{start}.ipynb"
            nbformat.write(new_notebook(cells=cells, metadata=kernel), Path(folder) / "chapters" / name)
            open_notebook(tab, address, name)
            run(tab, cell(tab, "import playground as play"))
            found |= {call: moves_of(tab, call) for call in some}
        return found


def moves_of(tab: Page, call: str) -> np.ndarray:
    """Milliseconds of MOVES moves of the first slider of a cell's figure."""
    figure = cell(tab, call.strip().splitlines()[-1])
    run(tab, figure)
    figure.locator(".jp-OutputArea [role=slider]").first.wait_for()
    tab.wait_for_timeout(1000)
    output = figure.locator(".jp-OutputArea").first.element_handle()
    times = []
    for move in range(MOVES + 10):  # The first ten warm up.
        times.append(tab.evaluate(ONE_MOVE, [output, "ArrowLeft" if move % 2 else "ArrowRight"]))
        tab.wait_for_timeout(60)
    return np.array(times[10:])


def line(name: str, times: np.ndarray) -> str:
    """Median and 95th percentile in milliseconds."""
    return f"{name:16} median {np.median(times):6.1f} ms   95 % within {np.percentile(times, 95):6.1f} ms"


def main() -> None:
    """Measure and print."""
    print("In the kernel, from a new value to the picture:")
    for name in play.__all__:
        print("  " + line(name, in_the_kernel(name)))
    if CHROMIUM is None:
        print("There is no Chromium here for the rest.")
        return
    print("From key press to new pixels, in JupyterLab in Chromium:")
    with_sliders = [name for name in play.__all__ if name not in ("watch", "shape_puzzle", "draw_digit")]
    times = to_the_pixels([USUAL, *(f"play.{name}()" for name in with_sliders)])
    usual = times.pop(USUAL)
    print("  " + line("interact", usual))
    for call, found in times.items():
        print("  " + line(call[5:-2], found))
    ours = times["play.activation()"]
    for name, share in (("median", 50), ("95th percentile", 95)):
        print(f"the same figure, {name}: {np.percentile(usual, share) / np.percentile(ours, share):.1f} times as fast")


if __name__ == "__main__":
    main()
