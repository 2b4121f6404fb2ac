"""What a server says of itself before anything is sent to it: that it speaks R4, and takes conditional updates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfcare.text.errors import HeldBack
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

R4 = "4.0.1"


def look_at(statement: dict[str, Any], kinds: Iterable[str]) -> None:
    """Hold its CapabilityStatement against what is to be sent.

    Raises:
        HeldBack: it is none, of another version, or does not say that it takes conditional updates of these kinds.
    """
    if statement.get("resourceType") != "CapabilityStatement":
        raise HeldBack("What answers at /metadata is no FHIR server. Nothing was sent. Look at the address.")
    version = statement.get("fhirVersion")
    if version != R4:
        raise HeldBack(f"That server speaks FHIR {visible(str(version))}, selfcare {R4} (R4). Nothing was sent.")
    can = set(_updating(statement))
    cannot = [kind for kind in kinds if kind not in can]
    if cannot:
        raise HeldBack(
            f"That server does not say that it takes conditional updates of {', '.join(cannot)}. Without them, sending "
            "twice would make two of everything. Nothing was sent."
        )


def _updating(statement: dict[str, Any]) -> Iterable[str]:
    """The kinds of which it takes conditional updates."""
    for rest in _lists(statement, "rest"):
        for one in _lists(rest, "resource") if rest.get("mode") == "server" else ():
            if one.get("conditionalUpdate") is True and isinstance(one.get("type"), str):
                yield one["type"]


def _lists(one: dict[str, Any], key: str) -> list[dict[str, Any]]:
    found = one.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
