"""Bring a learner's work into a new edition, cell by cell.

An answer goes to the cell of its exercise, in whatever chapter that stands now. A cell of the learner's own stays
behind the cell it stood behind. A cell of ours that the learner changed is kept if the new edition left it alone;
otherwise both stand there, ours first. Nothing that a learner wrote is dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from nbformat import NotebookNode

from course.workspace.cells import (
    Key,
    exercise_of,
    filled,
    is_answer,
    is_as_handed_out,
    is_locked,
    is_our_text,
    key,
    own,
    text_key,
    with_outputs,
)


@dataclass(frozen=True)
class Work:
    """A notebook of the learner's, and the chapter as it was handed out, if that is known."""

    name: str
    notebook: NotebookNode
    base: NotebookNode | None


@dataclass(eq=False)
class Slot:
    """A cell of the new edition (None: the top of a chapter), and the learner's own cells behind it."""

    chapter: str
    ours: NotebookNode | None
    cell: NotebookNode | None  # What will stand there: `ours`, or `ours` with the learner's text.
    filled: bool = False
    behind: list[NotebookNode] = field(default_factory=list)


@dataclass
class Merged:
    """The new edition with the learner's work in it, by chapter; and where that work is.

    `received` are chapters that got something from another notebook than their own, `answers` the exercises with an
    answer, `homeless`, by name, what is left of a notebook: the cells for which the new edition has no place.
    """

    notebooks: dict[str, NotebookNode] = field(default_factory=dict)
    received: set[str] = field(default_factory=set)
    answers: set[str] = field(default_factory=set)
    homeless: dict[str, NotebookNode] = field(default_factory=dict)


def topic(name: str) -> str:
    """The name of a chapter without its number."""
    return name.partition("_")[2] or name


def merge(works: Sequence[Work], edition: Mapping[str, NotebookNode]) -> Merged:
    """The new `edition` with all that stands in `works`; of two different answers the first takes the cell."""
    slots = {
        name: [Slot(name, None, None), *(Slot(name, cell, cell) for cell in notebook.cells)]
        for name, notebook in edition.items()
    }
    merged = Merged()
    for work in works:
        _Carrier(work, slots, merged).carry()
    for name, notebook in edition.items():
        mine = next((work.notebook for work in works if topic(work.name) == topic(name)), notebook)
        cells = [cell for slot in slots[name] for cell in ([slot.cell] if slot.cell else []) + slot.behind]
        metadata = NotebookNode({**mine.metadata, **notebook.metadata})
        merged.notebooks[name] = NotebookNode(notebook, metadata=metadata, cells=cells)
    return merged


