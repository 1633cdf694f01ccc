"""Prove a contribution: everything that must hold for it, as sentences with a file and a line."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from autograder.catalog import adopt
from autograder.own import OWN, own_exercises
from course import fork
from course.answers import exercise_named, exercises_of
from course.errors import CourseError
from course.manifest import Book, Chapter
from course.problem import Problem

FEW = 6  # So many proofs of files are done before a second process has imported what it needs.


@dataclass(frozen=True)
class Proof:
    """One thing to prove: its name, the chapter it is about, and the call that returns what is wrong with it.

    What is `after_files` is told only if nothing is wrong with what is written in the files of this chapter. If the
    proof is about a notebook that has run, `make` returns the notebook to run.
    """

    name: str
    topic: str
    prove: Callable[..., list[Problem]]
    arguments: tuple[object, ...]
    make: Callable[..., NotebookNode] | None = None
    after_files: bool = False

    def problems(self, *ran: NotebookNode) -> list[Problem]:
        """What is wrong; an error that ends the proof is a problem as well."""
        try:
            return self.prove(*self.arguments, *ran)
        except Exception as error:
            return self.ended(error)

    def notebook(self) -> NotebookNode | list[Problem]:
        """The notebook to run, or why there is none."""
        assert self.make
        try:
            return self.make(*self.arguments)
        except Exception as error:
            return self.ended(error)

    def ended(self, error: Exception) -> list[Problem]:
        """The error that ended this proof, as a problem."""
        if isinstance(error, CourseError):
            return [error.problem]
        return [Problem(f"the proof of {self.name} ended in {type(error).__name__}: {error}")]


@dataclass(frozen=True)
class Result:
    """What one proof found, and how many proofs there are in all."""

    name: str
    problems: list[Problem]
    total: int


def check_book(book: Book, chapters: Sequence[str] = (), exercises: Sequence[str] = ()) -> Iterator[Result]:
    """Prove these chapters (number, topic or source) and exercises, or everything; each result as soon as it is there.

    What a chapter's notebooks show is told only if all that is written in its files is right: a missing answer would be
    told again by every cell that calls it.
    """
    listed = [book.chapter(name) for name in chapters]
    named = [exercise_named(name) for name in exercises]
    if not listed and not named:
        listed = book.chapters
    named += [exercise for chapter in listed for exercise in exercises_of(chapter.topic)]
    named.sort(key=lambda exercise: -exercise.seconds)  # What takes longest begins first.
    files = [Proof("book.toml", "", prove_manifest, (book,))]
    around = [*listed, *(book.chapter(exercise.topic) for exercise in named)]
    files += [Proof(chapter.source, chapter.topic, prove_chapter, (book, chapter)) for chapter in around]
    files += [Proof(exercise.name, exercise.topic, prove_exercise, (book, exercise.name)) for exercise in named]
    files = list({proof.name: proof for proof in files}.values())
    notebooks = [proof for chapter in _longest_first(listed) for proof in _notebooks(book, chapter)]
    if listed == book.chapters:
        notebooks.append(Proof("chapters/", "", prove_folder, (book,), after_files=True))
    total = len(files) + len(notebooks)
    if not notebooks and len(files) <= FEW:
        yield from (Result(proof.name, proof.problems(), total) for proof in files)
        return
    with _Workers(len(files), bool(notebooks)) as workers:
        for proof, problems in workers.run([*files, *notebooks]):
            yield Result(proof.name, problems, total)


def check_own(folder: Path) -> Iterator[Result]:
    """Prove the exercises of a teacher's own course; each result as soon as it is there."""
    own = own_exercises(folder.resolve())
    if own is None or Path(own.file).parent != folder.resolve():
        raise CourseError(
            f"{folder} is no course with exercises of its own: there is no {OWN} beside nbgrader_config.py."
        )
    adopt(own)
    mine = exercises_of(own.topic)
    for exercise in mine:
        yield Result(exercise.name, Proof(exercise.name, "", prove_own, (exercise.name,)).problems(), len(mine))


def _longest_first(chapters: Sequence[Chapter]) -> list[Chapter]:
    return sorted(chapters, key=lambda chapter: -max((e.seconds for e in exercises_of(chapter.topic)), default=0))


def _notebooks(book: Book, chapter: Chapter) -> list[Proof]:
    kinds = (
        ("solved", prove_solved, make_solved),
        ("as handed out", prove_released, make_released),
        ("as built", prove_built, None),
    )
    return [
        Proof(f"{chapter.source} {how}", chapter.topic, prove, (book, chapter), make, after_files=True)
        for how, prove, make in kinds
    ]


