"""Open JupyterLab on the chapters."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from course.classroom.create import put_scripts_on_path
from course.manifest import Book


def open_lab(book: Book, arguments: list[str]) -> int:
    """Run JupyterLab in chapters/ with the first chapter open until it is stopped; returns its exit status."""
    put_scripts_on_path()
    command = [
        sys.executable, "-m", "jupyterlab",
        f"--ServerApp.root_dir={book.root / 'chapters'}",
        f"--LabApp.default_url=/lab/tree/{book.chapters[0].source}.ipynb",
        # A learner's JupyterLab: no news, and without the teacher's side panels.
        f"--LabApp.app_settings_dir={Path(__file__).parent / 'lab_settings'}",
        *arguments,
    ]  # fmt: skip
    if getattr(os, "geteuid", lambda: 1)() == 0:
        command.append("--allow-root")  # In a container everyone is root; the server listens on this machine only.
    server = subprocess.Popen(command)
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    while True:
        try:
            return server.wait()
        except KeyboardInterrupt:
            continue  # JupyterLab has heard it too: it asks whether to stop, and takes its kernels along.
