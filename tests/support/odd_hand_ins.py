"""Hand-ins as people really send them: other names and places, cells moved and renamed, files that editors mangled.

The assignment has a check of ours for `weighted_sum` in the cell ``q1``, one for `step` in ``q2``, a teacher's own
assertion about ``answer`` in ``test-answer``, a point each, and a derivation that a person grades.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tests.support import submissions
from tests.support.submissions import ANSWER, ASSIGNMENT, STEP, SUM, graded

OTHER = "other"
STUB = "raise NotImplementedError"
TASK = "Derive it: what is the gradient with respect to w?"
TYPED = "By the chain rule it is x."
HOME = f"{ASSIGNMENT}/{ASSIGNMENT}.ipynb"
REFUSED = None


def source_notebook() -> nbformat.NotebookNode:
    """What the teacher keeps of the assignment."""
    made = submissions.source_notebook(
        {"q1": "from autograder import check\ncheck(weighted_sum)", "q2": "assert check(step).passed"}
    )
    task = new_markdown_cell(TASK, id="derive")
    task.metadata["nbgrader"] = graded("derive", "", task=True, points=2, solution=False, locked=True).metadata.nbgrader
    made.cells.append(task)
    return made


def other_notebook() -> nbformat.NotebookNode:
    """Another assignment of the course."""
    return new_notebook(cells=[
        graded("sigmoid", "def sigmoid(z):\n    return 0"),
        graded("check-sigmoid", "from autograder import check\ncheck(sigmoid)", grade=True, points=1),
    ])  # fmt: skip


def notebook(total: str = SUM, step: str = STEP, answer: str = ANSWER) -> dict[str, Any]:
    """A submission as JSON; cells by index: 1, 3, 5 are answers, 2, 4, 6 are checked, 7 is the derivation."""
    made = source_notebook()
    for cell, text in zip(made.cells[1:6:2], (total, step, answer), strict=True):
        cell.source = text
    return json.loads(nbformat.writes(made))


def dumped(data: Any) -> bytes:
    return json.dumps(data, indent=1, ensure_ascii=False).encode("utf-8", "surrogatepass")


def changed(change: Callable[[dict[str, Any]], Any], **parts: str) -> bytes:
    """A submission whose JSON was changed in place."""
    data = notebook(**parts)
    change(data)
    return dumped(data)


def with_cell(index: int, **fields: Any) -> bytes:
    """A right submission of which a cell was changed."""
    return changed(lambda data: data["cells"][index].update(fields))


def with_meta(index: int, **fields: Any) -> bytes:
    """A right submission of which a cell's metadata of nbgrader was changed."""
    return changed(lambda data: data["cells"][index]["metadata"]["nbgrader"].update(fields))


def plus(*cells: nbformat.NotebookNode, at: int = 8, **parts: str) -> bytes:
    """A submission with more cells."""
    more = [json.loads(json.dumps(cell)) for cell in cells]
    return changed(lambda data: data["cells"].__setitem__(slice(at, at), more), **parts)


def zipped(**files: bytes) -> bytes:
    """A zip file; `__` in a name stands for a slash."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{name.replace('__', '/')}.ipynb", content)
    return stream.getvalue()


def locked_zip() -> bytes:
    """A zip file whose first file asks for a password."""
    content = bytearray(zipped(trial=RIGHT))
    content[6] |= 1  # In the file's own header,
    content[content.index(b"PK\x01\x02") + 8] |= 1  # and in the directory.
    return bytes(content)


def damaged_zip(content: bytes) -> bytes:
    """A zip file of which a piece in the middle is wrong, as after a bad download."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("trial.ipynb", content)
    made = stream.getvalue()
    return made[:100] + b"\xff" * 40 + made[140:]


def old_format(data: dict[str, Any], version: int) -> bytes:
    """A notebook as IPython wrote it before 2015."""
    made = nbformat.convert(nbformat.reads(json.dumps(data), 4), 3)
    return nbformat.writes(made, 3).replace('"nbformat": 3', f'"nbformat": {version}').encode()


