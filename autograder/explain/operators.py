"""Operators between things that they do not combine."""

from __future__ import annotations

import re

from autograder.explain.facts import Facts, Rule, origin, quoted
from autograder.inside.observation import Part


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


def text_and_number(facts: Facts, match: re.Match[str]) -> str:
    """ "W" + 1."""
    text = next((part for part in facts.given if part.words.startswith("the text")), None)
    other = next((part for part in facts.given if part.words and part is not text), None)
    if text is None:
        return ""
    return f"{facts.text} joins {quoted(text.text)}, which is {text.words}{f', with {other.words}' if other else ''}. Should both be numbers, or both text, str(...)?"


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


def no_ufunc(facts: Facts, match: re.Match[str]) -> str:
    """sigmoid(X @ V + a) where X @ V + a is of a class that NumPy's functions do not know."""
    return f"NumPy's functions cannot calculate with a {match[1]}, as {facts.text} does. Which methods does its class have for that?"


RULES: tuple[tuple[str, Rule], ...] = (
    (r"Cannot cast ufunc '(\w+)' output", in_place_integers),
    (r"operand '(\w+)' does not support ufuncs", no_ufunc),
    (r"bitwise_xor|for \^=?:", caret),
    (r"bitwise_(?:and|or)|for [&|]=?:", bits),
    (r"can only concatenate str|must be str, not", text_and_number),
    (
        r"unsupported operand type|can't multiply sequence|can only concatenate|bad operand type|not supported between",
        operands,
    ),
    (r"did not contain a loop with signature|not supported for the input types", operands),
)
