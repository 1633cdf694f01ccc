"""Call the learner's function and write down what happened, as plain data.

This is the half of a check that runs where the learner's code runs. It knows no reference, no
misconception and no expected value, so grading can run it inside a sandbox and judge the
observations elsewhere.
"""

from __future__ import annotations

import contextlib
import copy
import inspect
import io
import sysconfig
import traceback
import types
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from autograder.limits import TimeLimit

MAX_ELEMENTS = 1_000_000
MAX_ITEMS = 10_000
MAX_TEXT = 2_000
NOT_THE_LEARNERS = (str(Path(__file__).parent), *(sysconfig.get_paths()[name] for name in ("purelib", "stdlib")))


@dataclass(frozen=True)
class Opaque:
    """A value that is not data a check can compare: its description in words."""

    description: str


@dataclass(frozen=True)
class Failure:
    """Why a call gave no value: an exception's type and text, and the learner's line that raised it."""

    kind: str
    message: str
    function: str = ""
    line_number: int = 0
    line: str = ""


@dataclass(frozen=True)
class Observation:
    """One call: the value returned (plain data) or the failure, and what else the call did.

    `changed` are the numbers of the arguments it changed, `drew` is whether it drew from an rng it was given.
    """

    value: Any = None
    failure: Failure | None = None
    changed: tuple[int, ...] = ()
    drew: bool = False
    warnings: tuple[str, ...] = ()
    printed: str = ""


class NotWritten(Exception):
    """The answer still is the placeholder it was handed out with."""


class NotCallable(Exception):
    """A function was asked for, and something else was given."""


class Signature(Exception):
    """The function cannot be called with the arguments of the exercise."""


def observe(
    candidate: Any,
    arguments: Sequence[Any],
    limits: contextlib.AbstractContextManager[None] | None = None,
    then: Sequence[Any] = (),
) -> Observation:
    """Call ``candidate(*arguments)`` on copies of the arguments, within `limits`, and report what happened.

    If there are arguments for `then`, the result must be a function, and is called with them. Never raises for
    anything the candidate does: exceptions, a limit that was reached and Ctrl-C become a `Failure`.
    """
    given = [_copied(argument) for argument in arguments]
    out = io.StringIO()
    value, failure = None, None
    with warnings.catch_warnings(record=True) as caught, contextlib.redirect_stdout(out):
        warnings.simplefilter("always")
        with contextlib.redirect_stderr(out):
            try:
                _must_accept(candidate, given)
                with limits or contextlib.nullcontext():
                    result = candidate(*given)
                    value = plain(_applied(result, then) if then else result)
            except (Exception, TimeLimit, KeyboardInterrupt, SystemExit) as error:
                failure = _failure(error)
    return Observation(
        value=value,
        failure=failure,
        changed=tuple(i for i, (now, before) in enumerate(zip(given, arguments, strict=True)) if _changed(now, before)),
        drew=any(_drew(now, before) for now, before in zip(given, arguments, strict=True)),
        warnings=tuple(dict.fromkeys(str(warning.message) for warning in caught)),
        printed=out.getvalue()[:MAX_TEXT],
    )


def observe_cases(
    observe_one: Callable[[Any], Observation], cases: Sequence[Any], twice: bool
) -> tuple[list[Observation], list[Observation]]:
    """Every case observed once, and again if that is asked for and all gave a value.

    A round ends after a case that ran out of time or memory, was interrupted, or found nothing written.
    """

    def one_round() -> list[Observation]:
        observations = []
        for case in cases:
            observations.append(observe_one(case))
            failure = observations[-1].failure
            if failure and failure.kind in ("TimeLimit", "KeyboardInterrupt", "MemoryError", "NotWritten"):
                break
        return observations

    first = one_round()
    return first, one_round() if twice and all(o.failure is None for o in first) else []


def observe_value(answer: Any) -> Observation:
    """The observation of an answer that is a value, not a function; ``...`` and None mean 'not written yet'."""
    if answer is None or answer is Ellipsis:
        return Observation(failure=Failure("NotWritten", ""))
    return Observation(value=plain(answer))


