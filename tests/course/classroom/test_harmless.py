"""Nothing that a student writes or shows runs in the browser of a teacher who grades it in formgrader."""

import re

import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.server_extensions.formgrader import handlers

from course.classroom.harmless import make_harmless
from course.classroom.model import SourceNotebook
from course.classroom.unanswered import digests

RUNS = re.compile(
    r"<script[^>]*>act|<[a-z][^<>]*\son\w+\s*=\s*.?act|<[a-z][^<>]*(?:href|src|action)\s*=\s*.?\s*(?:javascript:|vbscript:|//evil)",
    re.IGNORECASE,
)
HOSTILE = [
    "<script>act()</script>",
    "text <img src=x onerror=act()> text",
    "<svg/onload=act()>",
    "<details open ontoggle=act()>",
    "<b onclick=act()>b</b>",
    "[a](javascript:act())",
    "[a](JavaScript&#58;act())",
    "[a](javascript&colon;act())",
    "[a](javascript\\:act())",
    "[a][1]\n\n[1]: javascript:act()",
    "![a](vbscript:act())",
    "<javascript:act()>",
    '<a href="javascript:act()">a</a>',
    "<a href=&#106;avascript:act()>a</a>",
    "<iframe src=//evil></iframe>",
    "<form action=//evil><button>Send</button></form>",
    "$x$<script>act()</script>",
    "`a`<img src=x onerror=act()>",
    "<\nimg src=x onerror=act()>",
    "<!--><script>act()</script>-->",
    "<br/><br\n><script\n>act()</script>",
    "|a|\n|-|\n|<img src=x onerror=act()>|",
]
PLACE = {
    "assignment_id": "a", "notebook_id": "n", "submission_id": "s", "index": 0, "total": 1, "base_url": "/",
    "student": "s", "last_name": "", "first_name": "", "notebook_path": "x",
}  # fmt: skip


def in_formgrader(*cells):
    """What formgrader makes of these cells, by its own exporter."""
    exporter = HTMLExporter(template_name="formgrade", extra_template_basedirs=[handlers.template_path])
    page, _ = exporter.from_notebook_node(new_notebook(cells=list(cells)), resources=dict(PLACE))
    return page


def harmless(*cells, given=()):
    notebook = new_notebook(cells=list(cells))
    make_harmless(notebook, SourceNotebook("n", (), digests(given)))
    return notebook.cells


def test_formgrader_itself_runs_what_a_student_writes():
    for text in (HOSTILE[0], HOSTILE[1], HOSTILE[5]):
        assert RUNS.search(in_formgrader(new_markdown_cell(text))), text


def test_nothing_in_a_text_runs():
    assert not RUNS.search(in_formgrader(*harmless(*map(new_markdown_cell, HOSTILE))))


@pytest.mark.parametrize("form", ["text/html", "text/markdown", "text/latex", "image/svg+xml"])
def test_nothing_in_an_output_runs(form):
    outputs = [new_output("display_data", data={form: text, "text/plain": "(in words)"}) for text in HOSTILE]
    assert not RUNS.search(in_formgrader(*harmless(new_code_cell("1", outputs=outputs))))


@pytest.mark.parametrize(
    "text",
    [
        "If $a<b$ and $b < c$, then $a<c$ by 1<2.",
        "x<sub>1</sub> and <b>bold</b>, a line<br>and <br/> another",
        "![a](attachment:a.png) and [a link](https://example.org)",
        "| a | b |\n|---|---|\n| 1 | 2 |",
    ],
)
def test_what_only_formats_stays(text):
    (cell,) = harmless(new_markdown_cell(text))
    assert cell.source.replace("< ", "<") == text.replace("< ", "<")
    assert re.sub(r"\$[^$]*\$", "", cell.source) == re.sub(r"\$[^$]*\$", "", text)


def test_what_was_handed_out_and_our_own_cards_stay():
    card = new_output(
        "execute_result", data={"text/html": '<div style="color:red">card</div>'}, metadata={"graded": True}
    )
    table = new_output("display_data", data={"text/html": "<table><tr><td onclick=act()>1</td></tr></table>"})
    text = '<img src="figure.svg" width="300">'
    first, second = harmless(new_markdown_cell(text), new_code_cell("1", outputs=[card, table]), given=[text])
    assert first.source == text and second.outputs[0].data["text/html"] == card.data["text/html"]
    assert second.outputs[1].data["text/html"] == "<table><tbody><tr><td>1</td></tr></tbody></table>"
