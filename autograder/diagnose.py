"""Name the mistake: the exercise's own misconceptions first, then the relations that any exercise can show.

A name is given only if the wrong implementation behaves like the learner's on every case; never on one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.excerpt import Excerpt, excerpt_of
from autograder.explain.drawn import drawn_for_nothing, other_draws
from autograder.explain.returned import returns_in_first_round
from autograder.findings import Finding
from autograder.inside.kinds import Kind
from autograder.inside.observation import Source
from autograder.relations import arranged, recognize
from autograder.relations.evidence import Evidence
from autograder.relations.nearly import nearly
from autograder.rivals import Rival, part_of
from autograder.search.rerun import MakeRerun
from autograder.search.result import TWO, Located, Repair
from autograder.trial import Trial
from autograder.wording import missing_entry, passage, sentence

Part = tuple[str, list[Any], list[Any]]  # The name of a part of the result, its right values, and those that came back.


@dataclass(frozen=True)
class Diagnosis:
    """What to tell the learner: a headline, the finding to show it on, and the mistake's id (None: not a known one).

    `excerpt` is the line of the learner's function it is about. `ladder` says more with every further attempt: what
    kind of change is needed, then the change itself; where it is empty, the exercise's hints serve.
    """

    headline: str
    finding: Finding
    misconception: str | None = None
    excerpt: Excerpt | None = None
    ladder: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mistake:
    """A mistake with a name: its id, what to say about it, and the part of the result it is in (None: all of it)."""

    id: str
    message: str
    part: str | None = None


def diagnose(
    trial: Trial, findings: Sequence[Finding], rerun: MakeRerun | None = None, patient: bool = False
) -> Diagnosis:
    """The explanation of what was found; raises IndexError if nothing was.

    If no listed mistake fits, `rerun` is asked for the smallest change that makes the function right; if one fits, only
    where there is time (`patient`), and only for the line.
    """
    first = findings[0]
    if first.kind.before_any_result or not trial.complete:
        return Diagnosis(sentence(trial, first), first)
    if found := _proved(LISTED, trial, findings):
        return _in_its_line(trial, rerun if patient else None, found, _shown(found, findings))
    if diagnosis := _drawn_for_nothing(trial, findings):
        return diagnosis
    if rerun and (diagnosis := _searched(trial, findings, rerun)):
        return diagnosis
    if found := _proved(RELATED, trial, findings) or _proved(IN_PARTS, trial, findings):
        shown = _shown(found, findings)
        return Diagnosis(found.message, shown, found.id, _quoted(trial, shown))
    said = sentence(trial, first)
    if first.kind in SEARCHED_FOR and trial.source and (span := returns_in_first_round(trial.source)):
        ends = f"The `return` in line {span.line} stands inside the loop: only the first round is ever run."
        return Diagnosis(f"{said} {ends} Is that meant?", first, excerpt=excerpt_of(trial.source, span))
    close = _close(trial, findings) if first.kind is Kind.VALUE else ""
    return Diagnosis(close or said, first, _id_of_kind(trial, first), _quoted(trial, first))


def _close(trial: Trial, findings: Sequence[Finding]) -> str:
    """How close the first wrong part of the result comes to the right one, if it is close in every case."""
    part, right, got = next(_wrong_parts(trial, findings), ("", [], []))
    said = "" if trial.exercise.is_value or trial.exercise.view else nearly(right, got)
    return f"{part}: {said}" if said and part else said


def _drawn_for_nothing(trial: Trial, findings: Sequence[Finding]) -> Diagnosis | None:
    """Random numbers where nothing is to be drawn, if two calls with the same arguments differ."""
    draw = other_draws(trial.source) if any(finding.kind is Kind.AGAIN for finding in findings) else None
    if draw is None or trial.source is None or trial.exercise.random:
        return None
    text, span = draw
    name = f"{trial.exercise.name}-draws_random_numbers"
    return Diagnosis(drawn_for_nothing(text), findings[0], name, excerpt_of(trial.source, span))


def _in_its_line(trial: Trial, rerun: MakeRerun | None, found: Mistake, shown: Finding) -> Diagnosis:
    """A listed mistake, with the line in which a change repairs it, if one is looked for and found."""
    repair = _search(trial, rerun) if rerun else None
    if trial.source and isinstance(repair, Repair) and repair.kind and not repair.part:
        where = f"A change in line {repair.span.line} makes every case right: look at the part that is marked."
        return Diagnosis(f"{found.message} {where}", shown, found.id, excerpt_of(trial.source, repair.span))
    return Diagnosis(found.message, shown, found.id, _quoted(trial, shown))


def _proved(looks: Sequence[Look], trial: Trial, findings: Sequence[Finding]) -> Mistake | None:
    """The first mistake that a look finds, and still finds when the cases of fresh seeds are added."""
    found = (look(trial.widened, findings) for look in looks if look(trial, findings))
    return next((mistake for mistake in found if mistake), None)


def _quoted(trial: Trial, finding: Finding) -> Excerpt | None:
    """The passage of the learner's function that the finding is about."""
    span = passage(trial, finding)
    return excerpt_of(trial.source, span) if span and trial.source else None


