"""Values of another kind than the code expects: None, whole arrays, numbers, texts, functions."""

from __future__ import annotations

import re

import numpy as np

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


def in_place_integers(facts: Facts, match: re.Match[str]) -> str:
    """X -= mu, where X holds whole numbers."""
    target = facts.parts[0] if facts.parts else Part("the array")
    operator = facts.at.form.removesuffix("=") or match[1]
    value = facts.parts[1].text if len(facts.parts) > 1 else "..."
    if not facts.at.form.endswith("="):
        return f"{facts.text} writes decimals into an array of whole numbers, which cannot hold them. Of which type is the array that it fills?"
    return (
        f"{facts.text} writes its result into {quoted(target.text)} itself{origin(target)}, which holds whole numbers and has no room "
        f"for decimals. {quoted(f'{target.text} {operator} {value}')} is a new array, which can hold them."
    )


def caret(facts: Facts, match: re.Match[str]) -> str:
    """x ^ 2."""
    return (
        f"In {facts.text}, `^` is not a power: in Python it compares the bits of whole numbers. A power is written **."
    )


def bits(facts: Facts, match: re.Match[str]) -> str:
    """(x > 0) & y where y is a float."""
    return (
        f"{facts.text}: `&` and `|` join True and False, or the bits of whole numbers, and they bind more tightly than ==, < and >: "
        "each comparison needs parentheses of its own."
    )


def operands(facts: Facts, match: re.Match[str]) -> str:
    """Two things that an operator cannot combine."""
    if "instances of 'dict' and 'dict'" in facts.failure.message:
        return (
            f"{facts.text} compares two dictionaries, and neither of them is the smaller one. Compare the numbers beside "
            "them alone: sorted, min and max have an argument `key` that says what to compare."
        )
    if facts.at.form == "call" and facts.calls_own_function:
        return ""
    odd = next(
        (p for p in facts.given if p.words.startswith(("the function", "the method", "a method", "the type"))), None
    )
    if odd is not None:
        return (
            f"In {facts.text}, {quoted(odd.text)} is {odd.words} itself{origin(odd)}, not its result. "
            "A function is called with ( )."
        )
    odd = next(
        (
            p
            for p in facts.given
            if p.words.startswith(("a list", "a tuple", "a dict", "the text", "a range", "a zip", "a generator"))
        ),
        None,
    )
    if odd is None:
        return _no_such_operation(facts)
    words = f"In {facts.text}, {quoted(odd.text)} is {odd.words}{origin(odd)}."
    if odd.words.startswith("a list"):
        return f"{words} Lists are joined and repeated by + and *, they do not calculate; np.array(...) of it does, entry by entry."
    if odd.words.startswith("a tuple"):
        return f"{words} Tuples do not calculate. Which of its items do you need?"
    return f"{words} It cannot be calculated with. Is it the value that you expected here?"


def _no_such_operation(facts: Facts) -> str:
    """(Y - T) ** 2 where Y is of a class that knows no power."""
    said = re.search(r"for ([^:]+): '([A-Z]\w*)' and|for ([^:]+): '\w+' and '([A-Z]\w*)'", facts.failure.message)
    if not said or (said[2] or said[4]) == "NoneType":
        return ""
    operator, kind = (said[1] or said[3]).removesuffix(" or pow()"), said[2] or said[4]
    return f"{facts.text}: a {kind} knows no `{operator}`. Which operations does its class define, and how can they say the same?"


def whole_index(facts: Facts, match: re.Match[str]) -> str:
    """range(t) where t is an array."""
    array = next((part for part in facts.given if shape_of(part)), None)
    what = f", but {quoted(array.text)} is an array of shape {shape_of(array)}" if array else ""
    return f"{facts.text} needs one whole number{what}. Must each entry be treated by itself?"


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
    """range(2.5), np.zeros(2.0)."""
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
    """A set of arrays, a dictionary whose keys are lists."""
    return (
        f"{facts.text}: {match[1].replace('numpy.ndarray', 'an array').replace('list', 'a list').replace('dict', 'a dictionary')} "
        "cannot be in a set or be the key of a dictionary, because it can change. A tuple of its numbers can."
    )


def text_and_number(facts: Facts, match: re.Match[str]) -> str:
    """ "W" + 1."""
    text = next((part for part in facts.given if part.words.startswith("the text")), None)
    other = next((part for part in facts.given if part.words and part is not text), None)
    if text is None:
        return ""
    return f"{facts.text} joins {quoted(text.text)}, which is {text.words}{f', with {other.words}' if other else ''}. Should both be numbers, or both text, str(...)?"


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
    entries = count(int(match[2]), "entry").replace("entrys", "entries")
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
    (r"truth value of an? array|truth value of an empty array", truth),
    (r"only (?:0-dimensional|length-1|size-1) arrays can be converted|can only convert an array of size 1", one_number),
    (r"must be real number, not (?:list|tuple|numpy.ndarray)|argument must be a string or a real number", one_number),
    (r"Cannot cast ufunc '(\w+)' output", in_place_integers),
    (r"bitwise_xor|for \^=?:", caret),
    (r"bitwise_(?:and|or)|for [&|]=?:", bits),
    (r"can only concatenate str|must be str, not", text_and_number),
    (
        r"unsupported operand type|can't multiply sequence|can only concatenate|bad operand type|not supported between",
        operands,
    ),
    (r"did not contain a loop with signature|not supported for the input types", operands),
    (r"'([\w.]+)' object does not support item assignment", fixed),
    (r"'([\w.]+)' object cannot be interpreted as an integer", whole_number),
    (r"only integer scalar arrays can be converted to a scalar index", whole_index),
    (r"Cannot interpret '.*' as a data type|Cannot construct a dtype from|data type '.*' not understood", data_type),
    (r"unhashable type: '([\w.]+)'", unhashable),
    (r"Singular matrix", singular),
    (r"must be square", square),
)
