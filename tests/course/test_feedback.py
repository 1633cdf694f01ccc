"""The feedback page: a student's prose is shown, but nothing in it runs, loads code or restyles a teacher's page."""

from html.parser import HTMLParser

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from course.feedback import feedback_page, mathjax, with_total

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
    "<!-- the total -->",
]
LOADING = {"script", "style", "link", "meta", "base", "iframe", "object", "embed", "form", "input", "button", "svg",
           "math", "video", "audio", "source", "noscript", "template", "body"}  # fmt: skip
FACTS = {"points": {"check-step": (0.5, 1.0), "derive": (None, 5.0)}, "comments": {"step": "Well explained."}}


class Tags(HTMLParser):
    """Every tag of a page with its attributes, as a browser would read them."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def page_of(*cells):
    return feedback_page("trial", new_notebook(cells=list(cells)), FACTS)


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
    assert page.count("</section>") == page.count("<section") and page.count("<!-- the total -->") == 1


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
        ("$a < b$ and $x_1 * y_1 * z$", "$a &lt; b$ and $x_1 * y_1 * z$"),
        ("$$\\frac{\\partial L}{\\partial w} & 0$$", "$$\\frac{\\partial L}{\\partial w} &amp; 0$$"),
        ("\\begin{align}a &< b\\\\c\\end{align}", "\\begin{align}a &amp;&lt; b\\\\c\\end{align}"),
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


def test_mathjax_runs_in_its_safe_mode():
    """Otherwise $\\href{javascript:...}{x}$ would be a link that runs."""
    assert mathjax().endswith(",Safe")


def test_points_comments_and_pictures_are_shown():
    picture = new_output("display_data", {"image/png": "iVBORw0KGgo="})
    checked = new_code_cell("check(step)", metadata={"nbgrader": {"grade_id": "check-step"}}, outputs=[picture])
    answer = new_code_cell("def step(z): ...", metadata={"nbgrader": {"grade_id": "step"}})
    page = page_of(answer, checked)
    assert "<a href='#check-step'>step</a><td>0.5 of 1" in page and "<td>not yet graded" in page
    assert "<span class=points>0.5 of 1</span>" in page
    assert "<strong>Comment:</strong> Well explained." in page
    assert "src='data:image/png;base64,iVBORw0KGgo='" in page


@pytest.mark.parametrize(
    ("score", "penalty", "total"),
    [
        (2.5, None, "2.5 of 3 points"),
        (2.5, 0.0, "2.5 of 3 points"),
        (2.5, 1.0, "1.5 of 3 points (2.5, of which 1 points are taken off because it was late)"),
    ],
)
def test_the_total_says_what_lateness_costs(score, penalty, total):
    page = with_total(page_of(new_markdown_cell("text")), score, 3.0, penalty)
    assert f"<small>{total}</small>" in page
