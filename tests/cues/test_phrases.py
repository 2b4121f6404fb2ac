"""Phrases as files: made once, in the background, for the person alone; an engine that fails or hangs stops nothing."""

from __future__ import annotations

import os
from array import array
from typing import TYPE_CHECKING

import pytest

from cues.made import HANGS, engine, said
from home.made_programs import SOON_MS, script, until
from selfcare.cues.sounding import waves
from selfcare.cues.sounding.machine import Engine
from selfcare.cues.sounding.phrases import COUNTED, Phrases, tidy
from selfcare.home.clock import SessionClock

if TYPE_CHECKING:
    from pathlib import Path

KEY = ("en", "160", "80")


def begun(folder: Path, made: Engine | None = None, key: tuple[str, ...] = KEY, making_ms: int = SOON_MS) -> Phrases:
    """Phrases that are made, in a folder that is not there yet."""
    phrases = Phrases(made or engine(folder), key, folder / "sounds", making_ms)
    phrases.begin()
    return phrases


def test_each_is_made_once(tmp_path: Path) -> None:
    """In the order asked for; a second time, and in a second session, nothing is made."""
    phrases = begun(tmp_path)
    phrases.prepare(["One.", "-Two", "One.", ""])
    phrases.prepare(["One.", "Three; $(rm)"])
    assert phrases.ready(SOON_MS)
    sound = phrases.sound("One.", 0)
    assert sound
    assert waves.length_ms(sound.file) == sound.length_ms > 100
    phrases.close()
    again = begun(tmp_path)
    assert again.sound("-Two", SOON_MS)
    again.close()
    assert said(tmp_path) == ["One.", "-Two", "Three; $(rm)"]


@pytest.mark.parametrize("other", [("de", "160", "80"), ("en", "200", "80"), ("en", "160", "40")])
def test_another_voice_is_another_file(tmp_path: Path, other: tuple[str, ...]) -> None:
    """Language, rate and volume are in its name, so that a setting that was changed is heard."""
    for key in (KEY, other):
        phrases = begun(tmp_path, key=key)
        assert phrases.sound("One.", SOON_MS)
        phrases.close()
    assert said(tmp_path) == ["One.", "One."]


def test_for_the_person_alone(tmp_path: Path) -> None:
    """What someone is treated for can be read by nobody else, and nothing half-made is left."""
    phrases = begun(tmp_path)
    assert phrases.sound("One.", SOON_MS)
    phrases.close()
    folder = tmp_path / "sounds"
    assert folder.stat().st_mode & 0o777 == 0o700
    (file,) = folder.iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert "One" not in file.name


@pytest.mark.parametrize("does", ["exit 1", HANGS, "exit 0"])
def test_an_engine_that_fails(tmp_path: Path, does: str) -> None:
    """It gives no sound, after two failures it says so in one sentence, and nobody waits for it any more."""
    phrases = begun(tmp_path, Engine("made", (script(tmp_path, "broken", does), "{file}")), making_ms=50)
    phrases.prepare(["One.", "Two.", "Three."])
    assert until(lambda: bool(phrases.trouble))
    assert phrases.trouble == "No voice: made failed twice. The screen goes on."
    clock = SessionClock()
    assert phrases.sound("Four.", SOON_MS) is None
    assert clock.monotonic_ms() < 1_000
    phrases.close()
    assert not list((tmp_path / "sounds").iterdir())


def test_nothing_but_silence_is_a_failure(tmp_path: Path) -> None:
    """A file without a sound in it is not kept."""
    silence = waves.to_wav(waves.Samples(array("h", bytes(8_000)), 8_000))
    (tmp_path / "silence").write_bytes(silence)
    phrases = begun(tmp_path, Engine("made", (script(tmp_path, "mute", f'cp "{tmp_path}/silence" "$1"'), "{file}")))
    assert phrases.sound("One.", SOON_MS) is None
    phrases.close()


def test_one_that_is_not_ready_in_time(tmp_path: Path) -> None:
    """Whoever asks waits no longer than they said."""
    phrases = begun(tmp_path, Engine("made", (script(tmp_path, "slow", HANGS), "{file}")), making_ms=400)
    clock = SessionClock()
    assert phrases.sound("One.", 20) is None
    assert clock.monotonic_ms() < 300
    phrases.close()


def test_what_is_asked_for_now_is_made_next(tmp_path: Path) -> None:
    """A phrase that is needed does not wait for those that may be."""
    phrases = Phrases(engine(tmp_path), KEY, tmp_path / "sounds")
    phrases.prepare([f"Phrase {number}." for number in range(30)])
    phrases.begin()
    assert phrases.sound("Come off.", SOON_MS)
    assert said(tmp_path).index("Come off.") < 25
    phrases.close()


def test_the_count_is_made_of_its_words(tmp_path: Path) -> None:
    """Each word falls on its second."""
    phrases = begun(tmp_path)
    sound = phrases.sound(COUNTED, SOON_MS)
    phrases.close()
    assert said(tmp_path) == ["Three.", "Two.", "One."]
    assert sound
    assert 2_000 < sound.length_ms < 2_500


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """It is said like any other failure."""
    (tmp_path / "sounds").write_text("in the way")
    phrases = begun(tmp_path)
    phrases.prepare(["One.", "Two."])
    assert until(lambda: bool(phrases.trouble))
    phrases.close()


def test_the_folder_is_bounded(tmp_path: Path) -> None:
    """The longest unused go first, only as many as must, and none that this session may still say."""
    for number in range(5):
        file = tmp_path / f"{number}.wav"
        file.write_bytes(bytes(100))
        os.utime(file, (1_000 + (number * 3) % 5, 1_000 + (number * 3) % 5))
    tidy(tmp_path, 300, set())
    assert sorted(one.stem for one in tmp_path.iterdir()) == ["1", "3", "4"]
    tidy(tmp_path, 100, {tmp_path / "1.wav", tmp_path / "4.wav"})
    assert sorted(one.stem for one in tmp_path.iterdir()) == ["1", "4"]


def test_a_file_that_was_removed_is_made_again(tmp_path: Path) -> None:
    """Who empties the folder during a session loses no phrase."""
    phrases = begun(tmp_path)
    sound = phrases.sound("One.", SOON_MS)
    assert sound
    sound.file.unlink()
    assert phrases.sound("One.", SOON_MS) == sound
    assert sound.file.exists()
    phrases.close()
