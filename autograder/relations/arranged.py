"""The right values, arranged in another way: parts in another order or left out, pairs for two lists, one item of all.

Unlike the other relations these compare whole results, and lists of arrays as they are.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from autograder.compare import parts_of
from autograder.definition import Definition
from autograder.rivals import agree, part_of
from autograder.trial import Trial

MOST_PARTS = 6


def other_order(trial: Trial) -> tuple[str, str] | None:
    """The right parts in another order, the same one in every case, or under each other's names."""
    exercise, names = trial.exercise, trial.exercise.returns
    found = [parts_of(value, names) for value in trial.got]
    whole = [parts for parts in found if isinstance(parts, dict) and parts.keys() >= set(names)]
    if not 2 <= len(names) <= MOST_PARTS or len(whole) < len(found):
        return None
    rights = [[part_of(exercise, value, name) for name in names] for value in trial.expected]
    yours = [[parts[name] for name in names] for parts in whole]
    is_telling = not any(isinstance(r, str) or (isinstance(r, np.ndarray) and r.dtype.kind == "b") for r in rights[0])
    for order in itertools.permutations(names) if is_telling else [names[::-1]]:
        places = [names.index(name) for name in order]
        if order != names and all(
            all(agree(exercise, right[place], own) for place, own in zip(places, mine, strict=True))
            for right, mine in zip(rights, yours, strict=True)
        ):
            return "swapped_parts", _order_in_words(names, order, is_dictionary=isinstance(trial.got[0], dict))
    return None


def _order_in_words(names: Sequence[str], order: Sequence[str], is_dictionary: bool) -> str:
    if not is_dictionary:
        return f"Right values in the wrong order: ({', '.join(names)}), not ({', '.join(order)})."
    moved = [f"your {name!r} holds {held}" for name, held in zip(names, order, strict=True) if name != held]
    return f"Right values under each other's names: {', '.join(moved)}."


def parts_missing(trial: Trial) -> tuple[str, str] | None:
    """Some of the parts, each of them right, and no others."""
    exercise, names, got = trial.exercise, trial.exercise.returns, [o.value for o in trial.first]
    rights = [[part_of(exercise, value, name) for name in names] for value in trial.expected]
    in_words = any(isinstance(part, str) for part in rights[0])
    if len(names) < 2 or in_words or any(value is None or isinstance(value, dict) for value in got):
        return None
    for count in range(1, min(len(names), MOST_PARTS)):
        for given in itertools.permutations(range(len(names)), count):
            wanted = [[right[place] for place in given] for right in rights]
            if all(map(partial(_holds, exercise), wanted, got)):
                are_keys = isinstance(trial.expected[0], dict)
                return "missing_parts", _lacking(names, [names[place] for place in given], are_keys)
    return None


def _holds(exercise: Definition, parts: Sequence[Any], got: Any) -> bool:
    """Whether a result consists of these parts: of a single one without a tuple around it."""
    if len(parts) == 1 and agree(exercise, parts[0], got):
        return True
    items = _items(got)
    return items is not None and len(items) == len(parts) and _alike(exercise, parts, items)


def _lacking(names: Sequence[str], given: Sequence[str], is_dictionary: bool) -> str:
    has = f"`{given[0]}` alone" if len(given) == 1 else f"({', '.join(given)})"
    *others, last = [f"`{name}`" for name in names if name not in given]
    lacks = f"{', '.join(others)} and {last} are missing" if others else f"{last} is missing"
    form = f"a dictionary with the keys {', '.join(map(repr, names))}" if is_dictionary else f"({', '.join(names)})"
    return f"You return {has}, and what you return is right. {lacks}: the result is {form}."


def rearranged(trial: Trial) -> tuple[str, str] | None:
    """Tuples for lists and lists for tuples, the first or the last item alone, the items in reverse order."""
    wanted, got = list(map(_items, trial.expected)), list(map(_items, trial.got))
    if trial.exercise.is_value or any(value is None for value in wanted) or any(o.failure for o in trial.first):
        return None
    if sum(len(value) > 1 for value in wanted) < 2:
        return None
    return next((found for look in LOOKS if (found := look(trial.exercise, wanted, got))), None)


def _turned_over(exercise: Definition, wanted: Sequence[Any], got: Sequence[Any]) -> tuple[str, str] | None:
    """(a, x), (b, y) for (a, b), (x, y)."""
    if not all(value and all(map(_is_list, value)) and len({len(item) for item in value}) == 1 for value in wanted):
        return None
    if not _alike(exercise, [[list(items) for items in zip(*value, strict=True)] for value in wanted], got):
        return None
    if exercise.returns:
        names = ", ".join(exercise.returns)
        return "pairs_for_lists", (
            f"You return one tuple ({names}) for each entry. Wanted is one tuple ({names}) of lists: take the pairs "
            "apart, with one comprehension for each list."
        )
    return "lists_for_pairs", (
        "You return one list for each kind of array. Wanted is a single list with one tuple for each entry: zip them."
    )


def _one_item(exercise: Definition, wanted: Sequence[Any], got: Sequence[Any]) -> tuple[str, str] | None:
    """The first or the last item of a list, in a list or by itself."""
    if exercise.returns:
        return None
    for which, place in (("last", -1), ("first", 0)):
        items = [value[place] if value else None for value in wanted]
        alone = [_items(item) or item for item in items]
        if _alike(exercise, [[item] for item in items], got) or _alike(exercise, alone, got):
            return f"{which}_item_only", (
                f"Only the {which} of the items is in your result. Is the list made anew in every round of the loop, "
                "or does the loop end too early?"
            )
    return None


def _reversed(exercise: Definition, wanted: Sequence[Any], got: Sequence[Any]) -> tuple[str, str] | None:
    if not exercise.returns and _alike(exercise, [value[::-1] for value in wanted], got):
        return "items_reversed", "Your result has the right items in reverse order."
    return None


def _flattened(exercise: Definition, wanted: Sequence[Any], got: Sequence[Any]) -> tuple[str, str] | None:
    """[W, b, V, a] for [(W, b), (V, a)], or (Z, A, W, b) for (Z, (A, W, b))."""
    if not all(any(isinstance(item, (list, tuple)) for item in value) for value in wanted if value):
        return None
    flat = [[x for item in v for x in (item if isinstance(item, (list, tuple)) else [item])] for v in wanted]
    if not _alike(exercise, flat, got):
        return None
    if exercise.returns:
        names = [n for n, item in zip(exercise.returns, wanted[0], strict=True) if isinstance(item, (list, tuple))]
        return "flattened", (
            f"The right values, but all side by side. The result is ({', '.join(exercise.returns)}): what belongs to "
            f"{' and '.join(f'`{name}`' for name in names)} stands in a tuple of its own."
        )
    return "flattened", (
        "The right values, but all in one long list. What belongs together stands in a tuple of its own, one for each "
        "entry."
    )


LOOKS: tuple[Callable[[Definition, Sequence[Any], Sequence[Any]], tuple[str, str] | None], ...] = (
    _turned_over, _one_item, _reversed, _flattened,
)  # fmt: skip


def _alike(exercise: Definition, wanted: Sequence[Any], got: Sequence[Any]) -> bool:
    return all(g is not None and agree(exercise, w, g) for w, g in zip(wanted, got, strict=True))


def _is_list(value: Any) -> bool:
    return isinstance(value, (list, tuple)) or (isinstance(value, np.ndarray) and value.ndim > 1)


def _items(value: Any) -> Any:
    """The items of a list or the parts of a result; None if there are none."""
    return list(value.values()) if isinstance(value, dict) else list(value) if _is_list(value) else None
