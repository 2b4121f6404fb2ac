from __future__ import annotations

import re

import pytest

from another import another
from selfcare.facts.moment import Moment
from selfcare.home.clock import SessionClock, new_id, now


def test_now_is_a_moment_of_whole_milliseconds() -> None:
    """The wall clock is after the day this was written, and does not go back between two looks in a row."""
    first, second = now(), now()
    assert isinstance(first, Moment)
    assert type(first.at) is int
    assert 1_760_000_000_000 < first.at <= second.at


@pytest.mark.parametrize(
    ("tz", "offset", "zone"),
    [
        ("Asia/Kolkata", 330, "Asia/Kolkata"),
        (":Asia/Kolkata", 330, "Asia/Kolkata"),
        ("America/Argentina/Buenos_Aires", -180, "America/Argentina/Buenos_Aires"),
        ("Etc/GMT+5", -300, "Etc/GMT+5"),
        ("UTC", 0, "UTC"),
        ("", 0, "UTC"),
        ("XYZ-5:45", 345, None),
        ("/usr/share/zoneinfo/Asia/Kolkata", 330, None),
        ("\x1b[2J", 0, None),
    ],
)
def test_the_place_is_as_tz_says(tz: str, offset: int, zone: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The offset is in minutes east; a zone is given only where TZ names one, never guessed from a rule or a path."""
    monkeypatch.setenv("TZ", tz)
    with another(
        "from selfcare.home.clock import now; moment = now(); print(repr((moment.offset, moment.zone)))"
    ) as it:
        assert it.hear() == repr((offset, zone))


def test_without_tz_the_zone_is_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the name of a zone, or None where the system does not tell."""
    monkeypatch.delenv("TZ", raising=False)
    zone = now().zone
    assert zone is None or re.fullmatch(r"UTC|\w+/\S+", zone)


def test_a_sessions_clock_begins_at_nothing_and_never_goes_back() -> None:
    """It counts whole milliseconds from its making. A test that runs has not slept, so nothing was slept away."""
    clock = SessionClock()
    readings = [clock.monotonic_ms() for _ in range(1000)]
    assert all(type(reading) is int for reading in readings)
    assert 0 <= readings[0] < 60_000
    assert readings == sorted(readings)
    assert [clock.suspended_ms() for _ in range(1000)] == [0] * 1000


def test_ids_are_32_hex_digits_and_never_the_same() -> None:
    """A thousand ids are a thousand."""
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(re.fullmatch("[0-9a-f]{32}", identity) for identity in ids)
