"""Plain words for a syntax error, and the line it is in with the place marked."""

from __future__ import annotations

import re

from autograder.excerpt import Excerpt

# Part of Python's message, a pattern that the faulty line must match, and what to tell the learner.
_WORDS = (
    ("", r"^(<{7}|={7}|>{7})( |$)", "this marks an unfinished merge. Keep one of the two versions, and no mark."),
    ("invalid non-printable character", "", "this character is invisible, or no real space. It came with a copied "
     "text, perhaps. Delete it, and type what belongs there."),
    ("", r"\belse\s+if\b", "Python writes `elif` for \"else if\"."),
    ("", r"&&|\|\|", "Python writes `and` and `or` for `&&` and `||`."),
    ("", r"\+\+|--\s*$", "Python has no `++` and no `--`. Write `x += 1`."),
    ("expected ':'", "", "a colon is missing. A line with `def`, `if`, `else`, `for` or `while` ends in `:`."),
    ("was never closed", "", "this bracket is opened and never closed."),
    ("unmatched", "", "this bracket closes one that was never opened."),
    ("does not match opening", "", "this bracket closes one of another kind: `(` needs `)`, and `[` needs `]`."),
    ("instead of '='", r"^\s*(if|elif|while|return|assert)\b", "`=` gives a name its value. Compare with `==`."),
    ("cannot assign to", "", "on the left of `=` stands a name, and on the right the calculation."),
    ("expected an indented block", "", "the lines that belong to the line above must be indented, by four spaces."),
    ("unexpected indent", "", "this line is indented further than the line above, although no block begins there."),
    ("unindent does not match", "", "this line is indented neither like the line above nor like any block around it."),
    ("inconsistent use of tabs", "", "this function mixes tabs and spaces. Indent every line with four spaces."),
    ("invalid character", "[²³⁴ⁿ]", "a power is written `x ** 2`."),
    ("invalid character", "[×·⋅]", "a product is written with `*`."),  # noqa: RUF001
    ("invalid character", "[−–—]", "this is a typographic minus. Type `-` on the keyboard."),  # noqa: RUF001
    ("invalid character", "[“”‘’„]", "these are typographic quotation marks. Type `\"` on the keyboard."),  # noqa: RUF001
    ("invalid decimal literal", r"\d[A-Za-z_]", "between a number and a name the `*` is missing."),
    ("forgot a comma", "", "between these two something is missing: an operator such as `*`, or a comma."),
    ("outside function", "", "this `return` stands outside of the function. Indent it like the lines above."),
    ("unterminated", "", "this text has no closing quotation mark."),
    ("call to 'print'", "", "`print` needs parentheses. And the answer itself is returned with `return`."),
    ("invalid syntax", r"=\s*(#.*)?$", "after `=` a value is missing."),
    ("invalid syntax", r"[-+*/@]\s*(#.*)?$", "after the operator at the end of the line something is missing."),
    ("invalid syntax", r"^\s*return\s*=", "`return` is followed by the value, without `=`."),
    ("invalid syntax", r"^\s*(If|For|While|Return|Def|Else|Elif)\b", "Python's words are written in small letters."),
)  # fmt: skip


def explain_syntax(error: SyntaxError, text: str) -> str:
    """What is wrong, in plain words where there are some, else in Python's."""
    message, line = error.msg or "invalid syntax", _line(text, error.lineno)
    for sign, pattern, words in _WORDS:
        if sign in message and re.search(pattern, line):
            return words
    if message == "invalid syntax":
        return "Python cannot read it from the marked place on. Look there, and at what stands just before."
    return message.rstrip(".") + "."


def marked_line(text: str, error: SyntaxError) -> Excerpt | None:
    """The line that Python complains about, with the place marked; of a wrong indentation, the whole line."""
    line = _line(text, error.lineno).rstrip()
    if not line.strip() or error.lineno is None:
        return None
    indentation = len(line) - len(line.lstrip())
    if isinstance(error, IndentationError):
        return Excerpt(error.lineno, line, indentation, len(line))
    start = max(0, min((error.offset or 1) - 1 - indentation, len(line) - indentation - 1))
    end = (error.end_offset or 0) - 1 - indentation if error.end_lineno == error.lineno else start + 1
    return Excerpt(error.lineno, line.strip(), start, max(start + 1, end))


def _line(text: str, number: int | None) -> str:
    lines = text.splitlines()
    return lines[number - 1] if number and number <= len(lines) else ""
