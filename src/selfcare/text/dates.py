"""Days and times as people say them: "yesterday", "fri", "20 nov", "5.12.", "2026-11-20", "3 days ago", "14:30"."""

from __future__ import annotations

import datetime as dt
import re

from selfcare.text.errors import UsageRefused

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WAYS = 'Write it like "yesterday", "fri", "20 nov" or "2026-11-20".'
_SHORTEST = 3
_NOON = 12
_FIRST, _LAST = 1971, 2199
"""Years in which anybody played or will: a day of another has no neighbours that a calendar can count with."""


def day_said(words: str, today: dt.date, *, ahead: bool = False) -> dt.date:
    """The day of these words: a weekday is the last one, and so is a day of a month without its year.

    With `ahead` both are the next one.

    Raises:
        UsageRefused: nobody knows which day is meant.
    """
    day = _day(words, today, ahead=ahead)
    if not _FIRST <= day.year <= _LAST:
        raise UsageRefused(f"{words!r} is too far away. {_WAYS}")
    return day


def _day(words: str, today: dt.date, *, ahead: bool) -> dt.date:
    text = " ".join(words.casefold().replace(",", " ").split())
    if text in ("today", ""):
        return today
    if text == "tomorrow":
        return today + dt.timedelta(days=1)
    if text == "yesterday":
        return today - dt.timedelta(days=1)
    ago = re.fullmatch(r"(\d{1,4}) days? ago", text)
    if ago:
        return today - dt.timedelta(days=int(ago[1]))
    weekday = _one_of(text.removeprefix("last "), _WEEKDAYS)
    if weekday is not None:
        back = (today.weekday() - weekday) % 7
        if ahead:
            return today + dt.timedelta(days=-back % 7)
        return today - dt.timedelta(days=back or 7 if text.startswith("last ") else back)
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return _day_and_month(text, words, today, ahead=ahead)


def _day_and_month(text: str, words: str, today: dt.date, *, ahead: bool) -> dt.date:
    text = _named(text, words)
    parts = re.fullmatch(r"(\d{1,2})\.? ([a-z]+)(?: (\d{4}))?", text) or re.fullmatch(
        r"([a-z]+) (\d{1,2})(?: (\d{4}))?", text
    )
    if parts:
        first, second, year = parts.groups()
        number, name = (first, second) if first.isdigit() else (second, first)
        month = _one_of(name, _MONTHS)
        if month is not None:
            try:
                found = dt.date(int(year) if year else today.year, month + 1, int(number))
            except ValueError:
                raise UsageRefused(f"There is no day {words!r}. {_WAYS}") from None
            further = 1 if ahead and found < today else -1 if not ahead and found > today else 0
            try:
                return found if year else found.replace(year=found.year + further)
            except ValueError:
                raise UsageRefused(f"There is no day {words!r} in {found.year + further}. {_WAYS}") from None
    raise UsageRefused(f"{words!r} is no day that I know. {_WAYS}")


def _named(text: str, words: str) -> str:
    """A day of two numbers with its month by name: 5.12. is the fifth; 5/12 is one day here and another there."""
    parts = re.fullmatch(r"(\d{1,2})([./])(\d{1,2})(?:\2(\d{4})?)?", text)
    if parts is None:
        return text
    first, dot, second, year = parts.groups()
    meant = [(int(first), int(second)), *([] if dot == "." else [(int(second), int(first))])]
    read = [f"{day} {_MONTHS[month - 1]}" for day, month in dict.fromkeys(meant) if 1 <= month <= len(_MONTHS)]
    if len(read) > 1:
        raise UsageRefused(f"{words!r} may be {read[0].title()} or {read[1].title()}. Write it with the month's name.")
    return f"{read[0]} {year or ''}".strip() if read else text


_FAR = dt.timedelta(days=366)
"""How far ahead days off may end: a year that was mistyped is farther (design)."""
_HALF_A_YEAR = dt.timedelta(days=183)
_LENGTHS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
_SPANS = 'Write the first day and the last: "3 dec to 10 dec", "tomorrow for a week", "next week", or "today" alone.'


