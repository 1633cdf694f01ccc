"""The page a student gets back: their notebook with its outputs, points and comments, as one HTML file.

The cells are rendered where a submission is graded (`sections_of`), the page is made where the gradebook is
(`feedback_page`). The page notes which grades it shows, so that a later run can tell whether it still holds.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape
from nbformat import NotebookNode

from course.classroom.model import Grades
from course.classroom.pages import macros, render

ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
DIGEST = re.compile(r'<meta name="grades" content="([0-9a-f]+)">')
PLAIN = re.compile(r"[\w ,.;:!?'()]*")  # Most comments are our own sentences, and hold no markup.
NOTES = "gradients_by_hand"  # Where a graded notebook keeps its notes for the page.


def feedback_page(title: str, sections: Iterable[tuple[str, str]], grades: Grades, notes: Sequence[str] = ()) -> str:
    """The page of one graded notebook, from its rendered cells and what the gradebook says of them."""
    return render(
        "feedback.html.j2",
        title=title,
        digest=digest_of(grades),
        total=total(grades),
        notes=notes,
        rows=[
            {"name": name, "label": name.removeprefix("check-"), "points": _points(grades, name, "not yet graded")}
            for name in grades.points
        ],
        sections=[
            {
                "name": name,
                "body": Markup(body),
                "points": _points(grades, name, "?") if name in grades.points else "",
                "comment": comment(grades.comments.get(name, "")),
            }
            for name, body in sections
        ],
    )


def comment(text: str) -> Markup:
    """A comment as HTML: formgrader promises Markdown and formulas to those who write them."""
    if PLAIN.fullmatch(text):
        return Markup(escape(text))
    from course.classroom.prose import remark

    return Markup(remark(text))


def total(grades: Grades) -> str:
    """The sentence at the top, which says what lateness costs and what still waits for a person."""
    text = f"{grades.score:g} of {grades.possible:g} points"
    if grades.late_penalty:
        text += f" ({grades.earned:g}, of which {grades.late_penalty:g} points are taken off because it was late)"
    if any(earned is None for earned, _ in grades.points.values()):
        text += ", not all of it graded yet"
    return text


def _points(grades: Grades, name: str, unknown: str) -> str:
    earned, possible = grades.points[name]
    extra = grades.extra.get(name, 0.0)
    got = unknown if earned is None else f"{earned:g}"
    of = f" of {possible:g}" if earned is not None or unknown == "?" else ""
    return f"{got}{of}" + (f" ({extra:g} of them extra)" if extra else "")


def digest_of(grades: Grades) -> str:
    """A digest of all that the gradebook contributes to a page."""
    return hashlib.sha256(repr(grades).encode("utf-8", "replace")).hexdigest()[:16]


def shows(path: Path, grades: Grades) -> bool:
    """Whether this file is a page of ours that shows these grades."""
    try:
        with path.open(encoding="utf-8", errors="replace") as stream:
            found = DIGEST.search(stream.read(2000))
    except OSError:
        return False
    return found is not None and found[1] == digest_of(grades)


def notes_of(notebook: NotebookNode) -> list[str]:
    """The notes that a graded notebook keeps for its page."""
    kept = notebook.metadata.get(NOTES, {})
    return [str(note) for note in kept.get("notes", [])] if isinstance(kept, dict) else []


def sections_of(notebook: NotebookNode) -> tuple[tuple[str, str], ...]:
    """Every cell with its outputs as HTML, by grade id, "" for a cell without one."""
    return tuple((cell.metadata.get("nbgrader", {}).get("grade_id", ""), _body(cell)) for cell in notebook.cells)


def _body(cell: NotebookNode) -> str:
    if cell.cell_type == "markdown":
        from course.classroom.prose import prose

        return prose(cell.source, cell.get("attachments"))
    return _code(cell.source) + "".join(_output(output) for output in cell.get("outputs", []))


@lru_cache(maxsize=4096)
def _code(source: str) -> str:
    return str(_macros().code(source)) if source.strip() else ""


def _output(output: NotebookNode) -> str:
    if output.output_type == "stream":
        return str(_macros().text(ANSI.sub("", output.text)))
    if output.output_type == "error":
        text = "\n".join(output.traceback) or f"{output.ename}: {output.evalue}"
        return str(_macros().error(ANSI.sub("", text)))
    data = output.data
    for form in ("image/png", "image/jpeg"):
        if form in data and re.fullmatch(r"[A-Za-z0-9+/=\s]*", data[form]):
            return str(_macros().image(form, data[form]))
    if "text/html" in data and output.get("metadata", {}).get("graded"):
        # A report of ours; every text from the submission in it is escaped.
        return str(_macros().card(Markup(data["text/html"])))
    return str(_macros().text(data.get("text/plain", "")))


def _macros() -> Any:
    return macros("outputs.html.j2")
