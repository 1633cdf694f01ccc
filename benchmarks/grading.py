"""How fast a class is graded: stock nbgrader and `course grade` on the same submissions, in the same run.

    uv run python -m benchmarks.grading [CHAPTER] [--students 120] [--stock 5] [--rounds 2]

Prints submissions a second for both, from submitted/ to autograded/, gradebook and feedback, with the start of every
command, and their ratio. Stock nbgrader grades a few of the class, `--rounds` times, with rounds of ours between; its
start is measured and counted once for the whole class, as ours is. That both give the same points is printed too.
`--half-wrong` hands in wrong answers to half of the exercises, which no list of mistakes knows; `--broken` adds a class
in which every tenth file is cut off; `--parts` shows where our time goes, beside the floor: the CPU time of the
students' own cells and checks in a warm process, divided by the number of cores.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from autograder.catalog import all_exercises
from autograder.grading.bubblewrap import WARM
from autograder.grading.sandbox import Limits
from autograder.inside.server import warm_up
from course.classroom.configuration import load_config
from course.classroom.create import create_classroom
from course.classroom.results import write_results
from course.classroom.submission import grade_submission
from course.classroom.submitted import Classroom
from course.classroom.warm import imported_in, shared_sandbox
from course.manifest import read_book

ROOT = Path(__file__).resolve().parent.parent
CORES = os.cpu_count() or 1


def hand_in(folder: Path, chapter: str, students: int, wrong: float = 0.0, cut_off: int = 0) -> None:
    """Submissions in which each answer is the teacher's with a probability of 0.85, and else as handed out.

    With a probability of `wrong` it is the teacher's with one thing changed; every `cut_off`-th file is cut off.
    """
    name = f"{chapter}.ipynb"
    released = (folder / "release" / chapter / name).read_text()
    answers = {cell.id: cell.source for cell in nbformat.read(folder / "source" / chapter / name, 4).cells}
    for student in range(students):
        chance, notebook = random.Random(student), nbformat.reads(released, 4)
        for cell in notebook.cells:
            if cell.metadata.get("nbgrader", {}).get("solution") and chance.random() < 0.85:
                cell.source = answers[cell.id]
                if cell.cell_type == "code" and chance.random() < wrong:
                    cell.source = slipped(cell.source, chance)
        path = folder / "submitted" / f"s{student:05}" / chapter / name
        path.parent.mkdir(parents=True)
        text = nbformat.writes(notebook)
        path.write_text(text[: len(text) // 2] if cut_off and student % cut_off == 0 else text)


def slipped(source: str, chance: random.Random) -> str:
    """Code with one slip in one of its functions: another sign, another number, or a factor that is not there."""
    tree = ast.parse(source)
    inside = [node for top in tree.body if isinstance(top, ast.FunctionDef) for node in ast.walk(top)]
    sites = [node for node in inside if isinstance(node, ast.BinOp) or (
        isinstance(node, ast.Constant) and type(node.value) in (int, float))]  # fmt: skip
    if not sites:
        return source
    site = chance.choice(sites)
    if isinstance(site, ast.Constant):
        site.value += chance.choice((1, -1, 0.5))
    elif isinstance(site.op, ast.Add | ast.Sub):
        site.op = ast.Sub() if isinstance(site.op, ast.Add) else ast.Add()
    else:
        site.op, site.right = ast.Mult(), ast.Constant(1)
    return ast.unparse(tree)


def timed(folder: Path, *words: str) -> float:
    """Wall seconds of a command in the course's folder; Python keeps what it compiles, as it does for a teacher."""
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.perf_counter()
    subprocess.run(words, cwd=folder, env=environment, capture_output=True, check=False)
    return time.perf_counter() - began


def make_stock(folder: Path) -> None:
    """Take all that is ours out of the configuration of a course."""
    config = folder / "nbgrader_config.py"
    ours = ("RunInSandbox", "configure")
    kept = [line for line in config.read_text().splitlines() if not any(word in line for word in ours)]
    config.write_text("\n".join(kept) + "\nc.Execute.timeout = 60\n")


def stock_seconds(folder: Path, chapter: str) -> float:
    """How long stock nbgrader takes for what is not graded yet."""
    commands = ("autograde", "generate_feedback")
    return sum(timed(folder, sys.executable, "-m", "nbgrader", command, chapter) for command in commands)


def points(folder: Path, chapter: str) -> dict[str, float]:
    """What the gradebook says."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        return {row.student.id: round(row.score, 2) for row in gradebook.assignment_submissions(chapter)}


def floor(folder: Path, chapter: str, students: int) -> float:
    """CPU seconds of a submission's cells and checks, as a student runs them, in a fork of a warm process."""
    os.environ["NBGRADER_EXECUTION"] = "autograde"  # Figures that nobody sees are not drawn.
    all_exercises()
    shell = warm_up([*WARM, *imported_in(folder / "source" / chapter)])
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
    room = Classroom(load_config(folder), chapter)
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


