"""Grade one notebook: its cells run in the sandbox, its functions are called there, and everything is judged here."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from nbformat import NotebookNode

from autograder.catalog import all_exercises
from autograder.grading.checks import checked, exercises_of, put_checks_back
from autograder.grading.outputs import shown
from autograder.grading.repair import Ungradable, read
from autograder.grading.run import Run
from autograder.grading.sandbox import Limits, Sandbox
from autograder.report import Report

MOST_PASSED_OVER = 10  # lines of a submission that are told


@dataclass
class GradedNotebook:
    """A notebook with the outputs it made, and a report for each exercise.

    `repairs` tells what had to be repaired before the notebook could run; `seed` repeats the same cases.
    """

    notebook: NotebookNode
    reports: dict[str, Report]
    seed: int
    repairs: list[str] = field(default_factory=list)

    @property
    def points(self) -> float:
        """The points that were earned in all exercises together."""
        return round(sum(report.earned for report in self.reports.values()), 4)

    @property
    def possible(self) -> float:
        """The points that could have been earned."""
        return sum(report.points for report in self.reports.values())


def grade(
    notebook_path: str | Path,
    *,
    sandbox: str = "bubblewrap",
    limits: Limits | None = None,
    seed: int | None = None,
) -> GradedNotebook:
    """Grade one notebook of the course in a sandbox.

    Raises `Ungradable` if the file holds no notebook with exercises, `NoSandbox` if the system has none.
    """
    repaired = read(Path(notebook_path))
    with Sandbox(sandbox, limits) as box:
        graded = grade_notebook(repaired.notebook, box, seed=seed)
    graded.repairs = repaired.repairs + graded.repairs
    return graded


def grade_notebook(
    notebook: NotebookNode,
    box: Sandbox,
    *,
    seed: int | None = None,
    wanted: Mapping[str, float] | None = None,
    files: Mapping[str, bytes] | None = None,
) -> GradedNotebook:
    """Run a notebook that has been read and grade its exercises.

    `wanted` names them with their points; without it, they are those of the notebook's chapter. Raises `Ungradable`
    if there are none of them either.
    """
    if wanted is None:
        wanted = {name: all_exercises()[name].points for name in exercises_of(notebook)}
        if not wanted:
            raise Ungradable("None of its cells belongs to an exercise of this course: is it the right notebook?")
    names = list(wanted)
    seed = secrets.randbelow(2**31) if seed is None else seed
    repairs = put_checks_back(notebook, names)
    run = Run(notebook, [all_exercises()[name] for name in names], seed, box)
    run.everything(files)
    reports = {name: replace(report, points=wanted[name]) for name, report in run.reports().items()}
    lines = list(run.passed_over)[:MOST_PASSED_OVER]
    repairs += [f"A line needs what is not here, and its cell went on without it: {line}" for line in lines]
    for cell in notebook.cells:
        name = checked(cell)
        if name in reports:
            cell["outputs"] = [shown(reports[name])]
    return GradedNotebook(notebook, reports, seed, repairs)
