"""What learners are told about wrong answers that no list foresaw, and how long a check takes to find it.

Run with ``uv run python -m benchmarks.diagnosis``; ``--unseen`` takes the realistic wrong answers that nobody tunes to,
``--mutants`` single edits of the references and the other right answers, made by other rules than the search's own;
``--before`` switches the search off, and topics, such as ``losses optimizers``, measure a part. Every wrong answer of
the corpus has the line that a teacher would mark.
"""

from __future__ import annotations

import argparse
import ast
import linecache
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from autograder import load
from autograder.catalog import all_exercises
from autograder.exercise import Exercise
from autograder.findings import find
from autograder.inside.observe import names_used
from autograder.inside.rerun import rerun_of
from autograder.inside.source import source_of
from autograder.judge import judge
from autograder.report import Report
from autograder.search.answers import right_answers
from autograder.trial import Trial
from tests.support.failed_searches import counted_failures
from tests.support.slips import compiled, load_slips

SEED = 1
PER_FUNCTION = 3  # mutants of one function that are tried


@dataclass(frozen=True)
class Wrong:
    """A wrong answer: its exercise, the function, and the line that must change, if there is a single one."""

    exercise: str
    function: Callable[..., Any]
    line: int | None


def slips(which: str) -> Iterator[Wrong]:
    """The realistic wrong answers of tests/support/slips; those that are no Python are left out."""
    for slip in load_slips(which):
        try:
            yield Wrong(slip.exercise, compiled(slip), slip.line)
        except SyntaxError:
            continue


def mutants() -> Iterator[Wrong]:
    """Single edits of every right answer that has at least two statements, sampled with a fixed seed."""
    rng = np.random.default_rng(0)
    for name, exercise in all_exercises().items():
        if exercise.is_value:
            continue
        for number, answer in enumerate(right_answers(exercise)):
            source = _as_function(answer.function.definition, name)
            made = list(_mutated(source))
            for index in sorted(rng.permutation(len(made))[:PER_FUNCTION]):
                text, line = made[index]
                file = f"<mutant {index} of answer {number} to {name}>"
                linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
                namespace = {**answer.original.__globals__, "__name__": "__main__"}
                exec(compile(text, file, "exec"), namespace)
                yield Wrong(name, namespace[name], line)


def _as_function(definition: ast.FunctionDef, name: str) -> str:
    tree = ast.parse(ast.unparse(definition))
    assert isinstance(tree.body[0], ast.FunctionDef)
    tree.body[0].name = name
    return ast.unparse(tree)


def _mutated(source: str) -> Iterator[tuple[str, int]]:
    """The source with one edit at one site, and the line of the edit."""
    count = sum(1 for _ in ast.walk(ast.parse(source)))
    for site in range(count):
        for way in range(3):
            tree = ast.parse(source)
            node = list(ast.walk(tree))[site]
            if _mutate(node, way):
                yield ast.unparse(ast.fix_missing_locations(tree)) + "\n", node.lineno  # type: ignore[attr-defined]


def _mutate(node: ast.AST, way: int) -> bool:
    """Change one node in place; tells whether this way makes sense for it."""
    if isinstance(node, ast.BinOp):
        swaps: dict[type[ast.operator], type[ast.operator]] = {
            ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.MatMult: ast.Mult,
        }  # fmt: skip
        if way == 0 and type(node.op) in swaps:
            node.op = swaps[type(node.op)]()
        elif way == 1 and isinstance(node.op, (ast.Sub, ast.MatMult, ast.Div)):
            node.left, node.right = node.right, node.left
        elif way == 2 and isinstance(node.op, (ast.Mult, ast.Div)):
            node.op, node.right = ast.Mult(), ast.Constant(1)
        else:
            return False
    elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
        if way == 2:
            return False
        node.value = node.value + (1, -1)[way]
    elif isinstance(node, ast.keyword) and node.arg == "axis" and way == 0:
        node.value = ast.parse("1 - (" + ast.unparse(node.value) + ")", mode="eval").body
    elif isinstance(node, ast.AugAssign) and way == 0:
        node.op = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
    elif isinstance(node, ast.Compare) and way == 0:
        node.ops = [ast.LtE() if isinstance(op, ast.Gt) else ast.Gt() for op in node.ops]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and way == 0:
        others = {"sum": "mean", "mean": "sum", "max": "min", "exp": "log", "zeros": "ones", "sqrt": "square"}
        if node.func.attr not in others:
            return False
        node.func.attr = others[node.func.attr]
    else:
        return False
    return hasattr(node, "lineno")


