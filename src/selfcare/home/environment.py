"""The environment's variables: each one that selfcare listens to is read here, and nowhere else."""

from __future__ import annotations

from os import environ  # noqa: TID251 - this is its one address


def home_override() -> str | None:
    """SELFCARE_HOME, the folder below which everything is kept; None when it is not set, or empty."""
    return environ.get("SELFCARE_HOME") or None


def no_color() -> bool:
    """Whether NO_COLOR is set to anything but the empty word (no-color.org)."""
    return bool(environ.get("NO_COLOR"))


def reader_mode() -> bool:
    """Whether SELFCARE_READER asks for lines that a screen reader can follow: set, and neither empty nor "0"."""
    return environ.get("SELFCARE_READER", "0") not in {"", "0"}


def time_zone() -> str | None:
    """TZ as it stands, empty included; None when it is not set."""
    return environ.get("TZ")
