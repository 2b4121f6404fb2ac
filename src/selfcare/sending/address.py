"""Where something may be sent: https, or this very computer; and nothing secret in the address."""

from __future__ import annotations

import ipaddress
from typing import NamedTuple
from urllib.parse import urlsplit

from selfcare.text.errors import UsageRefused
from selfcare.text.visible import visible

_LONGEST = 1000


class Address(NamedTuple):
    """The base of a FHIR server, without a slash at its end. `own`: it is this computer."""

    base: str
    host: str
    own: bool


def read_address(words: str) -> Address:
    """The address that was typed.

    Raises:
        UsageRefused: nothing can or may be sent there; the sentence says why.
    """
    if len(words) > _LONGEST or not words.isascii() or any(letter <= " " or letter == "\x7f" for letter in words):
        raise UsageRefused("That is no address: write it as the clinic gave it, like https://fhir.clinic.example/r4")
    try:
        parts = urlsplit(words)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    if parts.scheme not in ("http", "https") or not host:
        raise UsageRefused(f"{visible(words)} is no address: it begins with https:// and the name of the server.")
    if parts.username is not None or parts.password is not None:
        raise UsageRefused("A name or password in the address would be seen by others on this computer. Leave it out.")
    if parts.query or parts.fragment or "?" in words or "#" in words:
        raise UsageRefused("Leave out what stands behind ? or # in the address: it ends with the path of the server.")
    own = _own(host)
    if parts.scheme == "http" and not own:
        raise UsageRefused(f"http can be read on the way to {host}. Nothing was sent. Write https://.")
    return Address(words.rstrip("/"), host, own)


def _own(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
