"""The measures that a therapist may ask for between visits: how to take each, its unit, and what is known of its error.

The errors come from trained raters. For patients who measure by themselves no figure was found; it is larger at home. A
change below the error is no change that anybody can see.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias

MeasureName: TypeAlias = Literal[
    "pain in motion", "activity", "knee to wall", "fingertip to floor", "sit and reach", "hand behind back"
]


class Measure(NamedTuple):
    """One measure. `error` is in its unit, None where none is known; `source` says whose. `most` bounds a slip of the finger.

    `sided`: it is taken on the left and on the right. `better`: which way it gets better.
    """

    name: MeasureName
    unit: Literal["of 10", "cm"]
    most: int
    sided: bool
    better: Literal["more", "less"]
    how: str
    error: float | None
    source: str

    @property
    def typed(self) -> str:
        """Its name as one word, for the command line and for tables."""
        return self.name.replace(" ", "-")


MEASURES: Final[tuple[Measure, ...]] = (
    Measure(
        "pain in motion",
        "of 10",
        10,
        sided=False,
        better="less",
        how="Do the motion once, as far as is all right. How much did it hurt at its worst? 0 is no pain, 10 the worst "
        "imaginable.",
        error=2,
        source="Childs 2005, single scores, low back pain",
    ),
    Measure(
        "activity",
        "of 10",
        10,
        sided=False,
        better="more",
        how="How well can you do it today? 0 is not at all, 10 is as well as before the trouble.",
        error=None,
        source="for one activity alone no figure was read; of the mean of 3 to 5, 1.3 is a small change that matters, 2.7 a "
        "large one (Abbott 2014)",
    ),
    Measure(
        "knee to wall",
        "cm",
        30,
        sided=True,
        better="more",
        how="Stand with your toes towards a wall. Bend the knee straight ahead until it touches the wall, the heel flat on the "
        "floor. Move the foot back as far as both still work. Measure from the big toe to the wall.",
        error=1.9,
        source="Powden 2015, the same trained rater",
    ),
    Measure(
        "fingertip to floor",
        "cm",
        90,
        sided=False,
        better="less",
        how="Stand with your knees straight and hold on with one hand if you need to. Bend forward, as far as is all right. "
        "Measure from the tip of the middle finger to the floor.",
        error=4.5,
        source="Ekedahl 2012, acute low back pain; 9.8 cm between two testers (Robinson 2014)",
    ),
    Measure(
        "sit and reach",
        "cm",
        100,
        sided=False,
        better="more",
        how="Lay a tape on the floor, its 40 cm mark at your heels, 0 towards you. Sit with the legs straight and reach "
        "along it slowly with both hands. Read where the fingertips come to rest.",
        error=4,
        source="J Sports Sci Med 2009, 8:116",
    ),
    Measure(
        "hand behind back",
        "cm",
        80,
        sided=True,
        better="more",
        how="Lay the back of the hand on your back and slide it up, as far as is all right. Somebody measures from the line "
        "between the two bony points of the pelvis up to the thumb.",
        error=1.3,
        source="Man Ther 2014, 19:72, the same trained rater",
    ),
)
"""In the order in which they are asked."""

_BY_NAME: Final = {one.name: one for one in MEASURES}


def find_measure(words: str) -> Measure | None:
    """The measure of that name, however it is typed: "knee to wall", "knee-to-wall"; None when there is none."""
    return _BY_NAME.get(" ".join(words.casefold().replace("-", " ").replace("_", " ").split()))  # type: ignore[call-overload,no-any-return]
