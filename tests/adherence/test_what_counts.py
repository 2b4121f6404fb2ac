"""docs/what-counts.md, sentence by sentence, as tables of small histories."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple

import pytest

from adherence.worlds import CALF, START, World, counts, rx, told
from selfcare.adherence.trend import trends
from selfcare.facts.kinds import Asked, Corrected, Loaded, Rated, Reported, SetEnd

if TYPE_CHECKING:
    from selfcare.adherence.report import AdherenceReport, Occasion
    from selfcare.adherence.seconds import Doing
    from selfcare.facts.kinds import Hand

DAILY = rx("{ per_day = 1 }")
TWICE = rx("{ per_day = 2 }")
WEEKLY = rx("{ per_week = 3 }")


class Case(NamedTuple):
    """A story, the routine named A (others by name), when it is counted, and the sum in words."""

    id: str
    story: str
    as_of: str
    sum: str
    texts: dict[str, str]


def case(name: str, text: str, story: str, as_of: str, expected: str, **others: str) -> Case:
    """A case with the routine A, and others by their names."""
    return Case(name, story, as_of, expected, {"A": text, **others})


def table(*cases: Case) -> pytest.MarkDecorator:
    """A test for each case."""
    return pytest.mark.parametrize("one", cases, ids=[one.id for one in cases])


def assert_sum(one: Case) -> None:
    """The totals of the story are those expected, and the sum adds up: held back stands after it, never in it."""
    found = told(one.story, one.texts).report(one.as_of).counts
    assert found == counts(one.sum)
    assert found.asked == found.filled + found.missed + found.away


# --- day and week ---


@table(
    case(
        "31 days",
        rx("{ per_day = 1 }", start="2026-12-01"),
        "2026-12-01 07:00 load A\n2026-12-01..2026-12-31 20:00 done",
        "2027-01-01 12:00",
        "asked 31, done 31",
    ),
    case(
        "31 days, every other played",
        rx("{ per_day = 2 }", start="2026-12-01"),
        "2026-12-01 07:00 load A\n2026-12-01..2026-12-31 08:00 done\n2026-12-01..2026-12-15 20:00 played",
        "2027-01-01 12:00",
        "asked 62, done 31, played 15, missed 16",
    ),
    case(
        "a hundred days: three months and some days are a hundred",
        rx("{ per_day = 1 }", start="2026-11-23"),
        "2026-11-23 07:00 load A\n2026-11-23..2027-02-22 20:00 done",
        "2027-03-03 12:00",
        "asked 100, done 92, missed 8",
    ),
    case(
        "where days end at midnight, 00:00 on 1 January is January",
        rx("{ per_day = 1 }", start="2026-12-31"),
        """2026-12-31 07:00 load A
        08:00 day-ends 0
        2027-01-01 00:00 done""",
        "2027-01-02 12:00",
        "asked 2, done 1, missed 1",
    ),
    case(
        "over the end of a month",
        rx("{ per_day = 1 }", start="2026-11-29"),
        "2026-11-29 07:00 load A\n2026-11-29..2026-12-02 20:00 done",
        "2026-12-03 12:00",
        "asked 4, done 4",
    ),
    case(
        "over the end of a year",
        rx("{ per_day = 1 }", start="2026-12-30"),
        "2026-12-30 07:00 load A\n2026-12-31..2027-01-01 20:00 done",
        "2027-01-03 12:00",
        "asked 4, done 2, missed 2",
    ),
    case(
        "leap day",
        rx("{ per_day = 1 }", start="2028-02-27"),
        "2028-02-27 07:00 load A\n2028-02-27..2028-03-01 20:00 done",
        "2028-03-02 12:00",
        "asked 4, done 4",
    ),
    case(
        "no leap day",
        rx("{ per_day = 1 }", start="2027-02-27"),
        "2027-02-27 07:00 load A\n2027-02-27..2027-03-01 20:00 done",
        "2027-03-02 12:00",
        "asked 3, done 3",
    ),
    case(
        "clocks put back: the night of 25 hours is one day",
        rx("{ per_day = 2 }", start="2026-10-24"),
        """2026-10-24 07:00 +120 load A
        2026-10-25 02:30 +120 done
        2026-10-25 02:30 +60 done
        03:59 done
        04:01 done""",
        "2026-10-26 12:00",
        "asked 4, done 3, missed 1, extra 1",
    ),
    case(
        "clocks put forward: 03:30 is the first half hour after 02:00 and still yesterday",
        rx("{ per_day = 1 }", start="2027-03-27"),
        """2027-03-27 07:00 +60 load A
        2027-03-28 03:30 +120 done
        2027-03-28 20:00 done""",
        "2027-03-29 12:00",
        "asked 2, done 2",
    ),
    case(
        "travel west: a long day is one day",
        DAILY,
        """2026-11-23 07:00 +60 load A
        20:00 done
        2026-11-24 09:00 done
        2026-11-24 19:00 -300 done
        2026-11-25 20:00 done""",
        "2026-11-26 12:00",
        "asked 3, done 3, extra 1",
    ),
    case(
        "travel west by night: the same wall clock again is the same day again",
        TWICE,
        """2026-11-23 07:00 +60 load A
        23:30 done
        2026-11-23 18:00 -300 done""",
        "2026-11-24 12:00",
        "asked 2, done 2",
    ),
    case(
        "travel east: a short day is asked as any other",
        rx("{ per_day = 1 }"),
        """2026-11-23 07:00 -300 load A
        20:00 done
        2026-11-24 21:00 +60 done
        2026-11-25 09:00 done""",
        "2026-11-26 12:00",
        "asked 3, done 3",
    ),
    case(
        "23:50 to 00:20 is the day of 23:50",
        DAILY,
        """2026-11-23 07:00 load A
        23:50 done
        2026-11-24 23:50 done""",
        "2026-11-25 12:00",
        "asked 2, done 2",
    ),
    case(
        "00:20 is still yesterday",
        DAILY,
        """2026-11-23 07:00 load A
        2026-11-24 00:20 done
        2026-11-25 00:20 done""",
        "2026-11-25 12:00",
        "asked 2, done 2",
    ),
    case(
        "03:59 is yesterday, 04:01 today",
        DAILY,
        """2026-11-23 07:00 load A
        2026-11-24 03:59 done
        04:01 done""",
        "2026-11-25 12:00",
        "asked 2, done 2",
    ),
    case(
        "at 03:59 yesterday still runs",
        DAILY,
        "2026-11-23 07:00 load A\n20:00 done\n2026-11-24 20:00 done",
        "2026-11-25 03:59",
        "asked 1, done 1",
    ),
    case(
        "at 04:00 it has ended",
        DAILY,
        "2026-11-23 07:00 load A\n20:00 done\n2026-11-24 20:00 done",
        "2026-11-25 04:00",
        "asked 2, done 2",
    ),
    case(
        "day_ends at midnight: 00:30 is that day",
        DAILY,
        """2026-11-23 07:00 load A
        08:00 day-ends 0
        2026-11-24 00:30 done
        2026-11-25 00:30 done""",
        "2026-11-26 00:10",
        "asked 3, done 2, missed 1",
    ),
    case(
        "day_ends changed: what was decided stays decided",
        DAILY,
        """2026-11-23 07:00 load A
        2026-11-24 02:00 done
        2026-11-24 12:00 day-ends 0
        2026-11-25 02:00 done""",
        "2026-11-26 12:00",
        "asked 3, done 2, missed 1",
    ),
    case(
        "a late night with day_ends 06:00",
        DAILY,
        """2026-11-23 07:00 load A
        08:00 day-ends 360
        2026-11-24 05:30 done""",
        "2026-11-25 05:30",
        "asked 1, done 1",
    ),
)
def test_day_of_a_session_is_decided_once_when_it_begins(one: Case) -> None:
    """A day ends at `day_ends`. The day of a session is decided once, when it begins, from local time, offset and `day_ends`."""
    assert_sum(one)


PHASES = rx("{ weeks = '1', per_day = 2 }, { weeks = '2-', per_week = 3 }")


@table(
    case(
        "days 1 to 7",
        PHASES,
        "2026-11-23 07:00 load A",
        "2026-11-30 12:00",
        "asked 14, missed 14",
    ),
    case("day 8 is week 2", PHASES, "2026-11-23 07:00 load A", "2026-12-07 12:00", "asked 17, missed 17"),
    case(
        "a week begins on the weekday of the start",
        rx("{ weeks = '1', per_day = 2 }, { weeks = '2-', per_day = 1 }", start="2026-11-26"),
        "2026-11-26 07:00 load A",
        "2026-12-04 12:00",
        "asked 15, missed 15",
    ),
    case(
        "a week of no line asks nothing: a session in it is extra",
        rx("{ weeks = '1', per_day = 1 }, { weeks = '3-', per_day = 1 }"),
        "2026-11-23 07:00 load A\n2026-12-02 20:00 done",
        "2026-12-08 12:00",
        "asked 8, missed 8, extra 1",
    ),
    case(
        "the last week of a line is in it",
        rx("{ weeks = '1-2', per_day = 1 }"),
        "2026-11-23 07:00 load A",
        "2026-12-20 12:00",
        "asked 14, missed 14",
    ),
)
def test_weeks_are_the_routines_own(one: Case) -> None:
    """A routine's weeks are its own: seven days from its `start`. `weeks = "1"` is days 1 to 7."""
    assert_sum(one)


# --- in force ---

LATER = rx("{ per_day = 2 }", start="2026-11-25")
ENDING = rx("{ per_day = 1 }", end="2026-11-24")


