"""The conditions that the evidence knows by name (its sections 7 and 8), and what else each is called.

A therapist writes them as flags, a patient types them. Case, blanks, hyphens and underscores make no difference.
"""

from __future__ import annotations

from typing import Final

FLAGS: Final[dict[str, tuple[str, ...]]] = {
    "anticoagulant": (
        "blood thinners",
        "blood thinner",
        "anticoagulants",
        "anticoagulation",
        "warfarin",
        "marcumar",
        "apixaban",
        "rivaroxaban",
        "dabigatran",
        "edoxaban",
        "heparin",
    ),
    "bleeding_disorder": (
        "bleeding or bruising easily",
        "haemophilia",
        "hemophilia",
        "bleeds easily",
        "bruises easily",
    ),
    "dvt": ("clot in a deep vein", "deep vein thrombosis", "thrombosis"),
    "clot": ("blood clot", "embolism", "pulmonary embolism"),
    "vascular_disease": ("poor circulation", "arterial disease"),
    "varicose_veins": ("varicose",),
    "open_wound": ("wound",),
    "fracture": ("broken bone",),
    "inflammation": ("local inflammation", "infection"),
    "osteomyelitis": ("bone infection",),
    "myositis_ossificans": ("hard bone in a muscle", "bone in the muscle"),
    "osteoporosis": ("thin bones", "osteopenia"),
    "pregnancy": ("pregnant",),
    "diabetes": ("diabetic",),
    "neuropathy": ("nerve damage",),
    "sensory_loss": ("less feeling", "numbness", "numb places"),
    "recent_surgery": ("metalwork or recent surgery", "surgery", "metalwork"),
    "hypertension": ("high blood pressure", "controlled high blood pressure"),
    "uncontrolled_hypertension": ("uncontrolled high blood pressure", "high blood pressure not controlled"),
    "latex_allergy": ("latex",),
    "anaemia": ("anemia", "iron deficiency"),
    "hard_exercise": ("unaccustomed hard exercise", "unaccustomed exercise"),
    "cancer": ("cancer or an unchecked lump", "tumour", "tumor", "unchecked lump", "lump"),
    "pacemaker": ("icd",),
}
"""Each condition, and what else it is called."""

_OWN_WORD_IS_PLAIN: Final = frozenset(
    {"open_wound", "inflammation", "varicose_veins", "pregnancy", "diabetes", "latex_allergy", "anaemia", "pacemaker"}
)

CAUTIONS: Final = frozenset({"osteoporosis", "pregnancy", "diabetes", "hypertension", "anaemia", "hard_exercise"})
"""Those that hold nothing back: the therapist is warned (CI05, PC06), and a patient may withdraw them alone."""


def find_flag(word: str) -> str | None:
    """The condition's own word, from any of its names; None when no rule knows it."""
    wanted = plain(word)
    return next((name for name, others in FLAGS.items() if wanted in map(plain, (name, *others))), None)


def in_plain_words(name: str) -> str:
    """What a patient calls the condition: its own word, or the first of its other names."""
    others = () if name in _OWN_WORD_IS_PLAIN else FLAGS.get(name, ())
    return others[0] if others else name.replace("_", " ")


def plain(word: str) -> str:
    """The word as it is compared."""
    return " ".join(word.casefold().replace("_", " ").replace("-", " ").split())
