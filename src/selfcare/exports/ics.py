"""The plan as a calendar (RFC 5545): the sessions that are asked, each an event, for any calendar program.

Times are floating: "every morning at 07:30" wherever the person is. A line of the schedule with times of day makes one event
for each, which reminds; one without makes an entry without an hour; "N a week" one for the week, because its days are the
person's own. Held days and days off are left out. What a lock screen shows tells of neither health nor patient. A later
export changes the events of an earlier one, by the same UID and a higher SEQUENCE; what was replaced ends, or is cancelled.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from selfcare.adherence.asked import WEEK
from selfcare.day.days_off import days_off
from selfcare.day.decide import decide
from selfcare.day.in_force import assignments
from selfcare.day.schedule import WEEKDAYS, most, names, week_start
from selfcare.facts.history import History
from selfcare.facts.kinds import Away, Back, Corrected, DayEnds, Loaded
from selfcare.facts.moment import Moment, local_ms
from selfcare.routine.durations import week_range
from selfcare.session.plan import plan_session
from selfcare.text.errors import NotFound, UsageRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from icalendar import Event

    from selfcare.day.in_force import Assignment
    from selfcare.exports.material import Material, Stream
    from selfcare.routine.model import ScheduleLine

_FARTHEST = 3_653
"""Days ahead for which held days and days off are looked for: ten years."""
_DAY = dt.timedelta(days=1)
_CHANGES = (Loaded, Away, Back, DayEnds, Corrected)
"""The kinds of fact that can change the calendar: their number is the SEQUENCE."""
_ROUND_MS = 300_000


class _Span(NamedTuple):
    """The days of one line of one assignment: first, and last where there is one; `replaced` when none of them is left."""

    first: dt.date
    last: dt.date | None
    replaced: bool


def render(material: Material) -> Iterator[Stream]:
    """One file, `calendar.ics`."""
    if not material.everything:
        raise UsageRefused("A calendar holds the whole plan: leave out --since and --until.")
    data = _calendar(material)
    yield "calendar.ics", iter([data])


def _calendar(material: Material) -> bytes:
    from icalendar import Calendar

    history = material.history
    known = assignments(history)
    today = material.as_of.day(history.day_ends(material.as_of.at))
    free = {
        off.first + _DAY * ahead
        for off in days_off(history, today)
        for ahead in range(min((off.last - off.first).days + 1, _FARTHEST))
    }
    calendar = Calendar()
    calendar.add("prodid", "-//selfcare//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Selfcare")
    sequence = sum(isinstance(fact.body, _CHANGES) for fact in history.recorded)
    again: Counter[tuple[str, dt.date]] = Counter()
    for number, one in enumerate(known):
        again[one.text, one.received] += 1
        following = min((later.first for later in known[number + 1 :]), default=None)
        for index, entry in enumerate(one.routine.schedule):
            key = f"{material.patient} {one.text} {one.received} {again[one.text, one.received]} {index}"
            for event in _events(one, entry, following, free, key, history.day_ends(material.as_of.at)):
                event.add("dtstamp", dt.datetime.fromtimestamp(material.as_of.at // 1000, dt.UTC))
                event.add("sequence", sequence)
                event.add("class", "PRIVATE")
                calendar.add_component(event)
    if not calendar.subcomponents:
        # RFC 5545, 3.6: a calendar holds one component at the least.
        raise NotFound("Nothing is asked on any day, so a calendar would be empty. Nothing was written.")
    data: bytes = calendar.to_ical(sorted=False)
    return data


def _events(
    one: Assignment, entry: ScheduleLine, following: dt.date | None, free: set[dt.date], key: str, ends: int
) -> Iterator[Event]:
    span = _span(one, entry, following)
    if span is None:
        return
    out = free | _held(one, span)
    if entry.per_week is not None:
        yield from _weeks(one, entry, span, out, key)
    else:
        for time in entry.at or (None,):
            yield from _days(one, entry, span, out, key, time, ends)


def _span(one: Assignment, entry: ScheduleLine, following: dt.date | None) -> _Span | None:
    """The days on which the line asks something; None where there was never one."""
    weeks = week_range(entry.weeks) or (1, None)
    begins = one.routine.start + dt.timedelta(days=WEEK * (weeks[0] - 1))
    over = one.routine.start + dt.timedelta(days=WEEK * weeks[1] - 1) if weeks[1] else None
    endless = [hold.start - _DAY for hold in one.routine.holds if hold.end is None]
    planned = min((day for day in (over, one.routine.end, *endless) if day), default=None)
    first = max(one.first, begins)
    if planned is not None and planned < first:
        return None
    last = min((day for day in (planned, following - _DAY if following else None) if day), default=None)
    return _Span(first, last, last is not None and last < first)


def _held(one: Assignment, span: _Span) -> set[dt.date]:
    return {
        hold.start + _DAY * ahead
        for hold in one.routine.holds
        if hold.end is not None
        for ahead in range(min((hold.end - hold.start).days + 1, _FARTHEST))
        if span.first <= hold.start + _DAY * ahead
    }


def _made(key: str, summary: str, description: str, start: dt.date) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{sha256(key.encode()).hexdigest()[:32]}@selfcare.invalid")
    event.add("summary", summary)
    event.add("description", description)
    event.add("dtstart", start)
    return event


def _days(
    one: Assignment,
    entry: ScheduleLine,
    span: _Span,
    out: set[dt.date],
    key: str,
    time: dt.time | None,
    ends: int,
) -> Iterator[Event]:
    """The event of every named day, at that time; a time before the day ends lies on the calendar's next date."""
    late = time is not None and time.hour * 60 + time.minute < ends

    def on(day: dt.date) -> dt.date:
        return day if time is None else dt.datetime.combine(day + _DAY if late else day, time.replace(microsecond=0))

    last = span.last or span.first + _DAY * _FARTHEST
    days = [span.first + _DAY * ahead for ahead in range((last - span.first).days + 1)]
    named = [day for day in days if names(entry, day)]
    real = [day for day in named if day not in out]
    many = f"{most(entry)} sessions" if most(entry) > 1 and time is None else "Session"
    event = _made(f"{key} {time}", many, "Type: selfcare", on((real or named or [span.first])[0]))
    if time is not None:
        from icalendar import Alarm

        event.add("duration", dt.timedelta(milliseconds=_length(one, (real or [span.first])[0])))
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", "Session")
        alarm.add("trigger", dt.timedelta(0))
        event.add_component(alarm)
    else:
        event.add("transp", "TRANSPARENT")
    if span.replaced or not real:
        if span.replaced or named:
            event.add("status", "CANCELLED")
            yield event
        return
    if len(named) > 1:
        rule: dict[str, object] = {"freq": "daily"}
        if entry.days:
            shifted = [WEEKDAYS[(WEEKDAYS.index(day) + late) % WEEK] for day in dict.fromkeys(entry.days)]
            rule = {"freq": "weekly", "byday": [day[:2].upper() for day in shifted]}
        if span.last is not None:
            rule["until"] = on(real[-1])
        event.add("rrule", rule)
        missing = [on(day) for day in named if real[0] < day < real[-1] and day in out]
        if missing:
            event.add("exdate", missing)
    yield event


