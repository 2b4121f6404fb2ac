"""A session in plain lines: one cue a line in a pipe, a countdown below them on a terminal, and reader mode.

In reader mode no line is ever rewritten, nothing but plain text is written, each line stays under 80 characters, and a
prompt is one line that ends in its choices.
"""

from __future__ import annotations

import textwrap
from contextlib import suppress
from typing import TYPE_CHECKING, Literal, TypeAlias

from selfcare.day.questions import STOP_QUESTIONS
from selfcare.faces.naming import opening
from selfcare.faces.words import clock, discomfort, soreness
from selfcare.session import events
from selfcare.session.keys import LABELS, WORST
from selfcare.session.player import asks_discomfort, current, length, waits
from selfcare.session.steps import CHANGES
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from typing import TextIO

    from selfcare.session.events import Event
    from selfcare.session.player import Playhead
    from selfcare.session.steps import Cue, Plan, Question, SetName

Style: TypeAlias = Literal["pipe", "terminal", "reader"]
_CLEAR = "\r\x1b[K"
_READER_WIDTH = 78
_PAUSED = "g go on, e ease off and go on, p too painful, u numb or tingling, d dizzy or unwell, q end for today"
_PAUSED_SHORT = "Choose: g go on, e ease off, p pain, u numb, d dizzy, q end"
_KEYS = "Keys: n next, b back, r again, m more, w wait for me; any other key pauses."
"""A reader has no line of keys below: it is said once, while there is time to hear it."""
_HOW_MUCH = "How much discomfort was that, 0 to 10? Type it and press Enter, or leave it."
_ENDS = {
    "whole": "done",
    "patient ended it": "done, you ended it",
    "ceiling reached": "longest time reached",
    "skipped": "skipped",
    "went back": "left, to go back",
    "restarted": "begun again",
    "band off": "ended, band off",
    "discomfort": "ended, too much discomfort",
    "stopped": "stopped",
    "interrupted": "interrupted",
}


