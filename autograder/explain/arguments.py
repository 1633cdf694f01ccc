"""Calls with too few, too many or unknown arguments."""

from __future__ import annotations

import re

from autograder.explain.facts import Facts, Rule, count, quoted

TORCH = {
    "dim": "axis",
    "keepdim": "keepdims",
    "dims": "axis",
    "axes": "axis",
    "keep_dims": "keepdims",
    "scale_": "scale",
}


def _signature(facts: Facts) -> str:
    return facts.function.words.removeprefix("the function ") if facts.calls_own_function else ""


def missing(facts: Facts, match: re.Match[str]) -> str:
    """dense(X, V), where dense takes three."""
    signature = _signature(facts)
    if not signature:
        return ""
    given = facts.given
    pair = next(
        (part for part in given if part.words.startswith("a tuple") or (not part.words and part.text.endswith(")"))),
        None,
    )
    star = (
        f" If {quoted(pair.text)} gives several values, a star in front, *, spreads them over several arguments."
        if pair
        else ""
    )
    lacks = match[2].replace("'", "`")
    return f"The function is {quoted(signature)}, and {facts.text} passes {count(len(given), 'argument')}: {lacks} is missing.{star}".replace(
        " and `", " and `"
    )


def too_many(facts: Facts, match: re.Match[str]) -> str:
    """relu(z, 0), where relu takes one."""
    signature = _signature(facts)
    setting = next((part for part in facts.given if part.words.startswith("a dict")), None)
    if setting and match[2] == "0":
        return (
            f"{facts.text} passes the dictionary {quoted(setting.text)} as one argument, but this function takes its "
            f"arguments by name. Two stars in front of a dictionary, {quoted('**' + setting.text)}, pass each of its "
            "values under its key."
        )
    takes = f"The function is {quoted(signature)}" if signature else f"{quoted(match[1])} takes {match[2]}"
    return f"{takes}, but {facts.text} passes {count(int(match[3]), 'argument')}. Which of them does it need?"


def unknown(facts: Facts, match: re.Match[str]) -> str:
    """Z.max(dim=1), or np.sum(value), which calls value.sum(axis=None)."""
    name, (owner, _, method) = match[2], match[1].rpartition(".")
    if owner and facts.function.text.startswith("np.") and not re.search(rf"\b{name}\s*=", facts.at.text):
        return f"{facts.text} hands over to the method {quoted(method)} of {quoted(owner)}, which takes no {quoted(name)}. Call the method itself, as in `x.{method}()`."
    if name in TORCH:
        return f"In {facts.text}, {quoted(name)} is PyTorch's name: NumPy calls it {quoted(TORCH[name])}."
    signature = _signature(facts)
    takes = f" It is {quoted(signature)}." if signature else ""
    return f"{facts.text} passes an argument called {quoted(name)}, but {quoted(facts.function.text or match[1])} has none of this name.{takes}"


def twice(facts: Facts, match: re.Match[str]) -> str:
    """f(x, x=1)."""
    signature = _signature(facts)
    return f"{facts.text} passes {quoted(match[2])} twice: once by position and once by name.{f' It is {quoted(signature)}.' if signature else ''}"


def no_mapping(facts: Facts, match: re.Match[str]) -> str:
    """train(**setting) where setting is a text."""
    part = next((part for part in facts.given if part.text.startswith("**")), None)
    if part is None:
        return ""
    name, is_text = part.text.removeprefix("**"), part.words.startswith("the text")
    of_keys = " A loop over a dictionary goes through its keys, one text after the other." if is_text else ""
    return f"In {facts.text}, ** spreads out a dictionary, but {quoted(name)} is {part.words or match[1]}.{of_keys}"


RULES: tuple[tuple[str, Rule], ...] = (
    (r"^TypeError: ([\w.<>]+)\(\) missing \d+ required (?:positional|keyword-only) arguments?: (.*)", missing),
    (r"^TypeError: ([\w.<>]+)\(\) takes (.*?) positional arguments? but (\d+) (?:was|were) given", too_many),
    (r"^TypeError: ([\w.<>]+)\(\) got an unexpected keyword argument '(\w+)'", unknown),
    (r"^TypeError: ()'(\w+)' is an invalid keyword argument", unknown),
    (r"argument after \*\* must be a mapping, not (\w+)", no_mapping),
    (r"^TypeError: ([\w.<>]+)\(\) got multiple values for argument '(\w+)'", twice),
)
