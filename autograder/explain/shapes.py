"""Indices, axes, room for results and shapes that are asked for."""

from __future__ import annotations

import re

from autograder.explain.facts import Facts, Rule, count, is_, listed, origin, quoted, shape_of
from autograder.inside.observation import Part


def out_of_bounds(facts: Facts, match: re.Match[str]) -> str:
    """Index 6 of an axis with 6 entries, which are 0 to 5."""
    index, axis, size = (int(number) for number in match.groups())
    if facts.calls_own_function or facts.at.form not in ("index", "store"):
        return f"In {facts.text}, index {index} is asked for, and the axis has {_entries(size)}."
    array, indices = _indexed(facts)
    shape = shape_of(array)
    of = f"{quoted(array.text)}{f', which is {shape},' if shape and len(shape) > 1 else ''}"
    which = f"axis {axis} of {of}" if shape and len(shape) > 1 else of
    return f"{facts.text} asks for index {index}, but {which} has {_entries(size)}. {_how_far(indices)}"


def list_index(facts: Facts, match: re.Match[str]) -> str:
    """The same for lists and tuples."""
    if facts.at.form not in ("index", "store"):
        return ""
    array, indices = _indexed(facts)
    if array.text.endswith(".shape") and (size := _length(array)) is not None:
        owner = quoted(array.text.removesuffix(".shape"))
        return (
            f"{facts.text} does not exist: {owner} has {'only one axis' if size == 1 else f'{size} axes'} here, so its "
            f"shape holds {count(size, 'number')}. What if the exercise passes any shape?"
        )
    size, is_stored = _length(array), facts.at.form == "store"
    has = _entries(size) if size is not None else "fewer entries"
    grows = "A list has no places before something is in it: append adds to its end." if size == 0 and is_stored else ""
    asked = next((f"index {is_(index)}" for index in indices if shape_of(index) == ()), "an index")
    return f"{facts.text} asks for {asked}, but {quoted(array.text)} has {has}. {grows or _how_far(indices)}"


def _indexed(facts: Facts) -> tuple[Part, tuple[Part, ...]]:
    """What is indexed, and with what; of an assignment, the target stands first in the parts and its value next."""
    if facts.at.form == "index" and facts.parts:
        return facts.parts[0], facts.parts[1:]
    inner = next(
        (n for n, part in enumerate(facts.parts[1:], 1) if facts.at.text.startswith(part.text)), len(facts.parts)
    )
    return (facts.parts[inner], facts.parts[inner + 1 :]) if inner < len(facts.parts) else (Part(""), ())


def _length(part: Part) -> int | None:
    match = re.match(r"a (?:list|tuple) of (\d+)", part.words)
    shape = shape_of(part)
    return int(match[1]) if match else shape[0] if shape else None


def _entries(size: int) -> str:
    if size < 2:
        return "no entries" if size == 0 else "one entry, with index 0"
    return f"{size} entries, with the indices 0 to {size - 1}"


def _how_far(indices: tuple[Part, ...]) -> str:
    if any(shape_of(index) for index in indices):
        return "What does the index array count, and along which axis of the array?"
    if all(re.fullmatch(r"-?\d+", index.text) for index in indices):
        return "What if there are fewer than you thought?"
    return "How far may the index count?"


def too_many_indices(facts: Facts, match: re.Match[str]) -> str:
    """X[i, j] where X has one axis."""
    axes, wanted = int(match[1]), int(match[2])
    has = {0: "a single number", 1: "an array with one axis"}.get(axes, f"an array with {axes} axes")
    if facts.calls_own_function:
        given = listed([part for part in facts.given if part.words])
        to = quoted(facts.function.words.removeprefix("the function "))
        return (
            f"{facts.text} passes {given or 'its arguments'} to {to}, and inside, {has} is indexed by "
            f"{count(wanted, 'number')}. Does this function take one number, or the whole array?"
        )
    array, _ = _indexed(facts) if facts.at.form in ("index", "store") else (Part("the array"), ())
    indices = {1: "one index"}.get(wanted, f"{wanted} indices")
    return f"{facts.text} uses {indices}, but {quoted(array.text)} is {has}{origin(array)}. Which shape did you expect?"


def number_indexed(facts: Facts, match: re.Match[str]) -> str:
    """x[0] where x is a number, a function or a module."""
    array, indices = _indexed(facts) if facts.at.form in ("index", "store") else (Part(""), ())
    if array.words == "None" or "NoneType" in facts.failure.message or not array.words:
        return ""
    if array.words.startswith(("the function", "the method", "a method", "the type")):
        return f"In {facts.text}, {quoted(array.text)} is {array.words}: a function is called with ( ), not indexed with [ ]."
    given = "Is it the value that you expected here?"
    if shape_of(array) == () and any(index.words in ("True", "False") for index in indices):
        given = (
            "May the exercise pass a plain number? np.asarray makes an array of either, and np.where decides for both."
        )
    return f"{facts.text} uses [ ], but {quoted(array.text)} is {array.words}{origin(array)}, which has no entries. {given}"


def wrong_index(facts: Facts, match: re.Match[str]) -> str:
    """An index that is no whole number."""
    array, indices = _indexed(facts) if facts.at.form in ("index", "store") else (Part("the array"), ())
    bad = next(
        (
            i
            for i in indices
            if i.words and not (shape_of(i) is not None and "." not in is_(i)) and i.words != "a slice"
        ),
        None,
    )
    if bad is None:
        return f"{facts.text}: an index must be a whole number, a slice, or an array of these."
    if bad.words.startswith("the text") or (not bad.words and "str" in facts.failure.message):
        return f"{facts.text} asks {quoted(array.text)} for {bad.words}, but it is {array.words}, and counts with whole numbers."
    return (
        f"In {facts.text}, the index {quoted(bad.text)} is {bad.words}{origin(bad)}, and an index must be a whole number. "
        "Division with / always gives a float; // rounds down to a whole number."
        if shape_of(bad) == ()
        else f"In {facts.text}, the index {quoted(bad.text)} is {bad.words}{origin(bad)}. What should it count?"
    )


