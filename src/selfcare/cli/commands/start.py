"""The guided session."""

from __future__ import annotations

import gc
import shutil
import sys

import typer

from selfcare.cli.at_hand import AtHand, ask, ask_key, attended, say
from selfcare.cli.choosing import Chosen, chosen, same_patient
from selfcare.cli.details import ask_details
from selfcare.day.decide import Day, decide
from selfcare.day.questions import STOP_QUESTIONS, urgency
from selfcare.faces import advice
from selfcare.faces.lines import Lines, Style
from selfcare.faces.today import due, held_back, today_lines
from selfcare.faces.words import date, time_of
from selfcare.facts.kinds import Answered, Seen, Stopped
from selfcare.facts.recount import sessions
from selfcare.home.clock import SessionClock, new_id, now
from selfcare.live.input import Input
from selfcare.live.playing import Played, World, play
from selfcare.log.locks import hold_session
from selfcare.log.store import Log
from selfcare.session.plan import How, plan_session
from selfcare.session.record import Naming
from selfcare.session.steps import Plan, Screening
from selfcare.text.errors import HeldBack


def command(
    what: str | None = typer.Argument(
        None, metavar="[ROUTINE|FILE]", help="A loaded routine's id, or a file; else what is due."
    ),
    screened: bool = typer.Option(
        False,
        "--screened",
        help="Without a terminal: none of the stop questions is true today. It is logged as said here.",
    ),
    gentle: bool = typer.Option(False, "--gentle", help="The gentler dose."),
) -> None:
    """The guided session. Any key pauses; what you did is kept at every moment."""
    start(what, screened=screened, gentle=gentle)


def start(what: str | None, *, screened: bool, gentle: bool) -> None:
    """Play a session, from the stop questions to the last answer."""
    gc.enable()  # a session lives long
    at_hand = AtHand()
    one = chosen(what, at_hand)
    same_patient(at_hand, one.routine)
    with hold_session(at_hand.folder):
        guide = _Guide(at_hand, one, gentle=gentle)
        guide.admit()
        played = guide.play(screened=screened)
        guide.close(played)
    if played.signal is not None:
        raise typer.Exit(128 + played.signal)


