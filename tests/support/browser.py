"""A real browser on a real JupyterLab, for the browser test and for the README's pictures."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import nbformat
from playwright.sync_api import Locator, Page, sync_playwright

from tests.support import ROOT

CHAPTERS = sorted(path.stem for path in (ROOT / "chapters").glob("*.ipynb"))
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")


@contextlib.contextmanager
def lab(folder: Path, dark: bool = False) -> Iterator[str]:
    """`course lab` on a copy of the chapters in `folder`; yields its address. The repository stays as it is."""
    themes = folder / "settings" / "@jupyterlab" / "apputils-extension" / "themes.jupyterlab-settings"
    themes.parent.mkdir(parents=True)
    themes.write_text(json.dumps({"theme": "JupyterLab Dark" if dark else "JupyterLab Light"}))
    for name in ("chapters", "solutions"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "book.toml", folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"COURSE_PROGRESS": str(folder / "progress.sqlite"), "JUPYTER_CONFIG_DIR": str(folder / "config")}
    settings |= {"JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"), "JUPYTER_RUNTIME_DIR": str(folder / "runtime")}
    options = [f"--port={port}", "--IdentityProvider.token=here", "--ServerApp.port_retries=0"]
    command = [sys.executable, "-m", "course.cli", "lab", "--no-browser", *options]
    log = (folder / "lab.log").open("w")
    server = subprocess.Popen(command, cwd=folder, env=os.environ | settings, stdout=log, stderr=subprocess.STDOUT)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/api?token=here", server, folder / "lab.log")
        yield address
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def _wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    for _ in range(240):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=1)
            return
        if server.poll() is not None:
            break
        time.sleep(0.25)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()[-3000:]}")


@contextlib.contextmanager
def page(width: int = 1300, height: int = 1000, dark: bool = False) -> Iterator[Page]:
    """A page in headless Chromium."""
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        tab = browser.new_page(viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light")
        try:
            yield tab
        except BaseException:
            shot = Path(tempfile.gettempdir()) / "browser-failure.png"
            tab.screenshot(path=shot)
            print(f"what the browser showed: {shot}")
            raise
        browser.close()


def open_notebook(page: Page, address: str, name: str) -> None:
    """Open a notebook by its file name and wait until its kernel is idle."""
    page.goto(f"{address}/lab/tree/{name}?token=here&reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    wait_idle(page)


def figure_calls(chapter: str) -> list[str]:
    """The cells of a chapter that show a figure of ours and nothing else, such as ``play.graph()``."""
    notebook = nbformat.read(ROOT / "chapters" / f"{chapter}.ipynb", as_version=4)
    return [c.source for c in notebook.cells if re.fullmatch(r"play\.\w+\((\".*)?\)", c.source)]


def show_figure(page: Page, call: str) -> Locator:
    """Run the cell of a figure and wait for its picture; the cell."""
    found = cell(page, call)
    run(page, found)
    found.locator("svg[role=img]").wait_for()
    return found


def choose_kernel(page: Page) -> None:
    """A busy machine's kernel may come late; JupyterLab then asks which one is meant."""
    accept = page.locator(".jp-Dialog .jp-mod-accept")
    if accept.count():
        accept.first.click()
        wait_idle(page)


def wait_idle(page: Page) -> None:
    """Wait until the kernel has nothing left to do."""
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", state="attached", timeout=60_000)


def menu(page: Page, *items: str) -> None:
    """Click through the main menu."""
    page.get_by_role("menuitem", name=items[0], exact=True).first.click()
    for item in items[1:]:
        page.get_by_role("menuitem", name=item).first.click()


def cell(page: Page, text: str) -> Locator:
    """The code cell whose source contains this text."""
    return page.locator(".jp-CodeCell").filter(has_text=text).first


def run(page: Page, target: Locator) -> None:
    """Run one cell with the keyboard and wait until it has a new number; a page still loading may miss a key."""
    prompt = target.locator(".jp-InputPrompt").first
    before = prompt.inner_text()
    for attempt in range(3):
        choose_kernel(page)
        target.scroll_into_view_if_needed()
        target.locator(".cm-content").first.click()
        page.keyboard.press("Control+Enter")
        for _ in range(100 if attempt == 2 else 25):
            page.wait_for_timeout(200)
            if prompt.inner_text() not in (before, "[*]:"):
                wait_idle(page)
                return
    raise AssertionError(f"the cell did not run: {target.locator('.cm-content').first.inner_text()[:80]}")
