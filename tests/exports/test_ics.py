"""The calendar, read back by two readers that know nothing of the writer: `ical` and `vobject`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import vobject  # type: ignore[import-untyped]  # it has no types of its own
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from adherence.worlds import EAST, START, World, rx, told
from exports.made import files, material
from selfcare.day.days_off import days_off
from selfcare.day.in_force import assignments, in_force
from selfcare.day.schedule import held, line, names
from selfcare.facts.kinds import Away
from selfcare.text.errors import NotFound, UsageRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST = dt.date.fromisoformat(START)
DAYS = 100
AS_OF = "2026-12-12"
_MIDNIGHT = dt.time()


class Seen(NamedTuple):
    """One occurrence as a calendar shows it: its day, its time of day where it has one, and its name."""

    day: dt.date
    time: dt.time | None
    summary: str


def written(world: World) -> str:
    """The calendar of a world."""
    (data,) = files(material(world, AS_OF), "ics").values()
    return data.decode()


def by_ical(text: str, end: dt.date = FIRST + dt.timedelta(days=DAYS)) -> list[Seen]:
    """What `ical` shows of the first hundred days, or until another day."""
    calendar = IcsCalendarStream.calendar_from_ics(text)
    found = []
    for event in calendar.timeline:
        start = event.dtstart
        assert start is not None
        day = start.date() if isinstance(start, dt.datetime) else start
        if day >= end:
            break
        if event.status != "CANCELLED":
            found.append(Seen(day, start.time() if isinstance(start, dt.datetime) else None, event.summary or ""))
    return sorted(found, key=lambda one: (one.day, one.time or _MIDNIGHT, one.summary))


def by_vobject(text: str) -> list[Seen]:
    """What `vobject` shows of the same days."""
    found = []
    for event in vobject.readOne(text).vevent_list:
        if event.contents.get("status", [None])[0] is not None:
            continue
        start = event.dtstart.value
        days: Any = event.getrruleset(addRDate=True) or [start]
        for one in days:
            day = one.date() if isinstance(one, dt.datetime) else one
            if day >= FIRST + dt.timedelta(days=DAYS):
                break
            time = one.time() if isinstance(start, dt.datetime) else None
            found.append(Seen(day, time, event.summary.value))
    return sorted(found, key=lambda one: (one.day, one.time or _MIDNIGHT, one.summary))


def asked(world: World) -> list[Seen]:
    """What is asked on fixed days, day by day, from the schedule itself."""
    history = world.history()
    known = assignments(history)
    offs = days_off(history, dt.date.fromisoformat(AS_OF))
    found = []
    for day in (FIRST + dt.timedelta(days=ahead) for ahead in range(-1, DAYS)):
        current = in_force(known, day)
        entry = line(current.routine, day) if current else None
        if current is None or entry is None or not names(entry, day) or held(current.routine, day):
            continue
        if entry.per_week is not None or any(off.first <= day <= off.last for off in offs):
            continue
        for time in entry.at or (None,):
            late = time is not None and time < dt.time(4)
            summary = f"{entry.per_day} sessions" if time is None and (entry.per_day or 1) > 1 else "Session"
            found.append(Seen(day + dt.timedelta(days=late), time, summary))
    end = FIRST + dt.timedelta(days=DAYS)
    return sorted(
        (one for one in found if one.day < end), key=lambda one: (one.day, one.time or _MIDNIGHT, one.summary)
    )


LINES: tuple[str, ...] = (
    "{ per_day = 1 }",
    "{ per_day = 2, at = [07:30:00, 20:00:00] }",
    '{ days = ["mon", "thu"], at = [18:15:00] }',
    '{ days = ["sat"], per_day = 2 }',
    '{ weeks = "1", per_day = 2 }, { weeks = "2-4", per_day = 1, at = [20:00:00] }',
    '{ weeks = "2-", days = ["sun"], at = [01:00:00] }',
    '{ weeks = "3", per_day = 3, at = [08:00:00, 13:00:00, 20:00:00] }',
)
holds = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 9)).map(
        lambda one: (
            (FIRST + dt.timedelta(days=one[0])).isoformat(),
            (FIRST + dt.timedelta(days=one[0] + one[1])).isoformat(),
        )
    ),
    max_size=3,
)
texts = st.builds(
    rx,
    st.sampled_from(LINES),
    start=st.sampled_from([START, "2026-11-26", "2026-12-07"]),
    end=st.sampled_from([None, "2026-12-20", "2027-01-10"]),
    holds=holds,
)


@example([(0, rx(LINES[0])), (0, rx(LINES[0], start="2026-11-26")), (0, rx(LINES[0]))], "")
@given(st.lists(st.tuples(st.integers(0, 17), texts), min_size=1, max_size=3), st.sampled_from(["", "2026-12-05"]))
@settings(max_examples=60)
def test_both_readers_see_what_is_asked(loads: Sequence[tuple[int, str]], off: str) -> None:
    """Whatever was loaded when, held, or taken as days off: every day and time that is asked, and nothing else."""
    world = World(EAST)
    for day, text in sorted(loads, key=lambda one: one[0]):
        world.load(dt.datetime.combine(FIRST + dt.timedelta(days=day), dt.time(9)), text)
    if off:
        world.add(dt.datetime.fromisoformat(f"{AS_OF} 10:00"), Away(off, "2026-12-14"))
    expected = asked(world)
    try:
        text = written(world)
    except NotFound:
        assert expected == [], "a calendar that is not empty was refused"
        return
    assert by_ical(text) == expected
    assert by_vobject(text) == expected


def test_so_many_a_week_is_an_entry_over_the_week() -> None:
    """No day of it is prescribed; a week that is held altogether is left out, and one that is not whole has its own."""
    text = rx("{ per_week = 3 }", holds=[("2026-12-07", "2026-12-13")], end="2026-12-22")
    ics = written(told("2026-11-25 09:00 load A", {"A": text}))
    expected = [
        Seen(dt.date(2026, 11, 25), None, "Sessions this week"),
        Seen(dt.date(2026, 11, 30), None, "3 sessions this week"),
        Seen(dt.date(2026, 12, 14), None, "3 sessions this week"),
        Seen(dt.date(2026, 12, 21), None, "Sessions this week"),
    ]
    assert by_ical(ics) == expected
    assert by_vobject(ics) == expected
    ends = [event.dtend.value for event in vobject.readOne(ics).vevent_list]
    assert sorted(ends) == [dt.date(2026, 11, 30), dt.date(2026, 12, 7), dt.date(2026, 12, 23)]


def test_a_later_export_changes_the_events_of_an_earlier() -> None:
    """The same UIDs, a higher SEQUENCE; what a new text takes the place of ends, or is cancelled if it never began."""
    texts = {"A": rx(LINES[1]), "B": rx(LINES[2], start="2026-12-20"), "C": rx(LINES[0])}
    story = "2026-11-23 05:00 load A\n2026-11-30 05:00 load B\n"
    before = vobject.readOne(written(told(story, texts)))
    after = vobject.readOne(written(told(f"{story}2026-12-01 05:00 load C", texts)))

    def told_of(calendar: Any) -> dict[str, tuple[int, str]]:
        return {
            event.uid.value: (
                int(event.sequence.value),
                event.contents["status"][0].value if "status" in event.contents else "",
            )
            for event in calendar.vevent_list
        }

    first, second = told_of(before), told_of(after)
    assert len(first) == 3
    assert set(first) < set(second)
    assert {sequence for sequence, _ in first.values()} == {2}
    assert {sequence for sequence, _ in second.values()} == {3}
    assert sorted(status for _, status in second.values()) == ["", "", "", "CANCELLED"]


def test_what_others_may_see_is_neutral_and_the_form_is_strict() -> None:
    """Floating times, no METHOD, private; no word of patient, place, therapist or routine; CRLF, lines of 75 octets."""
    text = written(told("2026-11-23 09:00 load A", {"A": rx(LINES[1], holds=[("2026-12-01", "2026-12-02")])}))
    assert "METHOD" not in text
    assert "TZID" not in text
    assert "VTIMEZONE" not in text
    assert "DTSTART:20261123T073000\r\n" in text
    assert "EXDATE:20261201T073000,20261202T073000\r\n" in text
    assert text.count("CLASS:PRIVATE\r\n") == text.count("BEGIN:VEVENT\r\n") == 2
    for word in ("P200", "P014", "calf", "calves", "Anna", "555"):
        assert word.casefold() not in text.casefold()
    assert text.replace("\r\n", "").find("\n") == -1
    assert all(len(one.encode()) <= 75 for one in text.split("\r\n"))


def test_nothing_asked_is_no_calendar() -> None:
    """A calendar without an event is none by RFC 5545, and of no use: it is refused, and no folder is made."""
    for text in (rx(None), rx('{ weeks = "3", per_day = 1 }', end="2026-11-30")):
        with pytest.raises(NotFound, match="a calendar would be empty"):
            written(told("2026-11-23 09:00 load A", {"A": text}))


def test_a_calendar_is_the_whole_plan() -> None:
    """Days of the record are no days of a plan: they are refused, not ignored."""
    world = told("2026-11-23 09:00 load A", {"A": rx(LINES[0])})
    with pytest.raises(UsageRefused, match="leave out --since"):
        files(material(world, AS_OF, since=FIRST), "ics")
