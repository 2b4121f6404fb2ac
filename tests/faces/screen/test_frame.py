"""What a frame is in every state and size: exactly the snapshots, exactly the size, and the facts in sight."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from faces.screen.states import SIZES, Played, snapshots, states
from selfcare.day.questions import STOP_QUESTIONS
from selfcare.faces.screen.cells import plain
from selfcare.faces.screen.frame import FLASH_MS, frame, next_frame
from selfcare.faces.screen.letters import drawable, line
from selfcare.faces.screen.look import Line, Look, Size
from selfcare.faces.screen.pacing import pacer
from selfcare.pictures.digits import digits
from selfcare.routine.model import Exercise, Roll
from selfcare.session.player import advance, current, length, next_change
from selfcare.session.times import whole_seconds
from selfcare.session.view import View, fold, noted
from worlds import keys, plans, play, wishes

if TYPE_CHECKING:
    from selfcare.session.player import Playhead
    from selfcare.session.steps import Plan
    from worlds import Moves

SNAPSHOTS = Path(__file__).parent / "snapshots"
LOOKS = (
    Look(),
    Look(voice=True, tones=False),
    Look(motion="reduced", captions=False, flash=False, unicode=False, voice=True, tones=True, wait=True),
    Look(mark="Rehearsal, nothing is kept"),
)


def text(lines: tuple[Line, ...]) -> list[str]:
    """The characters of each line."""
    return ["".join(span.text for span in one) for one in lines]


def stands_in(block: tuple[str, ...], rows: list[str]) -> bool:
    """Whether the drawing stands somewhere in the rows, its lines one below the other."""
    for top in range(len(rows) - len(block) + 1):
        at = rows[top].find(block[0])
        while at >= 0:
            if all(rows[top + down][at : at + len(block[0])] == part for down, part in enumerate(block)):
                return True
            at = rows[top].find(block[0], at + 1)
    return False


@pytest.mark.parametrize("name", sorted(snapshots()))
def test_a_frame_is_its_snapshot(name: str) -> None:
    """Each state looks as it was looked at and kept; `tests/regenerate_frames.py` writes them anew."""
    assert (SNAPSHOTS / name).read_bytes().decode() == snapshots()[name]


def test_there_is_no_snapshot_of_nothing() -> None:
    """Each file belongs to a state."""
    assert {file.name for file in SNAPSHOTS.iterdir()} == set(snapshots())


@pytest.mark.parametrize("name", sorted(states()))
@pytest.mark.parametrize("columns", [1, 2, 5, 17, 35, 36, 53, 64, 117, 211])
def test_every_state_has_the_size_asked_for(name: str, columns: int) -> None:
    """Whatever the terminal's size, no line is longer or shorter than it, by cells, and no line is missing."""
    played, look = states()[name]
    for rows in (1, 2, 3, 8, 9, 10, 11, 13, 17, 27, 61):
        lines = text(played.frame(Size(columns, rows), look))
        assert [cell_len(one) for one in lines] == [columns] * rows


def test_without_room_there_is_no_frame() -> None:
    """A terminal of no size gets nothing."""
    played, look = states()["roll"]
    assert played.frame(Size(0, 24), look) == ()
    assert played.frame(Size(80, 0), look) == ()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["stop-questions", "stop-questions-again"])
def test_all_five_stop_questions_stand_there_whole(name: str, size: Size) -> None:
    """No word of a stop question is cut, on the smallest screen as on the largest, and none of these is `n`."""
    played, look = states()[name]
    rows = [one.strip() for one in text(played.frame(size, look))]
    said = " ".join(" ".join(rows).split())
    for one in STOP_QUESTIONS:
        assert f"{one.key} {one.words}" in said
    assert any(row.startswith("n ") and "none of these" in row for row in rows)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["paused", "band-paused", "paused-typed"])
def test_a_pause_shows_every_choice(name: str, size: Size) -> None:
    """Each choice of a pause has a line of its own."""
    played, look = states()[name]
    rows = [" ".join(one.split()) for one in text(played.frame(size, look))]
    for choice in (
        "g go on",
        "e ease off and go on",
        "p too painful",
        "u numb or tingling",
        "d dizzy or unwell",
        "q end for today",
    ):
        assert choice in rows


@pytest.mark.parametrize("name", sorted(states()))
def test_colour_says_nothing_alone(name: str) -> None:
    """Without colour the same glyphs stand at the same places."""
    played, look = states()[name]
    for size in SIZES:
        assert played.frame(size, look._replace(color=False)) == played.frame(size, look)


@pytest.mark.parametrize("name", sorted(states()))
def test_without_unicode_everything_is_ascii(name: str) -> None:
    """Where a terminal has only ASCII no glyph is beyond it, whatever the therapist wrote."""
    played, look = states()[name]
    for size in SIZES:
        for one in text(played.frame(size, look._replace(unicode=False))):
            assert one.isascii(), one


def test_a_change_turns_the_border_over_for_a_moment() -> None:
    """The outermost cells are turned over for 400 ms after a change; not a cell of them before or after."""
    session = states()["paused-just-now"].played
    look, size = Look(), Size(80, 24)
    for after, turned in ((0, True), (FLASH_MS - 1, True), (FLASH_MS, False)):
        lines = session.after(after).frame(size, look)
        edge = {span.role for span in (*lines[0], *lines[-1])} | {one[i].role for one in lines for i in (0, -1)}
        assert (edge == {"flash"}) is turned
        assert ("flash" in edge) is turned
    assert all(span.role != "flash" for one in session.frame(size, look._replace(flash=False)) for span in one)