def _searched(trial: Trial, findings: Sequence[Finding], rerun: MakeRerun) -> Diagnosis | None:
    """What one change would make right, or where the function goes wrong; None if nothing was found in time."""
    found = _search(trial, rerun)
    if found is None or trial.source is None:
        return None
    if isinstance(found, Repair) and returns_in_first_round(Source(found.text)):
        return None  # Right, but by a loop of which only the first round is run.
    says_more = findings[0].kind is Kind.RAISED or missing_entry(trial, findings[0])
    if isinstance(found, Located) and (says_more or _proved(RELATED + IN_PARTS, trial, findings)):
        return None  # An exception at its expression, or a relation, says more than where a right value would help.
    shown = next((finding for finding in findings if _is_about(found, finding)), findings[0])
    excerpt = excerpt_of(trial.source, found.span)
    known = sentence(trial, shown) if shown.kind not in SEARCHED_FOR else ""
    if isinstance(found, Repair):
        right = f"`{found.part}` right in every case" if found.part else "every case right"
        change = "Two changes make" if found.kind == TWO else f"A change in line {found.span.line} makes"
        first = f"look first at line {found.span.line}, at" if found.kind == TWO else "look at"
        what = f"{change} {right}: {first} the part that is marked."
        ladder = (f"What has to change there: {found.kind}.", found.change) if found.kind else ()
    else:
        what, ladder = f"Look at line {found.span.line}. {found.words}", ()
    if (exact := _proved(RELATED, trial, findings)) and exact.id.startswith(_ids(trial, EXACT)):
        return Diagnosis(f"{exact.message} {what}", _shown(exact, findings), exact.id, excerpt, ladder)
    return Diagnosis(f"{known} {what}".strip(), shown, _id_of_kind(trial, shown), excerpt, ladder)


def _search(trial: Trial, rerun: MakeRerun) -> Repair | Located | None:
    from autograder.search.search import search  # Loaded when first needed: right answers never need it.

    ready = rerun() if trial.source else None
    return search(trial, ready, ready.seconds) if ready else None


def _is_about(found: Repair | Located, finding: Finding) -> bool:
    if isinstance(found, Located) and found.case is not None:
        return finding.case == found.case
    return bool(found.part) and finding.part == found.part


