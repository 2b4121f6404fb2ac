from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcare.facts.codec import FORMAT, UnknownFact, body_to_data, from_json, to_json
from selfcare.facts.history import moment
from selfcare.facts.kinds import KINDS, Fact, SetEnded
from strategies import facts, json_values

SET_ENDED = Fact(
    "0123456789abcdef" * 2,
    1_760_000_000_000,
    120,
    "Europe/Vienna",
    "P-17",
    SetEnded("fedcba9876543210" * 2, "glute-roll", "left", 1, 2, 61_000, 60_000, 60_000, "whole"),
)


def written(data: dict[str, Any]) -> str:
    """Return the data as the log writes it."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


@pytest.mark.parametrize("word", sorted(KINDS))
@given(data=st.data())
def test_every_kind_survives(word: str, data: st.DataObject) -> None:
    """A fact that was written down is read back as the same fact, and that one is written as the same text."""
    fact = data.draw(facts(KINDS[word]))
    text = to_json(fact)
    again = from_json(text)
    assert again == fact
    assert type(again.body) is KINDS[word]
    assert to_json(again) == text


@given(facts())
def test_the_text_is_canonical(fact: Fact) -> None:
    """One line of UTF-8 with sorted keys, no blanks between them, and the format's number."""
    text = to_json(fact)
    data = json.loads(text)
    assert text == written(data)
    assert text.encode().decode() == text
    assert "\n" not in text
    assert "\r" not in text
    assert data["format"] == FORMAT


def test_the_bytes_of_today_stay() -> None:
    """What is in the logs out there: a change of these bytes is a change of the format."""
    assert to_json(SET_ENDED) == (
        '{"asked":60000,"at":1760000000000,"exercise":"glute-roll","format":1,"held":60000,"how":"whole",'
        '"id":"0123456789abcdef0123456789abcdef","kind":"set ended","offset":120,"patient":"P-17","repetition":2,'
        '"session":"fedcba9876543210fedcba9876543210","set":1,"side":"left","t":61000,"zone":"Europe/Vienna"}'
    )


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"kind": "set forgotten"}, "kind"),
        ({"kind": None}, "kind"),
        ({"kind": ["set ended"]}, "kind"),
        ({"format": 2}, "format 2"),
        ({"format": True}, "format"),
        ({"format": "1"}, "format"),
        ({"format": None}, "format"),
        ({"mood": "good"}, "mood"),
        ({"_fields": []}, "_fields"),
        ({"id": 7}, "id"),
        ({"patient": None}, "patient"),
        ({"zone": 1}, "zone"),
        ({"at": 1.0}, "time"),
        ({"at": True}, "time"),
        ({"at": -1}, "time"),
        ({"at": 10**15}, "time"),
        ({"offset": 1440}, "offset"),
        ({"offset": None}, "offset"),
        ({"t": "61000"}, "'t'"),
        ({"t": 61000.0}, "'t'"),
        ({"t": False}, "'t'"),
        ({"t": 2**53}, "t is not"),
        ({"t": -1}, "t is not"),
        ({"how": "well"}, "how"),
        ({"how": None}, "how"),
        ({"side": {}}, "side"),
        ({"exercise": ["glute-roll"]}, "exercise"),
        ({"asked": []}, "asked"),
    ],
)
def test_what_is_not_known_is_refused(change: dict[str, Any], why: str) -> None:
    """Another kind, field, format or type than this version knows is an UnknownFact that names it."""
    with pytest.raises(UnknownFact, match=why):
        from_json(written(json.loads(to_json(SET_ENDED)) | change))


@pytest.mark.parametrize("name", sorted(json.loads(to_json(SET_ENDED))))
def test_a_missing_field_is_refused(name: str) -> None:
    """A fact without one of its fields is no fact."""
    data = json.loads(to_json(SET_ENDED))
    del data[name]
    with pytest.raises(UnknownFact):
        from_json(written(data))


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "loaded", "text": "a", "renamed": [["old"]]},
        {"kind": "loaded", "text": "a", "renamed": [["old", 1]]},
        {"kind": "loaded", "text": "a", "renamed": ["ab"]},
        {"kind": "confirmed", "session": "s", "share": "all", "left_out": "calf"},
        {"kind": "confirmed", "session": "s", "share": "all", "left_out": [None]},
        {"kind": "back", "day": "2026-02-30"},
        {"kind": "back", "day": "20260201"},
        {"kind": "back", "day": "2026-W01-1"},
        {"kind": "away", "first": "2026-02-01", "last": "", "why": None},
        {"kind": "day ends", "minutes": 1440},
        {"kind": "needled", "when": 10**15, "region": "hip", "side": None},
        {"kind": "correction", "replaces": "a", "body": []},
        {"kind": "correction", "replaces": "a", "body": {}},
        {"kind": "correction", "replaces": "a", "body": {"kind": "back", "day": 1}},
        {"kind": "correction", "replaces": "a", "body": {"kind": "correction", "replaces": "b", "body": None}},
        {
            "kind": "session begun",
            "session": "s",
            "day": "2026-02-01",
            "text": "a",
            "dose": "full",
            "asked": [{"exercise": "calf"}],
            "held": [],
            "from_file": False,
        },
    ],
)
def test_a_wrong_value_deeper_down_is_refused(body: dict[str, Any]) -> None:
    """Rows, pairs, days and corrected bodies are held against their types too."""
    head = {"at": 1, "format": 1, "id": "a", "offset": 0, "patient": "P", "zone": None}
    with pytest.raises(UnknownFact):
        from_json(written(head | body))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{",
        '"fact"',
        "[" * 200_000,
        '{"at":' + "9" * 5000 + "}",
        to_json(SET_ENDED).replace("glute-roll", "\\ud800"),
        to_json(SET_ENDED).replace("glute-roll", "\ud800"),
        to_json(SET_ENDED).replace("61000", "NaN"),
        to_json(SET_ENDED)[:-1] + ',"body":' + '{"kind":"correction","replaces":"a","body":' * 400 + "null" + "}" * 401,
        '{"at":1,"format":1,"id":"a","offset":0,"patient":"P","zone":null,"kind":"correction","replaces":"a","body":'
        + '{"kind":"correction","replaces":"a","body":' * 400
        + "null"
        + "}" * 401,
    ],
)
def test_no_text_is_more_than_unknown(text: str) -> None:
    """Whatever a stranger's line holds, it is refused as what it is."""
    with pytest.raises(UnknownFact):
        from_json(text)


@given(fact=facts(), data=st.data())
def test_a_stranger_changes_one_value(fact: Fact, data: st.DataObject) -> None:
    """Any value put in place of another is refused, or makes a fact as good as ours: to compute with, and to write."""
    whole = json.loads(to_json(fact))
    inside = whole["body"] if whole["kind"] == "correction" and whole["body"] and data.draw(st.booleans()) else whole
    inside[data.draw(st.sampled_from(sorted(inside)))] = data.draw(json_values())
    try:
        strange = from_json(json.dumps(whole))
    except UnknownFact:
        return
    assert from_json(to_json(strange)) == strange
    assert moment(strange).local.year >= 1969
    assert body_to_data(strange.body)["kind"] in KINDS
    hash(strange)
