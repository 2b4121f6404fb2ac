"""The tones: a short figure for each kind of cue, made by us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.cues.sounding import machine, notes, waves
from selfcare.cues.sounding.phrases import write_aside
from selfcare.cues.sounding.playing import Loudspeaker, Sound, Sounding, Turn
from selfcare.cues.sounding.turns import Request
from selfcare.home import programs
from selfcare.session.events import Cued, Event, ExerciseOver, Halted, Paused, Refused, Resumed, StepBegan

if TYPE_CHECKING:
    from pathlib import Path

    from selfcare.cues.channel import Wishes
    from selfcare.session.steps import CueKind


def channel(wishes: Wishes, folder: Path) -> Tone | None:
    """The tones, on or off as the settings say; None where nothing plays them."""
    players = machine.players(programs.find)
    if not players:
        return None
    tone = Tone(Loudspeaker(players), folder, volume=wishes.volume)
    tone.on = wishes.tones
    return tone


class Tone:
    """A `Channel` of tones."""

    name = "tones"

    def __init__(self, loudspeaker: Loudspeaker, folder: Path, *, volume: int) -> None:
        """It begins switched off. Each file is made by its thread, in a few milliseconds, when it is first heard."""
        self._loudspeaker = loudspeaker
        self._folder = folder
        self._volume = volume
        self._sounding = Sounding("tones", self._perform)
        self._step = 0
        self._counting = False
        self._last = ("", -1)
        self._on = False

    @property
    def on(self) -> bool:
        """Whether they are switched on."""
        return self._on

    @on.setter
    def on(self, value: bool) -> None:
        self._on = value
        if value:
            self._sounding.begin()
        else:
            self._sounding.hush()

    @property
    def trouble(self) -> str:
        """Empty while they can be heard; else one sentence for the screen."""
        return self._sounding.trouble

    def __call__(self, event: Event) -> None:
        """Sound what belongs to it. Returns at once."""
        match event:
            case StepBegan():
                self._step += 1
            case Cued(t, cue) | Paused(t, cue) | Refused(t, cue) | ExerciseOver(t=t, cue=cue):
                self._counting = cue.kind == "count in"
                self._sound(cue.kind, t)
            case Resumed(t) if self._counting:
                # The count is over and the hold goes on: nothing is said, but the start must be heard.
                self._counting = False
                self._sound("begin", t)
            case Halted(t):
                self._sound("stop", t)
            case _:
                return

    def _sound(self, kind: CueKind, at: int) -> None:
        tone = notes.of_cue(kind)
        if not self._on or not tone or (tone, at) == self._last:
            return
        self._last = tone, at
        self._sounding.ask(Request(tone, kind, at, self._step, notes.length_ms(tone)))

    def sample(self, tone: str, within_ms: int) -> bool:
        """Sound one by its name and wait until it was heard; whether it was. Not during a session."""
        self._sounding.ask(Request(tone, "stop", -1, self._step, within_ms))
        return self._sounding.finish(within_ms) and not self._sounding.failing

    def finish(self, within_ms: int) -> bool:
        """Wait until all was heard; whether it was, within that time."""
        return self._sounding.finish(within_ms)

    def close(self) -> None:
        """Fall silent for good."""
        self._sounding.close()

    def _perform(self, turn: Turn) -> bool | None:
        return self._loudspeaker.play(self._file(turn.request.what), turn)

    def _file(self, tone: str) -> Sound:
        name = f"tone-{notes.EDITION}-{tone.replace(' ', '-')}-{self._volume}.wav"
        file = self._folder / name
        if not file.exists():
            write_aside(file, waves.to_wav(notes.samples(tone, self._volume)))
        return Sound(file, notes.length_ms(tone))
