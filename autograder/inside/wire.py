"""What passes between the grader and the sandbox: plain data in bounded messages, nothing that can carry code.

A message is a length, then JSON, then the bytes of its arrays. Numbers, strings, None and booleans are JSON's own;
everything else is a list that begins with its kind: ``["l", items]`` a list, ``["t", items]`` a tuple,
``["d", pairs]`` a dictionary, ``["a", dtype, shape, start]`` an array, ``["s", ...]`` a NumPy number, ``["o", text]``
an `Opaque`, ``["f", name]`` a function of `callbacks`, ``["r", state]`` a random generator.
"""

from __future__ import annotations

import json
import math
import socket
import struct
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from autograder.inside import callbacks
from autograder.inside.kinds import Kind
from autograder.inside.observation import Case, Expression, Failure, Observation, Opaque, Part, Span

LARGEST = 64 * 2**20  # bytes of one message
DEEPEST = 12
MOST_ITEMS = 200_000
LARGEST_TEXT = 16 * 2**20  # of them JSON, of which every list takes much more memory than text
NUMBERS = "biuf"
# The forms of an output that a page can show.
SHOWN = ("text/plain", "text/html", "text/markdown", "text/latex", "image/png", "image/jpeg", "image/svg+xml")
SPAN = ("line", "column", "end_line", "end_column")
HEADER = struct.Struct("!QI")
_messages: WeakKeyDictionary[Case, np.ndarray] = WeakKeyDictionary()


class WireError(Exception):
    """A message that breaks the rules; the text says which."""


def encode(value: Any) -> bytes:
    """A message as bytes. Raises WireError for anything that is not plain data."""
    buffers: list[bytes] = []
    text = json.dumps(_encoded(value, buffers, [0])).encode()
    body = text + b"".join(buffers)
    return HEADER.pack(len(body), len(text)) + body


def _encoded(value: Any, buffers: list[bytes], used: list[int]) -> Any:
    if value is None or isinstance(value, (bool, str)) or type(value) in (int, float):
        return value
    if isinstance(value, (np.ndarray, np.generic)):
        array = np.ascontiguousarray(value)
        if array.dtype.kind not in NUMBERS:
            raise WireError(f"an array of type {array.dtype} cannot be sent")
        start = used[0]
        buffers.append(array.tobytes())
        used[0] += array.nbytes
        return ["a" if isinstance(value, np.ndarray) else "s", array.dtype.str, list(np.shape(value)), start]
    if isinstance(value, Opaque):
        return ["o", value.description]
    if isinstance(value, Mapping):
        return ["d", [[_encoded(k, buffers, used), _encoded(v, buffers, used)] for k, v in value.items()]]
    if isinstance(value, (list, tuple)):
        return ["t" if isinstance(value, tuple) else "l", [_encoded(item, buffers, used) for item in value]]
    if isinstance(value, np.random.Generator):
        return ["r", json.dumps(value.bit_generator.state)]
    name = getattr(value, "__name__", "")
    if callable(value) and getattr(callbacks, name, None) is value:
        return ["f", name]
    raise WireError(f"a {type(value).__name__} cannot be sent")


def decode(body: bytes, text_length: int) -> Any:
    """The value of a message. Raises WireError if it is not one that `encode` could have made."""
    try:
        tree = json.loads(body[:text_length].decode())
        return _Decoder(memoryview(body)[text_length:]).value(tree, 0)
    except WireError:
        raise
    except Exception as error:
        raise WireError(f"unreadable: {type(error).__name__}") from None


class _Decoder:
    def __init__(self, data: memoryview) -> None:
        self.data = data
        self.items = 0

    def value(self, tree: Any, depth: int) -> Any:
        self.items += 1
        if self.items > MOST_ITEMS or depth > DEEPEST:
            raise WireError("too many items, or nested too deep")
        if tree is None or isinstance(tree, (bool, int, float, str)):
            return tree
        kind, *rest = tree
        if kind in ("l", "t"):
            items = [self.value(item, depth + 1) for item in rest[0]]
            return items if kind == "l" else tuple(items)
        if kind == "d":
            return {self.value(k, depth + 1): self.value(v, depth + 1) for k, v in rest[0]}
        if kind in ("a", "s"):
            return self.array(*rest) if kind == "a" else self.array(*rest)[()]
        if kind == "o":
            return Opaque(str(rest[0]))
        if kind == "f":
            return named_function(rest[0])
        if kind == "r":
            return generator(json.loads(rest[0]))
        raise WireError(f"unknown kind {kind!r}")

    def array(self, dtype: str, shape: list[int], start: int) -> np.ndarray:
        kind = np.dtype(dtype)
        if kind.kind not in NUMBERS or kind.itemsize > 16 or len(shape) > 32:
            raise WireError("not an array of numbers")
        if not all(type(size) is int and size >= 0 for size in [*shape, start]):
            raise WireError("an array with an impossible shape")
        count = math.prod(shape)
        if start + count * kind.itemsize > len(self.data):
            raise WireError("an array longer than its message")
        return np.frombuffer(self.data, kind, count, start).reshape(shape).copy()


