"""Name what is wrong with a value that is neither text in quotes nor a number, a date or a time as TOML writes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from selfcare.routine.reading.wording import EXAMPLES, IN_SECONDS, quoted
from selfcare.text.diagnostics import Problem

if TYPE_CHECKING:
    from selfcare.text.spans import Span

_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2212"
_CLOCK: Final = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::(\d{2}))?[ \t]*(?:([ap])\.?m\.?)?", re.IGNORECASE)
_DATE: Final = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})\.?")
_MONTH: Final = re.compile(r"(?i)\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b")
_YES: Final = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}
_HOURS: Final = 24
_HALF_DAY: Final = 12
_MINUTES: Final = 60
_YEAR: Final = 4


def name_unquoted(written: str, key: str | None, span: Span) -> Problem:
    """The slip in this value of this key (None: an element of a list)."""
    lead = f"{key} = " if key else ""
    dashed = written.translate(dict.fromkeys(map(ord, _DASHES), "-"))
    if dashed != written and re.match(r"[\d-]", dashed):
        what = "A dash here is a long one, as word processors make them; a plain - is needed."
        return Problem("long-dash", what, f"Write: {lead}{dashed}", span)
    if re.fullmatch(r"\d+,\d+", written):
        what = "A number is written with a point, not a comma."
        return Problem("decimal-comma", what, f"Write: {lead}{written.replace(',', '.')}", span)
    such = EXAMPLES.get(key or "", '"')
    if (small := _YES.get(written.casefold())) is not None and such in {"true", '"'}:
        return Problem(
            "true-or-false", "Yes and no are written true and false, in small letters.", f"Write: {lead}{small}", span
        )
    found = _date(written, lead, span) or _clock(written, lead, span) or _number(written, key, lead, span)
    if found:
        return found
    if such[0] != '"':
        what = f"`{key}` cannot be read: here it is {quoted(written)}, without quotes."
        return Problem("not-a-value", what, f"Write for example: {key} = {such}", span)
    text = written.strip("\"'")
    shown = quoted(text.replace("\\", "/"))
    return Problem("no-quotes", "Text stands between straight quotation marks.", f"Write: {lead}{shown}", span)


def _date(written: str, lead: str, span: Span) -> Problem | None:
    found = _DATE.fullmatch(written)
    if not found and not (_MONTH.search(written) and re.search(r"\d", written)):
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}[T ]\d{1,2}(:\d{2})?", written):
            what = "A date with a time needs hours, minutes and seconds, two digits each."
            return Problem("time-not-whole", what, "Write for example: 2026-11-23T15:10:00", span)
        return None
    what = "A date is written year-month-day, with two digits for month and day."
    remedy = f"Write it like this: {lead}2026-11-23"
    if found:
        first, sign, middle, last = found.groups()
        if len(first) == _YEAR and int(middle) <= _HALF_DAY:
            remedy = f"Write: {lead}{first}-{int(middle):02}-{int(last):02}"
        elif len(last) == _YEAR and sign != "." and int(middle) > _HALF_DAY:
            remedy = f"Write: {lead}{last}-{int(first):02}-{int(middle):02}"
        elif len(last) == _YEAR and (sign == "." or int(first) > _HALF_DAY):
            remedy = f"Write: {lead}{last}-{int(middle):02}-{int(first):02}"
        if remedy == f"Write: {lead}{written}":
            return Problem("no-such-date", "No calendar has this date.", "Correct the day or the month.", span)
    return Problem("date-order", what, remedy, span)


def _clock(written: str, lead: str, span: Span) -> Problem | None:
    found = _CLOCK.fullmatch(written)
    if not found or not (found[2] or found[4]):
        return None
    hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if found[4]:
        hour = hour % _HALF_DAY + (_HALF_DAY if found[4].lower() == "p" else 0)
    if hour >= _HOURS or max(minute, second) >= _MINUTES:
        return Problem("no-such-time", "No clock shows this time.", "The last one of a day is 23:59:59.", span)
    what = "A time of day has hours, minutes and seconds, two digits each."
    return Problem(
        "time-not-whole",
        what,
        f"Write: {lead if not lead.startswith('at') else ''}{hour:02}:{minute:02}:{second:02}",
        span,
    )


def _number(written: str, key: str | None, lead: str, span: Span) -> Problem | None:
    if re.fullmatch(r"[+-]?0\d+", written):
        remedy = f'Write: {lead}{int(written)}, or in quotes if it is a code: {lead}"{written}"'
        return Problem("number-shape", "A number does not begin with 0.", remedy, span)
    if re.fullmatch(r"\.\d+|\d+\.", written):
        what = "A number has digits on both sides of its point."
        return Problem(
            "number-shape", what, f"Write: {lead}{'0' if written[0] == '.' else ''}{written.removesuffix('.')}", span
        )
    found = re.fullmatch(r"(\d+(?:\.\d+)?)[ \t]*([A-Za-z%]+)\.?", written)
    if not found:
        return None
    if key in IN_SECONDS:
        seconds = found[1] if not found[2].lower().startswith("m") or "." in found[1] else str(int(found[1]) * 60)
        return Problem("unit", f"`{key}` is a number of seconds, without a unit.", f"Write: {lead}{seconds}", span)
    if key and EXAMPLES.get(key, "").isdigit():
        return Problem("unit", f"`{key}` is a number without a unit.", f"Write: {lead}{found[1]}", span)
    what = "A number with a unit stands between straight quotation marks."
    return Problem("unit", what, f'Write: {lead}"{written}"', span)
