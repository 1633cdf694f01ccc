"""Random inputs for checks: every number is of order one, and a person can calculate with it."""

from __future__ import annotations

from typing import Any

import numpy as np


class Draw:
    """Draws the arguments of cases from one seed.

    Shapes are given axis by axis; no axis gives a Python number. Integers and quarters are exact in binary,
    so that a sum lands on a threshold, or does not, whatever the order it is added up in.
    """

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)

    def integers(self, *shape: int, low: int = -4, high: int = 4, zero: bool = False) -> Any:
        """Integers from `low` to `high`, both included; 0 only if `zero`."""
        values = self.rng.integers(low, high + 1, shape)
        while not zero and np.any(values == 0):
            values = np.where(values == 0, self.rng.integers(low, high + 1, shape), values)
        return values if shape else int(values)

    def quarters(self, *shape: int, low: float = -2.0, high: float = 2.0) -> Any:
        """Multiples of 1/4 from `low` to `high`, never 0."""
        values = self.integers(*shape, low=round(4 * low), high=round(4 * high)) / 4
        return values if shape else float(values)

    def tenths(self, *shape: int, low: float = -2.0, high: float = 2.0) -> Any:
        """Numbers with one decimal from `low` to `high`, never 0."""
        values = self.integers(*shape, low=round(10 * low), high=round(10 * high)) / 10
        return values if shape else float(values)

    def normal(self, *shape: int) -> Any:
        """Standard normal numbers with three decimals, never closer to 0 than 0.05."""
        values = np.round(self.rng.normal(size=shape), 3)
        values = np.where(np.abs(values) < 0.05, 0.05 + np.abs(values), values)
        return values if shape else float(values)

    def bits(self, *shape: int) -> Any:
        """Zeros and ones."""
        values = self.rng.integers(0, 2, shape)
        return values if shape else int(values)

    def sizes(self, count: int, low: int = 2, high: int = 7) -> list[int]:
        """`count` different axis lengths, so that no two axes can be confused."""
        return [int(size) for size in self.rng.choice(np.arange(low, high + 1), count, replace=False)]

    def choice(self, *options: Any) -> Any:
        """One of the options."""
        return options[self.rng.integers(len(options))]
