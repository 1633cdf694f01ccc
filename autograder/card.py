"""The card a check shows in Jupyter: plain HTML whose colors come from the theme around it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.report import Report

# Text takes the color of its surroundings, so the card reads in light and dark; the bar at the left only
# repeats what the words "Passed" and "Not yet" say. Both colors have a contrast of 3:1 on black and white.
PASSED, NOT_YET, NOT_WRITTEN = "#2a8a57", "#c2621b", "#7a7f87"
_BOX = "border-left:5px solid {color};padding:.5em .9em;margin:.3em 0;max-width:52em;line-height:1.5"
_CODE = "font-family:var(--jp-code-font-family,monospace);font-size:.92em;white-space:pre-wrap;overflow-wrap:anywhere"
WARNINGS_SHOWN = "A warning, which costs nothing"
_SMALL = "margin:.45em 0 0;font-size:.9em"


def render(report: Report) -> str:
    """The HTML of a report; every text from the learner's code is escaped."""
    if report.passed:
        word, color = "Passed", PASSED
    else:
        written = report.finding != "not_written"
        word, color = ("Not yet", NOT_YET) if written else ("To do", NOT_WRITTEN)
    points = f"{report.earned:g} of {report.points:g} point{'s' * (report.points != 1)}"
    title = (
        f'<div><strong>{word}</strong> &middot; <span style="{_CODE}">{escape(report.exercise)}</span> '
        f"&middot; {points}</div>"
    )
    body = [title, f'<div style="margin-top:.35em">{escape(report.headline)}</div>']
    body += [_evidence(report), _parts(report)]
    body += [_details(WARNINGS_SHOWN, warning) for warning in report.warnings]
    if report.printed and not report.passed:
        body.append(_details("Your function printed", report.printed, code=True))
    if report.hint:
        body.append(_details(f"Hint {report.hint_number} of {report.hint_count}", report.hint))
    if report.repeat:
        body.append(
            f'<div style="{_SMALL};opacity:.75">Same cases again: '
            f'<span style="{_CODE}">{escape(report.repeat)}</span></div>'
        )
    label = f"Check of {report.exercise}: {word}"
    return f'<div role="group" aria-label="{escape(label)}" style="{_BOX.format(color=color)}">{"".join(body)}</div>'


def _evidence(report: Report) -> str:
    if not report.evidence:
        return ""
    cell = "text-align:left;vertical-align:top;padding:.1em .9em .1em 0;background:none"
    rows = "".join(
        f'<tr style="background:none"><th scope="row" style="{cell};white-space:nowrap;font-weight:normal;opacity:.75">'
        f'{escape(label)}</th><td style="{cell};{_CODE}">{escape(text)}</td></tr>'
        for label, text in report.evidence
    )
    return f'<table style="margin:.4em 0 0;border:none;border-collapse:collapse">{rows}</table>'


def _parts(report: Report) -> str:
    if report.passed or report.finding == "not_written" or len(report.parts) < 2:
        return ""
    words = ", ".join(f"{escape(name)} {'right' if right else 'wrong'}" for name, right in report.parts.items())
    return f'<div style="{_SMALL}">Part by part: {words}.</div>'


def _details(summary: str, text: str, code: bool = False) -> str:
    style = f' style="{_CODE}"' if code else ""
    return (
        f'<details style="{_SMALL}"><summary style="cursor:pointer">{escape(summary)}</summary>'
        f"<div{style}>{escape(text)}</div></details>"
    )
