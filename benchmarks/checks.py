"""How long a check takes to answer, and what importing the checks costs beyond NumPy.

Run with ``uv run python -m benchmarks.checks``. Every exercise is checked with its reference, and with every
wrong answer it knows; a check includes drawing cases, calling, judging, naming the mistake and rendering the card.
"""

from __future__ import annotations

import subprocess
import sys
import time

import numpy as np

from autograder import exercises, load


def check_times(seeds: range = range(3)) -> np.ndarray:
    """Milliseconds of every check of every known answer, right and wrong."""
    times = []
    for name in exercises():
        exercise = load(name)
        for function in [exercise.reference, *(m.function for m in exercise.misconceptions)]:
            for seed in seeds:
                begun = time.perf_counter()
                exercise.check(function() if exercise.is_value else function, seed=seed).to_html()
                times.append(time.perf_counter() - begun)
    return 1000 * np.array(times)


def import_seconds(modules: str, runs: int = 5) -> float:
    """The fastest of several imports, each in a new interpreter."""
    code = f"import time; begun = time.perf_counter(); import {modules}; print(time.perf_counter() - begun)"
    return min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(runs)
    )


def main() -> None:
    times = check_times()
    print(f"{len(times)} checks: median {np.median(times):.1f} ms, 95th percentile {np.percentile(times, 95):.1f} ms")
    alone, together = import_seconds("numpy"), import_seconds("numpy, autograder")
    first = import_seconds("numpy, autograder; autograder.exercises()")
    print(f"import numpy {alone:.3f} s, with autograder {together:.3f} s: {together - alone:.3f} s more")
    print(f"and with every exercise loaded, as the first check does: {first - alone:.3f} s more")


if __name__ == "__main__":
    main()
