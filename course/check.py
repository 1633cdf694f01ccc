"""Prove a contribution: everything that must hold for it, as sentences with a file and a line."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass

from autograder import load
from course.answers import exercise_named, exercises_of
from course.kernel import ignore_interrupts, stop_children, warm
from course.manifest import Book, Chapter
from course.problem import Problem

LONGEST = ("capstone",)  # The chapter whose training takes longest begins first, so that nothing waits for it alone.


@dataclass(frozen=True)
class Proof:
    """One thing to prove: its name, the function that returns what is wrong with it, and the function's arguments.

    `inside` says that it calculates in Python and so needs a process of its own; the others wait for one.
    """

    name: str
    problems: Callable[..., list[Problem]]
    arguments: tuple[object, ...]
    inside: bool = True


def proofs(book: Book, chapters: Sequence[str], exercises: Sequence[str]) -> list[Proof]:
    """What to prove about these chapters (number, topic or source) and exercises; everything if neither is given."""
    listed = [book.chapter(name) for name in chapters]
    names = [exercise_named(name).name for name in exercises]
    everything = not listed and not names
    made = [Proof("book.toml", prove_manifest, (book,))]
    if everything:
        listed = book.chapters
        made.append(Proof("chapters/", prove_folder, (book,)))
    for chapter in sorted(listed, key=_training_time, reverse=True):
        names += [exercise.name for exercise in exercises_of(chapter.topic)]
        made.append(Proof(f"{chapter.source}, solved", prove_solved, (book, chapter), inside=False))
        made.append(Proof(f"{chapter.source}, as handed out", prove_released, (book, chapter), inside=False))
        made.append(Proof(f"solutions/{chapter.source}.py", prove_chapter, (book, chapter)))
    return made + [Proof(name, prove_exercise, (book, name)) for name in dict.fromkeys(names)]


def check_book(
    book: Book, chapters: Sequence[str] = (), exercises: Sequence[str] = ()
) -> Iterator[tuple[int, str, list[Problem]]]:
    """How many proofs there are, the name of one and what is wrong with it, as soon as each is done."""
    todo = proofs(book, chapters, exercises)
    with _workers() as start:
        running = {start(proof): proof for proof in todo}
        for done in as_completed(running):
            yield len(todo), running[done].name, done.result()