@table(
    case(
        "from that day, when nothing was played",
        DAILY,
        "2026-11-23 07:00 load A\n2026-11-24 10:00 load B",
        "2026-11-25 12:00",
        "asked 3, missed 3",
        B=TWICE,
    ),
    case(
        "from the next, when something was played",
        DAILY,
        """2026-11-23 07:00 load A
        2026-11-24 08:00 done
        10:00 load B
        20:00 done text=A""",
        "2026-11-26 12:00",
        "asked 4, done 1, missed 3, extra 1",
        B=TWICE,
    ),
    case(
        "from the next, when something was reported",
        DAILY,
        "2026-11-23 07:00 load A\n2026-11-24 08:00 reported\n10:00 load B",
        "2026-11-25 12:00",
        "asked 2, reported 1, missed 1",
        B=TWICE,
    ),
    case(
        "a report of yesterday does not keep it off today",
        DAILY,
        "2026-11-23 07:00 load A\n2026-11-24 08:00 reported 2026-11-23\n10:00 load B",
        "2026-11-25 12:00",
        "asked 3, reported 1, missed 2",
        B=TWICE,
    ),
    case(
        "what was played from a file is not assigned and does not keep it off",
        DAILY,
        "2026-11-23 07:00 load A\n2026-11-24 08:00 done from-file\n10:00 load B",
        "2026-11-25 12:00",
        "asked 3, missed 3, not assigned 1",
        B=TWICE,
    ),
    case(
        "two loadings after a session: the last is in force tomorrow",
        DAILY,
        "2026-11-23 07:00 load A\n08:00 done\n10:00 load B\n11:00 load C",
        "2026-11-25 12:00",
        "asked 4, done 1, missed 3",
        B=TWICE,
        C=rx("{ per_day = 3 }"),
    ),
    case(
        "a report taken back was not made",
        DAILY,
        """2026-11-23 07:00 load A
        2026-11-24 08:00 reported as x
        10:00 load B
        2026-11-25 11:00 takes-back x""",
        "2026-11-25 12:00",
        "asked 3, missed 3",
        B=TWICE,
    ),
    case(
        "never before its start: the older goes on until then",
        DAILY,
        "2026-11-23 07:00 load A\n2026-11-24 10:00 load B",
        "2026-11-26 12:00",
        "asked 4, missed 4",
        B=LATER,
    ),
    case(
        "loaded before its start: nothing is asked, and nothing counts, before",
        rx("{ per_day = 1 }"),
        "2026-11-20 07:00 load A\n2026-11-22 20:00 done\n2026-11-23 20:00 done",
        "2026-11-25 12:00",
        "asked 2, done 1, missed 1, not assigned 1",
    ),
    case(
        "loaded last wins, also over a later start that was loaded before it",
        DAILY,
        "2026-11-23 07:00 load A\n10:00 load B\n2026-11-24 10:00 load C",
        "2026-11-27 12:00",
        "asked 10, missed 10",
        B=LATER,
        C=rx("{ per_day = 3 }"),
    ),
    case(
        "not after its end",
        ENDING,
        "2026-11-23 07:00 load A\n2026-11-23..2026-11-25 20:00 done",
        "2026-11-28 12:00",
        "asked 2, done 2, not assigned 1",
    ),
    case(
        "a text that has ended does not bring back an older one",
        TWICE,
        "2026-11-23 07:00 load A\n07:30 load B\n2026-11-25 20:00 done text=A",
        "2026-11-28 12:00",
        "asked 2, missed 2, not assigned 1",
        B=ENDING,
    ),
    case(
        "loaded after its end: nothing is in force",
        DAILY,
        "2026-11-23 07:00 load A\n2026-11-26 07:00 load B",
        "2026-11-29 12:00",
        "asked 3, missed 3",
        B=ENDING,
    ),
    case(
        "the same text again changes nothing",
        DAILY,
        "2026-11-23 07:00 load A\n20:00 done\n21:00 load A\n2026-11-24 20:00 done\n21:00 load A",
        "2026-11-25 12:00",
        "asked 2, done 2",
    ),
    case(
        "back to a text of before is a change",
        DAILY,
        "2026-11-23 07:00 load A\n2026-11-24 07:00 load B\n2026-11-25 07:00 load A",
        "2026-11-26 12:00",
        "asked 4, missed 4",
        B=TWICE,
    ),
    case(
        "the order is that of loading, not of revision",
        rx("{ per_day = 1 }", revision=9),
        "2026-11-23 07:00 load A\n2026-11-24 07:00 load B",
        "2026-11-25 12:00",
        "asked 3, missed 3",
        B=rx("{ per_day = 2 }", revision=1),
    ),
    case(
        "one text at a time, also with another id",
        DAILY,
        "2026-11-23 07:00 load A\n2026-11-24 07:00 load B\n2026-11-24 20:00 done",
        "2026-11-25 12:00",
        "asked 3, done 1, missed 2",
        B=rx("{ per_day = 2 }", ident="thighs"),
    ),
    case(
        "each session is judged by the text in force when it began",
        rx("{ per_day = 1 }"),
        "2026-11-23 07:00 load A\n20:00 done\n2026-11-24 07:00 load B\n20:00 partly",
        "2026-11-25 12:00",
        "asked 2, done 1, partly 1",
        B=rx("{ per_day = 1 }", exercises=CALF.replace("sets = 2", "sets = 3")),
    ),
    case(
        "an exercise dropped: what was played before stays what it was",
        rx("{ per_day = 1 }", exercises=CALF + CALF.replace("calf", "thigh").replace('"thigh"', '"quadriceps"', 2)),
        "2026-11-23 07:00 load A\n20:00 done\n2026-11-24 07:00 load B\n20:00 done",
        "2026-11-25 12:00",
        "asked 2, done 2",
        B=DAILY,
    ),
    case(
        "a file played without loading is not assigned",
        DAILY,
        "2026-11-23 07:00 load A\n20:00 done from-file",
        "2026-11-24 12:00",
        "asked 1, missed 1, not assigned 1",
    ),
    case(
        "before anything was loaded nothing is assigned",
        DAILY,
        "2026-11-23 06:00 done text=A\n2026-11-24 07:00 load A",
        "2026-11-25 12:00",
        "asked 1, missed 1, not assigned 1",
    ),
    case(
        "reported on a day when nothing was in force",
        DAILY,
        "2026-11-24 07:00 load A\n08:00 reported 2026-11-23",
        "2026-11-25 12:00",
        "asked 1, missed 1, not assigned 1",
    ),
    case(
        "a file of which nothing was played is nothing",
        DAILY,
        "2026-11-23 07:00 load A\n20:00 nothing from-file",
        "2026-11-24 12:00",
        "asked 1, missed 1",
    ),
    case(
        "a session without a set is not played",
        DAILY,
        "2026-11-23 07:00 load A\n2026-11-24 08:00 nothing\n10:00 load B",
        "2026-11-25 12:00",
        "asked 3, missed 3",
        B=TWICE,
    ),
    case(
        "a session of which the patient said none was played by the guide",
        DAILY,
        "2026-11-23 07:00 load A\n2026-11-24 08:00 denies\n10:00 load B",
        "2026-11-25 12:00",
        "asked 2, missed 2",
        B=TWICE,
    ),
    case(
        "the morning's report taken back: the evening's session of the older text still counts",
        DAILY,
        """2026-11-23 07:00 load A
        2026-11-24 08:00 reported as x
        10:00 load B
        20:00 done text=A
        2026-11-25 11:00 takes-back x""",
        "2026-11-25 12:00",
        "asked 3, done 1, missed 2",
        B=TWICE,
    ),
    case(
        "a loading is never taken back: what was played of it is assigned",
        DAILY,
        """2026-11-23 07:00 load A
        2026-11-24 08:00 load B as x
        20:00 done text=B
        21:00 takes-back x""",
        "2026-11-26 12:00",
        "asked 5, done 1, missed 4",
        B=TWICE,
    ),
    case(
        "a report of yesterday named today's text",
        DAILY,
        "2026-11-23 07:00 load A\n2026-11-24 07:00 load B\n08:00 reported 2026-11-23 text=B",
        "2026-11-25 12:00",
        "asked 3, reported 1, missed 2",
        B=TWICE,
    ),
    case("nothing at all", DAILY, "", "2026-11-24 12:00", ""),
)
def test_what_was_loaded_last_is_in_force(one: Case) -> None:
    """From that day if nothing assigned was played or reported yet, else from the next; between its start and its end."""
    assert_sum(one)


def test_the_same_text_again_is_no_loading() -> None:
    """The same text again changes nothing."""
    world = told("2026-11-23 07:00 load A\n20:00 done\n21:00 load A\n2026-11-25 08:00 load A", {"A": DAILY})
    (only,) = world.report("2026-11-25 12:00").assignments
    assert (only.received, only.first) == (dt.date(2026, 11, 23), dt.date(2026, 11, 23))


# --- asked ---


@table(
    case("never started", DAILY, "2026-11-23 07:00 load A", "2026-12-03 12:00", "asked 10, missed 10"),
    case(
        "three a day",
        rx("{ per_day = 3 }"),
        "2026-11-23 07:00 load A\n08:00 done\n12:00 played\n18:00 partly\n2026-11-24 08:00 done",
        "2026-11-25 12:00",
        "asked 6, done 2, played 1, partly 1, missed 2",
    ),
    case(
        "fixed weekdays, one done on another day",
        rx("{ per_day = 1, days = ['mon', 'wed', 'fri'] }"),
        "2026-11-23 07:00 load A\n20:00 done\n2026-11-24 20:00 done\n2026-11-27 20:00 done",
        "2026-11-30 12:00",
        "asked 3, done 2, missed 1, extra 1",
    ),
    case(
        "fixed weekdays in a week that begins on Thursday",
        rx("{ weeks = '1', per_day = 1, days = ['mon', 'wed', 'fri'] }", start="2026-11-26"),
        "2026-11-26 07:00 load A\n2026-11-27 20:00 done",
        "2026-12-10 12:00",
        "asked 3, done 1, missed 2",
    ),
    case(
        "twice on fixed weekdays",
        rx("{ per_day = 2, days = ['sat', 'sun'] }"),
        "2026-11-23 07:00 load A\n2026-11-28..2026-11-29 20:00 done",
        "2026-12-06 12:00",
        "asked 6, done 2, missed 4",
    ),
    case(
        "loaded late in the evening: that day is asked",
        DAILY,
        "2026-11-23 23:30 load A",
        "2026-11-25 12:00",
        "asked 2, missed 2",
    ),
    case(
        "the days before loading were not received, not missed",
        DAILY,
        "2026-11-26 07:00 load A",
        "2026-11-28 12:00",
        "asked 2, missed 2",
    ),
)
def test_fixed_days(one: Case) -> None:
    """Each open day that the line names asks `per_day` occasions."""
    assert_sum(one)


FEWER = rx("{ per_week = 3 }", start="2026-11-26")


