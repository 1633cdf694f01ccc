"""Text as it can be written: whatever a student put into a file, no file of ours is lost to it."""

from __future__ import annotations

import re

JOINERS = "\u200c\u200d"  # Persian words and some emoji need them, and they move nothing.


def encodable(text: str) -> str:
    """The text with U+FFFD in place of lone surrogates: JSON can smuggle them in, and no file in UTF-8 holds them."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def one_line(text: str) -> str:
    """The text for a terminal: a line break in a file's name, or a sign that turns the direction, is written out."""
    kept = (c if c.isprintable() or c in JOINERS else c.encode("unicode_escape").decode() for c in encodable(text))
    return "".join(kept)
