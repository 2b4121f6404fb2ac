"""DN01 to DN04: after dry needling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from selfcare.routine.durations import waiting_ms
from selfcare.routine.model import Move, Reps
from selfcare.rules import sources
from selfcare.rules.case import HOUR_MS
from selfcare.rules.places import OVER_THE_LUNG
from selfcare.rules.rule import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.rules.case import Case

_DEFAULT_H: Final = 24
BREATH_H: Final = 72
"""Hours after needling over the lung in which breath is asked about (design; cases began up to two days later)."""
_SORE_H: Final = 48


def dn01(case: Case) -> Iterator[Hit]:
    """A needled place, and no hours set."""
    if case.routine.needling.keep_off is not None:
        return
    for one in case.needlings():
        lead = f"The {one.regions[0]} was needled, and `keep_off` is not set"
        yield Hit(one.path, lead, regions=one.regions, side=one.side)


def dn02(case: Case) -> Iterator[Hit]:
    """Fewer than 24 hours."""
    keep_off = case.routine.needling.keep_off
    wait = waiting_ms(keep_off) if keep_off else None
    if wait is not None and wait < _DEFAULT_H * HOUR_MS:
        yield Hit(("needling", "keep_off"), f"Hands off for {keep_off}")


def dn03(case: Case) -> Iterator[Hit]:
    """Needled over the lung in the last 72 hours, and nobody asked about breath since."""
    for one in case.needlings():
        over = sorted(OVER_THE_LUNG.intersection(one.regions))
        if over and case.fresh(one, BREATH_H) and not case.asked_since(one):
            lead = f"The {over[0]} was needled, and nobody has asked about breath and chest since"
            yield Hit(one.path, lead)


def dn04(case: Case) -> Iterator[Hit]:
    """Needled in the last 48 hours, and nothing in the routine moves gently."""
    if any(one.device == "stretch band" and isinstance(one.exercise.dose, Reps | Move) for one in case.given):
        return
    recent = [one for one in case.needlings() if case.fresh(one, _SORE_H)]
    if recent:
        yield Hit(recent[0].path, f"The {recent[0].regions[0]} was needled, and no exercise is gentle movement")


RULES: tuple[Rule, ...] = (
    Rule(
        code="DN01",
        severity=("error",),
        title="How long hands stay off a needled place",
        looks_at="a needled place (`done`, or told by the patient) and `keep_off`",
        message="How long to keep off a needled site is the therapist's to set; no trial fixes a number.",
        remedy='Set [needling] keep_off = "24h", or any other time.',
        plain="it was needled, and no time of hands off is written",
        why="Handouts advise against self-massage straight after, without a number. One trial found that compression by the "
        "therapist straight after lowered soreness; none tested self-pressure.",
        strength="One RCT, second-hand, and opinion: they conflict, which is why a person decides.",
        sources=(sources.AFTER_NEEDLING, sources.NEEDLING_HANDOUT),
        basis="design",
        find=dn01,
        needs=frozenset({"facts"}),
        scope="region",
        held="what presses the needled place",
        override="Then no needled place is held back, this one or another; to hold each for a time, write `keep_off`.",
    ),
    Rule(
        code="DN02",
        severity=("warning",),
        title="A short time of hands off",
        looks_at="`keep_off` of less than 24 hours",
        message="Handouts give 24 h for hard use and no number for pressure; 24 h is our default. One trial gave compression "
        "by the therapist at once, with benefit; none tested self-pressure.",
        remedy='Set keep_off = "24h" or more, or allow it with a reason.',
        why="Handouts advise about 24 hours without hard use of the muscle. Pressure has no number.",
        strength="Opinion; the one trial that gave pressure at once found benefit, by a therapist's hand.",
        sources=(sources.NEEDLING_HANDOUT, sources.AFTER_NEEDLING),
        basis="design",
        find=dn02,
    ),
    Rule(
        code="DN03",
        severity=("error",),
        title="Breath after needling over the lung",
        looks_at="a place of neck, shoulder, shoulder blade, chest or upper back that was needled in the last 72 hours, and "
        "whether breath was asked about since: by the stop questions; at the desk, by `screened.on` on that day or later",
        message="Injury of the lung can show hours to two days later.",
        remedy="Ask about breath, chest pain and cough after the needles, and write the day: [screened] on = ...",
        plain="it was needled near the lung, and nobody has asked about breath since",
        why="Cases of a collapsed lung after needling began after 30 minutes, an hour, the next day, and after two days of "
        "pain. They were mostly slim young women, needled at shoulder, upper back or neck.",
        strength="Case reports and a case series: they tell how late it can show, not how often. Serious events are rare.",
        sources=(sources.GRUSCHE, sources.ACUPUNCT_2014, sources.WEAGLE_2021, sources.EVMS),
        basis="design",
        find=dn03,
        needs=frozenset({"facts"}),
        held="the whole routine until breath was asked about; the guided session asks before each session",
    ),
    Rule(
        code="DN04",
        severity=("info",),
        title="Gentle movement after needling",
        looks_at="a place that was needled in the last 48 hours, and whether a stretch band with `reps` or `move` is in the "
        "routine",
        message="One bout of light exercise eased the soreness of needling up to 48 h.",
        remedy="Consider light repetitions with a band, or leave it as it is.",
        why="In a trial, one bout of light exercise after needling lowered soreness at once, at 24 and at 48 hours; at 72 "
        "hours all were alike.",
        strength="One RCT with 90 patients.",
        sources=(sources.SALOM_MORENO_2017,),
        basis="published",
        find=dn04,
        needs=frozenset({"facts"}),
    ),
)
