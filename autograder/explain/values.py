"""Values of another kind than the code expects: None, numbers, texts, functions, matrices without an inverse."""

from __future__ import annotations

import re

from autograder.explain.facts import IN_PLACE, Facts, Rule, count, is_, kind_of, listed, origin, quoted, shape_of
from autograder.inside.observation import Part


def none(facts: Facts, match: re.Match[str]) -> str:
    """None where a value is needed, and where it comes from."""
    part = next((part for part in facts.parts if part.words == "None"), None)
    if part is None:
        call = next((part for part in facts.parts if part.text.endswith(")") and not part.words), None)
        return (
            f"{quoted(call.text)} gives None. {_returns(call.text)}".strip()
            if call
            else "A value is None here. Does every function return one?"
        )
    told = f"In {facts.text}, {quoted(part.text)} is None{origin(part)}."
    _, _, right = part.set_by.partition("=")
    return f"{told} {_returns(right.strip())}".strip()


def _returns(call: str) -> str:
    """Why a call gives None."""
    called = re.match(r"([\w.\[\]]+)\(", call)
    if not called:
        return "No line has given it another value." if call == "None" else ""
    method = called[1].rpartition(".")[2]
    if "." in called[1] and method in IN_PLACE:
        owner = called[1].rpartition(".")[0]
        changed = "the array it is given" if method == "shuffle" else quoted(owner)
        return f"{quoted(called[1])} {IN_PLACE[method]} in place: it changes {changed} and returns None."
    return f"Is the `return` missing in {quoted(called[1])}?" if called[1].isidentifier() else ""


def not_callable(facts: Facts, match: re.Match[str]) -> str:
    """A_L(1 - A_L), H.T(), grad(w)."""
    called = facts.function
    if not called.text:
        return ""
    what = kind_of(called) or f"a value of type {match[1]}"
    if called.text.endswith((".T", ".shape", ".size", ".ndim", ".dtype")):
        return f"{quoted(called.text)} is no method but a value, {is_(called)}: write it without ( )."
    if called.words.startswith("the text"):
        return (
            f"{facts.text} calls {quoted(called.text)} like a function, but it is {what}{origin(called)}. If it comes from a "
            "dictionary: a loop goes through its keys; .values() and .items() give what belongs to them."
        )
    if called.set_by and not called.set_by.startswith(called.text + "["):
        hides = " That line hides the function of the same name, if you meant it." if called.text.isidentifier() else ""
        return f"{facts.text} calls {quoted(called.text)} like a function, but it is {what}{origin(called)}.{hides}"
    return (
        f"{facts.text}: parentheses right behind a value call it like a function, but {quoted(called.text)} is {what}. "
        "If no call is meant: is an operator such as * missing between the two, or should it be [ ]?"
    )


def fixed(facts: Facts, match: re.Match[str]) -> str:
    """result[i] = ... where result is a tuple or a number."""
    array = next((part for part in facts.parts[1:] if facts.at.text.startswith(part.text + "[")), Part("the left side"))
    what = array.words or f"a {match[1]}"
    if what == "None":
        return ""
    if what.startswith("a tuple"):
        return f"{facts.text} changes an entry of {quoted(array.text)}, {what}{origin(array)}: a tuple stays as it was made. Make a list, or a new tuple."
    if what.startswith("the number") or match[1] in ("float", "int", "numpy.float64", "numpy.int64", "float64"):
        return (
            f"{facts.text} fills an entry, but {quoted(array.text)} is a single number{origin(array)}. What should happen "
            "when the exercise passes plain numbers? np.asarray and np.where treat both alike."
        )
    return (
        f"{facts.text} fills an entry, but {quoted(array.text)} is {what}{origin(array)}, whose entries cannot be set."
    )


