"""Mistakes that any exercise can have, recognized by how the result relates to the right one on every case.

A relation is told only where at least two cases show it: on the others it must hold as well, but there it may be that
the right result has the same form by chance (0 is its own double, a square of one number its own transpose).
"""

from __future__ import annotations

from dataclasses import replace

from autograder.compare import as_array
from autograder.inside.observation import Opaque
from autograder.relations import arguments, corners, rows, shapes, values
from autograder.relations.evidence import Evidence, Relation

RELATIONS: tuple[Relation, ...] = (
    corners.slope_at_a_corner,
    shapes.transposed, shapes.outer_broadcast, shapes.extra_axis, values.wrong_sign, arguments.missing_bias,
    values.constant_factor, arguments.swapped_arguments, values.truncated, values.rounded, values.absolute,
    rows.returns_inside_loop, rows.single_row, values.unstable, arguments.same_answer, values.constant_offset,
)  # fmt: skip


def recognize(evidence: Evidence) -> tuple[str, str] | None:
    """The first relation that the cases show, as (key, what to tell the learner); None if there is none."""
    expected = [as_array(value) for value in evidence.expected]
    # What an exercise makes of a result, its view, is no result: nothing that was returned is halved.
    if evidence.exercise.is_value or evidence.exercise.view or any(value is None for value in expected):
        return None
    got = [Opaque("no numbers") if (array := as_array(value)) is None else array for value in evidence.got]
    evidence = replace(evidence, expected=expected, got=got)
    return next((found for relation in RELATIONS if (found := relation(evidence))), None)