class Lines:
    """The plain face."""

    def __init__(self, plan: Plan, out: TextIO, style: Style, width: int = 80) -> None:
        """Write to `out`; `width` in columns is only used on a terminal."""
        self.plan = plan
        self.out = out
        self.style = style
        self.width = _READER_WIDTH if style == "reader" else max(40, min(width, 100))
        self._drawn = ""
        self._typed = ""
        self._told_keys = False
        self._extra = (0, 0)

    def event(self, event: Event, head: Playhead) -> None:  # noqa: C901, PLR0912 - one arm for each case of a closed union
        """Something happened: a line, if there is something to say."""
        if isinstance(event, events.StepBegan | events.Scored):
            self._typed = ""  # it was taken, or its step is over
        match event:
            case events.Cued(t, cue) if cue.kind == "question":
                self._question(head)
            case events.StepBegan(t, step) if self._has_words(step):
                self._line(t, self.plan.steps[step].words)
                self._keys_once()
                if asks_discomfort(self.plan, head):
                    self._line(t, _HOW_MUCH)
            case events.Cued(_, cue) if cue.anchor == "start" and cue.offset == 0 and self._said_already(head, cue):
                return
            case events.Cued(t, cue) | events.Paused(t, cue) | events.Refused(t, cue) | events.ExerciseOver(t, _, cue):
                self._line(t, f"Paused. {cue.say}" if isinstance(event, events.Paused) else cue.say)
                if isinstance(event, events.Paused):
                    self._prompt(_PAUSED_SHORT if self.style == "reader" else f"  {_PAUSED}")
            case events.SetOver(t, name, how, held, _):
                self._line(t, f"{self._set(name)}: {_ENDS[how]}, {held // 1000} s.")
            case events.Scored(t, what, _, _, _, score) if score is not None:
                words = soreness(score) if what == "soreness" else discomfort(score)
                self._line(t, f"{what.capitalize()}: {words}.")
            case events.Scored(t, "soreness", _, _, _, None):
                self._line(t, "No answer. You can give it later: selfcare sore")
            case events.StepBegan(t) if asks_discomfort(self.plan, head):
                self._line(t, _HOW_MUCH)
            case events.Continued(t):
                self._line(t, "Going on where you were.")
            case events.Resumed(t) if self.style == "reader" and current(self.plan, head).set is None:
                self._line(t, "Going on.")  # in a set the count-in says so
            case events.Over(t, how, _):
                self._line(
                    t, {"ran to the end": "Session over.", "stopped": "Session stopped."}.get(how, "Interrupted.")
                )
            case (
                events.StepBegan()
                | events.SetStarted()
                | events.MoreGiven()
                | events.StopAnswered()
                | events.Started()
                | events.Resumed()
                | events.Eased()
                | events.Halted()
                | events.ShareGiven()
                | events.Scored()
            ):
                return

    def _keys_once(self) -> None:
        if self.style == "reader" and not self._told_keys:
            self._line(None, _KEYS)
            self._told_keys = True

    def _has_words(self, index: int) -> bool:
        """Whether a step's words are written when it begins; those of a question stand above it already."""
        step = self.plan.steps[index]
        return bool(step.words) and step.question is None

    def _said_already(self, head: Playhead, cue: Cue) -> bool:
        """Whether it stands in the words of its step, which were written whole when it began."""
        step = current(self.plan, head)
        return step.set is None and bool(step.words) and cue.kind in CHANGES

    def show(self, head: Playhead, typed: str, notice: str) -> None:
        """The countdown, what is typed, or why it was not taken."""
        if notice:
            self._line(head.clock, notice)
        if self.style == "reader":
            self._answer_keys(head, typed)
        if self.style == "terminal":
            self._draw(self._below(head, typed))

    def _answer_keys(self, head: Playhead, typed: str) -> None:
        """What a countdown would show of a key: more time, what is typed, that nothing is typed any more."""
        step, extra = self._extra
        if head.step == step and head.extra > extra:
            self._line(None, f"{(head.extra - extra) // 1000} seconds more.")
        self._extra = (head.step, head.extra)
        if typed:
            if typed != self._typed:
                self._line(None, self._below(head, typed).strip())
        elif self._typed:
            self._line(None, "Nothing is typed.")
        self._typed = typed

    def next_frame(self, head: Playhead) -> int | None:
        """Until the next whole second of the countdown; a pipe and a reader need none."""
        total = length(self.plan, head)
        if self.style != "terminal" or total is None or waits(self.plan, head) or head.counting_in:
            return None
        return (total - head.at - 1) % 1000 + 1

    def switches(self, voice: bool | None, tones: bool | None, wait: bool) -> None:
        """Plain lines do not show what is switched on; the notice of a switch is a line."""

    def enter(self) -> None:
        """Plain lines take nothing."""

    def leave(self) -> None:
        """Leave the terminal's cursor on a fresh line, where there still is one."""
        with suppress(OSError):
            self._draw("")

    def _below(self, head: Playhead, typed: str) -> str:
        step, total = current(self.plan, head), length(self.plan, head)
        if step.question is not None:
            return f"  {_typed(step.question, typed)}"
        if typed:
            return f"  Discomfort: {discomfort(int(typed))}. Enter keeps it, Backspace corrects it."
        if head.state == "paused":
            return "  Paused. Take your time."
        if total is None or waits(self.plan, head):
            return "  Press a key when you are ready; q pauses."
        left = clock(total - head.at + 999)
        where = self._set(step.set) if step.set else step.kind.capitalize()
        session_left = sum(one.length or 0 for one in self.plan.steps[head.step + 1 :]) + total - head.at
        done = "n done" if step.open_ended else "n next"
        whole = f"  {left}  {where}   {clock(session_left + 999)} to go"
        keys = (f"   {done}, b back, m more; any other key pauses", f"   {done}; any key pauses", "")
        return next(whole + more for more in keys if len(whole + more) < self.width or not more)

    def _set(self, name: SetName) -> str:
        exercise = self.plan.exercises[name.exercise]
        asked = next(row for row in self.plan.asked if (row.exercise, row.side) == (name.exercise, name.side))
        parts = [opening(visible(exercise.name)), name.side if name.side != "middle" else ""]
        parts.append(f"set {name.set} of {asked.sets}" if asked.sets > 1 else "")
        parts.append(f"{name.repetition} of {asked.repetitions}" if asked.repetitions > 1 else "")
        return ", ".join(part for part in parts if part)

    def _question(self, head: Playhead) -> None:
        question = current(self.plan, head).question
        if question is None:
            return
        if question.what == "stop":
            self._line(None, question.heading)
            if question.lead:
                self._line(None, f"{visible(question.lead)}.".replace("Breath first", "BREATH FIRST", 1))
            for one in STOP_QUESTIONS:
                self._line(None, f"  {one.key}  {one.words}")
            self._prompt(
                "  n  none of these" if self.style != "reader" else "Choose: n none of these, or the number 1 to 5"
            )
        elif question.what == "soreness":
            place = "your worst place" if question.region == "worst place" else f"your {visible(question.region)}"
            words = f"How sore or painful is {place} now, at rest? 0 none, 10 worst imaginable."
            same = "" if question.same is None else f", = as this morning, {question.same}"
            if self.style == "reader":
                self._line(None, words)
                self._prompt(f"Choose: a number from 0 to 10 and Enter{same}, or - for no answer")
            else:
                self._prompt(f"{words} Type 0 to 10 and Enter{same}, or - for no answer.")
        else:
            self._line(None, "Did you do it?")
            if len(self.plan.exercises) > 1:
                for label, exercise in zip(LABELS, self.plan.exercises.values(), strict=False):
                    self._line(None, f"  {label}  {visible(exercise.name)}")
            if self.style == "reader":
                self._prompt("Choose: a all of it, p part (then what you left out, Enter), n none")
            else:
                self._prompt("Choose: a all of it, p part of it (then the numbers you left out, Enter), n none of it")

    def _line(self, t: int | None, words: str) -> None:
        before, self._drawn = self._drawn, ""
        if before:
            self.out.write(_CLEAR)
        stamp = f"{clock(t):>5}  " if t is not None and self.style != "reader" else ""
        hanging = " " * len(stamp)
        text = visible(words)
        lines = textwrap.wrap(text, self.width, initial_indent=stamp, subsequent_indent=hanging, drop_whitespace=True)
        if text.startswith("  ") and not stamp:
            lines = textwrap.wrap(text, self.width, subsequent_indent="     ") or [text]
        for line in lines:
            self.out.write(f"{line}\n")
        self.out.flush()

    def _prompt(self, words: str) -> None:
        self._line(None, words)

    def _draw(self, text: str) -> None:
        if self.style != "terminal" or text == self._drawn:
            return
        shown = text[: self.width - 1] if len(text) >= self.width else text
        self.out.write(_CLEAR + shown)
        self.out.flush()
        self._drawn = text


def _typed(question: Question, typed: str) -> str:
    if question.what == "soreness":
        if not typed:
            return "Your number: "
        return f"Your number: {soreness(min(int(typed), WORST))}. Enter keeps it, Backspace corrects it."
    if question.what == "share" and typed.startswith("p"):
        left_out = " ".join(typed[1:]) or "nothing yet"
        return f"Part of it. Left out: {left_out}. Enter keeps it, Backspace corrects it."
    return "Your answer: "
