"""What the learner reads when a call gave no value, or when the mistake is not one of the known ones."""

from __future__ import annotations

from autograder.compare import Finding
from autograder.exercise import Exercise
from autograder.explain import explain_error
from autograder.observe import Failure, Observation


def stopped(exercise: Exercise, failure: Failure) -> str:
    """The words for a call that never got as far as a result: not written, not callable, out of time."""
    name = exercise.name
    if failure.kind in ("NotWritten", "NotImplementedError"):
        other = failure.function
        if failure.kind == "NotImplementedError" and other not in ("", name) and not other.startswith("<"):
            return f"{name} calls {other}, which is not written yet. Write {other} first, run its cell, and come back."
        return "Not written yet: put your answer where the placeholder is, then run both cells again."
    if failure.kind == "NotCallable":
        return f"A function is wanted here, {exercise.signature}, and this is a {failure.message}."
    if failure.kind == "Signature":
        return f"Your function is written as {name}{failure.message}, but it is called as {exercise.signature}."
    if failure.kind == "TimeLimit":
        return f"Stopped after {failure.message} seconds: a loop that never ends? Print its variables as they change."
    if failure.kind == "Died":
        return f"Your notebook's process did not survive this. {failure.message}"
    if failure.kind == "MemoryError":
        return "Stopped: your function asked for more memory than there is. Print the shapes of what it makes."
    return "You stopped the check."


def unknown(exercise: Exercise, finding: Finding, observation: Observation) -> str:
    """The honest words for a mistake that is not one of the known ones: what is wrong, and no guess why."""
    part = f"{finding.part}: " if finding.part else ""
    if finding.kind == "error" and observation.failure:
        explained = explain_error(observation.failure)
        return f"Your function stopped with {observation.failure.kind}. {explained}".strip()
    if finding.kind == "changed":
        names = " and ".join(exercise.parameters[i] for i in observation.changed)
        return f"The result is right, but your function changes its argument {names}. Work on a copy."
    if finding.kind == "rng":
        return (
            "The numbers do not come from the rng that was passed in: np.random and generators of your own draw "
            "others, which nobody can draw again. Call the methods of rng."
        )
    if finding.kind == "again":
        return (
            "Called a second time with the same arguments, your function answers differently. It must remember "
            "nothing from one call to the next, and draw random numbers only from an rng it is given."
        )
    if finding.kind == "returns":
        if observation.printed:
            return "Your function prints its answer instead of returning it. Put `return` where `print` is."
        return f"{part}Your function returns None: is the `return` missing?"
    if exercise.is_value:
        return "That is not the answer, and not one of the usual slips either. Read the section again and calculate."
    texts = {
        "type": "The result is of the wrong kind.",
        "shape": "The result has the wrong shape.",
        "dtype": "The result has the wrong type of number.",
        "finite": "The result holds NaN or infinity.",
        "value": "The numbers are wrong, and this is not one of the known mistakes. Redo this case by hand:",
    }
    return part + texts[finding.kind]
