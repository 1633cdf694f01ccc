"""Run notebooks top to bottom in a real kernel."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from nbclient import NotebookClient
from nbformat import NotebookNode

from course.kernel import WarmKernelManager


def execute(notebook: NotebookNode, timeout: int = 600) -> NotebookNode:
    """Execute every cell in place, also those after an error, with progress of its own, and return the notebook."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"COURSE_PROGRESS": str(Path(folder) / "progress.sqlite")}
        client = NotebookClient(
            notebook, timeout=timeout, startup_timeout=timeout, allow_errors=True,
            # A cell is done when its last output has come, and on a busy machine that may be long after its reply.
            iopub_timeout=60, raise_on_iopub_timeout=True, resources={"metadata": {"path": folder}},
        )  # fmt: skip
        client.kernel_manager_class = WarmKernelManager
        client.execute(env=environment)
    return notebook
