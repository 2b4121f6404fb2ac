"""One guided session, from its questions to what was kept: the pieces put together, and no rule of its own."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from selfcare.cli.at_hand import ask_key, say
from selfcare.cli.stage import Stage, Wanted
from selfcare.faces import advice
from selfcare.faces.mornings import morning_line, tell_line
from selfcare.faces.today import today_lines
from selfcare.facts.kinds import SessionBegun, Stopped
from selfcare.facts.recount import sessions
from selfcare.home.clock import SessionClock, new_id, now
from selfcare.live.input import Input
from selfcare.live.playing import Played, World, play
from selfcare.log.store import Log
from selfcare.session.plan import How, any_other, plan_session, questions
from selfcare.session.player import Playhead
from selfcare.session.record import Naming
from selfcare.session.resume import band_was_on, resumed, trail
from selfcare.session.steps import Plan, Screening
from selfcare.text.errors import SelfcareError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.cli.admitting import Admission
    from selfcare.day.decide import Day


STALE_MS = 15 * 60_000
"""Whoever takes longer than that over the questions is asked them once more: answers are of the moment (design)."""


def remember(what: str, on: bool) -> None:
    """What was switched with a key stays so. A settings file that cannot be written loses nobody the session."""
    from selfcare.cli.commands.settings import change

    with suppress(SelfcareError):
        change(what, "yes" if on else "no")


class Guide:
    """A session that was admitted, from its questions to what was kept."""

    def __init__(self, admission: Admission) -> None:
        """Nothing is asked yet."""
        self.admission = admission
        self.at_hand = admission.at_hand
        self.one = admission.one
        self.going_on = admission.going_on
        self.session = admission.session
        self.attended = admission.attended
        self.band_is_off = False
        self.told: Sequence[str] = ()

    def play(self, *, screened: bool, wanted: Wanted | None = None) -> Played:
        """Ask what must be asked, decide the day anew with what was answered, and play."""
        if self.one.file is not None and self.at_hand.history.routine(self.one.text) is None:
            self.admission.record(self.one.file)
        how = How(
            attended=self.attended,
            slower=self.at_hand.settings.pace == "slower",
            rate=self.at_hand.settings.rate,
            scored=self.admission.scored,
        )
        if not self.attended:
            self.admission.stated(screened=screened)
        with Stage(self.at_hand.settings, wanted, attended=self.attended) as stage:
            if self.attended and not self.at_hand.history.of(SessionBegun):
                from selfcare.cli.hearing import ask_hearing

                ask_hearing(stage)
            played = self._through(stage, how)
            self.admission.fresh()
            self._close(played, stage)
        return played

    def _through(self, stage: Stage, how: How) -> Played:
        """The questions, and the session when none of them keeps it off."""
        screening = self._asked(stage, how) if self.attended else Screening("command line")
        if not isinstance(screening, Screening):
            return screening
        day = self.admission.day_now()
        plan, start = self._laid_out(day, screening, how)
        if not self.attended:
            self._introduce(day, plan)
        return self._play_once(day, plan, start, stage)

    def _asked(self, stage: Stage, how: How) -> Screening | Played:
        """The questions before a session, until none is true any more; the end, where it was ended at one of them.

        Raises:
            HeldBack: an answer keeps the session off.
        """
        said_yes = introduced = False
        while True:
            day = self.admission.day_now()
            plan, start = self._laid_out(day, None, how)
            if not introduced:
                self._introduce(day, plan, whole=stage.style != "screen")
                introduced = True
            stage.prepare(plan)
            asking = questions(plan)
            before = len(self.admission.answers())
            played = self._play_once(day, any_other(asking) if said_yes else asking, start, stage)
            self.admission.fresh()
            if played.signal is None and played.head.outcome is None:
                if played.head.clock <= STALE_MS:
                    self.admission.this_morning(day, stage)
                    return Screening("asked", soreness=True)
                say("That was a while ago, so once more:")
            elif played.signal is not None or len(self.admission.answers()) == before:
                return played
            else:
                said_yes = self.admission.detailed(day, stage) or said_yes

    def _introduce(self, day: Day, plan: Plan, *, whole: bool = True) -> None:
        """What the session will be. The full screen shows it itself, but for what it is."""
        lines = today_lines(day, plan, self.at_hand.now.offset)
        if whole and lines != self.told:  # they stand on the screen already when one came from there
            say(*lines)
        elif not whole and not self.told and morning_line(day):
            say(morning_line(day))
            self.admission.stay()
        if not day.assigned:
            say("This is not what was assigned for today; it is kept as an extra of your own.")
        if day.routine.words and whole:
            say(f"{day.routine.therapist} says: {day.routine.words}")

    def _laid_out(self, day: Day, screening: Screening | None, how: How) -> tuple[Plan, Playhead]:
        """The plan, and the playhead from which it is played: the first step, or where it was cut off."""
        wait = self.attended and self.at_hand.settings.wait
        plan = plan_session(day.routine, day, screening, how)
        if self.going_on is None:
            return plan, Playhead(wait=wait)
        been = trail(self.at_hand.history, self.going_on, plan)
        if not self.band_is_off and band_was_on(plan, been):
            ask_key("Take the band off first. Press a key when it is off. ")
        self.band_is_off = True
        rest, start = resumed(plan, been)
        return rest, start._replace(wait=wait)

    def _play_once(self, day: Day, plan: Plan, start: Playhead, stage: Stage) -> Played:
        name = Naming(
            self.session,
            self.going_on.body.day if self.going_on else day.date.isoformat(),
            day.text,
            day.dose,
            from_file=not day.assigned,
            how="asked" if self.attended else "command line",
        )
        with (
            Log.open(self.at_hand.folder, write=True) as log,
            Input(sys.stdin.fileno() if self.attended else None) as keys,
        ):
            world = World(
                SessionClock(),
                now,
                new_id,
                log.append,
                keys,
                face=stage.face(plan),
                plain=lambda: stage.plain(plan),
                ears=stage.ears,
                switched=remember,
                attended=self.attended,
            )
            return play(plan, name, self.admission.patient, world, start)

    def _close(self, played: Played, stage: Stage) -> None:
        """What was kept, and what to do after a stop, which is spoken too."""
        if played.head.outcome in (None, "not begun"):
            say("Nothing was begun.")
            return
        if played.signal is not None:
            return
        stopped = [body for _, body in self.at_hand.history.of(Stopped) if body.session == self.session]
        if stopped:
            # First what to do and how fast; it stays until a key is pressed.
            stage.tell(advice.after_stop(stopped[-1].reason, self.one.routine))
            if stopped[-1].reason != "ended for today":
                self.admission.stay()
        done = next(one for one in sessions(self.at_hand.history) if one.id == self.session)
        words = {"done": "done", "played": "played through", "partly": "partly done", "nothing": "not done"}
        say(f"Kept: {words[done.outcome]}, {done.sets} of {done.sets_asked} sets.")
        told = tell_line(self.admission.day())
        if told:
            say(told)
        if self.attended and done.repetitions:
            say(f"A word for {self.one.routine.therapist} about it: selfcare note")
        if not self.attended:
            say("Nobody could be asked here. To say how it is now: selfcare sore")
