"""The order of the chapters, read from book.toml: the one place where it stands."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

MENTION = re.compile(r"\b([Cc]hapter):([a-z]+(?:-[a-z]+)*)")
BESIDE = Path(__file__).resolve().parents[1]
INSTALLED = BESIDE / "gradients_by_hand"  # The book inside the wheel: book.toml, chapters/ and solutions/.
PLACES = (INSTALLED, BESIDE)  # In an installed package, in a clone.


@cache
def _entries() -> dict[str, dict[str, Any]]:
    """The entries of book.toml by topic, in the order of the course; empty without a book."""
    for folder in PLACES:
        if (folder / "book.toml").is_file():
            entries = tomllib.loads((folder / "book.toml").read_text(encoding="utf-8")).get("chapters", [])
            return {topic_of(entry["source"]): entry for entry in entries}
    return {}


@cache
def chapters() -> dict[str, str]:
    """Chapter by topic, in the order of the course: ``{"perceptron": "01_perceptron", ...}``; empty without a book."""
    return {topic: entry["source"] for topic, entry in _entries().items()}


@cache
def minutes() -> dict[str, int]:
    """How long each chapter takes, by topic; empty without a book."""
    return {topic: entry["minutes"] for topic, entry in _entries().items()}


def title(chapter: str) -> str:
    """The title of a chapter, such as ``01_perceptron``; its own name without a book."""
    return _entries().get(topic_of(chapter), {}).get("title", chapter)


def topic_of(chapter: str) -> str:
    """What a chapter is about, without its number: ``perceptron`` for ``01_perceptron``."""
    return chapter.partition("_")[2]


def with_numbers(text: str) -> str:
    """The text with every ``chapter:TOPIC`` replaced by that chapter's number: ``chapter 04``."""

    def number(mention: re.Match[str]) -> str:
        word, topic = mention.groups()
        return f"{word} {chapters()[topic].partition('_')[0]}" if topic in chapters() else mention[0]

    return MENTION.sub(number, text)
