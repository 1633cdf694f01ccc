"""What README takes from book.toml: badges, absent while the repository has no address, and the size of the course."""

from __future__ import annotations

import re
from pathlib import Path

from course.addresses import GITHUB, launch_links, repository_name
from course.manifest import Book

BEGIN, END = "<!-- badges: `course build` writes them from book.toml -->", "<!-- end of badges -->"
SIZE = re.compile(r"\d+ chapters, about \d+ hours of work")
PICTURES = {
    "Colab": "https://colab.research.google.com/assets/colab-badge.svg",
    "Binder": "https://mybinder.org/badge_logo.svg",
}


def readme(book: Book) -> dict[Path, str]:
    """README, by its path, with the badges and the size that follow from book.toml; nothing if there is no README."""
    path = book.root / "README.md"
    if not path.is_file():
        return {}
    lines = "\n".join([BEGIN, *badges(book), END])
    place = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    return {path: SIZE.sub(book.size, place.sub(lambda _: lines, path.read_text(encoding="utf-8")))}


def badges(book: Book) -> list[str]:
    """One line of Markdown for each badge: the published book, and what opens its first chapter."""
    name = repository_name(book)
    if not name:
        return []
    owner, _, project = name.partition("/")
    workflow = f"{GITHUB}{name}/actions/workflows/book.yml"
    links = launch_links(book, book.chapters[0])
    shown = [f"[![The book]({workflow}/badge.svg)](https://{owner.lower()}.github.io/{project}/)"]
    return shown + [f"[![Open in {where}]({picture})]({links[where]})" for where, picture in PICTURES.items()]
