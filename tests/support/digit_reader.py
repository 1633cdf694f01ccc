"""Train the network that chapter 00 shows, with the capstone's own solution, and save it.

uv run python -m tests.support.digit_reader
"""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.datasets import load_digits

from playground.draw_digit import NETWORK
from tests.support.chapter_runs import source_of_exercises

KEPT = 100  # digits at the end, which validate


def trained() -> Any:
    """`predict`, trained by the solution on all digits but those kept."""
    variables: dict[str, Any] = {"np": np}
    for code in source_of_exercises("capstone"):
        exec(code, variables)
    X, y = load_digits(return_X_y=True)
    return variables["train_classifier"](X[:-KEPT], y[:-KEPT], X[-KEPT:], y[-KEPT:], np.random.default_rng(0))


def main() -> None:
    """Train and save; 16-bit numbers are exact enough to read by."""
    half = {name: np.asarray(value, dtype=np.float16) for name, value in trained().params.items()}
    np.savez_compressed(NETWORK, **half)
    print(f"{NETWORK.name}: {NETWORK.stat().st_size / 1000:.1f} kB")


if __name__ == "__main__":
    main()
