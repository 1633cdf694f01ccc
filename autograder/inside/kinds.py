"""Everything that can be wrong with an answer: in which order it is told, in which words, and what it costs."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """A kind of finding. The kinds stand in the order in which they are told: the first that applies is the headline.

    `words` is the sentence for a mistake that has no better explanation, with gaps for the facts. `names` ends the id
    of the misconception where the kind alone says what the mistake is. A finding costs the part of the result it is
    in; a finding that `halves` leaves the result alone and halves the score.
    """

    words: str
    names: str
    halves: bool

    def __new__(cls, value: str, words: str = "", names: str = "", halves: bool = False) -> Kind:
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.words, kind.names, kind.halves = words, names, halves
        return kind

    UNKNOWN_EXERCISE = "unknown_exercise", "{message}"
    NOT_WRITTEN = "not_written", "Not written yet: put your answer where the placeholder is, then run both cells again."
    WAITS = (
        "waits",
        "{name} calls {function}, which is not written yet. Write {function} first, run its cell, and come back.",
    )
    OUTDATED = "outdated", "{message}"  # The newest version failed in its cell; what stands is an older one.
    NOT_CALLABLE = "not_callable", "A function is wanted here, {signature}, and this is a {message}."
    SIGNATURE = "signature", "Your function is written as {name}{message}, but it is called as {signature}."
    TIME = "time", "Stopped after {message} seconds: a loop that never ends? Print its variables as they change."
    MEMORY = (
        "memory",
        "Stopped: your function asked for more memory than there is. Print the shapes of the arrays it makes.",
    )
    INTERRUPTED = "interrupted", "You stopped the check."
    DIED = "died", "Your notebook's process did not survive this. {message}"
    RAISED = "error", "{part}Your function stopped with {error}."
    PRINTED = (
        "prints",
        "Your function prints its answer instead of returning it. Put `return` where `print` is.",
        "prints_instead_of_returning",
    )
    NOTHING = "returns", "{part}{none}", "returns_nothing"
    ANSWER = (
        "answer",
        "That is not the answer, and not one of the usual slips either. Read the section again and calculate.",
    )
    TYPE = "type", "{part}The result is of the wrong kind."
    SHAPE = "shape", "{part}The result has the wrong shape."
    FINITE = "finite", "{part}The result holds NaN or infinity."
    VALUE = "value", "{part}The numbers are wrong, and this is not one of the known mistakes. {redo}"
    CHANGED = (
        "changed",
        "The result is right, but your function changes its {arguments}. Work on a copy.",
        "changes_its_arguments",
        True,
    )
    RNG = (
        "rng",
        "{rng} np.random and generators of your own draw others, which nobody can draw again. Call the methods of rng, "
        "and use what they return.",
        "rng_ignored",
        True,
    )
    AGAIN = (
        "again",
        "Called a second time with the same arguments, your function answers differently. It must remember nothing "
        "from one call to the next, and draw random numbers only from an rng it is given.",
        "remembers_the_last_call",
        True,
    )

    @property
    def order(self) -> int:
        """Its place among the kinds: findings with a smaller number are told first."""
        return list(type(self)).index(self)

    @property
    def to_do(self) -> bool:
        """Whether there is nothing to judge yet."""
        return self in (Kind.NOT_WRITTEN, Kind.WAITS)

    @property
    def ends_the_check(self) -> bool:
        """Whether calling the function with further cases makes no sense after this."""
        return self in (Kind.NOT_WRITTEN, Kind.WAITS, Kind.TIME, Kind.MEMORY, Kind.INTERRUPTED, Kind.DIED)

    @property
    def before_any_result(self) -> bool:
        """Whether this kind says everything: no case and no value would add to it."""
        return self.order < Kind.RAISED.order
