"""What passes between the parts of the classroom: what was released, what was handed in, and its result."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class SourceCell:
    """A graded or locked cell as the teacher released it."""

    name: str
    cell_type: str
    source: str
    locked: bool
    checksum: str
    grade: bool
    solution: bool
    task: bool
    points: float

    def metadata(self) -> dict[str, Any]:
        """nbgrader's metadata, schema 3."""
        return {
            "cell_type": self.cell_type, "checksum": self.checksum, "grade": self.grade, "grade_id": self.name,
            "locked": self.locked, "schema_version": 3, "solution": self.solution, "task": self.task,
            **({"points": self.points} if self.grade or self.task else {}),
        }  # fmt: skip


@dataclass(frozen=True)
class SourceNotebook:
    """One notebook of an assignment: its cells with a grade id, in order, with digests of all that was handed out."""

    name: str
    cells: tuple[SourceCell, ...]
    given: frozenset[str] = frozenset()

    @property
    def asked(self) -> tuple[str, ...]:
        """The names that students are asked to define, as far as cells for answers bear them."""
        return tuple(cell.name.replace("-", "_") for cell in self.cells if cell.solution)


@dataclass(frozen=True)
class Submission:
    """What one student handed in, with everything in memory: a worker reads no file.

    `notebooks` maps names to contents, None for one that is missing. `repairs` says which files were taken for them.
    `basis` is what the grade will depend on, `why` the reasons to grade it now. `seeds` say on which cases each
    notebook is judged; `is_regrade` that it is the work that was graded last.
    """

    student: str
    moment: datetime.datetime | None = None
    notebooks: Mapping[str, bytes | None] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    repairs: tuple[str, ...] = ()
    basis: Mapping[str, object] = field(default_factory=dict)
    why: tuple[str, ...] = ()
    seeds: Mapping[str, int] = field(default_factory=dict)
    is_regrade: bool = False


@dataclass(frozen=True)
class ExerciseResult:
    """What the class's report keeps of one exercise; `answer` is a digest of the code, "" where there is nothing."""

    points: float
    of: float
    finding: str
    misconception: str | None
    says: str
    answer: str = ""
    size: int = 0


@dataclass(frozen=True)
class NotebookResult:
    """One graded notebook: scores and comments by cell, the notebook as nbgrader keeps it, and its report.

    A score of None asks for a person. `sections` are the cells as the feedback page shows them.
    """

    scores: Mapping[str, float | None]
    comments: Mapping[str, str | None]
    missing: bool = False
    autograded: str = ""
    sections: tuple[tuple[str, str], ...] = ()
    seed: int | None = None
    repairs: tuple[str, ...] = ()
    exercises: Mapping[str, ExerciseResult] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """The result of one submission; `failed` is the reason why it could not be graded, "" if it could.

    `retry` says that the fault may not be the submission's, so that the next run tries again. `left_out` are notebooks
    that nobody asked to grade: what the gradebook says of them stays.
    """

    submission: Submission
    notebooks: Mapping[str, NotebookResult] = field(default_factory=dict)
    failed: str = ""
    retry: bool = False
    left_out: frozenset[str] = frozenset()

    @property
    def student(self) -> str:
        """Who handed it in."""
        return self.submission.student


@dataclass(frozen=True)
class Grades:
    """What the gradebook says of one submitted notebook, by cell.

    `points` holds what was earned (None: nobody has said yet) and what is possible, `extra` the credit on top, which is
    part of what was earned. `waiting` are the cells that ask for a person.
    """

    points: Mapping[str, tuple[float | None, float]]
    extra: Mapping[str, float] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    waiting: tuple[str, ...] = ()
    late_penalty: float = 0.0

    @property
    def earned(self) -> float:
        """All points, before anything is taken off for lateness."""
        return round(sum(earned or 0.0 for earned, _ in self.points.values()), 4)

    @property
    def score(self) -> float:
        """What counts."""
        return round(self.earned - self.late_penalty, 4)

    @property
    def possible(self) -> float:
        """What could have been earned."""
        return sum(possible for _, possible in self.points.values())
