"""Run notebooks top to bottom in a real kernel and read their points, as nbgrader would."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from nbclient import NotebookClient
from nbformat import NotebookNode
from nbgrader.utils import determine_grade, is_grade

from autograder.report import WARNING
from course.kernel import WarmKernelManager


@dataclass(frozen=True)
class Run:
    """One executed notebook: points by grade id, the greatest possible points, and complaints by cell id."""

    notebook: NotebookNode
    points: dict[str, float] = field(default_factory=dict)
    possible: dict[str, float] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    warnings: dict[str, str] = field(default_factory=dict)


def execute(notebook: NotebookNode, timeout: int = 120) -> Run:
    """Execute every cell, errors included, and collect what nbgrader would make of the result."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"COURSE_PROGRESS": str(Path(folder) / "progress.sqlite")}
        client = NotebookClient(notebook, timeout=timeout, allow_errors=True, resources={"metadata": {"path": folder}})
        client.kernel_manager_class = WarmKernelManager
        client.execute(env=environment)
    run = Run(notebook)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                run.errors[cell.id] = f"{output.ename}: {output.evalue}"
            elif output.get("name") == "stderr":
                run.warnings[cell.id] = output.text.strip()
            elif WARNING in str(output.get("data", {}).get("text/html", "")):
                run.warnings[cell.id] = "the check shows a warning"
        if is_grade(cell):
            grade_id = cell.metadata.nbgrader.grade_id
            earned, run.possible[grade_id] = determine_grade(cell)
            run.points[grade_id] = 0.0 if earned is None else earned
    return run
