"""What each value says may be right and the whole still make no sense: dates, ids, schedule, waiting, contact.

Each check looks at what is right in shape and leaves the rest alone, so that one run finds as much as it can.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, Final

from selfcare.routine.conditions import FLAGS, find_flag, plain
from selfcare.routine.durations import waiting_ms
from selfcare.routine.model import Flag, Hold, Needled
from selfcare.routine.reading.calendar import check_schedule
from selfcare.routine.reading.exercises import check_exercises
from selfcare.routine.reading.finding import Draft, Finding
from selfcare.routine.reading.measuring import check_measures
from selfcare.routine.reading.places import check_region, check_side
from selfcare.routine.reading.sending import check_send_to
from selfcare.routine.reading.totals import check_totals
from selfcare.routine.reading.values import bad_rule
from selfcare.routine.reading.wording import did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.text.spans import Path

_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]*")
_PATIENT: Final = re.compile(r"[A-Za-z0-9._-]+")
_RULE: Final = re.compile(r"[A-Z]{2}\d{2}")
_YEARS: Final = range(2000, 2100)
"""Design: a year outside is a slip of the finger, and the calendar of dates never runs off its end."""
_FEWEST_DIGITS: Final = 2
_PLACEHOLDERS: Final = frozenset({"", "your reason", "your reason here", "reason", "why", "todo", "tbd"})
"""What stands in a line that is offered to be pasted, or is left for later. Empty: nothing but dots, dashes and the like."""


def check_meaning(draft: Draft) -> Iterator[Finding]:
    """Every contradiction among the values that are right in shape."""
    yield from _blank_texts(draft.data, (), draft)
    yield from _names(draft)
    yield from _dates(draft.data, (), draft)
    yield from _order(draft)
    yield from _contact(draft)
    yield from _therapist(draft)
    yield from _screened(draft)
    yield from _needling(draft)
    yield from _allowed(draft)
    yield from check_schedule(draft)
    yield from check_exercises(draft)
    yield from check_measures(draft)
    yield from check_send_to(draft)
    yield from check_totals(draft)


def plain_id(text: str) -> str:
    """The id that a text would make: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-") or "quads"


