"""Grade one notebook: its cells run in the sandbox, its functions are called there, and everything is judged here."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.card import render
from autograder.exercise import Exercise, all_exercises
from autograder.grading.repair import Ungradable, read
from autograder.grading.sandbox import Died, Limits, Sandbox, Submission
from autograder.grading.wire import WireError, observation_from_data
from autograder.judge import judge
from autograder.observe import Failure, Observation
from autograder.report import Report

MOST_RESTARTS = 4
CHECK = "check-"


@dataclass
class GradedNotebook:
    """A notebook with the outputs it made, and a report for each exercise.

    `repairs` says what had to be mended before it could run, `seed` repeats the same cases.
    """

    notebook: NotebookNode
    reports: dict[str, Report]
    seed: int
    repairs: list[str] = field(default_factory=list)

    @property
    def points(self) -> float:
        """What was earned in all exercises together."""
        return round(sum(report.earned for report in self.reports.values()), 4)

    @property
    def possible(self) -> float:
        """What could have been."""
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
    run = _Run(notebook, [all_exercises()[name] for name in names], seed, box)
    run.everything(files)
    reports = {name: replace(report, points=wanted[name]) for name, report in run.reports().items()}
    for cell in notebook.cells:
        name = checked(cell)
        if name in reports:
            cell["outputs"] = [shown(reports[name])]
    return GradedNotebook(notebook, reports, seed, repairs)


def checked(cell: NotebookNode) -> str:
    """The exercise that a cell checks, "" if it checks none of ours."""
    grade_id = str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
    name = grade_id.removeprefix(CHECK)
    return name if grade_id.startswith(CHECK) and name in all_exercises() else ""


def points_of_checks(notebook: NotebookNode) -> dict[str, float]:
    """The exercises that a notebook checks, with the points of their cells."""
    return {name: float(cell.metadata.nbgrader.points) for cell in notebook.cells if (name := checked(cell))}


def exercises_of(notebook: NotebookNode) -> list[str]:
    """All exercises of the chapter that most of a notebook's grade ids belong to, in course order."""
    found = []
    for cell in notebook.cells:
        name = str(cell.metadata.get("nbgrader", {}).get("grade_id", "")).removeprefix(CHECK)
        if name in all_exercises():
            found.append(all_exercises()[name].chapter)
    if not found:
        return []
    chapter = max(set(found), key=found.count)
    return [name for name, exercise in all_exercises().items() if exercise.chapter == chapter]


def put_checks_back(notebook: NotebookNode, names: list[str]) -> list[str]:
    """Add the check cells that are missing, each after its exercise's cell or at the end; says which."""
    repairs = []
    present = {checked(cell) for cell in notebook.cells}
    for name in names:
        if name in present:
            continue
        ids = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]
        place = ids.index(name) + 1 if name in ids else len(notebook.cells)
        notebook.cells.insert(place, check_cell(all_exercises()[name]))
        repairs.append(f"The check of {name} was missing.")
    return repairs


def check_cell(exercise: Exercise) -> NotebookNode:
    """The check cell of an exercise, with nbgrader's metadata, as the source has it."""
    call = f'check("{exercise.name}", {exercise.variable})' if exercise.is_value else f"check({exercise.name})"
    metadata = {
        "cell_type": "code", "grade": True, "grade_id": CHECK + exercise.name, "locked": True,
        "points": exercise.points, "schema_version": 3, "solution": False, "task": False,
    }  # fmt: skip
    return new_code_cell(call, id=CHECK + exercise.name, metadata={"nbgrader": metadata})


def shown(report: Report) -> NotebookNode:
    """A report as a cell's output: the points, where nbgrader reads them, and the card."""
    data = {"text/plain": f"{report.earned:g}", "text/html": render(report)}
    # The mark tells our card from HTML of the submission's own, whose metadata `clean_output` drops.
    return NotebookNode(output_type="execute_result", execution_count=None, metadata={"graded": True}, data=data)


