"""Realistic wrong answers, by topic: what the explanation of unlisted mistakes is judged by.

Whoever works on the explanations may read `seen`. Nobody tunes anything to `unseen`: it only measures.
"""

import itertools
import linecache
import math
import runpy
import textwrap
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from autograder import load
from autograder.catalog import all_exercises
from tests.support.chapter_runs import run_of

# The functions of an earlier chapter that a chapter's first cell defines again.
GIVEN = {
    "forward": ("sigmoid",),
    "classification": ("sigmoid",),
    "backpropagation": ("sigmoid",),
    "autograd": ("sigmoid", "sigmoid_backward"),
    "deep-networks": ("sigmoid",),
    "initialization": ("sigmoid", "relu"),
}
# What other cells of a chapter give, and no exercise asks for.
CELLS = {"autograd": ("add_backward", "backward_of", "Value")}


@dataclass(frozen=True)
class Slip:
    """A wrong answer as its author wrote it: the function's source, and what a good teacher would say.

    `line` is the line of the source that must change (from 1), None if there is no single one. `accepted` marks an
    answer that is wrong and that the check nevertheless lets pass, with some seeds or all.
    """

    exercise: str
    source: str
    line: int | None
    why: str
    accepted: bool = False


_slips: list[Slip] = []


def slip(exercise: str, source: str, *, line: int | None, why: str, accepted: bool = False) -> None:
    """Register a wrong answer; the source may be indented like the code around it."""
    _slips.append(Slip(exercise, textwrap.dedent(source).strip("\n") + "\n", line, why, accepted))


def load_slips(which: str) -> list[Slip]:
    """All slips of "seen" or "unseen", topic by topic."""
    _slips.clear()
    for path in sorted((Path(__file__).parent / which).glob("*.py")):
        runpy.run_path(str(path))
    return list(_slips)


def compiled(slip: Slip) -> Callable[..., Any]:
    """The slip's function as a notebook would define it, with its source; raises SyntaxError if there is none."""
    file = f"<{slip.exercise} {hash(slip.source):x}>"
    linecache.cache[file] = (len(slip.source), None, slip.source.splitlines(keepends=True), file)
    namespace = {"__name__": "__main__", "np": np, "math": math, "itertools": itertools, **_defined_before(slip)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Python warns of some slips when it compiles them.
        exec(compile(slip.source, file, "exec"), namespace)
    return namespace[slip.exercise]


def _defined_before(slip: Slip) -> dict[str, Callable[..., Any]]:
    """What the notebook holds by now: the answers to the chapter's earlier exercises, and what its first cell gives."""
    topic = load(slip.exercise).topic
    same_chapter = [exercise for exercise in all_exercises().values() if exercise.topic == topic]
    earlier = itertools.takewhile(lambda exercise: exercise.name != slip.exercise, same_chapter)
    names = (*GIVEN.get(topic, ()), *(exercise.name for exercise in earlier if not exercise.is_value))
    given = {name: run_of(topic).variables[name] for name in CELLS.get(topic, ())}
    return {**{name: load(name).reference for name in names}, **given}
