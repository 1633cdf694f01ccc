"""A real browser on a real JupyterLab, for the browser tests, the README's pictures and the benchmark."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect, sync_playwright

from tests.support import ROOT

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
PATIENCE = 180  # seconds until a test gives up: on a busy machine all takes many times as long as on an idle one


@contextlib.contextmanager
def lab(folder: Path, dark: bool = False) -> Iterator[str]:
    """`course lab` on a copy of the chapters in `folder`; yields its address. The repository stays as it is."""
    settings = {
        "apputils-extension/themes": {"theme": "JupyterLab Dark" if dark else "JupyterLab Light"},
        "docmanager-extension/plugin": {"autosave": False},  # What one test writes is not what another one opens.
    }
    for name, content in settings.items():
        path = folder / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(content))
    for name in ("chapters", "solutions"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "book.toml", folder)
    variables = {"COURSE_PROGRESS": str(folder / "progress.sqlite"), "JUPYTER_CONFIG_DIR": str(folder / "config")}
    variables |= {"JUPYTERLAB_SETTINGS_DIR": str(folder / "settings")}
    command = [sys.executable, "-m", "course", "lab", "--LabApp.expose_app_in_browser=True"]
    with jupyter(command, folder, folder, variables) as address:
        yield address


@contextlib.contextmanager
def jupyter(command: list[str], folder: Path, beside: Path, variables: dict[str, str]) -> Iterator[str]:
    """A Jupyter server that runs in `folder`; yields its address. Its log and what it keeps for itself are `beside`."""
    options = ["--no-browser", "--port=0", "--IdentityProvider.token=here"]  # It finds a free port itself.
    environment = os.environ | variables | {"JUPYTER_RUNTIME_DIR": str(beside / "runtime")}
    with (beside / "lab.log").open("w") as log:
        server = subprocess.Popen([*command, *options], cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            yield f"http://127.0.0.1:{port_of(server, beside)}"
        finally:
            server.terminate()
            server.wait(PATIENCE)


def port_of(server: subprocess.Popen, beside: Path) -> int:
    """The port of a Jupyter server, as it writes it down once it listens; its log is told if it does not."""
    for _ in range(4 * PATIENCE):
        for path in (beside / "runtime").glob("jpserver-*.json"):
            with contextlib.suppress(ValueError):  # Half of it is written.
                return json.loads(path.read_text())["port"]
        if server.poll() is not None:
            break
        time.sleep(0.25)
    raise RuntimeError(f"JupyterLab did not start:\n{(beside / 'lab.log').read_text()[-3000:]}")


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder on a web server of its own, as `python -m http.server` gives it; yields its address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
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
    context.set_default_timeout(1000 * PATIENCE)
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
    """Open a notebook by its file name and wait until keys reach it and its kernel has nothing to do."""
    page.goto(f"{address}/lab/tree/{name}?token=here&reset")
    page.wait_for_function("window.jupyterapp")
    page.evaluate("jupyterapp.restored.then(() => null)")
    page.wait_for_function(IS_OPEN, arg=name)
    settle(page)


IS_OPEN = """name => {
    const { context, sessionContext } = jupyterapp.shell.currentWidget ?? {};
    return context?.path === name && context.isReady && sessionContext.isReady && sessionContext.session?.kernel;
}"""
# A widget sends one change at a time and keeps those that come meanwhile until the kernel has answered; a figure draws
# in a moment, a pad sends what is drawn in a moment. So the second answer of the kernel comes after all of that.
SETTLE = """patience => Promise.race([
    new Promise((_, fail) => setTimeout(fail, patience, Error("the kernel does not come to rest"))),
    (async () => {
        const { kernel } = jupyterapp.shell.currentWidget.sessionContext.session;
        for (let round = 0; round < 2; round++) {
            await new Promise(done => setTimeout(done, 40));
            await kernel.requestExecute({code: "await __import__('asyncio').sleep(0.01)", silent: true}).done;
        }
    })(),
])"""


def settle(page: Page) -> None:
    """Wait until all that was done in the page has reached the kernel, and all its answers the page."""
    page.evaluate(SETTLE, 1000 * PATIENCE)


def show_figure(page: Page, call: str) -> Locator:
    """Run the cell of a figure and wait for its picture; return the cell."""
    found = cell(page, call)
    run(page, found)
    found.locator("svg[role=img]").wait_for()
    return found


def cell(page: Page, text: str) -> Locator:
    """The code cell whose source contains this text."""
    return page.locator(".jp-CodeCell").filter(has_text=text).first


def write(page: Page, target: Locator, code: str) -> None:
    """Replace a cell's code as a learner would, by typing."""
    target.scroll_into_view_if_needed()
    editor = target.locator(".cm-content").first
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(code)
    expect(editor).to_contain_text(code.split("\n")[0], timeout=1000 * PATIENCE)


def run(page: Page, target: Locator) -> None:
    """Run one cell with the keyboard, once, and wait until all that it does is done and shown."""
    prompt = target.locator(".jp-InputPrompt").first
    before = prompt.inner_text()
    target.scroll_into_view_if_needed()
    target.locator(".cm-content").first.click()
    page.keyboard.press("Control+Enter")
    for unfinished in (before, "[*]:"):
        expect(prompt).not_to_have_text(unfinished, timeout=1000 * PATIENCE)
    settle(page)