@dataclass(frozen=True)
class Link:
    """A symbolic link to this place."""

    to: str


FOLDER = object()  # An empty folder.


@dataclass(frozen=True)
class HandIn:
    """Files below the student's folder; the points the program gives (None: it refuses); what must be said, and shown.

    `said` stands in the summary on the student's line, `shown` on the feedback page.
    """

    student: str
    files: dict[str, Any]
    points: float | None
    said: str = ""
    shown: str = ""

    def put(self, submitted: Path) -> None:
        """Write the files."""
        for place, content in self.files.items():
            path = submitted / self.student / place
            path.parent.mkdir(parents=True, exist_ok=True)
            if content is FOLDER:
                path.mkdir()
            elif isinstance(content, Link):
                path.symlink_to(content.to)
            else:
                path.write_bytes(content)


UNSPEAKABLE = """class Unspeakable(Exception):
    def __str__(self):
        raise self
def step(z):
    raise Unspeakable"""
RIGHT = dumped(notebook())
BLANK = dumped(notebook("", "", ""))  # As it was handed out.
PARTLY = dumped(notebook(answer="answer = 41"))
FOREIGN = nbformat.writes(other_notebook()).encode()
HAND_INS: list[HandIn] = []


def hand_in(
    student: str, files: dict[str, Any] | bytes, points: float | None = 3, said: str = "", shown: str = ""
) -> None:
    """Note a hand-in: one file in its place, or files by their places."""
    files = {HOME: files} if isinstance(files, bytes) else files
    HAND_INS.append(HandIn(student, files, points, said, shown))


# ------------------------------------------------------------------------------------------------- cells and checks

hand_in("right", RIGHT)
hand_in("blank", BLANK, 0)
hand_in("partly", PARTLY, 2)
hand_in("check-renamed", with_cell(2, source="check(weighted_sum_2)"))
hand_in("check-of-another", with_cell(2, source="check(step)"))
hand_in("check-emptied", with_cell(2, source=""))
hand_in("check-id-changed", with_meta(2, grade_id="q7"), 3,
        shown="Cells that had lost their marks and were recognized: q1.")  # fmt: skip
hand_in("checks-moved-to-the-top", changed(lambda d: d["cells"].insert(0, d["cells"].pop(4))))
hand_in("checks-moved-to-the-end", changed(lambda d: d["cells"].append(d["cells"].pop(2))))
hand_in("cells-in-reverse", changed(lambda d: d["cells"].reverse()), 2,  # Its answer runs before what it calls.
        shown="Cells that were moved behind what they check: q1, q2, test-answer")  # fmt: skip
hand_in("check-became-text", changed(lambda d: d["cells"].__setitem__(
    2, {"cell_type": "markdown", "id": "q1", "source": "check", "metadata": d["cells"][2]["metadata"]}
)))  # fmt: skip
hand_in("answer-became-text", changed(lambda d: d["cells"].__setitem__(
    1, {"cell_type": "markdown", "id": "a1", "source": SUM, "metadata": d["cells"][1]["metadata"]}
)))  # fmt: skip
hand_in("answer-became-raw", changed(lambda d: d["cells"].__setitem__(
    1, {"cell_type": "raw", "id": "a1", "source": SUM, "metadata": d["cells"][1]["metadata"]}
)))  # fmt: skip
hand_in("answer-merged-with-check", changed(
    lambda d: (d["cells"][1].update(source=SUM + "\n\nfrom autograder import check\ncheck(weighted_sum)"), d["cells"].pop(2))
), 3, shown="Cells that were missing and were put back: q1.")  # fmt: skip
hand_in(
    "answer-split",
    changed(lambda d: d["cells"].insert(2, json.loads(json.dumps(new_code_cell(SUM)))), total="import numpy as np"),
)
hand_in("answer-in-check", changed(lambda d: d["cells"][2].update(source=SUM + "\ncheck(weighted_sum)"), total=STUB), 3,
        shown="Written into locked cells, and kept in cells beside them: q1.")  # fmt: skip
