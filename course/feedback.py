"""The page a student gets back: their notebook with its outputs, points and comments, as one HTML file.

Prose and the course's own code are the same in every submission, so each distinct cell is rendered once and kept.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import nh3
from nbconvert import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode

ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
# What nh3 allows anyway, and the alignment of a table's columns.
ATTRIBUTES = nh3.ALLOWED_ATTRIBUTES | {cell: nh3.ALLOWED_ATTRIBUTES[cell] | {"style"} for cell in ("td", "th")}
TOTAL = "<!-- the total -->"
STYLE = """
:root { color-scheme: light dark; --line: #8886; --soft: #8881; }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 54rem; margin: 2rem auto; padding: 0 1rem; }
pre, code { font-family: ui-monospace, monospace; font-size: .9em; }
pre { background: var(--soft); padding: .7em 1em; overflow-x: auto; white-space: pre-wrap; border-radius: 4px; }
table { border-collapse: collapse; } td, th { border: 1px solid var(--line); padding: .25em .7em; }
.output pre { background: none; border-left: 3px solid var(--line); border-radius: 0; margin: .3em 0; }
.points { float: right; font-weight: 600; } .comment { border: 1px solid var(--line); padding: .5em 1em; }
.error { border-left-color: #c2621b !important; } img { max-width: 100%; }
"""
MATH = """<script>window.MathJax = {{tex2jax: {{inlineMath: [["$", "$"]], processEscapes: true}}}}</script>
<script src="{url}" async></script>"""


def feedback_page(title: str, notebook: NotebookNode, facts: Mapping[str, Any]) -> str:
    """The page of one graded notebook.

    `facts` holds ``points`` (by grade id: earned, possible) and ``comments`` (by grade id). The total is left open for
    `with_total`: what lateness costs is known only where the gradebook is.
    """
    lines = [
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{html.escape(title)}</title>",
        f"<meta name=viewport content='width=device-width'><style>{STYLE}</style>",
        MATH.format(url=mathjax()),
        f"<h1>{html.escape(title)} <small>{TOTAL}</small></h1>",
        "<table><tr><th>exercise<th>points",
    ]
    for name, (earned, possible) in facts["points"].items():
        got = "not yet graded" if earned is None else f"{earned:g} of {possible:g}"
        label = html.escape(name.removeprefix("check-"))
        lines.append(f"<tr><td><a href='#{html.escape(name)}'>{label}</a><td>{got}")
    lines.append("</table>")
    for cell in notebook.cells:
        lines.append(_cell(cell, facts))
    return "\n".join(lines)


@lru_cache
def mathjax() -> str:
    """Where nbconvert's own pages load MathJax from."""
    return str(HTMLExporter().mathjax_url)


def with_total(page: str, score: float, possible: float, late_penalty: float | None) -> str:
    """The page with its total filled in."""
    late = f", of which {late_penalty:g} points are taken off because it was late" if late_penalty else ""
    total = f"{score - (late_penalty or 0.0):g} of {possible:g} points" + (f" ({score:g}{late})" if late else "")
    return page.replace(TOTAL, total, 1)


def _cell(cell: NotebookNode, facts: Mapping[str, Any]) -> str:
    name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
    parts = [f"<section id='{html.escape(name)}'>" if name else "<section>"]
    if name in facts["points"]:
        earned, possible = facts["points"][name]
        parts.append(f"<span class=points>{'?' if earned is None else f'{earned:g}'} of {possible:g}</span>")
    parts.append(_prose(cell.source) if cell.cell_type == "markdown" else _code(cell.source))
    for output in cell.get("outputs", []):
        parts.append(f"<div class=output>{_output(output)}</div>")
    comment = facts["comments"].get(name)
    if comment:
        parts.append(f"<div class=comment><strong>Comment:</strong> {html.escape(comment)}</div>")
    return "\n".join([*parts, "</section>"])


@lru_cache(maxsize=4096)
def _prose(source: str) -> str:
    """Markdown as HTML; what a student wrote may neither run in a teacher's browser nor restyle the page."""
    markup = MarkdownWithMath(IPythonRenderer(escape=False, exclude_anchor_links=True)).render(source)
    return nh3.clean(markup, attributes=ATTRIBUTES, filter_style_properties={"text-align"})


@lru_cache(maxsize=4096)
def _code(source: str) -> str:
    return f"<pre><code>{html.escape(source)}</code></pre>" if source.strip() else ""


def _output(output: NotebookNode) -> str:
    if output.output_type == "stream":
        return f"<pre>{html.escape(ANSI.sub('', output.text))}</pre>"
    if output.output_type == "error":
        text = "\n".join(output.traceback) or f"{output.ename}: {output.evalue}"
        return f"<pre class=error>{html.escape(ANSI.sub('', text))}</pre>"
    data = output.data
    for form in ("image/png", "image/jpeg"):
        if form in data and re.fullmatch(r"[A-Za-z0-9+/=\s]*", data[form]):
            return f"<img alt='' src='data:{form};base64,{data[form]}'>"
    if "text/html" in data and output.get("metadata", {}).get("graded"):
        return str(data["text/html"])  # A report of ours; every text from the submission in it is escaped.
    return f"<pre>{html.escape(data.get('text/plain', ''))}</pre>"
