"""One guided session, from who may begin it to what was kept: the pieces put together, and no rule of its own."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from selfcare.cli.at_hand import AtHand, ask, ask_key, attended, say
from selfcare.cli.breath import warn_of_breath
from selfcare.cli.details import ask_details
from selfcare.cli.morning import ask_morning
from selfcare.cli.stage import Stage, Wanted
from selfcare.day.decide import Day, decide
from selfcare.day.mornings import WORSE
from selfcare.day.questions import STOP_QUESTIONS, urgency
from selfcare.faces import advice
from selfcare.faces.mornings import morning_line, tell_line
from selfcare.faces.today import due, held_back, today_lines
from selfcare.faces.words import date, time_of
from selfcare.facts.kinds import Answered, Seen, SessionBegun, Stopped
from selfcare.facts.recount import Session, sessions
from selfcare.home.clock import SessionClock, new_id, now
from selfcare.live.input import Input
from selfcare.live.playing import Played, World, play
from selfcare.log.store import Log
from selfcare.session.plan import How, any_other, plan_session, questions
from selfcare.session.player import Playhead
from selfcare.session.record import Naming
from selfcare.session.resume import band_was_on, resumed, trail
from selfcare.session.steps import Plan, Screening
from selfcare.text.errors import HeldBack, SelfcareError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.cli.choosing import Chosen
    from selfcare.day.dose import DoseName


STALE_MS = 15 * 60_000
"""Whoever takes longer than that over the questions is asked them once more: answers are of the moment (design)."""


def remember(what: str, on: bool) -> None:
    """What was switched with a key stays so. A settings file that cannot be written loses nobody the session."""
    from selfcare.cli.commands.settings import change

    with suppress(SelfcareError):
        change(what, "yes" if on else "no")


class Guide:
    """One `start`: who plays what, in which session. `going_on` is a session that was cut off."""

    def __init__(
        self,
        at_hand: AtHand,
        one: Chosen,
        *,
        dose: DoseName,
        going_on: Session | None = None,
    ) -> None:
        """Nothing is asked yet."""
        self.at_hand = at_hand
        self.one = one
        self.dose: DoseName = dose
        if any(exercise.after for exercise in one.routine.exercise) and not at_hand.reads_all:
            at_hand.reads_all = True
            at_hand.forget_history()
        self.going_on = going_on
        self.band_is_off = False
        self.told: Sequence[str] = ()
        self.session = going_on.id if going_on else new_id()
        self.attended = attended()
        self.patient = at_hand.owner or one.routine.patient

    def day(self) -> Day:
        """The day as it is decided now."""
        file = (self.one.routine, self.one.text)
        day = decide(self.at_hand.history, self.at_hand.now, dose=self.dose, file=file)
        assert day is not None  # a routine was chosen
        return day

    def fresh(self) -> None:
        """Read the log and the hour anew: something was written since."""
        self.at_hand.forget_history()
        self.at_hand.now = now()

    def record(self, *bodies: object) -> None:
        """Write facts of this patient."""
        self.at_hand.record(*bodies, patient=self.patient)  # type: ignore[arg-type]  # bodies of facts
        self.fresh()

    def admit(self) -> None:
        """Let through, or refuse with the reason: what holds the session back, whichever way it was asked for.

        Raises:
            HeldBack: an answer, the therapist, or the needles keep it off; or it would be extra and nobody said yes.
        """
        day = self.day()
        if ask_morning(day, self.at_hand, self.patient):
            day = self.day()
        therapist, offset = day.routine.therapist, self.at_hand.now.offset
        if day.blocked and day.blocked.urgency != "rest":
            self._ask_seen(day)
            day = self.day()
        if day.blocked:
            say(*advice.blocked(day))
            why = (
                "it is a day of rest" if day.blocked.ids == (WORSE,) else "an answer to the stop questions keeps it off"
            )
            raise HeldBack(f"No session now: {why}.")
        if day.hold:
            raise HeldBack(f"{therapist} has taken today out of the plan: {day.hold.why}")
        if not day.exercises:
            say(*held_back(day.held, offset, therapist))
            raise HeldBack("Nothing to do now: every place of it is held back.")
        if self.going_on:
            return
        if day.due and not day.due.open_now:
            self._ask_extra(f"{due(day.due)} One more would be extra; it makes up for no other day.")
        elif day.due and day.due.wait_until is not None:
            self._ask_extra(
                f"{therapist} wants a pause between sessions: the next is from {time_of(day.due.wait_until, offset)}."
            )

    def _ask_extra(self, words: str) -> None:
        say(words)
        if not self.attended or (ask("Type yes to do it all the same: ") or "").casefold() != "yes":
            raise HeldBack("Not begun.")

    def _ask_seen(self, day: Day) -> None:
        assert day.blocked is not None
        say(f"On {date(day.date.fromisoformat(day.blocked.day))} you answered: {', '.join(day.blocked.ids)}.")
        if not self.attended:
            return
        by = ask("By whom were you seen since then? (Enter: by nobody yet) ")
        told = ask("What did they say? ") if by else None
        if by and told:
            self.record(Seen(day.blocked.answered, by, told))
            say(f"Kept for {day.routine.therapist}.")

    def play(self, *, screened: bool, wanted: Wanted | None = None) -> Played:
        """Ask what must be asked, decide the day anew with what was answered, and play."""
        if self.one.file is not None and self.at_hand.history.routine(self.one.text) is None:
            self.record(self.one.file)
        how = How(
            attended=self.attended, slower=self.at_hand.settings.pace == "slower", rate=self.at_hand.settings.rate
        )
        if not self.attended:
            self._stated(screened=screened)
        with Stage(self.at_hand.settings, wanted, attended=self.attended) as stage:
            if self.attended and not self.at_hand.history.of(SessionBegun):
                from selfcare.cli.hearing import ask_hearing

                ask_hearing(stage)
            played = self._through(stage, how)
            self.fresh()
            self._close(played, stage)
        return played

    def _through(self, stage: Stage, how: How) -> Played:
        """The questions, and the session when none of them keeps it off."""
        screening = self._asked(stage, how) if self.attended else Screening("command line")
        if not isinstance(screening, Screening):
            return screening
        day = self._day_now()
        plan, start = self._laid_out(day, screening, how)
        if not self.attended:
            self._introduce(day, plan)
        return self._play_once(day, plan, start, stage)

    def _stated(self, *, screened: bool) -> None:
        """Without a terminal the stop questions count as stated on the command line, or are shown and nothing begins."""
        if not screened:
            say("Before a session, any of these today?", *(f"  {one.key}  {one.words}" for one in STOP_QUESTIONS))
            raise HeldBack("If none of these is true, say so: selfcare start --screened")
        day = self.day()
        self.record(Answered(self.session, day.date.isoformat(), "command line", (), day.again))

    def _day_now(self) -> Day:
        """The day as it is decided at this moment, with all that was written until now.

        Raises:
            HeldBack: nothing of it may be done.
        """
        day = self.day()
        if day.blocked:
            say(*advice.after_answer(day.blocked.urgency, day.routine))
            raise HeldBack("No session now: an answer to the stop questions keeps it off.")
        if not day.exercises:
            say(*held_back(day.held, self.at_hand.now.offset, day.routine.therapist))
            raise HeldBack("Nothing is left to do now: every place of it is held back.")
        return day

    def _asked(self, stage: Stage, how: How) -> Screening | Played:
        """The questions before a session, until none is true any more; the end, where it was ended at one of them.

        Raises:
            HeldBack: an answer keeps the session off.
        """
        said_yes = introduced = False
        while True:
            day = self._day_now()
            plan, start = self._laid_out(day, None, how)
            if not introduced:
                self._introduce(day, plan, whole=stage.style != "screen")
                introduced = True
            stage.prepare(plan)
            asking = questions(plan)
            before = len(self._answers())
            played = self._play_once(day, any_other(asking) if said_yes else asking, start, stage)
            self.fresh()
            if played.signal is None and played.head.outcome is None:
                if played.head.clock <= STALE_MS:
                    return Screening("asked", soreness=True)
                say("That was a while ago, so once more:")
            elif played.signal is not None or len(self._answers()) == before:
                return played
            else:
                said_yes = self._detailed(day, stage) or said_yes

    def _answers(self) -> list[Answered]:
        return [body for _, body in self.at_hand.history.of(Answered) if body.session == self.session]

    def _introduce(self, day: Day, plan: Plan, *, whole: bool = True) -> None:
        """What the session will be. The full screen shows it itself, but for what it is."""
        lines = today_lines(day, plan, self.at_hand.now.offset)
        if whole and lines != self.told:  # they stand on the screen already when one came from there
            say(*lines)
        elif not whole and not self.told and morning_line(day):
            say(morning_line(day))
            self._stay()
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
            return play(plan, name, self.patient, world, start)

    def _detailed(self, day: Day, stage: Stage) -> bool:
        """After a yes at the stop questions: what to do first, then the details. Whether anything of it stands.

        Raises:
            HeldBack: it keeps the session off.
        """
        answered = self._answers()[-1]
        bodies = ask_details(answered, day, self.at_hand, ask_key, ask)
        if bodies:
            self.record(*bodies)
            warn_of_breath(self.at_hand, day.routine, self.patient)
        level = urgency(self._answers()[-1].yes)
        if level is None:
            return False
        stage.tell(advice.after_answer(level, day.routine))
        if level != "place":
            self._stay()
            raise HeldBack("No session now.")
        say(*held_back(self.day().held, self.at_hand.now.offset, day.routine.therapist))
        return True

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
                self._stay()
        done = next(one for one in sessions(self.at_hand.history) if one.id == self.session)
        words = {"done": "done", "played": "played through", "partly": "partly done", "nothing": "not done"}
        say(f"Kept: {words[done.outcome]}, {done.sets} of {done.sets_asked} sets.")
        told = tell_line(self.day())
        if told:
            say(told)
        if not self.attended:
            say("Nobody could be asked here. To say how it is now: selfcare sore")

    def _stay(self) -> None:
        if self.attended:
            ask_key("Press a key when you have read this. ")
