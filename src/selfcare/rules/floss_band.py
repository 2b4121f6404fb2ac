"""FL01 to FL04: a floss band."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from selfcare.rules import sources
from selfcare.rules.case import one_go
from selfcare.rules.places import NO_BAND
from selfcare.rules.rule import YOUNG, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.rules.case import Case

_BAND: Final = "floss band"
_PERFUSION_S, _LONGEST_S = 120, 180
_LEAST_STRETCH, _MOST_STRETCH = 50, 90
_CONDITIONS: Final = (
    "latex_allergy",
    "clot",
    "dvt",
    "vascular_disease",
    "varicose_veins",
    "sensory_loss",
    "neuropathy",
)


def fl01(case: Case) -> Iterator[Hit]:
    """On for more than 120 s; FL02 speaks of more than 180 s."""
    for one in case.with_device(_BAND):
        if _PERFUSION_S < one_go(one.exercise.dose) <= _LONGEST_S:
            yield Hit(one.seconds_at, f"{one.name}: the band is on for {one_go(one.exercise.dose)} s", (one,))


def fl02(case: Case) -> Iterator[Hit]:
    """On for more than 180 s."""
    for one in case.with_device(_BAND):
        if one_go(one.exercise.dose) > _LONGEST_S:
            yield Hit(one.seconds_at, f"{one.name}: the band is on for {one_go(one.exercise.dose)} s", (one,))


def fl03(case: Case) -> Iterator[Hit]:
    """Drawn by less than 50 or more than 90 %."""
    for one in case.with_device(_BAND):
        stretch = one.exercise.stretch
        if stretch is not None and not _LEAST_STRETCH <= stretch <= _MOST_STRETCH:
            yield Hit(one.at("stretch"), f"{one.name}: the band is drawn {stretch} % longer", (one,))


def fl04(case: Case) -> Iterator[Hit]:
    """Around neck, trunk or groin; or with a condition that does not bear compression."""
    for one in case.with_device(_BAND):
        if found := one.places & NO_BAND:
            yield Hit(one.at("region"), f"{one.name}: a floss band around the {min(found)}", (one,))
        for condition in case.health.open(*_CONDITIONS) if case.health else ():
            lead = f"{one.name}: a floss band, and the flag {condition.words}"
            yield Hit(
                one.at("device"),
                lead,
                (one,),
                scope="device",
                device=_BAND,
                plain=f"a band does not go with what was named: {condition.words}",
            )


RULES: tuple[Rule, ...] = (
    Rule(
        code="FL01",
        severity=("warning",),
        title="A floss band on for more than 2 minutes",
        looks_at="a floss band: seconds of one set above 120 (FL02 speaks of more than 180)",
        message="Two minutes already lowered the blood flow of the muscle markedly.",
        remedy="Set 120 s or less.",
        why="After 2 minutes around the shoulder and upper arm the muscle had markedly less blood; the authors urge great "
        "caution.",
        strength="One observation of 27 people.",
        limits=YOUNG,
        sources=(sources.APPL_SCI_2021,),
        basis="published",
        find=fl01,
    ),
    Rule(
        code="FL02",
        severity=("error",),
        title="A floss band on for more than 3 minutes",
        looks_at="a floss band: seconds of one set above 180",
        message="This is longer than usual practice, 1 to 3 minutes.",
        remedy="Set 180 s or less; 120 s or less is better founded.",
        plain="the band would stay on too long",
        why="Practice pages leave the band on for 1 to 3 minutes, and 2 minutes lowered the muscle's blood flow markedly.",
        strength="Opinion for the usual time, and one observation of 27 people.",
        limits=YOUNG,
        sources=(sources.FLOSS_USE, sources.APPL_SCI_2021),
        basis="design",
        find=fl02,
        held="the whole session, until it is changed or allowed",
    ),
    Rule(
        code="FL03",
        severity=("warning",),
        title="The stretch of a floss band",
        looks_at="a floss band's `stretch` outside 50 to 90",
        message="The technique described draws it to 50 to 90 %; there is no consensus on the force.",
        remedy="Set stretch = 50, half again its length, up to 90.",
        why="A clinical description gives 50 to 90 % of the most that the band stretches, with half of each turn over the last.",
        strength="Opinion (level 5), second-hand; the authors say that no consensus exists. Their per cent are of the "
        "band's greatest stretch, the routine's are of its slack length, which can be measured at home: for a band that "
        "stretches to twice its length they are the same, and that is our reading.",
        sources=(sources.CHEATHAM_BAKER_2024,),
        basis="design",
        find=fl03,
    ),
    Rule(
        code="FL04",
        severity=("error",),
        title="Where and for whom a floss band is not",
        looks_at="a floss band whose `region` or `also` is neck, trunk or groin; or a flag `latex_allergy`, `clot`, `dvt`, "
        "`vascular_disease`, `varicose_veins`, `sensory_loss` or `neuropathy` that is not cleared",
        message="Compression is unsuitable here, or with this condition.",
        remedy="Take another device, or allow it in this exercise with a reason.",
        plain="a band does not belong there",
        why="A band around neck, trunk or groin presses vessels and airways that it must not. Makers and practice pages name "
        "latex allergy, clots, varicose veins and lost feeling; 2 minutes lowered a muscle's blood flow markedly.",
        strength="Opinion, a manufacturer's list for another device, and one observation. No consensus study was found.",
        sources=(sources.FLOSS_LATEX, sources.THERABODY_GOGGLES, sources.APPL_SCI_2021),
        basis="design",
        find=fl04,
        needs=frozenset({"health"}),
        held="the whole session for a place; every floss band for a condition",
        override="Or, where it was judged, clear the flag of the condition with a reason in [screened].",
    ),
)
