"""The calendar of a page: every day and what became of it, its key, and each week in words."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from selfcare.exports.pages.blocks import Key, Part, Picture
from selfcare.faces.words import date
from selfcare.pictures.calendar import MARKS, calendar_svg, mark_svg

if TYPE_CHECKING:
    from selfcare.adherence.report import AdherenceReport

_MEANING: Final = {
    "done": "done, and the patient said so",
    "played": "played to the end, not confirmed",
    "partly": "partly",
    "reported": "done without the guide, in the patient's word",
    "missed": "missed",
    "away": "days off",
    "held": "held by the therapist",
    "blocked": "stopped for safety",
    "open": "still open",
    "extra": "more than asked",
    "not assigned": "not assigned",
}
_ALL_WEEKS: Final = 14
"""Weeks that are told one by one; of more, only the last of them (design)."""


def calendar_part(report: AdherenceReport) -> Part:
    """Outcomes on their days; what a week asked and no day of it brought stands under the week."""
    days: dict[dt.date, list[str]] = defaultdict(list)
    weeks: dict[dt.date, list[str]] = defaultdict(list)
    for one in report.occasions:
        when = one.day or (one.first if one.first == one.last else None)
        if when is not None:
            days[when].append(one.result)
        else:
            weeks[one.first].append(one.result)
    if not days and not weeks:
        return Part("Day by day", ())
    told = tuple(_told(days, weeks))
    summed = Counter(word for found in (*days.values(), *weeks.values()) for word in found)
    title = f"Day by day: {_counted(summed)}"
    used = tuple((mark_svg(word), _MEANING[word]) for word in MARKS if summed[word])
    return Part("Day by day", (Picture(calendar_svg(days, weeks, title=title), told), Key(used)), wide=True)


def _told(days: dict[dt.date, list[str]], weeks: dict[dt.date, list[str]]) -> list[str]:
    found: dict[dt.date, Counter[str]] = defaultdict(Counter)
    for day, outcomes in (*days.items(), *weeks.items()):
        found[day - dt.timedelta(days=day.weekday())].update(outcomes)
    lines = [f"Week of {date(monday)}: {_counted(counts)}." for monday, counts in sorted(found.items())]
    left = len(lines) - _ALL_WEEKS
    return lines if left <= 0 else [f"{left} earlier weeks stand in the picture alone.", *lines[-_ALL_WEEKS:]]


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{word} {counts[word]}" for word in MARKS if counts[word])
