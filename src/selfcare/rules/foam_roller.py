"""FR01 to FR07: how long, how slow and where a foam roller is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from selfcare.routine.model import Move, Roll
from selfcare.rules import sources
from selfcare.rules.case import Case, Given, side_seconds, weeks_of
from selfcare.rules.places import ROLLER_OFF
from selfcare.rules.rule import YOUNG, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROLLER: Final = "foam roller"
_GUN: Final = "percussion massager"
_SHORTEST, _LONGEST, _MOST_SETS = 30, 120, 3
_QUICKEST, _SLOWEST = 2, 4
_CALF_S: Final = 90
_LONGEST_TOTAL: Final = 300
_SHORT_PLAN: Final = 4
_LONG_PERCUSSION: Final = 300
_DAYS: Final = 7


def fr01(case: Case) -> Iterator[Hit]:
    """Sets outside 1 to 3, or seconds outside 30 to 120, where a roller moves."""
    for one in case.with_device(_ROLLER):
        dose = one.exercise.dose
        if not isinstance(dose, Roll | Move):
            continue
        if not _SHORTEST <= dose.time <= _LONGEST or dose.sets > _MOST_SETS:
            sets = "1 set" if dose.sets == 1 else f"{dose.sets} sets"
            path = one.seconds_at if not _SHORTEST <= dose.time <= _LONGEST else one.at(one.word, "sets")
            yield Hit(path, f"{one.name}: {sets} of {dose.time} s", (one,))


def fr02(case: Case) -> Iterator[Hit]:
    """A stroke outside 2 to 4 s."""
    for one in case.with_device(_ROLLER):
        roll = one.exercise.roll
        if roll and roll.stroke is not None and not _QUICKEST <= roll.stroke <= _SLOWEST:
            yield Hit(one.at("roll", "stroke"), f"{one.name}: a stroke of {roll.stroke:g} s", (one,))


def fr03(case: Case) -> Iterator[Hit]:
    """A calf that is rolled to move further, for less than 90 s in all."""
    for total in case.totals(_ROLLER):
        if total.region == "calf" and total.seconds < _CALF_S and _to_move_further(total.given):
            yield Hit(total.path, total.lead, total.given, together=True)


def fr04(case: Case) -> Iterator[Hit]:
    """More than 300 s in all on one place and side."""
    for total in case.totals(_ROLLER):
        if total.seconds > _LONGEST_TOTAL:
            yield Hit(total.path, total.lead, total.given, together=True)


def fr05(case: Case) -> Iterator[Hit]:
    """A place that is rolled to move further, for four weeks or less."""
    rolled = case.with_device(_ROLLER)
    for region in dict.fromkeys(one.region for one in rolled if _to_move_further((one,))):
        given = tuple(one for one in rolled if one.region == region)
        weeks = _weeks(case, given)
        if weeks is not None and weeks <= _SHORT_PLAN:
            last = given[-1]
            path = last.at("weeks") if last.exercise.weeks else ("end",)
            many = "1 week" if weeks == 1 else f"{weeks} weeks"
            yield Hit(path, f"{last.name}: a plan of {many}", given, together=True)


def fr06(case: Case) -> Iterator[Hit]:
    """Rolling before or between strength work, or 5 minutes of percussion."""
    for one in case.given:
        purpose = one.exercise.purpose
        if purpose not in ("before strength", "between sets"):
            continue
        long = one.device == _GUN and side_seconds(one.exercise.dose) >= _LONG_PERCUSSION
        if one.device == _ROLLER or long:
            when = "before strength or power" if purpose == "before strength" else "between sets of strength work"
            yield Hit(one.at("purpose"), f"{one.name}: {when}", (one,))


def fr07(case: Case) -> Iterator[Hit]:
    """A roller under the lower back or on the spine."""
    for one in case.with_device(_ROLLER):
        if one.places & ROLLER_OFF:
            yield Hit(one.at("region"), f"{one.name}: a roller on the {min(one.places & ROLLER_OFF)}", (one,))


def _to_move_further(given: tuple[Given, ...]) -> bool:
    return any(one.exercise.purpose == "more movement" for one in given)


def _weeks(case: Case, given: tuple[Given, ...]) -> int | None:
    """How many weeks the place is rolled, from the first to the last; None: without an end."""
    spans = [weeks_of(one.exercise) for one in given]
    end = case.routine.end
    whole = None if end is None else -(-((end - case.routine.start).days + 1) // _DAYS)
    lasts = [whole if last is None else last if whole is None else min(last, whole) for _, last in spans]
    ends = [last for last in lasts if last is not None]
    return None if len(ends) < len(spans) else max(ends) - min(first for first, _ in spans) + 1


RULES: tuple[Rule, ...] = (
    Rule(
        code="FR01",
        severity=("info",),
        title="Sets and seconds on a foam roller",
        looks_at="a foam roller that rolls or moves: `sets`, and `time` of one set",
        message="The largest gains of movement were predicted by 1 to 3 sets of 30 to 120 s.",
        remedy="Set 1 to 3 sets of 30 to 120 s, or leave it as it is.",
        why="A meta-analysis found that 1 to 3 sets of 30 to 120 s for each muscle predicted the largest gains of movement.",
        strength="A meta-analysis that ends in advice for practice. Another one found that neither duration nor speed "
        "changed the effect (Wilke 2020), and one small study saw nothing even at 4 sets of 30 s (Couture 2015).",
        limits=YOUNG,
        sources=(sources.BEHM_2020,),
        against=(sources.WILKE_2020, sources.COUTURE_2015),
        basis="published",
        find=fr01,
    ),
    Rule(
        code="FR02",
        severity=("info",),
        title="The pace of a foam roller",
        looks_at="a foam roller's `stroke`: seconds for one stroke, one way",
        message="The pace tested is 2 to 4 s a stroke; people left alone roll about twice as fast as the slow pace tested.",
        remedy="Set stroke = 3, or leave it as it is.",
        why="A meta-analysis gives 2 to 4 s for one stroke over the length of the muscle. In a trial people who chose their "
        "own pace rolled 33 strokes a minute; the slow pace, 15 a minute, lowered the muscle's tone more.",
        strength="A meta-analysis, and one crossover RCT with 18 people. Another meta-analysis found that speed made no "
        "difference to movement (Wilke 2020).",
        limits=YOUNG,
        sources=(sources.BEHM_2020, sources.SEZIK_2024),
        against=(sources.WILKE_2020,),
        basis="published",
        find=fr02,
    ),
    Rule(
        code="FR03",
        severity=("info",),
        title="A short dose for the calf",
        looks_at='a foam roller on the calf with purpose = "more movement": all seconds of a session on one side',
        message="In one trial 30 s did nothing for the movement of the ankle; 90 s did, for less than 30 minutes.",
        remedy="Set 90 s in all, or leave it as it is.",
        why="In a trial of 45 people 30 s on the calf changed nothing, 90 s and 300 s gained a little, and 30 minutes later "
        "all was as before.",
        strength="One RCT. Over weeks, pooled trials found no gain at the ankle, while one two-week RCT did.",
        limits=YOUNG,
        sources=(sources.NAKAMURA_2021,),
        against=(sources.TWO_WEEKS,),
        basis="published",
        find=fr03,
    ),
    Rule(
        code="FR04",
        severity=("warning",),
        title="A very long dose on a foam roller",
        looks_at="a foam roller: all seconds of a session on one place and side",
        message="This is longer than the longest dose compared on one muscle, 300 s, which gained little over 90 s.",
        remedy="Set 300 s in all or less.",
        why="The longest dose that a trial compared on one muscle is 300 s (effect 0.33), and 90 s gained nearly as much "
        "(effect 0.26).",
        strength="One RCT with 45 people; that longer is not worth it is our reading.",
        limits=YOUNG,
        sources=(sources.NAKAMURA_2021,),
        basis="design",
        find=fr04,
    ),
    Rule(
        code="FR05",
        severity=("info",),
        title="A short plan for more movement",
        looks_at='a foam roller with purpose = "more movement": weeks from its first to its last, by `weeks` and `end`',
        message="Gains were larger beyond 4 weeks; in short plans stretching did better.",
        remedy="Plan more than 4 weeks, or stretch, or leave it as it is.",
        why="In pooled trials, plans of more than 4 weeks gained more than shorter ones, and up to 4 weeks stretching did "
        "better than rolling; later they were equal.",
        strength="Two meta-analyses, the first of 11 studies with 290 people. Hamstrings and "
        "quadriceps gained, the ankle did not.",
        limits="Young people, 24 on average.",
        sources=(sources.KONRAD_2022, sources.KONRAD_2024),
        basis="published",
        find=fr05,
    ),
    Rule(
        code="FR06",
        severity=("info",),
        title="Before strength, or between its sets",
        looks_at='purpose = "before strength" or "between sets": a foam roller, or a percussion massager for '
        "300 s a side or more",
        message="It is not shown to help strength or power; some studies show less output.",
        remedy="Do it at another time, or leave it as it is.",
        why="Rolling for 60 to 120 s between sets cut the repetitions; 8 minutes of percussion lowered anaerobic power; a "
        "review advises against percussion before strength, balance, agility and explosive work.",
        strength="Small RCTs (25 and 24 people) and a systematic review. Five minutes of percussion on the calf left "
        "strength unchanged in another.",
        limits=YOUNG,
        sources=(sources.BETWEEN_SETS, sources.FERREIRA_2023, sources.CANBULUT),
        against=(sources.KONRAD_2020,),
        basis="published",
        find=fr06,
    ),
    Rule(
        code="FR07",
        severity=("warning",),
        title="A foam roller under the lower back",
        looks_at="a foam roller whose `region` or `also` is the lower back or the spine",
        message="Practice advice is to keep the roller off the lower back and the vertebrae.",
        remedy="Consider the buttock, or lying on the side.",
        why="Practice pages say: do not put the roller on the low back or on vertebrae, and stay above the lower ribs.",
        strength="Opinion only; no trial was found.",
        sources=(sources.ROLLER_SAFETY,),
        basis="design",
        find=fr07,
    ),
)