hand_in("answer-behind-check", changed(lambda d: d["cells"][2].update(source="check(weighted_sum)\n\n" + SUM), total=STUB), 3,
        shown="Written into locked cells, and kept in cells beside them: q1.")  # fmt: skip
hand_in("typed-into-the-task", with_cell(7, source=f"{TASK}\n\n{TYPED}"), 3, shown=TYPED)
hand_in("typed-over-the-task", with_cell(7, source=TYPED), 3, shown=TYPED)
hand_in("task-became-code", changed(lambda d: d["cells"].__setitem__(
    7, json.loads(json.dumps(new_code_cell(f"# {TYPED}", metadata=d["cells"][7]["metadata"])))
)), 3, shown=TYPED)  # fmt: skip
hand_in("task-deleted-and-typed-elsewhere", changed(
    lambda d: d["cells"].__setitem__(7, json.loads(json.dumps(new_markdown_cell(TYPED))))
), 3, shown=TYPED)  # fmt: skip
hand_in("picture-in-the-task", with_cell(
    7, source=f"{TASK}\n![work](attachment:a.png)", attachments={"a.png": {"image/png": "iVBORw0KGgo="}}
), 3, shown="data:image/png;base64,iVBORw0KGgo=")  # fmt: skip
hand_in("points-as-text", with_meta(2, points="lots"))
hand_in("flags-as-text", with_meta(2, grade="yes", solution="no", locked=[]))
hand_in("metadata-is-a-list", changed(lambda d: d["cells"][1].update(metadata=[1])))
hand_in("nbgrader-is-text", changed(lambda d: d["cells"][2]["metadata"].update(nbgrader="graded")))
hand_in("nbgrader-is-nothing", changed(lambda d: d["cells"][2]["metadata"].update(nbgrader=None)))
hand_in("id-is-a-number", with_meta(1, grade_id=7))
hand_in("id-is-a-list", with_meta(1, grade_id=["weighted_sum"]))
hand_in("tags-are-text", changed(lambda d: d["cells"][1]["metadata"].update(tags="mine", slideshow=3, collapsed="no")))
hand_in(
    "ids-of-cells-are-odd",
    changed(
        lambda d: [
            c.update(id=i) for c, i in zip(d["cells"], (None, 5, "a b", "x" * 200, "", [], {}, "\ud800"), strict=True)
        ]
    ),
)
hand_in("answer-twice-and-different", changed(lambda d: d["cells"].insert(2, {**d["cells"][1], "source": "x = 1"})), 3,
        shown="Cells that were there twice, of which both were kept: weighted_sum.")  # fmt: skip
hand_in("source-is-nothing", plus({"cell_type": "code", "metadata": {}, "source": None, "id": "n"}), 3)
hand_in("source-is-nested", with_cell(1, source=[[line + "\n"] for line in SUM.split("\n")]))
hand_in("source-is-an-object", with_cell(0, source={"text": "# A trial"}))
hand_in("outputs-are-text", with_cell(1, outputs="none", execution_count="seven"))
hand_in("many-cells", plus(*(new_markdown_cell(f"Note {n}", id=f"n{n}") for n in range(1500))))
hand_in("a-long-line", plus(new_code_cell("x = '" + "y" * 10**6 + "'")))

# ---------------------------------------------------------------------------------------------- markup and outputs

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)><a href='javascript:alert(3)'>x</a><svg onload=alert(4)>"
hand_in("hostile-outputs", with_cell(1, outputs=[
    {"output_type": "display_data", "data": {"text/html": [EVIL]}, "metadata": {"graded": True}}
]))  # fmt: skip
hand_in("hostile-text", plus(new_markdown_cell(EVIL)))
hand_in(
    "hostile-display",
    plus(
        new_code_cell(
            f"from IPython.display import HTML, Javascript, display\ndisplay(HTML({EVIL!r}), Javascript('alert(5)'))"
        )
    ),
)
hand_in(
    "hostile-error",
    dumped(notebook(total=f"def weighted_sum(x, w, b):\n    raise ValueError({EVIL!r})\nimport numpy as np")),
    2,
)
hand_in("hostile-name", {f"{ASSIGNMENT}/<script>alert(1)<.ipynb": RIGHT}, 3, said="was graded as trial.ipynb")
hand_in("hostile-printing", plus(new_code_cell(r"print('\x1b]0;title\x07\x1b[2J\x00\ud800 done')")), 3, shown="done")