def compare(made: Path, place: Path, wanted: argparse.Namespace) -> None:
    """Both sides by turns on the same submissions, and their ratio."""
    chapter, students, few = wanted.chapter, wanted.students, wanted.stock
    ours_took, stock_took, stock_start = [], [], []
    for number in range(wanted.rounds):
        ours, stock = (shutil.copytree(made, place / f"{side}{number}") for side in ("ours", "stock"))
        make_stock(stock)
        hand_in(stock, chapter, few, wanted.wrong)
        hand_in(ours, chapter, students, wanted.wrong)
        stock_took.append(stock_seconds(stock, chapter))
        ours_took.append(timed(ours, *course_grade(ours, chapter)))
        stock_start.append(stock_seconds(stock, chapter))  # Everybody is graded: it starts, looks, and ends.
    theirs, mine = points(stock, chapter), points(ours, chapter)
    alike = sum(abs(mine[student] - score) < 0.02 for student, score in theirs.items())
    start, took, fast = min(stock_start), min(stock_took), min(ours_took)
    slow = start + (took - start) / few * students
    print(f"stock nbgrader: {students / slow:6.2f} submissions a second ({few} in {took:.1f} s, of which {start:.1f} "
          f"s are its start; so {students} in {slow:.0f} s)")  # fmt: skip
    print(f"course grade:   {students / fast:6.2f} submissions a second ({students} in {fast:.1f} s)")
    print(f"ratio:          {slow / fast:6.1f}; the points agree for {alike} of {len(theirs)} students")
    print(f"all rounds: stock {rounded(stock_took)}, its start {rounded(stock_start)}, ours {rounded(ours_took)}")
    command = course_grade(ours, chapter)
    print(f"a dry run of nothing new: {timed(ours, *command, '--dry-run'):.1f} s; "
          f"one regraded: {timed(ours, *command, '--force', '--student', 's00000'):.1f} s")  # fmt: skip


def rounded(seconds: list[float]) -> list[float]:
    """To be printed."""
    return [round(value, 1) for value in seconds]


def course_grade(folder: Path, chapter: str) -> tuple[str, ...]:
    """The words of our command."""
    return (sys.executable, "-m", "course", "grade", chapter, "--course-dir", str(folder))


def broken(made: Path, place: Path, wanted: argparse.Namespace) -> None:
    """A class with and without every tenth file cut off: seconds, and that nobody is lost."""
    took: dict[int, list[float]] = {0: [], 10: []}
    for number in range(wanted.rounds):
        for cut_off, seconds in took.items():
            folder = shutil.copytree(made, place / f"broken{number}-{cut_off}")
            hand_in(folder, wanted.chapter, wanted.students, cut_off=cut_off)
            seconds.append(timed(folder, *course_grade(folder, wanted.chapter)))
    entered = len(points(folder, wanted.chapter))
    print(f"every tenth file cut off: {min(took[10]):.1f} s, none {min(took[0]):.1f} s "
          f"({rounded(took[10])}, {rounded(took[0])}); {entered} of {wanted.students} have a row")  # fmt: skip


def parts(made: Path, place: Path, wanted: argparse.Namespace) -> None:
    """The floor, and where our time goes."""
    folder, some = shutil.copytree(made, place / "parts"), min(wanted.students, 41)
    hand_in(folder, wanted.chapter, some, wanted.wrong)
    split = where_it_goes(folder, wanted.chapter, some - 1)
    print("Milliseconds of one core for a submission:")
    print(f"    {floor(folder, wanted.chapter, some) * 1e3:6.1f}  the floor")
    for what, seconds in split.items():
        print(f"    {seconds * 1e3:6.1f}  {what}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chapter", nargs="?", default="02_activations")
    for name, number in (("students", 120), ("stock", 5), ("rounds", 2)):
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--half-wrong", dest="wrong", action="store_const", const=0.5, default=0.0)
    parser.add_argument("--broken", action="store_true")
    parser.add_argument("--parts", action="store_true")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        began = time.perf_counter()
        list(create_classroom(read_book(ROOT), place / "made"))
        print(f"{wanted.chapter}, {CORES} cores, load {os.getloadavg()[0]:.1f}; "
              f"setup of the course: {time.perf_counter() - began:.1f} s")  # fmt: skip
        compare(place / "made", place, wanted)
        if wanted.broken:
            broken(place / "made", place, wanted)
        if wanted.parts:
            parts(place / "made", place, wanted)


if __name__ == "__main__":
    main()
