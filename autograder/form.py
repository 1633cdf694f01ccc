"""Whether the answer to a recall question has the form that is asked for: what a typing slip is, and no mistake."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np

from autograder.compare import as_array, word
from autograder.inside.observation import Opaque

COUNTS = ("no", "one", "two", "three", "four", "five", "six")


def wrong_form(right: Any, given: Any, words: Collection[str] = ()) -> str:
    """What is wrong with the form of an answer, without a word on its value; "" if the form is right.

    `words` are those to choose from, if the answer is one of several.
    """
    if isinstance(right, str):
        return _no_such_word(given, words)
    if isinstance(given, str):
        return f"Your answer is a text. Write {_wanted(right)}: without quotation marks, a unit or a percent sign."
    array, wanted = as_array(given), as_array(right)
    if isinstance(given, list) and any(isinstance(item, str) for item in given):
        return f"Your answer holds text. Write {_wanted(right)}, without quotation marks."
    if isinstance(given, Opaque) or array is None or array.dtype.kind not in "biuf":
        return f"{_capital(_wanted(right))} is asked for, and yours is something else."
    assert wanted is not None, "the answer to a recall question is a text, a number or a list of numbers"
    if array.shape != wanted.shape:
        return f"{_capital(_wanted(right))} is asked for, and yours is {_form(array)}."
    if not np.isfinite(array).all():
        return "Your answer holds NaN or infinity, which is what a computer makes of it. Answer with pencil and paper."
    if array.ndim == 0 and _is_rounded(float(wanted), float(array)):
        return "That is rounded too much: as far as it goes it is right. Give more decimals, or the formula itself."
    return ""


def _no_such_word(given: Any, words: Collection[str]) -> str:
    if not isinstance(given, str):
        return "The answer is one of the words that the question offers, in quotation marks."
    if words and word(given) not in map(word, words):
        return f"{given!r} is none of the words that the question offers. Write one of them as it stands there."
    return ""


def _wanted(right: Any) -> str:
    array = np.asarray(right)
    noun = "boolean" if array.dtype.kind == "b" else "number"
    return f"a single {noun}" if array.ndim == 0 else f"a list of {_count(len(array), noun)}"


def _form(array: np.ndarray) -> str:
    if array.ndim == 0:
        return "a single one"
    return f"a list of {_count(len(array), 'number')}" if array.ndim == 1 else f"nested, of shape {array.shape}"


def _count(number: int, noun: str) -> str:
    words = COUNTS[number] if number < len(COUNTS) else str(number)
    return f"{words} {noun}{'' if number == 1 else 's'}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _is_rounded(right: float, given: float) -> bool:
    """Whether an answer is the right one, rounded to too few decimals, but to two digits at least."""
    decimals = len(repr(given).partition(".")[2]) if "e" not in repr(given) else 0
    digits = repr(abs(given)).replace(".", "").strip("0")
    return decimals > 0 and len(digits) > 1 and given != right and round(right, decimals) == given
