"""A student's text cells as HTML: mathematics becomes MathML, and nothing in the text can run, load or restyle."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import nh3
from latex2mathml.converter import convert

from course.classroom.light import lightly

with lightly("nbconvert", "nbconvert.filters", "nbconvert.preprocessors", "bs4"):  # For one module, which needs no bs4.
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

MATH = {
    "math", "mfrac", "mi", "mn", "mo", "mover", "mroot", "mrow", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup",
    "mtable", "mtd", "mtext", "mtr", "munder", "munderover",
}  # fmt: skip
# What nh3 allows anyway, the alignment of a table's columns, and what latex2mathml writes.
ATTRIBUTES = (
    nh3.ALLOWED_ATTRIBUTES
    | {cell: nh3.ALLOWED_ATTRIBUTES[cell] | {"style"} for cell in ("td", "th")}
    | {
        "math": {"display"},
        "mi": {"mathvariant"},
        "mo": {"fence", "form", "maxsize", "minsize", "stretchy"},
        "mover": {"accent"},
        "mspace": {"width"},
        "mstyle": {"displaystyle", "scriptlevel"},
        "mtd": {"style"},
    }
)
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
ALIGNED = re.compile(r"\\(begin|end)\{(?:aligned|align|gathered|equation\*?)\}")
PRIME = re.compile(r"<msup>(<m[ion]>[^<]*</m[ion]>)<mi>(&#x0203[234];)</mi></msup>")
WORDS = re.compile(r"\\(?:text\w*|mbox)\{[^{}]*\}")


class Renderer(IPythonRenderer):
    """Markdown as HTML, with formulas as MathML."""

    def _embed_image_or_attachment(self, src: str) -> str:
        """The address of a picture; nbconvert's own gives up on a notebook if a pasted picture is missing."""
        try:
            return str(super()._embed_image_or_attachment(src))
        except Exception:
            return src

    def inline_math(self, body: str) -> str:
        """A formula in a line."""
        return formula(body, "inline")

    def block_math(self, body: str) -> str:
        """A formula of its own line."""
        return formula(body, "block")

    def latex_environment(self, name: str, body: str) -> str:
        """An environment that stands outside of dollar signs."""
        return formula(rf"\begin{{{name}}}{body}\end{{{name}}}", "block")


@lru_cache(maxsize=4096)
def formula(body: str, display: str) -> str:
    """MathML of a formula; one that cannot be read is shown as it was written."""
    try:
        return for_browsers(convert(ALIGNED.sub(r"\\\1{align*}", WORDS.sub(_words, body)), display=display))
    except Exception:
        return f"<code>{html.escape(body)}</code>"


def _words(found: re.Match[str]) -> str:
    """Words in a formula: latex2mathml escapes what it reads as mathematics, but not what stands in these."""
    return html.escape(re.sub(r"\\([_%&#$])", r"\1", found[0]), quote=False)


def for_browsers(markup: str) -> str:
    """MathML as browsers draw it well: columns aligned by style, and primes that are not raised twice."""
    markup = re.sub(r'columnalign="(left|right|center)"', r'style="text-align:\1"', markup)
    return PRIME.sub(r"<mrow>\1<mo>\2</mo></mrow>", markup)


def prose(source: str, attachments: Mapping[str, Any] | None = None) -> str:
    """The HTML of a text cell, sanitized; pictures pasted into the cell are `attachments`."""
    return _with_pictures(source, attachments) if attachments else _plain(source)


@lru_cache(maxsize=4096)
def _plain(source: str) -> str:
    return _with_pictures(source, {})


def remark(text: str) -> str:
    """The HTML of a comment: Markdown, in which what looks like HTML is shown as it was written."""
    return _with_pictures(text, {}, escape=True)


def _with_pictures(source: str, attachments: Mapping[str, Any], escape: bool = False) -> str:
    renderer = Renderer(escape=escape, exclude_anchor_links=True, attachments=dict(attachments))
    try:
        markup = MarkdownWithMath(renderer).render(source)
    except Exception:  # Whatever was written, its text is shown.
        markup = f"<pre>{html.escape(source)}</pre>"
    return nh3.clean(
        markup,
        tags=nh3.ALLOWED_TAGS | MATH,
        attributes=ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes=nh3.ALLOWED_URL_SCHEMES | {"data"},
        filter_style_properties={"text-align"},
    )


def _kept(tag: str, attribute: str, value: str) -> str | None:
    """Data may stand in an address only as a picture that is shown."""
    if not value.strip().lower().startswith("data:"):
        return value
    return value if tag == "img" and attribute == "src" and PICTURE.fullmatch(value) else None