@table(
    case(
        "a full week",
        WEEKLY,
        "2026-11-23 07:00 load A\n2026-11-23..2026-11-24 20:00 done\n2026-11-29 20:00 played",
        "2026-11-30 12:00",
        "asked 3, done 2, played 1",
    ),
    case(
        "at most one a day",
        WEEKLY,
        "2026-11-23 07:00 load A\n08:00 done\n20:00 done\n2026-11-24 20:00 done",
        "2026-11-30 12:00",
        "asked 3, done 2, missed 1, extra 1",
    ),
    case(
        "the fuller of one day fills, the other is extra",
        WEEKLY,
        "2026-11-23 07:00 load A\n08:00 partly\n20:00 done",
        "2026-11-30 12:00",
        "asked 3, done 1, missed 2, extra 1",
    ),
    case(
        "more than asked",
        WEEKLY,
        "2026-11-23 07:00 load A\n2026-11-23..2026-11-27 20:00 done",
        "2026-11-30 12:00",
        "asked 3, done 3, extra 2",
    ),
    case(
        "the fullest fill it, not the first",
        WEEKLY,
        """2026-11-23 07:00 load A
        20:00 partly
        2026-11-24 20:00 reported
        2026-11-25 20:00 played
        2026-11-26 20:00 done""",
        "2026-11-30 12:00",
        "asked 3, done 1, played 1, reported 1, extra 1",
    ),
    case(
        "no other week is filled",
        WEEKLY,
        "2026-11-23 07:00 load A\n2026-11-23..2026-11-28 20:00 done",
        "2026-12-07 12:00",
        "asked 6, done 3, missed 3, extra 3",
    ),
    case(
        "twice a day at most",
        rx("{ per_week = 6, per_day = 2 }"),
        """2026-11-23 07:00 load A
        2026-11-23..2026-11-24 08:00 done
        2026-11-23..2026-11-24 12:00 done
        2026-11-23..2026-11-24 20:00 done""",
        "2026-11-30 12:00",
        "asked 6, done 4, missed 2, extra 2",
    ),
    case(
        "more than days, at most two a day",
        rx("{ per_week = 10, per_day = 2 }"),
        "2026-11-23 07:00 load A",
        "2026-11-30 12:00",
        "asked 10, missed 10",
    ),
    case(
        "loaded on Thursday of the first week: 3 x 4 / 7",
        WEEKLY,
        "2026-11-26 07:00 load A",
        "2026-11-30 12:00",
        "asked 1, missed 1",
    ),
    case(
        "loaded on the last day: 7 a week is 1",
        rx("{ per_week = 7 }"),
        "2026-11-29 07:00 load A",
        "2026-11-30 12:00",
        "asked 1, missed 1",
    ),
    case(
        "loaded on the last day: 3 a week is 0, so a session is extra",
        WEEKLY,
        "2026-11-29 07:00 load A\n20:00 done",
        "2026-11-30 12:00",
        "extra 1",
    ),
    case(
        "cut by its end: 3 x 3 / 7",
        rx("{ per_week = 3 }", end="2026-11-25"),
        "2026-11-23 07:00 load A\n2026-11-24 20:00 done",
        "2026-12-01 12:00",
        "asked 1, done 1",
    ),
    case(
        "two days held: 3 x 5 / 7",
        rx("{ per_week = 3 }", holds=[("2026-11-25", "2026-11-26")]),
        "2026-11-23 07:00 load A\n2026-11-23 20:00 done",
        "2026-11-30 12:00",
        "asked 2, done 1, missed 1, held 1",
    ),
    case(
        "five days held: 3 x 2 / 7",
        rx("{ per_week = 3 }", holds=[("2026-11-25", "2026-11-29")]),
        "2026-11-23 07:00 load A\n2026-11-23 20:00 done",
        "2026-11-30 12:00",
        "held 3, extra 1",
    ),
    case(
        "a session on a held day of the week is extra",
        rx("{ per_week = 3 }", holds=[("2026-11-25", "2026-11-26")]),
        "2026-11-23 07:00 load A\n2026-11-25 20:00 done",
        "2026-11-30 12:00",
        "asked 2, missed 2, held 1, extra 1",
    ),
    case(
        "seven a week, two days held: 7 x 5 / 7",
        rx("{ per_week = 7 }", holds=[("2026-11-25", "2026-11-26")]),
        "2026-11-23 07:00 load A",
        "2026-11-30 12:00",
        "asked 5, missed 5, held 2",
    ),
    case(
        "two a week on three named days: 2 x 3 / 3",
        rx("{ per_week = 2, days = ['mon', 'wed', 'fri'] }"),
        "2026-11-23 07:00 load A\n20:00 done\n2026-11-27 20:00 done",
        "2026-11-30 12:00",
        "asked 2, done 2",
    ),
    case(
        "on another day it is extra",
        rx("{ per_week = 2, days = ['mon', 'wed', 'fri'] }"),
        "2026-11-23 07:00 load A\n20:00 done\n2026-11-24 20:00 done",
        "2026-11-30 12:00",
        "asked 2, done 1, missed 1, extra 1",
    ),
    case(
        "a named day held: 2 x 2 / 3",
        rx("{ per_week = 2, days = ['mon', 'wed', 'fri'] }", holds=[("2026-11-23", "2026-11-24")]),
        "2026-11-23 07:00 load A",
        "2026-11-30 12:00",
        "asked 1, missed 1, held 1",
    ),
    case(
        "a day that it does not name held: 2 x 3 / 3",
        rx("{ per_week = 2, days = ['mon', 'wed', 'fri'] }", holds=[("2026-11-24", "2026-11-24")]),
        "2026-11-23 07:00 load A",
        "2026-11-30 12:00",
        "asked 2, missed 2",
    ),
    case(
        "after the last day that it names the week has ended",
        rx("{ per_week = 2, days = ['mon', 'wed', 'fri'] }"),
        "2026-11-23 07:00 load A",
        "2026-11-28 12:00",
        "asked 2, missed 2",
    ),
    case(
        "after the routine's last day the week has ended",
        rx("{ per_week = 3 }", end="2026-11-25"),
        "2026-11-23 07:00 load A",
        "2026-11-26 12:00",
        "asked 1, missed 1",
    ),
    case(
        "another routine with the same start shares its weeks: (9 + 12) / 7",
        WEEKLY,
        "2026-11-23 07:00 load A\n2026-11-26 07:00 load B",
        "2026-11-30 12:00",
        "asked 3, missed 3",
        B=rx("{ per_week = 3 }", ident="thighs"),
    ),
    case(
        "two texts in one week are rounded down once: (9 + 12) / 7",
        WEEKLY,
        "2026-11-23 07:00 load A\n2026-11-26 07:00 load B",
        "2026-11-30 12:00",
        "asked 3, missed 3",
        B=rx("{ per_week = 3 }", revision=2),
    ),
    case(
        "two texts in one week, of 3 and of 5: (9 + 20) / 7",
        WEEKLY,
        "2026-11-23 07:00 load A\n2026-11-26 07:00 load B\n2026-11-24 20:00 done text=A\n2026-11-27 20:00 done",
        "2026-11-30 12:00",
        "asked 4, done 2, missed 2",
        B=rx("{ per_week = 5 }"),
    ),
    case(
        "another start makes other weeks: 9 / 7, then 21 / 7",
        WEEKLY,
        "2026-11-23 07:00 load A\n2026-11-26 07:00 load B",
        "2026-12-03 12:00",
        "asked 4, missed 4",
        B=FEWER,
    ),
    case(
        "weekly, then fixed in the same week: 9 / 7, then 4",
        WEEKLY,
        "2026-11-23 07:00 load A\n2026-11-24 20:00 done\n2026-11-26 07:00 load B\n2026-11-26 20:00 done",
        "2026-11-30 12:00",
        "asked 5, done 2, missed 3",
        B=DAILY,
    ),
    case(
        "fixed, then weekly in the same week: 3, then 12 / 7; an extra of a fixed day fills no week",
        DAILY,
        """2026-11-23 07:00 load A
        2026-11-23 08:00 done
        2026-11-23 20:00 done
        2026-11-26 07:00 load B""",
        "2026-11-30 12:00",
        "asked 4, done 1, missed 3, extra 1",
        B=WEEKLY,
    ),
    case(
        "a daily text in between: 2 of it, and (6 + 9) / 7",
        WEEKLY,
        "2026-11-23 07:00 load A\n2026-11-25 07:00 load B\n2026-11-27 07:00 load A",
        "2026-11-30 12:00",
        "asked 4, missed 4",
        B=DAILY,
    ),
)
def test_n_a_week(one: Case) -> None:
    """The week asks the sum over its stretches of N x open days / 7, rounded down once, at most one a day on open days."""
    assert_sum(one)


@table(
    case("the running day asks nothing yet", DAILY, "2026-11-23 07:00 load A", "2026-11-23 12:00", ""),
    case(
        "nor counts what was done",
        DAILY,
        "2026-11-23 07:00 load A\n08:00 done\n09:00 done\n10:00 done from-file",
        "2026-11-23 12:00",
        "",
    ),
    case(
        "the running week neither",
        WEEKLY,
        "2026-11-23 07:00 load A\n2026-11-23..2026-11-27 20:00 done",
        "2026-11-29 12:00",
        "",
    ),
    case(
        "the week that ended, beside the one that runs",
        WEEKLY,
        "2026-11-23 07:00 load A\n2026-11-23..2026-12-01 20:00 done",
        "2026-12-02 12:00",
        "asked 3, done 3, extra 4",
    ),
)
def test_running_day_and_week_are_so_far(one: Case) -> None:
    """The running day and week are "so far" and enter totals only when they have ended."""
    assert_sum(one)


def test_so_far_is_told() -> None:
    """What runs is not hidden: it is told with what is filled of it."""
    report = told("2026-11-23 07:00 load A\n08:00 done", {"A": TWICE}).report("2026-11-23 12:00")
    assert [(period.per, period.asked, filled) for period, filled in report.running] == [("day", 2, 1)]
    assert [one.result for one in report.occasions if one.so_far and one.result == "done"] == ["done"]
    weekly = told("2026-11-23 07:00 load A\n08:00 done\n2026-11-24 08:00 played", {"A": WEEKLY})
    assert [(p.per, p.asked, filled) for p, filled in weekly.report("2026-11-24 12:00").running] == [("week", 3, 2)]


def test_nothing_of_the_running_day_is_missed() -> None:
    """Missed is what ended without it; until then it is open."""
    report = told("2026-11-23 07:00 load A\n08:00 done", {"A": TWICE}).report("2026-11-23 23:00")
    assert sorted(one.result for one in report.occasions) == ["done", "open"]


