"""The prescription in force, as the patient has it: how often, each exercise, and where on the body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.exports.pages.blocks import Block, Items, Key, Part, Picture, Table, Words
from selfcare.faces.handout import wording
from selfcare.faces.naming import opening, place
from selfcare.pictures.body import View, shapes
from selfcare.pictures.svg import body_svg, lit_mark
from selfcare.routine.devices import find_device
from selfcare.routine.regions import find_region

if TYPE_CHECKING:
    from selfcare.routine.model import Exercise, Routine

_VIEWS: tuple[View, ...] = ("front", "back")


def prescription_part(routine: Routine) -> Part:
    """The text in force, in the words of the handout."""
    until = f" to {wording.day(routine.end)}" if routine.end else ", without an end"
    revision = f", revision {routine.revision}" if routine.revision is not None else ""
    head = ("Exercise", "With, where", "Dose", "Discomfort", "On a bad day", "When")
    table = Table("Each exercise", head, tuple(_row(one, routine) for one in routine.exercise))
    blocks: list[Block] = [
        Words(f"{routine.title}, by {routine.by}{revision}. From {wording.day(routine.start)}{until}."),
        Items("How often", tuple(wording.schedule(routine))),
        table,
    ]
    bodies = [_body(view, routine) for view in _VIEWS if _lit(view, routine)]
    blocks += [*bodies, Key(((lit_mark(), "a place of an exercise"),))] if bodies else []
    return Part("The prescription in force", tuple(blocks), wide=True)


def _row(one: Exercise, routine: Routine) -> tuple[str, ...]:
    device, region = find_device(one.device), find_region(one.region)
    level = one.discomfort or routine.defaults.discomfort
    assert level is not None  # reading refuses an exercise without a max
    return (
        opening(one.name),
        f"{device.name if device else one.device}; {region.name if region else one.region}",
        wording.dose(one.dose, one.side),
        f"most {level.max}" if level.aim is None else f"aim {level.aim}, most {level.max}",
        wording.gentler(one, routine),
        wording.weeks(one.weeks, routine.start) if one.weeks else "always",
    )


def _lit(view: View, routine: Routine) -> frozenset[tuple[str, str]]:
    sided = ((one.region, "both" if one.side == "each" else one.side) for one in routine.exercise)
    return frozenset((region, side) for region, side in sided if shapes(region, side, view))


def _body(view: View, routine: Routine) -> Picture:
    lit = _lit(view, routine)
    names = sorted({place(found.name if (found := find_region(region)) else region, side) for region, side in lit})
    title = f"The body from the {view}: {', '.join(names)}"
    return Picture(body_svg(view, lit, None, width=110, title=title), (f"From the {view}: {', '.join(names)}.",))
