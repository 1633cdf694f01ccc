"""A very large class: throughput and memory of `course grade` for 500 and for 10,000 submissions, in the same run.

    uv run python -m benchmarks.grading_scale [CHAPTER] [FEW] [MANY]

Memory is the proportional set size (PSS) of the command and all its processes, sandboxes included, read twice a second.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.grading import ROOT, hand_in
from course.classroom.create import create_classroom
from course.manifest import read_book

DIFFERENT = 200  # submissions that are made; the rest of the class hands in copies


def family(process: int) -> list[int]:
    """A process and all that descend from it."""
    found = [process]
    for number in found:
        try:
            for task in Path(f"/proc/{number}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            continue
    return found


def memory(process: int) -> float:
    """MiB that a process and its descendants take."""
    total = 0
    for number in family(process):
        try:
            lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
            total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except (OSError, StopIteration):
            continue
    return total / 1024


def run(folder: Path, chapter: str, students: int) -> float:
    """Grade a class of this size; print submissions a second and memory over time, return the first."""
    made = min(students, DIFFERENT)
    hand_in(folder, chapter, made)
    for student in range(made, students):
        shutil.copytree(folder / "submitted" / f"s{student % made:05}", folder / "submitted" / f"s{student:05}")
    began = time.perf_counter()
    command = [sys.executable, "-m", "course", "grade", chapter, "--course-dir", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT)
    seen: list[float] = []
    while process.poll() is None:
        seen.append(memory(process.pid))
        time.sleep(0.5)
    seconds = time.perf_counter() - began
    if process.returncode:
        sys.exit(f"course grade ended with {process.returncode}")
    steady = seen[len(seen) // 3 :] or [0.0]
    tenth = max(1, len(steady) // 10)
    early, late = sum(steady[:tenth]) / tenth, sum(steady[-2 * tenth : -tenth]) / tenth
    print(
        f"{students:6} submissions in {seconds:6.1f} s: {students / seconds:5.2f} a second; memory {early:.0f} MiB "
        f"after a third of the time, {late:.0f} MiB near the end, {max(seen):.0f} MiB at most"
    )
    return students / seconds


def main() -> None:
    """Measure both sizes and print."""
    chapter = sys.argv[1] if len(sys.argv) > 1 else "02_activations"
    few = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    many = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
    with tempfile.TemporaryDirectory() as place:
        small, large = Path(place) / "small", Path(place) / "large"
        list(create_classroom(read_book(ROOT), small))
        shutil.copytree(small, large)
        slow, fast = run(small, chapter, few), run(large, chapter, many)
    print(f"throughput of the large class over that of the small one: {fast / slow:.2f}")


if __name__ == "__main__":
    main()