def whole_number(facts: Facts, match: re.Match[str]) -> str:
    """range(2.5), np.zeros(2.0), and np.max(0, z), which takes z for the axis."""
    if (
        (name := facts.function.text) in ("np.max", "np.min")
        and len(facts.given) > 1
        and "=" not in facts.given[1].text
    ):
        return (
            f"{facts.text} takes its second argument, {quoted(facts.given[1].text)}, for the axis: {quoted(name)} looks for "
            f"one number in an array. {quoted(name + 'imum')} compares two, entry by entry."
        )
    needle = {"float": ".", "tuple": "a tuple", "list": "a list", "str": "the text", "numpy.float64": "."}.get(
        match[1], ""
    )
    bad = next(
        (
            p
            for p in facts.parts
            if needle and needle in p.words and not p.words.startswith(("the function", "the type"))
        ),
        None,
    )
    if "axis=" in facts.at.text and match[1] == "list":
        return f"{facts.text}: several axes are a tuple, and here axis is a list. tuple(...) makes one of it."
    if bad is None:
        return f"{facts.text} needs a whole number, and was given a {match[1]}."
    ask = " Division with / always gives a float; // rounds down to a whole number." if "/" in f"{bad.text}{bad.set_by}" else (
        " Must it be one?" if match[1] == "float" else "")  # fmt: skip
    return f"{facts.text} needs a whole number, but {quoted(bad.text)} is {bad.words}{origin(bad)}.{ask}"


def data_type(facts: Facts, match: re.Match[str]) -> str:
    """np.zeros(2, 3)."""
    if len(facts.given) < 2:
        return ""
    second = facts.given[1]
    return (
        f"In {facts.text} the second argument, {quoted(second.text)}, is taken for the type of the entries. A shape is one argument, "
        f"a tuple in parentheses of its own; or was {quoted(second.text)} meant to be multiplied?"
        if shape_of(second) == () else ""
    )  # fmt: skip


def unhashable(facts: Facts, match: re.Match[str]) -> str:
    """A set of arrays, a dictionary whose keys are lists, or a function of arrays that is to remember its results."""
    if not facts.failure.function or "lru_cache" in facts.function.words:
        which = quoted(facts.function.text) if facts.failure.function else "your function"
        return (
            f"A cache stands above {which} (lru_cache or cache). It keeps every result under the arguments of the call, "
            "and what can change, such as an array, a list or a dictionary, cannot be looked up that way. "
            "Remove the line with the cache."
        )
    return (
        f"{facts.text}: {match[1].replace('numpy.ndarray', 'an array').replace('list', 'a list').replace('dict', 'a dictionary')} "
        "cannot be in a set or be the key of a dictionary, because it can change. A tuple of its numbers can."
    )


def singular(facts: Facts, match: re.Match[str]) -> str:
    """solve and inv without an inverse."""
    return f"The matrix in {facts.text} has no inverse in this case. Can its columns depend on each other, or is there another formula?"


def square(facts: Facts, match: re.Match[str]) -> str:
    """eig of a matrix that is not square."""
    return f"{facts.text} needs a square matrix: {listed([part for part in facts.given if shape_of(part)]) or 'this one is not'}."


def masked(facts: Facts, match: re.Match[str]) -> str:
    """result[z >= 0] = np.exp(z)."""
    value, array = (
        (facts.parts[1], facts.at.text) if len(facts.parts) > 1 else (Part("the right side"), "the left side")
    )
    entries = count(int(match[2]), "entry", "entries")
    return (
        f"The mask in {quoted(array)} chooses {entries}, and {quoted(value.text)} has {match[1]}. Use the mask, "
        f"{quoted(array[array.find('[') :])}, on the right as well; or np.where, which chooses entry by entry."
    )


def not_installed(facts: Facts, match: re.Match[str]) -> str:
    """import pandas."""
    return f"{quoted(match[1])} is not installed with this course. Which lines of NumPy or Python do the same?"


RULES: tuple[tuple[str, Rule], ...] = (
    (r"boolean array indexing assignment cannot assign (\d+) input values to the (\d+) output", masked),
    (r"^ModuleNotFoundError: No module named '([\w.]+)'", not_installed),
    (r"NoneType", none),
    (r"'([\w.]+)' object is not callable", not_callable),
    (r"'([\w.]+)' object does not support item assignment", fixed),
    (r"'([\w.]+)' object cannot be interpreted as an integer", whole_number),
    (r"Cannot interpret '.*' as a data type|Cannot construct a dtype from|data type '.*' not understood", data_type),
    (r"unhashable type: '([\w.]+)'", unhashable),
    (r"Singular matrix", singular),
    (r"must be square", square),
)
