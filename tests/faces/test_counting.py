"""The rule in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adherence.worlds import counts, rx, told
from selfcare.adherence.report import Counts
from selfcare.faces.counting import sentence, so_far

if TYPE_CHECKING:
    from selfcare.faces.counting import Voice

few = st.integers(0, 400)


@st.composite
def any_counts(draw: st.DrawFn) -> Counts:
    """Counts that a report may hold."""
    done, played, partly, reported, missed, away = (draw(few) for _ in range(6))
    asked = done + played + partly + reported + missed + away
    return Counts(asked, done, played, partly, reported, missed, away, draw(few), draw(few), draw(few), draw(few))


@given(found=any_counts(), voice=st.sampled_from(["patient", "therapist"]))
def test_the_sum_adds_up(found: Counts, voice: Voice) -> None:
    """What follows "Asked N" adds up to N; what stands beside it adds up to what was held, blocked, extra and strange."""
    inside, _, beside = sentence(found, voice=voice).partition(" Besides, ")
    numbers = [int(number) for number in re.findall(r"\d+", inside)]
    if found.asked:
        assert numbers[0] == found.asked == sum(numbers[1:])
    else:
        assert numbers == []
    others = sum(int(number) for number in re.findall(r"\d+", beside))
    assert others == found.held + found.blocked + found.extra + found.not_assigned


@given(found=any_counts())
def test_zeros_are_left_out_but_done_is_always_said(found: Counts) -> None:
    """Nobody reads "played 0"; but "done 0" is an answer."""
    said = sentence(found, voice="therapist")
    assert " 0" not in said.replace("done 0", "")
    assert not found.asked or f": done {found.done}" in said


@pytest.mark.parametrize(
    ("words", "voice", "said"),
    [
        ("", "patient", "Nothing was asked so far."),
        ("asked 1, done 1", "patient", "Asked 1: done 1."),
        ("asked 2, missed 1, away 1", "patient", "Asked 2: done 0, missed 1, your day off 1."),
        (
            "asked 15, done 6, played 1, partly 1, reported 2, missed 2, away 3, held 2, extra 1, not assigned 1",
            "patient",
            (
                "Asked 15: done 6, played 1, partly 1, done without the guide 2, missed 2, your days off 3. "
                "Besides, held back by Anna 2, extra 1, not assigned 1."
            ),
        ),
        (
            "asked 3, done 2, away 1, reported 0, held 1, blocked 4",
            "therapist",
            "Asked 3: done 2, day off 1. Besides, held back by Anna 1, stopped for safety 4.",
        ),
        ("held 3", "patient", "Nothing was asked so far. Besides, held back by Anna 3."),
    ],
)
def test_sentences(words: str, voice: Voice, said: str) -> None:
    """Held is the therapist's word, blocked is for safety; the two are never one number."""
    assert sentence(counts(words), voice=voice, therapist="Anna") == said


DAILY = {
    "A": rx("{ per_day = 2 }"),
    "W": rx("{ per_week = 3 }"),
    "H": rx("{ per_day = 1 }", holds=[("2026-11-24", None)]),
}


@pytest.mark.parametrize(
    ("story", "as_of", "said"),
    [
        ("2026-11-23 08:00 load A", "2026-11-23 09:00", ["Today so far: 0 of 2."]),
        ("2026-11-23 08:00 load A\n20:00 done", "2026-11-23 21:00", ["Today so far: 1 of 2."]),
        ("2026-11-23 08:00 load W\n20:00 done", "2026-11-25 21:00", ["This week so far: 1 of 3."]),
        ("2026-11-23 08:00 load H", "2026-11-24 09:00", ["Today: nothing asked, held back by Anna Berg."]),
        (
            "2026-11-23 08:00 load A\n09:00 answers emergency",
            "2026-11-23 10:00",
            ["Today: nothing asked, stopped for safety."],
        ),
        (
            "2026-11-23 08:00 load A\n09:00 done\n19:00 answers emergency",
            "2026-11-23 20:00",
            ["Today so far: 1 of 1."],
        ),
    ],
)
def test_so_far(story: str, as_of: str, said: list[str]) -> None:
    """The running day and week stand beside the sum; what was done before a day was blocked counts."""
    report = told(story, DAILY).report(as_of)
    assert so_far(report.running, therapist="Anna Berg") == said
