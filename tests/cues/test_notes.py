"""The tones: told apart by rhythm and pitch, in the range that old ears keep, without a click."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest

from selfcare.cues.sounding import notes, waves
from selfcare.session.steps import CueKind

SILENT = {"question", "warning"}


def test_every_cue_but_a_question_and_the_warning_has_one() -> None:
    """Who hears no voice still hears each change."""
    for kind in get_args(CueKind):
        assert bool(notes.of_cue(kind)) == (kind not in SILENT)
        assert kind in SILENT or notes.of_cue(kind) in notes.NOTES


def test_no_two_are_alike() -> None:
    """Any two differ in the number or the lengths of their notes, or, where the rhythm is one, by a fourth and more."""
    tones = list(notes.NOTES.items())
    for number, (name, first) in enumerate(tones):
        for other, second in tones[number + 1 :]:
            if [(note.at, note.length) for note in first] == [(note.at, note.length) for note in second]:
                ratio = first[0].pitch / second[0].pitch
                assert max(ratio, 1 / ratio) > 1.33, (name, other)


@pytest.mark.parametrize("name", notes.NOTES)
def test_a_tone(name: str) -> None:
    """Between 400 and 1500 Hz, notes one after the other, never a jump from sample to sample, silent at both ends."""
    score = notes.NOTES[name]
    assert all(400 <= note.pitch <= 1_500 for note in score)
    assert all(one.at + one.length <= two.at for one, two in pairwise(score))
    values = notes.samples(name, 100).values
    assert abs(values[0]) < 50
    assert abs(values[-1]) < 600
    assert max(abs(one - two) for one, two in pairwise(values)) < 9_000
    assert 10_000 < max(values) <= 32_767


def test_volume() -> None:
    """Half the volume is half the height; none is silence."""
    full, half, none = (max(notes.samples("start", volume).values) for volume in (100, 50, 0))
    assert abs(full - 2 * half) <= 2
    assert none == 0


def test_while_a_hold_goes_on_a_tone_is_short() -> None:
    """What is heard when a hold begins, is half over or pauses lets the voice speak after 180 ms, any other after 425."""
    soon = {"get ready", "begin", "hold", "half", "release", "last three", "count in", "come off", *SILENT}
    for kind in get_args(CueKind):
        assert notes.lead_ms(kind) <= (180 if kind in soon else 425)
    assert notes.lead_ms("question") == 0


def test_a_count_falls_on_its_seconds() -> None:
    """Three notes, one second apart, over before the third second is."""
    for name in ("last three", "count in"):
        assert [note.at for note in notes.NOTES[name]] == [0, 1_000, 2_000]
        assert notes.length_ms(name) < 2_500


def test_a_count_is_laid_out_in_seconds() -> None:
    """Each word begins on its second; what does not fit is not laid out."""
    word = notes.samples("half", 80)
    laid_out = waves.spaced([word] * 3, 1_000)
    assert laid_out
    assert laid_out.length_ms == 2_000 + word.length_ms
    for second in range(3):
        begin = second * word.rate
        assert laid_out.values[begin : begin + len(word.values)] == word.values
    assert waves.spaced([notes.samples("last three", 80), word], 1_000) is None


def test_silence_is_cut_from_both_ends() -> None:
    """What is left begins and ends within 2 ms of the sound; of silence nothing is left."""
    word = notes.samples("start", 80)
    silence = word.values[:0] + type(word.values)("h", bytes(2 * word.rate))
    cut = waves.trimmed(waves.Samples(silence + word.values + silence, word.rate))
    assert 0 <= word.length_ms - cut.length_ms <= 6
    assert not waves.trimmed(waves.Samples(silence, word.rate)).values
