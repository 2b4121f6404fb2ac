"""Each channel on the shelf keeps its promise, and only the one asked for is loaded."""

from __future__ import annotations

import subprocess  # noqa: TID251 - what is loaded is seen in an interpreter of its own
import sys
from typing import TYPE_CHECKING

import pytest

from cues.made import FINE, cue, player, wishes
from selfcare.cues import channels, find
from selfcare.session.events import Cued, Over, Started, StepBegan

if TYPE_CHECKING:
    from pathlib import Path


def test_channels() -> None:
    """The channels are the files on the shelf, without what they share."""
    assert channels() == ("bell", "tone", "voice")
    assert find("ears") is None
    assert find("channel") is None
    assert find("sounding") is None


@pytest.mark.parametrize("name", channels())
def test_a_channel(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made from wishes and a folder, takes every event, is switched, and can be closed twice."""
    player(tmp_path, "paplay", FINE)
    player(tmp_path, "espeak-ng", "exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    made = find(name)
    assert made
    assert (sys.modules[f"selfcare.cues.{name}"].__doc__ or "").strip()
    channel = made(wishes(), tmp_path / "sounds")
    if name == "bell":
        assert channel is None, "no terminal, no bell"
        return
    assert channel is not None
    assert channel.on
    for on in (True, False):
        channel.on = on
        for event in (StepBegan(0, 0), Started(0), Cued(0, cue("begin", "Begin.")), Over(9, "stopped", 0)):
            channel(event)
    channel.close()
    channel.close()
    channel(Cued(10, cue("begin", "Begin.")))


@pytest.mark.parametrize("name", channels())
def test_none_where_nothing_is_there(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine without any program there is no channel, and nothing fails."""
    monkeypatch.setenv("PATH", str(tmp_path))
    made = find(name)
    assert made
    assert made(wishes(), tmp_path / "sounds") is None
    assert not (tmp_path / "sounds").exists()


@pytest.mark.parametrize("name", channels())
def test_only_what_is_asked_for_is_loaded(name: str) -> None:
    """Finding one channel loads no other."""
    code = f"""
import sys
from selfcare.cues import channels, find
channels(), find({name!r})
print(*[one for one in channels() if f"selfcare.cues.{{one}}" in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [name]
