"""Open JupyterLab on a learner's copies of the chapters."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
from pathlib import Path

from course.errors import CourseError
from course.manifest import Book
from course.scripts import put_scripts_on_path
from course.workspace.place import Workspace


def open_lab(book: Book, workspace: Workspace, arguments: list[str]) -> int:
    """Run JupyterLab in the workspace, with a chapter open, until it is stopped; returns its exit status."""
    if importlib.util.find_spec("jupyterlab") is None:
        install = 'pip install "gradients-by-hand[lab]"'
        raise CourseError(f"JupyterLab is not installed: {install}. Your copies are in {workspace.folder}.")
    put_scripts_on_path()
    command = [
        sys.executable, "-m", "jupyterlab",
        f"--ServerApp.root_dir={workspace.folder}",
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