class _Guide:
    """One `start`: who plays what, in which session."""

    def __init__(self, at_hand: AtHand, one: Chosen, *, gentle: bool) -> None:
        self.at_hand = at_hand
        self.one = one
        self.gentle = gentle
        self.session = new_id()
        self.attended = attended()
        self.patient = at_hand.owner or one.routine.patient

    def day(self) -> Day:
        file = (self.one.routine, self.one.text)
        day = decide(self.at_hand.history, self.at_hand.now, dose="gentler" if self.gentle else "full", file=file)
        assert day is not None  # a routine was chosen
        return day

    def fresh(self) -> None:
        """Read the log anew: something was written since."""
        self.at_hand.__dict__.pop("history", None)

    def record(self, *bodies: object) -> None:
        self.at_hand.record(*bodies, patient=self.patient)  # type: ignore[arg-type]  # bodies of facts
        self.fresh()

    def admit(self) -> None:
        """Let through, or refuse with the reason: what holds the session back, whichever way it was asked for.

        Raises:
            HeldBack: an answer, the therapist, or the needles keep it off; or it would be extra and nobody said yes.
        """
        day = self.day()
        therapist, offset = day.routine.therapist, self.at_hand.now.offset
        if day.blocked and day.blocked.urgency != "rest":
            self._ask_seen(day)
            day = self.day()
        if day.blocked:
            say(*advice.after_answer(day.blocked.urgency, day.routine))
            raise HeldBack("No session now: an answer to the stop questions keeps it off.")
        if day.hold:
            raise HeldBack(f"{therapist} has taken today out of the plan: {day.hold.why}")
        if not day.exercises:
            say(*held_back(day.held, offset, therapist))
            raise HeldBack("Nothing to do now: every place of it is held back.")
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

    def play(self, *, screened: bool) -> Played:
        """Ask, play, and ask again with what was answered, until it has been played or is not to be."""
        if self.one.file is not None and self.at_hand.history.routine(self.one.text) is None:
            self.record(self.one.file)
        how = How(attended=self.attended, slower=self.at_hand.settings.pace == "slower")
        screening = None
        if not self.attended:
            if not screened:
                say("Before a session, any of these today?", *(f"  {one.key}  {one.words}" for one in STOP_QUESTIONS))
                raise HeldBack("If none of these is true, say so: selfcare start --screened")
            day = self.day()
            self.record(Answered(self.session, day.date.isoformat(), "command line", (), day.again))
            screening = Screening("command line")
        while True:
            day = self.day()
            if not day.exercises:
                say(*held_back(day.held, self.at_hand.now.offset, day.routine.therapist))
                raise HeldBack("Nothing is left to do now: every place of it is held back.")
            plan = plan_session(day.routine, day, screening, how)
            if screening is None or not self.attended:
                self._introduce(day, plan)
            else:
                say(*held_back(day.held, self.at_hand.now.offset, day.routine.therapist))
            played = self._play_once(day, plan)
            self.fresh()
            if played.head.outcome != "not begun" or not self._go_on(day, played):
                return played
            screening = Screening("asked")

    def _introduce(self, day: Day, plan: Plan) -> None:
        say(*today_lines(day, plan, self.at_hand.now.offset))
        if not day.assigned:
            say("This is not what was assigned for today; it is kept as an extra of your own.")
        if day.routine.words:
            say(f"{day.routine.therapist} says: {day.routine.words}")

    def _play_once(self, day: Day, plan: Plan) -> Played:
        face = Lines(plan, sys.stdout, self._style(), shutil.get_terminal_size().columns)
        name = Naming(
            self.session,
            day.date.isoformat(),
            day.text,
            day.dose,
            from_file=not day.assigned,
            how="asked" if self.attended else "command line",
        )
        with (
            Log.open(self.at_hand.folder, write=True) as log,
            Input(sys.stdin.fileno() if self.attended else None) as keys,
        ):
            world = World(SessionClock(), now, new_id, log.append, keys, face, self.attended)
            played = play(plan, name, self.patient, world)
            if played.signal is None:
                face.close()
        return played

    def _style(self) -> Style:
        if self.at_hand.settings.reader:
            return "reader"
        return "terminal" if self.attended else "pipe"

    def _go_on(self, day: Day, played: Played) -> bool:
        """After an answer at the stop questions: what to do first, then the details; whether the session may go on."""
        answered = [body for _, body in self.at_hand.history.of(Answered) if body.session == self.session]
        if played.signal is not None or not answered or not answered[-1].yes:
            return False
        bodies = ask_details(answered[-1], day, self.at_hand, ask_key, ask)
        if bodies:
            self.record(*bodies)
        yes = tuple(one for body in [answered[-1], *bodies] if isinstance(body, Answered) for one in body.yes)
        level = urgency(yes)
        if level is None:
            return False
        say(*advice.after_answer(level, day.routine))
        if level != "place":
            self._stay()
            raise HeldBack("No session now.")
        return True

    def close(self, played: Played) -> None:
        """What was kept, and what to do after a stop."""
        if played.head.outcome in (None, "not begun"):
            say("Nothing was begun.")
            return
        if played.signal is not None:
            return
        stopped = [body for _, body in self.at_hand.history.of(Stopped) if body.session == self.session]
        if stopped:
            # First what to do and how fast; it stays until a key is pressed.
            say(*advice.after_stop(stopped[-1].reason, self.one.routine))
            if stopped[-1].reason != "ended for today":
                self._stay()
        done = next(one for one in sessions(self.at_hand.history) if one.id == self.session)
        words = {"done": "done", "played": "played through", "partly": "partly done", "nothing": "not done"}
        say(f"Kept: {words[done.outcome]}, {done.sets} of {done.sets_asked} sets.")
        if not self.attended:
            say("Nobody could be asked here. To say how it is now: selfcare sore")

    def _stay(self) -> None:
        if self.attended:
            ask_key("Press a key when you have read this. ")
