"""Plain words for what Python and NumPy say: errors that stop a function, warnings that do not."""

from __future__ import annotations

import re

from autograder.explain import arguments, loops, names, one_value, operators, products, shapes, values
from autograder.explain.facts import Facts, listed
from autograder.inside.observation import Failure

_RULES = [
    (re.compile(pattern), rule)
    for topic in (names, arguments, values, one_value, operators, products, shapes, loops)
    for pattern, rule in topic.RULES
]

_WARNINGS = (
    ("overflow encountered in exp", "exp() was given a number above 709, and its result is larger than a float can "
     "hold. NumPy then continues with infinity; check whether your formula still comes out right from there."),
    ("overflow encountered", "A number grew larger than a float can hold (1.8e308) and became infinity."),
    ("divide by zero", "Somewhere a number was divided by 0, or the logarithm of 0 was taken."),
    ("invalid value", "Somewhere 0/0, infinity minus infinity or the like was computed: the result is NaN."),
)  # fmt: skip


def explain_error(failure: Failure) -> str:
    """What to make of an exception in the learner's function, or nothing if its own text must do."""
    said = f"{failure.error}: {failure.message}"
    facts = Facts(failure)
    for pattern, rule in _RULES:
        if (match := pattern.search(said)) and (words := rule(facts, match)):
            return f"{words[0].upper()}{words[1:]} {facts.inside}".strip()
    says = f" It says: {failure.message.strip().rstrip('.')}." if facts.inside and failure.message else ""
    return f"{facts.inside}{says}" or _in_a_call(facts)


def _in_a_call(facts: Facts) -> str:
    """Where nothing is known but the arguments of the call that stopped."""
    given = listed([part for part in facts.given if part.words])
    if not facts.calls_own_function:
        return ""
    passes = f", which passes {given}" if given else ""
    return f"It stopped inside the call {facts.text}{passes}. Are these the arguments that the function expects?"


def explain_warning(message: str) -> str:
    """What a NumPy warning means; unknown ones are passed on as they are."""
    return next((words for sign, words in _WARNINGS if sign in message), message)