class _Carrier:
    """Carries one notebook into the slots of the new edition."""

    def __init__(self, work: Work, slots: dict[str, list[Slot]], merged: Merged) -> None:
        self.work, self.merged = work, merged
        self.all_slots = [slot for chapter in slots.values() for slot in chapter if slot.ours]
        self.named = {exercise_of(slot.ours): slot for slot in self.all_slots if slot.ours and exercise_of(slot.ours)}
        self.home = self._successor(list(slots))
        self.here = slots[self.home] if self.home else []
        every = [slot for chapter in slots.values() for slot in chapter]
        self.taken = {cell.id for slot in every for cell in (slot.ours, *slot.behind) if cell}
        self.taken |= {cell.id for cell in self._base_cells()}
        self.counterpart = dict(self._counterparts())

    def _base_cells(self) -> list[NotebookNode]:
        return self.work.base.cells if self.work.base else []

    def _successor(self, chapters: list[str]) -> str | None:
        """The chapter of the same topic, else the one in which most of the exercises stand now."""
        for name in chapters:
            if topic(name) == topic(self.work.name):
                return name
        names = (exercise_of(cell) for cell in self.work.notebook.cells)
        now_in = Counter(self.named[name].chapter for name in names if name in self.named)
        return now_in.most_common(1)[0][0] if now_in else None

    def _counterparts(self) -> Iterator[tuple[int, Slot]]:
        """Where each cell of the base stands in the new edition, if it does, by the identity of the cell."""
        base, here = self._base_cells(), [slot for slot in self.here if slot.ours]
        keys, new_keys = [key(cell) for cell in base], [key(slot.ours) for slot in here if slot.ours]
        elsewhere = {text_key(slot.ours): slot for slot in self.all_slots if slot.ours}
        matched: dict[int, int] = {}
        for kind, i, i_end, j, j_end in SequenceMatcher(None, keys, new_keys, autojunk=False).get_opcodes():
            if kind in ("equal", "replace"):
                matched |= dict(zip(range(i, i_end), range(j, j_end), strict=False))
        for index, cell in enumerate(base):
            pair = here[matched[index]] if index in matched else None
            kinds_differ = pair is not None and pair.ours is not None and key(pair.ours)[0] != key(cell)[0]
            if exercise_of(cell):
                pair = self.named.get(exercise_of(cell))
            elif kinds_differ or (pair and pair.ours and text_key(pair.ours) != text_key(cell)):
                pair = elsewhere.get(text_key(cell)) or (None if kinds_differ else pair)
            slot = pair or elsewhere.get(text_key(cell))
            if slot:
                yield id(cell), slot

    def carry(self) -> None:
        """Put what the learner wrote into the slots."""
        origins, unchanged = self._origins()
        place = self.here[0] if self.here else None
        for index, cell in enumerate(self.work.notebook.cells):
            origin = origins.get(index)
            slot = unchanged.get(index) or (self.counterpart.get(id(origin)) if origin else None)
            if slot is None and self.work.base is None:
                slot = self.named.get(exercise_of(cell))
            place = slot or place
            if index in unchanged or self._is_ours(cell, origin):
                if slot and slot.ours and not slot.filled and text_key(slot.ours) == text_key(cell):
                    slot.cell = with_outputs(slot.ours, cell)
            elif slot and self._takes(slot, cell, origin):
                self._fill(slot, cell, origin)
            elif place is None:
                rest = NotebookNode(self.work.notebook, cells=[])
                self.merged.homeless.setdefault(self.work.name, rest).cells.append(own(cell, self.taken))
            elif not (slot and slot.cell and slot.filled and text_key(slot.cell) == text_key(cell)):
                place.behind.append(own(cell, self.taken))
                self.taken.add(place.behind[-1].id)
                self._note(place)

    def _origins(self) -> tuple[dict[int, NotebookNode], dict[int, Slot]]:
        """For each cell of the learner's, by its index: the cell of the base it came from, if any; and, if it says
        what a cell of the new edition says already, that cell's slot: so it is when an update broke off half-way.
        """
        by_id: dict[Key, NotebookNode] = {("id", cell.id): cell for cell in self._base_cells()}
        by_id |= {key(cell): cell for cell in self._base_cells() if exercise_of(cell)}
        cells, origins, used = self.work.notebook.cells, {}, set()
        # A copied cell has its original's name; the original, whose id is the name, goes first.
        for index in sorted(range(len(cells)), key=lambda i: exercise_of(cells[i]) not in ("", cells[i].get("id"))):
            cell = cells[index]
            origin = by_id.get(key(cell)) if exercise_of(cell) else by_id.get(("id", cell.get("id", "")))
            if origin is not None and id(origin) not in used and origin.cell_type == cell.cell_type:
                origins[index] = origin
                used.add(id(origin))
        as_before = {i for i, origin in origins.items() if text_key(origin) == text_key(cells[i])}
        seen = {id(self.counterpart.get(id(origins[i]))) for i in as_before}
        free: dict[Key, list[Slot]] = {}
        for slot in self.here:
            if slot.ours and id(slot) not in seen and not slot.filled:
                free.setdefault(text_key(slot.ours), []).append(slot)
        unchanged = {}
        for index, cell in enumerate(cells):
            if index not in as_before and free.get(text_key(cell)):
                unchanged[index] = free[text_key(cell)].pop(0)
        return origins, unchanged

    def _is_ours(self, cell: NotebookNode, origin: NotebookNode | None) -> bool:
        """Whether the learner wrote nothing into a cell."""
        if not cell.source.strip():
            return True
        if origin is not None:
            return text_key(cell) == text_key(origin) and not (is_answer(cell) and not is_as_handed_out(cell))
        if is_answer(cell):
            return is_as_handed_out(cell)
        return self.work.base is None and (is_locked(cell) or is_our_text(cell))

    def _takes(self, slot: Slot, cell: NotebookNode, origin: NotebookNode | None) -> bool:
        """Whether a cell of the new edition can hold what the learner wrote: an exercise's, or one left as it was."""
        if slot.filled or slot.ours is None or is_locked(slot.ours) or slot.ours.cell_type != cell.cell_type:
            return False
        if exercise_of(slot.ours):
            return is_answer(slot.ours) and exercise_of(slot.ours) == exercise_of(cell)
        return origin is not None and text_key(slot.ours) == text_key(origin)

    def _fill(self, slot: Slot, cell: NotebookNode, origin: NotebookNode | None) -> None:
        assert slot.ours is not None
        slot.cell, slot.filled = filled(slot.ours, cell, origin), True
        self._note(slot)
        if is_answer(slot.ours):
            self.merged.answers.add(exercise_of(slot.ours))

    def _note(self, slot: Slot) -> None:
        if slot.chapter != self.work.name:
            self.merged.received.add(slot.chapter)
