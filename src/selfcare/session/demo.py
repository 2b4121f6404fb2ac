"""A session of one minute without any device: to try the sound, the distance and the keys. It is never logged."""

from __future__ import annotations

from selfcare.facts.kinds import Asked, Hand
from selfcare.session.fitting import SECOND, fitting
from selfcare.session.phrases import estimate
from selfcare.session.steps import Cue, Plan, PlannedExercise, SetName, Step, StepKind

_FIST = PlannedExercise(
    id="fist",
    name="Fist",
    region="hand",
    device="no device",
    come_off="Let go.",
    say="Make a fist, gently.",
    avoid="",
    spot="",
    aim=2,
    max=4,
    ease_off_first=True,
    ends_session=False,
    stroke=None,
)
_WELCOME = "Sit or lie where you will do it. Can you hear and see this from there? Next, a fist with the left hand."


def demo_plan() -> Plan:
    """The minute: two fists, a change of side, a rest in which a number may be typed, a fist in which to press a key."""
    steps = (
        _timed("get ready", 14, _WELCOME, last_three=True),
        _fist("left", 1, 8, "Hold."),
        _timed("change side", 8, "Change side. Next: the right hand.", last_three=True),
        _fist("right", 1, 8, "Hold."),
        _timed(
            "rest",
            10,
            "Rest. Type a number from 0 to 10, and Enter.",
            last_three=True,
            asks_discomfort=True,
            say_next="right",
        ),
        _fist("right", 2, 12, "Hold. Now press the space bar: it pauses."),
        Step("finish", None, (_cue("That was all. Nothing of it was logged."),)),
    )
    sets: dict[Hand, int] = {"left": 1, "right": 2}
    rows = tuple(Asked("fist", side, _FIST.region, _FIST.device, "hold", count, 1, 8) for side, count in sets.items())
    return Plan(steps, {"fist": _FIST}, {}, rows, (), "One minute to try it", "your therapist")


def _timed(
    kind: StepKind, seconds: int, words: str, *, last_three: bool, asks_discomfort: bool = False, say_next: str = ""
) -> Step:
    said = [words + (f" Next: {say_next}." if say_next else ""), words]
    cues = fitting(
        seconds * SECOND, said, "get ready" if kind == "get ready" else "rest", last_three=last_three, optional=[]
    )
    return Step(kind, seconds * SECOND, cues, exercise="fist", asks_discomfort=asks_discomfort)


def _fist(side: Hand, number: int, seconds: int, words: str) -> Step:
    cues = fitting(seconds * SECOND, [words, "Hold."], "begin", last_three=True, optional=[])
    return Step("work", seconds * SECOND, cues, exercise="fist", set=SetName("fist", side, number, 1))


def _cue(words: str) -> Cue:
    return Cue("end", "start", 0, words, estimate(words))
