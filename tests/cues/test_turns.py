"""Whose turn it is: the newest is heard, and what keeps someone safe is never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from hypothesis import given
from hypothesis import strategies as st

from selfcare.cues.sounding.turns import SAFETY, WAITING_AT_MOST, Request, interrupts, queued
from selfcare.session.steps import CueKind

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS: Sequence[CueKind] = get_args(CueKind)
requests = st.builds(
    Request, what=st.sampled_from("abcdef"), kind=st.sampled_from(KINDS), at=st.integers(0, 5), step=st.integers(0, 3)
)


def asked(what: str, kind: CueKind, at: int = 0, step: int = 0) -> Request:
    """A request."""
    return Request(what, kind, at, step)


def test_a_newer_one_takes_the_place_of_an_unsaid_one() -> None:
    """Late words are worse than none: of two moments the later is heard."""
    first, second = asked("Hold.", "begin", 0), asked("Half-way.", "half", 10)
    assert queued((first,), second) == (second,)


def test_what_belongs_to_one_moment_is_heard_in_order() -> None:
    """At the end of a session come its last words, then the question: both are said."""
    last, question = asked("Come off slowly.", "end", 7), asked("Did you do it?", "question", 7)
    assert queued((last,), question) == (last, question)
    assert not interrupts(question, last)


def test_a_pause_stops_whatever_is_being_said() -> None:
    """The words of a pause, a stop and a discomfort above the cap come at once, whatever sounds."""
    for kind in ("come off", "stop", "ease off", "take off"):
        for other in KINDS:
            assert interrupts(asked("x", kind, 2), asked("y", other, 1))


def test_the_last_three_seconds_are_not_swallowed() -> None:
    """A long phrase gives way to the count; what keeps someone safe does not."""
    for kind in ("get ready", "change side", "begin", "warning", "refused"):
        assert interrupts(asked("x", "last three", 2), asked("y", kind, 1))
    assert not interrupts(asked("x", "last three", 2), asked("y", "stop", 1))


def test_a_later_step_stops_the_words_of_an_earlier_one() -> None:
    """What was said of a step that is over is cut short; within a step a phrase is said to its end."""
    assert interrupts(asked("x", "begin", 2, 1), asked("y", "get ready", 1, 0))
    assert interrupts(asked("x", "rest", 2, 1), asked("y", "last three", 1, 0))
    assert not interrupts(asked("x", "half", 2, 0), asked("y", "begin", 1, 0))
    assert not interrupts(asked("x", "begin", 2, 1), asked("y", "stop", 1, 0))


def test_the_count_after_a_pause_stops_the_words_of_the_pause() -> None:
    """Who goes on has heard them."""
    assert interrupts(asked("x", "count in", 2), asked("y", "come off", 1))


@given(st.lists(requests, max_size=12))
def test_the_queue(coming: list[Request]) -> None:
    """It is bounded, the newest is in it, nothing is invented or said twice, and the urgent is only passed by the urgent."""
    waiting: tuple[Request, ...] = ()
    for new in coming:
        before, waiting = waiting, queued(waiting, new)
        assert len(waiting) <= WAITING_AT_MOST
        assert (new.what, new.at) in {(one.what, one.at) for one in waiting}
        assert set(waiting) <= {*before, new}
        assert len(set(waiting)) == len(waiting)
        lost = [one for one in before if one not in waiting and one.rank == SAFETY]
        assert not lost or new.rank == SAFETY or len(before) == WAITING_AT_MOST
