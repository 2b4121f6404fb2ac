"""What stands on the page, in its order: the first screen is read within a minute, the rest is looked up."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from selfcare.adherence.measured import measured
from selfcare.adherence.trend import WOBBLE
from selfcare.day.in_force import in_force
from selfcare.exports.pages.blocks import Block, Items, Key, Page, Part, Picture, Table, Words
from selfcare.exports.pages.calendar import calendar_part
from selfcare.exports.pages.prescription import prescription_part
from selfcare.faces.handout.wording import day
from selfcare.faces.letter import first_day, notes, sections
from selfcare.faces.measures import value_said
from selfcare.faces.naming import opening, place, span
from selfcare.faces.safety import safety_events
from selfcare.faces.sums import said_counts, said_shares, said_trend
from selfcare.faces.words import date
from selfcare.pictures.trend import Point, key_marks, trend_svg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.exports.material import Material
    from selfcare.faces.fitting import Section
    from selfcare.routine.model import Routine

_CHARTS: Final = 2
"""Places whose course stands on the first screen: the others come after it (design)."""
_CHART_KEY: Final = Key(
    tuple(
        zip(
            key_marks(),
            (
                "the median of a week; n: of how many readings",
                f"within {WOBBLE} points of the first week: day-to-day wobble (Childs 2005)",
            ),
            strict=True,
        )
    )
)
_STOPPED: Final = ("missed", "partly", "days off", "discomfort")


def page(material: Material) -> Page:
    """The page of one patient and period; the same material gives the same page."""
    report = material.report
    known = in_force(report.assignments, report.last) or next(iter(report.assignments[-1:]), None)
    routine = known.routine if known else None
    told = {one.name: one for one in sections(material.history, report, material.trends, routine)}
    charts = list(_charts(material))
    first = (
        _safety(material),
        _done(material, routine),
        Part(
            "Soreness before sessions, 0 to 10",
            (*charts[:_CHARTS], _CHART_KEY) if charts else (Words("Not asked in this time."),),
        ),
        Part("Missed, cut short, above the limit", tuple(_items(told, _STOPPED)) or (Words("Nothing."),)),
        Part("Set aside and held", tuple(_held(told, routine)) or (Words("No rule set aside, no days held."),)),
    )
    rest = (
        Part("Soreness besides", (*charts[_CHARTS:], *_items(told, ("soreness noted",)))),
        calendar_part(report),
        _work(material),
        _measures(material),
        _notes(material),
        prescription_part(routine) if routine else Part("The prescription", ()),
    )
    return Page(
        title=f"{material.patient}: {routine.title if routine else 'no routine'}",
        lines=tuple(_lines(material, routine)),
        first=first,
        rest=tuple(one for one in rest if one.blocks),
        language=routine.language if routine else "en",
    )


def _lines(material: Material, routine: Routine | None) -> Iterator[str]:
    now = material.report.as_of.local
    yield f"{day(material.first)} to {day(material.last)}, as of {day(now.date())}, {now:%H:%M}"
    if routine and routine.goal:
        yield f"The patient's goal: {routine.goal}"
    yield "Written by selfcare, from what was recorded on the patient's own machine. A blank is never counted as 0."


def _safety(material: Material) -> Part:
    by_kind, calm = safety_events(material.history, first_day(material.report), material.report.last)
    blocks: list[Block] = [Words(calm, strong=True)] if calm else []
    blocks += [Items(kind, tuple(one.words for one in found)) for kind, found in by_kind.items() if found]
    return Part("Safety", tuple(blocks), alarm=not calm, wide=True)


def _done(material: Material, routine: Routine | None) -> Part:
    report = material.report
    return Part(
        "Done of what was asked", (Words(said_counts(report, routine), strong=True), Words(said_shares(report)))
    )


def _charts(material: Material) -> Iterator[Picture]:
    for one in material.trends:
        name = opening(place(one.region, one.side))
        points = [Point(week.number, week.median, week.readings) for week in one.weeks]
        title = f"{name}: the median of each week. Hatched: within {WOBBLE} points of the first, day-to-day wobble."
        yield Picture(trend_svg(points, WOBBLE, title=title), (f"{opening(said_trend(one))}.",))


def _items(told: dict[str, Section], names: tuple[str, ...]) -> Iterator[Items]:
    for name in names:
        if name in told:
            yield Items(told[name].lead, tuple(map(opening, told[name].items)))


def _held(told: dict[str, Section], routine: Routine | None) -> Iterator[Items]:
    yield from _items(told, ("held back by rules", "rules"))
    if routine is None:
        return
    if routine.holds:
        items = (
            f"{span(one.start, one.end) if one.end else f'from {date(one.start)} on'}: {one.why}"
            for one in routine.holds
        )
        yield Items(f"Days held by {routine.therapist}", tuple(map(opening, items)))


def _measures(material: Material) -> Part:
    """First and last value of each, and whether it moved by more than is known of its error."""
    report = material.report
    rows = []
    for one in measured(material.history, (report.first, report.last)):
        if not one.readings:
            continue
        first, last = one.readings[0], one.readings[-1]
        error = one.measure.error
        moved = f"{one.moved} (error {error:g} {one.measure.unit})" if one.moved and error is not None else ""
        rows.append(
            (
                opening(one.name),
                f"{value_said(one.measure, first.value)}, {date(first.day)}",
                f"{value_said(one.measure, last.value)}, {date(last.day)}" if len(one.readings) > 1 else "",
                str(len(one.readings)),
                moved,
            )
        )
    head = ("Measure, taken by the patient", "First", "Last", "Values", "Moved")
    table = Table(
        "A change below the error may be none; at home the error is larger.", head, tuple(rows), frozenset({3})
    )
    return Part("Measures", (table,) if rows else (), wide=True)


def _notes(material: Material) -> Part:
    items = tuple(f"{date(day)}: {words}" for day, words in notes(material.history, material.report))
    return Part("Notes", (Items("Newest first, in the patient's words", items),) if items else (), wide=True)


def _work(material: Material) -> Part:
    """Sets and seconds, done of asked, of every exercise and side."""
    report = material.report
    names = {one.id: one.name for known in report.assignments for one in known.routine.exercise}
    rows = []
    for ident, sides in groupby(report.doing(), lambda one: one.exercise):
        for one in sides:
            timed = one.seconds_asked is not None
            rows.append(
                (
                    opening(names.get(ident, ident)),
                    one.side,
                    f"{one.sets_done} of {one.sets_asked}",
                    f"{one.seconds_capped} of {one.seconds_asked} s" if timed else "open end",
                    f"{one.seconds_held} s" if timed else "",
                )
            )
    if not rows:
        return Part("Exercises", ())
    head = ("Exercise", "Side", "Sets, done of asked", "Time, at the most what was asked", "Held in all, extra too")
    blocks: tuple[Block, ...] = (Table("Guided, done of prescribed", head, tuple(rows), frozenset({2, 3, 4})),)
    return Part("Exercises", blocks, wide=True)
