"""Who in a learning management system is whom in the gradebook."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from nbgrader.api import Gradebook


@dataclass(frozen=True)
class Person:
    """Somebody as the system shows them: its number for them, what else identifies them, and their name.

    Moodle's files hold another number instead, `participant`, which is theirs in one assignment only; its worksheet
    calls them by it, `label`. Somebody `hidden` has no name in the files, because the system grades anonymously.
    """

    number: str = ""
    keys: tuple[str, ...] = ()
    name: str = ""
    participant: str = ""
    label: str = ""
    hidden: bool = False

    @property
    def reference(self) -> str:
        """The number by which the system's own files tell this person."""
        return self.number or self.participant

    @property
    def folder(self) -> str:
        """What somebody is collected as whom the gradebook does not know, or not surely: name and number.

        No path, not hidden, and in a table no formula: in Moodle people may write their names themselves.
        """
        named = "_".join(filter(None, (self.name, self.reference)))
        return re.sub(r"[/\\\0]|^[.=+@\s-]+", "", named)


@dataclass(frozen=True)
class Student:
    """Somebody in the gradebook."""

    id: str
    last_name: str
    first_name: str
    email: str
    lms_user_id: str


class Roster:
    """The students of a gradebook, to be found by what a learning management system knows of them."""

    def __init__(self, students: Collection[Student]) -> None:
        self.students = students

    def find(self, person: Person) -> str | None:
        """The id of a student: by `lms_user_id`, by id or e-mail address, by a name that only one has; else None."""
        numbers = {person.number, *person.keys} - {""}
        keys = {key.casefold() for key in numbers}
        others = [student for student in self.students if not (person.number and student.lms_user_id)]
        for found in (
            [student for student in self.students if student.lms_user_id in numbers],
            [student for student in others if {student.id, student.email} & numbers],  # Ids can differ in case alone.
            [student for student in others if {student.id.casefold(), student.email.casefold()} & keys],
            [student for student in others if plain(person.name) in names_of(student)],
            [student for student in others if plain(student.id) in {plain(person.folder), plain(person.label)} - {""}],
        ):
            if found:
                return found[0].id if len(found) == 1 else None
        return None


def roster(gradebook: Gradebook) -> Roster:
    """Everyone a gradebook knows."""
    rows = [(s.id, s.last_name, s.first_name, s.email, s.lms_user_id) for s in gradebook.students]
    return Roster([Student(*(str(value or "") for value in row)) for row in rows])


def names_of(student: Student) -> set[str]:
    """A student's name as systems write it, in both orders, without signs."""
    last, first = plain(student.last_name), plain(student.first_name)
    return {last + first, first + last} - {""}


def plain(name: str) -> str:
    """A name without case, accents and signs, so that ``García López, María`` and ``garcialopezmaria`` are the same."""
    spelled = unicodedata.normalize("NFKD", name).casefold()
    return re.sub(r"[\W_]", "", "".join(sign for sign in spelled if not unicodedata.combining(sign)))