def _weeks(one: Assignment, entry: ScheduleLine, span: _Span, out: set[dt.date], key: str) -> Iterator[Event]:
    """An entry over the week that says how many: the days are the person's own. A week that is not whole has its own."""
    number = entry.per_week or 0
    said = f"{number} session{'s' if number != 1 else ''} this week"
    if span.replaced:
        event = _made(f"{key} weeks", said, "Type: selfcare", span.first)
        event.add("status", "CANCELLED")
        yield event
        return
    last = span.last or span.first + _DAY * _FARTHEST
    starts = []
    start = week_start(one.routine, span.first)
    while start <= last:
        starts.append(start)
        start += _DAY * WEEK
    whole = [one for one in starts if span.first <= one and one + _DAY * (WEEK - 1) <= last]
    for start in starts:
        if (start not in whole and span.last is not None) or start < span.first:
            first, end = max(start, span.first), min(start + _DAY * (WEEK - 1), last)
            yield _week(f"{key} week of {start}", "Sessions this week", entry, first, end)
    open_weeks = [one for one in whole if any(one + _DAY * day not in out for day in range(WEEK))]
    if not open_weeks:
        return
    event = _week(f"{key} weeks", said, entry, open_weeks[0], open_weeks[0] + _DAY * (WEEK - 1))
    if len(whole) > 1:
        rule: dict[str, object] = {"freq": "weekly"}
        if span.last is not None:
            rule["until"] = open_weeks[-1]
        event.add("rrule", rule)
        missing = [one for one in whole if open_weeks[0] < one < open_weeks[-1] and one not in open_weeks]
        if missing:
            event.add("exdate", missing)
    yield event


def _week(key: str, said: str, entry: ScheduleLine, first: dt.date, last: dt.date) -> Event:
    when = f" On: {', '.join(entry.days)}." if entry.days else " On days that suit you."
    event = _made(key, said, f"{said}.{when} Type: selfcare", first)
    event.add("dtend", last + _DAY)
    event.add("transp", "TRANSPARENT")
    return event


def _length(one: Assignment, day: dt.date) -> int:
    """How long the session of that day takes at the full dose, rounded up to five minutes; in milliseconds."""
    noon = Moment(local_ms(dt.datetime.combine(day, dt.time(12)), one.offset), one.offset)
    found = decide(History([]), noon, file=(one.routine, one.text))
    length = plan_session(one.routine, found, None).length if found else 0
    return max(1, -(-length // _ROUND_MS)) * _ROUND_MS