HELD = rx("{ per_day = 1 }", holds=[("2026-11-24", "2026-11-25")])


@table(
    case("held", HELD, "2026-11-23 07:00 load A", "2026-11-27 12:00", "asked 2, missed 2, held 2"),
    case(
        "held, and done all the same: extra",
        HELD,
        "2026-11-23 07:00 load A\n2026-11-24 20:00 done",
        "2026-11-27 12:00",
        "asked 2, missed 2, held 2, extra 1",
    ),
    case(
        "held without an end, until a newer file",
        rx("{ per_day = 1 }", holds=[("2026-11-24", None)]),
        "2026-11-23 07:00 load A\n2026-11-27 07:00 load B",
        "2026-11-29 12:00",
        "asked 3, missed 3, held 3",
        B=DAILY,
    ),
    case(
        "a held day of three",
        rx("{ per_day = 3 }", holds=[("2026-11-24", "2026-11-24")]),
        "2026-11-23 07:00 load A",
        "2026-11-25 12:00",
        "asked 3, missed 3, held 3",
    ),
    case(
        "a held day that the line does not name holds nothing back",
        rx("{ per_day = 1, days = ['mon'] }", holds=[("2026-11-24", "2026-11-25")]),
        "2026-11-23 07:00 load A",
        "2026-11-27 12:00",
        "asked 1, missed 1",
    ),
    case(
        "fever: that day",
        DAILY,
        "2026-11-23 07:00 load A\n2026-11-24 20:00 answers fever",
        "2026-11-26 12:00",
        "asked 2, missed 2, blocked 1",
    ),
    case(
        "fever answered past midnight: the day before",
        TWICE,
        "2026-11-23 07:00 load A\n2026-11-24 01:00 answers fever",
        "2026-11-25 12:00",
        "asked 2, missed 2, blocked 2",
    ),
    case(
        "a place is no whole routine",
        DAILY,
        "2026-11-23 07:00 load A\n2026-11-24 20:00 answers skin",
        "2026-11-25 12:00",
        "asked 2, missed 2",
    ),
    case(
        "emergency: until seen",
        DAILY,
        """2026-11-23 07:00 load A
        20:00 answers emergency
        2026-11-26 10:00 seen""",
        "2026-11-28 12:00",
        "asked 2, missed 2, blocked 3",
    ),
    case(
        "emergency, not seen yet",
        DAILY,
        "2026-11-23 07:00 load A\n2026-11-24 20:00 answers emergency",
        "2026-11-28 12:00",
        "asked 1, missed 1, blocked 4",
    ),
    case(
        "fever after the first of two: what was done counts, only the rest leaves",
        TWICE,
        "2026-11-23 07:00 load A\n08:00 done\n20:00 answers fever",
        "2026-11-24 12:00",
        "asked 1, done 1, blocked 1",
    ),
    case(
        "fever after the only one",
        DAILY,
        "2026-11-23 07:00 load A\n08:00 partly\n20:00 answers fever",
        "2026-11-24 12:00",
        "asked 1, partly 1",
    ),
    case(
        "fever after more than was asked",
        DAILY,
        "2026-11-23 07:00 load A\n08:00 partly\n09:00 done\n20:00 answers fever",
        "2026-11-24 12:00",
        "asked 1, done 1, extra 1",
    ),
    case(
        "fever in a week of three: 3 x 6 / 7",
        WEEKLY,
        "2026-11-23 07:00 load A\n2026-11-24 20:00 answers fever\n2026-11-25 20:00 done",
        "2026-11-30 12:00",
        "asked 2, done 1, missed 1, blocked 1",
    ),
    case(
        "in a week, a day blocked after its one session has nothing left that could leave",
        WEEKLY,
        "2026-11-23 07:00 load A\n2026-11-24 08:00 done\n20:00 answers fever",
        "2026-11-30 12:00",
        "asked 3, done 1, missed 2",
    ),
    case(
        "twice a day and 14 a week, blocked after the first: half of the day stays, 14 x 6.5 / 7",
        rx("{ per_week = 14, per_day = 2 }"),
        "2026-11-23 07:00 load A\n2026-11-24 08:00 done\n20:00 answers fever",
        "2026-11-30 12:00",
        "asked 13, done 1, missed 12, blocked 1",
    ),
    case(
        "a day of rest after a worse morning",
        rx("{ per_day = 1 }", worse='by = 2, then = "rest"'),
        "2026-11-23 07:00 load A\n2026-11-23 20:00 done\n2026-11-23 20:30 scored 3\n2026-11-24 07:00 rated 6 morning",
        "2026-11-26 12:00",
        "asked 2, done 1, missed 1, blocked 1",
    ),
    case(
        "the gentler dose after a worse morning is asked like any other",
        rx("{ per_day = 1 }", worse='by = 2, then = "gentler"'),
        "2026-11-23 07:00 load A\n2026-11-23 20:00 done\n2026-11-23 20:30 scored 3\n2026-11-24 07:00 rated 6 morning",
        "2026-11-26 12:00",
        "asked 3, done 1, missed 2",
    ),
    case(
        "a worse morning without a rule decides nothing",
        DAILY,
        "2026-11-23 07:00 load A\n2026-11-23 20:00 done\n2026-11-23 20:30 scored 3\n2026-11-24 07:00 rated 9 morning",
        "2026-11-25 12:00",
        "asked 2, done 1, missed 1",
    ),
    case(
        "a worse morning that is taken back blocks nothing",
        rx("{ per_day = 1 }", worse='by = 2, then = "rest"'),
        "2026-11-23 07:00 load A\n2026-11-23 20:00 done\n2026-11-23 20:30 scored 3\n2026-11-24 07:00 rated 6 morning as x\n"
        "2026-11-24 07:05 takes-back x",
        "2026-11-25 12:00",
        "asked 2, done 1, missed 1",
    ),
    case(
        "a session before the worse morning was said counts as done",
        rx("{ per_day = 1 }", worse='by = 2, then = "rest"'),
        "2026-11-23 07:00 load A\n2026-11-23 20:00 done\n2026-11-23 20:30 scored 3\n2026-11-24 08:00 done\n"
        "2026-11-24 13:00 rated 6 morning",
        "2026-11-25 12:00",
        "asked 2, done 2",
    ),
    case(
        "held and blocked in one week: the hold is taken out first",
        rx("{ per_week = 3 }", holds=[("2026-11-23", "2026-11-24")]),
        "2026-11-23 07:00 load A\n2026-11-24..2026-11-27 20:00 answers fever",
        "2026-11-30 12:00",
        "held 1, blocked 2",
    ),
    case(
        "one leg: until seen, as in an emergency",
        DAILY,
        "2026-11-23 07:00 load A\n20:00 answers leg\n2026-11-25 23:00 seen",
        "2026-11-27 12:00",
        "asked 2, missed 2, blocked 2",
    ),
    case(
        "seen is seen the first time that it is said",
        DAILY,
        "2026-11-23 07:00 load A\n20:00 answers emergency\n2026-11-24 10:00 seen\n2026-11-26 10:00 seen",
        "2026-11-28 12:00",
        "asked 4, missed 4, blocked 1",
    ),
    case(
        "a newer text does not lift what an answer blocked",
        DAILY,
        "2026-11-23 07:00 load A\n20:00 answers emergency\n2026-11-24 10:00 load B",
        "2026-11-26 12:00",
        "blocked 5",
        B=TWICE,
    ),
    case(
        "an answer is never taken back: it blocks",
        DAILY,
        "2026-11-23 07:00 load A\n2026-11-24 20:00 answers fever as x\n21:00 takes-back x",
        "2026-11-26 12:00",
        "asked 2, missed 2, blocked 1",
    ),
    case(
        "needling of every place, kept off over the day's end",
        rx("{ per_day = 1 }", keep_off="24h"),
        "2026-11-23 07:00 load A\n15:10 needled calf left",
        "2026-11-25 12:00",
        "asked 1, missed 1, blocked 1",
    ),
    case(
        "kept off past the next day's end",
        rx("{ per_day = 1 }", keep_off="48h"),
        "2026-11-23 07:00 load A\n15:10 needled calf left",
        "2026-11-26 12:00",
        "asked 1, missed 1, blocked 2",
    ),
    case(
        "free again before the day's end: asked",
        rx("{ per_day = 1 }", keep_off="8h"),
        "2026-11-23 07:00 load A\n15:10 needled calf left",
        "2026-11-25 12:00",
        "asked 2, missed 2",
    ),
    case(
        "free again at 01:10, before the day's end at 04:00: asked",
        rx("{ per_day = 1 }", keep_off="10h"),
        "2026-11-23 07:00 load A\n15:10 needled calf left",
        "2026-11-25 12:00",
        "asked 2, missed 2",
    ),
    case(
        "free again at 04:10, after it: blocked",
        rx("{ per_day = 1 }", keep_off="13h"),
        "2026-11-23 07:00 load A\n15:10 needled calf left",
        "2026-11-25 12:00",
        "asked 1, missed 1, blocked 1",
    ),
    case(
        "the other side is not this place",
        rx("{ per_day = 1 }", keep_off="24h"),
        "2026-11-23 07:00 load A\n15:10 needled calf right",
        "2026-11-25 12:00",
        "asked 2, missed 2",
    ),
    case(
        "one of two places: the rest is asked",
        rx("{ per_day = 1 }", keep_off="24h", exercises=CALF.replace('side = "left"', 'side = "each"')),
        "2026-11-23 07:00 load A\n15:10 needled calf left",
        "2026-11-25 12:00",
        "asked 2, missed 2",
    ),
    case(
        "left alone until the therapist decides",
        DAILY,
        "2026-11-23 07:00 load A\n2026-11-24 15:10 needled calf left",
        "2026-11-28 12:00",
        "asked 1, missed 1, blocked 4",
    ),
    case(
        "needled after the session: what was done counts",
        rx("{ per_day = 2 }", keep_off="24h"),
        "2026-11-23 07:00 load A\n08:00 done\n15:10 needled calf left",
        "2026-11-24 12:00",
        "asked 1, done 1, blocked 1",
    ),
)
def test_held_and_blocked_days_leave_what_is_asked(one: Case) -> None:
    """A day is open unless the therapist holds it or the tool blocked it; what was done before it was blocked counts."""
    assert_sum(one)