# ----------------------------------------------------------------------------------------------- bytes and formats

hand_in("windows-lines", RIGHT.replace(b"\n", b"\r\n"))
hand_in(
    "windows-lines-in-cells",
    changed(lambda d: [c.update(source="".join(c["source"]).replace("\n", "\r\n")) for c in d["cells"]]),
)
hand_in("mark-and-windows-lines", b"\xef\xbb\xbf" + RIGHT.replace(b"\n", b"\r\n"))
hand_in("utf-16-big-endian", b"\xfe\xff" + RIGHT.decode().encode("utf-16-be"), 3, shown="It was stored as UTF-16.")
hand_in("utf-16-without-mark", RIGHT.decode().encode("utf-16-le"), 3, shown="It was stored as UTF-16.")
hand_in("utf-32", RIGHT.decode().encode("utf-32"), 3, shown="It was stored as UTF-32.")
hand_in("latin-1", plus(new_markdown_cell("Größe")).decode().encode("latin-1"), 3, shown="Größe")
hand_in("padded-with-nul", RIGHT + bytes(4096), 3, shown="4096 empty bytes")
hand_in("only-nul", bytes(4096), REFUSED, "trial.ipynb is empty.")
hand_in("only-a-mark", b"\xef\xbb\xbf", REFUSED, "trial.ipynb is empty.")
hand_in("null", b"null", REFUSED, "its outermost part is a NoneType")
hand_in("an-empty-object", b"{}", REFUSED, "it has no cells")
hand_in("one-brace-too-many", RIGHT + b"}\n", REFUSED, "unreadable at line")
hand_in("saved-twice-into-one-file", RIGHT + RIGHT, REFUSED, "unreadable at line")
hand_in("not-a-number", changed(lambda d: d["metadata"].update(rate=float("nan"), most=float("inf"))))
hand_in(
    "an-endless-number",
    RIGHT.replace(b'"metadata": {', b'"metadata": {"n": ' + b"9" * 5000 + b", ", 1),
    REFUSED,
    "unreadable at a number with thousands of digits",
)
hand_in("deep-metadata", changed(lambda d: d["metadata"].update(x=json.loads("[" * 300 + "]" * 300))))
hand_in(
    "deeper-metadata", RIGHT.replace(b'"metadata": {', b'"metadata": {"x": ' + b"[" * 10**4, 1), REFUSED, "deep nesting"
)
hand_in("surrogate-in-metadata", changed(lambda d: d["metadata"].update({"a\ud800": "b\udfff"})))
hand_in("nul-in-metadata", changed(lambda d: d["cells"][1]["metadata"].update(name="a\0b")))
hand_in("format-2", old_format(notebook(), 2))
hand_in("format-3-without-sheets", b'{"nbformat": 3, "worksheets": []}', REFUSED, "cannot be brought into")
hand_in("format-9", changed(lambda d: d.update(nbformat=9, nbformat_minor=99)))
hand_in("format-in-words", changed(lambda d: d.update(nbformat="four", nbformat_minor=None)))
hand_in("sheets-beside-cells", changed(lambda d: d.update(worksheets=[])))
hand_in(
    "kernel-r",
    changed(
        lambda d: d.update(metadata={"kernelspec": {"name": "ir", "language": "R"}, "language_info": {"name": "R"}})
    ),
)
hand_in("kernel-in-words", changed(lambda d: d.update(metadata={"kernelspec": "python", "language_info": [3]})))
hand_in("attachments-are-text", with_cell(0, attachments="none"))

