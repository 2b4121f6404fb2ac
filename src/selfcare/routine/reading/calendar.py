"""The schedule: can each line be kept, and do the lines go together."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from selfcare.routine.durations import waiting_ms, week_range
from selfcare.routine.model import ScheduleLine
from selfcare.routine.reading.finding import Draft, Finding
from selfcare.routine.reading.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.text.spans import Path

_DAYS: Final = 7
_DAY_MS: Final = 86_400_000


def check_schedule(draft: Draft) -> Iterator[Finding]:
    """What no calendar can keep, line by line and between lines."""
    ranges: list[tuple[int, int, int | None]] = []
    gap = waiting_ms(draft.good("min_gap") or "")
    for path in draft.elements("schedule"):
        yield from check_weeks(draft, path)
        yield from _repeated(draft, path)
        if draft.has(*path) and not draft.has(*path, "per_day") and not draft.has(*path, "per_week"):
            what = "This line of the schedule does not say how often."
            yield Finding("how-often", path, what, "Add per_day = 2 (every day) or per_week = 3.", absent=True)
        line = draft.built(ScheduleLine, *path)
        if line:
            yield from _week(line, path)
            yield from _gap(line, path, gap)
        weeks = draft.good(*path, "weeks")
        span = week_range(weeks) if weeks or not draft.has(*path, "weeks") else None
        if span and isinstance(draft.good(*path) or {}, dict):
            first, last = span
            clash = next((one for one in ranges if _overlap(one[1:], span)), None)
            if clash:
                where: Path = (*path, "weeks") if weeks else path
                what = f"Line {clash[0]} of the schedule already names some of these weeks."
                remedy = 'Let each week stand in one line only, such as weeks = "1" and weeks = "2-".'
                yield Finding("weeks-overlap", where, what, remedy)
            ranges.append((int(path[1]) + 1, first, last))


def check_weeks(draft: Draft, path: Path) -> Iterator[Finding]:
    """`weeks` of a line or an exercise that is no week and no range of weeks."""
    weeks = draft.good(*path, "weeks")
    if weeks and weeks.strip() and week_range(weeks) is None:
        what = f'`weeks` is one week, "1", or from-to, "2-4", or from on, "5-"; here it is {quoted(weeks)}.'
        yield Finding("bad-weeks", (*path, "weeks"), what, 'Write for example: weeks = "2-4"')


def _overlap(one: tuple[int, int | None], other: tuple[int, int | None]) -> bool:
    return (one[1] is None or other[0] <= one[1]) and (other[1] is None or one[0] <= other[1])


def _repeated(draft: Draft, path: Path) -> Iterator[Finding]:
    for name in ("days", "at"):
        seen: set[Any] = set()
        for element in draft.elements(*path, name):
            value = draft.good(*element)
            if value is not None and value in seen:
                shown = f'"{value}"' if name == "days" else str(value)
                yield Finding("repeated", element, f"{shown} stands in `{name}` twice.", "Take one of them out.")
            seen.add(value)


def _week(line: ScheduleLine, path: Path) -> Iterator[Finding]:
    most = line.per_day or 1
    days = len(set(line.days)) or _DAYS
    if line.per_week and line.per_day and line.per_day > line.per_week:
        what = f"`per_day`, {line.per_day}, is the most on one day and cannot be more than `per_week`, {line.per_week}."
        yield Finding("week-too-full", (*path, "per_day"), what, f"Write {line.per_week} at most, or take it out.")
    elif line.per_week and line.per_week > days * most:
        many = "1 day" if days == 1 else f"{days} days"
        what = f"{line.per_week} a week do not fit on {many} with {most} a day."
        remedy = "Ask for fewer, name more `days`, or write the most on one day, such as: per_day = 2"
        yield Finding("week-too-full", (*path, "per_week"), what, remedy)
    if len(line.at) > most and (line.per_day or line.per_week):
        sessions = "1 session" if most == 1 else f"{most} sessions"
        what = f"`at` names {len(line.at)} times, but a day has {sessions}."
        yield Finding("too-many-times", (*path, "at"), what, f"Name {most} at most, or raise `per_day`.")


def _gap(line: ScheduleLine, path: Path, gap: int | None) -> Iterator[Finding]:
    if gap and line.per_day and (line.per_day - 1) * gap >= _DAY_MS:
        what = f"{line.per_day} sessions a day do not fit: `min_gap` keeps too many hours between them."
        yield Finding("gap-too-long", (*path, "per_day"), what, "Ask for fewer a day, or make `min_gap` shorter.")
        return
    times = sorted(line.at)
    for early, late in pairwise(times):
        apart = ((late.hour - early.hour) * 60 + late.minute - early.minute) * 60_000
        if gap and 0 < apart < gap:
            what = f"{early:%H:%M} and {late:%H:%M} are closer together than `min_gap` allows."
            yield Finding("gap-too-long", (*path, "at"), what, "Move one of the times, or make `min_gap` shorter.")
