"""Voice and tones with made players: the newest is heard, nobody waits, and who falls silent says so."""

from __future__ import annotations

import statistics
from time import perf_counter_ns
from typing import TYPE_CHECKING

import pytest

from cues.made import FAILS, FINE, FLOODS, HANGS, cue, engine, played, player, said
from home.made_programs import SOON_MS, script, until
from selfcare.cues.sounding.machine import Engine, Player
from selfcare.cues.sounding.playing import Loudspeaker
from selfcare.cues.tone import Tone
from selfcare.cues.voice import Voice
from selfcare.home.clock import SessionClock
from selfcare.session.events import Cued, ExerciseOver, Halted, Paused, Refused, Resumed, StepBegan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selfcare.session.events import Event

NAME = "tone-1-{}-80"


@pytest.fixture
def closing() -> Iterator[list[Tone | Voice]]:
    """What is put in is closed at the end, so that no child outlives a test."""
    made: list[Tone | Voice] = []
    yield made
    for one in made:
        one.close()


def tone(folder: Path, closing: list[Tone | Voice], *players: Player, slack_ms: int = SOON_MS) -> Tone:
    """Tones that are on."""
    made = Tone(Loudspeaker(players, slack_ms), folder / "sounds", volume=80)
    made.on = True
    closing.append(made)
    return made


def voice(folder: Path, closing: list[Tone | Voice], text: str = FINE, made: Engine | None = None) -> Voice:
    """A voice that is on."""
    speaks = Voice(
        made or engine(folder), Loudspeaker([player(folder, "plays", text)]), (), folder / "sounds", volume=80
    )
    speaks.on = True
    closing.append(speaks)
    return speaks


def heard(folder: Path, *tones: str) -> bool:
    """Whether exactly these tones are begun to be played in time."""
    return until(lambda: played(folder) == [NAME.format(one.replace(" ", "-")) for one in tones])


STORY: list[tuple[Event, str]] = [
    (Cued(0, cue("get ready", "Get ready.")), "ready"),
    (Cued(1, cue("begin", "Begin.")), "start"),
    (Cued(2, cue("warning", "Come off first.")), ""),
    (Cued(3, cue("half", "Half-way.")), "half"),
    (Cued(4, cue("last three", "Three, two, one.")), "last three"),
    (Cued(5, cue("change side", "Change side.")), "change side"),
    (Cued(6, cue("rest", "Rest.")), "rest"),
    (Resumed(7), ""),
    (Paused(8, cue("come off", "Come off.")), "pause"),
    (Cued(9, cue("count in", "Three, two, one.")), "count in"),
    (Resumed(10), "start"),
    (Cued(10, cue("begin", "Begin.")), ""),
    (Refused(11, cue("refused", "That is as much as is safe.")), "refused"),
    (ExerciseOver(12, "calf", cue("stop", "This exercise ends here.")), "stop"),
    (Halted(13, "too painful", None), "stop"),
    (Cued(14, cue("end", "That was the last set.")), "end"),
    (Cued(15, cue("question", "Did you do it?")), ""),
]


def test_each_event_has_its_tone(tmp_path: Path, closing: list[Tone | Voice]) -> None:
    """The tones of a session, in order; a start that two events tell is heard once."""
    tones = tone(tmp_path, closing, player(tmp_path, "plays", FINE))
    wanted: list[str] = []
    for event, name in STORY:
        tones(event)
        wanted += [name] if name else []
        assert heard(tmp_path, *wanted)
        assert tones.finish(SOON_MS)
    assert tones.trouble == ""


def test_a_voice_says_what_a_cue_says(tmp_path: Path, closing: list[Tone | Voice]) -> None:
    """The words of every cue, a pause, a refusal and an end of an exercise, in order."""
    speaks = voice(tmp_path, closing)
    words = [event.cue.say for event, _ in STORY if isinstance(event, Cued | Paused | Refused | ExerciseOver)]
    speaks.prepare(words)
    assert speaks.ready(10 * SOON_MS), "on a busy machine a phrase that is made when it is due may come too late"
    for event, _ in STORY:
        speaks(event)
        assert speaks.finish(SOON_MS)
    counted = ["Three.", "Two.", "One."]
    expected = [part for one in dict.fromkeys(words) for part in (counted if one == "Three, two, one." else [one])]
    assert said(tmp_path) == expected
    assert len(played(tmp_path)) == len(words)
    assert speaks.trouble == ""