# -------------------------------------------------------------------------------------------------- names and places

hand_in("blank-beside-final", {HOME: BLANK, "trial/trial_final.ipynb": RIGHT}, 3, "trial.ipynb holds no answers.")
hand_in(
    "two-different", {"trial/a.ipynb": RIGHT, "trial/b.ipynb": PARTLY}, REFUSED, "different answers (a.ipynb, b.ipynb)"
)
hand_in("older-beside-it", {HOME: RIGHT, "trial/old.ipynb": PARTLY}, 3, "There are other answers in old.ipynb")
hand_in("wrong-chapter", FOREIGN, REFUSED, "trial.ipynb is the notebook of other")
hand_in(
    "wrong-chapter-beside-it", {"trial/other.ipynb": FOREIGN, "trial/work.ipynb": RIGHT}, 3, "work.ipynb was graded"
)
hand_in(
    "folder-of-a-download", {"Trial (2)/trial.ipynb": RIGHT}, 3, "It lay in submitted/folder-of-a-download/Trial (2)."
)
hand_in("nested-deeply", {"trial/" + "a/" * 20 + "trial.ipynb": RIGHT}, 3, "was graded as trial.ipynb")
hand_in(
    "folder-of-any-name",
    {"my homework/week 1/work.ipynb": RIGHT},
    3,
    "my homework/week 1/work.ipynb was graded as trial.ipynb.",
)
hand_in("zip", {"trial/work.zip": zipped(mine__trial=RIGHT)}, 3, "work.zip/mine/trial.ipynb was graded")
hand_in("zip-in-capitals", {"trial/WORK.ZIP": zipped(trial=RIGHT)}, 3, "WORK.ZIP/trial.ipynb was graded")
hand_in("zip-in-the-student's-folder", {"trial.zip": zipped(trial=RIGHT)}, 3, "trial.zip/trial.ipynb was graded")
hand_in("zip-of-two", {"trial/work.zip": zipped(a=RIGHT, b=PARTLY)}, REFUSED, "different answers")
hand_in("zip-with-a-password", {"trial/work.zip": locked_zip()}, REFUSED, "work.zip asks for a password")
hand_in(
    "zip-beside-the-notebook", {HOME: RIGHT, "trial/data.zip": b"PK\x03\x04 cut off"}, 3, "data.zip cannot be unpacked"
)
hand_in("zip-that-climbs", {"trial/work.zip": zipped(**{"..__..__evil": RIGHT})}, 3, "was graded as trial.ipynb")
hand_in(
    "zip-that-grows", {"trial/work.zip": zipped(trial=b" " * (101 * 2**20))}, REFUSED, "holds more than can be unpacked"
)
hand_in("flat", {"trial.ipynb": RIGHT}, 3, "It lay in submitted/flat.")
hand_in("capitals", {"TRIAL/TRIAL.IPYNB": RIGHT}, 3, "TRIAL.IPYNB was graded as trial.ipynb.")
hand_in("saved-as-text", {"trial/trial.ipynb.txt": RIGHT}, 3, "trial.ipynb.txt was graded as trial.ipynb.")
hand_in("saved-as-json", {"trial/trial.json": RIGHT}, 3, "trial.json was graded as trial.ipynb.")
hand_in(
    "folder-with-a-notebook's-name", {"trial/trial.ipynb/trial.ipynb": RIGHT}, 3, "trial.ipynb/trial.ipynb was graded"
)
hand_in("empty-folder-beside-it", {HOME: RIGHT, "trial/copy.ipynb": FOLDER}, 3, "copy.ipynb is no file")
hand_in("only-a-folder", {HOME: FOLDER}, REFUSED, "trial.ipynb is no file")
hand_in("link-beside-it", {HOME: RIGHT, "trial/latest.ipynb": Link("trial.ipynb")}, 3, "latest.ipynb is no file")
hand_in(
    "link-to-nothing", {HOME: Link("../../../nowhere.ipynb")}, REFUSED, "trial.ipynb is no file (a link or a folder)"
)
hand_in(
    "link-to-a-neighbor",
    {HOME: Link("../../right/trial/trial.ipynb")},
    REFUSED,
    "trial.ipynb is no file (a link or a folder)",
)
hand_in("folder-linked-to-a-neighbor", {"trial": Link("../right/trial")}, REFUSED, "is no folder of its own")
hand_in("only-a-page", {"trial/trial.html": b"<html>"}, REFUSED, "There is no notebook in", "trial.html")
hand_in("nothing-in-it", {"trial": FOLDER}, REFUSED, "There is no notebook in")
hand_in(
    "only-a-checkpoint", {"trial/.ipynb_checkpoints/trial-checkpoint.ipynb": RIGHT}, REFUSED, "There is no notebook in"
)
hand_in("macos-beside-it", {HOME: RIGHT, "trial/._trial.ipynb": b"\0\5\x16\7", "trial/.DS_Store": b"\0"}, 3)
READS = SUM.replace("def ", "one = int(open('data/a.csv').read())\ndef ").replace("+ b", "+ one * b")
hand_in("data-beside-it", {HOME: dumped(notebook(READS)), "trial/data/a.csv": b"1"})
hand_in("modules-beside-it", {HOME: RIGHT, "trial/numpy.py": b"1 / 0", "trial/autograder.py": b"check = print"})
hand_in("names-of-odd-bytes", {HOME: RIGHT, "trial/m\udcfcll.csv": b"1", "trial/a\nb.csv": b"2"})

