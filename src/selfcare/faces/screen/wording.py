"""What a frame says, in plain words: what is done, on which side, what comes next, which key does what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from selfcare.faces.screen.cells import plain
from selfcare.faces.words import clock
from selfcare.routine.devices import find_device
from selfcare.session.player import current, waits
from selfcare.session.times import SECOND, coming, set_in_hand, whole_seconds

if TYPE_CHECKING:
    from selfcare.faces.screen.look import Look
    from selfcare.facts.kinds import Asked
    from selfcare.session.player import Playhead
    from selfcare.session.steps import Plan, PlannedExercise, SetName, Step, StepKind

HEADLINES: Final[dict[StepKind, str]] = {
    "get ready": "Get ready",
    "change place": "Change place",
    "change side": "Change side",
    "put on": "Wind the band on",
    "take off": "Take the band off",
    "release": "Release",
    "rest": "Rest",
    "come off": "Come off",
    "finish": "Done",
    "question": "",
    "work": "",
}


class Hint(NamedTuple):
    """A key, and what it does."""

    key: str
    words: str


def exercise_of(plan: Plan, exercise: str | None) -> PlannedExercise | None:
    """The exercise of that id; None where a step has none."""
    return plan.exercises.get(exercise) if exercise is not None else None


def name_of(plan: Plan, exercise: str | None) -> str:
    """What the patient calls the exercise, harmless to show."""
    found = exercise_of(plan, exercise)
    name = plain(found.name) if found else ""
    return name[:1].upper() + name[1:]


def side_of(one: SetName | None) -> str:
    """The side in capitals; a middle is not said."""
    return "" if one is None or one.side == "middle" else one.side.upper()


def asked_of(plan: Plan, one: SetName) -> Asked | None:
    """What the plan asks of that exercise and side."""
    return next((row for row in plan.asked if (row.exercise, row.side) == (one.exercise, one.side)), None)


def count_of(plan: Plan, one: SetName | None) -> str:
    """Which set of how many, and which repetition: "Set 1 of 2, 2 of 3"; empty when there is but one."""
    row = asked_of(plan, one) if one else None
    if one is None or row is None:
        return ""
    parts = [f"set {one.set} of {row.sets}"] if row.sets > 1 else []
    parts += [f"{one.repetition} of {row.repetitions}"] if row.repetitions > 1 and row.kind == "hold" else []
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]


def doing(plan: Plan, one: SetName) -> str:
    """What is done in the set, in one short sentence."""
    row, exercise = asked_of(plan, one), plan.exercises[one.exercise]
    match row.kind if row else "":
        case "roll":
            return f"Roll, {stroke_words(exercise.stroke)}" if exercise.stroke else "Roll slowly"
        case "hold":
            return "Hold"
        case "until faded":
            return "Hold until it has clearly faded"
        case "reps":
            return f"{exercise.times} times, at your own pace" if exercise.times else "At your own pace"
        case _:
            device = find_device(exercise.device)
            verb = device.verb if device else "move"
            return verb[:1].upper() + verb[1:]


def stroke_words(seconds: float) -> str:
    """The stroke in words: "3 s each way"."""
    return f"{seconds:g} s each way"


def next_up(plan: Plan, head: Playhead) -> str:
    """What comes after this step: "Next: rest 30 s, then RIGHT, set 2 of 2"; nothing at a question."""
    step, after = current(plan, head), coming(plan, head)
    if step.kind == "question":
        return ""
    if not after or after[0].kind in ("finish", "question"):
        return "Next: the end"
    here = set_in_hand(plan, head) if step.kind in ("work", "release", "take off") else None
    following = next((one.set for one in after if one.set is not None), None)
    if following is None:
        return f"Next: {_step_words(after[0])}, then the end"
    if after[0].set is not None:
        return f"Next: {_set_words(plan, following, here)}"
    return f"Next: {_step_words(after[0])}, then {_set_words(plan, following, here)}"


def _step_words(step: Step) -> str:
    words = HEADLINES[step.kind].lower()
    return f"{words} {clock_words(step.length)}" if step.length else words


def _set_words(plan: Plan, one: SetName, here: SetName | None) -> str:
    """The set in as few words as tell it from the one here."""
    parts: list[str] = []
    other = here is None or here.exercise != one.exercise
    if other:
        parts.append(name_of(plan, one.exercise))
    if side_of(one) and (here is None or other or here.side != one.side):
        parts.append(side_of(one))
    count = count_of(plan, one)
    if count:
        parts.append(count[:1].lower() + count[1:])
    return ", ".join(parts) or side_of(one) or name_of(plan, one.exercise)


def clock_words(length: int | None) -> str:
    """A length as a screen says it: "30 s", "1:30"."""
    if length is None:
        return ""
    seconds = whole_seconds(length)
    return f"{seconds} s" if seconds < 60 else clock(seconds * SECOND)


def hints(plan: Plan, head: Playhead) -> tuple[Hint, ...]:
    """The keys of this moment; the most wanted first."""
    step = current(plan, head)
    if head.state == "ended":
        return ()
    if head.state == "paused":
        return PAUSED
    if step.question is not None:
        return (Hint("q", "stop"),)
    if waits(plan, head):
        return (Hint("any key", "go on"), Hint("b", "back"), Hint("q", "pause"))
    more = () if step.band_on or step.open_ended else (Hint("m", "more time"),)
    first = Hint("n", "done" if step.open_ended else "next")
    again = (Hint("r", "again"),) if step.set is not None else ()
    return (Hint("any other key", "pauses"), first, Hint("b", "back"), *again, *more)


PAUSED: Final = (
    Hint("g", "go on"),
    Hint("e", "ease off and go on"),
    Hint("p", "too painful"),
    Hint("u", "numb or tingling"),
    Hint("d", "dizzy or unwell"),
    Hint("q", "end for today"),
)


def switches(look: Look, *, asking: bool) -> tuple[Hint, ...]:
    """The switches that there are here, and how they stand."""
    found = [Hint("v", f"voice {_on(look.voice)}")] if look.voice is not None else []
    found += [Hint("t", f"tones {_on(look.tones)}")] if look.tones is not None else []
    found += [] if asking else [Hint("w", f"wait for me {_on(look.wait)}")]
    return tuple(found)


def _on(on: bool | None) -> str:
    return "on" if on else "off"
