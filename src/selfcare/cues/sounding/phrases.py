"""Phrases as files: made in the background before they are needed, kept from session to session.

A file is named by all that made it: engine, version, voice, rate, volume, text. It is written aside and renamed, so that
what is there is whole. Only the person's own account can read the folder: the words tell what someone is treated for.
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from contextlib import suppress
from threading import Condition, Thread
from typing import TYPE_CHECKING

from selfcare.cues.sounding import waves
from selfcare.cues.sounding.playing import FAILURES, Sound
from selfcare.home import programs
from selfcare.home.system import make_private_folder, open_private

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from selfcare.cues.sounding.machine import Call, Engine

KEPT_BYTES = 64_000_000
"""The folder holds no more than this: about 300 phrases; the longest unused go first, but none of this session (design)."""
MAKING_MS = 5_000
"""An engine that takes longer for a phrase hangs, and is killed. espeak-ng takes 10 ms (design)."""
PHRASES_AT_MOST = 1_000
"""What waits to be made is bounded, as a routine is (design)."""
COUNTED = "Three, two, one."
_WORDS_COUNTED = ("Three.", "Two.", "One.")
_CLOSING_S = 2.0


class Phrases:
    """The phrases of one voice: asked for by their words, made by a daemon thread of their own."""

    def __init__(self, engine: Engine, key: tuple[str, ...], folder: Path, making_ms: int = MAKING_MS) -> None:
        """`key` is whatever the sound depends on beside the engine and the words."""
        self.trouble = ""
        self._making_ms = making_ms
        self._engine = engine
        self._key = (engine.kind, engine.version, *engine.words, *key)
        self._folder = folder
        self._changed = Condition()
        self._wanted: deque[str] = deque()
        self._made: dict[str, Sound | None] = {}
        self._failures = 0
        self._closed = False
        self._thread: Thread | None = None
        self._program: programs.Program | None = None

    def begin(self) -> None:
        """Start the thread, forget any trouble and what failed."""
        with self._changed:
            self.trouble, self._failures = "", 0
            self._made = {words: sound for words, sound in self._made.items() if sound}
            if self._thread is None and not self._closed:
                thread = Thread(target=self._work, name="phrases", daemon=True)
                try:
                    thread.start()
                except RuntimeError:
                    self.trouble = "No voice: the system allows no more threads. The screen goes on."
                    return
                self._thread = thread

    def prepare(self, phrases: Iterable[str]) -> None:
        """Have them made, in that order. Returns at once."""
        with self._changed:
            known = {*self._made, *self._wanted}
            new = [words for words in dict.fromkeys(phrases) if words and words not in known]
            self._wanted.extend(new[: PHRASES_AT_MOST - len(self._wanted)])
            self._changed.notify_all()

    def sound(self, words: str, within_ms: int) -> Sound | None:
        """The phrase's file, made next if it is not there yet; None when that takes longer, or fails."""
        with self._changed:
            made = self._made.get(words)
            if made and not made.file.exists():
                del self._made[words]  # somebody emptied the folder
            if words not in self._made and not self.trouble:
                with suppress(ValueError):
                    self._wanted.remove(words)
                self._wanted.appendleft(words)
                self._changed.notify_all()
                self._changed.wait_for(lambda: words in self._made or self._closed or self.trouble, within_ms / 1000)
            return self._made.get(words)

    def ready(self, within_ms: int) -> bool:
        """Wait until all that was asked for is made or has failed; whether it is, within that time."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._wanted or bool(self.trouble), within_ms / 1000)

    def close(self) -> None:
        """Make no more, and end what is being made."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            if self._program is not None:
                self._program.kill()
            thread = self._thread
        if thread is not None:
            thread.join(_CLOSING_S)

    def _work(self) -> None:
        while (words := self._next()) is not None:
            sound = None
            with suppress(OSError, ValueError):
                sound = self._found(words) or self._make(words)
            with self._changed:
                self._made[words] = sound
                with suppress(ValueError):
                    self._wanted.remove(words)
                self._failures = 0 if sound else self._failures + 1
                if self._failures >= FAILURES:
                    self.trouble = f"No voice: {self._engine.kind} failed twice. The screen goes on."
                    self._wanted.clear()
                self._changed.notify_all()
                ours = None if self._wanted else {one.file for one in self._made.values() if one}
            if ours is not None:
                with suppress(OSError):
                    tidy(self._folder, KEPT_BYTES, ours)

    def _next(self) -> str | None:
        """What to make next; it stays among the wanted until it is made."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or bool(self._wanted))
            return None if self._closed else self._wanted[0]

    def _file(self, words: str) -> Path:
        name = hashlib.sha256("\0".join((*self._key, words)).encode("utf-8", "replace")).hexdigest()
        return self._folder / f"{name}.wav"

    def _found(self, words: str) -> Sound | None:
        file = self._file(words)
        length = waves.length_ms(file)
        if length is None:
            return None
        os.utime(file)  # used just now: the last to go
        return Sound(file, length)

    def _make(self, words: str) -> Sound | None:
        if words == COUNTED and (counted := self._counted()):
            return counted
        make_private_folder(self._folder)
        file = self._file(words)
        aside = file.with_name(f".{os.urandom(6).hex()}.wav")
        os.close(open_private(aside, new=True))
        try:
            code = self._run(self._engine.call(words, aside))
            length = _cut_to_its_words(aside)
            if code != 0 or not length:
                return None
            aside.replace(file)
        finally:
            aside.unlink(missing_ok=True)
        return Sound(file, length)

    def _run(self, call: Call) -> int | None:
        program = programs.start(call.words, text=call.text, more=call.more)
        if program is None:
            return None
        with self._changed:
            self._program = program
            if self._closed:
                program.kill()
        code = program.wait(self._making_ms)
        with self._changed:
            self._program = None
        program.close()
        return code

    def _counted(self) -> Sound | None:
        """The count with each word on its second; None when a word does not fit into one."""
        single = [self._found(word) or self._make(word) for word in _WORDS_COUNTED]
        read = [waves.read(sound.file) if sound else None for sound in single]
        words = [one for one in read if one]
        laid_out = waves.spaced(words, 1_000) if len(words) == len(single) else None
        if laid_out is None:
            return None
        file = self._file(COUNTED)
        write_aside(file, waves.to_wav(laid_out))
        return Sound(file, laid_out.length_ms)


def _cut_to_its_words(file: Path) -> int | None:
    """Cut the silence at both ends off, in a file that we can read as samples. Its length; None for no sound at all."""
    samples = waves.read(file)
    if samples is None:
        return waves.length_ms(file)
    words = waves.trimmed(samples)
    file.write_bytes(waves.to_wav(words))
    return words.length_ms


def write_aside(file: Path, data: bytes) -> None:
    """Write a file that can be made anew: whole or not at all, but not waited for until it is on the disk."""
    make_private_folder(file.parent)
    aside = file.with_name(f".{os.urandom(6).hex()}.wav")
    descriptor = open_private(aside, new=True)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(data)
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)


def tidy(folder: Path, limit: int, ours: set[Path]) -> None:
    """Remove the longest unused, but none of ours, until the folder's sounds are within the limit, in bytes."""
    found = sorted(((one.stat(), one) for one in folder.glob("*.wav")), key=lambda one: one[0].st_mtime_ns)
    excess = sum(status.st_size for status, _ in found) - limit
    for status, file in found:
        if excess <= 0:
            return
        if file not in ours:
            file.unlink(missing_ok=True)
            excess -= status.st_size
