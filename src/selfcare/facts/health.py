"""What is known of someone's health: conditions by the words of the evidence, where they are, and which were cleared.

The words are those of sections 7 and 8 of the evidence. A condition that nobody named is not known to be absent: who has
not asked at all says so with None in place of a `Health`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from selfcare.routine.model import Flag
from selfcare.routine.regions import find_region, pressed

if TYPE_CHECKING:
    from selfcare.routine.model import Exercise, Routine

FLAGS: Final[dict[str, tuple[str, ...]]] = {
    "anticoagulant": ("anticoagulants", "anticoagulation", "blood thinner", "blood thinners"),
    "bleeding_disorder": ("haemophilia", "hemophilia", "bleeds easily", "bruises easily"),
    "dvt": ("deep vein thrombosis", "thrombosis"),
    "clot": ("blood clot", "embolism", "pulmonary embolism"),
    "vascular_disease": ("poor circulation", "arterial disease"),
    "varicose_veins": ("varicose",),
    "open_wound": ("wound",),
    "fracture": ("broken bone",),
    "inflammation": ("local inflammation", "infection"),
    "osteomyelitis": ("bone infection",),
    "myositis_ossificans": ("bone in the muscle",),
    "osteoporosis": ("osteopenia", "thin bones"),
    "pregnancy": ("pregnant",),
    "diabetes": ("diabetic",),
    "neuropathy": ("nerve damage",),
    "sensory_loss": ("numbness", "numb places"),
    "recent_surgery": ("surgery", "metalwork"),
    "hypertension": ("high blood pressure",),
    "latex_allergy": ("latex",),
    "anaemia": ("anemia", "iron deficiency"),
    "hard_exercise": ("unaccustomed exercise", "unaccustomed hard exercise"),
    "cancer": ("tumour", "tumor", "unchecked lump"),
    "pacemaker": ("icd",),
}
"""Each condition, and what else it is called. Case, blanks, hyphens and underscores make no difference."""


class Condition(NamedTuple):
    """One condition: its word, its place if it has one and it was said, and why it was cleared; None: it was not."""

    name: str
    region: str | None = None
    side: str | None = None
    cleared: str | None = None

    @property
    def words(self) -> str:
        """As a sentence says it: "open wound"."""
        return "DVT" if self.name == "dvt" else self.name.replace("_", " ")

    def presses(self, exercise: Exercise) -> bool:
        """Whether the exercise presses its place. A place that was not said may be anywhere."""
        if self.region is None:
            return True
        if self.region not in pressed(exercise.region, exercise.also):
            return False
        return self.side in (None, "both", "middle", exercise.side) or exercise.side in ("each", "middle")


class Health(NamedTuple):
    """What was found when somebody asked, the therapist or the tool. Empty: asked, and nothing found."""

    conditions: tuple[Condition, ...] = ()

    def open(self, *names: str) -> tuple[Condition, ...]:
        """The conditions of these words that nobody has cleared."""
        return tuple(one for one in self.conditions if one.name in names and one.cleared is None)

    def named(self, *names: str) -> tuple[Condition, ...]:
        """The conditions of these words, cleared or not."""
        return tuple(one for one in self.conditions if one.name in names)


def find_flag(word: str) -> str | None:
    """The condition's own word, from any of its names; None when no rule knows it."""
    plain = _plain(word)
    return next((name for name, others in FLAGS.items() if plain in map(_plain, (name, *others))), None)


def screened(routine: Routine) -> Health | None:
    """What the routine says that the therapist found; None when it does not say that anybody asked."""
    if routine.screened is None:
        return None
    cleared = {_plain(one.flag): one.why for one in routine.screened.cleared}
    found = []
    for one in routine.screened.flags:
        flag = one if isinstance(one, Flag) else Flag(one)
        name = find_flag(flag.flag) or _plain(flag.flag).replace(" ", "_")
        place = find_region(flag.region) if flag.region else None
        region = place.name if place else flag.region
        found.append(Condition(name, region, flag.side, cleared.get(_plain(flag.flag))))
    return Health(tuple(found))


def _plain(word: str) -> str:
    return " ".join(word.casefold().replace("_", " ").replace("-", " ").split())
