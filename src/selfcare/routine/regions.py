"""Places of the body: the name people use, the clinical names, which sides it has, what lies so near that it is pressed too.

A region that must never be pressed is listed with its reason and source (docs of the evidence: 2b), so that a rule can
name it and a patient can say that it is sore. Names are compared without case, "the", hyphens or underscores.
The neighbours are design: what a device on one place cannot help pressing; a therapist adds to them with `also`.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple, TypeAlias

Sides: TypeAlias = Literal["paired", "either", "midline"]
"""paired: left and right only; either: also across the middle; midline: the middle only."""


class Region(NamedTuple):
    """One place: `name` is the word on disk and on screen; `names` are all others that are understood."""

    name: str
    sides: Sides
    names: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    keep_off: str | None = None


_NERVES = "Vessels and nerves lie near the surface here"
_BONE = "Bone lies under thin cover here"

REGIONS: tuple[Region, ...] = (
    Region("sole", "paired", ("foot", "sole of foot", "bottom of foot", "arch", "plantar fascia", "heel")),
    Region("calf", "paired", ("back of lower leg", "gastrocnemius", "soleus", "triceps surae", "achilles", "calves")),
    Region("shin", "paired", ("front of lower leg", "tibialis anterior", "anterior tibialis")),
    Region("outer lower leg", "paired", ("peroneals", "fibularis", "side of lower leg"), ("shin",)),
    Region("ankle", "paired", ("ankle joint", "talocrural")),
    Region("knee", "paired", ("knee joint",)),
    Region("front of the thigh", "paired", ("quadriceps", "quads", "rectus femoris", "vastus medialis", "thigh")),
    Region("outer thigh", "paired", ("iliotibial band", "it band", "itb", "vastus lateralis"), ("front of the thigh",)),
    Region("inner thigh", "paired", ("adductors", "adductor"), ("front of the thigh", "back of the thigh")),
    Region(
        "back of the thigh",
        "paired",
        ("hamstrings", "hamstring", "biceps femoris", "semitendinosus", "semimembranosus"),
    ),
    Region(
        "front of the hip", "paired", ("hip flexor", "hip flexors", "tensor fasciae latae", "tfl", "iliopsoas", "psoas")
    ),
    Region(
        "hip", "paired", ("side of hip", "gluteus medius", "gluteus minimus", "outer hip", "hip joint"), ("buttock",)
    ),
    Region("buttock", "paired", ("glutes", "glute", "gluteal", "gluteus maximus", "buttocks"), ("hip", "deep buttock")),
    Region("deep buttock", "paired", ("piriformis",), ("buttock", "hip")),
    Region(
        "lower back",
        "either",
        (
            "lumbar",
            "lumbar spine",
            "lumbar spine muscles",
            "low back",
            "lumbar paraspinals",
            "quadratus lumborum",
            "ql",
        ),
    ),
    Region(
        "upper back",
        "either",
        ("thoracic", "mid back", "thoracic paraspinals", "back"),
        ("between the shoulder blades", "shoulder blade"),
    ),
    Region(
        "between the shoulder blades",
        "either",
        ("rhomboids", "rhomboid", "interscapular", "middle trapezius"),
        ("upper back", "shoulder blade"),
    ),
    Region(
        "shoulder blade",
        "paired",
        ("scapula", "infraspinatus", "teres minor", "back of shoulder", "posterior deltoid", "supraspinatus"),
        ("between the shoulder blades", "shoulder"),
    ),
    Region(
        "side of the back", "paired", ("lats", "latissimus", "latissimus dorsi", "teres major"), ("shoulder blade",)
    ),
    Region(
        "top of the shoulder",
        "paired",
        ("upper trapezius", "trapezius", "traps", "upper traps", "upper trap", "levator scapulae"),
        ("back of the neck", "shoulder"),
    ),
    Region(
        "back of the neck",
        "either",
        ("neck", "neck back", "suboccipitals", "suboccipital", "base of skull", "neck muscles", "cervical paraspinals"),
        ("top of the shoulder",),
    ),
    Region(
        "shoulder",
        "paired",
        ("deltoid", "side of shoulder", "shoulder joint"),
        ("top of the shoulder", "shoulder blade"),
    ),
    Region("front of the shoulder", "paired", ("anterior deltoid",), ("shoulder", "chest")),
    Region("chest", "paired", ("pecs", "pectorals", "pectoralis", "pectoralis major", "pectoralis minor")),
    Region("back of the upper arm", "paired", ("triceps", "triceps brachii")),
    Region("front of the upper arm", "paired", ("biceps", "biceps brachii", "upper arm")),
    Region("elbow", "paired", ("elbow joint",)),
    Region(
        "forearm",
        "paired",
        ("inner forearm", "outer forearm", "forearm flexors", "forearm extensors", "wrist flexors", "wrist extensors"),
    ),
    Region("wrist", "paired", ("wrist joint",)),
    Region("hand", "paired", ("palm", "thumb", "thenar", "ball of thumb")),
    Region("jaw", "paired", ("masseter", "jaw muscle")),
    # Never pressed, each with its reason: evidence 2b, strength opinion unless said.
    Region("front of the neck", "midline", ("throat", "neck front"), keep_off=f"{_NERVES} (Sulkowski 2022, case)"),
    Region("side of the neck", "paired", ("neck side", "carotid"), keep_off=f"{_NERVES} (Sulkowski 2022, case)"),
    Region("armpit", "paired", ("axilla",), keep_off=f"{_NERVES} (biologyinsights.com, opinion)"),
    Region("groin", "paired", ("femoral triangle",), keep_off=f"{_NERVES} (Werner 2020, opinion)"),
    Region(
        "back of the knee", "paired", ("popliteal", "popliteal fossa"), keep_off=f"{_NERVES} (Werner 2020, opinion)"
    ),
    Region(
        "head of the fibula", "paired", ("fibular head", "outer knee"), keep_off=f"{_NERVES} (Werner 2020, opinion)"
    ),
    Region(
        "sciatic notch",
        "paired",
        ("sciatic nerve",),
        keep_off="The sciatic nerve lies here (Werner 2020; Cho 2019, title only)",
    ),
    Region(
        "spine", "midline", ("vertebrae", "backbone", "spinous process"), keep_off=f"{_BONE} (Therabody, manufacturer)"
    ),
    Region("tailbone", "midline", ("sacrum", "coccyx"), keep_off=f"{_BONE} (Therabody, manufacturer)"),
    Region("breastbone", "midline", ("sternum",), keep_off=f"{_BONE} (Therabody, manufacturer)"),
    Region(
        "bony point", "either", ("bone", "bony prominence", "kneecap"), keep_off=f"{_BONE} (Therabody, manufacturer)"
    ),
    Region("lower ribs", "paired", ("ribs", "rib"), keep_off=f"{_BONE} (biologyinsights.com, opinion)"),
    Region("belly", "midline", ("abdomen", "stomach"), keep_off="Organs lie here (Chen 2013, case, title only)"),
    Region(
        "kidney area",
        "paired",
        ("kidney", "kidneys", "flank"),
        keep_off="An organ lies here (Chen 2013, case, title only)",
    ),
    Region(
        "swollen gland", "either", ("lymph node", "lymph nodes"), keep_off="A sign of infection (Werner 2020, opinion)"
    ),
    Region("face", "either", ("cheek",), keep_off="Not for a massager (Sulkowski 2022, case)"),
    Region("head", "either", ("skull", "scalp"), keep_off="Not for a massager (Sulkowski 2022, case)"),
)


OVER_THE_LUNG = frozenset(
    {"front of the neck", "side of the neck", "back of the neck", "top of the shoulder", "shoulder"}
    | {"front of the shoulder", "shoulder blade", "between the shoulder blades", "upper back", "side of the back"}
    | {"chest", "breastbone", "lower ribs", "armpit"}
)
"""Neck, shoulder, shoulder blade, chest and upper back: where a needle may reach the lung."""


def _key(name: str) -> str:
    words = name.casefold().replace("-", " ").replace("_", " ").split()
    return " ".join(word for word in words if word != "the")


@cache
def _by_name() -> dict[str, Region]:
    return {_key(name): region for region in REGIONS for name in (region.name, *region.names)}


def find_region(name: str) -> Region | None:
    """The region of that name, by any of its names; None when nobody calls it so."""
    return _by_name().get(_key(name))


def region_names() -> tuple[str, ...]:
    """Every name that is understood, for a "did you mean"."""
    return tuple(name for region in REGIONS for name in (region.name, *region.names))


def pressed(region: str, also: tuple[str, ...] = ()) -> frozenset[str]:
    """Names of all regions that an exercise on `region` presses: itself, its neighbours, and what the therapist adds."""
    found: set[str] = set()
    for name in (region, *also):
        place = find_region(name)
        if place is None:
            found.add(name)
        else:
            found |= {place.name, *_neighbours(place)}
    return frozenset(found)


def _neighbours(place: Region) -> frozenset[str]:
    """Nearness goes both ways, whichever of the two lists it."""
    return frozenset(place.near) | {other.name for other in REGIONS if place.name in other.near}