def check(wrong: Wrong, with_search: bool) -> tuple[Report, str, float]:
    """The report on a wrong answer, what it amounts to, and the seconds it took."""
    exercise: Exercise = load(wrong.exercise)
    begun = time.perf_counter()
    cases = tuple(exercise.draw_cases(SEED))
    first, again = exercise.observe(wrong.function, cases)
    source, used = source_of(wrong.function), names_used(wrong.function)
    trial = Trial(exercise, cases, tuple(first), tuple(again), used, SEED, source)
    report = judge(trial, rerun=partial(rerun_of, wrong.function, exercise.needs) if with_search else None)
    seconds = time.perf_counter() - begun
    return report, _outcome(report, wrong, exercise, bool(find(trial))), seconds


def _outcome(report: Report, wrong: Wrong, exercise: Exercise, is_wrong: bool) -> str:
    if not is_wrong:
        return "accepted"
    if report.misconception in {mistake.id for mistake in exercise.misconceptions}:
        return "listed"
    if report.excerpt:
        right = wrong.line is None or report.line == wrong.line
        return ("repaired" if "part that is marked" in report.headline else "located") if right else "another line"
    if report.misconception:
        return "relation"
    return "exception" if report.finding == "error" else "unexplained"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for option in ("unseen", "mutants", "before"):
        parser.add_argument(f"--{option}", action="store_true")
    parser.add_argument("topics", nargs="*", help="only these topics; all if none is named")
    options = parser.parse_args()
    answers = mutants() if options.mutants else slips("unseen" if options.unseen else "seen")
    by_topic: dict[str, Counter[str]] = defaultdict(Counter)
    seconds: dict[str, list[float]] = defaultdict(list)
    with counted_failures() as failures:
        for wrong in answers:
            if options.topics and load(wrong.exercise).topic not in options.topics:
                continue
            _, outcome, took = check(wrong, not options.before)
            by_topic[load(wrong.exercise).topic][outcome] += 1
            if load(wrong.exercise).seconds <= 5:
                seconds[outcome].append(took)
    total = sum(by_topic.values(), Counter())
    for topic, counts in [*by_topic.items(), ("all", total)]:
        print(f"{topic:18}", ", ".join(f"{outcome} {count}" for outcome, count in sorted(counts.items())))
    told = total["listed"] + total["repaired"] + total["located"] + total["relation"] + total["another line"]
    wrong_answers = total.total() - total["accepted"]
    print(f"explained or located: {told / wrong_answers:.1%}; another line than the teacher's: "
          f"{total['another line'] / wrong_answers:.1%}")  # fmt: skip
    print(f"searches that failed by a defect of their own: {failures.count} (none is expected)")
    asked = [e for e in all_exercises().values() if not options.topics or e.topic in options.topics]
    right = [_seconds_of_right(exercise) for exercise in asked if exercise.seconds <= 5]
    for outcome, times in sorted({**seconds, "right answer": right}.items()):
        print(f"{outcome:14} median {1000 * np.median(times):5.0f} ms, p95 {1000 * np.percentile(times, 95):5.0f} ms")


def _seconds_of_right(exercise: Exercise) -> float:
    begun = time.perf_counter()
    exercise.check(exercise.reference() if exercise.is_value else exercise.reference, seed=SEED)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
