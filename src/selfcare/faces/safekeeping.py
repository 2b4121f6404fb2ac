"""What backup and restore say: what a log and a backup hold, what of a damaged log can be read, what is lost."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from selfcare.faces.words import date_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from selfcare.log.backups import Difference
    from selfcare.log.rescue import Remains

_FEW = 4
"""Days that are named one by one; of more, the first and the last."""


def facts(count: int) -> str:
    """So many facts: each set, score and note is one."""
    return "1 fact" if count == 1 else f"{count} facts"


def days(named: Iterable[str], today: dt.date) -> str:
    """Days (ISO words) in a few words: each of a few, of many the first, the last and how many."""
    known = sorted(dt.date.fromisoformat(day) for day in set(named))
    said = [date_from(day, today) for day in known]
    if len(said) > _FEW:
        return f"{len(said)} days, {said[0]} to {said[-1]}"
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def difference_lines(found: Difference, today: dt.date) -> list[str]:
    """What each holds that the other does not."""
    return [
        f"In both: {facts(found.both)}.",
        _alone("Only in your log", found.here, today, "Stays as it is."),
        _alone("Only in the backup", found.there, today, "Would be put back into your log."),
    ]


def _alone(where: str, by_day: Mapping[str, int], today: dt.date, then: str) -> str:
    if not by_day:
        return f"{where}: nothing."
    return f"{where}: {facts(sum(by_day.values()))} of {days(by_day, today)}. {then}"


def remains_lines(found: Remains, back: Difference | None, today: dt.date) -> list[str]:
    """What can be read of a damaged log, and what is lost; `back`: what a backup holds beside it."""
    lines = []
    if found.facts:
        read = {fact_day for fact_day in (_recorded(found, -1), _recorded(found, 0)) if fact_day}
        lines.append(f"Can be read: {facts(len(found.facts))}, written down {_span(read, today)}.")
    else:
        lines.append("Nothing of it can be read.")
    if found.lost:
        lines.append(f"Lost: {facts(sum(found.lost.values()))} of {days(found.lost, today)}.")
    if found.sessions:
        whole = "The session of that day is" if len(found.sessions) == 1 else "The sessions of these days are"
        lines.append(f"{whole} no longer whole: {days(found.sessions, today)}.")
    if count := sum(found.about.values()):
        near = [day for day in found.about if day]
        lines.append(f"Lost, too: {facts(count)}, " + (f"about {days(near, today)}." if near else "of unknown days."))
    lines.append(
        "Whether more was written after that, nobody can tell."
        if found.facts
        else "What was in it, nobody can tell any more."
    )
    if back is not None:
        lines.append(_alone("Only in the backup", back.there, today, "Would be put back."))
    return lines


def _recorded(found: Remains, which: int) -> str:
    from selfcare.facts.history import moment

    return moment(found.facts[which]).day().isoformat()


def _span(read: set[str], today: dt.date) -> str:
    first, last = (date_from(dt.date.fromisoformat(day), today) for day in (min(read), max(read)))
    return f"on {first}" if first == last else f"from {first} to {last}"
