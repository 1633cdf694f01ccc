"""What the difficult submissions get: stock nbgrader's points beside ours, and what is right.

    uv run python -m benchmarks.grading_outcomes

The harmful ones are not given to stock nbgrader: they would have this machine. The rest run there one by one, so that
one that stops a class stops only itself, in a container of their own with nothing to write to but the course.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from course.classroom.create import CONFIG
from tests.support.classes import LIMITS, a_class, command, scores
from tests.support.submissions import ASSIGNMENT, TRIALS, UNGRADABLE

STOCK = 'c = get_config()\nc.CourseDirectory.course_id = "{course_id}"\nc.Execute.timeout = 20\n'
CONTAINER = ("bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp", "--unshare-pid",
             "--unshare-net", "--unshare-ipc", "--die-with-parent", "--setenv", "HOME", "/tmp")  # fmt: skip
PATIENCE = 120  # seconds for one submission


def by_stock(folder: Path) -> dict[str, float]:
    """Points by student after stock `nbgrader autograde`, one student at a time."""
    trials = [trial for trial in TRIALS if trial.kind != "harmful"]
    a_class(folder, trials, STOCK)
    for done, trial in enumerate(trials):
        print(f"\r{done} of {len(trials)} with stock nbgrader", end="", file=sys.stderr, flush=True)
        autograde = (sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT, "--student", trial.student)
        words = (*CONTAINER, "--bind", str(folder), str(folder), "--chdir", str(folder))
        command(folder, "timeout", "-k", "5", str(PATIENCE), *words, *autograde)
    print(file=sys.stderr)
    return {student: points for student, points in scores(folder).items() if (folder / "autograded" / student).exists()}


def by_us(folder: Path) -> dict[str, float]:
    """Points by student after `course grade`."""
    a_class(folder, TRIALS, CONFIG + LIMITS)
    command(folder, sys.executable, "-m", "course", "grade", ASSIGNMENT, "--course-dir", str(folder))
    return scores(folder)


def shown(points: float | None) -> str:
    """Points, or a dash for a submission that was not graded."""
    return "-" if points is None else f"{points:g}"


def main() -> None:
    """Grade with both and print a line for each submission, then how many each got right."""
    with tempfile.TemporaryDirectory() as place:
        stock, ours = by_stock(Path(place) / "stock"), by_us(Path(place) / "ours")
    right: dict[str, Counter[str]] = {"stock nbgrader": Counter(), "course grade": Counter()}
    of: Counter[str] = Counter()
    print(f"{'submission':45} right  stock  ours")
    for trial in TRIALS:
        tried = trial.kind != "harmful"
        theirs, mine = stock.get(trial.student), ours.get(trial.student)
        print(f"{trial.student:45} {shown(trial.points):>5}  {shown(theirs) if tried else '?':>5}  {shown(mine):>4}")
        of[trial.kind] += 1
        right["stock nbgrader"][trial.kind] += tried and theirs == trial.points
        right["course grade"][trial.kind] += mine == trial.points
    for grader, counts in right.items():
        tried = [kind for kind in of if grader != "stock nbgrader" or kind != "harmful"]
        print(f"{grader} is right on: {', '.join(f'{kind} {counts[kind]} of {of[kind]}' for kind in tried)}")
    print(f"{sum(trial.points is UNGRADABLE for trial in TRIALS)} of them cannot be graded, which is shown as -")


if __name__ == "__main__":
    main()
