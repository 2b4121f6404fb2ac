"""One exercise: device, place, side, dose and discomfort, and whether they go together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from selfcare.routine.devices import Device, device_names, find_device
from selfcare.routine.model import DOSES, Defaults, Discomfort, Dose, Gentler
from selfcare.routine.reading.calendar import check_weeks
from selfcare.routine.reading.finding import Draft, Finding
from selfcare.routine.reading.places import check_region, check_side
from selfcare.routine.reading.wording import EXAMPLES, did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.text.spans import Path

_DEVICE_FIELDS: Final = ("head", "speed", "stretch")
_EITHER_BAND: Final = frozenset({"band", "mobility band", "elastic", "rubber band"})
_MORE_IS_MORE: Final = ("sets", "time", "times", "ceiling")
"""Of these a larger number is a larger dose; a longer release or a slower stroke is a gentler one."""


def check_exercises(draft: Draft) -> Iterator[Finding]:
    """Every contradiction within an exercise, and a highest discomfort for each."""
    for path in draft.elements("exercise"):
        if not isinstance(draft.data["exercise"][path[1]], dict):
            continue
        device = find_device(name) if (name := draft.good(*path, "device")) else None
        yield from _device(draft, path)
        yield from check_region(draft, (*path, "region"))
        for also in draft.elements(*path, "also"):
            yield from check_region(draft, also)
        region, side = draft.good(*path, "region"), draft.good(*path, "side")
        if region and side:
            yield from check_side(path, region, side)
        yield from check_weeks(draft, path)
        yield from _dose(draft, path, device)
        yield from _fields(draft, path, device)
        yield from _gentler(draft, path)
        yield from _aim(draft, (*path, "discomfort"))
        yield from _aim(draft, (*path, "gentler", "discomfort"))
    yield from _aim(draft, ("defaults", "discomfort"))
    yield from _no_discomfort(draft)


def _device(draft: Draft, path: Path) -> Iterator[Finding]:
    name = draft.good(*path, "device")
    if not name or not name.strip() or find_device(name):
        return
    where = (*path, "device")
    if " ".join(name.casefold().replace("-", " ").split()) in _EITHER_BAND:
        what = f"{quoted(name)} may be a stretch band or a floss band, and they are not used alike."
        remedy = 'Write device = "stretch band" (to pull on) or device = "floss band" (wound around a limb).'
        yield Finding("which-band", where, what, remedy)
        return
    names = device_names()
    known = [*names, *(other for one in names if (found := find_device(one)) for other in found.names)]
    near = did_you_mean(name, known)
    remedy = f'Did you mean "{near}"?' if near else f"Known are: {', '.join(names)}."
    yield Finding("unknown-device", where, f"selfcare knows no device {quoted(name)}.", remedy)


def _dose(draft: Draft, path: Path, device: Device | None) -> Iterator[Finding]:
    words = [word for word in DOSES if draft.has(*path, word)]
    if not words:
        word = "roll" if device is None or "roll" in device.doses else "hold" if "hold" in device.doses else "move"
        such = f"{word} = {EXAMPLES.get(word) or EXAMPLES['Exercise', word]}"
        what = "This exercise does not say how much: it has none of roll, hold, move, until_faded and reps."
        yield Finding("no-dose", path, what, f"Add for example: {such}", absent=True)
    for word in words[1:]:
        what = f"This exercise has two doses, `{words[0]}` and `{word}`; it can have one."
        remedy = "Take one out, or make a second exercise with an id of its own."
        yield Finding("two-doses", (*path, word), what, remedy, at="key")
    for word in words:
        if device and word not in device.doses:
            takes = [one for one in DOSES if one in device.doses]
            what = f"A {device.name} has no dose `{word}`."
            remedy = f"It takes {', '.join(takes[:-1])} or {takes[-1]}."
            yield Finding("dose-of-other-device", (*path, word), what, remedy, at="key")


def _fields(draft: Draft, path: Path, device: Device | None) -> Iterator[Finding]:
    for name in _DEVICE_FIELDS:
        if device and draft.has(*path, name) and name not in device.fields:
            what = f"A {device.name} has no `{name}`."
            yield Finding("field-of-other-device", (*path, name), what, "Take it out, or correct `device`.", at="key")


def _gentler(draft: Draft, path: Path) -> Iterator[Finding]:
    gentler = draft.built(Gentler, *path, "gentler")
    words = [word for word in DOSES if draft.has(*path, word)]
    if gentler is None or len(words) != 1:
        return
    dose: Dose | None = draft.built(DOSES[words[0]], *path, words[0])
    where = (*path, "gentler")
    named = {name: value for name, value in gentler._asdict().items() if value is not None}
    if not named:
        what = "`gentler` is empty: nothing would be less on a bad day."
        yield Finding("gentler-empty", where, what, 'Say what is less, such as gentler = { sets = 1 }, or "skip".')
    for name, value in named.items():
        if name == "discomfort":
            continue
        if name not in DOSES[words[0]]._fields:
            has = ", ".join(DOSES[words[0]]._fields)
            what = f"`gentler` changes `{name}`, but the dose `{words[0]}` has none."
            yield Finding("gentler-names-other", (*where, name), what, f"It has: {has}.", at="key")
        elif dose and name in _MORE_IS_MORE and (usual := getattr(dose, name)) is not None and value > usual:
            what = f"The gentler `{name}`, {value}, is more than the usual one, {usual}."
            yield Finding("gentler-is-more", (*where, name), what, f"Write a number below {usual + 1}, or take it out.")
    own = draft.good(*path, "discomfort", "max")
    usual_max = own if own is not None else draft.good("defaults", "discomfort", "max")
    if gentler.discomfort and usual_max is not None and gentler.discomfort.max > usual_max:
        what = f"The gentler `max` of discomfort, {gentler.discomfort.max}, is more than the usual one, {usual_max}."
        yield Finding("gentler-is-more", (*where, "discomfort", "max"), what, f"Write {usual_max} or less.")


def _aim(draft: Draft, path: Path) -> Iterator[Finding]:
    pair = draft.built(Discomfort, *path)
    if pair and pair.aim is not None and pair.aim > pair.max:
        what = f"`aim`, {pair.aim}, lies above `max`, {pair.max}."
        yield Finding("aim-above-max", (*path, "aim"), what, f"Write {pair.max} or less, or raise `max`.")


def _no_discomfort(draft: Draft) -> Iterator[Finding]:
    if draft.has("defaults", "discomfort") or (draft.has("defaults") and draft.built(Defaults, "defaults") is None):
        return
    exercises = list(draft.elements("exercise"))
    lacking = [path for path in exercises if draft.has(*path) and not draft.has(*path, "discomfort")]
    what = "Nothing says how much this exercise may hurt at most: neither here nor in [defaults]."
    remedy = "Add here, or once for all below [defaults]: discomfort = { aim = 3, max = 5 }"
    if lacking and len(lacking) == len(exercises) > 1:
        what = "Nothing says how much an exercise may hurt at most."
        remedy = "Write [defaults] on a line of its own, and below it: discomfort = { aim = 3, max = 5 }"
        if draft.has("defaults"):
            remedy = "Add below [defaults]: discomfort = { aim = 3, max = 5 }"
        yield Finding("no-discomfort", ("defaults",), what, remedy, absent=True)
        return
    for path in lacking:
        yield Finding("no-discomfort", path, what, remedy, absent=True)
