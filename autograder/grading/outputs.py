"""A cell's outputs in nbformat's form, whatever the submission's process sent."""

from __future__ import annotations

import re
from typing import Any

from nbformat import NotebookNode

from autograder.inside.source import LONGEST
from autograder.inside.wire import SHOWN
from autograder.report import Report


def outputs_of(answer: dict[str, Any], most: int) -> list[NotebookNode]:
    """The outputs of a cell, of at most so many characters, and what the grader has to add: an error that was hidden,
    an interruption."""
    items = answer.get("outputs")
    found = [output for item in list(items or [])[:200] if (output := clean_output(item))]
    found = within(found, most)
    if answer.get("good") is not True and not any(output.output_type == "error" for output in found):
        found.append(stopped_output("This cell ended with an error, and showing it was disabled."))
    if answer.get("interrupted"):
        found.append(stopped_output("This cell took longer than it may, and was interrupted."))
    return found


def within(outputs: list[NotebookNode], most: int) -> list[NotebookNode]:
    """The first outputs, as far as there is room for them, and a note if there is not for all."""
    for number, output in enumerate(outputs):
        most -= size_of(output)
        if most < 0:
            note = "\n[The outputs from here on are left out: there are too many of them.]\n"
            return [*outputs[:number], NotebookNode(output_type="stream", name="stderr", text=note)]
    return outputs


def size_of(output: NotebookNode) -> int:
    """How many characters an output holds."""
    texts = [*output.get("data", {}).values(), *output.get("traceback", ()), output.get("evalue", "")]
    return len(output.get("text", "")) + sum(map(len, texts))


def clean_output(item: Any) -> NotebookNode | None:
    """One output with exactly the fields of its kind; None if it is of no known kind."""
    if not isinstance(item, dict):
        return None
    kind = item.get("output_type")
    if kind == "stream" and item.get("name") in ("stdout", "stderr"):
        return NotebookNode(output_type="stream", name=item["name"], text=str(item.get("text", "")))
    if kind in ("execute_result", "display_data") and isinstance(item.get("data"), dict):
        data = {form: str(content) for form, content in item["data"].items() if form in SHOWN}
        count = {"execution_count": None} if kind == "execute_result" else {}
        return NotebookNode(output_type=kind, data=data, metadata={}, **count)
    if kind == "error":
        lines = [str(line) for line in list(item.get("traceback") or [])[:100]]
        name, text = str(item.get("ename", "Error")), str(item.get("evalue", ""))
        return NotebookNode(output_type="error", ename=name, evalue=text, traceback=lines)
    return None


def as_python(source: str) -> str:
    """A cell with its magics as the calls that IPython makes of them; as it is if they cannot be told."""
    if len(source) > LONGEST:
        return ""
    if not re.search(r"^\s*[%!?]|\?\s*$|=\s*[%!]", source, re.MULTILINE):
        return source
    from IPython.core.inputtransformer2 import TransformerManager

    try:
        return str(TransformerManager().transform_cell(source))
    except Exception:
        return ""


def stopped_output(why: str) -> NotebookNode:
    """An error that the grader, not the cell, has to report."""
    return NotebookNode(output_type="error", ename="Stopped", evalue=why, traceback=[why])


def shown(report: Report) -> NotebookNode:
    """A report as a cell's output: the points, where nbgrader reads them, and the card."""
    data = {"text/plain": f"{report.earned:g}", "text/html": report.to_html()}
    # The mark tells our card from HTML of the submission's own, whose metadata `clean_output` drops.
    return NotebookNode(output_type="execute_result", execution_count=None, metadata={"graded": True}, data=data)
