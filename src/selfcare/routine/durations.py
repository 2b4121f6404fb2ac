"""Waiting times and week ranges, as a therapist writes them."""

from __future__ import annotations

import re

_UNITS = {"min": 60_000, "h": 3_600_000, "d": 86_400_000}
_WAITING = re.compile(r"(\d{1,4})\s*(min|h|d)")
_WEEKS = re.compile(r"(\d{1,3})(?:\s*(-)\s*(\d{1,3})?)?")


def waiting_ms(text: str) -> int | None:
    """Milliseconds of a waiting time such as "24h", "90min" or "2d"; None when it is not one."""
    found = _WAITING.fullmatch(text.strip())
    return int(found[1]) * _UNITS[found[2]] if found else None


def week_range(text: str | None) -> tuple[int, int | None] | None:
    """First and last week of "1", "2-4" or "5-" (no last week); (1, None) for None; None when it is not a range."""
    if text is None:
        return 1, None
    found = _WEEKS.fullmatch(text.strip())
    if not found or int(found[1]) < 1:
        return None
    first = int(found[1])
    if not found[2]:
        return first, first
    last = int(found[3]) if found[3] else None
    return None if last is not None and last < first else (first, last)


def in_weeks(text: str | None, week: int) -> bool:
    """Whether the week (1 is the first) lies in the range; a text that is no range holds no week."""
    span = week_range(text)
    return span is not None and span[0] <= week and (span[1] is None or week <= span[1])
