"""Some days at a time gives the bytes of all at once: tables and bundles of ten years, without ten years in memory."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from adherence.worlds import told
from exports.made import TEXTS, stories, used_up
from log.lives import DAYS, START, lives
from log.made import in_memory
from selfcare.cli.weeks import first_read
from selfcare.day.in_force import assignments
from selfcare.exports import csv, fhir, html
from selfcare.exports.material import Material
from selfcare.facts.moment import Moment
from selfcare.log.past import Past

if TYPE_CHECKING:
    from adherence.worlds import World
    from selfcare.facts.history import History
    from selfcare.log.store import Log

lengths = st.sampled_from([1, 3, 7, 10, 40])


def material(
    log: Log, period: tuple[dt.date | None, dt.date | None], now: Moment, patient: str, stretch: int | None
) -> Material:
    """What the command is handed; `stretch` is how many days are read at a time, None: all at once."""
    past = Past(log)
    early, whole = past.loadings(), past.days(None, None)
    today = now.day(early.day_ends(now.at))
    first = min([today, *([dt.date.fromisoformat(day)] if (day := log.first_day()) else [])])
    span = (first, today)
    if stretch is None:
        return Material(lambda: whole, period, now, patient, lambda: log.lines(patient), span, notes=True)
    return Material(
        lambda: whole,
        period,
        now,
        patient,
        lambda: log.lines(patient),
        span,
        lambda: early,
        days=past.days,
        apart=lambda letters: log.tells_sessions_apart(patient, letters),
        notes=True,
        stretch=stretch,
    )


def held_against_all(world: World, period: tuple[dt.date | None, dt.date | None], now: Moment, stretch: int) -> None:
    """Hold the files of stretches against those of all at once."""
    with in_memory(world.facts) as log:
        patient = log.owner() or "nobody"
        for form in (csv, fhir):
            whole, parts = (used_up(form.render(material(log, period, now, patient, days))) for days in (None, stretch))
            assert parts == whole


@settings.get_profile("costly")
@given(lives(), st.tuples(st.integers(-5, DAYS), st.integers(0, DAYS)), st.integers(0, DAYS + 60), lengths, st.data())
def test_stretches_of_days_give_the_same_tables(
    world: World, span: tuple[int, int], now: int, stretch: int, data: st.DataObject
) -> None:
    """Weeks that lie in two of them, sessions of corrected days, scores given on another day: each row once, at its place."""
    first = (START + dt.timedelta(days=span[0])).date()
    period = data.draw(
        st.sampled_from([(None, None), (first, None), (None, first), (first, first + dt.timedelta(days=span[1]))])
    )
    held_against_all(world, period, Moment(world.at(START + dt.timedelta(days=now, hours=12)), 60), stretch)


@settings.get_profile("costly")
@given(stories(), lengths)
def test_the_same_of_each_outcome(world: World, stretch: int) -> None:
    """Of everything that people do in three weeks."""
    held_against_all(world, (None, None), Moment(world.at(dt.datetime(2026, 12, 12, 12)), world.offset), stretch)  # noqa: DTZ001 - a wall clock's time


@settings.get_profile("costly")
@given(lives(), st.integers(0, DAYS), st.integers(0, 60), st.integers(0, DAYS + 60))
def test_a_page_of_some_days_needs_only_these(world: World, first: int, length: int, now: int) -> None:
    """What `export html` reads of ten years for its twelve weeks gives the page that all of it would give."""
    begin = (START + dt.timedelta(days=first)).date()
    period = (begin, begin + dt.timedelta(days=length))
    as_of = Moment(world.at(START + dt.timedelta(days=now, hours=12)), 60)
    with in_memory(world.facts) as log:
        past = Past(log)
        known = assignments(past.loadings())
        if not known or period[0] > as_of.day(past.loadings().day_ends(as_of.at)):
            return
        some, everything = past.days(first_read(known, begin), period[1]), past.days(None, None)
        pages = [
            used_up(html.render(Material(lambda one=one: one, period, as_of, "P200", lambda: iter(()))))  # type: ignore[misc]  # a default of its own
            for one in (some, everything)
        ]
        assert pages[0] == pages[1]


def test_no_more_is_read_at_a_time() -> None:
    """Of two years in stretches of a month, no reading holds more than three months."""
    last = dt.date(2027, 12, 31)
    world = told(f"2026-01-05 08:00 load daily\n2026-01-05..{last} 09:00 done", TEXTS)
    with in_memory(world.facts) as log:
        past, read = Past(log), list[int]()

        def days(first: dt.date | None, until: dt.date | None) -> History:
            found = past.days(first, until)
            read.append(len(found.recorded))
            return found

        def never() -> History:
            raise AssertionError("All of it was read.")

        now = Moment(world.at(dt.datetime(2027, 12, 31, 12)), 60)  # noqa: DTZ001 - a wall clock's time
        span = (dt.date(2026, 1, 5), last)
        made = Material(
            never,
            (None, None),
            now,
            "P200",
            lambda: iter(()),
            span,
            past.loadings,
            days=days,
            apart=lambda _: True,
            stretch=30,
        )
        assert used_up(csv.render(made))["sessions.csv"].count(b"\r\n") == 1 + 726
        assert used_up(fhir.render(made))["bundle.json"].count(b'"resourceType": "Procedure"') == 726
        assert len(read) > 40
        assert max(read) < len(world.facts) / 6
