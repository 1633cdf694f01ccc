"""A whole array where one value is needed: one decision, one number, one index."""

from __future__ import annotations

import re

import numpy as np

from autograder.explain.facts import Facts, Rule, is_, kind_of, listed, origin, quoted, shape_of
from autograder.explain.operators import bits
from autograder.inside.observation import Part


def truth(facts: Facts, match: re.Match[str]) -> str:
    """if z > 0, max(0, z), a and b, 0 < z < 1."""
    form = facts.at.form
    if form == "call":
        return _truth_in_call(facts)
    if form in ("and", "or", "not"):
        operands = [part for part in facts.parts if shape_of(part)]
        what = f", and {quoted(operands[0].text)} is {is_(operands[0])}" if operands else ""
        return (
            f"`{form}` needs one True or False on each side{what}. np.logical_{form} works entry by entry. "
            "Or is one answer for all entries meant?"
        )
    if form == "chain" and re.search("[&|]", facts.at.text):
        return bits(facts, match)
    if form == "chain":
        return f"{facts.text} means two comparisons joined by `and`, which works for one number at a time, not for an array."
    if form == "test" and facts.parts:
        shape = shape_of(facts.parts[0])
        answers = f"an array of shape {shape}" if shape else "a whole array of answers"
        return (
            f"{facts.text} is {answers}, one True or False for each entry, and an `if` can follow only one. "
            "Must each entry be decided for itself (as np.where does), or all of them at once?"
        )
    return (
        f"{facts.text} needs one True or False, and here a whole array is asked. Must each entry be decided for itself?"
    )


def _truth_in_call(facts: Facts) -> str:
    name = facts.function.text
    given = [part for part in facts.given if "the module" not in part.words]
    if name in ("max", "min", "sorted"):
        if len(given) == 1:
            return (
                f"Python's {name} compares the entries of {quoted(given[0].text)} with each other. It is {kind_of(given[0]) or 'a sequence'}"
                f"{origin(given[0])}, so that its entries are whole arrays, of which none is the largest. What does it hold?"
            ).replace("largest", "largest" if name == "max" else "smallest" if name == "min" else "first")
        other = f" np.{name}imum decides entry by entry." if name in ("max", "min") else ""
        shapes = listed([part for part in given if shape_of(part)])
        return f"Python's {name} chooses between its arguments as wholes, but here are arrays: {shapes or 'see the call'}.{other}"
    if facts.calls_own_function:
        return (
            f"Inside the call {facts.text} an `if` or a comparison needs one True or False, and gets an array: "
            f"{listed([part for part in given if part.words])}. Does this function take one number at a time?"
        )
    return f"{facts.text} needs one True or False, and was given an array. Must each entry be decided for itself?"


def one_number(facts: Facts, match: re.Match[str]) -> str:
    """math.exp(z), float(z), int(z) of an array."""
    if facts.at.form == "store":
        value = facts.parts[1] if len(facts.parts) > 1 else Part("the right side")
        return f"{facts.text} is room for one number, but {quoted(value.text)} is {is_(value) or 'an array'}. Should it be added up, or is the room too small?"
    array = next((part for part in facts.given if shape_of(part)), None)
    name = facts.function.words.removeprefix("the function ").removeprefix("the type ") or facts.function.text
    what = f"{quoted(array.text)} is {shape_of(array)}" if array else "here it was given several"
    bare = name.rpartition(".")[2]
    instead = f" np.{bare} works on every entry." if name.startswith("math.") and hasattr(np, bare) else ""
    ask = instead or " Which one number is meant, or should the whole array stay one?"
    return f"{facts.text}: {quoted(name)} takes one number at a time, but {what}.{ask}"


def whole_index(facts: Facts, match: re.Match[str]) -> str:
    """range(t) where t is an array."""
    array = next((part for part in facts.given if shape_of(part)), None)
    what = f", but {quoted(array.text)} is an array of shape {shape_of(array)}" if array else ""
    return f"{facts.text} needs one whole number{what}. Must each entry be treated by itself?"


RULES: tuple[tuple[str, Rule], ...] = (
    (r"truth value of an? array|truth value of an empty array", truth),
    (r"only (?:0-dimensional|length-1|size-1) arrays can be converted|can only convert an array of size 1", one_number),
    (r"must be real number, not (?:list|tuple|numpy.ndarray)|argument must be a string or a real number", one_number),
    (r"only integer scalar arrays can be converted to a scalar index", whole_index),
)
