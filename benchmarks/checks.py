"""How long a check takes to answer, and what importing the checks costs beyond NumPy.

Run with ``uv run python -m benchmarks.checks``. Every exercise is checked with its reference, and with every
wrong answer it knows; a check includes drawing cases, calling, judging, naming the mistake and rendering the card.
"""

from __future__ import annotations

import numpy as np

from tests.support.speed import check_times, import_seconds


def main() -> None:
    """Measure and print."""
    times = check_times(range(3))
    print(f"{len(times)} checks: median {np.median(times):.1f} ms, 95th percentile {np.percentile(times, 95):.1f} ms")
    alone, together = import_seconds("numpy"), import_seconds("numpy, autograder")
    first = import_seconds("numpy, autograder; autograder.exercises()")
    print(f"import numpy {alone:.3f} s, with autograder {together:.3f} s: {together - alone:.3f} s more")
    print(f"and with every exercise loaded, as the first check does: {first - alone:.3f} s more")


if __name__ == "__main__":
    main()
