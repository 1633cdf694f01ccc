"""What a search has found for one part of the result or all of it, and what of that is told."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from autograder.inside.observation import Span
from autograder.search.assignments import targets_of
from autograder.search.change import TWO_CHANGES, Edit
from autograder.search.pool import fingerprint
from autograder.search.result import Located, Repair
from autograder.search.substitute import Substitution, Substitutions
from autograder.search.tree import Function
from autograder.search.words import evidence, follows, made_here, or_before

SMALL_BORROWED = 5  # tokens


@dataclass
class Finds:
    """The edits and the right values that make `part` of a function's result right, "" for all of it.

    `from_answers` are edits with expressions of right answers. `running` are those with which a function that raised
    an error returns something.
    """

    function: Function
    part: str
    passing: list[Edit] = field(default_factory=list)
    from_answers: list[Edit] = field(default_factory=list)
    running: list[Edit] = field(default_factory=list)
    substitutions: list[Substitution] = field(default_factory=list)
    values: Substitutions | None = None
    feeding: frozenset[int] = frozenset()  # Statements on which a right part of the result depends, too.

    @property
    def rewrite_the_result(self) -> bool:
        """Whether what right answers write helps only in place of all that is returned, and differs in much."""
        results = {id(found.site.node) for found in self.substitutions if found.site.is_returned}
        are_large = (edit.size > TWO_CHANGES and id(edit.passage) in results for edit in self.from_answers)
        return bool(self.from_answers) and all(are_large)

    def chosen(self) -> Repair | Located | None:
        """The smallest and likeliest change, or the place where a right value makes the rest right."""
        likely = [edit for edit in self.passing if edit.size == 1 or not self._makes_right_value(edit)]
        if likely or not self.substitutions:
            edits = likely or self.passing
            return self._smallest(edits) if edits else None
        first = min(self.substitutions, key=_first_and_most_telling)
        repairs = [edit for edit in self.from_answers if edit.statement is self._made_in(first)]
        if repairs:
            return self._smallest(repairs)
        places = map(self._located, sorted(self.substitutions, key=_first_and_most_telling))
        return next((place for place in places if place), None)

    def _located(self, found: Substitution) -> Located | None:
        """The passage where a right value helps, or the line that makes the variable; None if that says nothing."""
        assert self.values is not None
        statement = self._made_in(found)
        passage: ast.AST = statement
        if statement is not found.site.statement:
            words = made_here(found, follows(self.part))
        else:
            words, passage = evidence(found, self.values, follows(self.part)), found.site.node
        before = or_before(self._doubtful(statement, passage)) if words else ""
        return Located(Span.of(passage), words + before, self.part) if words else None

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
        with first.applied():
            text = ast.unparse(self.function.module)
        return Repair(first.span, text, first.kind if agree else "", first.told() if agree else "", self.part)

    def _makes_right_value(self, edit: Edit) -> bool:
        """Whether the edit is in an assignment whose value a right answer computes too, or that counts something."""
        if self.values is None or not isinstance(edit.statement, ast.Assign) or "missing cop" in edit.kind:
            return False  # A copy has the right value, as what it is a copy of had.
        site = self.values.scope.site_of(edit.statement.value)
        if site is not None and edit.kind.startswith("a missing") and isinstance(self.values.scope.value(site), int):
            return True  # n = len(X) / 2: a count is what it is.
        return site is not None and self.values.is_right_already(site)

    def _made_in(self, found: Substitution) -> ast.stmt:
        """The statement in which a right value helps; of a variable, the one that makes it."""
        statement = found.site.statement
        is_small = any(e.passage is found.site.node and e.size <= SMALL_BORROWED for e in self.from_answers)
        if isinstance(found.site.node, ast.Name) and not is_small:
            maker = self._maker(found.site.node.id, statement, later=self._is_right_at_first(found))
            if maker and id(maker) not in self.feeding and not self._stands_in_an_answer(maker):
                return maker
        return statement

    def _is_right_at_first(self, found: Substitution) -> bool:
        """Whether a variable in a loop is right in the first round: the line that gives the next value is wrong."""
        assert self.values is not None
        own, right = self.values.scope.seen.get(found.site.number) or [], self.values.values[id(found.step)]
        return len(own) > 1 and fingerprint(own[:1]) == fingerprint(right[:1])

    def _stands_in_an_answer(self, statement: ast.stmt) -> bool:
        """Whether a right answer computes something exactly as this statement does."""
        assert self.values is not None
        return isinstance(statement, ast.Assign) and ast.unparse(statement.value) in self.values.pool.expressions

    def _doubtful(self, statement: ast.stmt, passage: ast.AST) -> dict[str, ast.stmt]:
        """The variables that a passage uses and whose values no right answer has, with the statements that make them.

        Right routes differ: such a value may be right, and so it is only where to look next.
        """
        assert self.values is not None
        made = {name: self._maker(name, statement) for name in self.values.wrong_inputs(statement, passage)}
        return {name: maker for name, maker in made.items() if maker and maker is not statement}

    def _maker(self, name: str, before: ast.stmt, later: bool = False) -> ast.stmt | None:
        """The last statement before this one that gives a variable its value or adds to it; in a loop also after it.

        `later` prefers those after it.
        """
        assert self.values is not None
        makers = [
            statement
            for block in self.values.scope.function.blocks
            for statement in block.statements
            for target in targets_of(statement)
            if any(isinstance(n, ast.Name) and n.id == name and not _is_index(n, target) for n in ast.walk(target))
        ]
        earlier = [
            maker for maker in makers if (maker.lineno > before.lineno if later else maker.lineno < before.lineno)
        ]
        last = max(earlier or makers, key=lambda maker: maker.lineno, default=None)
        return last if last and self._has_run(last) else None

    def _has_run(self, statement: ast.stmt) -> bool:
        """Whether a statement was reached in the case that is looked at, as far as its value tells."""
        assert self.values is not None
        site = self.values.scope.site_of(getattr(statement, "value", statement))
        return site is None or site.number in self.values.scope.seen


def _first_and_most_telling(found: Substitution) -> tuple[int, bool, int]:
    return found.site.statement.lineno, found.is_result, found.site.number


def _is_index(name: ast.Name, target: ast.expr) -> bool:
    return isinstance(target, ast.Subscript) and any(n is name for n in ast.walk(target.slice))
