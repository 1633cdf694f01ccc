"""Where a chapter can be opened from the web: all follows from the repository's address in book.toml."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from course.manifest import Book, Chapter

GITHUB = "https://github.com/"
LITE = "lite"  # The browser edition, beside the pages of the book.
OPENS = f"{LITE}/lab/index.html?path="  # Followed by a notebook's name.


def repository_name(book: Book) -> str:
    """OWNER/NAME of the repository on GitHub; empty while book.toml names none there."""
    place = book.about.repository.removesuffix("/").removesuffix(".git")
    return place.removeprefix(GITHUB) if place.startswith(GITHUB) else ""


def launch_links(book: Book, chapter: Chapter) -> dict[str, str]:
    """The addresses that open a chapter, by name; none while book.toml names no repository on GitHub."""
    name, path = repository_name(book), f"chapters/{chapter.source}.ipynb"
    if not name:
        return {}
    return {
        "GitHub": f"{GITHUB}{name}/blob/HEAD/{path}",
        "Colab": f"https://colab.research.google.com/github/{name}/blob/HEAD/{path}",
        "Binder": f"https://mybinder.org/v2/gh/{name}/HEAD?urlpath=lab/tree/{path}",
    }


def launch_line(book: Book, chapter: Chapter) -> str:
    """One line of Markdown with the links, and what Colab needs first; empty while there are none."""
    links = launch_links(book, chapter)
    if not links:
        return ""
    shown = ", ".join(f"[{name}]({address})" for name, address in links.items())
    return f"Open in {shown}. In Colab, run `%pip install -q git+{book.about.repository}` first."


def in_browser(chapter: Chapter) -> str:
    """The address of a chapter in the browser edition, seen from a page of the book."""
    return f"{OPENS}{quote(chapter.source)}.ipynb"


def moving(call: str) -> str:
    """The address of a figure alone, with Python running in the browser, seen from a page of the book."""
    code = f"import playground as play\n{call}"
    hidden = {"toolbar": 0, "showBanner": 0, "hideCodeInput": 1, "promptCellPosition": "left"}
    return f"{LITE}/repl/index.html?{urlencode({'kernel': 'python', 'execute': 1, **hidden, 'code': code})}"
