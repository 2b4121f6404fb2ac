"""Who may begin a session, and what keeps it off: the questions, the needles, the holds, what was told before.

It holds no rule of its own: `day/` decides, and here it is asked for, told, and written down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from selfcare.cli.at_hand import AtHand, ask, ask_key, attended, say, say_whole
from selfcare.cli.breath import warn_of_breath
from selfcare.cli.details import ask_details
from selfcare.cli.morning import ask_both, ask_morning, before_noon, record
from selfcare.day.decide import Day, decide
from selfcare.day.in_force import assignments, in_force
from selfcare.day.long_form import is_due, stated
from selfcare.day.mornings import WORSE
from selfcare.day.questions import STOP_QUESTIONS, urgency
from selfcare.faces import advice
from selfcare.faces.mornings import morning_line
from selfcare.faces.paragraph import paragraphs
from selfcare.faces.today import days_off, held_back
from selfcare.faces.today import due as due_words
from selfcare.faces.words import date, time_of
from selfcare.facts.health import known
from selfcare.facts.kinds import Answered, Rated, Seen
from selfcare.home.clock import new_id, now
from selfcare.session.plan import worst_place
from selfcare.text.errors import HeldBack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.cli.choosing import Chosen
    from selfcare.cli.stage import Stage
    from selfcare.day.dose import DoseName
    from selfcare.facts.recount import Session


class Admission:
    """One `start`: who plays what, in which session, and whether. `going_on` is a session that was cut off."""

    def __init__(self, at_hand: AtHand, one: Chosen, *, dose: DoseName, going_on: Session | None = None) -> None:
        """Nothing is asked yet."""
        self.at_hand = at_hand
        self.one = one
        self.dose: DoseName = dose
        if any(exercise.after for exercise in one.routine.exercise) and not at_hand.reads_all:
            at_hand.reads_all = True
            at_hand.forget_history()
        self.going_on = going_on
        self.session = going_on.id if going_on else new_id()
        self.attended = attended()
        self.patient = at_hand.owner or one.routine.patient
        self.told: Sequence[str] = ()
        self.scored = False
        """Whether the score before the session was given already, with this morning's."""

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
        if not self.asked_by_now(day):
            if self._same_place(day):
                self.scored = ask_both(day, self.at_hand, self.session, self.patient)
            else:
                ask_morning(day, self.at_hand, self.patient)
            day = self.day()
        therapist, offset = day.routine.therapist, self.at_hand.now.offset
        if day.blocked and day.blocked.urgency != "rest":
            self._ask_seen(day)
            day = self.day()
        self._refuse(day)
        if day.hold:
            raise HeldBack(f"{therapist} has taken today out of the plan: {day.hold.why}")
        self._ask_health()
        day = self.day()
        self._refuse(day)
        if not day.exercises:
            say(*held_back(day.held, offset, therapist))
            self._lines_to_clear(day)
            raise HeldBack("Nothing to do now: every place of it is held back.")
        if not self.going_on:
            self._ask_beyond(day, therapist, offset)

    def _ask_beyond(self, day: Day, therapist: str, offset: int) -> None:
        """What is of a day off, more than was asked, or too soon, needs a typed yes."""
        due = day.due
        if day.away is not None:
            self._ask_extra(f"{days_off(day.away)[0]} A session counts all the same.")
        elif due and not due.open_now:
            self._ask_extra(f"{due_words(due)} One more would be extra; it makes up for no other day.")
        elif due and due.wait_until is not None:
            self._ask_extra(
                f"{therapist} wants a pause between sessions: the next is from {time_of(due.wait_until, offset)}."
            )

    def _ask_health(self) -> None:
        """The questions about health that come with this text, when they were left for later.

        Raises:
            HeldBack: they were left for later once more: unanswered is not no.
        """
        if self.attended and is_due(self.at_hand.history, self.one.text):
            from selfcare.cli.long_form import ask_long_form

            say("Before the first session of this routine:")
            if not ask_long_form(self.at_hand, self.one.routine, self.one.text, self.patient):
                raise HeldBack("No session before they are answered. To answer them: selfcare start")
            self.fresh()

    def asked_by_now(self, day: Day) -> bool:
        """Whether the question before the session asks for this morning too: it is still morning, and it is the same place."""
        return self._same_place(day) and before_noon(self.at_hand)

    def _same_place(self, day: Day) -> bool:
        """Whether this morning is to be asked of the very place that is asked of before the session."""
        same = day.asks_morning is not None and day.asks_morning == worst_place(day.exercises)
        return same and self.going_on is None

    def this_morning(self, day: Day, stage: Stage) -> None:
        """Keep the score before the session as this morning's, where it stands for both; tell a gentler dose.

        Raises:
            HeldBack: by the therapist's rule it makes today a day of rest.
        """
        if day.asks_morning is None or not self.asked_by_now(day):
            return
        said = [body for _, body in self.at_hand.history.of(Rated) if body.session == self.session]
        if said:
            record(said[-1].score, day.asks_morning, self.at_hand, self.patient)
            self.fresh()
            if told := morning_line(self.day_now()):
                stage.tell([told])
                self.stay()

    def _refuse(self, day: Day) -> None:
        """Stop here where the whole routine is off: by an answer, a morning, or a rule that stands."""
        if day.blocked:
            say(*advice.blocked(day))
            rest = day.blocked.ids == (WORSE,)
            why = "it is a day of rest" if rest else "an answer to the stop questions keeps it off"
            raise HeldBack(f"No session now: {why}.")
        if day.off:
            self._tell_off(day)

    def _lines_to_clear(self, day: Day) -> None:
        """The exact lines by which the therapist may clear what the patient has, where that holds something back."""
        from selfcare.faces.health import for_therapist

        loaded = assignments(self.at_hand.history)
        told = [one.routine for one in (in_force(loaded, day.date), *loaded[-1:]) if one is not None][:1]
        health = known(self.at_hand.history, day.routine, told)
        say_whole(*for_therapist(health, next(iter(told), day.routine), day.date))

    def _tell_off(self, day: Day) -> NoReturn:
        from selfcare.faces.standing import off_lines

        lines = paragraphs(off_lines(day.off, day.routine))
        if not set(lines) <= set(self.told):  # they stand on the screen already when one came from there
            say(*lines)
        self._lines_to_clear(day)
        codes = " and ".join(dict.fromkeys(one.rule for one in day.off))
        raise HeldBack(f"No session now: {day.routine.therapist} must change or allow something first ({codes}).")

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

    def stated(self, *, screened: bool) -> None:
        """Without a terminal the stop questions count as stated on the command line, or are shown and nothing begins."""
        due = is_due(self.at_hand.history, self.one.text)
        if not screened:
            if due:
                from selfcare.cli.long_form import due_lines

                say(*due_lines(self.one.routine, self.at_hand.today))
            say("Before a session, any of these today?", *(f"  {one.key}  {one.words}" for one in STOP_QUESTIONS))
            raise HeldBack("If none of these is true, say so: selfcare start --screened")
        day = self.day()
        answer = Answered(self.session, day.date.isoformat(), "command line", (), day.again)
        health = [stated(self.one.text, screened=self.one.routine.screened is not None)] if due else []
        self.record(*health, answer)

    def day_now(self) -> Day:
        """The day as it is decided at this moment, with all that was written until now.

        Raises:
            HeldBack: nothing of it may be done.
        """
        day = self.day()
        self._refuse(day)
        if not day.exercises:
            say(*held_back(day.held, self.at_hand.now.offset, day.routine.therapist))
            raise HeldBack("Nothing is left to do now: every place of it is held back.")
        return day

    def answers(self) -> list[Answered]:
        """The answers to the stop questions before this session, in order."""
        return [body for _, body in self.at_hand.history.of(Answered) if body.session == self.session]

    def detailed(self, day: Day, stage: Stage) -> bool:
        """After a yes at the stop questions: what to do first, then the details. Whether anything of it stands.

        Raises:
            HeldBack: it keeps the session off.
        """
        answered = self.answers()[-1]
        bodies = ask_details(answered, day, self.at_hand, ask_key, ask)
        if bodies:
            self.record(*bodies)
            warn_of_breath(self.at_hand, day.routine, self.patient)
        level = urgency(self.answers()[-1].yes)
        if level is None:
            return False
        stage.tell(advice.after_answer(level, day.routine))
        if level != "place":
            self.stay()
            raise HeldBack("No session now.")
        say(*held_back(self.day().held, self.at_hand.now.offset, day.routine.therapist))
        return True

    def stay(self) -> None:
        """Leave what stands on the screen until a key is pressed."""
        if self.attended:
            ask_key("Press a key when you have read this. ")
