"""The rule in words: what was asked, and what became of it. Beside the sum stands what was never in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from selfcare.faces.naming import short

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selfcare.adherence.asked import Period
    from selfcare.adherence.report import Counts

Voice: TypeAlias = Literal["patient", "therapist"]


def sentence(counts: Counts, *, voice: Voice, therapist: str = "the therapist") -> str:
    """What was asked, in its parts, which add up; then what stands beside it. `therapist` is the name to speak of.

    "Asked 12: done 6, played 1, partly 1, missed 2, your days off 2. Besides, held back by Anna 2, extra 1."
    """
    off = "day off" if counts.away == 1 else "days off"
    parts = {
        "played": counts.played,
        "partly": counts.partly,
        "done without the guide" if voice == "patient" else "reported": counts.reported,
        "missed": counts.missed,
        f"your {off}" if voice == "patient" else off: counts.away,
    }
    beside = {
        f"held back by {short(therapist)}": counts.held,
        "stopped for safety": counts.blocked,
        "extra": counts.extra,
        "not assigned": counts.not_assigned,
    }
    said = "Nothing was asked so far."
    if counts.asked:
        said = f"Asked {counts.asked}: done {counts.done}{''.join(f', {part}' for part in _named(parts))}."
    others = ", ".join(_named(beside))
    return f"{said} Besides, {others}." if others else said


def so_far(running: Iterable[tuple[Period, int]], *, therapist: str = "the therapist") -> list[str]:
    """The week and the day that run, a sentence each: "This week so far: 1 of 3." They are in no sum."""
    return [_running(period, filled, short(therapist)) for period, filled in running]


def _running(period: Period, filled: int, therapist: str) -> str:
    name = "Today" if period.per == "day" else "This week"
    # What was done before a day was blocked still counts; only the rest left what was asked.
    asked = max(period.asked, filled)
    if asked:
        return f"{name} so far: {filled} of {asked}."
    if period.blocked:
        return f"{name}: nothing asked, stopped for safety."
    if period.held:
        return f"{name}: nothing asked, held back by {therapist}."
    return f"{name}: nothing asked."


def _named(parts: dict[str, int]) -> list[str]:
    return [f"{name} {count}" for name, count in parts.items() if count]
