"""The search itself: which single edit makes every case right, and where that is not known, where it goes wrong."""

from __future__ import annotations

import ast
import itertools
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from autograder.inside.observation import Span
from autograder.inside.rerun import Version, silence
from autograder.rivals import part_of
from autograder.search.borrow import borrowed
from autograder.search.edits import after, copies, everywhere, likely_edits, long_tail, pairs
from autograder.search.factors import WORDS
from autograder.search.feeds import feeding
from autograder.search.infinite import first_not_finite, is_broken
from autograder.search.pool import Pool
from autograder.search.proof import Deadline, OutOfTime, Proof
from autograder.search.record import watched
from autograder.search.rerun import Rerun
from autograder.search.scope import Scope
from autograder.search.statements import targets_of
from autograder.search.steps import step_reached
from autograder.search.substitute import Substitution, Substitutions
from autograder.search.tree import Edit, parsed, replaced, span_of
from autograder.search.words import evidence, follows, made_here, or_before
from autograder.trial import Trial

SECONDS = 0.9
MOST_PASSING, MOST_RUNNING = 16, 24
SECONDS_AFTER_A_FIND = 0.25
LONGEST_RECORD = 0.2
LARGEST_BORROWED, SMALL_BORROWED = 14, 5  # tokens


@dataclass(frozen=True)
class Repair:
    """A change that makes every case right: the passage, the kind of change and the change itself, in words.

    `kind` and `change` are empty if equally small changes of other kinds, in other lines, do. `part` is the part of
    the result that it makes right, "" if it is all of it.
    """

    span: Span
    kind: str = ""
    change: str = ""
    part: str = ""


@dataclass(frozen=True)
class Located:
    """A passage where the function goes wrong, and the evidence for that in words."""

    span: Span
    words: str
    part: str = ""


def search(trial: Trial, rerun: Rerun, seconds: float = SECONDS) -> Repair | Located | None:
    """The smallest edit found in time that makes a function right, or where it goes wrong, or None."""
    if trial.source is None or not trial.complete or trial.exercise.is_value:
        return None
    try:
        with silence():
            return Search(trial, rerun, Deadline(seconds)).result()
    except (KeyboardInterrupt, Exception):  # A verdict stands without its explanation; no defect here may cost it.
        return None


