"""What happens to a session in the world: a lid that closes, a log that fails, a picture that fails, an hour away."""

from __future__ import annotations

import io
import re
import signal
from typing import TYPE_CHECKING

import pytest

from live.made import At, LogFailed, MadeEars, MadeTime, Watched, done, keys, lines, screen
from selfcare.day.decide import decide
from selfcare.facts.history import History
from selfcare.facts.kinds import SessionEnded, SetEnded, Stopped
from selfcare.facts.moment import Moment
from selfcare.live.input import Received
from selfcare.live.playing import TOO_LONG
from selfcare.routine.model import Exercise, Move, Roll
from selfcare.session.events import Paused, SetOver
from selfcare.session.plan import How, plan_session
from selfcare.session.steps import Screening
from worlds import EAST, NOON, routine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from live.made import Done
    from selfcare.facts.kinds import Body
    from selfcare.session.events import Event
    from selfcare.session.player import Playhead
    from selfcare.session.steps import Plan

ROLL = Exercise(id="calf", device="foam roller", region="calf", side="left", roll=Roll(time=60))
BAND = Exercise(id="ankle", device="floss band", region="ankle", side="left", move=Move(time=60))
GO = Received(ending=signal.SIGTERM)


def laid(exercise: Exercise) -> Plan:
    """The plan of one exercise, the questions behind it."""
    day = decide(History([]), Moment(NOON, EAST), file=(routine(exercise), "made"))
    assert day is not None
    return plan_session(day.routine, day, Screening("asked", soreness=True), How())


def kept(one: Done, kind: type[Body]) -> list[Body]:
    """The facts of one kind."""
    return [fact.body for fact in one.facts if isinstance(fact.body, kind)]


def held(one: Done) -> list[tuple[int, str]]:
    """Of each set: milliseconds, and how it ended."""
    return [(body.held, body.how) for body in kept(one, SetEnded) if isinstance(body, SetEnded)]


def test_a_closed_lid_pauses_and_credits_no_time() -> None:
    """Ten seconds into a set the computer sleeps for eight hours: it is paused, the hold is no longer by what was slept."""
    slept = At(30_100, Received(), asleep=8 * 3_600_000)
    one = done(laid(ROLL), [slept, At(31_000, GO)])
    assert any(isinstance(event, Paused) for event in one.events)
    assert held(one) == [(10_100, "interrupted")]


def test_a_process_that_stood_still_pauses_and_credits_no_time() -> None:
    """Stopped and continued behind our back: a tick a minute late is no minute held."""
    row = [At(200_000, GO)]
    one = done(laid(ROLL), row, lines("pipe"), time=MadeTime(row, late=[*[0] * 28, 60_000, *[0] * 400]))
    assert any(isinstance(event, Paused) for event in one.events)
    ((time, how),) = held(one)
    assert how == "interrupted"
    assert 0 < time < 12_000


def test_a_key_that_is_held_down_pauses_once_and_gives_no_reason() -> None:
    """`p` held down for two seconds, as by an elbow, is one press; a second one later is the reason that it says."""
    held_down = [
        At(30_000, Received(("p",))),
        *(At(30_500 + 30 * n, Received(("p",))) for n in range(50)),
        At(33_000, GO),
    ]
    assert kept(done(laid(ROLL), held_down), Stopped) == []
    pressed = [At(30_000, Received(("p",))), At(31_000, Received(("p",))), At(33_000, GO)]
    assert [body.reason for body in kept(done(laid(ROLL), pressed), Stopped) if isinstance(body, Stopped)] == [
        "too painful"
    ]


def test_ctrl_z_leaves_the_terminal_and_comes_back_paused() -> None:
    """The screen is given back before the process stands; what it stood is not held, and it waits for the person."""
    out = io.StringIO()
    row = [At(30_000, Received(stopping=True)), At(4_000_000, GO)]
    time = MadeTime(row, standing=3_000_000)
    one = done(laid(ROLL), row, lambda plan: screen(plan, out=out), time=time)
    assert time.stood == 1
    assert held(one) == [(10_000, "interrupted")]
    switches = re.findall(r"\x1b\[\?1049[hl]", out.getvalue())
    assert switches == ["\x1b[?1049h", "\x1b[?1049l"] * 2


@pytest.mark.parametrize(
    ("away", "outcome"), [(TOO_LONG - 40_000, "ran to the end"), (TOO_LONG + 40_000, "interrupted")]
)
def test_back_after_an_hour_begins_anew(away: int, outcome: str) -> None:
    """Within the hour a pause ends with a key; after it the session is interrupted, and the next start asks."""
    row = keys((25_000, "space"), (away, "g"), (80_000, "a"), (0, "-"))
    one = done(laid(ROLL), [*row, At(row[-1].at + 1, GO)])
    (ended,) = kept(one, SessionEnded)
    assert isinstance(ended, SessionEnded)
    assert ended.how == outcome


def test_a_late_tick_stretches_no_hold() -> None:
    """Each tick comes up to two seconds late: a minute is a minute."""
    row = [At(200_000, GO)]
    one = done(laid(ROLL), row, time=MadeTime(row, late=[1_900, 0, 700]))
    assert held(one) == [(60_000, "whole")]