def _ids(trial: Trial, keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{trial.exercise.name}-{key}" for key in keys)


def _shown(mistake: Mistake, findings: Sequence[Finding]) -> Finding:
    """A named mistake is shown on the smallest case that has it, preferably where two values can be compared."""
    if mistake.part is not None:
        return next(finding for finding in findings if finding.part in ("", mistake.part))
    return min(findings, key=lambda f: (f.mismatch is None, f.kind is Kind.RAISED, f.case, f.kind.order))


def _id_of_kind(trial: Trial, finding: Finding) -> str | None:
    """Some kinds say by themselves what the mistake is; "returns None" only where every call did."""
    everywhere = all(o.value is None and not o.failure for o in trial.first)
    names = finding.kind.names if everywhere or finding.kind not in (Kind.NOTHING, Kind.PRINTED) else ""
    return f"{trial.exercise.name}-{names}" if names else None


def whole_misconception(trial: Trial, findings: Sequence[Finding]) -> Mistake | None:
    """A listed mistake that behaves like the candidate in everything."""
    rivals = (Rival(misconception, trial) for misconception in trial.exercise.misconceptions)
    found = next((rival.misconception for rival in rivals if rival.explains()), None)
    return Mistake(found.id, found.message) if found else None


def swapped_parts(trial: Trial, findings: Sequence[Finding]) -> Mistake | None:
    """The right parts in another order, or under each other's names."""
    return _named(trial, arranged.other_order(trial))


def parts_missing(trial: Trial, findings: Sequence[Finding]) -> Mistake | None:
    """Right parts, but not all of them."""
    return _named(trial, arranged.parts_missing(trial))


def rearranged(trial: Trial, findings: Sequence[Finding]) -> Mistake | None:
    """The right items, arranged in another way."""
    return _named(trial, arranged.rearranged(trial))


def _named(trial: Trial, relation: tuple[str, str] | None) -> Mistake | None:
    return Mistake(f"{trial.exercise.name}-{relation[0]}", relation[1]) if relation else None


def listed_in_one_part(trial: Trial, findings: Sequence[Finding]) -> Mistake | None:
    """A listed mistake that explains the first wrong part of the result it can."""
    wrong = _wrong_parts(trial, findings)
    return next(_alike_in_parts(trial, wrong, lambda rival, part: rival.fits_other_parts(part)), None)


def listed_for_one_part(trial: Trial, findings: Sequence[Finding]) -> Mistake | None:
    """A listed mistake that gives one part of the result as it is, where another part is wrong in another way."""
    wrong = list(_wrong_parts(trial, findings))
    telling = [(part, right, got) for part, right, got in wrong if not all(map(_is_yes_or_no, got))]
    found = next(_alike_in_parts(trial, telling, lambda rival, part: True), None)
    if found is None or found.part is None:
        return None
    rest = f"That is what made `{found.part}` as it is"
    rest += "; what else is wrong has another cause." if len(wrong) > 1 else "."
    return replace(found, message=f"{found.message} {rest}")


def _is_yes_or_no(value: Any) -> bool:
    """Whether a value is a single True or False, which many mistakes have in common."""
    return isinstance(value, np.ndarray) and value.shape == () and value.dtype == bool


def _alike_in_parts(trial: Trial, wrong: Iterable[Part], fits: Callable[[Rival, str], bool]) -> Iterator[Mistake]:
    """For each wrong part a listed mistake that makes it as it is, if one fits; one that is about it alone first."""
    for part, right, got in wrong:
        rivals = [Rival(misconception, trial) for misconception in trial.exercise.misconceptions]
        if alike := [rival for rival in rivals if rival.explains_part(part, right, got) and fits(rival, part)]:
            found = min(alike, key=lambda rival: rival.wrong_parts).misconception
            yield Mistake(found.id, found.message, part or None)


def relation_in_one_part(trial: Trial, findings: Sequence[Finding]) -> Mistake | None:
    """A relation between the first wrong part of the result that has one and the right values."""
    shapeless = any(finding.part == "" and not finding.kind.halves for finding in findings)
    for part, right, got in _wrong_parts(trial, findings):
        if shapeless and part:
            continue
        warnings = [observation.warnings for observation in trial.first]
        if relation := recognize(Evidence(trial.exercise, trial.cases, part, right, got, warnings)):
            where = f"{part}: " if part else ""
            return Mistake(f"{trial.exercise.name}-{relation[0]}", where + relation[1], part or None)
    return None


def _wrong_parts(trial: Trial, findings: Sequence[Finding]) -> Iterator[Part]:
    """Each part that is wrong, with its right values and those that came back."""
    exercise = trial.exercise
    broken = {finding.part for finding in findings if not finding.kind.halves}
    for part in exercise.part_names:
        if part in broken or "" in broken:
            right, got = (
                [part_of(exercise, value, part) for value in values] for values in (trial.expected, trial.got)
            )
            yield part, right, got


Look = Callable[[Trial, Sequence[Finding]], Mistake | None]
# The likeliest first.
LISTED: tuple[Look, ...] = (whole_misconception, swapped_parts, parts_missing, listed_in_one_part)
RELATED: tuple[Look, ...] = (rearranged, relation_in_one_part)
IN_PARTS: tuple[Look, ...] = (listed_for_one_part,)  # For two mistakes at once, where nothing else is found.
# Relations that say more than a line does.
EXACT = (
    "truncated", "transposed", "pairs_for_lists", "lists_for_pairs", "missing_", "swapped_", "wrong_sign", "slope_",
)  # fmt: skip
SEARCHED_FOR = (Kind.VALUE, Kind.SHAPE, Kind.TYPE, Kind.FINITE)  # Their own sentence says less than a line does.