@pytest.mark.parametrize("size", SIZES[1:])
def test_all_words_of_the_therapist_are_shown(size: Size) -> None:
    """What is too much for a third of the screen is shown a page after the other: not a word is left out, none is cut."""
    words = " ".join(f"word{number:03d}" for number in range(140))
    session = Played.of(Exercise("long", "foam roller", "calf", "left", roll=Roll(60), get_ready=40, say=words))
    session = session.until("get ready")
    seen: set[str] = set()
    for second in range(40):
        for row in text(session.after(second * 1000).frame(size, Look())):
            seen |= set(row.casefold().replace(".", " ").split())
    assert set(words.split()) <= seen


def moments(plan: Plan, moves: list[Moves]) -> list[tuple[Playhead, View]]:
    """Some twenty moments of a session, with what a screen remembers at each."""
    view, found = View(), []
    for number, beat in enumerate(play(plan, moves[:40]).beats):
        for event in beat.events:
            view = fold(view, event)
        view = noted(view, "Voice off" if number % 7 == 3 else "", "", beat.after.clock)
        found.append((beat.after, view))
    return found[:: max(1, len(found) // 20)]


some_plans = plans(attended=True)
some_moves = st.one_of(wishes, keys)
roomy = st.sampled_from([*SIZES, Size(40, 30), Size(63, 18), Size(64, 15), Size(91, 20), Size(120, 12), Size(170, 60)])
sizes = st.one_of(
    roomy, st.sampled_from([Size(1, 1), Size(7, 3), Size(35, 24), Size(36, 10), Size(80, 9), Size(39, 11)])
)
looks = st.sampled_from(LOOKS)


@given(some_plans, some_moves, sizes, looks)
def test_whatever_is_pressed_a_frame_has_its_size(plan: Plan, moves: list[Moves], size: Size, look: Look) -> None:
    """At every moment of any session: no exception, exactly the size, the same frame twice."""
    for head, view in moments(plan, moves):
        lines = frame(plan, head, view, size, look)
        assert [cell_len(one) for one in text(lines)] == [size.columns] * size.rows
        assert frame(plan, head, view, size, look) == lines


@settings.get_profile("costly")
@given(some_plans, some_moves, roomy, looks)
def test_a_running_set_shows_seconds_side_and_name(plan: Plan, moves: list[Moves], size: Size, look: Look) -> None:
    """From 40 by 12: the seconds left (of an open end those held, and the ceiling), the side, and the exercise's name."""
    running = [
        (head, view)
        for head, view in moments(plan, moves)
        if head.open and head.state == "running" and not head.counting_in
    ]
    assume(running)
    for head, view in running[:: max(1, len(running) // 4)]:
        rows, step = text(frame(plan, head, view, size, look)), current(plan, head)
        total = length(plan, head)
        assert step.set is not None
        assert total is not None
        left = whole_seconds(total - head.at)
        seconds = total // 1000 - left if step.open_ended else left
        said = str(seconds) if seconds < 60 else f"{seconds // 60}:{seconds % 60:02d}"
        assert any(stands_in(one, rows) for one in all_digits(said, size.rows - 4, unicode=look.unicode)), said
        assert not step.open_ended or any("t most" in row for row in rows)
        if step.set.side != "middle":
            assert shows(step.set.side.upper(), rows, look)
        name = plain(plan.exercises[step.set.exercise].name)
        assert shows(name.upper(), rows, look) or any(name[:12].casefold() in row.casefold() for row in rows)


@cache
def all_digits(said: str, rows: int, *, unicode: bool) -> set[tuple[str, ...]]:
    """These digits as they are drawn, in fewer than so many rows."""
    return {digits(said, 999, high, unicode=unicode) for high in range(1, rows)}


def shows(words: str, rows: list[str], look: Look) -> bool:
    """Whether the words stand there, plainly or word by word in large letters."""
    if any(words in row for row in rows):
        return True
    made = [[line(word, size, unicode=look.unicode) for size in (1, 2)] for word in words.split() if drawable(word)]
    return len(made) == len(words.split()) and all(any(stands_in(one, rows) for one in sizes) for sizes in made)


@given(some_plans, some_moves, looks, st.integers(0, 10**6))
def test_nothing_changes_before_the_next_frame(plan: Plan, moves: list[Moves], look: Look, share: int) -> None:
    """Until the time that `next_frame` names a frame stays as it is, unless something happens or a pacer moves."""
    size = Size(80, 24)
    for head, view in moments(plan, moves):
        wait = next_frame(plan, head, view, look)
        assert wait is None or wait > 0
        if look.motion == "full" and pacer(plan, head) is not None:
            assert wait is not None
            assert wait <= 250
            continue
        until = min(one for one in (wait, next_change(plan, head), 60_000) if one is not None)
        later, _ = advance(plan, head, share * (until - 1) // 10**6)
        assert frame(plan, later, view, size, look) == frame(plan, head, view, size, look)
