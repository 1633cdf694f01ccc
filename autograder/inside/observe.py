"""Call the learner's function and write down what happened.

This half of a check runs where the learner's code runs. It knows no reference and no expected value, so grading runs
it inside a sandbox and judges the observations elsewhere.
"""

from __future__ import annotations

import contextlib
import copy
import inspect
import io
import linecache
import sysconfig
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import CodeType, TracebackType
from typing import Any

import numpy as np

from autograder.inside.expression import Stop, frames
from autograder.inside.kinds import Kind
from autograder.inside.limits import TimeLimit, limited, limits
from autograder.inside.observation import Case, Failure, Observation, Opaque, plain

MAX_TEXT = 2_000
SECONDS_TO_LOOK = 1.0  # CPU time for finding out what an exception was about.
NOT_THE_LEARNERS = (str(Path(__file__).parents[1]), *(sysconfig.get_paths()[name] for name in ("purelib", "stdlib")))


def observe(candidate: Any, case: Case, seconds: float | None = None) -> Observation:
    """Call the candidate on copies of the case's arguments, within `seconds` of CPU time, and report what happened.

    If the case has arguments for `then`, the result must be a function, and is called with them. Never raises for
    anything the candidate does: exceptions, a limit that was reached and Ctrl-C become a `Failure`.
    """
    if unusable := _unusable(candidate, len(case.arguments)):
        return Observation(failure=unusable)
    if seconds is None:
        return _called(candidate, case, contextlib.nullcontext())
    with limits() as limit:
        return _called(candidate, case, limit(seconds))


def _called(candidate: Any, case: Case, limit: contextlib.AbstractContextManager[None]) -> Observation:
    given = [_copied(argument) for argument in case.arguments]
    out = io.StringIO()
    value, failure = None, None
    with warnings.catch_warnings(record=True) as caught, contextlib.redirect_stdout(out):
        warnings.simplefilter("always")
        with contextlib.redirect_stderr(out):
            try:
                with limit:
                    result = candidate(*given)
                    value = plain(_applied(result, case.then) if case.then else result)
            except (Exception, TimeLimit, KeyboardInterrupt, SystemExit, GeneratorExit) as error:
                failure = _failure(error, candidate)
    pairs = list(zip(given, case.arguments, strict=True))
    return Observation(
        value=value,
        failure=failure,
        changed=tuple(position for position, (now, before) in enumerate(pairs) if _changed(now, before)),
        drew=any(_drew(now, before) for now, before in pairs),
        warnings=tuple(dict.fromkeys(str(warning.message) for warning in caught)),
        printed=out.getvalue()[:MAX_TEXT],
    )


def observe_cases(
    candidate: Any, cases: Sequence[Case], seconds: float, twice: bool
) -> tuple[list[Observation], list[Observation]]:
    """Every case observed once, and a second time if that is asked for and every call gave a value.

    A round ends after a case that ran out of time or memory, was interrupted, or found nothing written.
    """

    # What a signature allows is the same for every case with as many arguments.
    unusable = {count: _unusable(candidate, count) for count in {len(case.arguments) for case in cases}}

    def one_round() -> list[Observation]:
        observations = []
        with limits() as limit:
            for case in cases:
                why = unusable[len(case.arguments)]
                observations.append(Observation(failure=why) if why else _called(candidate, case, limit(seconds)))
                failure = observations[-1].failure
                if failure and failure.kind.ends_the_check:
                    break
        return observations

    first = one_round()
    return first, one_round() if twice and all(o.failure is None for o in first) else []


def observe_value(answer: Any) -> Observation:
    """The observation of an answer that is a value, not a function; ``...`` and None mean "not written yet"."""
    if answer is None or answer is Ellipsis:
        return Observation(failure=Failure(Kind.NOT_WRITTEN))
    return Observation(value=plain(answer))


def names_used(candidate: Any) -> frozenset[str]:
    """The names that a function's code refers to, functions inside it included; empty for anything else."""
    codes = _codes(inspect.unwrap(candidate)) if callable(candidate) else ()
    return frozenset(name for code in codes for name in code.co_names)


def _codes(function: Any) -> Iterator[CodeType]:
    """The code of a function, and of every function inside it."""
    todo = [getattr(function, "__code__", None)]
    while todo:
        code = todo.pop()
        if isinstance(code, CodeType):
            yield code
            todo += [constant for constant in code.co_consts if isinstance(constant, CodeType)]


