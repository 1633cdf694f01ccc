"""The sentence for a finding that has no better explanation: the words of its kind, with the facts filled in."""

from __future__ import annotations

import numpy as np

from autograder.compare import Mismatch, parts_of
from autograder.explain import explain_error
from autograder.explain.drawn import other_draws
from autograder.explain.returned import returned_function, why_none
from autograder.findings import Finding
from autograder.form import wrong_form
from autograder.inside.kinds import Kind
from autograder.inside.observation import Failure, Opaque, Span
from autograder.trial import Trial

IGNORES = "The numbers do not come from the rng that was passed in:"
LISTENS = (
    "With another rng your function gives the very same result. It draws from rng, but the numbers that count come "
    "from elsewhere:"
)


def sentence(trial: Trial, finding: Finding) -> str:
    """What is wrong, and no guess why."""
    exercise, observation = trial.exercise, trial.first[finding.case]
    failure = observation.failure or Failure(finding.kind)
    if finding.kind is Kind.ANSWER and (told := _form(trial)):
        return told
    if missing := missing_entry(trial, finding) or _wrong_size(trial, finding):
        return missing
    if finding.kind is Kind.TYPE and (bare := returned_function(trial.source, observation.value)):
        return bare[0]
    if finding.kind is Kind.RAISED and (explained := explain_error(failure)):
        return explained
    if finding.kind is Kind.VALUE and finding.mismatch and exercise.view and finding.mismatch.expected.startswith("'"):
        part = f"{finding.part}: " if finding.part else ""
        return f"{part}{finding.mismatch.expected} is asked for, and yours is {finding.mismatch.got}."
    drawn = exercise.random or any(isinstance(argument, np.random.Generator) for argument in trial.cases[finding.case])
    facts = {
        "name": exercise.name,
        "signature": exercise.signature,
        "part": f"{finding.part}: " if finding.part else "",
        "arguments": _named([exercise.parameters[position] for position in observation.changed]),
        "redo": "" if drawn else "Redo this case by hand:",
        "function": failure.function,
        "error": failure.error,
        "message": failure.message,
        "rng": LISTENS if observation.drew else IGNORES,
        "none": "This part of the result is None." if finding.part else why_none(trial.source)[0],
    }
    return finding.kind.words.format(**facts).strip()


def missing_entry(trial: Trial, finding: Finding) -> str:
    """That a dictionary lacks an entry, or has one too many, if that is what was found."""
    if finding.kind is not Kind.TYPE:
        return ""
    right, got = trial.expected[finding.case], trial.got[finding.case]
    if not isinstance(got, dict) or not isinstance(right, dict):
        return ""
    wanted = [finding.part] if finding.part else list(right)
    keys = ", ".join(map(repr, got)) or "none"
    if (missing := next((key for key in wanted if key not in got), None)) is not None:
        alike = next((key for key in got if str(key).casefold() == missing.casefold()), None)
        apart = f" For Python {alike!r} and {missing!r} are two different keys." if alike else ""
        return f"The entry {missing!r} is missing: your dictionary has the keys {keys}.{apart}"
    extra = [repr(key) for key in got if key not in right] if not finding.part else []
    asked = ", ".join(map(repr, right)) or "none"
    return f"The entry {extra[0]} is one too many: your dictionary is to have the keys {asked}." if extra else ""


def _wrong_size(trial: Trial, finding: Finding) -> str:
    """That a list is too long or too short, or that what came back does not come in as many parts as are asked for."""
    if finding.part or finding.kind not in (Kind.TYPE, Kind.SHAPE):
        return ""
    names, right, got = trial.exercise.returns, trial.expected[finding.case], trial.got[finding.case]
    if isinstance(got, Opaque) and got.description == "a set":
        return "Your result is a set, which keeps no order. A list does."
    mismatch = parts_of(got, names)
    if isinstance(mismatch, Mismatch):
        return f"{len(names)} results are asked for, ({', '.join(names)}), and yours is {mismatch.got}."
    if not names and isinstance(right, list) and isinstance(got, list) and len(right) != len(got):
        return f"The right list has length {len(right)}, and yours has length {len(got)}."
    return ""


def _form(trial: Trial) -> str:
    """What is wrong with the form of the answer to a recall question."""
    exercise = trial.exercise
    if not exercise.is_value or exercise.view:
        return ""
    right, wrong = trial.expected[0], [misconception.function() for misconception in exercise.misconceptions]
    return wrong_form(right, trial.first[0].value, [right, *wrong] if isinstance(right, str) else [])


def _named(arguments: list[str]) -> str:
    """``argument X``, ``arguments V, a and W``."""
    if len(arguments) < 2:
        return f"argument {''.join(arguments)}"
    return f"arguments {', '.join(arguments[:-1])} and {arguments[-1]}"


def passage(trial: Trial, finding: Finding) -> Span | None:
    """The part of the learner's function that the sentence is about, if it is about one."""
    if finding.kind is Kind.NOTHING and not finding.part:
        return why_none(trial.source)[1]
    if finding.kind is Kind.TYPE and (bare := returned_function(trial.source, trial.first[finding.case].value)):
        return bare[1]
    if finding.kind is Kind.RNG and (draw := other_draws(trial.source)):
        return draw[1]
    failure = trial.first[finding.case].failure
    return failure.span if failure else None
