"""Random histories of some weeks, for the laws that hold whatever somebody does: see `naive` for what is counted of them."""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from adherence.naive import DAY, in_weeks
from adherence.naive_work import written
from adherence.worlds import CALF_ROWS, PLAYED, World, rx
from selfcare.facts.kinds import (
    Answered,
    Asked,
    Away,
    Back,
    Body,
    Confirmed,
    Corrected,
    DayEnds,
    Fact,
    Loaded,
    NeedledAt,
    Rated,
    Reported,
    Seen,
    SessionBegun,
    TextKept,
)
from selfcare.facts.moment import Moment

if TYPE_CHECKING:
    from selfcare.facts.kinds import Hand

SCHEDULES = (
    "{ per_day = 1 }",
    "{ per_day = 3 }",
    "{ per_week = 3 }",
    "{ per_week = 5 }",
    "{ per_week = 7 }",
    "{ per_week = 10, per_day = 2 }",
    "{ per_week = 2, days = ['mon', 'wed', 'fri'] }",
    "{ per_day = 1, days = ['mon', 'tue', 'fri'] }",
    "{ weeks = '1', per_day = 2 }, { weeks = '2-', per_week = 4 }",
    "{ weeks = '1', per_week = 3 }, { weeks = '3', per_day = 1, days = ['sat', 'sun'] }",
    "{ weeks = '1-2', per_week = 6, per_day = 3 }, { weeks = '3-', per_day = 1 }",
    None,
)
CALF = '[[exercise]]\nid = "calf"\ndevice = "foam roller"\nregion = "calf"\nside = "left"\n'
LONG = CALF.replace('"calf"\ndevice', '"long"\ndevice')
BOTH = CALF.replace('"calf"\ndevice', '"both"\ndevice').replace('"left"', '"each"')
THIGH = CALF.replace('"calf"\ndevice', '"thigh"\ndevice').replace('"calf"\nside', '"front of the thigh"\nside')
ROLL = "roll = { time = 60, sets = 2 }\ndiscomfort = { max = 5 }\n"
FADED = "until_faded = { ceiling = 90 }\ndiscomfort = { max = 5 }\n"
PRESS = "hold = { time = 10, release = 5, times = 3, sets = 2 }\ndiscomfort = { max = 5 }\n"
AFTER = "after = { sessions = 2, soreness_at_most = 2 }\n"
PHASES = (
    f"{CALF}{ROLL}",
    f"{CALF}{ROLL}",
    f'{CALF}weeks = "1"\n{ROLL}{LONG}weeks = "2-"\n{FADED}',
    f'{CALF}weeks = "1-2"\n{ROLL}{BOTH}weeks = "2-"\n{PRESS}',
    f"{CALF}{ROLL}{LONG}{AFTER}{FADED}",
    f'{CALF}weeks = "2-"\n{ROLL}{THIGH}weeks = "1"\n{PRESS}{BOTH}weeks = "3-"\n{AFTER}{PRESS}',
)
"""Exercises of one dose; that follow on each other by weeks; that wait for sessions that were hardly sore."""
BASE = dt.datetime(2026, 3, 23, 7)  # noqa: DTZ001 - wall time; World adds the offset
"""A Monday. On the next Sunday clocks go forward in Europe and Lebanon; on the one after back in Chile and the south seas."""
ZONES = (
    "Europe/Berlin",
    "Asia/Beirut",
    "America/Santiago",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Asia/Kathmandu",
    "America/New_York",
)


class Placed(World):
    """A world whose facts carry the name of their zone, where there is one, and the offset that its clocks had then."""

    def __init__(self, zone: str | None) -> None:
        """At seven o'clock of `BASE` an hour east, wherever that is."""
        super().__init__()
        self.zone = zone

    def arrive(self, minutes: int) -> dt.datetime:
        """So many minutes have passed since the beginning: what the clock on the wall shows now."""
        utc = BASE.replace(tzinfo=dt.UTC) + dt.timedelta(minutes=minutes - 60)
        if self.zone is not None:
            self.offset = _offset(self.zone, utc)
        return utc.replace(tzinfo=None) + dt.timedelta(minutes=self.offset)

    def add(self, when: dt.datetime, body: Body, after: int = 0) -> Fact:
        """Record a fact as its place's clock had it: it may have been changed since the clock was looked at."""
        fact = super().add(when, body, after)
        if self.zone is not None:
            utc = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(milliseconds=fact.at)
            self.facts[-1] = fact = fact._replace(offset=_offset(self.zone, utc), zone=self.zone)
        return fact


