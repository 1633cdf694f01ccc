"""The sentence for a finding that has no better explanation: the words of its kind, with the facts filled in."""

from __future__ import annotations

from autograder.explain import explain_error
from autograder.findings import Finding
from autograder.inside.kinds import Kind
from autograder.inside.observation import Failure
from autograder.trial import Trial


def sentence(trial: Trial, finding: Finding) -> str:
    """What is wrong, and no guess why."""
    exercise, observation = trial.exercise, trial.first[finding.case]
    failure = observation.failure or Failure(finding.kind)
    if finding.kind is Kind.RAISED and (explained := explain_error(failure)):
        return explained
    facts = {
        "name": exercise.name,
        "signature": exercise.signature,
        "part": f"{finding.part}: " if finding.part else "",
        "arguments": " and ".join(exercise.parameters[position] for position in observation.changed),
        "redo": "" if exercise.random else "Redo this case by hand:",
        "function": failure.function,
        "error": failure.error,
        "message": failure.message,
    }
    return finding.kind.words.format(**facts).strip()
