"""PC01 to PC06: a percussion massager."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from selfcare.rules import sources
from selfcare.rules.places import NEAR_BONE_OR_NERVE, NEAR_THE_NECK, NECK_AND_HEAD
from selfcare.rules.rule import YOUNG, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.rules.case import Case
    from selfcare.rules.rule import Severity

GUN: Final = "percussion massager"
_USUAL_S, _TRIAL_S = 180, 300
_SLOWEST_HZ, _FASTEST_HZ = 17, 53
_HZ: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*hz\b", re.IGNORECASE)
_POINTED: Final = re.compile(r"\b(bullet|cone|fork|point(ed)?)\b", re.IGNORECASE)


def pc01(case: Case) -> Iterator[Hit]:
    """On the front or side of the neck, the head or the face."""
    for one in case.with_device(GUN):
        if found := one.places & NECK_AND_HEAD:
            yield Hit(one.at("region"), f"{one.name}: a percussion massager on the {min(found)}", (one,))


def pc02(case: Case) -> Iterator[Hit]:
    """On the back of the neck or the top of the shoulder."""
    for one in case.with_device(GUN):
        if found := one.places & NEAR_THE_NECK:
            yield Hit(one.at("region"), f"{one.name}: a percussion massager on the {min(found)}", (one,))


def pc03(case: Case) -> Iterator[Hit]:
    """More than 180 s, or more than 300 s, on one place and side."""
    for total in case.totals(GUN):
        if total.seconds > _USUAL_S:
            severity: Severity = "warning" if total.seconds > _TRIAL_S else "info"
            yield Hit(total.path, total.lead, total.given, severity=severity, together=True)


def pc04(case: Case) -> Iterator[Hit]:
    """Faster or slower than devices go, where the speed is written in Hz."""
    for one in case.with_device(GUN):
        found = _HZ.search(one.exercise.speed or "")
        if found and not _SLOWEST_HZ <= float(found[1].replace(",", ".")) <= _FASTEST_HZ:
            yield Hit(one.at("speed"), f"{one.name}: {found[1]} Hz", (one,))


def pc05(case: Case) -> Iterator[Hit]:
    """A pointed head near bone or nerve."""
    for one in case.with_device(GUN):
        pointed = _POINTED.search(one.exercise.head or "")
        near = one.places & NEAR_BONE_OR_NERVE
        if pointed and near:
            yield Hit(one.at("head"), f"{one.name}: a {pointed[0].lower()} head on the {min(near)}", (one,))


def pc06(case: Case) -> Iterator[Hit]:
    """With anaemia, or on the day of hard exercise that is not usual."""
    if case.health is None:
        return
    for condition in case.health.open("anaemia", "hard_exercise"):
        for one in case.with_device(GUN):
            yield Hit(
                one.at("device"),
                f"{one.name}: a percussion massager, and the flag {condition.words}",
                (one,),
                device=GUN,
            )


RULES: tuple[Rule, ...] = (
    Rule(
        code="PC01",
        severity=("error",),
        title="A massager on the neck's front or side, or the head",
        looks_at="a percussion massager whose `region` or `also` is the front or side of the neck, head, face or jaw",
        message="Arterial dissection was reported after use at the neck.",
        remedy="Take another place, or another device.",
        plain="a massager does not belong on the neck or the head",
        why="In a woman of 27 the wall of a vertebral artery tore after she had used a massage gun on her neck again and again.",
        strength="One case report. It tells that it can happen, not how often. That the jaw is part of the face is ours.",
        sources=(sources.SULKOWSKI_2022,),
        basis="published",
        find=pc01,
        held="the whole session, until it is changed or allowed",
    ),
    Rule(
        code="PC02",
        severity=("warning",),
        title="A massager near the neck",
        looks_at="a percussion massager whose `region` or `also` is the back of the neck or the top of the shoulder "
        "(upper trapezius)",
        message="Keep well off the neck: the reported case involved repeated use there.",
        remedy="Prefer another device here.",
        why="A vertebral artery tore in a woman of 27 after repeated use of a massage gun on her neck.",
        strength="One case report; which places are near is our reading.",
        sources=(sources.SULKOWSKI_2022,),
        basis="design",
        find=pc02,
    ),
    Rule(
        code="PC03",
        severity=("info", "warning"),
        title="A long dose of percussion",
        looks_at="a percussion massager: all seconds of a session on one place and side, above 180 (info) or above 300 "
        "(warning)",
        message="Most clinicians report 30 s to 3 min; the usual trial dose is 5 min; about 10 min preceded a case of muscle "
        "breakdown (second-hand).",
        remedy="Set 180 s in all or less.",
        why="In a survey most clinicians used 30 s to 3 min. Trials used 5 min. A woman whose muscle broke down had used it "
        "for about 10 min over both thighs after cycling.",
        strength="180 s is from a survey of 425 clinicians and published; 300 s is our threshold, from a scoping review "
        "and one case whose dose is second-hand.",
        limits=f"{YOUNG} Only 2 of the 24 studies had people with symptoms.",
        sources=(sources.CHEATHAM_2021, sources.ISAJI, sources.CHEN_2021, sources.CHEN_DOSE),
        basis="published",
        find=pc03,
    ),
    Rule(
        code="PC04",
        severity=("warning",),
        title="Speed outside the range of devices",
        looks_at="a percussion massager's `speed`, where it is written in Hz",
        message="Commercial devices run at 17 to 53 Hz.",
        remedy='Correct the number, or write the speed as the patient sets it: speed = "level 2".',
        why="A survey of clinicians lists devices with 17 to 53 Hz. Another number is probably a slip.",
        strength="A survey; it says what exists, not what is safe.",
        sources=(sources.CHEATHAM_2021,),
        basis="published",
        find=pc04,
    ),
    Rule(
        code="PC05",
        severity=("warning",),
        title="A pointed head near bone or nerve",
        looks_at="a percussion massager whose `head` is a bullet, cone, fork or point, on a place with bone or nerve under "
        "thin cover",
        message="A pointed head is near bone or nerve here; a broad head is the safer default.",
        remedy='Write head = "flat" or head = "ball".',
        why="The maker names bony places as a precaution; a teacher of massage advises broad, flat, light pressure at "
        "delicate sites.",
        strength="A manufacturer and opinion. Which places belong here is our reading.",
        sources=(sources.THERABODY, sources.WERNER_2020),
        basis="design",
        find=pc05,
    ),
    Rule(
        code="PC06",
        severity=("warning",),
        title="A massager with anaemia, or after hard exercise",
        looks_at="a percussion massager, and a flag `anaemia` or `hard_exercise` (unaccustomed, the same day) that is not "
        "cleared",
        message="Severe breakdown of muscle was reported in this setting.",
        remedy="Take another device, or judge it and clear the flag.",
        why="A woman with untreated iron-deficiency anaemia used a massage gun after cycling: her thigh muscle broke down, "
        "with dark urine.",
        strength="One case report.",
        sources=(sources.CHEN_2021,),
        basis="design",
        find=pc06,
        needs=frozenset({"health"}),
    ),
)
