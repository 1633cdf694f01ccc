"""What hints must fulfill: as many as there are attempts, and none of them is the answer.

A hint is the answer if code in it passes the exercise's own check, or if it holds a whole line of an answer that takes
several: of the reference, of a right answer, or of the solution in solutions/.
"""

from __future__ import annotations

import ast
import builtins
import itertools
import math
import re
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder import Exercise
from autograder.book import MENTION
from course.answers import all_exercises
from course.problem import Problem
from course.proof.declaration import Declaration, declaration
from course.proof.exercise import GAP
from course.proof.solution import Solution

LINE = 5  # A value made of fewer names, numbers and operations than this is nobody's secret.
OPERATOR = re.compile(r"[-+*/@%<>]+")
CONCLUSION = r"(?:=|\bis|\bare|\bgives?|\bmakes?|\bget|\banswer:?|\bso|^)\s*[`\"'(\[]*{}[`\"')\]]*\s*(?:[.,;:!]|$)"


def hint_problems(exercise: Exercise, solution: Solution | None = None) -> list[Problem]:
    """What is wrong with the hints of an exercise."""
    where = declaration(exercise)
    wanted = 1 if exercise.is_value else 3
    found = []
    if len(exercise.hints) != wanted:
        text = f"{exercise.name} has {len(exercise.hints)} hints; {'a question' if wanted == 1 else 'a function'}"
        found.append(where.problem(f"{text} has {wanted}"))
    lines = set() if exercise.is_value else _answer_lines(exercise, where, solution)
    for index, hint in enumerate(exercise.hints):
        name = f"hint {index + 1} of {exercise.name}"
        answer = _stated(exercise, hint) if exercise.is_value else _answer_in(exercise, hint, lines)
        if hint == GAP:
            ladder = "a question first, then a step, then code for a neighboring problem"
            text = f"write {name} in place of `...`: {'one step' if exercise.is_value else ladder}"
            found.append(where.problem(text, where.hint_line(index)))
        elif unknown := MENTION.search(hint):
            text = f"{name} mentions {unknown[0]}, and there is no such chapter"
            found.append(where.problem(text, where.hint_line(index)))
        elif answer:
            text = f"{name} is the answer or a whole line of it: `{answer}`; end one step before it"
            found.append(where.problem(text, where.hint_line(index)))
    return found


def _stated(exercise: Exercise, hint: str) -> str:
    """The answer to a question, if the hint states it as its conclusion; a word counts wherever it stands."""
    answer = exercise.reference()
    if answer is Ellipsis:
        return ""
    if isinstance(answer, str):
        pattern = CONCLUSION if answer in ("yes", "no") else r"\b{}\b"
        match = re.search(pattern.format(re.escape(answer)), hint, re.IGNORECASE)
        return answer if match else ""
    wanted = np.ravel(answer).astype(float)
    number = r"(-?\d[\d,]*(?:\.\d+)?(?:/\d+)?)"
    for match in re.finditer(CONCLUSION.format(r"[,\sandx]+".join([number] * wanted.size)), hint):
        if np.allclose([_number(text) for text in match.groups()], wanted, rtol=1e-3):
            return match[0].strip()
    return ""


def _number(text: str) -> float:
    numerator, _, denominator = text.replace(",", "").partition("/")
    return float(numerator) / float(denominator or 1)


def _answer_in(exercise: Exercise, hint: str, lines: set[str]) -> str:
    """The code in a hint that is an answer, or a whole line of one; nothing if there is none."""
    known = _namespace(exercise)
    for code, body in _fragments(hint):
        if any(text in lines for node in body for text in _outlines(node, known, exercise)):
            return code
        if _passes(exercise, body, known):
            return code
    return ""


def _fragments(hint: str) -> Iterator[tuple[str, list[ast.stmt]]]:
    """Every stretch of words in a hint that is Python and does something, but no half of a longer expression."""
    words = hint.replace("`", "").split(" ")
    for start, end in itertools.combinations(range(len(words) + 1), 2):
        if any(OPERATOR.fullmatch(word) for word in (*words[max(start - 1, 0) : start], *words[end : end + 1])):
            continue
        code = " ".join(words[start:end]).rstrip(".,:;")
        if not re.search(r"[(\[=*/@+-]", code) or any(code.count(a) != code.count(b) for a, b in ("()", "[]", "{}")):
            continue
        try:
            with warnings.catch_warnings(action="ignore"):
                body = ast.parse(code).body
        except SyntaxError:
            continue
        if any(isinstance(node, (ast.BinOp, ast.Call, ast.Compare, ast.UnaryOp)) for s in body for node in ast.walk(s)):
            yield code, body


def _namespace(exercise: Exercise) -> dict[str, Any]:
    """What code in a hint may use: NumPy, math and the other exercises."""
    others = {other.name: other.reference for other in all_exercises() if not other.is_value}
    others.pop(exercise.name, None)
    return {"np": np, "math": math, "itertools": itertools, **others}


def _passes(exercise: Exercise, body: list[ast.stmt], known: dict[str, Any]) -> bool:
    """Whether this code, as the body of the function, passes the exercise."""
    names = [node for statement in body for node in ast.walk(statement) if isinstance(node, ast.Name)]
    stored = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    if not {node.id for node in names} <= {*known, *dir(builtins), *exercise.parameters, *stored}:
        return False
    last = body[-1]
    if isinstance(last, (ast.Expr, ast.Assign)) and not isinstance(last.value, (ast.Yield, ast.YieldFrom)):
        body = [*body[:-1], ast.Return(last.value)]
    function = ast.parse(f"def {exercise.signature}: pass").body[0]
    assert isinstance(function, ast.FunctionDef)
    function.body = body
    namespace = dict(known)
    try:
        with warnings.catch_warnings(action="ignore"):
            exec(compile(ast.fix_missing_locations(ast.Module([function], [])), "<hint>", "exec"), namespace)
    except (SyntaxError, ValueError):
        return False
    return exercise.check(namespace[exercise.name], seed=1).passed


def _answer_lines(exercise: Exercise, where: Declaration, solution: Solution | None) -> set[str]:
    """The outlines of all lines of answers that take several lines."""
    known = _namespace(exercise)
    answers: list[ast.FunctionDef | ast.Lambda] = [*where.functions, *(solution.functions() if solution else ())]
    lines: set[str] = set()
    for answer in answers:
        if isinstance(answer, ast.FunctionDef) and len([n for n in ast.walk(answer) if isinstance(n, ast.stmt)]) > 3:
            for node in ast.walk(answer):
                if isinstance(node, (ast.Assign, ast.AugAssign, ast.Return, ast.Expr)):
                    lines.update(_outlines(node, known, exercise))
    return lines


def _outlines(node: ast.stmt, known: dict[str, Any], exercise: Exercise) -> set[str]:
    """What a line computes, with the names that may be chosen freely left out; nothing for a short line."""
    target = getattr(node, "target", None) or getattr(node, "targets", [None])[0]
    value: ast.AST | None = node if isinstance(target, ast.Subscript) else getattr(node, "value", None)
    if value is None or _size(value) < LINE:
        return set()
    fixed = {*known, *dir(builtins), *exercise.parameters}
    outline = ast.parse(ast.unparse(value))
    for name in ast.walk(outline):
        if isinstance(name, ast.Name) and name.id not in fixed:
            name.id = "_"
    return {ast.dump(outline)}


def _size(node: ast.AST) -> int:
    return sum(isinstance(part, ast.expr) for part in ast.walk(node))
