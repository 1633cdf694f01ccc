"""Find a student's notebooks among the files that were handed in, whatever their names and folders."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from autograder.grading.repair import Ungradable
from course.classroom.candidates import Candidate
from course.classroom.model import SourceNotebook


def locate(
    candidates: Sequence[Candidate], sources: Sequence[SourceNotebook], chapters: Mapping[str, Collection[str]]
) -> tuple[dict[str, bytes | None], list[str]]:
    """The content of each notebook of the assignment, and what had to be guessed for that, in words.

    `chapters` are the grade ids of the course's other assignments. Raises Ungradable if the intention is not plain.
    """
    contents: dict[str, bytes | None] = {}
    repairs: list[str] = []
    for source in sources:
        chosen = choose(candidates, source, sources, chapters, repairs)
        contents[source.name] = chosen.content if chosen else None
        if chosen and chosen.place != f"{source.name}.ipynb":
            repairs.append(f"{chosen.place} was graded as {source.name}.ipynb.")
    return contents, repairs


def choose(
    candidates: Sequence[Candidate],
    source: SourceNotebook,
    sources: Sequence[SourceNotebook],
    chapters: Mapping[str, Collection[str]],
    repairs: list[str],
) -> Candidate | None:
    """The candidate that was handed in as this notebook; None if it is missing."""
    names = {f"{other.name}.ipynb" for other in sources}
    named = next((one for one in candidates if one.place == f"{source.name}.ipynb"), None)
    mine = [one for one in candidates if one.belongs_to(source) and (one is named or one.place not in names)]
    if not mine:
        free = [one for one in candidates if one.place not in names]
        only = named or (free[0] if len(free) == 1 and len(sources) == 1 else None)
        if only:
            refuse_other_chapter(only, chapters)
        return only
    if len(mine) == 1:
        return mine[0]
    return among(mine, named if named in mine else None, source, repairs)


def refuse_other_chapter(candidate: Candidate, chapters: Mapping[str, Collection[str]]) -> None:
    """Raise Ungradable if it is the notebook of another assignment."""
    shares = {name: len(candidate.ids & set(ids)) for name, ids in chapters.items()}
    best = max(shares, key=lambda name: shares[name], default="")
    if best and shares[best]:
        raise Ungradable(
            f"{candidate.place} is the notebook of {best}: ask for the right one, or move the file to {best}."
        )


def among(mine: Sequence[Candidate], named: Candidate | None, source: SourceNotebook, repairs: list[str]) -> Candidate:
    """The one of several notebooks that counts: the only one with answers, else the one with the right name."""
    answers = {one.place: one.answers(source) for one in mine}
    written = {one.place: one for one in mine if answers[one.place]}
    different = {answers[place]: one for place, one in reversed(written.items())}
    if not written:
        readable = [one for one in mine if answers[one.place] is not None]
        return named if named in readable or (not readable and named) else (readable or list(mine))[0]
    if len(different) == 1:
        chosen = named if named and named.place in written else next(iter(written.values()))
        if named and chosen is not named:
            repairs.append(f"{named.place} holds no answers.")
        return chosen
    if named is None or named.place not in written:
        raise Ungradable(
            f"There are notebooks with different answers ({', '.join(written)}): keep the one that counts, "
            f"as {source.name}.ipynb."
        )
    others = ", ".join(place for place, one in written.items() if answers[place] != answers[named.place])
    repairs.append(f"{named.place} was graded. There are other answers in {others}, which were not.")
    return named
