"""The face and the sound of a session, as the settings, the terminal and the command line want them."""

from __future__ import annotations

import shutil
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Literal, Self, TypeAlias

from selfcare.cli.at_hand import say
from selfcare.faces.lines import Lines, Style
from selfcare.home import environment, paths
from selfcare.home.awake import kept_awake
from selfcare.session.events import Cued
from selfcare.session.phrases import estimate
from selfcare.session.steps import Cue
from selfcare.text.errors import UsageRefused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from selfcare.cues.ears import Ears
    from selfcare.home.settings import Settings
    from selfcare.live.playing import Face
    from selfcare.session.steps import Plan

Wanted: TypeAlias = Literal["screen", "lines", "reader"]
WANTED: tuple[Wanted, ...] = ("screen", "lines", "reader")
FACE_HELP = "screen, lines or reader. Without it: what the settings and the terminal say."
_LAST_WORDS_MS = 4_000


def face_said(word: str | None) -> Wanted | None:
    """The face that was asked for on the command line.

    Raises:
        UsageRefused: there is no such face.
    """
    if word is None:
        return None
    found = next((one for one in WANTED if one == word), None)
    if found is None:
        raise UsageRefused(f"There is no face {word!r}: {', '.join(WANTED[:-1])} or {WANTED[-1]}.")
    return found


class Stage:
    """What is shown and heard while the context lasts. The computer is kept awake in it."""

    def __init__(self, settings: Settings, wanted: Wanted | None, *, attended: bool, mark: str = "") -> None:
        """`attended`: a person at a terminal. `mark` is said on every frame of a rehearsal."""
        self.settings = settings
        self.attended = attended
        self.mark = mark
        self.style: Wanted = self._chosen(wanted)
        self.ears: Ears | None = None
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Make the sound ready, where anybody could hear it."""
        self._stack.enter_context(kept_awake())
        if self.attended:
            from selfcare.cues.ears import ears

            self.ears = ears(self.settings, paths.sound_folder())
            self._stack.callback(self.ears.close)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Let the last words be said, then silence."""
        if self.ears and kind is None:
            self.ears.finish(_LAST_WORDS_MS)
        self._stack.close()

    def louder(self, volume: int) -> None:
        """Sound from now on at this volume, 0 to 100."""
        if self.ears:
            from selfcare.cues.ears import ears

            self.ears.close()
            values = {**self.settings.values, "volume": volume}
            self.settings = self.settings._replace(values=values)
            self.ears = ears(self.settings, paths.sound_folder())
            self._stack.callback(self.ears.close)

    def prepare(self, plan: Plan) -> None:
        """Have what the plan will say made in the background."""
        if self.ears:
            self.ears.prepare(dict.fromkeys(cue.say for step in plan.steps for cue in step.cues if cue.say))

    def tell(self, lines: Sequence[str]) -> None:
        """Write what must be done now, and speak it where a voice is on; it does not wait for the end of the words."""
        say(*lines)
        if self.ears:
            words = " ".join(lines)
            self.ears(Cued(0, Cue("stop", "start", 0, words, estimate(words, self.settings.rate))))

    def face(self, plan: Plan) -> Face:
        """The face for a plan."""
        if self.style != "screen":
            return self.plain(plan)
        from selfcare.faces.screen.face import Screen
        from selfcare.faces.screen.look import Look

        settings = self.settings
        look = Look(
            theme=settings.theme,
            motion=settings.motion,
            captions=settings.captions,
            flash=settings.flash,
            color=settings.color != "never",
            unicode=(sys.stdout.encoding or "").lower().replace("-", "") == "utf8",
            mark=self.mark,
        )
        return Screen(plan, sys.stdout, look)

    def plain(self, plan: Plan) -> Lines:
        """Plain lines for a plan, in the manner that suits who is there."""
        style: Style = "reader" if self.style == "reader" else "terminal" if self.attended else "pipe"
        return Lines(plan, sys.stdout, style, shutil.get_terminal_size().columns)

    def _chosen(self, wanted: Wanted | None) -> Wanted:
        if wanted is not None:
            return wanted if wanted != "screen" or self.attended else "lines"
        if self.settings.reader:
            return "reader"
        capable = self.attended and environment.terminal_kind() not in ("", "dumb", "unknown")
        return "screen" if self.settings.face != "lines" and capable else "lines"
