"""A real browser on a real JupyterLab, for the browser tests, the README's pictures and the benchmark."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, ViewportSize, sync_playwright

from tests.support import ROOT

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
        wait_for(f"{address}/api?token=here", server, folder / "lab.log")
        yield address
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    """Wait until a server answers at this address; what it logged is told if it does not."""
    for _ in range(240):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=1)
            return
        if server.poll() is not None:
            break
        time.sleep(0.25)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()[-3000:]}")


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder on a web server of its own, as `python -m http.server` gives it; yields its address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium."""
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


@contextlib.contextmanager
def page(browser: Browser, width: int = 1300, height: int = 1000, dark: bool = False) -> Iterator[Page]:
    """A page with a session of its own."""
    size: ViewportSize = {"width": width, "height": height}
    context = browser.new_context(viewport=size, color_scheme="dark" if dark else "light")
    tab = context.new_page()
    try:
        yield tab
    except BaseException:
        shot = Path(tempfile.gettempdir()) / "browser-failure.png"
        tab.screenshot(path=shot)
        print(f"what the browser showed: {shot}")
        raise
    finally:
        context.close()


def open_notebook(page: Page, address: str, name: str) -> None:
    """Open a notebook by its file name and wait until its kernel is idle."""
    page.goto(f"{address}/lab/tree/{name}?token=here&reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    wait_idle(page)


def show_figure(page: Page, call: str) -> Locator:
    """Run the cell of a figure and wait for its picture; return the cell."""
    found = cell(page, call)
    run(page, found)
    found.locator("svg[role=img]").wait_for()
    return found


def choose_kernel(page: Page) -> None:
    """Accept the kernel that JupyterLab proposes, if it asks: on a busy machine the kernel may come late."""
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