def _unusable(candidate: Any, arguments: int) -> Failure | None:
    """Why this candidate cannot even be called with so many arguments; None if it can."""
    if candidate is None or candidate is Ellipsis:
        return Failure(Kind.NOT_WRITTEN)
    if not callable(candidate):
        return Failure(Kind.NOT_CALLABLE, type(candidate).__name__)
    try:
        signature = inspect.signature(candidate)
    except (ValueError, TypeError):  # Some built-in functions have no signature to look at.
        return None
    try:
        signature.bind(*[None] * arguments)
    except TypeError:
        return Failure(Kind.SIGNATURE, str(signature))
    return None


def _applied(result: Any, arguments: Sequence[Any]) -> Any:
    if callable(result) or result is None:
        return result and result(*[_copied(argument) for argument in arguments])
    return Opaque(f"no function, but {type(result).__name__}")


def _failure(error: BaseException, candidate: Any) -> Failure:
    """What was raised, and the learner's own line that raised it (frames of libraries are skipped)."""
    name = getattr(candidate, "__name__", "")
    own = [tb for tb in frames(error) if not tb.tb_frame.f_code.co_filename.startswith(NOT_THE_LEARNERS)]
    if not own:
        return Failure(_kind(error, "", name), _text(error), type(error).__name__)
    code, number = own[-1].tb_frame.f_code, own[-1].tb_lineno
    line = linecache.getline(code.co_filename, number, own[-1].tb_frame.f_globals).strip()
    kind = _kind(error, code.co_name, name)
    failure = Failure(kind, _text(error), type(error).__name__, code.co_name, number, line)
    if kind is not Kind.RAISED:
        return failure
    try:
        with limited(SECONDS_TO_LOOK):
            return replace(failure, **_explained_by(error, own, candidate))
    except (Exception, TimeLimit):  # An explanation is extra: whatever stops it, the failure itself is known.
        return failure


def _text(error: BaseException) -> str:
    """What an exception says; a learner's own may not be able to."""
    try:
        return str(error)[:MAX_TEXT]
    except Exception:
        return ""


def _explained_by(error: BaseException, own: Sequence[TracebackType], candidate: Any) -> dict[str, Any]:
    """The fields of a `Failure` that say where in an expression the exception came from."""
    function = inspect.unwrap(candidate)
    codes = set(_codes(function))
    inside = [traceback for traceback in own if traceback.tb_frame.f_code in codes]
    stop, call = Stop(own[-1]), Stop(inside[-1]) if inside and inside[-1] is not own[-1] else None
    found: dict[str, Any] = {"expression": stop.expression(), "call": call.expression() if call else None}
    if inside:
        found["span"] = (call or stop).span(function.__code__)
    missing = getattr(error, "name", None)
    if isinstance(error, (NameError, AttributeError)) and isinstance(missing, str):
        found["names"] = stop.names_like(missing) if isinstance(error, NameError) else stop.attributes_like(missing)
    return found


def _kind(error: BaseException, function: str, candidate: str) -> Kind:
    """Decided by the identity of built-in types and of our own, never by a name: a learner may call a type anything."""
    if type(error) is NotImplementedError:
        elsewhere = function not in ("", candidate) and not function.startswith("<")
        return Kind.WAITS if elsewhere else Kind.NOT_WRITTEN
    for types, kind in ((TimeLimit, Kind.TIME), (MemoryError, Kind.MEMORY), (KeyboardInterrupt, Kind.INTERRUPTED)):
        if isinstance(error, types):
            return kind
    return Kind.RAISED


def _copied(argument: Any) -> Any:
    if type(argument) is np.ndarray and argument.dtype != object:
        return argument.copy()  # As deepcopy does, in a tenth of the time.
    return argument if isinstance(argument, Callable) else copy.deepcopy(argument)  # type: ignore[arg-type]


def _changed(now: Any, before: Any) -> bool:
    """Whether an argument differs by more than 1e-12 from what was passed in; the state of an rng may."""
    if isinstance(before, np.ndarray):
        if not isinstance(now, np.ndarray) or now.shape != before.shape:
            return True
        if (now == before).all():  # Nearly always, and much faster.
            return False
        return bool(np.any(~np.isclose(now, before, rtol=0, atol=1e-12, equal_nan=True)))
    if isinstance(before, Mapping):
        return now.keys() != before.keys() or any(_changed(now[key], before[key]) for key in before)
    if isinstance(before, (list, tuple)):
        return len(now) != len(before) or any(_changed(a, b) for a, b in zip(now, before, strict=True))
    return False


def _drew(now: Any, before: Any) -> bool:
    """Whether random numbers, or further generators, were taken from this rng."""
    if not isinstance(before, np.random.Generator) or not isinstance(now, np.random.Generator):
        return False
    spawned = [getattr(rng.bit_generator.seed_seq, "n_children_spawned", 0) for rng in (now, before)]
    return now.bit_generator.state != before.bit_generator.state or spawned[0] != spawned[1]
