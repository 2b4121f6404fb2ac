"""The voice: says each cue's words, made beforehand by what this machine has and played by a program of its own."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from selfcare.cues.sounding import machine
from selfcare.cues.sounding.notes import lead_ms
from selfcare.cues.sounding.phrases import Phrases
from selfcare.cues.sounding.playing import Loudspeaker, Sounding, Turn
from selfcare.cues.sounding.turns import SAFETY, Request
from selfcare.home import environment, programs
from selfcare.session.events import Cued, Eased, Event, ExerciseOver, Paused, Refused, Resumed, StepBegan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selfcare.cues.channel import Wishes
    from selfcare.cues.sounding.machine import Engine

PATIENCE_MS = 400
PATIENCE_FOR_SAFETY_MS = 3_000
"""A phrase that was not made in time is left out: the tone has said it. What keeps someone safe is said even late (design)."""
_FOR_A_LINE_MS = 5_000
_SPEAKING_TWICE = 2
"""A command that speaks by itself may take twice what was estimated, then it hangs (design)."""


def channel(wishes: Wishes, folder: Path) -> Voice | None:
    """The voice of this machine, on or off as the settings say; None when there is none, or nothing that plays it."""
    engine = machine.engine(wishes, programs.find)
    players = machine.players(programs.find)
    if engine is None or not (players or not engine.writes):
        return None
    auto = wishes.voice == "auto" and not wishes.reader and not environment.far_away()
    voice = Voice(_dated(engine), Loudspeaker(players), _key(wishes), folder, volume=wishes.volume)
    voice.on = wishes.voice == "yes" or auto
    return voice


def missing(wishes: Wishes) -> str:
    """The one sentence with the one command that adds a voice; empty where there is one."""
    return machine.how_to_add(wishes, programs.find)


class Voice:
    """A `Channel` that speaks. `after_tone`: whether a tone sounds with each cue, which then goes first."""

    name = "voice"

    def __init__(
        self, engine: Engine, loudspeaker: Loudspeaker, key: tuple[str, ...], folder: Path, *, volume: int
    ) -> None:
        """`key`: what the sound depends on beside the engine's words. It begins switched off."""
        self.after_tone = False
        self._engine = engine
        self._loudspeaker = loudspeaker
        self._volume = 100 if engine.loud else volume
        self._phrases = Phrases(engine, key, folder)
        self._sounding = Sounding("voice", self._perform)
        self._step = 0
        self._on = False
        self._later: tuple[str, ...] = ()

    @property
    def on(self) -> bool:
        """Whether it is switched on."""
        return self._on

    @on.setter
    def on(self, value: bool) -> None:
        self._on = value
        if value:
            self._phrases.begin()
            self._sounding.begin()
            self.prepare(())
        else:
            self._sounding.hush()

    @property
    def trouble(self) -> str:
        """Empty while it can be heard; else one sentence for the screen."""
        return self._sounding.trouble or self._phrases.trouble

    def prepare(self, phrases: Iterable[str]) -> None:
        """Have these phrases made in the background; while it is switched off, when it is switched on."""
        self._later = tuple(dict.fromkeys((*self._later, *phrases)))
        if self._on and self._engine.writes:
            self._phrases.prepare(self._later)

    def ready(self, within_ms: int) -> bool:
        """Wait until all phrases are made; whether they are, within that time. Not while time is measured."""
        return not self._on or self._phrases.ready(within_ms)

    def __call__(self, event: Event) -> None:
        """Say what is to be said. Returns at once."""
        match event:
            case StepBegan():
                self._step += 1
            case Resumed() | Eased():
                self._sounding.hush("come off")  # the person goes on: it was heard
            case Cued(t, cue) | Paused(t, cue) | Refused(t, cue) | ExerciseOver(t=t, cue=cue):
                if self._on and cue.say:
                    self._sounding.ask(Request(cue.say, cue.kind, t, self._step, cue.estimate))
            case _:
                return

    def say(self, words: str, within_ms: int = _FOR_A_LINE_MS) -> bool:
        """Say words that belong to no cue, and wait until they were heard, or the time is over. Not during a session."""
        if not self._on:
            return False
        self._sounding.ask(Request(words, "stop", -1, self._step, within_ms))
        return self._sounding.finish(within_ms) and not self._sounding.failing

    def finish(self, within_ms: int) -> bool:
        """Wait until all was said; whether it was, within that time."""
        return self._sounding.finish(within_ms)

    def close(self) -> None:
        """Fall silent for good."""
        self._sounding.close()
        self._phrases.close()

    def _perform(self, turn: Turn) -> bool | None:
        request = turn.request
        if not self._engine.writes:
            if not turn.wait(lead_ms(request.kind) if self.after_tone else 0):
                return None
            call = self._engine.call(request.what)
            program = programs.start(call.words, text=call.text, more=call.more)
            return program is not None and turn.follow(program, request.within_ms * _SPEAKING_TWICE) == 0
        sound = self._phrases.sound(request.what, PATIENCE_FOR_SAFETY_MS if request.rank == SAFETY else PATIENCE_MS)
        if sound is None:
            return None  # its tone has said it; an engine that fails has a sentence of its own
        if not turn.wait(lead_ms(request.kind) if self.after_tone else 0):
            return None
        return self._loudspeaker.play(sound, turn, self._volume)


def _key(wishes: Wishes) -> tuple[str, ...]:
    return wishes.language, str(wishes.rate), str(wishes.volume)


def _dated(engine: Engine) -> Engine:
    """The engine with the age and size of its program for a version: no program is run to ask for it."""
    with suppress(OSError):
        status = Path(engine.words[0]).stat()
        return engine._replace(version=f"{status.st_mtime_ns} {status.st_size}")
    return engine
