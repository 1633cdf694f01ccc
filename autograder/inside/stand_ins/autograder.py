"""What a submission gets by ``import autograder`` while it is graded: the same names, and nothing to learn from them.

A submission's functions are called and judged from outside, so nothing in here knows how.
"""

from typing import Any


class Report:
    """The answer to a check that is made elsewhere."""

    passed = False
    score = earned = points = 0.0
    finding = "elsewhere"
    misconception = None
    headline = message = "Checked from outside while this notebook is graded."

    def __repr__(self) -> str:
        return self.message


def check(candidate: Any, answer: Any = None, *, seed: int | None = None) -> Report:
    """Nothing is checked in here."""
    return Report()


def postcard(*args: Any, **kwargs: Any) -> str:
    """A picture belongs to where the learner works."""
    return "Your picture is made where you work, not while this notebook is graded."


def progress() -> str:
    """The record of a learner's checks stays on the learner's computer."""
    return "Your progress is shown where you work, not while this notebook is graded."


def extract(*names: str, into: str, main: str = "") -> str:
    """A learner's library stays on the learner's computer."""
    return f"{into} is written where you work, not while this notebook is graded."


def exercises() -> list[str]:
    """No exercise is known in here."""
    return []


def load(name: str) -> Any:
    """No exercise is known in here. Raises LookupError."""
    raise LookupError(f"{name} cannot be loaded while this notebook is graded.")
