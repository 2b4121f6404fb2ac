"""The environment's variables: each one that selfcare listens to is read here, and nowhere else."""

from __future__ import annotations

from os import environ  # noqa: TID251 - this is its one address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def home_override() -> str | None:
    """SELFCARE_HOME, the folder below which everything is kept; None when it is not set, or empty."""
    return environ.get("SELFCARE_HOME") or None


def person() -> str | None:
    """SELFCARE_PERSON, whose log it is where several people use this account; None when it is not set, or empty."""
    return environ.get("SELFCARE_PERSON") or None


def token() -> str | None:
    """SELFCARE_TOKEN, the secret that a receiver of `send` wants; None when it is not set, or empty."""
    return environ.get("SELFCARE_TOKEN") or None


def no_color() -> bool:
    """Whether NO_COLOR is set to anything but the empty word (no-color.org)."""
    return bool(environ.get("NO_COLOR"))


def reader_mode() -> bool:
    """Whether SELFCARE_READER asks for lines that a screen reader can follow: set, and neither empty nor "0"."""
    return environ.get("SELFCARE_READER", "0") not in {"", "0"}


def terminal_kind() -> str:
    """TERM as it stands; the empty word when it is not set."""
    return environ.get("TERM", "")


def time_zone() -> str | None:
    """TZ as it stands, empty included; None when it is not set."""
    return environ.get("TZ")


def settings_of_all() -> str | None:
    """XDG_CONFIG_HOME, the folder of everybody's settings on Linux; None when it is not set, or no whole path."""
    found = environ.get("XDG_CONFIG_HOME", "")
    return found if found.startswith("/") else None


def far_away() -> bool:
    """Whether the person sits at another computer (ssh), and the sound of this one was not led there (PULSE_SERVER)."""
    return bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY")) and not environ.get("PULSE_SERVER")


def for_a_program(more: Mapping[str, str]) -> dict[str, str]:
    """What a started program finds in its environment: all that we found in ours, and `more`."""
    return {**environ, **more}
