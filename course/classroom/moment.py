"""When something was handed in: what its timestamp.txt says, and whether that can be."""

from __future__ import annotations

import datetime
from pathlib import Path

from dateutil.parser import parse
from nbgrader.utils import parse_utc

from autograder.grading.repair import Ungradable

APART = datetime.timedelta(days=1)  # Clocks and time zones may differ so much.
EARLY = datetime.timedelta(days=183)  # No assignment is given out so long before it is due.
LONGEST = 200  # bytes of a file that holds a moment
NBGRADER = datetime.datetime(2015, 1, 1)  # Nothing was handed in before it began.


def believed(path: Path, due: datetime.datetime | None) -> tuple[str, datetime.datetime | None, str]:
    """What a timestamp.txt says, the moment that it means, and why that is not believed, "" if it is.

    One that is not believed is None, as without a file: nothing is taken off for lateness, and a person looks. Raises
    Ungradable if the file holds no moment.
    """
    text, moment = handed_in(path)
    if moment is None or not (why := doubt(moment, path, due)):
        return text, moment, ""
    words = f"Its timestamp.txt says {moment:%Y-%m-%d %H:%M} UTC, {why}. That cannot be, so nothing is taken off for "
    return text, None, words + "lateness. When did it come? A person should write that into the file, or delete it."


def doubt(moment: datetime.datetime, path: Path, due: datetime.datetime | None) -> str:
    """Why something cannot have been handed in at this moment; "" if it can.

    It must have come before the file with the moment did: unlike the time now, that stays as it is, and so do grades.
    """
    came = datetime.datetime.fromtimestamp(path.stat().st_ctime, datetime.UTC).replace(tzinfo=None)
    if moment - came > APART:
        return f"which is after {came:%Y-%m-%d %H:%M} UTC, when the file came here"
    if due is not None and due - moment > EARLY:
        return "half a year and more before the assignment was due"
    return "when there was no nbgrader yet" if moment < NBGRADER else ""


def handed_in(path: Path) -> tuple[str, datetime.datetime | None]:
    """What a timestamp.txt says, and the moment in UTC that it means; None without a file or with an empty one.

    Raises Ungradable if the file holds no moment: whether the submission is late cannot be told then.
    """
    if not path.is_file():
        return "", None
    try:
        if path.stat().st_size > LONGEST:
            raise ValueError("It is no date.")  # And dateutil would read it letter by letter.
        text = path.read_text(encoding="utf-8-sig").strip()
        # Where a part is missing, the day or the year, dateutil takes that of a default; 5.10.2026 it takes for May 10.
        defaults = datetime.datetime(2000, 1, 1), datetime.datetime(2001, 2, 2)
        orders = (False,) if text[:4].isdecimal() else (False, True)
        words = text.split(" ")
        plain = " ".join(words[:2] if len(words) == 3 else words)  # The third is a zone, which nbgrader looks up.
        if text and len({parse(plain, default=day, dayfirst=order).date() for day in defaults for order in orders}) > 1:
            raise ValueError("It is no date.")
        return text, parse_utc(text) if text else None
    except (ValueError, OverflowError):
        raise Ungradable(
            f"{path} does not say when it was handed in: write it in UTF-8, like 2026-01-31 12:00:00 UTC, or delete it."
        ) from None
