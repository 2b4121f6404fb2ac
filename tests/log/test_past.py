"""Looking back no further than it matters is the same as reading everything."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from adherence.worlds import World, rx, told
from log.lives import DAYS, START, TEXTS, lives
from log.made import in_memory
from selfcare.adherence.report import adherence
from selfcare.adherence.trend import trends
from selfcare.cli.numbered import Numbered
from selfcare.cli.weeks import first_read
from selfcare.day.blocked import spells
from selfcare.day.decide import decide
from selfcare.day.in_force import assignments
from selfcare.faces.letter import report_lines
from selfcare.faces.progress import progress_lines
from selfcare.facts.entries import Entry, entries
from selfcare.facts.history import History
from selfcare.facts.kinds import Answered, Confirmed, Corrected, Rated, SessionBegun, SetBegun, Settled
from selfcare.facts.moment import Moment
from selfcare.facts.recount import sessions
from selfcare.log.past import Past
from selfcare.log.selection import NEAR_THEIR_DAY
from selfcare.routine.building import parse_checked
from selfcare.session.resume import cut_off
from strategies import facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.facts.kinds import Body, Fact

OTHER = (parse_checked(rx("{ per_day = 1 }", ident="file")), "f" * 64)
"""A file that nobody loaded."""

moments = st.tuples(st.integers(0, DAYS + 60), st.sampled_from([1, 3, 9, 23]), st.sampled_from([60, -480]))
spans = st.tuples(st.integers(-5, DAYS), st.integers(0, DAYS))


def at(days: int, hour: int, offset: int) -> Moment:
    """A moment of a life, or some weeks after it."""
    when = START + dt.timedelta(days=days, hours=hour)
    return Moment(World(offset).at(when), offset)


@settings.get_profile("costly")
@given(lives(), st.lists(moments, min_size=1, max_size=4))
def test_today_is_decided_as_by_all_of_it(world: World, hours: list[tuple[int, int, int]]) -> None:
    """Each decision of a day is the one that the whole history gives: due, blocked, held back, dose, again, cut off."""
    whole = world.history()
    with in_memory(world.facts) as log:
        past = Past(log)
        for now in (at(*one) for one in hours):
            near = past.recent(now)
            assert assignments(near) == assignments(whole)
            assert spells(near) == spells(whole)
            for dose in ("full", "gentler"):
                assert decide(near, now, dose=dose) == decide(whole, now, dose=dose)
            assert decide(near, now, file=OTHER) == decide(whole, now, file=OTHER)
            assert cut_off(near) == cut_off(whole)
            assert assignments(past.loadings()) == assignments(whole)
            assert past.loadings().day_ends(now.at) == whole.day_ends(now.at)


@settings.get_profile("costly")
@given(lives(), moments, st.integers(0, DAYS))
def test_another_day_is_decided_as_by_all_of_it(world: World, now: tuple[int, int, int], day: int) -> None:
    """What `preview --on` asks: a day long past, or one that has not come."""
    that = at(day, 12, 60)
    with in_memory(world.facts) as log:
        near = Past(log).recent(at(*now), that)
        assert decide(near, that) == decide(world.history(), that)


@settings.get_profile("costly")
@given(lives(), spans, moments)
def test_some_days_are_counted_as_by_all_of_it(world: World, span: tuple[int, int], now: tuple[int, int, int]) -> None:
    """Report, trends and every line that is made of them are the same, whichever days are asked."""
    whole, as_of = world.history(), at(*now)
    first = (START + dt.timedelta(days=span[0])).date()
    last = first + dt.timedelta(days=span[1])
    with in_memory(world.facts) as log:
        past = Past(log)
        known = assignments(whole)
        read = first_read(known, first) if known else first
        for near, period in ((past.days(read, last), (first, last)), (past.days(read, None), (first, None))):
            report = adherence(near, period, as_of)
            assert report == adherence(whole, period, as_of)
            assert report.doing() == adherence(whole, period, as_of).doing()
            found = trends(near, first, period)
            assert found == trends(whole, first, period)
            for routine in (one.routine for one in report.assignments[-1:]):
                assert report_lines(near, report, found, routine) == report_lines(whole, report, found, routine)
                assert progress_lines(near, report, found, routine) == progress_lines(whole, report, found, routine)


@settings.get_profile("costly")
@given(lives(), spans, moments)
def test_days_add_up(world: World, span: tuple[int, int], now: tuple[int, int, int]) -> None:
    """Two periods, one after the other, hold what both together hold: each occasion once, each sum the sum of two."""
    whole, as_of = world.history(), at(*now)
    middle = (START + dt.timedelta(days=span[0])).date()
    last = min(middle + dt.timedelta(days=span[1]), as_of.day(whole.day_ends(as_of.at)))
    if last <= middle:
        return
    first = START.date() - dt.timedelta(days=30)
    parts = [adherence(whole, one, as_of) for one in ((first, middle), (middle + dt.timedelta(days=1), last))]
    both = adherence(whole, (first, last), as_of)
    assert tuple(map(sum, zip(*(one.counts for one in parts), strict=True))) == tuple(both.counts)
    assert sorted(map(repr, both.occasions)) == sorted(repr(one) for part in parts for one in part.occasions)


@settings.get_profile("costly")
@given(lives(), st.integers(1, 30))
def test_entries_are_numbered_as_by_all_of_it(world: World, count: int) -> None:
    """Each entry has the number that it has among all of them; so have the last ones, those to fix, and that to undo."""
    known = entries(world.history())
    with in_memory(world.facts) as log:
        found = Numbered(log)
        assert found.count == len(known)
        assert found.last(count) == known[-count:]
        assert [found.numbered(number) for number in range(1, len(known) + 1)] == known
        assert found.last_fixable(count) == [one for one in known if one.fixable][-count:]
        assert found.latest_undoable() == latest_undoable(known)


def latest_undoable(known: list[Entry]) -> Entry | None:
    """What was entered last: the last fact of its own, or the last word of the last session, whichever came later."""
    loose = [one for one in known if one.session is None and one.undoable and one.body is not None]
    played = [one for one in known if any(isinstance(part.fact.body, SessionBegun) for part in one.parts)]
    same = [one for one in played if begin(one) == begin(played[-1]) and one.session is not None and one.undoable]
    words = [(max(part.fact.at for part in one.parts if said(part.now)), 1, one) for one in same[-1:]]
    last = max([*words, *((one.at, 0, one) for one in loose[-1:])], key=lambda one: one[:2], default=None)
    return None if last is None else last[2]


def begin(entry: Entry) -> int:
    """When its first fact was recorded that is told of."""
    return min(part.fact.at for part in entry.parts if not isinstance(part.fact.body, Confirmed | Settled | Answered))


def said(body: Body | None) -> bool:
    """Whether it is a word of the patient's that stands."""
    return isinstance(body, Confirmed | Settled | Rated)


