"""Whether the patient hears the guide from where the session will be: asked at the first session, and by demo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.cli.at_hand import ask_key, say
from selfcare.cli.commands.settings import change

if TYPE_CHECKING:
    from selfcare.cli.stage import Stage

WORDS = "Can you hear me from the floor?"
LOUDER = 20
_LOUDEST = 100


def ask_hearing(stage: Stage) -> None:
    """Say it, and ask: heard, louder, or no sound, which is remembered. Where there is no voice, say once how to add one."""
    from selfcare.cues.voice import missing

    ears = stage.ears
    if ears is None:
        return
    if ears.voice is None:
        guides = "Tones and the screen guide you." if ears.is_on("tones") else "The screen guides you."
        say(missing(stage.settings) or "There is no voice on this computer.", guides)
    if not ears.is_on("voice") and not ears.is_on("tones"):
        return
    say(f"{WORDS} It is being said now." if ears.is_on("voice") else "Can you hear this tone from the floor?")
    volume = stage.settings.volume
    while True:
        if not ears.sample(WORDS):
            say(*ears.fell_silent(), "No sound could be played here. The screen carries it: what is said stands there.")
            return
        key = ask_key("y yes, l louder, n no sound: ")
        if key == "l" and volume < _LOUDEST:
            volume = min(_LOUDEST, volume + LOUDER)
            change("volume", str(volume))
            stage.louder(volume)
            ears = stage.ears or ears
        elif key == "l":
            say("That is as loud as it gets here. Turn up the computer's own sound.")
        elif key == "n":
            say("Then the screen carries it: what is said stands there, too. To try again: selfcare demo")
            return
        elif key == "y":
            return