def plain(value: Any, depth: int = 0) -> Any:
    """A copy of `value` made only of arrays, strings, None, lists and dictionaries of these, and `Opaque`.

    Numbers and booleans become 0-d arrays, tuples and generators lists. Arrays over a million elements are
    described by their shape and not copied.
    """
    if value is None or isinstance(value, Opaque):
        return value
    if isinstance(value, str):
        return str(value)
    if depth > 5:
        return Opaque("something nested more than five levels deep")
    if isinstance(value, (bool, int, float, np.generic, np.ndarray)):
        return _plain_array(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item, depth + 1) for key, item in list(value.items())[:MAX_ITEMS]}
    if isinstance(value, (list, tuple, range)):
        return [plain(item, depth + 1) for item in value[:MAX_ITEMS]]
    if isinstance(value, (types.GeneratorType, Iterator)):
        return [plain(item, depth + 1) for item, _ in zip(value, range(MAX_ITEMS), strict=False)]
    if hasattr(value, "__array__"):
        return _plain_array(np.asarray(value))
    return Opaque(f"the function {value.__name__}" if inspect.isfunction(value) else f"a {type(value).__name__}")


def _plain_array(value: Any) -> Any:
    array = np.asarray(value)
    if array.size > MAX_ELEMENTS:
        return Opaque(f"an array of shape {array.shape}")
    if array.dtype.kind == "O":
        try:
            array = array.astype(float)
        except (TypeError, ValueError, OverflowError):
            return Opaque("an array of Python objects")
    if array.dtype.kind not in "biuf":
        return Opaque(f"an array of type {array.dtype}")
    return np.array(array, subok=False)


def _applied(result: Any, arguments: Sequence[Any]) -> Any:
    if callable(result) or result is None:
        return result and result(*[_copied(argument) for argument in arguments])
    return Opaque(f"no function, but {type(result).__name__}")


def _must_accept(candidate: Any, arguments: Sequence[Any]) -> None:
    if candidate is None or candidate is Ellipsis:
        raise NotWritten
    if not callable(candidate):
        raise NotCallable(f"{type(candidate).__name__}")
    with contextlib.suppress(ValueError):  # Some built-in functions have no signature to look at.
        signature = inspect.signature(candidate)
        try:
            signature.bind(*arguments)
        except TypeError:
            raise Signature(str(signature)) from None


def _failure(error: BaseException) -> Failure:
    """What was raised, and the learner's own line that raised it (library frames are skipped)."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if not frame.filename.startswith(NOT_THE_LEARNERS)]
    if not own or isinstance(error, (NotWritten, NotCallable, Signature)):
        return Failure(type(error).__name__, str(error))
    last = own[-1]
    return Failure(type(error).__name__, str(error)[:MAX_TEXT], last.name, last.lineno or 0, (last.line or "").strip())


def _copied(argument: Any) -> Any:
    return argument if isinstance(argument, Callable) else copy.deepcopy(argument)  # type: ignore[arg-type]


def _changed(now: Any, before: Any) -> bool:
    """Whether an argument differs by more than 1e-12 from what was passed in; the state of an rng may."""
    if isinstance(before, np.ndarray):
        if not isinstance(now, np.ndarray) or now.shape != before.shape:
            return True
        return bool(np.any(~np.isclose(now, before, rtol=0, atol=1e-12, equal_nan=True)))
    if isinstance(before, Mapping):
        return now.keys() != before.keys() or any(_changed(now[key], before[key]) for key in before)
    if isinstance(before, (list, tuple)):
        return len(now) != len(before) or any(_changed(a, b) for a, b in zip(now, before, strict=True))
    return False


def _drew(now: Any, before: Any) -> bool:
    """Whether random numbers, or generators of their own, were taken from this rng."""
    if not isinstance(before, np.random.Generator) or not isinstance(now, np.random.Generator):
        return False
    spawned = [getattr(rng.bit_generator.seed_seq, "n_children_spawned", 0) for rng in (now, before)]
    return now.bit_generator.state != before.bit_generator.state or spawned[0] != spawned[1]
