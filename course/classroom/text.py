"""Text as it can be written: whatever a student put into a file, no file of ours is lost to it."""

from __future__ import annotations

import re


def encodable(text: str) -> str:
    """The text with U+FFFD in place of lone surrogates: JSON can smuggle them in, and no file in UTF-8 holds them."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
