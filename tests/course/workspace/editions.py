"""Small books in several editions, and learners who work in them, drawn at random."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.utils import compute_checksum

from course.manifest import Book, Chapter
from course.workspace.place import Workspace

TOPICS = ["start", "sums", "bends", "losses"]
ADDED = ["late", "extra"]
_fresh = count()


@dataclass
class Edition:
    """Chapters by topic, in order, with their items: ``("text", words)``, ``("code", words)``, ``("ask", name)``."""

    chapters: dict[str, list[tuple[str, str]]]
    first: int = 0
    docstrings: str = "The docstring."

    def names(self) -> dict[str, str]:
        return {f"{self.first + i:02}_{topic}": topic for i, topic in enumerate(self.chapters)}

    def notebooks(self) -> dict[str, NotebookNode]:
        return {name: self._notebook(name, self.chapters[topic]) for name, topic in self.names().items()}

    def _notebook(self, name: str, items: list[tuple[str, str]]) -> NotebookNode:
        cells = [new_markdown_cell(f"# {name}")]
        for kind, words in items:
            if kind == "ask":
                cells += self._exercise(words)
            else:
                cells.append(new_markdown_cell(words) if kind == "text" else new_code_cell(words))
        for index, cell in enumerate(cells):
            cell.id = cell.metadata.get("nbgrader", {}).get("grade_id") or f"{name}-{index:03}"
        return new_notebook(cells=cells, metadata={"language_info": {"name": "python"}})

    def _exercise(self, name: str) -> list[NotebookNode]:
        stub = f'def {name}(x):\n    """{self.docstrings}"""\n    raise NotImplementedError  # Your code goes here.'
        answer = _marked(new_code_cell(stub), name, grade=False)
        return [answer, _marked(new_code_cell(f"check({name})"), f"check-{name}", grade=True)]


def _marked(cell: NotebookNode, name: str, grade: bool) -> NotebookNode:
    about = {"grade_id": name, "grade": grade, "locked": grade, "solution": not grade, "task": False, "points": 1}
    cell.metadata["nbgrader"] = NotebookNode(about, schema_version=3, cell_type="code")
    cell.metadata["nbgrader"]["checksum"] = compute_checksum(cell)
    return cell


def first_edition(draw: random.Random) -> Edition:
    """Four chapters with texts, code to try, and exercises."""
    number = count()
    chapters = {}
    for topic in TOPICS:
        kinds = ["text", "code", "ask", "text", "ask", *draw.choices(["text", "code", "ask"], k=draw.randint(0, 5))]
        draw.shuffle(kinds)
        chapters[topic] = [(kind, f"{kind}_{next(number)}") for kind in kinds]
    return Edition(chapters)


def next_edition(before: Edition, draw: random.Random) -> Edition:
    """The chapters renumbered and reordered, exercises moved, dropped or new, texts changed, moved, dropped or new."""
    chapters = {topic: list(items) for topic, items in before.chapters.items()}
    for _ in range(draw.randint(0, 8)):
        source, target = (chapters[draw.choice(list(chapters))] for _ in range(2))
        kind, words = source.pop(draw.randrange(len(source))) if source else ("text", "filler")
        fate = draw.choice(["move", "move", "change", "drop", "keep and add"])
        if fate == "move":
            target.insert(draw.randint(0, len(target)), (kind, words))
        elif fate == "change" and kind != "ask":
            source.insert(draw.randint(0, len(source)), (kind, f"{words}x"))
        elif fate in ("change", "keep and add"):
            source.append((kind, words))
            target.insert(0, (draw.choice(["text", "code", "ask"]), f"new_{next(_fresh)}"))
    if draw.random() < 0.3:
        chapters[draw.choice(ADDED)] = [("text", "a new chapter"), ("ask", f"fresh_{next(_fresh)}")]
    if draw.random() < 0.2 and len(chapters) > 2:
        del chapters[draw.choice(list(chapters))]
    order = draw.sample(list(chapters), len(chapters)) if draw.random() < 0.3 else list(chapters)
    docstrings = draw.choice([before.docstrings, f"Another docstring {draw.randrange(99)}."])
    return Edition({topic: chapters[topic] for topic in order}, before.first + draw.randint(0, 2), docstrings)


def publish(edition: Edition, root: Path) -> Book:
    """Write an edition into chapters/ of a clone."""
    folder = root / "chapters"
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.ipynb"):
        path.unlink()
    for name, notebook in edition.notebooks().items():
        nbformat.write(notebook, folder / f"{name}.ipynb")
    chapters = [Chapter(name, topic, "?", 1, []) for name, topic in edition.names().items()]
    return Book(root, None, chapters)


@dataclass
class Learner:
    """Someone who works in a workspace, and remembers all they wrote: answers by exercise, and other cells."""

    draw: random.Random
    answers: dict[str, str] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)
    count: int = 0

    def words(self) -> str:
        self.count += 1
        return f"mine_{self.count}_"

    def work(self, workspace: Workspace) -> None:
        """Go through the notebooks: answer, change, add, delete, copy."""
        done = self.draw.random()
        for path in sorted(workspace.folder.glob("*.ipynb")):
            notebook = nbformat.read(path, as_version=4)
            cells = []
            for cell in notebook.cells:
                cells += self._touched(cell, done)
            if self.draw.random() < 0.3:
                cells.insert(0, self._new_cell())
            notebook.cells = cells
            notebook.metadata.language_info["version"] = "3.12"
            nbformat.write(notebook, path)

    def _touched(self, cell: NotebookNode, done: float) -> list[NotebookNode]:
        about = cell.metadata.get("nbgrader", {})
        behind = [self._new_cell()] if self.draw.random() < 0.15 else []
        if cell.id.startswith("copy"):
            return [cell, *behind]
        if about.get("solution"):
            if self.draw.random() < done:
                words = self.words()
                stub = "raise NotImplementedError  # Your code goes here."
                cell.source = cell.source.replace(stub, f"return {words}") if stub in cell.source else f"{words}()"
                self.answers[about.grade_id] = words
                if self.draw.random() < 0.1:
                    copied = NotebookNode(cell, id=f"copy{self.count}", source=self.words())
                    self.others.add(copied.source)
                    behind.append(copied)
        elif not about and cell.source and self.draw.random() < 0.15 and "mine_" not in cell.source:
            cell.source = self.words()
            self.others.add(cell.source)
        elif not about and self.draw.random() < 0.05 and "mine_" not in cell.source:
            return behind
        return [cell, *behind]

    def _new_cell(self) -> NotebookNode:
        words = self.words()
        self.others.add(words)
        return new_code_cell(words) if self.draw.random() < 0.6 else new_markdown_cell(words)
