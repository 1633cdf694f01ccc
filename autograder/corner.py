"""A corner: where ReLU bends, any slope between those on its two sides is right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Corner:
    """Where the argument `at` is 0, `upstream` may be multiplied by any slope from 0 to 1."""

    upstream: str
    at: str

    def settled(self, value: Any, arguments: Mapping[str, Any]) -> Any:
        """The gradient with the slope 0 wherever a right one was chosen at the corner."""
        upstream, at = np.asarray(arguments[self.upstream]), np.asarray(arguments[self.at])
        if not isinstance(value, (np.ndarray, np.generic)) or np.shape(value) != at.shape:
            return value
        free = (at == 0) & (np.minimum(upstream, 0) <= value) & (value <= np.maximum(upstream, 0))
        return np.where(free, 0.0, value) if np.any(free) else value

    def slopes(self, value: Any, arguments: Mapping[str, Any]) -> np.ndarray:
        """The slopes that a gradient has at the corner, as far as they can be told."""
        upstream, at = np.asarray(arguments[self.upstream], dtype=float), np.asarray(arguments[self.at])
        told = (at == 0) & (upstream != 0)
        return np.asarray(value, dtype=float)[told] / upstream[told]