def text_as_index(facts: Facts, match: re.Match[str]) -> str:
    """parameters["W1"] where parameters is a list."""
    array, indices = _indexed(facts) if facts.at.form in ("index", "store") else (Part("the list"), ())
    if match[2] != "str":
        return wrong_index(facts, match)
    key = quoted(indices[0].text) if indices else "a text"
    kind = array.words or f"a {match[1]}"
    return (
        f"{facts.text} looks for the name {key} as in a dictionary, but {quoted(array.text)} is {kind}. "
        "By which number do you reach the entry that you want?"
    )


def axis(facts: Facts, match: re.Match[str]) -> str:
    """axis=1 of an array with one axis."""
    wanted, axes = int(match[1]), int(match[2])
    array = facts.owner if facts.owner.text else next(iter(facts.given), Part("the array"))
    shape = shape_of(array)
    has = "no axis at all" if axes == 0 else "one axis, which is axis 0" if axes == 1 else f"the axes 0 to {axes - 1}"
    told = f"{facts.text} asks for axis {wanted}, but {quoted(array.text)}{f', which is {shape},' if shape else ''} has {has}."
    plain = [part for part in facts.given if part is not array and "=" not in part.text]
    if plain and plain[0].words == f"the number {wanted}" and not re.fullmatch(r"-?\d+", plain[0].text):
        return f"{told} The second argument is the axis, and here that is {quoted(plain[0].text)}: was it meant to be added?"
    return f"{told} Along which axis should it work, and what if there is only one?"


def store(facts: Facts, match: re.Match[str]) -> str:
    """Z[i] = ... with values of another shape."""
    value = facts.parts[1] if facts.at.form == "store" and len(facts.parts) > 2 else Part("the right side")
    array, _ = _indexed(facts) if facts.at.form == "store" else (Part(""), ())
    room = "one number" if match[2] in ("", "()") else f"({match[2]})"
    return (
        f"{facts.text} has room for {room}, but {quoted(value.text)} is ({match[1]}). "
        f"Does {quoted(array.text or 'the array')} have the shape of the result?{origin(array)}"
    )


def store_sequence(facts: Facts, match: re.Match[str]) -> str:
    """out[i] = an array, where there is room for one number; or arrays of several shapes in one."""
    if facts.at.form == "store" and len(facts.parts) > 2:
        value = facts.parts[1]
        array, _ = _indexed(facts)
        what = f" is {value.words}" if value.words else " is a whole array"
        return (
            f"{facts.text} is room for one number, but {quoted(value.text)}{what}. Should it be one number, or must "
            f"{quoted(array.text)} have room for more?{origin(array)}"
        )
    several = next((part for part in facts.given if part.words.startswith(("a tuple", "a list"))), None)
    if several is None:
        return f"In {facts.text}, sequences of different lengths cannot form one array."
    return (
        f"In {facts.text}, {quoted(several.text)} is {several.words}{origin(several)}, and its items have different "
        "shapes, so that they cannot form one array. Which of the items do you need?"
    )


def reshape(facts: Facts, match: re.Match[str]) -> str:
    """6 numbers do not fill (4, 2)."""
    wanted = tuple(int(size) for size in re.findall(r"-?\d+", match[2]))
    array = (
        facts.owner
        if shape_of(facts.owner)
        else next((part for part in facts.given if shape_of(part)), Part("the array"))
    )
    needs = 1
    for size in wanted:
        needs *= size
    fills = f"{wanted} needs {needs}" if needs >= 0 else f"they do not divide into {wanted}"
    shape = shape_of(array)
    has = f"{quoted(array.text)}{f' is {shape} and' if shape else ''} holds {count(int(match[1]), 'number')}"
    return f"{facts.text}: {has}, and {fills}. Which size do you want to keep?"


def joined(facts: Facts, match: re.Match[str]) -> str:
    """hstack and its like, with arrays that do not fit."""
    return (
        f"{facts.text} joins arrays that do not fit: {match[1].strip()}. All sizes but the one that grows must be "
        "equal, and so must the number of axes; x[:, None] makes a column of n numbers."
    )


RULES: tuple[tuple[str, Rule], ...] = (
    (r"index (-?\d+) is out of bounds for axis (\d+) with size (\d+)", out_of_bounds),
    (r"(list|tuple|string|assignment) (?:assignment )?index out of range", list_index),
    (r"too many indices for array: array is (\d+)-dimensional, but (\d+) were indexed", too_many_indices),
    (r"is not subscriptable|invalid index to scalar variable", number_indexed),
    (r"(list|tuple) indices must be integers or slices, not (\w+)", text_as_index),
    (r"only integers, slices|arrays used as indices|slice indices must be", wrong_index),
    (r"axis (-?\d+) is out of bounds for array of dimension (\d+)", axis),
    (r"could not broadcast input array from shape \((.*?)\) into shape \((.*?)\)", store),
    (r"setting an array element with a sequence", store_sequence),
    (r"cannot reshape array of size (\d+) into shape \((.*?)\)", reshape),
    (r"all the input array(?:s must have same number of dimensions, but| dimensions except .*?, but)(.*)", joined),
)
