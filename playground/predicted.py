"""What a learner predicted, said before the run that answers it."""

from __future__ import annotations

from typing import Any

OPEN = (
    "You left your prediction open. Next time guess before you run, even wildly: what surprises you, you will remember."
)


def predicted(*values: Any) -> None:
    """Print a prediction; where its dots were left as they are, say so kindly."""
    print(OPEN if all(_is_open(value) for value in values) else f"My prediction: {', '.join(map(_said, values))}")


def _is_open(value: Any) -> bool:
    """Whether nothing but dots is in it."""
    parts = value.values() if isinstance(value, dict) else value
    return value is ... or (isinstance(value, dict | list | tuple) and bool(value) and all(map(_is_open, parts)))


def _said(value: Any) -> str:
    return str(value).replace("Ellipsis", "(open)")
