"""The patient's own lines."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from faces.stories import UNPLANNED, Person, Told, rich
from selfcare.adherence.weeks import figures, first_week, record_weeks
from selfcare.faces.figures import figures_lines


def test_golden() -> None:
    """The goal, what was done, the rule, and how soreness moved."""
    assert rich().told("2026-12-10 09:00").progress == [
        'Your goal: "Walk to the shop without the hip catching"',
        "What you have done since Mon 23 Nov: 10 sessions with the guide, whole or in",
        "  part, 28 minutes; 1 without it; on 10 days.",
        "Today so far: 0 of 1.",
        "Asked 17: done 6, played 1, partly 2, done without the guide 1, missed 5, your",
        "  days off 2. Besides, extra 1.",
        "Week by week: week 1, 6 of 7; week 2, 2 of 7; week 3, 2 of 3.",
        "Rest days are part of it. Nothing has to be made up for.",
        "Soreness before sessions, the middle score of each week, from 0 (none) to 10",
        "  (worst imaginable):",
        "Your worst place: 6 in week 1 (4 scores), 4 in week 2 (2 scores), 3.5 in week 3",
        "  (2 scores). That is 2.5 points better. 1 not answered, which is fine.",
    ]


def test_nothing_loaded() -> None:
    """A friendly line that says what to type."""
    anna = Person()
    anna.world.facts.clear()
    assert anna.told("2026-11-23 09:00").progress == [
        "Nothing here yet. Save the file from your therapist, then type: selfcare load",
        "To try it first, type: selfcare demo",
    ]


def test_nothing_done() -> None:
    """Three days without a session are not held up to anyone."""
    assert Person().told("2026-11-26 09:00").progress == [
        'Your goal: "Walk to the shop without the hip catching"',
        "Nothing done yet. Begin when it suits you: type selfcare, then Enter.",
        "Today so far: 0 of 1.",
    ]


def test_weeks_in_which_nothing_was_done_do_not_hide_the_others() -> None:
    """Of the weeks that were asked for it is said that there is nothing in them; nobody is told to begin who has begun."""
    anna = Person()
    anna.session("2026-11-23 20:00")
    report = anna.world.report("2026-12-01 09:00", since=dt.date(2026, 11, 30))
    told = Told(anna.world, report, report.assignments[-1].routine)
    assert told.progress[1] == "Nothing done so far since Mon 30 Nov."


def test_first_week_is_counts_only() -> None:
    """Soreness is not compared before there is something to compare it with."""
    anna = Person()
    anna.session("2026-11-23 20:00")
    anna.session("2026-11-24 20:00")
    assert anna.told("2026-11-25 09:00").progress[1:] == [
        "What you have done since Mon 23 Nov: 2 sessions with the guide, 6 minutes; on 2",
        "  days.",
        "Today so far: 0 of 1.",
        "Asked 2: done 2.",
        "This is your first week. How soreness moves is shown from the second week on.",
    ]


def test_zero_and_blank_and_wobble_and_worse() -> None:
    """0 is said as no soreness; no answer is counted and not reproached; a wobble is no verdict."""
    anna = Person(UNPLANNED)
    anna.session("2026-11-23 20:00", before=0)
    anna.session("2026-11-30 20:00", before=None)
    anna.session("2026-12-01 20:00", before=1)
    assert anna.told("2026-12-02 09:00").progress[-3:] == [
        "Your worst place: 0, no soreness, in week 1 (1 score), 1 in week 2 (1 score).",
        "  About the same: scores go up and down a little from day to day. 1 not",
        "  answered, which is fine.",
    ]
    anna.session("2026-12-07 20:00", before=4)
    assert anna.told("2026-12-08 09:00").progress[-2:] == [
        "  in week 3 (1 score). That is 4 points more. Anna will want to hear it. 1 not",
        "  answered, which is fine.",
    ]


def test_today_is_told_place_by_place() -> None:
    """What the body of the picture shows, in words; the last score of each place."""
    anna = rich()
    anna.sore("2026-12-10 08:00", 6)
    anna.sore("2026-12-10 08:30", 3)
    anna.sore("2026-12-10 08:30", 0, "calf", "right")
    assert anna.told("2026-12-10 09:00").progress[-1] == "Sore today: hip left 3, mild; calf right 0, no soreness."


def test_the_figures_of_the_therapist() -> None:
    """Initiation, persistence, counts, shares, each week, each exercise and side: all of them from one story."""
    told = rich().told("2026-12-10 09:00")
    weeks = record_weeks(told.report, first_week(told.report.assignments))
    assert told.routine is not None
    assert figures_lines(told.report, weeks, figures(told.world.history(), told.report), told.routine) == [
        "For Anna:",
        "Initiation: received Mon 23 Nov, first session Mon 23 Nov, the same day.",
        "Persistence: 16 days, Mon 23 Nov to Tue 8 Dec; no gap of more than 14 days so",
        "    far.",
        "Asked 17: done 6, played 1, partly 2, reported 1, missed 5, days off 2.",
        "    Besides, extra 1.",
        "Shares of what was asked: 58.8 % capped at what each day or week asked, 64.7 %",
        "    uncapped, 35.3 % done and confirmed; 66.7 % without days off.",
        "Implementation by week, days and weeks that have ended:",
        "  week 1, from Mon 23 Nov: 6 of 7 sessions, extra 1; 13 of 15 sets of the",
        "      sessions played",
        "  week 2, from Mon 30 Nov: 2 of 7 sessions; 6 of 6 sets of the sessions played",
        "  week 3, from Mon 7 Dec: 2 of 3 sessions; 5 of 6 sets of the sessions played",
        "By exercise and side, done of prescribed:",
        "  Front of the thigh left: 17 of 32 sets, 1080 of 1920 s, 1200 s held in all",
        "  calf right: 7 of 16 sets, open-ended",
    ]


def test_days_of_another_year_say_which() -> None:
    """When it began may be long ago."""
    told = rich().told("2027-01-02 09:00")
    assert told.routine is not None
    lines = figures_lines(told.report, (), figures(told.world.history(), told.report), told.routine)
    said = " ".join(" ".join(lines).split())
    assert "received Mon 23 Nov 2026, first session Mon 23 Nov 2026, the same day." in said


moves = st.lists(
    st.tuples(st.sampled_from(["session", "part", "stop", "report", "away", "answer", "needled"]), st.integers(0, 40)),
    max_size=30,
)


@given(story=moves, days=st.integers(0, 45))
@settings(max_examples=50)
def test_never_a_percentage(story: list[tuple[str, int]], days: int) -> None:
    """The patient's screen shows counts: no percentage, whatever happened and whenever it is looked at."""
    anna = Person()
    for what, after in sorted(story, key=lambda move: move[1]):
        at = f"2026-{'11' if after < 8 else '12'}-{after + 23 if after < 8 else min(after - 7, 31):02} 20:00"
        match what:
            case "session":
                anna.session(at, before=after % 11)
            case "part":
                anna.session(at, before=None, sets=1, share="part")
            case "stop":
                anna.stop(at, "too painful")
            case "report":
                anna.reported(at, at[:10])
            case "away":
                anna.away(at, at[:10], at[:10])
            case "answer":
                anna.answers(at, "fever or unwell")
            case _:
                anna.needled(at)
    end = f"2026-{'11' if days < 8 else '12'}-{days + 23 if days < 8 else min(days - 7, 31):02} 23:00"
    told = anna.told(end)
    text = " ".join(told.progress)
    assert "%" not in text
    assert "percent" not in text
    assert len(told.letter) <= 15
