"""Long lives for the laws of looking back: months of sessions, gaps, new texts, needlings, corrections, clocks set back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from adherence.worlds import CALF, PLAYED, World, rx
from selfcare.facts.kinds import (
    Answered,
    Away,
    Back,
    Confirmed,
    Corrected,
    DayEnds,
    KeptOff,
    NeedledAt,
    Note,
    Rated,
    Reported,
    Seen,
    SessionBegun,
    Settled,
    Stopped,
)

if TYPE_CHECKING:
    from selfcare.facts.kinds import Body, Fact

START = dt.datetime(2026, 1, 5)  # noqa: DTZ001 - a wall-clock time; the worlds add the offset
DAYS = 120

_GAP = "format = 1\n"
TEXTS = (
    rx("{ per_day = 2 }", start="2026-01-05"),
    rx("{ per_week = 3 }", start="2026-01-08", ident="weekly", keep_off="24h"),
    rx("{ per_week = 2 }", start="2026-02-02", ident="other", holds=[("2026-03-02", "2026-03-05")]),
    rx("{ per_day = 1 }", start="2026-01-05", keep_off="30d").replace(_GAP, _GAP + 'min_gap = "50d"\n'),
    rx("{ per_day = 1 }", start="2026-01-05", end="2026-03-20", exercises=CALF * 1 + CALF.replace("calf", "sole")),
)
_PLACES = ("calf", "hip")


@st.composite
def lives(draw: st.DrawFn) -> World:
    """A life of four months. Moments mostly go forward; what is of one day is sometimes told on another."""
    world = World()
    if draw(st.integers(0, 9)):
        world.load(START, draw(st.sampled_from(TEXTS)))
    for number, gap in enumerate(draw(st.lists(st.sampled_from([0, 0, 1, 1, 2, 5, 20, 40, -3]), max_size=22))):
        days = sum(1 for _ in ()) + gap
        _day(draw, world, days, number)
    return world


def _day(draw: st.DrawFn, world: World, days: int, number: int) -> None:
    day = getattr(world, "today", START) + dt.timedelta(days=days)
    world.today = min(max(day, START), START + dt.timedelta(days=DAYS))  # type: ignore[attr-defined]
    when = world.today + dt.timedelta(hours=draw(st.sampled_from([2, 9, 20])), minutes=number)  # type: ignore[attr-defined]
    if draw(st.integers(0, 2)):
        _session(draw, world, when)
    for _ in range(draw(st.sampled_from([0, 1, 1, 2]))):
        world.add(when, draw(_bodies(world, when)), 1000)
    if draw(st.sampled_from([False] * 4 + [True])):
        world.load(when + dt.timedelta(minutes=5), draw(st.sampled_from(TEXTS)))


def _session(draw: st.DrawFn, world: World, when: dt.datetime) -> None:
    verb = draw(st.sampled_from([*PLAYED, "done", "done", "played"]))
    played, share = PLAYED[verb]
    begun = world.play(
        when,
        played,
        share=share,
        from_file=draw(st.sampled_from([False] * 5 + [True])),
        how=draw(st.sampled_from(["ran to the end", "ran to the end", "stopped", "interrupted", None])),
        answer=draw(st.booleans()),
    )
    assert isinstance(begun.body, SessionBegun)
    name, day = begun.body.session, begun.body.day
    for time in draw(st.lists(st.sampled_from(["before", "after", "morning"]), max_size=2, unique=True)):
        score = draw(st.none() | st.integers(0, 10))
        late = 90_000_000 if time == "morning" else 1000
        of = world.day(when + dt.timedelta(milliseconds=late)) if time == "morning" else day
        world.add(when, Rated("soreness", time, of, score, "calf", "left", name), late)  # type: ignore[arg-type]
    if draw(st.sampled_from([False, False, False, True])):
        world.add(
            when, Stopped(name, draw(st.sampled_from(["too painful", "ended for today"])), "calf", "left", 9), 900
        )
    if draw(st.sampled_from([False] * 6 + [True])):
        world.add(when, Settled(name, draw(st.sampled_from(["finished", "discarded"]))), 2000)


def _bodies(world: World, when: dt.datetime) -> st.SearchStrategy[Body]:
    day, at = world.day(when), world.at(when)
    other = (when + dt.timedelta(days=-2)).date().isoformat()
    asked = [fact for fact in world.facts if isinstance(fact.body, Answered) and fact.body.yes]
    text = world.loaded or "0" * 64
    found: list[st.SearchStrategy[Body]] = [
        st.builds(
            Rated, st.just("soreness"), st.just("now"), st.just(day), st.integers(0, 10), st.sampled_from(_PLACES)
        ),
        st.builds(Reported, st.sampled_from([day, other]), st.just(text), note=st.none() | st.just("a note")),
        st.builds(
            NeedledAt, st.just(at - 3_600_000), st.sampled_from(_PLACES), st.sampled_from([None, "left", "right"])
        ),
        st.builds(
            Answered,
            st.just(f"q{len(world.facts)}"),
            st.just(day),
            st.just("asked"),
            st.sampled_from(
                [(), ("breath or chest",), ("leg or fever",), ("leg or fever", "fever or unwell"), ("a place",)]
            ),
        ),
        st.builds(KeptOff, st.just(day), st.just("skin"), st.sampled_from(_PLACES), st.just("left")),
        st.builds(Away, st.just(day), st.none() | st.just(day)),
        st.just(Back(day)),
        st.just(Note(day, "words")),
        st.builds(DayEnds, st.sampled_from([0, 240, 360])),
    ]
    if asked:
        found.append(st.sampled_from(asked).map(lambda fact: Seen(fact.id, "Anna", "go on")))
    if changed := [fact for fact in world.facts if type(fact.body) in _CORRECTABLE]:
        found += [st.sampled_from(changed).flatmap(lambda fact: _correction(fact, day, at))] * 3
    return st.one_of(found)


_CORRECTABLE = (SessionBegun, Rated, Reported, NeedledAt, Away, Back, Note, Confirmed)
"""What the program corrects, and the beginning of a session, whose day a merge may correct."""


def _correction(fact: Fact, day: str, at: int) -> st.SearchStrategy[Body]:
    body = fact.body
    said: list[Body | None]
    match body:
        case SessionBegun():
            said = [body._replace(day=day), body._replace(from_file=True)]
        case Rated():
            said = [body._replace(score=7), body._replace(day=day), *([] if body.session else [None])]
        case Reported() | Note() | Back():
            said = [body._replace(day=day), None]
        case NeedledAt():
            said = [body._replace(when=at), body._replace(side="left"), None]
        case Away():
            said = [body._replace(first=day, last=day), None]
        case Confirmed():
            said = [body._replace(share="none"), body._replace(share="all", left_out=()), None]
        case _:
            said = [None]
    return st.sampled_from(said).map(lambda one: Corrected(fact.id, one))
