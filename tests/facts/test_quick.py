"""The quick reader: the same facts as the codec, and nothing that the codec would refuse."""

from __future__ import annotations

import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcare.facts.codec import UnknownFact, from_json, many_from_json, to_json
from selfcare.facts.kinds import (
    Answered,
    Asked,
    Body,
    Confirmed,
    Fact,
    Rated,
    SessionBegun,
    SessionEnded,
    SetBegun,
    SetEnd,
    SetEnded,
)
from selfcare.facts.quick import quick_reader
from strategies import facts, json_values

KINDS = (SetBegun, SetEnded, SessionBegun, SessionEnded, Answered, Rated, Confirmed)
FILLING = st.one_of(*(facts(kind) for kind in KINDS))
PLAIN = Fact(
    "0" * 32, 1_760_000_000_000, -330, None, "P-17", SetEnded("f" * 32, "calf", "left", 1, 2, 61_000, 0, None, "whole")
)


@given(st.lists(facts() | FILLING, max_size=4))
def test_many_are_read_as_each(some: list[Fact]) -> None:
    """Facts of every kind come back equal and in their order, be they few or many."""
    texts = [to_json(fact) for fact in some]
    assert list(many_from_json(texts)) == some
    assert list(many_from_json(texts * 250)) == some * 250


@pytest.mark.parametrize("how", get_args(SetEnd))
def test_the_sets_of_a_log_are_read_quickly(how: SetEnd) -> None:
    """What the program writes of a set needs no codec: else the reader would be right, and for nothing."""
    assert isinstance(PLAIN.body, SetEnded)
    ended = PLAIN._replace(body=PLAIN.body._replace(how=how, asked=60_000), zone="Europe/Vienna")
    begun = PLAIN._replace(body=SetBegun("f" * 32, "calf", "middle", 1, 2, 61_000))
    for fact in (PLAIN, ended, begun):
        assert quick_reader()(to_json(fact)) == fact


@pytest.mark.parametrize(
    "body",
    [
        SessionBegun(
            "s", "2026-02-28", "0" * 64, "full", (Asked("calf", "left", "calf", "roller", "roll", 3, 1, None),) * 2
        ),
        SessionBegun("s", "2026-02-28", "0" * 64, "gentler", (), (), True),
        SessionEnded("s", "ran to the end", 61_000, 0),
        Answered("s", "2026-02-28", "asked"),
        Rated("soreness", "before", "2026-02-28", 10, "worst place", None, "s"),
        Rated("discomfort", "while pressing", "2026-02-28", None, "calf", "both", None, "calf"),
        Confirmed("s", "all"),
    ],
)
def test_what_every_session_writes_is_read_quickly(body: Body) -> None:
    """The same of what stands around the sets; but a day that no calendar has is the codec's to refuse."""
    fact = PLAIN._replace(body=body)
    assert quick_reader()(to_json(fact)) == fact
    assert quick_reader()(to_json(fact).replace("02-28", "02-30")) == (None if hasattr(body, "day") else fact)


@given(fact=FILLING, data=st.data())
def test_a_stranger_changes_one_value(fact: Fact, data: st.DataObject) -> None:
    """Any value put in place of another: where the quick reader finds a fact, the codec finds the same."""
    whole = json.loads(to_json(fact))
    whole[data.draw(st.sampled_from(sorted(whole)))] = data.draw(json_values())
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    found = quick_reader()(text)
    assert found is None or (found == from_json(text) and to_json(found) == text)


@given(fact=FILLING, data=st.data())
def test_a_stranger_changes_one_place(fact: Fact, data: st.DataObject) -> None:
    """Any few characters of the text put in place of others: the same."""
    text = to_json(fact)
    at = data.draw(st.integers(0, len(text)))
    into = data.draw(st.text(alphabet='0123456789-.eE"\\{},:\x00\n \u0661é', max_size=3))
    text = text[:at] + into + text[at + data.draw(st.integers(0, 3)) :]
    found = quick_reader()(text)
    assert found is None or (found == from_json(text) and to_json(found) == text)


@pytest.mark.parametrize(
    ("was", "is_now"),
    [("61000", "061000"), ("61000", "9" * 17), ("-330", "-0"), ("-330", "1440"), ('"left"', '"up"'), ("17", "\\u0001")],
)
def test_what_does_not_fit_is_left_to_the_codec(was: str, is_now: str) -> None:
    """Odd numbers, other words and escapes are not the quick reader's; among many, the codec's word is heard."""
    text = to_json(PLAIN).replace(was, is_now)
    assert text != to_json(PLAIN)
    assert quick_reader()(text) is None
    try:
        expected = from_json(text)
    except UnknownFact:
        with pytest.raises(UnknownFact):
            list(many_from_json([to_json(PLAIN)] * 1000 + [text]))
    else:
        assert list(many_from_json([to_json(PLAIN)] * 1000 + [text]))[-1] == expected
