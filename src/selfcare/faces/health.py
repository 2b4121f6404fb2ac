"""What is known of the patient's health, by whom, and what each of it holds back; and the line by which it is cleared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from selfcare.day.long_form import held_by_answers
from selfcare.faces.naming import opening, place
from selfcare.faces.words import date, date_from
from selfcare.facts.health import Condition, Health, screened
from selfcare.facts.moment import Moment
from selfcare.routine.conditions import CAUTIONS, find_flag, in_plain_words
from selfcare.routine.devices import find_device
from selfcare.rules import check, standing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from selfcare.routine.model import Routine
    from selfcare.rules.findings import Finding

_BARE: Final = re.compile(r"[\x00-\x1f\x7f\"\\]")


def condition_words(condition: Condition) -> str:
    """The condition in plain words, with its place: "broken bone, calf left"."""
    where = f", {place(condition.region, condition.side)}" if condition.region else ""
    return f"{in_plain_words(condition.name)}{where}"


def found_by_therapist(routine: Routine, today: dt.date) -> list[str]:
    """What the therapist asked about, and found."""
    assert routine.screened is not None
    found = (screened(routine) or Health()).conditions
    noted = "; ".join(condition_words(one) for one in found) or "nothing"
    asked = f"On {date_from(routine.screened.on, today)} {routine.therapist} asked about your health"
    about = "clots, blood thinners, bones, surgery, veins, blood pressure, feeling, latex and the like"
    return [f"{asked}: {about}. Noted then: {noted}."]


def health_lines(health: Health | None, routine: Routine, offset: int, today: dt.date) -> list[str]:
    """Each condition in two lines: who named it and when, and what it holds back."""
    if health is None:
        return ["Nothing is known: nobody has asked yet."]
    if not health.conditions:
        return ["Asked, and nothing found."]
    lines = []
    for one in health.conditions:
        lines.append(f"{opening(condition_words(one))}: {_by_whom(one, routine, offset, today)}.")
        lines.append(f"  {what_it_does(one, routine)}")
    return lines


def _by_whom(condition: Condition, routine: Routine, offset: int, today: dt.date) -> str:
    if condition.by == "therapist":
        on = f" on {date_from(routine.screened.on, today)}" if routine.screened else ""
        said = f"noted by {routine.therapist}{on}"
    else:
        said = f"you said so on {_day(condition.at or 0, offset)}"
    if condition.withdrawn is not None:
        said += f", and took it back on {_day(condition.withdrawn, offset)}"
    if condition.cleared is not None:
        said += f". {routine.therapist} cleared it: {condition.cleared.rstrip('.')}"
    return said


def _day(at: int, offset: int) -> str:
    return date(Moment(at, offset).local.date())


def what_it_does(condition: Condition, routine: Routine) -> str:
    """What that condition alone holds back in that routine, in a sentence."""
    found = held_by(condition, routine)
    if not found:
        if condition.cleared is not None:
            return "It holds nothing back."
        if condition.name in CAUTIONS:
            return f"A caution: it holds nothing back. {routine.therapist} is told."
        return "It holds back nothing that is in your routine."
    if any(one.scope == "routine" for one in found):
        return f"Nothing is played until {routine.therapist} clears it."
    held = list(dict.fromkeys(_what(one, routine) for one in found))
    until = "allows it" if condition.cleared is not None else "clears it"
    return f"Left out until {routine.therapist} {until}: {', '.join(held)}."


def held_by(condition: Condition, routine: Routine) -> tuple[Finding, ...]:
    """The errors that stand because of that condition alone."""
    alone = Health((condition,))
    without = {(one.rule, one.path, one.scope) for one in standing(check(routine, Health()))}
    found = standing((*check(routine, alone), *held_by_answers(alone, routine)))
    return tuple(one for one in found if (one.rule, one.path, one.scope) not in without)


def _what(finding: Finding, routine: Routine) -> str:
    match finding.scope:
        case "device":
            device = find_device(finding.device or "")
            return f"every {device.name if device else finding.device}"
        case "exercise":
            names = {one.id: one.name for one in routine.exercise}
            return ", ".join(names[one] for one in finding.exercises)
        case _:
            where = ", ".join(finding.regions)
            return f"what presses the {where}{f' on the {finding.side}' if finding.side in ('left', 'right') else ''}"


def to_clear(health: Health | None, routine: Routine) -> tuple[Condition, ...]:
    """The conditions that hold something back until they are cleared; each word once."""
    found = (one for one in (health.conditions if health else ()) if one.cleared is None and held_by(one, routine))
    return tuple({one.name: one for one in found}.values())


def lines_for_therapist(conditions: Iterable[Condition], routine: Routine, today: dt.date) -> list[str]:
    """The lines of the routine file that clear these, exactly as they are to stand there; none when there is nothing."""
    names = [one.name for one in conditions]
    if not names:
        return []
    already = routine.screened.cleared if routine.screened else ()
    kept = [one for one in already if find_flag(one.flag) not in names]
    entries = [f"{{ flag = {_quoted(one.flag)}, why = {_quoted(one.why)} }}" for one in kept]
    entries += [f'{{ flag = "{name}", why = "your reason" }}' for name in dict.fromkeys(names)]
    whole = ["cleared = [", *(f"  {one}," for one in entries), "]"]
    lines = [f"cleared = [{entries[0]}]"] if len(entries) == 1 else whole
    return lines if routine.screened else ["[screened]", f"on = {today.isoformat()}", *lines]


def for_therapist(health: Health | None, routine: Routine, today: dt.date) -> list[str]:
    """What a patient who is held back sends the therapist: where the lines go, and the lines, not to be broken."""
    lines = lines_for_therapist(to_clear(health, routine), routine, today)
    if not lines:
        return []
    where = "in the routine"
    if routine.screened:
        where = "in [screened] of the routine" + (", in place of `cleared`" if routine.screened.cleared else "")
    return [f"For {routine.therapist}, who may clear it with a reason {where}:", *lines]


def _quoted(text: str) -> str:
    return '"' + _BARE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + '"'


def withdrawn_words(condition: Condition, routine: Routine) -> str:
    """What becomes of a condition that the patient takes back."""
    words = opening(condition_words(condition))
    if condition.name in CAUTIONS and condition.by == "patient":
        return f"Noted: {words} no longer. {routine.therapist} is told."
    return (
        f"Noted that you take it back: {words}. It holds until {routine.therapist} clears it in a newer routine: "
        f"what stops or leaves out is {routine.therapist}'s decision."
    )
