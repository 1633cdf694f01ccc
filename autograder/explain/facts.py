"""What is known about an exception: the expression it came from, and what its parts were."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from autograder.inside.observation import Expression, Failure, Part

_SHAPE = re.compile(r"shape \(([\d, ]*)\)")

IN_PLACE = {"shuffle": "shuffles", "sort": "sorts", "append": "appends", "reverse": "reverses", "extend": "extends",
            "insert": "inserts", "fill": "fills", "update": "updates", "add": "adds"}  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """A failure, and the questions that explanations ask about it."""

    failure: Failure

    @property
    def at(self) -> Expression:
        """The expression that stopped; an empty one if it is not known."""
        return self.failure.expression or Expression("")

    @property
    def text(self) -> str:
        """The expression in backticks."""
        return quoted(self.at.text) if self.at.text else "this line"

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the expression."""
        return self.at.parts

    @property
    def function(self) -> Part:
        """What a call calls."""
        return self.parts[0] if self.at.form == "call" and self.parts else Part("")

    @property
    def given(self) -> tuple[Part, ...]:
        """The arguments of a call, last the object whose method it is; the parts of any other expression."""
        return self.parts[1:] if self.at.form == "call" else self.parts

    @property
    def owner(self) -> Part:
        """The object whose method is called; an empty part for a plain function."""
        owned = self.at.form == "call" and self.function.text.endswith(tuple(f".{w}" for w in (self._method,)))
        return self.parts[-1] if owned and self.function.text.startswith(self.parts[-1].text + ".") else Part("")

    @property
    def _method(self) -> str:
        return self.function.text.rpartition(".")[2]

    @property
    def calls_own_function(self) -> bool:
        """Whether the expression calls a function written in Python, of the learner's or of the course."""
        words = self.function.words
        return words.startswith("the function ") and words.endswith(")")

    @property
    def inside(self) -> str:
        """Where the exception came from, if not from the function that was called itself."""
        failure = self.failure
        if not failure.call:
            return ""
        shapes = listed([part for part in failure.call.parts[1:] if part.words])
        with_these = f", with {shapes}" if shapes else ""
        at = f", at {quoted(failure.line)}" if failure.line else ""
        return (
            f"It stopped inside {quoted(failure.function)}{at}; "
            f"your function calls {quoted(failure.call.text)}{with_these}."
        )


Rule = Callable[[Facts, re.Match[str]], str]


def quoted(text: str) -> str:
    """Code in a sentence."""
    return f"`{text.replace('`', '')}`"


def shape_of(part: Part) -> tuple[int, ...] | None:
    """The shape that the words of a part tell: () for a number, None for what is neither an array nor a number."""
    if match := _SHAPE.match(part.words):
        return tuple(int(size) for size in match[1].replace(",", " ").split())
    return () if part.words.startswith("the number") else None


def is_(part: Part) -> str:
    """What a part was: ``(5, 3)`` for an array, otherwise its words."""
    shape = shape_of(part)
    if shape:
        return str(shape)
    return part.words.removeprefix("the number ").removeprefix("the text ")


def listed(parts: list[Part]) -> str:
    """Several parts, each with what it was: "`X` (5, 3) and `n` = 4"."""
    told = [
        quoted(part.text)
        if part.text[:1] in "'\""
        else f"{quoted(part.text)} {'' if shape_of(part) else '= '}{is_(part)}"
        for part in parts
    ]
    return told[0] if len(told) == 1 else ", ".join(told[:-1]) + " and " + told[-1] if told else ""


def kind_of(part: Part) -> str:
    """What a part was, as a noun: ``an array of shape (5, 3)``, ``a list of 3``, ``the number 2``."""
    return f"an array of {part.words}" if part.words.startswith("shape") else part.words


def origin(part: Part) -> str:
    """Which statement gave a variable its value, in brackets after a blank; nothing if that is not sure."""
    return f" (line {part.set_in_line}: {quoted(part.set_by)})" if part.set_by else ""


def count(number: int, noun: str, plural: str = "") -> str:
    """``1 value``, ``3 values``; ``2 entries`` where the plural is given."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
