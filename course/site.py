"""Build the book as web pages: every chapter to read, with its figures as still pictures, and without an answer in it.

Sphinx with MyST-NB reads the notebooks that learners get, so nothing is written twice. What a page needs lies beside
it, the typesetting of formulas too: reading the book asks no other server for anything. Beside the pages lies the
browser edition, in which a chapter opens and a figure moves.
"""

from __future__ import annotations

import importlib.metadata
import shutil
import tempfile
from html import escape
from io import StringIO
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from autograder.home import FACTS
from autograder.place import STATE
from course.addresses import GITHUB, LITE, OPENS, in_browser, moving
from course.build import built
from course.errors import CourseError
from course.figures import is_figure
from course.glossary import glossary_page, glossary_path
from course.lite import build_lite
from course.manifest import Book, Chapter

MATHJAX = "tex-svg-full.js"
STYLE, SCRIPT, HOME = (Path(__file__).with_name(name) for name in ("site.css", "site.js", "home.js"))


def build_site(book: Book, target: Path, pyodide: Path | None = None, with_lite: bool = True) -> int:
    """Write the pages into `target`, which must be new, empty or such a site; returns the number of pages.

    The browser edition is written beside them, and they have links into it, unless they are to be without. Raises
    CourseError if something in the book cannot become a page, a link that leads nowhere included.
    """
    if target.exists() and any(target.iterdir()) and not (target / ".buildinfo").exists():
        raise CourseError(f"{target} holds other files. Choose a folder that is new.")
    shutil.rmtree(target / LITE, ignore_errors=True)
    if with_lite:
        build_lite(book, target / LITE, pyodide)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        _write_source(book, source, with_lite)
        warnings = StringIO()
        with patch_docutils(), docutils_namespace():
            try:
                app = Sphinx(
                    source, None, target, Path(folder) / "doctrees", "html", settings(book), status=None,
                    warning=warnings, warningiserror=True,
                )  # fmt: skip
                app.build(force_all=True)
            except SphinxError as error:
                raise CourseError(f"the book cannot be built: {error}") from None
        if warnings.getvalue():
            raise CourseError(f"the book cannot be built:\n{warnings.getvalue()}")
        return len(app.env.found_docs)


def settings(book: Book) -> dict[str, object]:
    """Sphinx's settings, all from book.toml; there is no conf.py."""
    repository = book.about.repository
    on_github = repository.startswith(GITHUB)
    return {
        "project": book.about.title,
        "author": ", ".join(book.about.authors),
        "copyright": f"{', '.join(book.about.authors)}: text and pictures CC BY 4.0, code MIT",
        "language": book.about.language,
        "extensions": ["myst_nb"],
        "nb_execution_mode": "off",
        "nb_render_markdown_format": "myst",
        "myst_enable_extensions": ["dollarmath", "amsmath"],
        "myst_heading_anchors": 3,
        "mathjax_path": MATHJAX,
        "mathjax3_config": {"options": {"enableMenu": False}},
        "html_theme": "sphinx_book_theme",
        "html_title": book.about.title,
        "html_context": {"default_mode": "auto"},  # Light or dark as the reader's machine is.
        "myst_html_meta": {"description": book.about.description},
        "html_static_path": ["static"],
        "html_css_files": [STYLE.name],
        "html_js_files": [SCRIPT.name],
        "html_theme_options": {
            "navbar_persistent": [],  # The header over the page would take the scripts of the buttons in it.
            "use_download_button": True,
            "repository_url": repository if on_github else "",
            "use_repository_button": on_github,
            "use_fullscreen_button": False,
            "show_toc_level": 2,
        },
    }