@table(
    case(
        "away stays in what is asked",
        DAILY,
        "2026-11-23 07:00 load A\n08:00 away 2026-11-24 2026-11-25",
        "2026-11-27 12:00",
        "asked 4, missed 2, away 2",
    ),
    case(
        "away, and done all the same",
        DAILY,
        "2026-11-23 07:00 load A\n08:00 away 2026-11-24 2026-11-25\n2026-11-24 20:00 done",
        "2026-11-27 12:00",
        "asked 4, done 1, missed 2, away 1",
    ),
    case(
        "without an end, until now",
        DAILY,
        "2026-11-23 07:00 load A\n08:00 away 2026-11-24",
        "2026-11-27 12:00",
        "asked 4, missed 1, away 3",
    ),
    case(
        "without an end, until back",
        DAILY,
        "2026-11-23 07:00 load A\n08:00 away 2026-11-24\n2026-11-26 09:00 back 2026-11-26",
        "2026-11-28 12:00",
        "asked 5, missed 3, away 2",
    ),
    case(
        "back said days later",
        DAILY,
        "2026-11-23 07:00 load A\n08:00 away 2026-11-24\n2026-11-27 09:00 back 2026-11-25",
        "2026-11-28 12:00",
        "asked 5, missed 4, away 1",
    ),
    case(
        "away twice without an end",
        DAILY,
        """2026-11-23 07:00 load A
        08:00 away 2026-11-23
        2026-11-24 09:00 back 2026-11-24
        2026-11-25 08:00 away 2026-11-25
        2026-11-26 09:00 back 2026-11-26""",
        "2026-11-27 12:00",
        "asked 4, missed 2, away 2",
    ),
    case(
        "back on the same day: none",
        DAILY,
        "2026-11-23 07:00 load A\n08:00 away 2026-11-23\n20:00 back 2026-11-23",
        "2026-11-25 12:00",
        "asked 2, missed 2",
    ),
    case(
        "back, and away again on the same day",
        DAILY,
        """2026-11-23 07:00 load A
        08:00 away 2026-11-23
        2026-11-24 09:00 back 2026-11-24
        10:00 away 2026-11-24""",
        "2026-11-26 12:00",
        "asked 3, away 3",
    ),
    case(
        "entered afterwards",
        DAILY,
        "2026-11-23 07:00 load A\n2026-11-26 08:00 away 2026-11-24 2026-11-25",
        "2026-11-27 12:00",
        "asked 4, missed 2, away 2",
    ),
    case(
        "the two of one away day",
        TWICE,
        "2026-11-23 07:00 load A\n08:00 away 2026-11-23 2026-11-23\n20:00 done",
        "2026-11-24 12:00",
        "asked 2, done 1, away 1",
    ),
    case(
        "held goes before away",
        HELD,
        "2026-11-23 07:00 load A\n08:00 away 2026-11-24 2026-11-26",
        "2026-11-27 12:00",
        "asked 2, missed 1, away 1, held 2",
    ),
    case(
        "four days of a week of three: without them 3 x 3 / 7",
        WEEKLY,
        "2026-11-23 07:00 load A\n08:00 away 2026-11-26 2026-11-29",
        "2026-11-30 12:00",
        "asked 3, missed 1, away 2",
    ),
    case(
        "a week, with one done",
        WEEKLY,
        "2026-11-23 07:00 load A\n08:00 away 2026-11-26 2026-11-29\n20:00 done",
        "2026-11-30 12:00",
        "asked 3, done 1, away 2",
    ),
    case(
        "a week, all away",
        WEEKLY,
        "2026-11-23 07:00 load A\n08:00 away 2026-11-23 2026-11-29",
        "2026-11-30 12:00",
        "asked 3, away 3",
    ),
    case(
        "one day of a week: without it still 3 x 6 / 7",
        WEEKLY,
        "2026-11-23 07:00 load A\n08:00 away 2026-11-26 2026-11-26",
        "2026-11-30 12:00",
        "asked 3, missed 2, away 1",
    ),
)
def test_away_days_stay_in_what_is_asked(one: Case) -> None:
    """Away days stay in what is asked and are shown beside it."""
    assert_sum(one)


def test_an_away_day_entered_afterwards_says_so() -> None:
    """The report says when an away day was entered afterwards."""
    story = "2026-11-23 07:00 load A\n08:00 away 2026-11-24 2026-11-24\n2026-11-27 08:00 away 2026-11-26 2026-11-26"
    offs = told(story, {"A": DAILY}).report("2026-11-28 12:00").offs
    assert [(off.first.day, off.last.day, off.entered.day) for off in offs] == [(24, 24, 23), (26, 26, 27)]


@pytest.mark.parametrize(
    ("loaded", "expected"),
    [("2026-11-20", 0), ("2026-11-23", 0), ("2026-11-24", 1), ("2026-12-03", 10)],
    ids=["before its start", "on its start", "a day after", "ten days after"],
)
def test_days_between_start_and_loading_are_not_yet_received(loaded: str, expected: int) -> None:
    """Days between a routine's `start` and its loading are "not yet received", not missed."""
    report = told(f"{loaded} 07:00 load A", {"A": DAILY}).report("2026-12-10 12:00")
    assert report.not_received == expected
    assert report.counts.asked == 17 - expected


def test_a_newer_text_with_the_same_start_was_not_received_late() -> None:
    """The days before it belonged to the older text."""
    story = "2026-11-23 07:00 load A\n2026-11-26 07:00 load B"
    assert told(story, {"A": DAILY, "B": TWICE}).report("2026-11-28 12:00").not_received == 0


def test_no_schedule_is_not_nought_per_cent() -> None:
    """A routine without a schedule has "no schedule", not 0 %."""
    world = told("2026-11-23 07:00 load A\n2026-11-23..2026-12-02 20:00 done", {"A": rx(None)})
    report = world.report("2026-12-10 12:00")
    assert not report.has_schedule
    assert report.counts == counts("extra 10")
    assert report.shares is None
    assert told("2026-11-23 07:00 load A", {"A": DAILY}).report("2026-11-24 12:00").has_schedule


def test_never_started_says_asked_and_done_nought() -> None:
    """The export of a patient who loaded a routine and never started says "asked N, done 0"."""
    report = told("2026-11-23 07:00 load A", {"A": DAILY}).report("2026-12-23 12:00")
    assert report.counts == counts("asked 30, missed 30")
    assert len([one for one in report.occasions if one.result == "missed"]) == 30
    assert report.shares is not None
    assert report.shares[:3] == (0.0, 0.0, 0.0)


# --- done ---


@table(
    *[
        case(verb, DAILY, f"2026-11-23 07:00 load A\n20:00 {verb}", "2026-11-24 12:00", f"asked 1, {result} 1")
        for verb, result in {
            "done": "done",
            "played": "played",
            "partly": "partly",
            "skipping": "partly",
            "says-part": "partly",
            "twice-tried": "done",
            "banded-off": "done",
            "reported": "reported",
            "begun": "missed",
            "denies": "missed",
            "nothing": "missed",
        }.items()
    ],
    case(
        "of two, the fuller fills and the other is extra",
        DAILY,
        "2026-11-23 07:00 load A\n08:00 partly\n20:00 played",
        "2026-11-24 12:00",
        "asked 1, played 1, extra 1",
    ),
    case(
        "reported is fuller than partly",
        DAILY,
        "2026-11-23 07:00 load A\n08:00 partly\n20:00 reported",
        "2026-11-24 12:00",
        "asked 1, reported 1, extra 1",
    ),
    case(
        "played is fuller than reported",
        DAILY,
        "2026-11-23 07:00 load A\n08:00 reported\n20:00 played",
        "2026-11-24 12:00",
        "asked 1, played 1, extra 1",
    ),
    case(
        "a session of nothing is not extra",
        DAILY,
        "2026-11-23 07:00 load A\n08:00 done\n20:00 nothing\n21:00 denies",
        "2026-11-24 12:00",
        "asked 1, done 1",
    ),
    case(
        "an extra session fills no other day",
        DAILY,
        "2026-11-23 07:00 load A\n2026-11-24 08:00 done\n20:00 done",
        "2026-11-26 12:00",
        "asked 3, done 1, missed 2, extra 1",
    ),
)
def test_outcome_of_an_occasion(one: Case) -> None:
    """Done, played, partly, reported, missed: the table under "Done"."""
    assert_sum(one)


@pytest.mark.parametrize("verb", ["nothing", "begun", "denies"])
def test_a_session_that_came_to_nothing_stands_beside_missed(verb: str) -> None:
    """A session of which nothing was played as asked, or of which the patient said "none of it", is the reason beside missed."""
    report = told(f"2026-11-23 07:00 load A\n20:00 {verb}\n2026-11-24 12:00 done", {"A": DAILY}).report(
        "2026-11-26 12:00"
    )
    missed = [one for one in report.occasions if one.result == "missed"]
    assert [bool(one.reason) for one in missed] == [True, False]


def test_a_file_that_came_to_nothing_is_no_reason() -> None:
    """What was not assigned never counts, not as a reason either."""
    report = told("2026-11-23 07:00 load A\n20:00 nothing from-file", {"A": DAILY}).report("2026-11-24 12:00")
    assert [one.reason for one in report.occasions if one.result == "missed"] == [""]


def test_a_report_of_a_part_names_it() -> None:
    """A report of a part stays reported, in the patient's word, with what it names."""
    world = told("2026-11-23 07:00 load A", {"A": rx("{ per_day = 1 }", exercises=TWO)})
    now = dt.datetime(2026, 11, 23, 20)  # noqa: DTZ001
    world.add(now, Reported(world.day(now), world.loaded or "", ("thigh",)))
    report = world.report("2026-11-24 12:00")
    assert report.counts == counts("asked 1, reported 1")
    assert "thigh" in report.occasions[0].reason


def test_when_a_report_was_entered_is_kept() -> None:
    """Reported: in the patient's word; when it was entered is kept."""
    report = told("2026-11-23 07:00 load A\n2026-11-26 08:00 reported 2026-11-24", {"A": DAILY}).report(
        "2026-11-26 12:00"
    )
    (found,) = [one for one in report.occasions if one.result == "reported"]
    assert (found.day, found.entered) == (dt.date(2026, 11, 24), dt.date(2026, 11, 26))


