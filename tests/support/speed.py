"""How long a check takes to answer, and what importing the checks costs, in CPU time: a busy machine does not count."""

import os
import subprocess
import sys
import tempfile
import time

import numpy as np

from autograder import exercises, load

USUAL = 0.0045  # CPU seconds of `_work` on the machine where limits were set


def slowness():
    """How many times as long as on the machine where limits were set this one takes for the same work; at least 1."""
    return max(1.0, min(map(_work, range(5))) / USUAL)


def _work(_):
    begun = time.process_time()
    sum(number * number % 7 for number in range(100_000))
    return time.process_time() - begun


def check_times(seeds=range(1), wrong=None):
    """Milliseconds of the check of every right answer and of so many wrong ones (None: all of them) per exercise.

    A check includes drawing cases, calling, judging, naming the mistake and rendering the card.
    """
    times = []
    for name in exercises():
        exercise = load(name)
        for function in [exercise.reference, *(m.function for m in exercise.misconceptions[:wrong])]:
            for seed in seeds:
                begun = time.process_time()
                exercise.check(function() if exercise.is_value else function, seed=seed).to_html()
                times.append(time.process_time() - begun)
    return 1000 * np.array(times)


def import_seconds(modules, runs=5):
    """The fastest of several imports, each in a new interpreter; from the second on they are compiled, as anywhere."""
    code = f"import time; begun = time.process_time(); import {modules}; print(time.process_time() - begun)"
    with tempfile.TemporaryDirectory() as folder:
        compiled = os.environ | {"PYTHONPYCACHEPREFIX": folder}
        compiled.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, "-c", code]
        return min(
            float(subprocess.run(command, env=compiled, capture_output=True, text=True, check=True).stdout)
            for _ in range(runs)
        )