class _Run:
    """One notebook on its way through the sandbox."""

    def __init__(self, notebook: NotebookNode, exercises: list[Exercise], seed: int, box: Sandbox) -> None:
        self.seed, self.box = seed, box
        self.exercises = {exercise.name: exercise for exercise in exercises}
        self.cases = {name: exercise.draw_cases(seed) for name, exercise in self.exercises.items()}
        self.observed: dict[str, tuple[list[Observation], list[Observation]]] = {}
        # One step for each cell that runs or is checked, then one more look at what was not defined in its place.
        self.steps: list[tuple[str, Any]] = [
            ("observe", checked(cell)) if checked(cell) in self.exercises else ("run", cell)
            for cell in notebook.cells
            if cell.cell_type == "code" and (cell.source.strip() or checked(cell))
        ]
        self.steps += [("again", name) for name in self.exercises]

    def everything(self, files: Mapping[str, bytes] | None) -> None:
        """All steps, in order. A step in which the process died is left out, and the others are done again."""
        fatal: set[int] = set()
        for attempt in range(MOST_RESTARTS + 1):
            at = 0
            try:
                with self.box.submission(files) as submission:
                    for at, step in enumerate(self.steps):
                        if at not in fatal:
                            self.do(submission, *step)
                    return
            except Died as death:
                fatal.add(at)
                self.note_death(at, str(death), rest=death.final or attempt == MOST_RESTARTS)
                if death.final:
                    return

    def do(self, submission: Submission, kind: str, what: Any) -> None:
        """One step."""
        if kind == "run":
            answer = submission.run(what.source)
            what["outputs"] = outputs_of(answer)
        elif kind == "observe" or self.missing(what):
            self.observed[what] = self.observe(submission, self.exercises[what])

    def missing(self, name: str) -> bool:
        """Whether nothing was there to be checked when its check came."""
        first, _ = self.observed.get(name, ([], []))
        return not first or (first[0].failure is not None and first[0].failure.kind == "NotWritten")

    def observe(self, submission: Submission, exercise: Exercise) -> tuple[list[Observation], list[Observation]]:
        """What a function did with all its cases; an answer that is none counts as the process's death."""
        answer = submission.observe(
            exercise.seconds,
            name=exercise.variable,
            is_value=exercise.is_value,
            cases=[list(case) for case in self.cases[exercise.name]],
            then=exercise.then,
            twice=exercise.repeatable,
        )
        try:
            most = len(self.cases[exercise.name])
            rounds = [[observation_from_data(data) for data in answer[key][:most]] for key in ("first", "again")]
        except (WireError, KeyError, TypeError) as error:
            raise Died(f"Its answer was not one: {error}.") from None
        return rounds[0], rounds[1]

    def note_death(self, at: int, why: str, rest: bool) -> None:
        """Write down why a step, or all from it on, has no result."""
        for kind, what in self.steps[at:] if rest else [self.steps[at]]:
            if kind == "run":
                what["outputs"] = [stopped_output(why)]
            elif kind == "observe" or self.missing(what):
                self.observed[what] = [Observation(failure=Failure("Died", why))], []

    def reports(self) -> dict[str, Report]:
        """The reports, in the order of the course; one that builds on a failing exercise says so first."""
        found: dict[str, Report] = {}
        for name, exercise in self.exercises.items():
            first, again = self.observed.get(name, ([], []))
            first = first or [Observation(failure=Failure("NotWritten", ""))]
            report = judge(exercise, self.cases[name], first, again, seed=self.seed)
            broken = [need for need in exercise.needs if need in found and not found[need].passed]
            if broken and not report.passed and report.finding != "not_written":
                report = replace(report, headline=f"{name} builds on {broken[0]}, which fails too. {report.headline}")
            found[name] = report
        return found


def outputs_of(answer: dict[str, Any]) -> list[NotebookNode]:
    """A cell's outputs in nbformat's form, whatever the submission's process sent."""
    found = [output for item in list(answer.get("outputs") or [])[:200] if (output := clean_output(item))]
    if answer.get("good") is not True and not any(output.output_type == "error" for output in found):
        found.append(stopped_output("This cell ended with an error, and showing it was disabled."))
    if answer.get("interrupted"):
        found.append(stopped_output("This cell took longer than it may, and was interrupted."))
    return found


def clean_output(item: Any) -> NotebookNode | None:
    """One output with exactly the fields of its kind; None if it is of no kind."""
    if not isinstance(item, dict):
        return None
    kind = item.get("output_type")
    if kind == "stream" and item.get("name") in ("stdout", "stderr"):
        return NotebookNode(output_type="stream", name=item["name"], text=str(item.get("text", "")))
    if kind in ("execute_result", "display_data") and isinstance(item.get("data"), dict):
        data = {str(form): str(content) for form, content in item["data"].items()}
        count = {"execution_count": None} if kind == "execute_result" else {}
        return NotebookNode(output_type=kind, data=data, metadata={}, **count)
    if kind == "error":
        lines = [str(line) for line in list(item.get("traceback") or [])[:100]]
        name, text = str(item.get("ename", "Error")), str(item.get("evalue", ""))
        return NotebookNode(output_type="error", ename=name, evalue=text, traceback=lines)
    return None


def stopped_output(why: str) -> NotebookNode:
    """An error that the grader, not the cell, has to report."""
    return NotebookNode(output_type="error", ename="Stopped", evalue=why, traceback=[why])
