"""Run notebooks top to bottom in a real kernel."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from nbclient import NotebookClient
from nbformat import NotebookNode

from course.kernel import WarmKernelManager


def execute(notebook: NotebookNode, timeout: int = 120) -> NotebookNode:
    """Execute every cell in place, also those after an error, with progress of its own, and return the notebook."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"COURSE_PROGRESS": str(Path(folder) / "progress.sqlite")}
        client = NotebookClient(notebook, timeout=timeout, allow_errors=True, resources={"metadata": {"path": folder}})
        client.kernel_manager_class = WarmKernelManager
        client.execute(env=environment)
    return notebook