@pytest.mark.parametrize("text", [FINE, FAILS, HANGS, FLOODS])
def test_whoever_asks_does_not_wait(tmp_path: Path, closing: list[Tone | Voice], text: str) -> None:
    """Whatever the player does, an event is taken in less than a fifth of a millisecond."""
    tones = tone(tmp_path, closing, player(tmp_path, "plays", text))
    times = []
    for number in range(300):
        event = Cued(number, cue("begin" if number % 2 else "half", "Begin."))
        before = perf_counter_ns()
        tones(event)
        times.append(perf_counter_ns() - before)
    assert statistics.median(times) < 200_000


def test_a_player_that_fails_twice(tmp_path: Path, closing: list[Tone | Voice]) -> None:
    """One failure is forgotten, two in a row are said in one sentence; switched on again it is tried again."""
    tones = tone(tmp_path, closing, player(tmp_path, "plays", f'[ -e "{tmp_path}/ok" ] || exit 1'))
    for number, (works, trouble) in enumerate([(False, ""), (True, ""), (False, ""), (False, "No tones")]):
        (tmp_path / "ok").touch() if works else (tmp_path / "ok").unlink(missing_ok=True)
        tones(Cued(number, cue("half", "")))
        assert tones.finish(SOON_MS)
        assert tones.trouble.startswith(trouble)
        assert bool(tones.trouble) == bool(trouble)
    assert tones.trouble == "No tones: the player failed twice. The screen goes on."
    tones(Cued(9, cue("half", "")))
    assert len(played(tmp_path)) == 4, "silent from then on"
    (tmp_path / "ok").touch()
    tones.on = True
    assert tones.trouble == ""
    tones(Cued(10, cue("half", "")))
    assert until(lambda: len(played(tmp_path)) == 5)


def test_the_next_player_takes_over(tmp_path: Path, closing: list[Tone | Voice]) -> None:
    """A player without a sound server is passed over at once, and not asked again."""
    missing = Player(str(tmp_path / "not there"))
    tones = tone(tmp_path, closing, missing, player(tmp_path, "no", FAILS), player(tmp_path, "yes", FINE))
    tones(Cued(0, cue("begin", "")))
    assert heard(tmp_path, "start", "start")
    assert tones.finish(SOON_MS)
    tones(Cued(1, cue("half", "")))
    assert heard(tmp_path, "start", "start", "half")
    assert tones.finish(SOON_MS)
    assert tones.trouble == ""


def test_a_player_that_hangs(tmp_path: Path, closing: list[Tone | Voice]) -> None:
    """It is killed at its time limit; the second time the channel says that it is silent."""
    tones = tone(tmp_path, closing, player(tmp_path, "plays", HANGS), slack_ms=10)
    for number in range(2):
        tones(Cued(number, cue("begin", "")))
        assert tones.finish(SOON_MS)
    assert tones.trouble


def test_a_pause_stops_what_is_said(tmp_path: Path, closing: list[Tone | Voice]) -> None:
    """A long phrase is cut short for the words of a pause; that is no failure."""
    speaks = voice(tmp_path, closing, HANGS)
    for number in range(4):
        speaks(Cued(10 * number, cue("get ready", f"A long phrase, {number}.")))
        assert until(lambda number=number: len(played(tmp_path)) == 2 * number + 1)  # type: ignore[misc]
        speaks(Paused(10 * number + 5, cue("come off", "Come off. Take your time.")))
        assert until(lambda number=number: len(played(tmp_path)) == 2 * number + 2)  # type: ignore[misc]
        speaks(Resumed(10 * number + 6))
        assert speaks.finish(SOON_MS)
    assert speaks.trouble == ""


