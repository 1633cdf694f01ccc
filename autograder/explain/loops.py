"""Unpacking, going through something, and what is empty, endless or divided by zero."""

from __future__ import annotations

import re

from autograder.explain.facts import Facts, Rule, count, is_, kind_of, origin, quoted, shape_of
from autograder.inside.observation import Part


def unpack(facts: Facts, match: re.Match[str]) -> str:
    """w1, w2 = w, where w holds three."""
    if not facts.at.form.startswith("unpack") or not facts.parts:
        return ""
    names, source = int(match[1]), facts.parts[0]
    given = match[2] or _length(source)
    holds = f"only {given}" if given and int(given) < names else given or f"more than {names}"
    if facts.at.form == "unpack in for":
        gives = count(int(given), "value") if given else f"more than {names} values"
        return (
            f"Each round of {quoted(source.text)} gives {gives}, and there are {count(names, 'name')} to take them. "
            "What does one round give, and in which parentheses?"
        )
    kind = f" is {kind_of(source)}{origin(source)} and" if source.words else ""
    of_shape = " The data may have any number of axes." if source.text.endswith(".shape") else ""
    return (
        f"There are {count(names, 'name')} on the left, but {quoted(source.text)}{kind} gives {holds}.{of_shape} "
        "What does it hold, and in which order?"
    )


def _length(part: Part) -> str:
    match = re.match(r"a (?:list|tuple) of (\d+)", part.words)
    shape = shape_of(part)
    return match[1] if match else str(shape[0]) if shape else ""


def _one_number(source: Part) -> str:
    """A count to go up to, or an argument that may be an array and is a number here."""
    if re.fullmatch(r"the number -?\d+", source.words):
        return " range(n) counts from 0 to n - 1."
    return (
        " May the exercise pass a plain number? NumPy's functions, such as np.exp, take a number as well as an array."
    )


def not_iterable(facts: Facts, match: re.Match[str]) -> str:
    """for i in len(X); w1, w2 = 3."""
    form, source = facts.at.form, next(iter(facts.given if facts.at.form == "call" else facts.parts), Part(""))
    if not source.words or source.words == "None":
        return ""
    if form == "for" or form.startswith("unpack"):
        does = "goes through" if form == "for" else "unpacks"
        ask = _one_number(source) if form == "for" and shape_of(source) == () else ""
        return f"The line {does} {quoted(source.text)}, but that is {kind_of(source)}{origin(source)}, not several values.{ask}"
    single = next((part for part in facts.given if shape_of(part) == ()), None)
    if single is None:
        return ""
    return f"{facts.text} needs several values, but {quoted(single.text)} is {single.words}{origin(single)}."


def no_length(facts: Facts, match: re.Match[str]) -> str:
    """len(5)."""
    thing = next(iter(facts.given), Part(""))
    if not thing.words or thing.words == "None":
        return ""
    return (
        f"{facts.text}: {quoted(thing.text)} is {thing.words}{origin(thing)}, which has no length. "
        "May the exercise pass a single number here? np.size counts the entries of anything."
    )


def empty(facts: Facts, match: re.Match[str]) -> str:
    """np.argmin of nothing."""
    thing = next((part for part in facts.given if part.words and "the module" not in part.words), Part("its argument"))
    is_empty = f", which is {is_(thing)}," if thing.words else ""
    return f"{facts.text} looks for an entry, but {quoted(thing.text)}{is_empty} has none in this case{origin(thing)}. Why is it empty?"


def nothing_but_nan(facts: Facts, match: re.Match[str]) -> str:
    """np.nanargmin where all are NaN."""
    thing = next(iter(facts.given), Part("its argument"))
    return f"In this case every entry of {quoted(thing.text)} is NaN, and {facts.text} has nothing left to choose from."


def division(facts: Facts, match: re.Match[str]) -> str:
    """1 / n with n = 0."""
    if len(facts.parts) < 2:
        return "Something was divided by 0. In which case is the divisor 0?"
    return f"{facts.text} divides by {quoted(facts.parts[1].text)}, which is 0 here{origin(facts.parts[1])}. When can it be 0?"


def recursion(facts: Facts, match: re.Match[str]) -> str:
    """A function that calls itself for ever."""
    return (
        f"{quoted(facts.failure.function)} calls itself, again and again, at {facts.text}. If it is meant to, one case must end "
        "it; if not, which function did you mean?"
    )


def assertion(facts: Facts, match: re.Match[str]) -> str:
    """The learner's own assert."""
    return f"Your own `assert` does not hold in this case: {quoted(facts.failure.line)}."


def domain(facts: Facts, match: re.Match[str]) -> str:
    """math.sqrt(-2)."""
    number = next((part for part in facts.given if shape_of(part) == ()), None)
    if number is None:
        return f"{facts.text} was given a number for which the function has no value."
    return f"{facts.text} has no value: {quoted(number.text)} is {is_(number)} here{origin(number)}. Can that number be right?"


def too_large(facts: Facts, match: re.Match[str]) -> str:
    """math.exp(1000)."""
    number = next((part for part in facts.given if shape_of(part) == ()), None)
    of = f" {quoted(number.text)} is {is_(number)} here." if number else ""
    return f"The result of {facts.text} is larger than a float can hold.{of} Can the formula be written so that it never gets there?"


RULES: tuple[tuple[str, Rule], ...] = (
    (r"not enough values to unpack \(expected (?:at least )?(\d+), got (\d+)\)", unpack),
    (r"too many values to unpack \(expected (\d+)(?:, got (\d+))?\)", unpack),
    (r"object is not iterable|iteration over a 0-d array|cannot unpack non-iterable", not_iterable),
    (r"has no len\(\)|len\(\) of unsized object", no_length),
    (r"of an empty sequence|zero-size array to reduction|arg is an empty sequence|iterable argument is empty", empty),
    (r"pop from (?:an )?empty|need at least one array", empty),
    (r"All-NaN slice", nothing_but_nan),
    (r"^ZeroDivisionError", division),
    (r"^RecursionError", recursion),
    (r"^AssertionError", assertion),
    (r"math domain error|expected a (?:positive|nonnegative) input", domain),
    (r"math range error|Result too large", too_large),
)