def _blank_texts(value: Any, path: Path, draft: Draft) -> Iterator[Finding]:
    """Text of blanks only: it passes as text and says nothing."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _blank_texts(inner, (*path, key), draft)
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _blank_texts(inner, (*path, number), draft)
    elif isinstance(value, str) and value and not value.strip() and draft.good(*path):
        name = next(step for step in reversed(path) if isinstance(step, str))
        yield Finding("empty-text", path, f"`{name}` holds nothing but blanks.", "Fill it in, or take it out.")


def _names(draft: Draft) -> Iterator[Finding]:
    ids: dict[str, int] = {}
    for path in ((), *draft.elements("exercise")):
        text = draft.good(*path, "id")
        if text is None:
            continue
        if not _ID.fullmatch(text):
            what = f"`id` is made of small letters, digits and hyphens; here it is {quoted(text)}."
            yield Finding("bad-id", (*path, "id"), what, f'Write: id = "{plain_id(text)}"')
        elif path and text in ids:
            what = f'Two exercises have the id "{text}": exercise {ids[text]} and exercise {int(path[1]) + 1}.'
            remedy = "Give one of them another id. What was done is counted by id."
            yield Finding("duplicate-id", (*path, "id"), what, remedy)
        elif path:
            ids[text] = int(path[1]) + 1
    patient = draft.good("patient")
    if patient is not None and not _PATIENT.fullmatch(patient):
        what = f"`patient` is a code of letters, digits, dots and hyphens, never a name; here it is {quoted(patient)}."
        yield Finding("bad-patient", ("patient",), what, 'Write a code, such as: patient = "P014"')


def _dates(value: Any, path: Path, draft: Draft) -> Iterator[Finding]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _dates(inner, (*path, key), draft)
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _dates(inner, (*path, number), draft)
    elif isinstance(value, dt.date) and value.year not in _YEARS and draft.good(*path):
        what = f"`{path[-1]}` lies in the year {value.year}; years from {_YEARS[0]} to {_YEARS[-1]} are taken."
        yield Finding("year-out-of-reach", path, what, "Correct the year: it has four digits, such as 2026.")


def _order(draft: Draft) -> Iterator[Finding]:
    start, end = draft.good("start"), draft.good("end")
    if start and end and end < start:
        what = f"`end`, {end}, lies before `start`, {start}."
        yield Finding("end-before-start", ("end",), what, "Correct one of the two dates. `end` is the last day.")
    for path in draft.elements("holds"):
        hold = draft.built(Hold, *path)
        if hold and hold.end and hold.end < hold.start:
            what = f"This hold ends on {hold.end}, before it starts on {hold.start}."
            yield Finding(
                "end-before-start", (*path, "end"), what, "Correct one of the two dates. `end` is the last day."
            )


def _contact(draft: Draft) -> Iterator[Finding]:
    for name, such in (("phone", '"555 0134"'), ("emergency", '"112"')):
        number = draft.good("contact", name)
        if number and number.strip() and sum(letter.isdigit() for letter in number) < _FEWEST_DIGITS:
            what = f"`{name}` must be a number that can be rung; here it is {quoted(number)}."
            yield Finding("no-number", ("contact", name), what, f"Write the digits, such as: {name} = {such}")


def _therapist(draft: Draft) -> Iterator[Finding]:
    by = draft.good("by")
    if by and by.strip() and not by.split(",")[0].strip() and not draft.has("contact", "name"):
        what = "`by` begins with a comma, so the tool does not know what to call the therapist."
        yield Finding("no-name", ("by",), what, 'Begin with the name: by = "Anna Berg, physiotherapist"')


def _screened(draft: Draft) -> Iterator[Finding]:
    for path in draft.elements("screened", "flags"):
        yield from check_region(draft, (*path, "region"))
        place = draft.built(Flag, *path)
        if place and place.region and place.side:
            yield from check_side(path, place.region, place.side)
        elif place and place.side:
            what = f'The side "{place.side}" of what? This entry of `flags` names no region.'
            yield Finding("side-of-nothing", (*path, "side"), what, 'Add the place, such as: region = "shin"')
    found = draft.good("screened", "flags")
    if found is None and draft.has("screened", "flags"):
        return
    flags = [one["flag"] if isinstance(one, dict) else one for one in found or ()]
    for path in draft.elements("screened", "cleared"):
        yield from _no_reason(draft, path, "GP agrees")
        flag = draft.good(*path, "flag")
        # What the patient named is cleared without being among the flags: then it must be a word that the rules know.
        if flag and find_flag(flag) is None and plain(flag) not in map(plain, flags):
            near = did_you_mean(flag, [*flags, *FLAGS])
            what = f"{quoted(flag)} is cleared here, but it is not among `flags`, and no rule knows it."
            remedy = f"Did you mean {quoted(near)}?" if near else "Add it to `flags`: what is cleared was found first."
            yield Finding("cleared-without-flag", (*path, "flag"), what, remedy)


def _needling(draft: Draft) -> Iterator[Finding]:
    for where, such in ((("needling", "keep_off"), "24h"), (("min_gap",), "4h")):
        text = draft.good(*where)
        if text and text.strip() and waiting_ms(text) is None:
            what = f"`{where[-1]}` is a waiting time such as 90min, 4h or 2d; here it is {quoted(text)}."
            yield Finding("bad-waiting", where, what, f'Write for example: {where[-1]} = "{such}"')
    for path in draft.elements("needling", "done"):
        yield from check_region(draft, (*path, "region"))
        for also in draft.elements(*path, "also"):
            yield from check_region(draft, also)
        place = draft.built(Needled, *path)
        if place and place.side:
            yield from check_side(path, place.region, place.side)


def _no_reason(draft: Draft, path: Path, example: str) -> Iterator[Finding]:
    """The words of a line that was pasted as it was offered: it is kept and shown as the therapist's reason."""
    why = draft.good(*path, "why")
    if why and why.strip() and re.sub(r"[\W_]+", " ", why).strip().casefold() in _PLACEHOLDERS:
        what = f"`why` holds no reason yet, only {quoted(why)}: what you write there is kept and shown."
        yield Finding("no-reason", (*path, "why"), what, f'Write it out, such as: why = "{example}"')


def _allowed(draft: Draft) -> Iterator[Finding]:
    for where in ((), *draft.elements("exercise")):
        for path in draft.elements(*where, "allow"):
            yield from _no_reason(draft, path, "she has done this for a year")
            rule = draft.good(*path, "rule")
            if rule and not _RULE.fullmatch(rule):
                yield bad_rule((*path, "rule"), rule)