class _Workers:
    """As many proofs at a time as there are cores, each in a process; they end with the block, come what may.

    Proofs of files begin in new processes, while another process imports what notebooks need: from that one the
    kernels are forked, and the processes in which notebooks are made and judged. Here they are only talked to.
    """

    def __init__(self, proofs: int, with_notebooks: bool) -> None:
        # Every core has its process: threads of NumPy's own would wait for each other and take their time.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        if with_notebooks:
            fork.import_ahead(fork.NOTEBOOKS)
        count = min(os.cpu_count() or 1, proofs)
        self.files = ProcessPoolExecutor(count, fork.new_context(), initializer=fork.ignore_interrupts)
        self.notebooks = ProcessPoolExecutor(count, fork.warm_context(), initializer=fork.ignore_interrupts)
        self.threads = ThreadPoolExecutor(count)
        self.running: dict[Future[list[Problem]], Proof] = {}

    def __enter__(self) -> _Workers:
        return self

    def __exit__(self, *_: object) -> None:
        # Where nothing runs any more, to wait takes no time; not to wait, Python sometimes complains at its end.
        idle = not any(future.running() for future in self.running)
        for executor in (self.threads, self.files, self.notebooks):
            executor.shutdown(wait=idle, cancel_futures=True)
        while any(future.running() for future in self.running):
            fork.stop_processes()
            time.sleep(0.05)

    def run(self, proofs: Sequence[Proof]) -> Iterator[tuple[Proof, list[Problem]]]:
        """Each proof with what it found, as it ends; one `after_files` only after these, if nothing is wrong with them.

        It begins sooner than that, if a core has nothing else to do.
        """
        self.running = {
            self.threads.submit(_done, proof, self.notebooks if proof.after_files else self.files): proof
            for proof in proofs
        }
        left, held, broken = dict(self.running), [], set()
        while left:
            for future in wait(left, return_when=FIRST_COMPLETED).done:
                held.append((left.pop(future), future.result()))
            broken |= {proof.topic for proof, problems in held if problems and not proof.after_files}
            for future in [f for f, proof in left.items() if proof.after_files and proof.topic in broken]:
                future.cancel()
                del left[future]
            open_topics = {proof.topic for proof in left.values() if not proof.after_files}
            ended, held = sorted(held, key=lambda found: found[0].after_files), []
            for proof, problems in ended:
                if not proof.after_files or proof.topic not in open_topics | broken:
                    yield proof, problems
                elif proof.topic not in broken:
                    held.append((proof, problems))


def _done(proof: Proof, processes: Executor) -> list[Problem]:
    """What a proof finds in one of these processes. A notebook runs in a process of its own, and is talked to here."""
    if not proof.make:
        return processes.submit(proof.problems).result()
    from course.execute import execute

    notebook = processes.submit(proof.notebook).result()
    if isinstance(notebook, list):
        return notebook
    try:
        execute(notebook)
    except Exception as error:
        return proof.ended(error)
    return processes.submit(proof.problems, notebook).result()


def prove_manifest(book: Book) -> list[Problem]:
    """What stands in book.toml."""
    from course.proof.book import manifest_problems

    return manifest_problems(book)


def prove_chapter(book: Book, chapter: Chapter) -> list[Problem]:
    """What stands in the source of a chapter."""
    from course.proof.book import chapter_problems

    return chapter_problems(book, chapter)


def prove_exercise(book: Book, name: str) -> list[Problem]:
    """An exercise, its hints, its solution, and the description that a learner reads."""
    from course.proof.exercise import exercise_problems
    from course.proof.hint import hint_problems
    from course.proof.solution import SEEDS, docstring_problems_of, read_solutions, solution_problems

    exercise = exercise_named(name)
    chapter = book.chapter(exercise.topic)
    solution = read_solutions(book, chapter).get(name)
    found = exercise_problems(exercise)
    if solution is None:
        text = f'no cell with exercise="{name}"; add it, with the solution, and one with check="{name}" after it'
        return [*found, *hint_problems(exercise), Problem(text, book.source_path(chapter))]
    found += hint_problems(exercise, solution) + docstring_problems_of(exercise, solution)
    return found + solution_problems(exercise, solution, seeds=() if found else SEEDS)


def prove_own(name: str) -> list[Problem]:
    """An exercise of a teacher's own, and its hints."""
    from course.proof.exercise import exercise_problems
    from course.proof.hint import hint_problems

    exercise = exercise_named(name)
    return exercise_problems(exercise) + hint_problems(exercise)


def make_solved(book: Book, chapter: Chapter) -> NotebookNode:
    """The notebook with all its solutions, to be run."""
    from course.proof.notebook import solved_notebook

    return solved_notebook(book, chapter)


def prove_solved(book: Book, chapter: Chapter, ran: NotebookNode) -> list[Problem]:
    """The notebook with all its solutions, after it ran."""
    from course.proof.notebook import solved_problems

    return solved_problems(book, chapter, ran)


def make_released(book: Book, chapter: Chapter) -> NotebookNode:
    """The notebook as it is handed out, to be run."""
    from course.proof.notebook import released_notebook

    return released_notebook(book, chapter)


def prove_released(book: Book, chapter: Chapter, ran: NotebookNode) -> list[Problem]:
    """The notebook as it is handed out, after it ran."""
    from course.proof.notebook import released_problems

    return released_problems(book, chapter, ran)


def prove_built(book: Book, chapter: Chapter) -> list[Problem]:
    """The notebook in chapters/ is the one that the source gives."""
    from course.build import drift

    return drift(book, [chapter])


def prove_folder(book: Book) -> list[Problem]:
    """The folder chapters/ holds no notebook of a chapter that is gone, and README is as book.toml has it."""
    from course.build import strangers

    return strangers(book)