def named_function(name: str) -> Callable[..., Any]:
    """A public function of `callbacks`; raises WireError if there is none of this name."""
    function = vars(callbacks).get(name)
    if not callable(function) or getattr(function, "__module__", "") != callbacks.__name__:
        raise WireError(f"no function {name!r}")
    return function


def generator(state: dict[str, Any]) -> np.random.Generator:
    """NumPy's default generator in this state."""
    bits = np.random.PCG64()
    bits.state = state  # type: ignore[assignment]
    return np.random.Generator(bits)


def case_to_data(case: Case) -> np.ndarray:
    """A case as the bytes of a message of its own, made once: a class is asked the same, and a search asks often."""
    if case not in _messages:
        _messages[case] = np.frombuffer(encode([list(case.arguments), list(case.then)]), np.uint8)
    return _messages[case]


def case_from_data(data: np.ndarray) -> Case:
    """The case again."""
    message = data.tobytes()
    _, text_length = HEADER.unpack_from(message)
    arguments, then = decode(message[HEADER.size :], text_length)
    return Case(tuple(arguments), tuple(then))


def observation_to_data(observation: Observation) -> dict[str, Any]:
    """An observation as plain data: its value, and what else there is to tell, which is seldom anything."""
    failure = observation.failure
    rest = {
        "failure": None if failure is None else failure_to_data(failure),
        "changed": list(observation.changed),
        "drew": observation.drew,
        "warnings": list(observation.warnings),
        "printed": observation.printed,
    }
    return {"value": observation.value} | {name: told for name, told in rest.items() if told}


def observation_from_data(data: Any) -> Observation:
    """The observation again, every field of the type it must have; raises WireError otherwise."""
    try:
        return Observation(
            value=data["value"],
            failure=None if data.get("failure") is None else failure_from_data(data["failure"]),
            changed=tuple(int(position) for position in data.get("changed", ()))[:50],
            drew=data.get("drew") is True,
            warnings=tuple(str(warning)[:500] for warning in data.get("warnings", ()))[:20],
            printed=str(data.get("printed", ""))[:2000],
        )
    except Exception as error:
        raise WireError(f"no observation: {type(error).__name__}") from None


def failure_to_data(failure: Failure) -> dict[str, Any]:
    """A failure as plain data."""
    return {**asdict(failure), "kind": failure.kind.value}


def failure_from_data(data: dict[str, Any]) -> Failure:
    """The failure again, every text of bounded length; raises ValueError for a kind that no failed call can be."""
    kind = Kind(data["kind"])
    if kind.halves:  # It is said of calls that gave a value, and leaves that its points.
        raise ValueError(kind)
    message, error, function, line = (str(data[name])[:2000] for name in ("message", "error", "function", "line"))
    return Failure(
        kind,
        message,
        error,
        function,
        int(data["line_number"]),
        line[:500],
        span=None if data["span"] is None else Span(**{name: _count(data["span"][name]) for name in SPAN}),
        expression=expression_from_data(data["expression"]),
        call=expression_from_data(data["call"]),
        names=tuple(str(name)[:100] for name in data["names"][:5]),
    )


def expression_from_data(data: dict[str, Any] | None) -> Expression | None:
    """The expression again; only text, which is shown and never evaluated."""
    if data is None:
        return None
    parts = tuple(
        Part(str(part["text"])[:200], str(part["words"])[:200], str(part["set_by"])[:200], _count(part["set_in_line"]))
        for part in data["parts"][:20]
    )
    return Expression(str(data["text"])[:200], str(data["form"])[:20], parts)


def _count(number: Any) -> int:
    return min(max(int(number), 0), MOST_ITEMS)


class Closed(Exception):
    """The other side is gone."""


class Channel:
    """Messages over a socket. `receive` calls `tick` every quarter of a second while it waits; it may raise."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.connection.setblocking(True)

    def send(self, value: Any) -> None:
        """Send one message; raises Closed if nobody reads."""
        try:
            self.connection.settimeout(20)
            self.connection.sendall(encode(value))
        except OSError:
            raise Closed from None

    def receive(self, tick: Callable[[], None] = lambda: None) -> Any:
        """The next message; raises WireError, Closed, or what `tick` raises."""
        length, text_length = HEADER.unpack(self._read(HEADER.size, tick))
        if length > LARGEST or text_length > min(length, LARGEST_TEXT):
            raise WireError(f"a message of {length} bytes, {text_length} of them text, which is too large")
        return decode(self._read(length, tick), text_length)

    def _read(self, length: int, tick: Callable[[], None]) -> bytes:
        self.connection.settimeout(0.25)
        parts, missing = [], length
        while missing:
            try:
                part = self.connection.recv(min(missing, 2**20))
            except TimeoutError:
                tick()
                continue
            except OSError:
                raise Closed from None
            if not part:
                raise Closed
            parts.append(part)
            missing -= len(part)
            if missing:
                tick()
        return b"".join(parts)

    def close(self) -> None:
        """Close this end."""
        self.connection.close()
