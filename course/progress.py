"""Show proofs while they run: a bar, and every problem as soon as it is found."""

from __future__ import annotations

import time
from collections.abc import Iterable

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from course.check import Result
from course.problem import Problem, in_color


def shown(console: Console, results: Iterable[Result]) -> int:
    """Print the problems of all results as they come, then one line of summary; returns how many there are."""
    started, done, total = time.monotonic(), 0, 0
    found: set[Problem] = set()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("getting ready", total=None)
        for result in results:
            done, total = done + 1, result.total
            progress.update(bar, description=f"proved {result.name}", completed=done, total=total)
            for problem in sorted(result.problems, key=lambda problem: (str(problem.path), problem.line or 0)):
                if problem not in found:
                    progress.console.print(in_color(problem))
                    found.add(problem)
    seconds = f"{time.monotonic() - started:.1f} s"
    if found:
        count = f"{len(found)} problem{'s' * (len(found) != 1)}"
        console.print(f"[red]{count} in {done} proofs[/], {seconds}. {_left(total - done)}")
    else:
        console.print(f"[green]{done} proofs, nothing wrong[/], {seconds}.")
    return len(found)


def _left(count: int) -> str:
    return f"{count} notebooks were not looked at: they come when the rest is right." if count else ""