@given(facts())
def test_a_fact_is_left_out_only_for_a_reason(fact: Fact) -> None:
    """One of no session is read however old, whatever kind it is, but for the few that are named as near to their day."""
    with in_memory([fact]) as log:
        left_out = fact not in log.standing()
    said_no = isinstance(fact.body, Answered) and not fact.body.yes
    of_session = getattr(fact.body, "session", None) is not None and not isinstance(fact.body, Answered)
    assert left_out == (type(fact.body) in NEAR_THEIR_DAY or said_no or of_session)


def facts_read(days: int) -> Iterator[int]:
    """How many facts are read for today, for twelve weeks, and for the last entries, of a life of so many days."""
    first, last = dt.date(2026, 1, 5), dt.date(2026, 1, 5) + dt.timedelta(days=days)
    world = told(f"2026-01-05 08:00 load A\n{first}..{last} 09:00 done\n10:00 rated 3", {"A": TEXTS[0]})
    with in_memory(world.facts) as log:
        past = Past(log)
        now = Moment(world.at(dt.datetime.combine(last, dt.time(12))), 60)
        yield len(past.recent(now).recorded)
        yield len(past.days(last - dt.timedelta(weeks=12), last).recorded)
        moment = log.entry_moments("P200").all[-20]
        yield len(past.entries(moment, now.at).recorded)


def test_no_more_is_read_of_a_long_life() -> None:
    """After two years as many facts are read for today, and for the usual weeks, as after half a year."""
    assert list(facts_read(180)) == list(facts_read(720))


def test_answers_of_a_session_that_never_began_are_met() -> None:
    """An alarm answer of long ago blocks until the patient was seen, though no session of that day is read."""
    world = World()
    world.load(START, TEXTS[0])
    world.add(START, Answered("q", "2026-01-05", "asked", ("breath or chest",)), 1000)
    with in_memory(world.facts) as log:
        decided = decide(Past(log).recent(at(100, 9, 60)), at(100, 9, 60))
        assert decided is not None
        assert decided.blocked is not None


def test_a_session_is_read_whole_or_not() -> None:
    """One whose beginning was corrected to a near day is there with every set."""
    world = World()
    world.load(START, TEXTS[0])
    begun = world.play(START + dt.timedelta(hours=9), share="all")
    assert isinstance(begun.body, SessionBegun)
    late = START + dt.timedelta(days=90)
    world.add(late, Corrected(begun.id, begun.body._replace(day="2026-04-05")))
    with in_memory(world.facts) as log:
        near = Past(log).recent(at(90, 12, 60))
        assert sessions(near) == sessions(History(world.facts))
        assert len(near.of(SetBegun)) == 2
