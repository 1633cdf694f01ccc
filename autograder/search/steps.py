"""A result that is already a step of a right answer, and what that answer does with it next."""

from __future__ import annotations

import ast

import numpy as np

from autograder.inside.observation import Observation, plain
from autograder.search.pool import Pool, Step
from autograder.search.proof import Cases, Proof
from autograder.search.tree import Site

OPERATIONS = {ast.Add: "adding {}", ast.Sub: "subtracting {}", ast.Mult: "multiplying by {}", ast.Div: "dividing by {}"}
CALLS = {
    "sum": "adding up", "mean": "taking the mean", "sqrt": "taking the square root", "exp": "np.exp", "log": "np.log",
    "abs": "taking the absolute value", "max": "taking the maximum", "argmax": "taking the argmax",
}  # fmt: skip


def step_reached(proof: Proof, pool: Pool) -> str:
    """What to say if the result equals, in every case, a step of a right answer; "" if it equals none."""
    trial = proof.trial
    if not all(isinstance(o.value, np.ndarray) and not o.failure for o in trial.first) or trial.exercise.view:
        return ""
    if len({repr(o.value) for o in trial.first}) < 2:
        return ""
    for step in pool.steps(trial.cases[0]):
        if step.form == "" and not isinstance(step.site.node, (ast.Constant, ast.Name)) and _equals(step, proof, pool):
            remains = _next(step)
            if remains:
                return f"Your result is a step on the way to the right one in every case: {remains} is missing."
            return (
                "Your result is a step on the way to the right one in every case: something remains to be done with it."
            )
    return ""


def _equals(step: Step, proof: Proof, pool: Pool) -> bool:
    for case, observation in zip(proof.trial.cases, proof.trial.first, strict=True):
        values = step.values(pool.seen(step.answer, case), 1)
        if not values:
            return False
        here = Cases(proof.exercise, [case], [plain(values[0])]) if not proof.exercise.returns else None
        if here is None or not here.is_right(0, Observation(observation.value), frozenset([""])):
            return False
    return True


def _next(step: Step) -> str:
    """What a right answer does with this step, if that is its last operation and the learner has its names."""
    site: Site = step.site
    parent = site.parent
    if not isinstance(site.statement, ast.Return) or getattr(site.statement, "value", None) is not parent:
        return ""
    if isinstance(parent, ast.BinOp):
        other = parent.right if parent.left is site.node else parent.left
        words = OPERATIONS.get(type(parent.op))
        reversed_ = parent.right is site.node and isinstance(parent.op, (ast.Sub, ast.Div))
        names = {n.id for n in ast.walk(other) if isinstance(n, ast.Name)}
        if words and not reversed_ and names <= {*step.answer.function.parameters, "len", "np"}:
            return words.format(f"`{ast.unparse(other)}`")
    if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Attribute) and not parent.keywords:
        return CALLS.get(parent.func.attr, "") if len(parent.args) == 1 else ""
    return ""
