"""How a figure looks in a page: its colors in the light and in the dark theme, and its controls in aligned columns."""

from __future__ import annotations

import re

# Okabe and Ito's palette: its colors stay apart for every common kind of color blindness.
INK, DIM, PAPER, GRID = "#1f2430", "#5a606b", "#fbfbf8", "#d9dbe0"
BLUE, ORANGE, GREEN, RED, SKY, PURPLE = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7"

# On an image, whose colors are the same in both themes, text must not change either.
DARK_ON_IMAGE, LIGHT_ON_IMAGE = "#1f2431", "#fefefe"

# Colors of the light theme, what the page calls them, and what they become in the dark theme; all others stay.
THEMED = {
    INK: ("ink", "#e4e6eb"),
    DIM: ("dim", "#a4abb8"),
    PAPER: ("paper", "#171a20"),
    "#ffffff": ("box", "#171a20"),
    "#000000": ("black", "#ffffff"),
    GRID: ("grid", "#343944"),
    BLUE.lower(): ("blue", "#3d9fdc"),
}
COLOR = re.compile("|".join(THEMED))
DARK = '[data-jp-theme-light="false"] .figure, body.vscode-dark .figure'


def readable(number: float) -> str:
    """A number in three digits; a large one whole, with commas, and not as a power of ten."""
    return f"{number:,.0f}" if 1000 <= abs(number) < 1e9 else f"{number:.3g}"


def themed(drawing: str) -> str:
    """The SVG with names in place of the colors that differ in the dark theme."""
    return COLOR.sub(lambda color: f"var(--figure-{THEMED[color[0]][0]})", drawing)


def _colors(dark: bool) -> str:
    return "".join(f"--figure-{name}:{night if dark else day};" for day, (name, night) in THEMED.items())


# Labels stand above their controls, which are as wide as their column: all sliders of a figure have one length.
SHEET = f"""<style>
.figure {{{_colors(dark=False)}}}
{DARK} {{{_colors(dark=True)}}}
.figure svg text {{fill: var(--figure-black)}}
.figure-controls .widget-inline-hbox {{flex-wrap: wrap; height: auto; margin: 0; align-content: start}}
.figure-controls .widget-label {{flex: 0 0 100%; text-align: left; height: 20px; line-height: 1.4}}
.figure-controls .slider-container {{flex: 1 1 60px; min-width: 60px}}
.figure-controls .widget-readout {{min-width: 4em}}
</style>"""
