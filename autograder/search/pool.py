"""The values that right answers compute on the way, and which of the learner's values are among them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.inside.observation import Case
from autograder.search.answers import RightAnswer, right_answers
from autograder.search.proof import Cases, Deadline
from autograder.search.tree import Site, is_number

MOST_VALUES = 600
FEW = 8  # numbers that are rounded one by one
Values = Sequence[Any]


@dataclass(frozen=True, eq=False)
class Step:
    """An expression of a right answer, in a form in which its values are used: as they are, transposed, by rows."""

    answer: RightAnswer
    site: Site
    form: str = ""

    def values(self, seen: dict[int, list[Any]], count: int | None) -> Values | None:
        """The values in this form, as many as `count`; None if it has none."""
        values = seen.get(self.site.number)
        if not values or any(value is None for value in values):
            return None
        made = _FORMS[self.form](values)
        return made if made is not None and (count is None or len(made) == count) else None


def _transposed(values: Values) -> Values | None:
    is_matrix = all(isinstance(v, np.ndarray) and v.ndim == 2 for v in values)
    return [v.T for v in values] if is_matrix else None


def _rows(values: Values) -> Values | None:
    one = values[0]
    return list(one) if len(values) == 1 and isinstance(one, np.ndarray) and one.ndim and len(one) > 1 else None


def _columns(values: Values) -> Values | None:
    one = values[0]
    return list(one.T) if len(values) == 1 and isinstance(one, np.ndarray) and one.ndim == 2 else None


def _elements(values: Values) -> Values | None:
    one = values[0]
    return list(one.ravel()) if len(values) == 1 and isinstance(one, np.ndarray) and one.ndim > 1 else None


def _stacked(values: Values) -> Values | None:
    if len(values) < 2 or not all(_numeric(v) and np.shape(v) == np.shape(values[0]) for v in values):
        return None
    return [np.stack([np.asarray(v) for v in values])]


_FORMS: dict[str, Any] = {
    "": lambda values: values, "transposed": _transposed, "rows": _rows, "columns": _columns, "elements": _elements,
    "stacked": _stacked, "last": lambda values: [values[-1]] if len(values) > 1 else None,
}  # fmt: skip


def _numeric(value: Any) -> bool:
    return isinstance(value, (np.ndarray, int, float, np.generic))


class Pool:
    """All values that the right answers of an exercise compute on its cases."""

    def __init__(self, cases: Cases, deadline: Deadline) -> None:
        self.cases, self.deadline = cases, deadline
        self.answers = right_answers(cases.exercise)
        self._seen: dict[tuple[int, int], dict[int, list[Any]]] = {}

    def seen(self, answer: RightAnswer, case: Case) -> dict[int, list[Any]]:
        """The values of one right answer on one case, recorded once."""
        key = id(answer), id(case)
        if key not in self._seen:
            self.deadline.check()
            self._seen[key] = answer.record(case, min(0.3, max(self.deadline.left, 0.001)))
        return self._seen[key]

    @cached_property
    def expressions(self) -> set[str]:
        """The calls and operations of right answers, as text."""
        sites = (site for answer in self.answers for site in answer.function.sites)
        return {ast.unparse(site.node) for site in sites if isinstance(site.node, (ast.BinOp, ast.Call))}

    def texts(self) -> list[str]:
        """The texts that right answers compare with or return, and those that are passed in."""
        nodes = (site.node for answer in self.answers for site in answer.function.sites)
        used = [node.value for node in nodes if isinstance(node, ast.Constant)]
        given = [argument for case in self.cases.cases for argument in case.arguments]
        return list(dict.fromkeys(text for text in (*used, *given) if isinstance(text, str)))

    def numbers(self) -> list[ast.expr]:
        """The numbers that right answers use, np.pi among them, in new nodes."""
        nodes = [node for answer in self.answers for node in ast.walk(answer.function.definition)]
        used = (n for n in nodes if is_number(n) or (isinstance(n, ast.Attribute) and n.attr == "pi"))
        return [ast.parse(text, mode="eval").body for text in dict.fromkeys(map(ast.unparse, used))]

    def steps(self, case: Case) -> Iterator[Step]:
        """Every expression whose values differ from those of the expressions before it."""
        known: set[Any] = set()
        for answer in self.answers:
            seen = self.seen(answer, case)
            for site in answer.function.sites:
                for form in _FORMS:
                    step = Step(answer, site, form)
                    values = step.values(seen, None)
                    if values is None:
                        continue
                    key = fingerprint(values)
                    if key not in known and len(known) < MOST_VALUES:
                        known.add(key)
                        yield step


def fingerprint(values: Values | None) -> Any:
    """A key that is equal for equal values, up to rounding."""
    if values and len(values) > FEW and all(_numeric(value) and np.ndim(value) == 0 for value in values):
        return len(values), _key(np.array(values, dtype=float))
    return tuple(_key(value) for value in values or ())


def _key(value: Any) -> Any:
    if _numeric(value):
        array = np.asarray(value)
        if array.size > 400:
            return array.shape, _rounded(float(array.astype(float).sum())), _rounded(float(np.abs(array).max()))
        if array.size > FEW:
            return array.shape, _all_rounded(array.astype(float).ravel()).tobytes()
        return array.shape, tuple(_rounded(x) for x in array.astype(float).ravel().tolist())
    if (
        isinstance(value, (list, tuple))
        and value
        and all(map(_numeric, value))
        and len({np.shape(v) for v in value}) == 1
    ):
        return _key(np.asarray(value))
    if isinstance(value, (list, tuple)):
        return tuple(_key(item) for item in value)
    if isinstance(value, dict):
        return tuple((key, _key(item)) for key, item in value.items())
    return repr(value)


def _all_rounded(x: np.ndarray) -> np.ndarray:
    """The numbers with ten digits, as `_rounded` rounds one; there is one NaN only, and no -0."""
    with np.errstate(all="ignore"):
        power = 10.0 ** (9 - np.floor(np.log10(np.abs(x))))
        rounded = np.where(np.isfinite(power) & (power > 0), np.round(x * power) / power, x)
    return np.where(np.isnan(rounded), np.nan, rounded + 0.0)


def _rounded(x: float) -> Any:
    return float(f"{x:.9e}") + 0.0 if np.isfinite(x) else repr(x)
