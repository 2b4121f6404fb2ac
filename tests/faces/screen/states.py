"""Every state that a session can be in, made: for the snapshots of its frames."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Self

from selfcare.day.decide import decide
from selfcare.faces.screen.frame import frame
from selfcare.faces.screen.look import Line, Look, Size
from selfcare.facts.history import History
from selfcare.facts.moment import Moment
from selfcare.routine.model import Defaults, Discomfort, Exercise, Move, Press, Reps, Roll, UntilFaded
from selfcare.session import intents
from selfcare.session.plan import plan_session
from selfcare.session.player import advance, begin, current, length, press
from selfcare.session.view import View, fold, noted
from worlds import EAST, NOON, routine

if TYPE_CHECKING:
    from selfcare.session.intents import Intent
    from selfcare.session.player import Events, Playhead
    from selfcare.session.steps import Plan, StepKind

SIZES = (Size(40, 12), Size(80, 24), Size(100, 30), Size(140, 40))
THIGH = Exercise(
    "thigh",
    "foam roller",
    "quadriceps",
    "each",
    title="Front of the thigh",
    roll=Roll(60, 2, stroke=3),
    say="Lie face down on your forearms, the roller under one thigh. Roll from below the hip to above the knee.",
)
BUTTOCK = Exercise("buttock", "massage ball", "buttock", "right", hold=Press(20, release=5, times=3))
POINT = Exercise("point", "massage ball", "calf", "left", title="Tender point", until_faded=UntilFaded(90))
BAND = Exercise("band", "stretch band", "hamstrings", "left", reps=Reps(12, sets=2))
GUN = Exercise("gun", "percussion massager", "forearm", "right", move=Move(75), speed="level 2")
FLOSS = Exercise("floss", "floss band", "ankle", "left", title="Ankle in the band", move=Move(60), stretch=50)
WIDE = Exercise(
    "wide", "foam roller", "calf", "left", title="大腿前側 🦵 and the calf, slowly", roll=Roll(45, stroke=2.5)
)


@cache
def plan(*exercises: Exercise, again: bool = False) -> Plan:
    """An attended plan of these exercises, with its stop questions."""
    asked = routine(*exercises, defaults=Defaults(discomfort=Discomfort(max=6, aim=4)))._replace(title="Evening hips")
    day = decide(History([]), Moment(NOON, EAST), file=(asked, "made"))
    assert day is not None
    return plan_session(asked, day._replace(again=again) if again else day, None)


class Played(NamedTuple):
    """A session at some moment, and what a screen remembers of it."""

    plan: Plan
    head: Playhead
    view: View

    @classmethod
    def of(cls, *exercises: Exercise, again: bool = False) -> Self:
        """At its beginning."""
        made = plan(*exercises, again=again)
        head, events = begin(made)
        return cls(made, head, View()).seen(head, events)

    def seen(self, head: Playhead, events: Events) -> Self:
        """After these events."""
        view = self.view
        for event in events:
            view = fold(view, event)
        return self._replace(head=head, view=view)

    def after(self, milliseconds: int) -> Self:
        """After some time."""
        return self.seen(*advance(self.plan, self.head, milliseconds))

    def wants(self, intent: Intent) -> Self:
        """After something was wanted."""
        return self.seen(*press(self.plan, self.head, intent))

    def typing(self, typed: str = "", notice: str = "") -> Self:
        """After something was typed, or not taken."""
        return self._replace(view=noted(self.view, notice, typed, self.head.clock))

    def followed(self) -> Self:
        """Where someone who follows the guide comes to the next step."""
        step = current(self.plan, self.head)
        if step.question is not None:
            return self.wants(intents.Answer(yes=(), score=2, share="all"))
        total = length(self.plan, self.head)
        return self.wants(intents.GoOn()) if total is None else self.after(total - self.head.at)

    def until(self, kind: StepKind, number: int = 1, after: int = 0) -> Self:
        """In the so-many-th step of that kind, some time after its beginning."""
        session, found = self, 0
        while True:
            found += current(session.plan, session.head).kind == kind
            if found == number:
                return session.after(after) if after else session
            session = session.followed()

    def until_asked(self, what: str) -> Self:
        """At the last question of that kind."""
        index = max(i for i, step in enumerate(self.plan.steps) if step.question and step.question.what == what)
        session = self
        while session.head.step != index:
            session = session.followed()
        return session

    def frame(self, size: Size, look: Look) -> tuple[Line, ...]:
        """Its frame."""
        return frame(self.plan, self.head, self.view, size, look)


DARK = Look(voice=True, tones=True)
EVENING = (THIGH, BUTTOCK, POINT)


class Shown(NamedTuple):
    """A state to take a snapshot of, and its look."""

    played: Played
    look: Look = DARK


@cache
def states() -> dict[str, Shown]:
    """Every state by the name of its snapshot."""
    roll = Played.of(*EVENING).until("work", after=31_250)
    rest = Played.of(*EVENING).until("rest", after=12_000)
    floss = Played.of(FLOSS)
    wound = floss.until("put on").followed().after(20_000)
    paused = roll.wants(intents.Pause())
    share = Played.of(*EVENING).until_asked("share")
    refused = Played.of(*EVENING).until("work", after=20_000)
    while "safe" not in refused.view.notice:
        refused = refused.wants(intents.MoreTime())
    return {
        "stop-questions": Shown(Played.of(*EVENING)),
        "stop-questions-again": Shown(Played.of(*EVENING, again=True)),
        "stop-questions-wrong-key": Shown(
            Played.of(*EVENING).typing(notice="Press the number of what is true today, or n for none of these.")
        ),
        "soreness": Shown(Played.of(*EVENING).followed().after(1_000)),
        "soreness-typed": Shown(Played.of(*EVENING).followed().after(1_000).typing("10")),
        "get-ready": Shown(Played.of(*EVENING).until("get ready", after=9_000)),
        "roll": Shown(roll),
        "roll-begins": Shown(Played.of(*EVENING).until("work", after=100)),
        "roll-reduced-motion": Shown(roll, DARK._replace(motion="reduced")),
        "roll-ascii": Shown(roll, DARK._replace(unicode=False)),
        "roll-silent-rehearsal": Shown(
            roll, Look(captions=False, flash=False, wait=True, mark="Rehearsal, nothing is kept")
        ),
        "refused": Shown(refused.after(1_000)),
        "rest": Shown(rest),
        "rest-typed": Shown(rest.typing("5")),
        "rest-rated": Shown(rest.typing("5").wants(intents.Rate(5)).typing("")),
        "change-side": Shown(Played.of(*EVENING).until("change side", after=6_000)),
        "change-place": Shown(Played.of(*EVENING).until("change place", after=1_000)),
        "hold": Shown(Played.of(BUTTOCK).until("work", after=8_250)),
        "release": Shown(Played.of(BUTTOCK).until("release", after=1_500)),
        "until-faded": Shown(Played.of(POINT).until("work", after=23_000)),
        "repetitions": Shown(Played.of(BAND).until("work", after=23_000)),
        "massager": Shown(Played.of(GUN).until("work", after=5_000)),
        "band-put-on": Shown(floss.until("put on", after=1_000)),
        "band-on": Shown(wound),
        "band-paused": Shown(wound.wants(intents.Pause()).after(1_000)),
        "band-take-off": Shown(floss.until("take off", after=1_000)),
        "paused": Shown(paused.after(1_000)),
        "paused-just-now": Shown(paused),
        "paused-typed": Shown(paused.after(1_000).typing("8")),
        "count-in": Shown(paused.after(5_000).wants(intents.GoOn()).after(900)),
        "wide-characters": Shown(Played.of(WIDE).until("work", after=4_000)),
        "share": Shown(share.after(1_000)),
        "share-part": Shown(share.after(1_000).typing("p2")),
        "ended": Shown(share.followed().followed().after(1_000)),
        "stopped": Shown(roll.wants(intents.Stop("ended for today")).after(1_000)),
    }


def drawn(lines: tuple[Line, ...]) -> str:
    """A frame as text; the bar at the end of each line keeps the blanks before it."""
    return "".join(f"{''.join(span.text for span in line)}|\n" for line in lines)


LETTERS = {
    "text": ".",
    "dim": "d",
    "strong": "S",
    "name": "N",
    "side": "L",
    "digits": "9",
    "bar": "=",
    "rail": "-",
    "pacer": "P",
    "key": "K",
    "caption": "c",
    "notice": "!",
    "alarm": "A",
    "ask": "?",
    "body": "b",
    "lit": "#",
    "device": "o",
    "flash": "F",
}
"""A letter for each role, in the maps of roles."""


def roles(lines: tuple[Line, ...]) -> str:
    """The roles of a frame, a letter for each character; blanks stay blank but where a role turns them over."""
    turned = ("flash", "notice", "alarm")
    return "".join(
        "".join(
            "".join(LETTERS[role] if one != " " or role in turned else " " for one in text) for text, role in line
        ).rstrip()
        + "|\n"
        for line in lines
    )


WITH_ROLES = ("roll", "rest-typed", "band-take-off", "paused-just-now", "refused", "stop-questions")


@cache
def snapshots() -> dict[str, str]:
    """What each file in `snapshots` holds: a state in its four sizes; for some, the roles at 80 by 24."""
    files: dict[str, str] = {}
    for name, (played, look) in states().items():
        parts = [f"== {size.columns}x{size.rows}\n{drawn(played.frame(size, look))}" for size in SIZES]
        files[f"{name}.txt"] = "".join(parts)
    for name in WITH_ROLES:
        played, look = states()[name]
        files[f"{name}.roles.txt"] = roles(played.frame(Size(80, 24), look))
    return files
