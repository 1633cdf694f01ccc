"""How fast a class is graded: stock nbgrader and `course grade` on the same submissions, in the same run.

    uv run python benchmarks/grading.py [CHAPTER] [STUDENTS] [STOCK_STUDENTS]

Prints submissions a second for both, from submitted/ to autograded/, gradebook and feedback, and their ratio; and the
floor, which is the CPU time of the students' own cells and checks in a warm process, divided by the number of cores.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import nbformat

from autograder.grading.grade import grade_notebook
from autograder.grading.repair import parse
from autograder.grading.sandbox import Sandbox, Submission
from course.classroom import create_classroom
from course.manifest import read_book

ROOT = Path(__file__).resolve().parent.parent


def hand_in(folder: Path, chapter: str, students: int) -> None:
    """Submissions in which each answer is the teacher's with a probability of 0.85, and else as handed out."""
    name = f"{chapter}.ipynb"
    released = (folder / "release" / chapter / name).read_text()
    answers = {cell.id: cell.source for cell in nbformat.read(folder / "source" / chapter / name, 4).cells}
    for student in range(students):
        chance, notebook = random.Random(student), nbformat.reads(released, 4)
        for cell in notebook.cells:
            if cell.metadata.get("nbgrader", {}).get("solution") and chance.random() < 0.85:
                cell.source = answers[cell.id]
        path = folder / "submitted" / f"s{student:05}" / chapter / name
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)


def timed(folder: Path, *words: str) -> float:
    """Wall seconds of a command in the course's folder."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    began = time.perf_counter()
    subprocess.run(words, cwd=folder, env=os.environ | {"PATH": path}, capture_output=True, check=False)
    return time.perf_counter() - began


class Measured(Sandbox):
    """A sandbox that notes the CPU seconds of every submission's own processes."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: list[float] = []

    @contextlib.contextmanager
    def submission(self, files: Mapping[str, bytes] | None = None) -> Iterator[Submission]:
        """See `Sandbox`."""
        with super().submission(files) as submission:
            yield submission
            self.seconds.append(submission.usage()["cpu"])


def floor(folder: Path, chapter: str, students: int) -> float:
    """CPU seconds a submission's own process takes, on average, in a warm sandbox."""
    with Measured() as box:
        for student in range(students):
            content = (folder / "submitted" / f"s{student:05}" / chapter / f"{chapter}.ipynb").read_bytes()
            grade_notebook(parse(content, chapter).notebook, box)
        return sum(box.seconds) / len(box.seconds)


def main() -> None:
    """Measure and print."""
    chapter = sys.argv[1] if len(sys.argv) > 1 else "02_activations"
    students = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    few = int(sys.argv[3]) if len(sys.argv) > 3 else 8
    cores = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as place:
        ours, stock = Path(place) / "ours", Path(place) / "stock"
        list(create_classroom(read_book(ROOT), ours))
        shutil.copytree(ours, stock)
        config = stock / "nbgrader_config.py"
        lines = [
            line for line in config.read_text().splitlines() if "RunInSandbox" not in line and "AUTOGRADE" not in line
        ]
        config.write_text("\n".join(line for line in lines if "SANITIZE" not in line) + "\nc.Execute.timeout = 60\n")
        hand_in(ours, chapter, students)
        hand_in(stock, chapter, few)
        nbgrader = (sys.executable, "-m", "nbgrader")
        slow = timed(stock, *nbgrader, "autograde", chapter) + timed(stock, *nbgrader, "generate_feedback", chapter)
        fast = timed(ours, sys.executable, "-m", "course.cli", "grade", chapter, "--course-dir", str(ours))
        own = floor(ours, chapter, min(students, 20)) / cores
    print(f"{chapter}, {cores} cores")
    print(f"stock nbgrader: {few / slow:8.2f} submissions a second ({few} in {slow:.1f} s)")
    print(f"course grade:   {students / fast:8.2f} submissions a second ({students} in {fast:.1f} s)")
    print(f"ratio:          {students / fast / (few / slow):8.1f}")
    print(f"floor:          {1 / own:8.2f} submissions a second; we take {fast / students / own:.2f} times as long")


if __name__ == "__main__":
    main()
