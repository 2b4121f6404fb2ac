"""What changed between two texts of a routine, in sentences for the patient: "Calf: 2 sets become 3"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selfcare.routine.model import Exercise, Routine, ScheduleLine


def changes(before: Routine, after: Routine, renamed: Iterable[tuple[str, str]] = ()) -> list[str]:
    """One sentence a change, in the order of the file; an empty list when the patient does the same as before.

    `renamed` pairs the old and the new id of what is the same exercise.
    """
    found: list[str] = []
    ids = dict(renamed)
    old = {ids.get(one.id, one.id): one for one in before.exercise}
    new = {one.id: one for one in after.exercise}
    for exercise in after.exercise:
        if exercise.id not in old:
            found.append(f"New: {exercise.name}.")
            continue
        former = old[exercise.id]
        if former.name != exercise.name:
            found.append(f"{former.name} is called {exercise.name} now.")
        found += [f"{exercise.name}: {change}." for change in _exercise(former, exercise)]
    found += [f"No longer: {one.name}." for key, one in old.items() if key not in new]
    if before.schedule != after.schedule:
        found.append(f"How often: {_schedule(after.schedule)}.")
    if before.min_gap != after.min_gap and after.min_gap:
        found.append(f"At least {after.min_gap} between two sessions.")
    if before.needling.keep_off != after.needling.keep_off and after.needling.keep_off:
        found.append(f"After needling, hands off for {after.needling.keep_off}.")
    if before.end != after.end:
        found.append(f"It ends on {after.end}." if after.end else "It has no end now.")
    if before.holds != after.holds:
        found += [f"Days off from {after.by.split(',')[0]}: from {one.start} to {one.end or 'a new file'} ({one.why})."
                  for one in after.holds]  # fmt: skip
    return found + _beside(before, after)


def _beside(before: Routine, after: Routine) -> list[str]:
    """What is not in the exercises, nor in when they are done: measures, and whom to ring."""
    found: list[str] = []
    if before.measure != after.measure:
        names = ", ".join(dict.fromkeys(one.what for one in after.measure))
        found.append(f"To measure: {names}." if names else "Nothing more is to be measured.")
    if before.contact != after.contact:
        found.append(f"To ring: {after.therapist} {after.contact.phone}; emergency: {after.contact.emergency}.")
    if before.send_to != after.send_to:
        found.append(_sharing(before.send_to, after))
    return found


def _sharing(before: str | None, after: Routine) -> str:
    """A key that came or went, and above all one that became another: who has it reads what is shared."""
    if after.send_to is None:
        return "What you did can no longer be shared in a sealed file."
    if before is None:
        return f"What you did can be shared with {after.therapist} now, in a sealed file."
    return (
        "What you share will be sealed for another key: only its owner can open it. "
        f"If {after.therapist} did not tell you of it, ask on the telephone first."
    )


def _exercise(before: Exercise, after: Exercise) -> list[str]:
    found: list[str] = []
    old, new = before.dose, after.dose
    if type(old) is not type(new):
        found.append("it is done in another way now")
    else:
        words = {"sets": "sets", "time": "seconds", "times": "times", "release": "seconds of release",
                 "stroke": "seconds a stroke", "ceiling": "seconds at the most"}  # fmt: skip
        found += [
            f"{was if was is not None else 'no set'} {words[field]} become {now if now is not None else 'as you like'}"
            for field, was, now in zip(old._fields, old, new, strict=True)
            if was != now
        ]
    for field in ("device", "region", "side", "rest", "discomfort", "spot", "head", "speed", "stretch", "gentler"):
        was, now = getattr(before, field), getattr(after, field)
        if was == now:
            continue
        if isinstance(was, str) and isinstance(now, str):
            found.append(f"{was} becomes {now}")
        elif field == "discomfort" and now:
            found.append(f"discomfort at the most {now.max}")
        elif field == "rest" and now is not None:
            found.append(f"rest {now} seconds")
        else:
            found.append(f"its {'gentler dose' if field == 'gentler' else field} changed")
    return found


def _schedule(lines: tuple[ScheduleLine, ...]) -> str:
    if not lines:
        return "no fixed number"
    return "; ".join(
        (f"{one.per_week} a week" if one.per_week is not None else f"{one.per_day or 1} a day")
        + (f" on {', '.join(one.days)}" if one.days else "")
        + (f" in week{'' if one.weeks.isdigit() else 's'} {one.weeks}" if one.weeks else "")
        for one in lines
    )