def test_played_without_a_word_of_the_program_dying_still_counts() -> None:
    """Sets that were written count, though the program did not live to write the session's end."""
    world = told("2026-11-23 07:00 load A", {"A": DAILY})
    world.play(dt.datetime(2026, 11, 23, 20), ["whole", None], how=None)  # noqa: DTZ001
    assert world.report("2026-11-24 12:00").counts == counts("asked 1, partly 1")


def open_ended(*, reps: bool = False) -> str:
    """One exercise with an open end, two sets."""
    dose = "reps = { times = 10, sets = 2 }" if reps else "until_faded = { ceiling = 60, sets = 2 }"
    return CALF.replace("roll = { time = 60, sets = 2 }", dose)


OPEN_ROWS = (Asked("calf", "left", "calf", "foam roller", "until_faded", 2, 1, None),)


@pytest.mark.parametrize(
    ("ends", "result"),
    [
        (["patient ended it", "patient ended it"], "done"),
        (["ceiling reached", "ceiling reached"], "done"),
        (["patient ended it", "ceiling reached"], "done"),
        (["patient ended it", "discomfort"], "partly"),
        (["ceiling reached", "interrupted"], "partly"),
    ],
    ids=["ended", "ceiling", "one of each", "above the max", "interrupted"],
)
def test_an_open_end_counts_as_a_set_either_way(ends: list[SetEnd], result: str) -> None:
    """Of an open end, "patient ended it" and "ceiling reached" both count as a set; they are told apart."""
    world = told("2026-11-23 07:00 load A", {"A": rx("{ per_day = 1 }", exercises=open_ended())})
    world.play(dt.datetime(2026, 11, 23, 20), ends, share="all", rows=OPEN_ROWS)  # noqa: DTZ001
    report = world.report("2026-11-24 12:00")
    assert report.counts == counts(f"asked 1, {result} 1")
    (session,) = report.sessions
    assert [rep.how for rep in session.repetitions] == ends


def test_done_is_by_sets_not_by_the_clock() -> None:
    """Partly is shown as "x of y sets": there is no hidden threshold."""
    report = told("2026-11-23 07:00 load A\n20:00 partly", {"A": DAILY}).report("2026-11-24 12:00")
    (session,) = report.sessions
    assert (session.sets, session.sets_asked) == (1, 2)


# --- corrections ---


@table(
    case(
        "taken back",
        DAILY,
        "2026-11-23 07:00 load A\n20:00 reported as x\n2026-11-25 08:00 takes-back x",
        "2026-11-25 12:00",
        "asked 2, missed 2",
    ),
    case(
        "changed",
        DAILY,
        "2026-11-23 07:00 load A\n2026-11-24 20:00 reported as x\n2026-11-25 08:00 corrects-day x 2026-11-23",
        "2026-11-25 12:00",
        "asked 2, reported 1, missed 1",
    ),
    case(
        "a session was of another day",
        WEEKLY,
        "2026-11-23 07:00 load A\n08:00 done\n20:00 done as x\n2026-11-25 08:00 corrects-day x 2026-11-24",
        "2026-11-30 12:00",
        "asked 3, done 2, missed 1",
    ),
    case(
        "from all to part",
        DAILY,
        "2026-11-23 07:00 load A\n20:00 done as x\n21:00 corrects-word x part",
        "2026-11-24 12:00",
        "asked 1, partly 1",
    ),
    case(
        "from part to all",
        DAILY,
        "2026-11-23 07:00 load A\n20:00 says-part as x\n21:00 corrects-word x all",
        "2026-11-24 12:00",
        "asked 1, done 1",
    ),
    case(
        "the word taken back: it was played",
        DAILY,
        "2026-11-23 07:00 load A\n20:00 done as x\n21:00 corrects-word x -",
        "2026-11-24 12:00",
        "asked 1, played 1",
    ),
    case(
        "twice: the latest wins",
        DAILY,
        "2026-11-23 07:00 load A\n20:00 done as x\n21:00 corrects-word x none\n22:00 corrects-word x part",
        "2026-11-24 12:00",
        "asked 1, partly 1",
    ),
    case(
        "twice, and they came out of order: the latest recorded wins",
        DAILY,
        "2026-11-23 07:00 load A\n20:00 done as x\n22:00 corrects-word x part\n21:00 corrects-word x none",
        "2026-11-24 12:00",
        "asked 1, partly 1",
    ),
    case(
        "taken back, then said again",
        DAILY,
        "2026-11-23 07:00 load A\n20:00 done as x\n21:00 corrects-word x -\n22:00 corrects-word x all",
        "2026-11-24 12:00",
        "asked 1, done 1",
    ),
    case(
        "days off taken back",
        DAILY,
        "2026-11-23 07:00 load A\n08:00 away 2026-11-23 2026-11-24 as x\n09:00 takes-back x",
        "2026-11-25 12:00",
        "asked 2, missed 2",
    ),
    case(
        "a change of day_ends does not move what was decided",
        DAILY,
        "2026-11-23 07:00 load A\n2026-11-24 01:00 done\n2026-11-24 02:00 day-ends 0 as x\n09:00 takes-back x",
        "2026-11-25 12:00",
        "asked 2, done 1, missed 1",
    ),
)
def test_of_several_corrections_the_latest_wins(one: Case) -> None:
    """A correction names the fact that it replaces; both stay. Of several, the latest by (recorded-at, id) wins."""
    assert_sum(one)


def test_both_the_fact_and_its_correction_stay() -> None:
    """Taken back is not gone: both stay among what was recorded."""
    history = told("2026-11-23 20:00 reported as x\n21:00 takes-back x", {}).history()
    assert [type(fact.body) for fact in history.recorded] == [Reported, Corrected]
    assert history.of(Reported) == []


# --- shares ---

FORTNIGHT = "2026-11-23 07:00 load A\n"


class Share(NamedTuple):
    """A story, and the shares in order: capped, uncapped, done only, without days off. None: no percentage.

    The last is None when nothing was counted as days off: there is nothing to leave out.
    """

    id: str
    story: str
    as_of: str
    shares: tuple[float, float, float, float | None] | None
    text: str = DAILY


SHARES = (
    Share(
        "each named apart",
        FORTNIGHT
        + """2026-11-23..2026-11-29 20:00 done
        2026-11-23..2026-11-24 21:00 done
        2026-11-30..2026-12-01 20:00 played
        2026-12-02 20:00 reported
        2026-12-03 20:00 away 2026-12-03 2026-12-04""",
        "2026-12-07 12:00",
        (71.4, 85.7, 50.0, 83.3),
    ),
    Share(
        "more than asked is capped",
        FORTNIGHT + "2026-11-23..2026-12-06 08:00 done\n2026-11-23..2026-12-06 20:00 done",
        "2026-12-07 12:00",
        (100.0, 200.0, 100.0, None),
    ),
    Share(
        "more on one day does not make up for another",
        FORTNIGHT + "2026-11-23..2026-11-29 08:00 done\n2026-11-23..2026-11-29 20:00 done",
        "2026-12-07 12:00",
        (50.0, 100.0, 50.0, None),
    ),
    Share(
        "away and done all the same is in both",
        FORTNIGHT + "08:00 away 2026-11-23 2026-11-26\n2026-11-23..2026-11-24 20:00 done",
        "2026-12-07 12:00",
        (14.3, 14.3, 14.3, 16.7),
    ),
    Share(
        "half of the days open: printed",
        FORTNIGHT + "08:00 away 2026-11-23 2026-11-29",
        "2026-12-07 12:00",
        (0, 0, 0, 0),
    ),
    Share(
        "fewer than half, by days off: none", FORTNIGHT + "08:00 away 2026-11-23 2026-11-30", "2026-12-07 12:00", None
    ),
    Share(
        "half, by holds: printed",
        FORTNIGHT,
        "2026-12-07 12:00",
        (0, 0, 0, None),
        rx("{ per_day = 1 }", holds=[("2026-11-23", "2026-11-29")]),
    ),
    Share(
        "fewer than half, by holds: none",
        FORTNIGHT,
        "2026-12-07 12:00",
        None,
        rx("{ per_day = 1 }", holds=[("2026-11-23", "2026-11-30")]),
    ),
    Share(
        "fewer than half, by holds and days off: none",
        FORTNIGHT + "08:00 away 2026-11-23 2026-11-26",
        "2026-12-07 12:00",
        None,
        rx("{ per_day = 1 }", holds=[("2026-12-03", "2026-12-06")]),
    ),
    Share(
        "only days that the schedule names count towards the half",
        FORTNIGHT + "08:00 away 2026-11-24 2026-12-06",
        "2026-12-07 12:00",
        None,
        rx("{ per_day = 1, days = ['mon', 'wed'] }"),
    ),
    Share(
        "days off on days that the schedule does not name do not",
        FORTNIGHT + "08:00 away 2026-11-25 2026-11-29\n20:00 done",
        "2026-12-07 12:00",
        (25.0, 25.0, 25.0, None),
        rx("{ per_day = 1, days = ['mon', 'tue'] }"),
    ),
    Share("in the first week: counts only", FORTNIGHT + "20:00 done", "2026-11-29 12:00", None),
    Share("after the first week", FORTNIGHT + "20:00 done", "2026-11-30 12:00", (14.3, 14.3, 14.3, None)),
    Share(
        "all of what is left was days off, by rounding: no share without them",
        FORTNIGHT + "08:00 away 2026-11-23 2026-11-24\n08:00 away 2026-11-30 2026-12-01",
        "2026-12-07 12:00",
        (0, 0, 0, None),
        rx("{ per_week = 1 }"),
    ),
    Share(
        "N a week",
        FORTNIGHT + "2026-11-23..2026-11-24 20:00 done\n2026-12-01 20:00 played\n08:00 away 2026-12-03 2026-12-06",
        "2026-12-07 12:00",
        (50.0, 50.0, 33.3, 75.0),
        WEEKLY,
    ),
    Share(
        "nothing asked", "2026-11-20 07:00 load A", "2026-12-07 12:00", None, rx("{ per_day = 1 }", start="2027-01-01")
    ),
    Share("nothing known", "", "2026-12-07 12:00", None),
)


