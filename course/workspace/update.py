"""Bring a workspace to the edition of the book: its text and checks, with everything the learner wrote."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode

from autograder.pack import keep, take_over
from course.errors import CourseError
from course.manifest import Book, Chapter
from course.workspace import files
from course.workspace.carry import pristine, worked_in
from course.workspace.merge import Merged, Work, merge
from course.workspace.place import Workspace


@dataclass
class Update:
    """What one update did, in sentences for the learner."""

    sentences: list[str] = field(default_factory=list)
    backup: Path | None = None


def prepare(book: Book, workspace: Workspace) -> Update:
    """Make or update the workspace, and move work there that stands in the clone's chapters/.

    Raises CourseError if the workspace cannot be written; nothing is overwritten before a copy is in ``backups/``.
    """
    try:
        return _Preparation(book, workspace).run()
    except OSError as error:
        text = f"cannot be written ({error.strerror}). Choose another folder: course lab --workspace FOLDER"
        raise CourseError(text, Path(error.filename or workspace.folder)) from None


class _Preparation:
    def __init__(self, book: Book, workspace: Workspace) -> None:
        self.workspace = workspace
        self.found = worked_in(book)
        self.edition = {chapter.source: pristine(book, chapter, self.found) for chapter in book.chapters}
        self.backup = workspace.new_backup()
        self.done = Update()
        self.unreadable: set[str] = set()

    def run(self) -> Update:
        self.workspace.handed_out.mkdir(parents=True, exist_ok=True)
        known = self.workspace.handed_out.glob("*.ipynb")
        bases = {path.stem: path.read_text("utf-8", errors="replace") for path in known}
        first = not bases
        works = [work for name in sorted(bases | self.edition) if (work := self._work(name, bases.get(name)))]
        gone = bases.keys() - self.edition.keys()
        fresh = {name for name, text in self.edition.items() if bases.get(name) != text}
        missing = {name for name in self.edition if not self.workspace.notebook(name).exists()} - self.unreadable
        if fresh or gone or missing or self.found:
            carried = [Work(found.name, found.notebook, found.base) for found in self.found]
            merged = merge([*works, *carried], {name: files.parsed(text) for name, text in self.edition.items()})
            self._write(merged, works, fresh | missing, gone)
            self._restore_chapters(merged)
            self._say(first, fresh | gone, merged)
        self.done.backup = self.backup if self.backup.exists() else None
        return self.done

    def _work(self, name: str, base: str | None) -> Work | None:
        """The learner's copy of a chapter, or what can be read of it; None if there is none."""
        path = self.workspace.notebook(name)
        if not path.exists():
            return None
        try:
            notebook = files.read(path)
        except files.Damaged as damage:
            notebook = files.rescued(damage.cells)
            keep(path, self.backup)
            path.unlink()
            self._say_damaged(path, str(damage), len(notebook.cells))
        except OSError as error:
            self.unreadable.add(name)
            self.done.sentences.append(f"{path.name} cannot be read ({error.strerror}) and was left as it is.")
            return None
        return Work(name, notebook, _parsed(base))

    def _write(self, merged: Merged, works: list[Work], fresh: set[str], gone: set[str]) -> None:
        """Write the chapters that changed, first to last: a copy of all that will be overwritten, then the rest."""
        mine = {work.name for work in works}
        wanted = (fresh | merged.received) - self.unreadable
        old = gone & mine
        for name in sorted((wanted & mine) | old):
            if self.workspace.notebook(name).exists():
                keep(self.workspace.notebook(name), self.backup)
        for name in sorted(wanted):
            files.write(self.workspace.notebook(name), merged.notebooks[name])
        for name in old:
            self.workspace.notebook(name).unlink(missing_ok=True)
        for name in sorted(merged.homeless.keys() & mine):
            files.write(self.workspace.notebook(name), merged.homeless[name])
            self.done.sentences.append(f"{name}.ipynb is no longer in the course. Your own cells are still in it.")
        for name, text in self.edition.items():
            if name not in self.unreadable:
                files.write_text(self.workspace.handed_out / f"{name}.ipynb", text)
        for name in gone - self.unreadable:
            (self.workspace.handed_out / f"{name}.ipynb").unlink(missing_ok=True)

    def _restore_chapters(self, merged: Merged) -> None:
        """Give the clone's chapters/ back as they were handed out, once what stood there is in the workspace."""
        for found in self.found:
            keep(found.path, self.backup)
            if found.damaged:
                self._say_damaged(found.path, "its text", len(found.notebook.cells))
            if found.name in merged.homeless:
                files.write(self._free(found.name), merged.homeless[found.name])
            if found.handed_out is None:
                found.path.unlink()
            else:
                files.write_text(found.path, found.handed_out)
        take_over([name for found in self.found for name in found.answered], self.workspace.record)

    def _say(self, first: bool, changed: set[str], merged: Merged) -> None:
        say = self.done.sentences.append
        if self.found:
            names = ", ".join(found.path.name for found in self.found)
            say(f"Your work in chapters/ ({names}) has moved to {self.workspace.folder}: work there from now on.")
        elif first:
            say(f"Your copies of the chapters are in {self.workspace.folder}.")
        elif changed:
            chapters = "1 chapter" if len(changed) == 1 else f"{len(changed)} chapters"
            say(f"A newer edition: {chapters} changed. Your answers ({len(merged.answers)}) are still there.")
        if self.backup.exists():
            say(f"What was there before is in {self.backup}.")

    def _say_damaged(self, path: Path, where: str, count: int) -> None:
        kept = (self.backup / path.name).relative_to(self.workspace.folder)
        stands = f"a copy with the {count} cells that could be read" if count else "a fresh copy"
        self.done.sentences.append(f"{path.name} is damaged ({where}). It is kept as {kept}; in its place is {stands}.")

    def _free(self, name: str) -> Path:
        """A name for a notebook that is not taken in the workspace."""
        path, count = self.workspace.notebook(name), 1
        while path.exists():
            count += 1
            path = self.workspace.notebook(f"{name} ({count})")
        return path


def reset(book: Book, workspace: Workspace, chapter: Chapter) -> Path | None:
    """Give a chapter back as it was handed out; returns the folder with the learner's copy, if there was one."""
    path, backup = workspace.notebook(chapter.source), workspace.new_backup()
    text = pristine(book, chapter, worked_in(book))
    if path.exists():
        keep(path, backup)
    files.write_text(path, text)
    files.write_text(workspace.handed_out / path.name, text)
    return backup if backup.exists() else None


def _parsed(text: str | None) -> NotebookNode | None:
    try:
        return files.parsed(text) if text else None
    except files.NOT_A_NOTEBOOK:
        return None