def _write_source(book: Book, folder: Path, with_lite: bool) -> None:
    """What Sphinx reads: an index, the chapters, and a folder of files that go beside the pages."""
    (folder / "static").mkdir(parents=True)
    shutil.copy(_mathjax(), folder / "static" / MATHJAX)
    for file in (STYLE, SCRIPT, HOME):
        shutil.copy(file, folder / "static")
    (folder / "index.md").write_text(_index(book, with_lite), encoding="utf-8")
    if glossary_path(book).exists():
        (folder / "glossary.md").write_text(glossary_page(book), encoding="utf-8")
    texts = built(book)
    for chapter in book.chapters:
        path = book.notebook_path(chapter)
        notebook = nbformat.reads(texts[path], as_version=4)
        for cell in notebook.cells:
            _for_reading(cell)
        if with_lite:
            _add_links(notebook, chapter)
        nbformat.write(notebook, folder / path.name)


def _mathjax() -> Path:
    """MathJax with all its extensions and SVG output, in one file that loads no other."""
    for file in importlib.metadata.files("sphinx-mathjax-offline") or []:
        if file.name == MATHJAX:
            return Path(str(file.locate()))
    raise CourseError(f'{MATHJAX} is not installed: pip install "gradients-by-hand[book]"')


def _for_reading(cell: NotebookNode) -> None:
    """A still picture is described, and nothing tells the reader of a page to run it."""
    for output in cell.get("outputs", []):
        alt = output.get("metadata", {}).get("image/png", {}).get("alt")
        if alt:
            cell.metadata["mystnb"] = {"image": {"alt": alt}}
        elif "text/markdown" in output.get("data", {}):
            output.data["text/markdown"] = output.data["text/markdown"].replace(" Run the cell to move it.", "")


def _add_links(notebook: NotebookNode, chapter: Chapter) -> None:
    """A link that opens the chapter in the browser edition, and one below each figure, which `site.js` moves there."""
    notebook.cells[0].source += f"\n\n{_link('open-lite', in_browser(chapter), 'Open in the browser')}"
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.outputs and is_figure(cell.source):
            link = _link("move-figure", moving(cell.source), "Move this figure")
            cell.outputs.append(nbformat.v4.new_output("display_data", {"text/html": link}))


def _link(kind: str, address: str, text: str) -> str:
    return f'<p><a class="{kind}" href="{escape(address)}">{text}</a></p>'


def _where_it_answers(with_lite: bool) -> str:
    """Where figures move and checks answer: on these pages themselves, if the browser edition lies beside them."""
    if with_lite:
        return (
            "Each opens in the browser with one click, with nothing to install: there the figures move, the checks "
            "answer, and your work stays in that browser. `from autograder import export_work` and `export_work()` "
            "put it into one file, to keep or to move. On your own machine, `course lab` opens the same chapters."
        )
    return "The figures move and the checks answer in the notebooks themselves, which `course lab` opens."


def _progress() -> str:
    """Where `home.js` writes how far the reader has come, and the script itself; shown to those with a record alone."""
    given = f'data-lite="{LITE}/" data-facts="{STATE}/{FACTS}" data-opens="{escape(OPENS)}"'
    return (
        '<section id="progress" aria-label="Your progress" hidden></section>\n'
        f'<script src="_static/{HOME.name}" {given}></script>'
    )


def _index(book: Book, with_lite: bool) -> str:
    pages, words = [chapter.source for chapter in book.chapters], ""
    if glossary_path(book).exists():
        pages.append("glossary")
        words = " What a symbol or a word means stands under [notation and glossary](glossary.md)."
    entries = "\n".join(pages)
    rows = "\n".join(
        f"| [{chapter.number} · {chapter.title}]({chapter.source}.ipynb) | {chapter.question} "
        f"| {chapter.minutes}\u00a0min |"
        for chapter in book.chapters
    )
    first = book.chapters[0]
    return f"""# {book.about.title}

{book.about.description}

{_progress() if with_lite else ""}

Here you can read all {book.size}. {_where_it_answers(with_lite)}

<span id="begin">Begin with [{first.title}]({first.source}.ipynb).</span>{words}

| Chapter | Its question | Time |
|---|---|---|
{rows}

```{{toctree}}
:hidden:

{entries}
```
"""
