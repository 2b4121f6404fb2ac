"""The same sums by another way: slowly, day by day and session by session, from the words of docs/what-counts.md alone."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from adherence.naive import DAY, HOUR, Naive
from adherence.naive_work import Work, work
from adherence.random_stories import BASE, Story, happen, stories
from selfcare.adherence.report import adherence
from selfcare.facts.history import History
from selfcare.facts.moment import Moment


@given(stories())
def test_the_sums_are_those_of_the_words(story: Story) -> None:
    """Every outcome, the shares, sets and seconds of each exercise and side: counted twice, the same.

    The sum adds up: what was held back stands after it, never in it. Shares are to one decimal; there are none where no
    percentage is printed.
    """
    report = adherence(story.world.history(), (None, story.today), story.moment)
    naive = Naive(story.world.facts, story.today)
    counts = report.counts
    assert counts == naive.counts()
    assert counts.asked == counts.filled + counts.missed + counts.away
    assert min(counts) >= 0
    expected = naive.shares()
    assert (report.shares is None) == (expected is None)
    for share, exact in zip(report.shares or (), expected or (), strict=True):
        assert (share is None) == (exact is None)
        assert share is None or exact is None or abs(Fraction(share) - exact) <= Fraction("0.0501")
    assert {(one.exercise, one.side): Work(*one[2:]) for one in report.doing()} == work(naive)


@given(stories(), st.randoms(use_true_random=False))
def test_the_order_in_which_facts_come_together_does_not_matter(story: Story, chance: Any) -> None:
    """Facts are in the order of (recorded-at, id), on every machine."""
    facts = list(story.world.facts)
    expected = adherence(History(facts), (None, story.today), story.moment)
    chance.shuffle(facts)
    found = adherence(History(facts), (None, story.today), story.moment)
    assert found == expected


@given(stories(), st.integers(1, 30))
def test_what_has_ended_is_not_counted_anew(story: Story, days: int) -> None:
    """More days pass and nothing new is told: every occasion of an ended day or week stays what it was."""
    before = adherence(story.world.history(), (None, story.today), story.moment)
    later = Moment(story.moment.at + days * 24 * HOUR, story.moment.offset)
    after = adherence(story.world.history(), (None, story.today + days * DAY), later)
    old = [one for one in before.occasions if not one.so_far]
    new = [one for one in after.occasions if not one.so_far]
    assert [one for one in old if one not in new] == []
    ran = [(one.first, one.last) for one in before.occasions if one.so_far]
    added = [one for one in new if one not in old and one.last < story.today]
    assert [one for one in added if not any(first <= one.first <= last for first, last in ran)] == []


@given(stories(), st.integers(1, 20), st.lists(st.sampled_from(["done", "played", "partly", "reported"]), max_size=6))
def test_what_is_played_later_fills_no_day_that_has_ended(story: Story, wait: int, whats: list[str]) -> None:
    """An extra session fills no other day: what is played from now on changes no total of what has ended."""
    until = story.today - DAY
    before = adherence(story.world.history(), (None, until), story.moment)
    now = story.as_of + dt.timedelta(hours=wait)
    for what in whats:
        now += dt.timedelta(hours=7)
        happen(story.world, now, what, 0, [])
    after = adherence(story.world.history(), (None, until), Moment(story.world.at(now), story.moment.offset))
    old = [one for one in before.occasions if not one.so_far]
    assert [one for one in old if one not in after.occasions] == []


@given(stories(), st.integers(-2, 25))
def test_two_parts_of_the_time_make_the_whole(story: Story, days: int) -> None:
    """Each occasion belongs to exactly one of two periods that follow on each other."""
    cut = BASE.date() + days * DAY
    history = story.world.history()
    whole = adherence(history, (None, story.today), story.moment).counts
    first = adherence(history, (None, min(cut, story.today)), story.moment).counts
    second = adherence(history, (cut + DAY, story.today), story.moment).counts
    assert tuple(a + b for a, b in zip(first, second, strict=True)) == tuple(whole)
