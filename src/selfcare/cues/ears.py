"""All channels of one session together: the voice waits for the tone, the bell stands in for both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.cues import bell, tone, voice
from selfcare.home import environment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import TextIO

    from selfcare.cues.channel import Channel, Wishes
    from selfcare.session.events import Event


def ears(wishes: Wishes, folder: Path, stream: TextIO | None = None) -> Ears:
    """The channels that this machine has, as the settings wish them."""
    return Ears(
        voice.channel(wishes, folder),
        tone.channel(wishes, folder),
        bell.channel(wishes, folder, stream),
        wanted=wishes.tones or wishes.voice == "yes",
        far_away=environment.far_away(),
    )


class Ears:
    """A session's channels. It never waits and never raises, as none of them does."""

    def __init__(
        self,
        voice: voice.Voice | None,
        tones: tone.Tone | None,
        bell: bell.Bell | None,
        *,
        wanted: bool,
        far_away: bool = False,
    ) -> None:
        """`wanted`: the settings ask for sound, whether or not there is any; `far_away`: the person is elsewhere."""
        self.voice = voice
        self.tones = tones
        self.bell = bell
        self._wanted = wanted
        self._far_away = far_away
        self._told: set[str] = set()
        self._wire()

    @property
    def channels(self) -> tuple[Channel, ...]:
        """Those that are there: tones first, so that the voice waits for a tone that has begun."""
        return tuple(one for one in (self.tones, self.voice, self.bell) if one is not None)

    def __call__(self, event: Event) -> None:
        """Give it to every channel."""
        self._wire()
        for one in self.channels:
            one(event)

    def is_on(self, name: str) -> bool | None:
        """Whether "voice" or "tones" can be heard; None where this machine has none."""
        one = self.voice if name == "voice" else self.tones
        return None if one is None else _heard(one)

    def sample(self, words: str, within_ms: int = 5_000) -> bool:
        """Say words, or sound a tone where nothing speaks, and wait; whether it could be heard. Not during a session."""
        if self.voice and self.voice.on:
            self.voice.prepare((words,))
            self.voice.ready(within_ms)
            return self.voice.say(words, within_ms)
        return bool(self.tones and self.tones.on and self.tones.sample("start", within_ms))

    def switch(self, name: str) -> bool | None:
        """Turn "voice" or "tones" on or off: what it is now; None where this machine has none.

        One that fell silent is tried once more.
        """
        one = self.voice if name == "voice" else self.tones
        if one is None:
            return None
        one.on = not _heard(one)
        self._told.discard(one.name)
        self._wanted = any(channel.on for channel in (self.voice, self.tones) if channel)
        self._wire()
        return one.on

    def fell_silent(self) -> tuple[str, ...]:
        """A sentence for each channel that fell silent since this was last asked."""
        new = [one for one in self.channels if one.on and one.trouble and one.name not in self._told]
        self._told.update(one.name for one in new)
        return tuple(one.trouble for one in new)

    def prepare(self, phrases: Iterable[str]) -> None:
        """Have what will be said made in the background."""
        if self.voice:
            self.voice.prepare(phrases)

    def finish(self, within_ms: int) -> None:
        """Let what is being said come to its end, at the most for so long. Not while time is measured."""
        for one in (self.tones, self.voice):
            if one:
                one.finish(within_ms)

    def close(self) -> None:
        """Silence, and no child left."""
        for one in self.channels:
            one.close()

    def _wire(self) -> None:
        heard = [one for one in (self.voice, self.tones) if one and _heard(one)]
        if self.voice:
            self.voice.after_tone = self.tones in heard
        if self.bell:
            self.bell.needed = self._wanted and (not heard or self._far_away)


def _heard(one: Channel) -> bool:
    return one.on and not one.trouble
