"""From a request to its sound: a private pulseaudio with a null sink, played to by the channels and recorded by parec.

The time ends when the recorder hands over the first loud samples, so that its own few milliseconds are counted in.
"""

from __future__ import annotations

import os
import select
import shutil
import statistics
import subprocess  # noqa: TID251 - the recorder is a program that we read from
import sys
import time
from array import array
from contextlib import contextmanager
from functools import partial
from os import environ  # noqa: TID251 - the programs that are measured find our server, and no other, in it
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.running import fresh
from benchmarks.table import Row
from selfcare.cues import tone, voice
from selfcare.session.events import Cued
from selfcare.session.steps import Cue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from selfcare.cues.channel import Channel

REQUESTS = 30
P50_MS = 25.0
RATE = 44_100
LOUD = 250
"""Of 32,768. Nothing else plays, and a null sink has no noise."""
QUIET_MS = 300
_NEEDED = ("pulseaudio", "parec", "paplay", "espeak-ng")
_DEADLINE_S = 20

_clock = time.perf_counter  # noqa: TID251 - to measure is what this package is for


class Wishes(NamedTuple):
    """The settings as they are shipped, with the voice on."""

    reader: bool = False
    voice: str = "yes"
    language: str = "en"
    rate: int = 160
    volume: int = 80
    voice_command: tuple[str, ...] = ()
    tones: bool = True
    bell: str = "auto"


def rows() -> list[Row]:
    """A tone and a phrase, each alone; and what it costs to ask."""
    if missing := [name for name in _NEEDED if not shutil.which(name)]:
        return [Row("request to sound", "not measured", f"not installed: {', '.join(missing)}")]
    with fresh("sound") as folder, null_sink(folder) as record:
        tones = tone.channel(Wishes(), folder / "sounds")  # type: ignore[arg-type]  # words that mypy takes for any str
        speaks = voice.channel(Wishes(), folder / "sounds")  # type: ignore[arg-type]  # same
        assert tones
        assert speaks
        speaks.prepare(["Begin."])
        speaks.ready(10_000)
        tones.sample("start", 5_000)
        found = [
            ("a tone", _measured(tones, Cue("begin", "start", 0, "Begin.", 1_000), record)),
            ("a phrase", _measured(speaks, Cue("begin", "start", 0, "Begin.", 1_000), record)),
        ]
        tones.close()
        speaks.close()
    out = []
    for name, times in found:
        sound = sorted(one.sound for one in times)
        p50 = statistics.median(sound)
        asked = max(one.asked for one in times)
        beside = f"p90 {sound[int(len(sound) * 0.9)]:.1f} ms, at the most {sound[-1]:.1f} ms"
        out.append(Row(f"request to sound of {name}, p50", f"{p50:.1f} ms", beside, f"{P50_MS:g} ms", p50 <= P50_MS))
        out.append(Row("  whoever asks waits, at the most", f"{asked:.2f} ms"))
    return out


class Times(NamedTuple):
    """Milliseconds: until the call came back, until it was heard."""

    asked: float
    sound: float


def _measured(channel: Channel, cue: Cue, record: Callable[[], array[int]]) -> list[Times]:
    out = []
    for number in range(REQUESTS):
        _quiet(record)
        before = _clock()
        channel(Cued(number * 10_000, cue))
        asked = _clock()
        while not _loud(record()):
            if _clock() - before > _DEADLINE_S:
                sys.exit("A sound was asked for and not heard.")
        out.append(Times((asked - before) * 1000, (_clock() - before) * 1000))
    return out


def _loud(samples: array[int]) -> bool:
    return bool(samples) and max(samples) > LOUD


def _quiet(record: Callable[[], array[int]]) -> None:
    """Listen until it has been quiet for a while."""
    still = 0
    while still < RATE * QUIET_MS // 1000:
        samples = record()
        still = 0 if _loud(samples) else still + len(samples)


@contextmanager
def null_sink(folder: Path) -> Iterator[Callable[[], array[int]]]:
    """A pulseaudio of our own, whose sink goes nowhere; what is given reads the next samples that it was played."""
    runtime = folder / "pulse"
    runtime.mkdir(mode=0o700, parents=True)
    socket = runtime / "native"
    ours = {"PULSE_RUNTIME_PATH": str(runtime), "PULSE_STATE_PATH": str(runtime), "PULSE_SERVER": f"unix:{socket}"}
    before = {name: environ[name] for name in ours if name in environ}
    environ.update(ours)
    server = _started(
        *("pulseaudio", "--daemonize=no", "--system=false", "-n", "--exit-idle-time=-1", "--use-pid-file=no"),
        f"--load=module-native-protocol-unix socket={socket} auth-anonymous=1",
        "--load=module-null-sink sink_name=nowhere",
    )
    recorder = None
    try:
        recorder = _recorder(socket)
        yield partial(_samples, recorder)
    finally:
        for one in (recorder, server):
            if one is not None:
                one.kill()
                one.communicate()
        for name in ours:
            environ.pop(name, None)
        environ.update(before)


def _started(*words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def _recorder(socket: Path) -> subprocess.Popen[bytes]:
    """A recorder that gives samples. It is started again until the server listens."""
    words = ("parec", "-d", "nowhere.monitor", "--raw", f"--rate={RATE}", "--channels=1", "--format=s16le")
    until = _clock() + _DEADLINE_S
    while _clock() < until:
        recorder = _started(*words, "--latency-msec=5")
        assert recorder.stdout is not None
        if select.select([recorder.stdout], [], [], 1)[0] and os.read(recorder.stdout.fileno(), 2):
            return recorder
        recorder.kill()
        recorder.communicate()
    sys.exit(f"No pulseaudio could be started at {socket}.")


def _samples(recorder: subprocess.Popen[bytes]) -> array[int]:
    """What was recorded next."""
    assert recorder.stdout is not None
    if not select.select([recorder.stdout], [], [], _DEADLINE_S)[0]:
        sys.exit("The recorder gave nothing more.")
    data: bytes = os.read(recorder.stdout.fileno(), 8_192)
    return array("h", data[: len(data) // 2 * 2])
