"""Sets of places that rules speak of, by the names of `routine.regions`. Which places belong to a set is design."""

from __future__ import annotations

from typing import Final

from selfcare.routine.regions import OVER_THE_LUNG as OVER_THE_LUNG  # noqa: PLC0414 - named here with the other sets

ROLLER_OFF: Final = frozenset({"lower back", "spine"})
VESSELS_AND_NERVES: Final = frozenset(
    {"back of the knee", "groin", "armpit", "front of the neck", "side of the neck", "head of the fibula"}
)
"""RG01, with the side of the neck: the evidence names front and side in one breath (2b)."""
ORGANS: Final = frozenset({"belly", "kidney area", "lower ribs"})
BONES: Final = frozenset({"bony point", "spine", "tailbone", "breastbone"})
JOINTS: Final = frozenset({"ankle", "knee", "elbow", "wrist"})
NEVER: Final = frozenset({"sciatic notch", "swollen gland", "face", "head"})
"""Also in our table of places that are never pressed."""
THIN_COVER: Final = ORGANS | BONES | JOINTS | NEVER
NECK_AND_HEAD: Final = frozenset({"front of the neck", "side of the neck", "head", "face", "jaw"})
NEAR_THE_NECK: Final = frozenset({"back of the neck", "top of the shoulder"})
NEAR_BONE_OR_NERVE: Final = (
    VESSELS_AND_NERVES
    | THIN_COVER
    | NECK_AND_HEAD
    | NEAR_THE_NECK
    | {"shin", "hand", "sole", "shoulder", "shoulder blade", "between the shoulder blades", "upper back", "lower back"}
    | {"buttock", "deep buttock"}
)
SCIATIC: Final = frozenset({"buttock", "deep buttock", "sciatic notch"})
NO_BAND: Final = (
    NECK_AND_HEAD
    | NEAR_THE_NECK
    | ORGANS
    | {"groin", "armpit", "chest", "breastbone", "spine", "tailbone", "upper back", "lower back"}
    | {"between the shoulder blades", "shoulder blade", "side of the back"}
)
"""Neck, trunk and groin, for a floss band."""