@pytest.mark.parametrize("fails_at", [3, 4])
def test_a_log_that_fails_tells_first_that_the_band_comes_off(fails_at: int) -> None:
    """The disk is full while a band is on: the session ends, and "Take the band off" is written and sounded before."""
    out = io.StringIO()
    order: list[object] = []
    heard: list[MadeEars] = []

    def ears(_order: object) -> MadeEars:
        heard.append(MadeEars(order))  # type: ignore[arg-type]  # it is only appended to
        return heard[0]

    row = [*keys((20_500, "enter"), (5_000, "space"), (1_000, "g")), At(200_000, GO)]
    with pytest.raises(LogFailed):
        done(laid(BAND), row, lines("pipe", out), plain=lines("pipe", out), ears=ears, fails_at=fails_at)
    assert "Take the band off." in out.getvalue()
    assert any("Take the band off." in repr(what) for what in order)


class Fragile:
    """A face that fails in the end."""

    def __init__(self, plan: Plan) -> None:
        self.face = screen(plan)
        self.left = 0

    def event(self, event: Event, head: Playhead) -> None:
        """Fail when the first set is over."""
        if isinstance(event, SetOver):
            raise ZeroDivisionError
        self.face.event(event, head)

    def show(self, head: Playhead, typed: str, notice: str) -> None:
        """As the screen."""
        self.face.show(head, typed, notice)

    def next_frame(self, head: Playhead) -> int | None:
        """As the screen."""
        return self.face.next_frame(head)

    def switches(self, voice: bool | None, tones: bool | None, wait: bool) -> None:
        """As the screen."""

    def enter(self) -> None:
        """As the screen."""
        self.face.enter()

    def leave(self) -> None:
        """Count it."""
        self.left += 1
        self.face.leave()


def following(row: Sequence[At]) -> list[At]:
    """The same, and in the end the program is told to go."""
    return [*row, At(row[-1].at + 1, GO)]


def test_a_picture_that_fails_costs_nobody_the_session() -> None:
    """An exception while drawing: the terminal is given back, plain lines go on, and the log is as without it."""
    out = io.StringIO()
    row = following(keys((100_000, "a"), (0, "3"), (0, "enter")))
    fragile: list[Fragile] = []

    def face(plan: Plan) -> Fragile:
        fragile.append(Fragile(plan))
        return fragile[0]

    one = done(laid(ROLL), row, face, plain=lines("terminal", out))
    whole = done(laid(ROLL), row)
    assert fragile[0].left == 1
    assert "Calf, left: done, 60 s." in out.getvalue()
    assert "The picture failed (ZeroDivisionError); plain lines go on." in out.getvalue()
    assert one.facts == whole.facts
    assert one.played == whole.played


def test_a_reader_that_is_gone_ends_the_session() -> None:
    """The pipe is closed: the session is interrupted, and kept."""

    class Gone(Watched):
        def event(self, event: Event, head: Playhead) -> None:
            if isinstance(event, SetOver):
                raise BrokenPipeError
            super().event(event, head)

    one = done(laid(ROLL), [At(200_000, GO)], lambda plan: Gone(lines("pipe")(plan), []))
    assert one.played.signal == signal.SIGPIPE
    assert [body.how for body in kept(one, SessionEnded) if isinstance(body, SessionEnded)] == ["interrupted"]


def test_what_is_switched_is_told_and_remembered() -> None:
    """v, t and w: a notice each, and what to remember; where there is no voice, that is said."""
    row = following(keys((1_000, "v"), (0, "t"), (0, "w"), (0, "w")))
    one = done(laid(ROLL), row, ears=MadeEars)
    assert one.switched == [("voice", False), ("tones", False), ("wait", True), ("wait", False)]
    assert one.notices == ["Voice off.", "Tones off.", "Wait for me: on.", "Wait for me: off."]
    assert done(laid(ROLL), row).notices[:2] == ["There is no voice on this computer.", "No tones can sound here."]


def test_a_channel_that_falls_silent_is_named_and_moves_nothing() -> None:
    """Both fell silent: each is named and stands there as off, and the facts are those of a session with sound."""
    row = following(keys((100_000, "a"), (0, "-")))
    out = io.StringIO()
    silent = done(laid(ROLL), row, lambda plan: screen(plan, out=out), ears=lambda order: MadeEars(order, silent=True))
    assert silent.notices[0] == "No voice: it fell silent. The screen goes on. No tones, too."
    assert "voice off" in out.getvalue()
    assert "tones off" in out.getvalue()
    assert silent.facts == done(laid(ROLL), row, ears=MadeEars).facts


def test_a_picture_that_fails_at_a_pause_tells_it_once_more() -> None:
    """It fails while it is drawn, where nothing else would be told: how to go on is written, and why, before any key."""

    class Unpaused(Watched):
        def show(self, head: Playhead, typed: str, notice: str) -> None:
            if head.state == "paused":
                raise ZeroDivisionError
            super().show(head, typed, notice)

    out = io.StringIO()
    row = [*keys((30_000, "space")), At(31_000, GO)]
    done(laid(ROLL), row, lambda plan: Unpaused(screen(plan), []), plain=lines("reader", out))
    told = out.getvalue()
    assert "The picture failed (ZeroDivisionError); plain lines go on." in told
    assert told.count("Choose: g go on, e ease off, p pain, u numb, d dizzy, q end") == 1
    assert told.index("Begin") < told.index("Paused.") < told.index("The picture failed")
