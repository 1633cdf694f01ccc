"""Building blocks of the card that a check shows in Jupyter: HTML whose colors come from the theme around it.

Every text is escaped here: what a learner's code prints or returns cannot become markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

# Text takes the color of its surroundings, so the card reads in light and dark; the bar at the left only
# repeats what the words "Passed" and "Not yet" say. Each color has a contrast of 3:1 on black and on white.
PASSED, NOT_YET, NOT_WRITTEN = "#2a8a57", "#c2621b", "#7a7f87"
_BOX = "border-left:5px solid {color};padding:.5em .9em;margin:.3em 0;max-width:52em;line-height:1.5"
_CODE = "font-family:var(--jp-code-font-family,monospace);font-size:.92em;white-space:pre-wrap;overflow-wrap:anywhere"
_SMALL = "margin:.45em 0 0;font-size:.9em"


def box(label: str, color: str, blocks: Iterable[str]) -> str:
    """The card around its blocks; `label` is what a screen reader says of it."""
    return f'<div role="group" aria-label="{escape(label)}" style="{_BOX.format(color=color)}">{"".join(blocks)}</div>'


def title(word: str, name: str, points: str) -> str:
    """The first line: **Not yet** · name · points."""
    return f"<div><strong>{escape(word)}</strong> &middot; {code(name)} &middot; {escape(points)}</div>"


def code(text: str) -> str:
    """Text in the notebook's code font."""
    return f'<span style="{_CODE}">{escape(text)}</span>'


def paragraph(text: str) -> str:
    """A sentence of normal size."""
    return f'<div style="margin-top:.35em">{escape(text)}</div>'


def note(text: str) -> str:
    """A small line."""
    return f'<div style="{_SMALL}">{escape(text)}</div>'


def faint(text: str, code_text: str) -> str:
    """A small, faint line that ends in code."""
    return f'<div style="{_SMALL};opacity:.75">{escape(text)} {code(code_text)}</div>'


def table(rows: Iterable[tuple[str, str]]) -> str:
    """Rows of a label and a value in code; nothing if there are none."""
    cell = "text-align:left;vertical-align:top;padding:.1em .9em .1em 0;background:none"
    lines = "".join(
        f'<tr style="background:none"><th scope="row" style="{cell};white-space:nowrap;font-weight:normal;opacity:.75">'
        f'{escape(label)}</th><td style="{cell};{_CODE}">{escape(text)}</td></tr>'
        for label, text in rows
    )
    return f'<table style="margin:.4em 0 0;border:none;border-collapse:collapse">{lines}</table>' if lines else ""


def fold(summary: str, text: str, is_code: bool = False) -> str:
    """A line that unfolds to more text."""
    style = f' style="{_CODE}"' if is_code else ""
    return (
        f'<details style="{_SMALL}"><summary style="cursor:pointer">{escape(summary)}</summary>'
        f"<div{style}>{escape(text)}</div></details>"
    )