def _offset(zone: str, utc: dt.datetime) -> int:
    away = utc.astimezone(ZoneInfo(zone)).utcoffset()
    assert away is not None
    return round(away.total_seconds() / 60)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A routine of any schedule, with a start, perhaps an end, holds and phases."""
    start = BASE.date() + draw(st.sampled_from([0, 0, 0, -7, 7, -3, 4, 2])) * DAY
    holds = []
    if draw(st.integers(0, 2)) == 0:
        first = BASE.date() + draw(st.integers(0, 12)) * DAY
        length = draw(st.sampled_from([0, 1, 3, 6, None]))
        holds.append((first.isoformat(), None if length is None else (first + length * DAY).isoformat()))
    length = draw(st.sampled_from([None, None, 3, 9, 16]))
    return rx(
        draw(st.sampled_from(SCHEDULES)),
        start=start.isoformat(),
        end=None if length is None else (start + length * DAY).isoformat(),
        holds=holds,
        exercises=draw(st.sampled_from(PHASES)),
        ident=draw(st.sampled_from(["calves", "calves", "legs"])),
        keep_off=draw(st.sampled_from(["24h", "6h", "10h", "50h"])),
        worse=draw(
            st.sampled_from([None, 'by = 2, then = "rest"', 'by = 1, then = "rest"', 'by = 1, then = "gentler"'])
        ),
    )


WAITS = (40, 90, 300, 300, 600, 600, 900, 1440, 1440, 2880)
"""Minutes from one thing to the next."""
WHATS = (
    *PLAYED,
    *("done", "played", "done") * 3,
    *("load", "file", "reported", "away", "back", "fever", "emergency", "seen") * 2,
    *("takes back", "other day", "other word"),
)
MORNINGS = ("scored", "morning", "bad night", "bad night")
MOVING = ("west", "east", "day ends", "winter", "summer")
NEEDLES = ("needled", "needled", "needled right")
HELD = ((), (), (), (45,), (90, 20), (60, 75, 3))
"""Seconds that the first attempts of a session were held; the others what was asked."""


def plays(world: World, when: dt.datetime, what: str, number: int) -> None:
    """A session of the text loaded last. Sets do not always take as long as was asked, and some are left out."""
    played, share = PLAYED["done" if what == "file" else what]
    world.play(
        when,
        played,
        share=share,
        left_out=("calf",) if what == "says-part" and number % 2 else (),
        rows=asked(world, dt.date.fromisoformat(world.day(when)), number),
        from_file=what == "file",
        held=HELD[number % len(HELD)],
    )


def asked(world: World, day: dt.date, number: int) -> tuple[Asked, ...]:
    """What a session asks that day: the exercises of the week, and by chance those that wait for sessions."""
    text = next(
        (f.body.text for f in world.facts if isinstance(f.body, TextKept) and f.body.sha256 == world.loaded), None
    )
    if text is None:
        return CALF_ROWS
    says = tomllib.loads(text)
    week = (day - says["start"]).days // 7 + 1
    rows = []
    for exercise in says["exercise"]:
        if in_weeks(exercise.get("weeks", "1-"), week) and ("after" not in exercise or number % 2):
            dose = written(exercise)
            kind = "hold until faded" if dose.seconds is None else "roll" if dose.repetitions == 1 else "hold"
            sides: tuple[Hand, ...] = ("left", "right") if exercise["side"] == "each" else ("left",)
            rows += [Asked(exercise["id"], side, exercise["region"], "foam roller", kind, *dose) for side in sides]
    return tuple(rows) or CALF_ROWS


def happen(world: Placed, when: dt.datetime, what: str, number: int, known: list[str]) -> None:
    """One thing happens. `number` decides whatever else there is to decide."""
    some = (when.date() + (number % 5 - 3) * DAY).isoformat()
    if what in PLAYED or what == "file":
        plays(world, when, what, number)
    elif what == "load":
        world.load(when, known[number % len(known)])
    elif what == "reported":
        world.add(when, Reported(world.day(when - number % 3 * DAY), world.loaded or "0" * 64))
    elif what == "away":
        until = None if number % 3 == 0 else (dt.date.fromisoformat(some) + number % 4 * DAY).isoformat()
        world.add(when, Away(some, until))
    elif what == "back":
        world.add(when, Back(some))
    elif what in ("fever", "emergency"):
        yes = ("fever or unwell",) if what == "fever" else ("breath or chest",)
        world.add(when, Answered(f"q{len(world.facts)}", world.day(when), "asked", yes))
    elif what == "seen":
        for fact in [fact for fact in world.facts if isinstance(fact.body, Answered)]:
            world.add(when, Seen(fact.id, "Anna", "go on"))
    elif what in (*MOVING, *NEEDLES, *MORNINGS):
        moves(world, when, what, number)
    else:
        corrects(world, when, what, number)


def moves(world: Placed, when: dt.datetime, what: str, number: int) -> None:
    """The patient travels, lives by another day, was needled, or says how sore it is."""
    if what in MORNINGS:
        rates(world, when, what, number)
        return
    if what in NEEDLES:
        world.add(when, NeedledAt(world.at(when), "calf", "left" if what == "needled" else "right"))
    elif what == "day ends":
        world.day_ends = (0, 240, 360)[number % 3]
        world.add(when, DayEnds(world.day_ends))
    elif world.zone is not None:
        world.zone = ZONES[number % len(ZONES)]
    else:
        moved = world.offset + {"west": -360, "east": 360, "winter": -60, "summer": 60}[what]
        world.offset = max(-720, min(moved, 840))  # there is no place beyond


def rates(world: World, when: dt.datetime, what: str, number: int) -> None:
    """A score before the last session, or of this morning."""
    begun = [fact.body for fact in world.facts if isinstance(fact.body, SessionBegun)]
    if what == "scored" and begun:
        last = begun[-1]
        world.add(when, Rated("soreness", "before", last.day, number % 4, "calf", "left", last.session))
    elif what == "bad night":
        plays(world, when, "done", number)
        rates(world, when, "scored", number)
        rates(world, when + dt.timedelta(hours=9), "morning", number)
    elif what == "morning":
        world.add(when, Rated("soreness", "morning", world.day(when), number % 10, "calf", "left"))


def corrects(world: World, when: dt.datetime, what: str, number: int) -> None:
    """Something said before was wrong."""
    kinds = (SessionBegun, Reported, Away) if what == "other day" else (Confirmed,) if what == "other word" else (
        Reported, Away, Back, Confirmed, Answered, DayEnds, SessionBegun, Loaded, Rated,
    )  # fmt: skip
    found = [fact for fact in world.facts if isinstance(fact.body, kinds)]
    if not found:
        return
    fact = found[number % len(found)]
    body: Body | None = None
    if isinstance(fact.body, SessionBegun | Reported) and what == "other day":
        body = fact.body._replace(day=world.day(when - number % 4 * DAY))
    elif isinstance(fact.body, Away) and what == "other day":
        body = fact.body._replace(last=(dt.date.fromisoformat(fact.body.first) + number % 4 * DAY).isoformat())
    elif isinstance(fact.body, Confirmed) and what == "other word":
        body = fact.body._replace(share=("all", "part", "none")[number % 3], left_out=())
    world.add(when, Corrected(fact.id, body))


class Story(NamedTuple):
    """A history and the local time at which it is counted, at that offset."""

    world: Placed
    as_of: dt.datetime

    @property
    def moment(self) -> Moment:
        """The moment at which it is counted."""
        return Moment(self.world.at(self.as_of), self.world.offset, self.world.zone)

    @property
    def today(self) -> dt.date:
        """The day that runs then."""
        return dt.date.fromisoformat(self.world.day(self.as_of))


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A history of some weeks: one routine at least is loaded, early."""
    known = draw(st.lists(texts(), min_size=1, max_size=3))
    whats = WHATS + draw(st.sampled_from([MOVING, NEEDLES, MORNINGS * 6, NEEDLES + MORNINGS * 4]))
    move = st.tuples(st.sampled_from(WAITS), st.sampled_from(whats), st.integers(0, 11))
    least = draw(st.sampled_from([0, 10, 25, 35]))  # left alone, lists are short
    moves = draw(st.lists(move, min_size=least, max_size=40))
    world = Placed(draw(st.sampled_from([None, None, *ZONES])))
    now = 0
    first = draw(st.sampled_from([0, 0, 1, 4]))
    for number, (wait, what, choice) in enumerate(moves):
        if number == first:
            happen(world, world.arrive(now), "load", 0, known)
        now += wait
        happen(world, world.arrive(now), what, choice, known)
    return Story(world, world.arrive(now + draw(st.sampled_from([30, 1440, 8 * 1440]))))
