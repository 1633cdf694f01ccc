"""What stands in autograded/ can run nothing in formgrader, which shows a student's HTML to the teacher as it is.

There it would act with the teacher's rights: enter points, for instance. What was handed in stays as it was.
"""

from __future__ import annotations

import re

import nh3
from nbformat import NotebookNode

from course.classroom.model import SourceNotebook
from course.classroom.unanswered import digests

PLAIN = """
    b big blockquote br center code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i kbd li mark ol p pre s small span
    strike strong sub summary sup table tbody td tfoot th thead tr tt u ul
"""
# What could begin a tag. Those of `PLAIN`, without attributes, do nothing but format.
TAG = re.compile(rf"<(?!/?(?:{'|'.join(PLAIN.split())})\s*/?>)(?=[a-z/!?])", re.IGNORECASE)
# A link that runs something, whose colon may be written in other ways.
ADDRESS = re.compile(r"(?<=script)(?=[\s\\]*:)|(?<=&)(?=#|colon;|tab;|newline;)", re.IGNORECASE)
NEVER = ("text/markdown", "text/latex", "image/svg+xml")  # Formgrader takes their HTML, too; there is text beside them.


def make_harmless(notebook: NotebookNode, source: SourceNotebook) -> None:
    """Take from the texts and outputs of a graded notebook what a browser would run, load or lay over the page."""
    for cell in notebook.cells:
        if cell.cell_type != "code" and not digests([cell.source]) <= source.given:
            cell.source = ADDRESS.sub(" ", TAG.sub("< ", cell.source))
        for output in cell.get("outputs", ()):
            if "data" in output and not output.metadata.get("graded"):
                output["data"] = shown(output.data)


def shown(data: NotebookNode) -> NotebookNode:
    """The forms of an output that may be shown; of its HTML what formats, such as a table."""
    kept = {form: content for form, content in data.items() if form not in NEVER}
    if "text/html" in kept:
        kept["text/html"] = nh3.clean(kept["text/html"])
    return NotebookNode(kept or {"text/plain": "(A picture or a text that cannot be shown here.)"})
