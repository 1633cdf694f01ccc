"""A sandbox that stays warm from one submission to the next."""

from __future__ import annotations

import atexit

from autograder.grading.sandbox import Limits, Sandbox

_boxes: dict[tuple[str, Limits], Sandbox] = {}


def shared_sandbox(kind: str, limits: Limits) -> Sandbox:
    """One warm sandbox for the life of this process, stopped at its end."""
    if (kind, limits) not in _boxes:
        box = _boxes[kind, limits] = Sandbox(kind, limits)
        atexit.register(box.stop)
    return _boxes[kind, limits]
