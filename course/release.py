"""Make the student's notebook from the teacher's, with nbgrader's own preprocessors, and prove it holds no answer."""

from __future__ import annotations

import ast
import base64
import copy
import re

from nbformat import NotebookNode
from nbgrader import preprocessors
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import default

from autograder.grading.checks import refuse_unclear_checks
from course.errors import CourseError
from course.figures import is_figure
from course.source import BEGIN
from playground.still import saved

STUB = "raise NotImplementedError  # Your code goes here, in place of this line."


class ClearSolutions(preprocessors.ClearSolutions):
    """nbgrader's, with a stub of our own, and with nothing in place of a solution that stands at the margin.

    Inside a function an empty body must fail loudly, so a stub takes the solution's place. At the margin the
    placeholder stands in the source already (``recall_01_1 = ...``), and a stub that raises would stop the
    notebook for a question not answered yet.
    """

    @default("code_stub")
    def _our_stub(self) -> dict[str, str]:
        return {**preprocessors.ClearSolutions().code_stub, "python": STUB}

    def preprocess_cell(self, cell: NotebookNode, resources: dict, cell_index: int) -> tuple[NotebookNode, dict]:
        stub = self.code_stub
        if re.search(rf"^{BEGIN}", cell.source, re.MULTILINE):
            self.code_stub = dict.fromkeys(stub, "")
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        self.code_stub = stub
        cell.source = cell.source.rstrip()
        return cell, resources


class RefuseUnclearChecks(NbGraderPreprocessor):
    """No assignment is released with a graded cell whose check nobody could judge."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        graded = [
            cell for cell in nb.cells if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("grade")
        ]
        refuse_unclear_checks((cell.metadata.nbgrader.grade_id, cell.source) for cell in graded)
        return nb, resources


class ShowStills(NbGraderPreprocessor):
    """A figure's cell comes with its saved picture, which stands there until the cell is run."""

    def preprocess_cell(self, cell: NotebookNode, resources: dict, cell_index: int) -> tuple[NotebookNode, dict]:
        if cell.cell_type == "code":
            cell.outputs = still_output(cell.source)
        return cell, resources


def still_output(source: str) -> list[NotebookNode]:
    """The output of a cell that shows a figure and nothing else; none for other cells."""
    found = saved(source) if is_figure(source) else None
    if found is None:
        return []
    picture, alt = found
    data = {"image/png": base64.b64encode(picture).decode(), "text/plain": alt}
    caption = {"text/markdown": f"*{alt} Run the cell to move it.*", "text/plain": alt}  # GitHub shows no alt text.
    return [
        NotebookNode(output_type="display_data", data=data, metadata={"image/png": {"alt": alt}}),
        NotebookNode(output_type="display_data", data=caption, metadata={}),
    ]


# What `nbgrader generate_assignment` does, in its order, with our ClearSolutions, and pictures at the end. SaveCells
# writes into the gradebook and so takes part only there.
PREPROCESSORS: list[type[NbGraderPreprocessor]] = [
    preprocessors.IncludeHeaderFooter,
    preprocessors.InstantiateTests,
    preprocessors.LockCells,
    RefuseUnclearChecks,
    ClearSolutions,
    preprocessors.ClearOutput,
    preprocessors.CheckCellMetadata,
    preprocessors.ComputeChecksums,
    preprocessors.SaveCells,
    preprocessors.ClearHiddenTests,
    preprocessors.ClearMarkScheme,
    preprocessors.ComputeChecksums,
    preprocessors.CheckCellMetadata,
    ShowStills,
]


def student_notebook(teacher: NotebookNode, name: str) -> NotebookNode:
    """The notebook that is handed out; raises CourseError if any of a solution is left in it."""
    notebook, resources = copy.deepcopy(teacher), {"unique_key": name}
    for preprocessor in PREPROCESSORS:
        if preprocessor is not preprocessors.SaveCells:
            notebook, resources = preprocessor().preprocess(notebook, resources)
    prove_clean(teacher, notebook, name)
    return notebook


def prove_clean(teacher: NotebookNode, student: NotebookNode, name: str) -> None:
    """Raise CourseError unless no marker, solution line, hidden test or output is left and every cell compiles."""
    if [cell.id for cell in teacher.cells] != [cell.id for cell in student.cells]:
        raise CourseError(f"{name}: the student's notebook has other cells than the teacher's")
    for before, after in zip(teacher.cells, student.cells, strict=True):
        place = f"{name}, cell {after.id}"
        if re.search(r"(BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)", after.source):
            raise CourseError(f"{place}: a marker is left in the student's notebook")
        if after.get("outputs", []) != (still_output(after.source) if after.cell_type == "code" else []):
            raise CourseError(f"{place}: an output is left in the student's notebook")
        left = secret_lines(before.source) & {line.strip() for line in after.source.splitlines()}
        if left:
            raise CourseError(f"{place}: a line of the solution is left in the student's notebook: {min(left)}")
        if after.cell_type == "code":
            _compile(after.source, place)


def secret_lines(source: str) -> set[str]:
    """The lines of a teacher's cell that stand only between markers: solutions, hidden tests, schemes."""
    secret: set[str] = set()
    public: set[str] = set()
    inside = False
    for line in source.splitlines():
        if re.search(r"BEGIN (SOLUTION|HIDDEN TESTS|MARK SCHEME)", line):
            inside = True
        elif re.search(r"END (SOLUTION|HIDDEN TESTS|MARK SCHEME)", line):
            inside = False
        else:
            (secret if inside else public).add(line.strip())
    return {line for line in secret - public if line}


def _compile(source: str, place: str) -> None:
    try:
        ast.parse(source)
    except SyntaxError as error:
        raise CourseError(f"{place}: not valid Python once the solution is cut out ({error})") from None
