"""Building blocks of the card that a check shows in Jupyter: HTML whose colors come from the theme around it.

Every text is escaped here: what a learner's code prints or returns cannot become markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

# Text takes the color of its surroundings, so the card reads in light and dark; the bar at the left only
# repeats what the words "Passed" and "Not yet" say. Each color has a contrast of 3:1 on black and on white.
PASSED, NOT_YET, NOT_WRITTEN = "#2a8a57", "#c2621b", "#7a7f87"
_BOX = "border-left:5px solid {color};padding:.3em 0 .4em .95em;margin:.3em 0;max-width:48em;line-height:1.5"
_FONT = "font-family:var(--jp-code-font-family,monospace);font-size:.92em;color:inherit"
_WRAP = "white-space:pre-wrap;overflow-wrap:anywhere"
_CODE = f"{_FONT};{_WRAP};background:none;padding:0;border:none"
_PANEL = "background:rgba(128,128,128,.13);border-radius:4px;padding:.4em .75em"
_MARK = "background:none;color:inherit;text-decoration:underline 2px #c2621b;text-underline-offset:.3em"
_SPOKEN = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);user-select:none"
_BADGE = "border:1px solid currentColor;border-radius:.7em;padding:0 .5em;margin-left:.35em;font-size:.85em"
_SMALL = "margin:.35em 0 0;font-size:.93em"
_FAINT = "opacity:.75"


def box(label: str, color: str, blocks: Iterable[str]) -> str:
    """The card around its blocks; `label` is what a screen reader says of it."""
    return f'<div role="group" aria-label="{escape(label)}" style="{_BOX.format(color=color)}">{"".join(blocks)}</div>'


def title(word: str, name: str, points: str) -> str:
    """The first line: **Not yet** · name · points."""
    return f"<div><strong>{escape(word)}</strong> &middot; {code(name)} &middot; {escape(points)}</div>"


def code(text: str) -> str:
    """Text in the notebook's code font."""
    return f'<code style="{_CODE}">{escape(text)}</code>'


def prose(text: str) -> str:
    """Sentences, in which `backticks` stand around code."""
    parts = re.split(r"`([^`\n]+)`", text)
    return "".join(code(part) if at % 2 else escape(part) for at, part in enumerate(parts))


def paragraph(text: str) -> str:
    """A sentence of normal size."""
    return f'<div style="margin-top:.35em;overflow-wrap:anywhere">{prose(text)}</div>'


def note(text: str) -> str:
    """A small line."""
    return f'<div style="{_SMALL}">{prose(text)}</div>'


def faint(text: str, code_text: str) -> str:
    """A small, faint line that ends in code."""
    return f'<div style="{_SMALL};{_FAINT}">{escape(text)} {code(code_text)}</div>'


def table(rows: Iterable[tuple[str, str]]) -> str:
    """Rows of a label and a value in code; nothing if there are none."""
    cell = "text-align:left;vertical-align:baseline;padding:.1em .9em .1em 0;background:none;border:none"
    lines = "".join(
        f'<tr style="background:none"><th scope="row" style="{cell};white-space:nowrap;font-weight:normal;{_FAINT}">'
        f'{escape(label)}</th><td style="{cell};{_FONT};{_WRAP}">{escape(text)}</td></tr>'
        for label, text in rows
    )
    return f'<table style="margin:.5em 0 0;border:none;border-collapse:collapse">{lines}</table>' if lines else ""


def quoted(label: str, text: str, start: int, end: int) -> str:
    """A line of the learner's code with a part of it marked: underlined, and called "marked" when read aloud."""
    before, marked, after = (escape(part) for part in (text[:start], text[start:end], text[end:]))
    mark = f'{_spoken("marked:")}<mark style="{_MARK}">{marked}</mark>{_spoken("end of the mark")}' if marked else ""
    return (
        f'<div style="{_PANEL};margin:.5em 0 0;display:flex;gap:1em;align-items:baseline">'
        f'<span style="{_FAINT};flex:none;font-size:.9em">{escape(label)}</span>'
        f'<code style="{_CODE};line-height:1.7">{before}{mark}{after}</code></div>'
    )


def _spoken(words: str) -> str:
    """Words for a screen reader alone."""
    return f'<span style="{_SPOKEN}"> {words} </span>'


def fold(summary: str, text: str, *, new: bool = False) -> str:
    """A line that unfolds to sentences; `new` marks it as not seen before."""
    badge = f' <span style="{_BADGE}">new</span>' if new else ""
    return _details(f"{escape(summary)}{badge}", f"<div>{prose(text)}</div>")


def fold_code(summary: str, text: str, sentence: str = "") -> str:
    """A line that unfolds to lines of code, and a sentence below them."""
    lines = f'<pre style="{_CODE};{_PANEL};margin:0;line-height:1.45">{escape(text)}</pre>'
    return _details(escape(summary), lines + (paragraph(sentence) if sentence else ""))


def _details(summary: str, inside: str) -> str:
    return (
        f'<details style="{_SMALL}"><summary style="cursor:pointer;width:fit-content">{summary}</summary>'
        f'<div style="margin:.25em 0 .3em 1.05em">{inside}</div></details>'
    )
