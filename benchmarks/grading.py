"""How fast a class is graded: stock nbgrader and `course grade` on the same submissions, in the same run.

    uv run python -m benchmarks.grading [CHAPTER] [STUDENTS] [STOCK_STUDENTS]

Prints submissions a second for both, from submitted/ to autograded/, gradebook and feedback, and their ratio. Then the
floor, which is the CPU time of the students' own cells and checks in a warm process, divided by the number of cores,
and where the rest of our time goes.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat

from autograder.catalog import all_exercises
from autograder.grading.sandbox import WARM, Limits
from autograder.inside.server import warm_up
from course.classroom.create import create_classroom
from course.classroom.results import write_results
from course.classroom.submission import grade_submission
from course.classroom.submitted import Classroom
from course.classroom.warm import shared_sandbox
from course.manifest import read_book

ROOT = Path(__file__).resolve().parent.parent
CORES = os.cpu_count() or 1


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


def stock_seconds(folder: Path, chapter: str) -> float:
    """How long stock nbgrader takes: our preprocessors are taken out of the configuration."""
    config = folder / "nbgrader_config.py"
    ours = ("RunInSandbox", "configure")
    kept = [line for line in config.read_text().splitlines() if not any(word in line for word in ours)]
    config.write_text("\n".join(kept) + "\nc.Execute.timeout = 60\n")
    commands = ("autograde", "generate_feedback")
    return sum(timed(folder, sys.executable, "-m", "nbgrader", command, chapter) for command in commands)


def floor(folder: Path, chapter: str, students: int) -> float:
    """CPU seconds of a submission's cells and checks, as a student runs them, in a fork of a warm process."""
    os.environ["NBGRADER_EXECUTION"] = "autograde"  # Figures that nobody sees are not drawn.
    all_exercises()
    shell = warm_up(list(WARM))
    shell.run("from autograder import check\ndef double(x):\n    return 2 * x\ncheck(double)")
    seconds = 0.0
    for student in range(students):
        notebook = nbformat.read(folder / "submitted" / f"s{student:05}" / chapter / f"{chapter}.ipynb", 4)
        child = os.fork()
        if child == 0:
            for cell in notebook.cells:
                if cell.cell_type == "code":
                    shell.run(cell.source)
            os._exit(0)
        usage = os.wait4(child, 0)[2]
        seconds += usage.ru_utime + usage.ru_stime
    return seconds / students


def where_it_goes(folder: Path, chapter: str, students: int) -> dict[str, float]:
    """Seconds a submission takes one worker and one writer, by what takes them; `folder` is not graded yet."""
    room = Classroom(folder, chapter)
    sources, limits = list(room.gradebook.notebooks), Limits()
    names = list(room.hand_ins)[: students + 1]
    grade_submission(room.submission(names[0]), sources, "bubblewrap", limits)
    wall, cpu = time.perf_counter(), time.process_time()
    items = [room.submission(name) for name in names[1:]]
    results = [grade_submission(item, sources, "bubblewrap", limits) for item in items]
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    began = time.perf_counter()
    write_results(room, results)
    room.gradebook.close()
    shared_sandbox("bubblewrap", limits).stop()
    return {
        "in the sandbox: fork, cells, calls, cleaning up": (wall - cpu) / students,
        "in the worker: cases, judging, notebook, feedback": cpu / students,
        "in the writer: files, gradebook, report": (time.perf_counter() - began) / students,
    }


def main() -> None:
    """Measure and print."""
    chapter = sys.argv[1] if len(sys.argv) > 1 else "02_activations"
    students = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    few = int(sys.argv[3]) if len(sys.argv) > 3 else 8
    with tempfile.TemporaryDirectory() as place:
        ours, stock, parts = (Path(place) / name for name in ("ours", "stock", "parts"))
        list(create_classroom(read_book(ROOT), ours))
        shutil.copytree(ours, stock)
        hand_in(stock, chapter, few)
        hand_in(ours, chapter, students)
        shutil.copytree(ours, parts)
        course_grade = (sys.executable, "-m", "course.cli", "grade", chapter, "--course-dir", str(ours))
        slow = stock_seconds(stock, chapter)
        fast = timed(ours, *course_grade)
        start = timed(ours, *course_grade, "--force", "--student", "s00000")
        split = where_it_goes(parts, chapter, min(students - 1, 40))
        lowest = floor(ours, chapter, min(students, 40)) / CORES
    print(f"{chapter}, {CORES} cores")
    print(f"stock nbgrader: {few / slow:8.2f} submissions a second ({few} in {slow:.1f} s)")
    print(f"course grade:   {students / fast:8.2f} submissions a second ({students} in {fast:.1f} s)")
    print(f"ratio:          {students / fast / (few / slow):8.1f}")
    print(f"floor:          {1 / lowest:8.2f} submissions a second; we take {fast / students / lowest:.2f} times as")
    print(f"                long, {(fast - start) / (students - 1) / lowest:.2f} without the start ({start:.1f} s)")
    print("Milliseconds of one core for a submission:")
    print(f"    {lowest * CORES * 1e3:6.1f}  the floor")
    for what, seconds in split.items():
        print(f"    {seconds * 1e3:6.1f}  {what}")


if __name__ == "__main__":
    main()
