"""RG01 and RG02: places to keep off, whatever the device."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from selfcare.rules import sources
from selfcare.rules.percussion import GUN
from selfcare.rules.places import JOINTS, NECK_AND_HEAD, THIN_COVER, VESSELS_AND_NERVES
from selfcare.rules.rule import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.rules.case import Case, Given
    from selfcare.rules.rule import Severity

_BANDS: Final = frozenset({"floss band", "stretch band"})


def rg01(case: Case) -> Iterator[Hit]:
    """A place where vessels and nerves lie near the surface."""
    for one in case.given:
        found = one.places & VESSELS_AND_NERVES
        if one.device == GUN:
            found -= NECK_AND_HEAD  # PC01 speaks of them
        if found:
            yield Hit(one.at("region"), f"{one.name}: pressure on the {min(found)}", (one,))


def rg02(case: Case) -> Iterator[Hit]:
    """An organ, a rib, a bone or a joint under thin cover. A band does not press into it."""
    for one in case.given:
        found = _thin(one)
        if one.device == GUN:
            found -= NECK_AND_HEAD
        if found and one.device not in _BANDS:
            severity: Severity = "error" if one.device == GUN else "warning"
            yield Hit(one.at("region"), f"{one.name}: a {one.device} on the {min(found)}", (one,), severity=severity)


def _thin(one: Given) -> frozenset[str]:
    joints = {name for name in (one.exercise.region, *one.exercise.also) if "joint" in name.casefold().split()}
    return (one.places & THIN_COVER) | (joints if not one.places & JOINTS else frozenset())


RULES: tuple[Rule, ...] = (
    Rule(
        code="RG01",
        severity=("error",),
        title="Vessels and nerves near the surface",
        looks_at="any device whose `region` or `also` is the back of the knee, groin, armpit, front or side of the neck, or "
        "head of the fibula",
        message="Vessels and nerves lie near the surface here.",
        remedy="Take another place.",
        plain="vessels and nerves lie close under the skin there",
        why="The great vessels and nerves of leg, arm and head lie under thin cover in these places.",
        strength="Opinion of teachers of massage. The evidence base is thin, and they say so.",
        sources=(sources.WERNER_2020, sources.AREAS),
        basis="design",
        find=rg01,
        held="the whole session, until it is changed or allowed",
    ),
    Rule(
        code="RG02",
        severity=("warning", "error"),
        title="Organ, rib, joint or bone under thin cover",
        looks_at="a roller, ball or massager whose `region` or `also` is belly, kidney area, lower ribs, a joint, a bony "
        "point, spine, tailbone or breastbone; and the other places that are never pressed (sciatic notch, swollen gland, "
        "head, face). Error with a percussion massager, else a warning",
        message="An organ, a rib, a joint or bone lies under thin cover here; for bony places it is a maker's precaution.",
        remedy="Take another place, or another device.",
        plain="bone, a joint or an organ lies close under the skin there",
        why="Pressing bone bruises and gains nothing; a bleeding in the wall of the bowel after massage of the belly is in "
        "print.",
        strength="A manufacturer, opinion, and a case report of which only the title was read. Sciatic notch, gland, head "
        "and face are added by us.",
        sources=(sources.CHEN_2013, sources.GUN_PAGES, sources.THERABODY),
        basis="design",
        find=rg02,
        held="the whole session with a massager, until it is changed or allowed",
    ),
)
