"""Open JupyterLab on a learner's copies of the chapters."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import signal
import subprocess
import sys
from pathlib import Path

from autograder import progress
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
        f"--LabApp.default_url=/lab/tree/{_where_one_left_off(book, workspace)}.ipynb",
        # A learner's JupyterLab: no news, and without the teacher's side panels.
        f"--LabApp.app_settings_dir={Path(__file__).parent / 'lab_settings'}",
        *arguments,
    ]  # fmt: skip
    if getattr(os, "geteuid", lambda: 1)() == 0:
        command.append("--allow-root")  # In a container everyone is root; the server listens on this machine only.
    return _run(command)


def _run(command: list[str]) -> int:
    """Run a server until it is stopped; whoever stops this process stops the server, also while it starts."""
    stopped, server = False, None

    def stop(*_: object) -> None:
        nonlocal stopped
        stopped = True
        if server is not None:
            server.terminate()

    signal.signal(signal.SIGTERM, stop)
    server = subprocess.Popen(command)
    if stopped:
        server.terminate()
    while True:
        try:
            return server.wait()
        except KeyboardInterrupt:
            continue  # JupyterLab has heard it too: it asks whether to stop, and takes its kernels along.


def _where_one_left_off(book: Book, workspace: Workspace) -> str:
    """The chapter to open: the one to continue with, or the first."""
    with contextlib.chdir(workspace.folder):
        here = progress().here
    return here[0] if here and workspace.notebook(here[0]).exists() else book.chapters[0].source
