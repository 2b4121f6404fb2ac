"""Needles: every place that an exercise presses is tested, breath leads for three days, soreness that outlasts is told."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adherence.worlds import CALF, EAST, rx, told
from selfcare.day.decide import Day, decide
from selfcare.day.keep_off import BREATH_MS, HOUR_MS
from selfcare.facts.history import History
from selfcare.facts.kinds import AnySide, NeedledAt, Rated
from selfcare.facts.moment import Moment, local_ms
from selfcare.routine.regions import OVER_THE_LUNG, REGIONS, find_region, pressed
from selfcare.rules.needling import BREATH_H
from selfcare.session.plan import plan_session
from selfcare.session.steps import Screening

NOON = Moment(local_ms(dt.datetime(2026, 11, 23, 12), EAST), EAST)  # noqa: DTZ001 - wall time; the offset is beside it
PLACES = [one.name for one in REGIONS]
PRESSED = [one.name for one in REGIONS if one.keep_off is None]
SIDES: tuple[AnySide | None, ...] = (None, "left", "right", "both", "middle")


def day_with(exercises: str, *bodies: NeedledAt | Rated, hours: int = 1, keep_off: str = "24h") -> Day:
    """The day at noon, so many hours after these were told."""
    world = told("2026-11-23 08:00 load A", {"A": rx("{ per_day = 1 }", exercises=exercises, keep_off=keep_off)})
    facts = [world.facts[-1]._replace(id=f"n{number}", at=NOON.at, body=body) for number, body in enumerate(bodies)]
    found = decide(History([*world.facts, *facts]), NOON._replace(at=NOON.at + hours * HOUR_MS))
    assert found is not None
    return found


@given(
    st.sampled_from(PRESSED),
    st.lists(st.sampled_from(PLACES), max_size=2),
    st.sampled_from(PLACES),
    st.sampled_from(SIDES),
)
def test_every_place_that_an_exercise_presses_is_tested(
    region: str, also: list[str], needled: str, side: AnySide | None
) -> None:
    """Itself, what lies near either way, and what the therapist adds; on that side. What is left is played."""
    place = find_region(region)
    assert place is not None
    sided = "left" if place.sides != "midline" else "middle"
    text = CALF.replace('region = "calf"', f'region = "{region}"').replace('"left"', f'"{sided}"')
    text += f'also = {also!r}\nallow = [{{ rule = "RG01", why = "Needles are what is tried here" }}]\n'
    found = day_with(text, NeedledAt(NOON.at, needled, side))
    near = {one.name for one in REGIONS for name in (region, *also) if touches(one.name, name)}
    here = side in (None, "both", "middle", sided) or sided == "middle"
    assert bool(found.held) == (needled in near and here)
    assert bool(found.exercises) != bool(found.held)


def touches(one: str, other: str) -> bool:
    """Whether two places are one, or the table names either beside the other."""
    by_name = {place.name: place for place in REGIONS}
    return one == other or one in by_name[other].near or other in by_name[one].near


def test_the_table_of_places_is_whole() -> None:
    """Every neighbour is a place of the table, and `pressed` holds both directions."""
    for place in REGIONS:
        assert set(place.near) <= set(PLACES)
        assert pressed(place.name) == {one for one in PLACES if touches(one, place.name)}


@pytest.mark.parametrize(
    ("place", "hours", "leads"),
    [
        ("shoulder", 0, True),
        ("upper trapezius", 71, True),
        ("neck", 71, True),
        ("chest", 1, True),
        ("scapula", 1, True),
        ("thoracic", 1, True),
        ("rhomboids", 1, True),
        ("shoulder", 72, False),
        ("calf", 1, False),
        ("buttock", 1, False),
    ],
)
@pytest.mark.parametrize("again", [False, True])
def test_the_question_about_breath_leads_for_72_hours(place: str, hours: int, leads: bool, again: bool) -> None:
    """With its reason, in the long form and in the short one; after needles over the lung only."""
    day = day_with(CALF, NeedledAt(NOON.at, place, "left"), hours=hours)._replace(again=again)
    question = plan_session(day.routine, day, None).steps[0].question
    assert question is not None
    assert bool(question.lead) == leads
    assert question.words.startswith("Breath first: the ") == leads
    assert (day.breath is not None) == leads
    assert plan_session(day.routine, day, Screening("asked")).steps[0].question != question


def test_the_rules_and_the_day_mean_the_same_places_and_hours() -> None:
    """DN03 and the day would otherwise contradict each other."""
    assert BREATH_H * HOUR_MS == BREATH_MS
    assert {"back of the neck", "shoulder", "shoulder blade", "chest", "upper back"} <= OVER_THE_LUNG


@pytest.mark.parametrize(
    ("before", "score", "hours", "told_of"),
    [
        (None, 1, 73, ["sore after needling"]),
        (None, 1, 71, []),  # usual until then
        (None, 0, 73, []),
        (3, 3, 73, []),  # as before the needles
        (3, 4, 73, ["sore after needling"]),
        (None, 5, 24 * 8, []),  # no longer put down to them
    ],
)
def test_soreness_that_outlasts_the_needles_is_told(
    before: int | None, score: int, hours: int, told_of: list[str]
) -> None:
    """Beyond 72 hours, and more than before them."""
    world = told("2026-11-23 08:00 load A", {"A": rx("{ per_day = 1 }", keep_off="24h")})
    base = world.facts[-1]
    facts = [base._replace(id="n", at=NOON.at + HOUR_MS, body=NeedledAt(NOON.at, "calf", "left"))]
    if before is not None:
        facts.append(
            base._replace(id="b", at=NOON.at - HOUR_MS, body=Rated("soreness", "now", "2026-11-23", before, "calf"))
        )
    later = NOON._replace(at=NOON.at + hours * HOUR_MS)
    scored = Rated("soreness", "morning", later.day().isoformat(), score, "calf")
    facts.append(base._replace(id="s", at=later.at, body=scored))
    found = decide(History([*world.facts, *facts]), later)
    assert found is not None
    assert [one.what for one in found.tell] == told_of