class Search:
    """One search: its tree, its proof, and what was found so far."""

    def __init__(self, trial: Trial, rerun: Rerun, deadline: Deadline) -> None:
        assert trial.source is not None
        self.trial, self.rerun, self.deadline = trial, rerun, deadline
        self.function = parsed(trial.source)
        self.proof = Proof(trial, rerun, deadline)
        self.pool = Pool(self.proof.known, deadline)

    def result(self) -> Repair | Located | None:
        """What is found for the whole result, or for the first of its wrong parts for which something is found."""
        found = self.attempt("")
        try:
            found = found or (self.step_reached() if self.proof.any_wrong else None)
        except OutOfTime:
            return self.not_finite()
        parts = self.trial.exercise.part_names
        wrong = [part for part in parts if part not in self.proof.right_before and not self.in_words(part)]
        for part in wrong if len(parts) > 1 and len(wrong) > 1 else ():
            if found or not self.deadline.left:
                break
            self.proof.aim_at([*self.proof.right_before, part])
            found = self.attempt(part)
        return found or self.not_finite()

    def not_finite(self) -> Located | None:
        """Where a NaN or an infinity comes in, on the first case whose result holds one."""
        values = (o.value if isinstance(o.value, list) else [o.value] for o in self.trial.first)
        number = next((number for number, value in enumerate(values) if any(map(is_broken, value))), None)
        if number is None:
            return None
        case = self.trial.cases[number]
        with watched(self.function) as tree:
            seen = self.rerun.record(self.rerun.version(tree), case, LONGEST_RECORD)
        first = first_not_finite(Scope(self.function, seen, case, self.trial.exercise.needs))
        return Located(span_of(first[0].node), f"Here NaN or infinity comes in: {first[1]}") if first else None

    def in_words(self, part: str) -> bool:
        """Whether this part says in words what a result is like: too little to tell a right change by, alone."""
        exercise = self.trial.exercise
        return all(isinstance(part_of(exercise, value, part), str) for value in self.trial.expected)

    def attempt(self, part: str) -> Repair | Located | None:
        """One search for what makes all the parts right that the proof now asks for."""
        self.part = part
        self.passing: list[Edit] = []
        self.from_answers: list[Edit] = []
        self.substitutions: list[Substitution] = []
        self.values: Substitutions | None = None
        self.raises = bool(self.trial.first[self.proof.shown].failure)
        self.running: list[Edit] = []  # Those with which a function that raised an error returns something.
        try:
            self.prepare()
            for stage in self.stages() if self.proof.any_wrong else [lambda: self.collect(copies(self.scope))]:
                stage()
        except OutOfTime:
            pass
        return self.chosen()

    def stages(self) -> Iterator[Callable[[], None]]:
        """The likeliest edits first; then what right answers tell; then the many and the larger edits.

        Where a part of the result is right already, what it depends on comes last.
        """
        yield lambda: self.collect(self.apart(likely_edits(self.scope)))
        yield self.substitute
        yield lambda: self.collect(self.borrowed(), self.from_answers)
        if self.raises:
            yield lambda: self.collect(self.after_an_exception())
        yield lambda: self.collect(self.apart(self.sorted_tail()))
        if self.feeding:
            yield lambda: self.collect(self.apart(likely_edits(self.scope), False))
            yield lambda: self.collect(self.apart(self.sorted_tail(), False))
        yield self.collect_larger

    def after_an_exception(self) -> Iterator[Edit]:
        """Two edits of which the first ends the exception."""
        firsts = [] if self.passing or self.from_answers else self.running
        return itertools.chain.from_iterable(after(edit, self.function, self.scope) for edit in firsts[:MOST_RUNNING])

    def apart(self, edits: Iterable[Edit], is_apart: bool = True) -> Iterator[Edit]:
        """The edits of statements on which no right part of the result depends, or the others."""
        return (edit for edit in edits if (id(edit.statement) not in self.feeding) is is_apart)

    def collect_larger(self) -> None:
        """The same edit at several places, or two edits, where one edit at one place does not do."""
        if not self.passing:
            self.collect(everywhere(likely_edits(self.scope)))
        if not self.passing and not self.substitutions and not self.part:  # Two edits may ruin the other parts.
            self.collect(pairs(self.function, self.scope))

    def prepare(self) -> None:
        case = self.trial.cases[self.proof.shown]
        with watched(self.function) as tree:
            seen = self.rerun.record(self.rerun.version(tree), case, min(1.0, self.deadline.left))
        parts = self.trial.exercise.part_names
        self.feeding = feeding(self.function, parts, self.proof.right_before)
        self.scope = Scope(self.function, seen, case, self.trial.exercise.needs, self.pool.texts(), self.pool.numbers())

    def substitute(self) -> None:
        self.values = Substitutions(self.scope, self.pool, self.proof)
        for found in self.values.found():
            self.substitutions.append(found)

    def borrowed(self) -> Iterator[Edit]:
        assert self.values is not None
        for found in self.substitutions:
            seen = self.pool.seen(found.step.answer, self.values.case)
            new = borrowed(found.step, seen, self.scope)
            if new is not None:
                size = _tokens_between(found.site.node, new)
                if size <= LARGEST_BORROWED:
                    yield replaced(found.site, new, "this expression", max(1, size))
            yield from self.completed(found)

    def completed(self, found: Substitution) -> Iterator[Edit]:
        """The learner's expression with the term or the factor that a right answer has and this one lacks."""
        assert self.values is not None
        for op, step in self.values.completions(found):
            new = borrowed(step, self.pool.seen(step.answer, self.values.case), self.scope)
            if new is not None:
                whole = ast.BinOp(found.site.node, op, new)
                yield replaced(found.site, whole, WORDS[type(op)], len(_tokens(new).keys()))

    def sorted_tail(self) -> Iterator[Edit]:
        """The many edits left, those first that touch a statement where a right value helps."""
        suspects = {id(found.site.statement) for found in self.substitutions}
        return long_tail(self.scope, suspects)

    def collect(self, edits: Iterable[Edit], into: list[Edit] | None = None) -> None:
        """Keep the edits that are right on every known case and on fresh ones."""
        passing = self.passing if into is None else into
        started: deque[tuple[Edit, Version]] = deque()

        def versions() -> Iterator[Version]:
            for edit in edits:
                with edit.applied():
                    started.append((edit, self.rerun.version(self.function.module)))
                yield started[-1][1]

        shown = self.proof.shown
        for observation in self.proof.screened(versions(), shown):
            edit, version = started.popleft()
            if self.raises and not observation.failure:
                self.running.append(edit)
            if not self.proof.is_right(shown, observation) or not self.proof.passes_known(version):
                continue
            if self.proof.holds(lambda cases, version=version: [version] * len(cases.cases)):  # type: ignore[misc]
                self.deadline.shorten(SECONDS_AFTER_A_FIND)
                passing.append(edit)
                if len(passing) >= MOST_PASSING:
                    return

    def chosen(self) -> Repair | Located | None:
        likely = [edit for edit in self.passing if edit.size == 1 or not self._makes_right_value(edit)]
        if likely or not self.substitutions:
            edits = likely or self.passing
            return self._smallest(edits) if edits else None
        assert self.values is not None
        first = min(self.substitutions, key=_first_and_most_telling)
        statement = self._made_in(first)
        repairs = [edit for edit in self.from_answers if edit.statement is statement]
        if repairs:
            return self._smallest(repairs)
        passage: ast.AST = statement
        if statement is not first.site.statement:
            words = made_here(first, follows(self.part))
        else:
            words, passage = evidence(first, self.values, follows(self.part)), first.site.node
        before = or_before(self._doubtful(statement, passage))
        return Located(span_of(passage), words + before, self.part) if words else None

    def step_reached(self) -> Located | None:
        """The result is a step of a right answer: the line that returns it."""
        returns = [node for node in ast.walk(self.function.definition) if isinstance(node, ast.Return)]
        words = step_reached(self.proof, self.pool) if len(returns) == 1 else ""
        return Located(span_of(returns[0]), words) if words else None

    def _smallest(self, edits: list[Edit]) -> Repair:
        doubts = {id(edit): self._makes_right_value(edit) for edit in edits}
        smallest = min((edit.size + doubts[id(edit)], doubts[id(edit)]) for edit in edits)
        best = [edit for edit in edits if (edit.size + doubts[id(edit)], doubts[id(edit)]) == smallest]
        if self.substitutions:  # A change where a right value is known to help is the likelier one.
            made = self._made_in(min(self.substitutions, key=_first_and_most_telling))
            best = [edit for edit in best if edit.statement is made] or best
        # Where one right value makes all the rest right, the rest is right: the earliest line is the one.
        line = min(edit.span.line for edit in best)
        first = next(edit for edit in best if edit.span.line == line)
        agree = len({edit.span.line for edit in best}) == 1 or len({edit.kind for edit in best}) == 1
        return Repair(first.span, first.kind if agree else "", first.told() if agree else "", self.part)

    def _makes_right_value(self, edit: Edit) -> bool:
        """Whether the edit is in an assignment whose value a right answer computes too, or that counts something."""
        if self.values is None or not isinstance(edit.statement, ast.Assign):
            return False
        site = self.scope.site_of(edit.statement.value)
        if site is not None and edit.kind.startswith("a missing") and isinstance(self.scope.value(site), int):
            return True  # n = len(X) / 2: a count is what it is.
        return site is not None and self.values.is_right_already(site)

    def _made_in(self, found: Substitution) -> ast.stmt:
        """The statement in which a right value helps; of a variable, the one that makes it."""
        statement = found.site.statement
        is_small = any(e.passage is found.site.node and e.size <= SMALL_BORROWED for e in self.from_answers)
        if isinstance(found.site.node, ast.Name) and not is_small:
            return self._maker(found.site.node.id, statement) or statement
        return statement

    def _doubtful(self, statement: ast.stmt, passage: ast.AST) -> dict[str, ast.stmt]:
        """The variables that a passage uses and whose values no right answer has, with the statements that make them.

        Right routes differ: such a value may be right, and so it is only where to look next.
        """
        assert self.values is not None
        made = {name: self._maker(name, statement) for name in self.values.wrong_inputs(statement, passage)}
        return {name: maker for name, maker in made.items() if maker and maker is not statement}

    def _maker(self, name: str, before: ast.stmt) -> ast.stmt | None:
        """The last statement before this one that gives a variable its value or adds to it; in a loop also after it."""
        makers = [
            statement
            for block in self.function.blocks
            for statement in block.statements
            for target in targets_of(statement)
            if any(isinstance(n, ast.Name) and n.id == name and not _is_index(n, target) for n in ast.walk(target))
        ]
        earlier = [maker for maker in makers if maker.lineno < before.lineno]
        return max(earlier or makers, key=lambda maker: maker.lineno, default=None)


def _first_and_most_telling(found: Substitution) -> tuple[int, bool, int]:
    return found.site.statement.lineno, found.is_result, found.site.number


def _is_index(name: ast.Name, target: ast.expr) -> bool:
    return isinstance(target, ast.Subscript) and any(n is name for n in ast.walk(target.slice))


def _tokens_between(old: ast.expr, new: ast.expr) -> int:
    """How many names, numbers and operators the two do not share."""
    one, other = _tokens(old), _tokens(new)
    return sum(((one - other) + (other - one)).values())


def _tokens(node: ast.expr) -> Counter[str]:
    return Counter(
        repr(n.value) if isinstance(n, ast.Constant) else str(getattr(n, "id", getattr(n, "attr", type(n).__name__)))
        for n in ast.walk(node)
        if not isinstance(n, ast.expr_context)
    )