def days_said(words: str, today: dt.date) -> tuple[dt.date, dt.date | None]:
    """The first and the last of some days: "3 dec to 10 dec", "mon fri", "tomorrow for 3 days", "today" alone (no last).

    "next week" is its Monday to its Sunday.

    A weekday is the next one. A day of a month without its year is the one that is nearest to today, because days off are
    told before and after. The last day is the first such day that does not lie before the first.

    Raises:
        UsageRefused: nobody knows which days are meant, the last lies before the first, or they end more than a year ahead.
    """
    text = " ".join(words.casefold().replace(",", " ").split()).removeprefix("from ")
    first, last = _days(text, words, today)
    if last is not None and last < first:
        raise UsageRefused(f"The last day, {last.isoformat()}, lies before the first, {first.isoformat()}.")
    if (last or first) > today + _FAR:
        raise UsageRefused(f"{(last or first).isoformat()} is more than a year ahead. Is the year right?")
    return first, last


def _days(text: str, words: str, today: dt.date) -> tuple[dt.date, dt.date | None]:
    if text == "next week":
        first = today + dt.timedelta(days=7 - today.weekday())
        return first, first + dt.timedelta(days=6)
    lasting = re.fullmatch(r"(.*?)\s*\bfor (an?|\d{1,3}) (days?|weeks?)", text)
    if lasting:
        first = _nearest(lasting[1] or "today", today)
        count = (int(lasting[2]) if lasting[2].isdigit() else 1) * _LENGTHS[lasting[3]]
        if count < 1:
            raise UsageRefused(f"{words!r} names no day. {_SPANS}")
        return first, first + dt.timedelta(days=count - 1)
    parted = re.split(r"\s+(?:to|until|till|-)\s+", text)
    if len(parted) == 2:  # noqa: PLR2004 - a first and a last
        first = _nearest(parted[0], today)
        return first, _following(parted[1], first, today)
    parts = text.split()
    for cut in range(len(parts), 0, -1):
        try:
            first = _nearest(" ".join(parts[:cut]), today)
            last = _following(" ".join(parts[cut:]), first, today) if cut < len(parts) else None
        except UsageRefused:
            continue
        return first, last
    raise UsageRefused(f"{words!r} names no days that I know. {_SPANS}")


def _nearest(words: str, today: dt.date) -> dt.date:
    ahead = day_said(words, today, ahead=True)
    try:
        before = day_said(words, today)
    except UsageRefused:  # 29 feb
        return ahead
    return before if before < today and ahead - today > _HALF_A_YEAR else ahead


def _following(words: str, first: dt.date, today: dt.date) -> dt.date:
    """The last day: as seen from the first where it is a weekday or has no year, from today where it says so."""
    if words in ("today", "tomorrow", "yesterday") or words.endswith(" ago"):
        return day_said(words, today)
    return _nearest(words, first)


def _one_of(word: str, names: tuple[str, ...]) -> int | None:
    if len(word) < _SHORTEST:
        return None
    return next((number for number, name in enumerate(names) if name.startswith(word)), None)


def time_said(words: str, now: dt.datetime, today: dt.date) -> dt.datetime:
    """The wall-clock time of these words: "14:30", "3 pm", "yesterday 9:00", "2 hours ago", "now"; a day alone: its noon.

    Raises:
        UsageRefused: nobody knows which time is meant.
    """
    text = " ".join(words.casefold().split())
    if text in ("now", ""):
        return now
    ago = re.fullmatch(r"(\d{1,3}) hours? ago", text)
    if ago:
        return now - dt.timedelta(hours=int(ago[1]))
    clock = re.search(r"\b(\d{1,2})[:.](\d{2})$", text) or re.search(
        r"\b(\d{1,2})(?:[:.](\d{2}))? ?([ap])\.?m\.?$", text
    )
    if clock is None:
        return dt.datetime.combine(day_said(text, today), dt.time(12))
    hour = _hour(clock)
    said = f" {text[: clock.start()]}".removesuffix(" at ").strip()
    if said:
        return dt.datetime.combine(day_said(said, today), hour)
    # After midnight "23:30" is of the day that still runs, and "02:49" of the night: whichever was last.
    meant = [dt.datetime.combine(day, hour) for day in (today, now.date())]
    return max((one for one in meant if one <= now), default=max(meant))


def _hour(clock: re.Match[str]) -> dt.time:
    hours, half = int(clock[1]), clock[3] if clock.re.groups > 2 else None  # noqa: PLR2004 - with am or pm
    if half:
        hours = hours % _NOON + (_NOON if half == "p" else 0) if 1 <= hours <= _NOON else -1
    try:
        return dt.time(hours, int(clock[2] or 0))
    except ValueError:
        raise UsageRefused(f"{clock[0]} is no time of day. Write it like 14:30.") from None