def test_the_last_words_and_then_the_question(tmp_path: Path, closing: list[Tone | Voice]) -> None:
    """What belongs to one moment is said one after the other."""
    speaks = voice(tmp_path, closing)
    speaks(Cued(7, cue("end", "That was the last set. Come off slowly.")))
    speaks(StepBegan(7, 1))
    speaks(Cued(7, cue("question", "Did you do it?")))
    assert speaks.finish(SOON_MS)
    assert said(tmp_path) == ["That was the last set. Come off slowly.", "Did you do it?"]
    assert len(played(tmp_path)) == 2


def test_a_phrase_that_is_not_ready_is_dropped(tmp_path: Path, closing: list[Tone | Voice]) -> None:
    """An engine that is too slow silences a phrase, not the session; it is no failure of the player."""
    speaks = voice(tmp_path, closing, made=Engine("slow", (script(tmp_path, "slow", HANGS), "{file}")))
    speaks(Cued(0, cue("begin", "Begin.")))
    assert speaks.finish(SOON_MS)
    assert played(tmp_path) == []
    assert speaks.trouble == ""


def test_the_tone_goes_first(tmp_path: Path, closing: list[Tone | Voice]) -> None:
    """With tones the voice begins when the tone is over."""
    speaks = voice(tmp_path, closing)
    speaks.after_tone = True
    speaks.prepare(["Rest."])
    assert speaks.ready(SOON_MS)
    clock = SessionClock()
    speaks(Cued(0, cue("rest", "Rest.")))
    assert until(lambda: bool(played(tmp_path)))
    assert clock.monotonic_ms() >= 415


@pytest.mark.parametrize("text", [FINE, HANGS])
def test_switched_off_it_is_silent_at_once(tmp_path: Path, closing: list[Tone | Voice], text: str) -> None:
    """What sounds is stopped, and nothing is begun until it is switched on again."""
    tones = tone(tmp_path, closing, player(tmp_path, "plays", text))
    tones(Cued(0, cue("begin", "")))
    assert heard(tmp_path, "start")
    tones.on = False
    assert tones.finish(SOON_MS)
    tones(Cued(1, cue("half", "")))
    assert tones.finish(SOON_MS)
    assert heard(tmp_path, "start")
    assert tones.trouble == ""


def test_a_voice_that_was_off_prepares_when_it_is_switched_on(tmp_path: Path, closing: list[Tone | Voice]) -> None:
    """Nothing is made for a voice that nobody wants."""
    speaks = Voice(engine(tmp_path), Loudspeaker([player(tmp_path, "plays", FINE)]), (), tmp_path / "sounds", volume=80)
    closing.append(speaks)
    speaks.prepare(["One."])
    assert said(tmp_path) == []
    speaks.on = True
    assert speaks.ready(SOON_MS)
    assert said(tmp_path) == ["One."]


def test_closing_ends_what_sounds(tmp_path: Path, closing: list[Tone | Voice]) -> None:
    """A hanging player does not hold the end up."""
    speaks = voice(tmp_path, closing, HANGS)
    speaks(Cued(0, cue("begin", "Begin.")))
    assert until(lambda: bool(played(tmp_path)))
    clock = SessionClock()
    speaks.close()
    assert clock.monotonic_ms() < 1_500


def test_a_command_that_speaks_by_itself(tmp_path: Path, closing: list[Tone | Voice]) -> None:
    """It gets each text as it is, and is ended when something more urgent is to be said."""
    words = script(tmp_path, "speaks", f'printf "%s\\n" "$1" >>"{tmp_path}/said"\n{HANGS}')
    speaks = voice(tmp_path, closing, made=Engine("command", (words, "{text}"), loud=False))
    speaks(Cued(0, cue("begin", "-Begin.")))
    assert until(lambda: said(tmp_path) == [" -Begin."])
    speaks(Paused(1, cue("come off", "Come off.")))
    assert until(lambda: said(tmp_path) == [" -Begin.", "Come off."])
    speaks.on = False
    assert speaks.finish(SOON_MS)


def test_words_that_belong_to_no_cue(tmp_path: Path, closing: list[Tone | Voice]) -> None:
    """They are waited for: "Can you hear me from the floor?" is answered by what was heard."""
    speaks = voice(tmp_path, closing)
    assert speaks.say("Can you hear me from the floor?")
    assert said(tmp_path) == ["Can you hear me from the floor?"]
    assert len(played(tmp_path)) == 1
