"""A time of day on the command line."""

from __future__ import annotations

import datetime as dt
import re

from selfcare.text.errors import UsageRefused


def time_of_day(words: str) -> dt.time:
    """The time of these words: "18:00", "7.30".

    Raises:
        UsageRefused: they are none.
    """
    said = re.fullmatch(r"(\d{1,2})[:.](\d{2})", words.strip(), re.ASCII)
    try:
        if said:
            return dt.time(int(said[1]), int(said[2]))
    except ValueError:
        pass
    raise UsageRefused(f"{words!r} is no time of day. Write it like 18:00.")