@pytest.mark.parametrize("one", SHARES, ids=[one.id for one in SHARES])
def test_shares(one: Share) -> None:
    """Capped and uncapped, with and without days off; none below half of the days, none in the first week."""
    report = told(one.story, {"A": one.text}).report(one.as_of)
    assert (None if report.shares is None else tuple(report.shares)) == one.shares
    assert bool(report.why_no_share) == (one.shares is None)


# --- seconds ---


def doing(report: AdherenceReport, exercise: str = "calf", side: Hand = "left") -> Doing:
    """The doing of one exercise and side."""
    (found,) = [one for one in report.doing() if (one.exercise, one.side) == (exercise, side)]
    return found


class Seconds(NamedTuple):
    """A story and what is done of what was prescribed: sets asked and done, seconds asked, capped, held."""

    id: str
    story: str
    as_of: str
    found: tuple[int, int, int, int, int]
    text: str = DAILY


SECONDS = (
    Seconds("done", "2026-11-23 07:00 load A\n20:00 done", "2026-11-24 12:00", (2, 2, 120, 120, 120)),
    Seconds(
        "played counts as played", "2026-11-23 07:00 load A\n20:00 played", "2026-11-24 12:00", (2, 2, 120, 120, 120)
    ),
    Seconds(
        "missed is in what was asked", "2026-11-23 07:00 load A\n20:00 done", "2026-11-26 12:00", (6, 2, 360, 120, 120)
    ),
    Seconds("missed all", "2026-11-23 07:00 load A", "2026-11-26 12:00", (6, 0, 360, 0, 0)),
    Seconds(
        "days off are in what was asked",
        "2026-11-23 07:00 load A\n08:00 away 2026-11-23 2026-11-24",
        "2026-11-26 12:00",
        (6, 0, 360, 0, 0),
    ),
    Seconds(
        "held and blocked days are not",
        "2026-11-23 07:00 load A\n08:00 answers fever",
        "2026-11-27 12:00",
        (2, 0, 120, 0, 0),
        HELD,
    ),
    Seconds(
        "reported: neither asked nor held",
        "2026-11-23 07:00 load A\n20:00 done\n2026-11-24 20:00 reported",
        "2026-11-25 12:00",
        (2, 2, 120, 120, 120),
    ),
    Seconds(
        "extra: held, not asked",
        "2026-11-23 07:00 load A\n08:00 done\n20:00 done",
        "2026-11-24 12:00",
        (2, 2, 120, 120, 240),
    ),
    Seconds(
        "extra and reported: nowhere",
        "2026-11-23 07:00 load A\n08:00 done\n20:00 reported",
        "2026-11-24 12:00",
        (2, 2, 120, 120, 120),
    ),
    Seconds(
        "extra on one day fills no set of another",
        "2026-11-23 07:00 load A\n08:00 done\n20:00 done",
        "2026-11-25 12:00",
        (4, 2, 240, 120, 240),
    ),
    Seconds(
        "not assigned: nowhere",
        "2026-11-23 07:00 load A\n08:00 done\n20:00 done from-file",
        "2026-11-24 12:00",
        (2, 2, 120, 120, 120),
    ),
    Seconds(
        "the running day: not yet",
        "2026-11-23 07:00 load A\n08:00 done\n2026-11-24 08:00 done",
        "2026-11-24 12:00",
        (2, 2, 120, 120, 120),
    ),
    Seconds(
        "three a week: those missed too",
        "2026-11-23 07:00 load A\n20:00 done",
        "2026-11-30 12:00",
        (6, 2, 360, 120, 120),
        WEEKLY,
    ),
    Seconds(
        '"none of it" denies what the clock ran',
        "2026-11-23 07:00 load A\n20:00 denies",
        "2026-11-24 12:00",
        (2, 0, 120, 0, 0),
    ),
)


@pytest.mark.parametrize("one", SECONDS, ids=[one.id for one in SECONDS])
def test_seconds_are_done_of_prescribed(one: Seconds) -> None:
    """Done of prescribed, timed work only; reported sessions never in seconds."""
    found = doing(told(one.story, {"A": one.text}).report(one.as_of))
    assert found[2:] == one.found


@pytest.mark.parametrize(
    ("ends", "held", "expected"),
    [
        (["whole", "skipped"], [60, 20], (2, 1, 120, 80, 80)),
        (["whole", "whole"], [60, 90], (2, 2, 120, 120, 150)),
        (["whole", "stopped"], [90, 20], (2, 1, 120, 80, 110)),
        (["whole", ("restarted", "whole")], [60, 25, 60], (2, 2, 120, 120, 145)),
        (["whole", ("restarted", "restarted")], [60, 40, 40], (2, 1, 120, 120, 140)),
        (["whole", None], [60], (2, 1, 120, 60, 60)),
    ],
    ids=[
        "skipped half way",
        "more time",
        "more time does not make up for another set",
        "restarted",
        "two attempts together",
        "not begun",
    ],
)
def test_of_each_set_at_the_most_what_it_asked(
    ends: list[SetEnd | tuple[SetEnd, ...] | None], held: list[int], expected: tuple[int, ...]
) -> None:
    """Capped counts of each set at the most what it asked; held counts all."""
    world = told("2026-11-23 07:00 load A", {"A": DAILY})
    world.play(dt.datetime(2026, 11, 23, 20), ends, held=held)  # noqa: DTZ001
    assert doing(world.report("2026-11-24 12:00"))[2:] == expected


HOLDS = CALF.replace("roll = { time = 60, sets = 2 }", "hold = { time = 10, release = 5, times = 5 }").replace(
    "foam roller", "massage ball"
)
HOLD_ROWS = (Asked("calf", "left", "calf", "massage ball", "hold", 1, 5, 10),)


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        (["whole"] * 5, (1, 1, 50, 50, 50)),
        (["whole"] * 4 + ["skipped"], (1, 0, 50, 50, 50)),
        (["whole"] * 3 + [None, None], (1, 0, 50, 30, 30)),
        (["whole"] * 4 + [("went back", "whole")], (1, 1, 50, 50, 60)),
        (["whole"] * 3 + [None, "whole"], (1, 0, 50, 40, 40)),
    ],
    ids=["five of five", "the last skipped at its end", "three of five", "the last twice", "the fourth left out"],
)
def test_a_set_is_done_when_all_its_repetitions_were_played(
    ends: list[SetEnd | tuple[SetEnd, ...] | None], expected: tuple[int, ...]
) -> None:
    """A set is done when all its repetitions were played as asked, in any attempt: here a hold of 10 s x 5."""
    world = told("2026-11-23 07:00 load A", {"A": rx("{ per_day = 1 }", exercises=HOLDS)})
    world.play(dt.datetime(2026, 11, 23, 20), ends, rows=HOLD_ROWS, share="all")  # noqa: DTZ001
    report = world.report("2026-11-24 12:00")
    assert doing(report)[2:] == expected
    assert report.counts == counts("asked 1, done 1" if expected[1] else "asked 1, partly 1")


def test_missed_repetitions_are_asked_as_prescribed() -> None:
    """A missed hold of 10 s x 5 was 50 seconds."""
    report = told("2026-11-23 07:00 load A", {"A": rx("{ per_day = 1 }", exercises=HOLDS)}).report("2026-11-24 12:00")
    assert doing(report)[2:] == (1, 0, 50, 0, 0)


@pytest.mark.parametrize("reps", [False, True], ids=["until faded", "at own pace"])
def test_an_open_end_counts_as_sets_never_in_seconds(*, reps: bool) -> None:
    """Open-ended exercises count as sets, never in seconds; missed ones too."""
    world = told("2026-11-23 07:00 load A", {"A": rx("{ per_day = 1 }", exercises=open_ended(reps=reps))})
    world.play(dt.datetime(2026, 11, 23, 20), ["patient ended it", "ceiling reached"], rows=OPEN_ROWS, share="all")  # noqa: DTZ001
    world.play(dt.datetime(2026, 11, 23, 21), ["patient ended it"], rows=OPEN_ROWS)  # noqa: DTZ001
    assert doing(world.report("2026-11-25 12:00"))[2:] == (4, 2, None, None, None)


TWO = CALF + CALF.replace('"calf"', '"thigh"', 1).replace('"calf"', '"quadriceps"')
TWO_ROWS = (
    Asked("calf", "left", "calf", "foam roller", "roll", 2, 1, 60),
    Asked("thigh", "left", "quadriceps", "foam roller", "roll", 2, 1, 60),
)


def test_what_the_patient_left_out_was_not_done() -> None:
    """A clock that ran is not a muscle that was rolled: "part of it", without the thigh."""
    world = told("2026-11-23 07:00 load A", {"A": rx("{ per_day = 1 }", exercises=TWO)})
    world.play(dt.datetime(2026, 11, 23, 20), share="part", left_out=("thigh",), rows=TWO_ROWS)  # noqa: DTZ001
    report = world.report("2026-11-24 12:00")
    assert report.counts == counts("asked 1, partly 1")
    assert doing(report, "calf")[2:] == (2, 2, 120, 120, 120)
    assert doing(report, "thigh")[2:] == (2, 0, 120, 0, 0)


def test_an_exercise_dropped_keeps_its_past() -> None:
    """What an older text asked stays asked; from the newer one on it is not."""
    world = told("2026-11-23 07:00 load A", {"A": rx("{ per_day = 1 }", exercises=TWO)})
    world.play(dt.datetime(2026, 11, 23, 20), share="all", rows=TWO_ROWS)  # noqa: DTZ001
    world.load(dt.datetime(2026, 11, 24, 7), DAILY)  # noqa: DTZ001
    report = world.report("2026-11-26 12:00")
    assert doing(report, "calf")[2:] == (6, 2, 360, 120, 120)
    assert doing(report, "thigh")[2:] == (2, 2, 120, 120, 120)


def test_a_renamed_exercise_is_one_exercise() -> None:
    """Where the patient said at loading that it was only renamed, both ids count as one; without that word they are two."""
    world = told("2026-11-23 07:00 load A\n2026-11-23 20:00 done", {"A": DAILY})
    newer = rx("{ per_day = 1 }", exercises=CALF.replace('id = "calf"', 'id = "lower-leg"'))
    world.load(dt.datetime(2026, 11, 24, 7), newer)  # noqa: DTZ001
    assert [(one.exercise, one.sets_done, one.sets_asked) for one in world.report("2026-11-26 12:00").doing()] == [
        ("calf", 2, 2),
        ("lower-leg", 0, 4),
    ]
    loaded = world.facts[-1]
    assert isinstance(loaded.body, Loaded)
    world.facts[-1] = loaded._replace(body=loaded.body._replace(renamed=(("calf", "lower-leg"),)))
    (one,) = world.report("2026-11-26 12:00").doing()
    assert (one.exercise, one.sets_done, one.sets_asked) == ("lower-leg", 2, 6)