# ------------------------------------------------------------------------------------------------ moments and people

WHEN = "trial/timestamp.txt"
hand_in("moment-of-notepad", {HOME: RIGHT, WHEN: "\ufeff2026-01-31 12:00:00 UTC\r\n".encode()})
hand_in("moment-in-words", {HOME: RIGHT, WHEN: b"yesterday at noon"}, REFUSED, "does not say when it was handed in")
hand_in("moment-in-may-or-october", {HOME: RIGHT, WHEN: b"5.10.2026 12:00"}, REFUSED, "does not say when")
hand_in("moment-with-the-day-first", {HOME: RIGHT, WHEN: b"31.01.2026 12:00"})
hand_in("moment-without-a-day", {HOME: RIGHT, WHEN: b"12:00"}, REFUSED, "does not say when it was handed in")
hand_in("moment-without-a-year", {HOME: RIGHT, WHEN: b"Monday"}, REFUSED, "does not say when it was handed in")
hand_in("moment-of-nul", {HOME: RIGHT, WHEN: bytes(30)}, REFUSED, "does not say when it was handed in")
hand_in(
    "moment-out-of-time",
    {HOME: RIGHT, WHEN: b"9999-12-31 23:59:59 -1200"},
    REFUSED,
    "does not say when it was handed in",
)
hand_in("moment-is-a-folder", {HOME: RIGHT, WHEN: FOLDER})
for name in (
    "José é",
    "a'; drop table grade --",
    "{student}",
    "a[b]*",
    "%s",
    "-rf",
    "🙂",
    "x" * 200,
    "<b>bold",
    "a\nb",
):
    hand_in(name, RIGHT)

# --------------------------------------------------------------------- what other programs make of a notebook


def exported(minor: int, metadata: dict[str, Any], of_cells: dict[str, Any], keep: bool = True) -> bytes:
    """A right submission as a service writes it: without cell ids, with its own metadata, perhaps without nbgrader's."""

    def change(data: dict[str, Any]) -> None:
        data.update(nbformat_minor=minor, metadata=metadata)
        for number, cell in enumerate(data["cells"]):
            cell["metadata"] = (cell["metadata"] if keep else {}) | {**of_cells, "id": f"{number:012x}"}
            cell.pop("id", None)

    return changed(change)


