"""What is blocked, told by a model of its own: written from the words of docs/safety.md and not from the code.

It knows no rule, no finding and no neighbour of a place. It knows less than the tool (it lets through where it is not sure),
so that whatever it calls blocked is. It is told what was said and sent, never what arrived: whatever a log would lose, it
still knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from selfcare.facts.kinds import Answered, ConditionSaid, Fact, KeptOff, Loaded, NeedledAt, Seen
from session.law_texts import CLEARS, MARKS, TEXTS, TOO_HARD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selfcare.routine.model import Exercise

DAY = 24 * 3_600_000

STOPS = {"clot", "dvt", "anticoagulant", "bleeding_disorder", "uncontrolled_hypertension", "cancer"}
PLACES = {
    *("fracture", "open_wound", "inflammation", "osteomyelitis", "myositis_ossificans"),
    *("sensory_loss", "pacemaker", "recent_surgery", "varicose_veins", "vascular_disease"),
}
DEVICES = {
    "latex_allergy": {"floss band", "stretch band"},
    "varicose_veins": {"floss band"},
    "vascular_disease": {"floss band"},
    "sensory_loss": {"floss band"},
    "neuropathy": {"floss band"},
    "pacemaker": {"percussion massager"},
    "recent_surgery": {"percussion massager"},
}
AFTER_CLEARING = {"anticoagulant": {"massage ball", "percussion massager"}}
CAUTIONS = {"osteoporosis", "pregnancy", "diabetes", "hypertension", "anaemia"}
ALARMS = {"breath or chest", "head or neck", "saddle, bladder or dark urine", "leg or fever"}
NAMES = sorted(STOPS | PLACES | set(DEVICES) | CAUTIONS)


class Named(NamedTuple):
    """A condition as somebody named it."""

    name: str
    region: str | None
    side: str | None
    at: int
    by_patient: bool = True
    judged: bool = False


class Patient:
    """What was told, kept by hand. Nothing of it ever becomes less but by a text, a `Seen`, or the hours."""

    def __init__(self, said: Iterable[Fact] = ()) -> None:
        """Nobody said anything but this."""
        self.said: dict[str, Fact] = {}
        self.hear(said)

    def hear(self, said: Iterable[Fact]) -> None:
        """Be told, here or by a file from elsewhere; what was heard before is heard once."""
        self.said |= {fact.id: fact for fact in said}

    def named(self) -> list[Named]:
        """The conditions, each once, as it was named last."""
        found: dict[tuple[str, str | None, str | None], Named] = {}
        for fact in sorted(self.said.values(), key=lambda one: one.at):
            if isinstance(fact.body, ConditionSaid):
                found[fact.body.name, fact.body.region, fact.body.side] = Named(*fact.body, fact.at)
        return list(found.values())

    def cleared(self, one: Named) -> bool:
        """Whether any text that was first loaded after it was named clears it."""
        first: dict[str, int] = {}
        for fact in self.said.values():
            if isinstance(fact.body, Loaded):
                first[fact.body.text] = min(fact.at, first.get(fact.body.text, fact.at))
        texts = [MARKS.index(mark) for mark, at in first.items() if at > one.at]
        return any(f'flag = "{one.name}", why' in TEXTS[number] for number in texts)

    def unseen(self) -> list[str]:
        """The alarm answers of which nobody has said who saw the patient, the oldest first."""
        told = {fact.body.answered for fact in self.said.values() if isinstance(fact.body, Seen)}
        alarms = [one for one in self.said.values() if isinstance(one.body, Answered) and set(one.body.yes) & ALARMS]
        return [one.id for one in sorted(alarms, key=lambda one: (one.at, one.id)) if one.id not in told]

    def why_blocked(self, exercise: Exercise, side: str, text: int, now: int, today: str) -> str | None:  # noqa: C901 - as the page says it
        """Why that exercise on that side of that text is not to be played at that moment; None: it may be, or who knows."""
        if self.unseen():
            return "an alarm answer, and nobody has seen the patient"
        if text == TOO_HARD:
            return "an error of the text"
        for one in [*self.named(), *flags_of(text)]:
            if one.judged or (one.by_patient and self.cleared(one)):
                if exercise.device in AFTER_CLEARING.get(one.name, ()):
                    return f"{one.name}, cleared for light pressure only"
                continue
            if one.name in STOPS:
                return one.name
            if one.name in PLACES and (one.region is None or touches(one.region, one.side, exercise, side)):
                return f"{one.name} {one.region}"
            if exercise.device in DEVICES.get(one.name, ()):
                return f"{one.name} and the {exercise.device}"
        for fact in self.said.values():
            match fact.body:
                case NeedledAt(when, region, where) if when <= now < when + DAY and touches(
                    region, where, exercise, side
                ):
                    return f"needled {region}"
                case KeptOff(day, _, region, where) if day == today and touches(region, where, exercise, side):
                    return f"kept off {region}"
        return None


def flags_of(text: int) -> list[Named]:
    """What stands as a flag in that text, read by eye."""
    found = {
        TEXTS.index(CLEARS): [Named("anticoagulant", None, None, 0, by_patient=False, judged=True)],
        3: [Named("dvt", None, None, 0, by_patient=False), Named("fracture", "calf", "left", 0, by_patient=False)],
        4: [
            Named("latex_allergy", None, None, 0, by_patient=False),
            Named("open_wound", "forearm", "both", 0, by_patient=False),
        ],
    }
    return found.get(text, [])


def touches(region: str, where: str | None, exercise: Exercise, side: str) -> bool:
    """Whether it is the very place."""
    return region == exercise.region and (where in (None, "both") or side in (where, "middle"))