def test_an_exercise_is_asked_in_its_weeks_only() -> None:
    """What a session asks is that day's plan: after week."""
    text = rx("{ per_day = 1 }", exercises=TWO.replace('id = "thigh"', 'id = "thigh"\nweeks = "2-"'))
    report = told("2026-11-23 07:00 load A", {"A": text}).report("2026-12-03 12:00")
    assert doing(report, "calf")[2:] == (20, 0, 1200, 0, 0)
    assert doing(report, "thigh")[2:] == (6, 0, 360, 0, 0)


def test_each_side_is_asked_the_whole_dose() -> None:
    """Sides are counted apart."""
    text = rx("{ per_day = 1 }", exercises=CALF.replace('"left"', '"each"'))
    report = told("2026-11-23 07:00 load A", {"A": text}).report("2026-11-24 12:00")
    assert [(one.side, one.sets_asked, one.seconds_asked) for one in report.doing()] == [
        ("left", 2, 120),
        ("right", 2, 120),
    ]


def test_a_session_of_the_gentler_dose_is_a_full_session_of_that_day() -> None:
    """What a session asks is that day's plan: the gentler dose, played whole, is done."""
    world = told("2026-11-23 07:00 load A", {"A": rx("{ per_day = 1 }", exercises=CALF + "gentler = { sets = 1 }\n")})
    rows = (Asked("calf", "left", "calf", "foam roller", "roll", 1, 1, 60),)
    world.play(dt.datetime(2026, 11, 23, 20), share="all", rows=rows, dose="gentler")  # noqa: DTZ001
    report = world.report("2026-11-24 12:00")
    assert report.counts == counts("asked 1, done 1")
    assert doing(report)[2:] == (1, 1, 60, 60, 60)


def test_places_held_back_are_not_asked() -> None:
    """What a session asks is that day's plan: without the place that was kept off, it is done."""
    world = told("2026-11-23 07:00 load A", {"A": rx("{ per_day = 1 }", exercises=TWO)})
    world.play(dt.datetime(2026, 11, 23, 20), share="all", rows=TWO_ROWS[:1])  # noqa: DTZ001
    assert world.report("2026-11-24 12:00").counts == counts("asked 1, done 1")


# --- periods of a report ---


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2026-11-25", "2026-11-26", "asked 2, done 1, missed 1"),
        ("2026-11-24", "2026-11-24", "asked 1, missed 1"),
        ("2026-11-26", "2026-12-31", "asked 2, done 1, missed 1"),
        ("2026-11-23", "2026-11-23", "asked 1, done 1, extra 1"),
        ("2026-10-01", "2026-11-22", "not assigned 1"),
    ],
)
def test_a_period_holds_what_its_days_asked(since: str, until: str, expected: str) -> None:
    """Of a part of the time, only its days."""
    story = """2026-11-20 07:00 load A
    2026-11-21 20:00 done
    2026-11-23 08:00 done
    2026-11-23 20:00 played
    2026-11-26 20:00 done"""
    found = told(story, {"A": DAILY}).report(
        "2026-11-28 12:00", dt.date.fromisoformat(since), dt.date.fromisoformat(until)
    )
    assert found.counts == counts(expected)


def test_a_week_belongs_to_the_period_in_which_it_begins() -> None:
    """A week is not cut by the days of a report."""
    world = told("2026-11-23 07:00 load A\n2026-11-23..2026-11-24 20:00 done\n2026-12-01 20:00 done", {"A": WEEKLY})
    day = dt.date.fromisoformat
    assert world.report("2026-12-10 12:00", day("2026-11-23"), day("2026-11-24")).counts == counts(
        "asked 3, done 2, missed 1"
    )
    assert world.report("2026-12-10 12:00", day("2026-11-24"), day("2026-12-05")).counts == counts(
        "asked 3, done 1, missed 2"
    )


# --- soreness ---


def scores(*rows: tuple[int, int | None]) -> str:
    """Scores before a session: days after the start, and the score."""
    first = dt.date.fromisoformat(START)
    lines = (f"{first + dt.timedelta(days=n)} 19:00 rated {'-' if score is None else score}" for n, score in rows)
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("story", "weeks", "change", "moved"),
    [
        (scores((0, 6), (1, 4), (2, 5)), [(1, 5, 3, 0)], None, None),
        (scores((0, 6), (2, 5)), [(1, 5.5, 2, 0)], None, None),
        (scores((0, 6), (6, 4), (7, 3)), [(1, 5, 2, 0), (2, 3, 1, 0)], -2, "better"),
        (scores((0, 6), (7, 5)), [(1, 6, 1, 0), (2, 5, 1, 0)], -1, "within wobble"),
        (scores((0, 6), (7, 4), (8, 5)), [(1, 6, 1, 0), (2, 4.5, 2, 0)], -1.5, "within wobble"),
        (scores((0, 3), (7, 5)), [(1, 3, 1, 0), (2, 5, 1, 0)], 2, "worse"),
        (scores((0, 3), (7, 3)), [(1, 3, 1, 0), (2, 3, 1, 0)], 0, "within wobble"),
        (scores((0, 0), (1, 0), (7, 2)), [(1, 0, 2, 0), (2, 2, 1, 0)], 2, "worse"),
        (scores((0, 4), (1, None), (7, 0)), [(1, 4, 1, 1), (2, 0, 1, 0)], -4, "better"),
        (scores((0, 6), (7, 1), (14, 5)), [(1, 6, 1, 0), (2, 1, 1, 0), (3, 5, 1, 0)], -1, "within wobble"),
    ],
    ids=[
        "odd",
        "even",
        "2 exactly",
        "1",
        "1.5",
        "worse by 2",
        "the same",
        "0 is a score",
        "no answer",
        "last to first",
    ],
)
def test_trend_is_of_weekly_medians(
    story: str, weeks: list[tuple[int, float, int, int]], change: float | None, moved: Literal["better"] | None
) -> None:
    """The weekly median of the before-session score against the first week's, with the number of readings."""
    (found,) = trends(told(story, {}).history(), dt.date.fromisoformat(START), (None, dt.date(2026, 12, 31)))
    assert [tuple(week) for week in found.weeks] == weeks
    assert (found.change, found.moved) == (change, moved)
    assert (found.region, found.side) == ("calf", "left")


def test_not_asked_not_answered_and_nought_are_three_things() -> None:
    """Not asked: no row. Asked and not answered: a row without a score. 0: a row with 0. No rating has a default."""

    def found(story: str) -> list[tuple[int, float | None, int, int]]:
        period = (None, dt.date(2026, 12, 31))
        rows = trends(told(story, {}).history(), dt.date.fromisoformat(START), period)
        return [tuple(week) for one in rows for week in one.weeks]  # type: ignore[misc]

    assert found("2026-11-23 19:00 done") == []
    assert found("2026-11-23 19:00 rated -") == [(1, None, 0, 1)]
    assert found("2026-11-23 19:00 rated 0") == [(1, 0, 1, 0)]


def test_after_and_morning_are_listed_not_trended() -> None:
    """Feeling better right after pressing is not progress."""
    story = scores((0, 6), (7, 6)) + "\n20:00 rated 1 after\n2026-12-01 09:00 rated 2 morning"
    (found,) = trends(told(story, {}).history(), dt.date.fromisoformat(START), (None, dt.date(2026, 12, 31)))
    assert [tuple(week) for week in found.weeks] == [(1, 6, 1, 0), (2, 6, 1, 0)]


def test_discomfort_is_not_soreness() -> None:
    """Two words: what hurts while pressing is in no trend. Regions and sides are apart."""
    world = World()
    now = dt.datetime(2026, 11, 23, 19)  # noqa: DTZ001
    world.add(now, Rated("discomfort", "while pressing", world.day(now), 7, "calf", "left"))
    world.add(now, Rated("soreness", "before", world.day(now), 3, "calf", "left"))
    world.add(now, Rated("soreness", "before", world.day(now), 5, "calf", "right"))
    found = trends(world.history(), dt.date.fromisoformat(START), (None, dt.date(2026, 12, 31)))
    assert {(one.side, one.weeks[0].median) for one in found} == {("left", 3), ("right", 5)}


def test_trend_of_a_period_is_of_its_days() -> None:
    """Of a part of the time, only its readings; the weeks keep their numbers."""
    story = scores((0, 6), (7, 4), (14, 2), (21, 1))
    period = (dt.date(2026, 11, 30), dt.date(2026, 12, 13))
    (found,) = trends(told(story, {}).history(), dt.date.fromisoformat(START), period)
    assert [week.number for week in found.weeks] == [2, 3]


# --- what every occasion tells ---


def test_every_total_is_the_sum_of_its_occasions() -> None:
    """Done, played and reported are never added up silently: what the sum holds can be read occasion by occasion."""
    story = """2026-11-23 07:00 load A
    2026-11-23 08:00 done
    2026-11-23 20:00 done
    2026-11-24 08:00 played
    2026-11-25 08:00 answers fever
    2026-11-26 08:00 reported
    2026-11-27 08:00 away 2026-11-27 2026-11-27
    2026-11-30 08:00 done"""
    report = told(story, {"A": DAILY}).report("2026-11-30 12:00")
    ended: list[Occasion] = [one for one in report.occasions if not one.so_far]
    told_apart = {one.result: sum(1 for other in ended if other.result == one.result) for one in ended}
    assert told_apart == {"done": 1, "played": 1, "reported": 1, "missed": 2, "away": 1, "blocked": 1, "extra": 1}
    assert report.counts == counts("asked 6, done 1, played 1, reported 1, missed 2, away 1, blocked 1, extra 1")


def test_the_same_history_and_moment_give_the_same_report() -> None:
    """Nothing but the facts and the moment that is given counts."""
    world = told("2026-11-23 07:00 load A\n20:00 done", {"A": DAILY})
    first, second = world.report("2026-11-25 12:00"), world.report("2026-11-25 12:00")
    assert (first.counts, first.occasions, first.as_of) == (second.counts, second.occasions, second.as_of)