def zip_of(name: str, content: bytes) -> bytes:
    """A zip file with one file of any name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


RECOGNIZED = "Cells that had lost their marks and were recognized: "
BIG_STATE = {"application/vnd.jupyter.widget-state+json": {"state": {str(n): "y" * 5000 for n in range(1000)}}}
hand_in("colab", exported(0, {"colab": {"provenance": []}, "accelerator": "GPU"}, {"colab": {"base_uri": "https://x"}}))
hand_in("colab-without-nbgrader", exported(0, {"colab": {}}, {}, keep=False), 3, shown=RECOGNIZED)
hand_in("kaggle", exported(4, {"kaggle": {"isGpuEnabled": False}}, {"_uuid": "8f28", "trusted": True}))
hand_in(
    "vs-code", exported(2, {"orig_nbformat": 4, "vscode": {"interpreter": {}}}, {"vscode": {"languageId": "python"}})
)
hand_in("deepnote", exported(0, {"deepnote": {}}, {"cell_id": "ab", "deepnote_cell_type": "code", "source_hash": "1"}))
hand_in("widgets-of-5-mb", changed(lambda d: d["metadata"].update(widgets=BIG_STATE)))
hand_in("zip-as-notebook", zip_of("hw/trial.ipynb", RIGHT), 3, "trial.ipynb/hw/trial.ipynb was graded")
hand_in("zip-in-a-zip", {"trial/work.zip": zip_of("inner.zip", zipped(trial=RIGHT))}, 3, "inner.zip/trial.ipynb was")
hand_in(
    "zip-in-a-zip-in-a-zip",
    {"trial/w.zip": zip_of("b.zip", zip_of("a.zip", zipped(trial=RIGHT)))},
    REFUSED,
    "only w.zip",
)
hand_in(
    "data-zip-in-a-zip",
    {"trial/w.zip": zip_of("data.zip", b"PK\x03\x04 cut off")},
    REFUSED,
    "data.zip cannot be unpacked",
)
hand_in("word-document", zip_of("word/document.xml", b"<w/>"), REFUSED, "a document of an office program")
hand_in("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", REFUSED, "it is a PDF")
hand_in("gzip", b"\x1f\x8b\x08\x00\xff\xfe", REFUSED, "it is a gzip file")
hand_in("comma-too-many", RIGHT.rstrip()[:-1] + b",}", REFUSED, "Was it edited as text?")
hand_in("cut-in-a-string", RIGHT[: RIGHT.index(b"weighted_sum") + 4], REFUSED, "Its end is missing")
hand_in("cut-after-a-comma", RIGHT[: RIGHT.index(b'"metadata"')], REFUSED, "Its end is missing")
hand_in("name-turned-around", {"trial/\u202etrial work.ipynb": RIGHT}, 3, "\\u202etrial work.ipynb was graded")
hand_in("function-renamed", dumped(notebook(SUM.replace("weighted_sum", "Weighted_Sum"))), 2,
        shown="Give it the name that it had when it was handed out.")  # fmt: skip
hand_in("function-imported", dumped(notebook("import numpy as np\nfrom my_network import weighted_sum")), 2,
        shown=" was to be imported from my_network, and that failed here.")  # fmt: skip
hand_in("all-cells-twice", changed(lambda d: d.update(cells=[c for c in d["cells"] for _ in range(2)])), 3,
        shown="Cells that were there twice, of which both were kept: ")  # fmt: skip
hand_in("zip-damaged-inside", {"trial/w.zip": damaged_zip(RIGHT)}, REFUSED, "cannot be unpacked")
hand_in("function-in-cyrillic", dumped(notebook(SUM.replace("weighted", "w\u0435ighted"))), 2,
        shown=" is a letter of another alphabet: type ")  # fmt: skip
hand_in("form-feeds-of-a-pdf", dumped(notebook(step=f"\f{STEP}\x1a")), 2,
        shown=" has a syntax error")  # fmt: skip
hand_in("error-without-words", dumped(notebook(step=UNSPEAKABLE)), 2, shown="Your function stopped with Unspeakable.")
hand_in("error-of-a-generator", dumped(notebook(step="def step(z):\n    raise GeneratorExit")), 2,
        shown="Your function stopped with GeneratorExit.")  # fmt: skip
