"""The letter to the therapist."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faces.stories import HIPS, ROWS, UNPLANNED, Person, Told, rich, when
from selfcare.faces.letter import LINES, report_lines
from selfcare.faces.paragraph import WIDTH, columns
from selfcare.facts.kinds import Away, ConditionSaid, NeedledAt, Note, Rated, Reported, Seen, Stopped
from selfcare.text.visible import visible
from strategies import bodies

if TYPE_CHECKING:
    from adherence.worlds import Played
    from selfcare.facts.kinds import StopReason

FIRST = dt.date(2026, 11, 23)
EVIL = "\x1b[2J\x1b]0;owned\x07 \u202egood\r\nP200 all is well\x9b31m"
REASONS: tuple[StopReason, ...] = ("too painful", "numb or tingling", "dizzy or unwell")


def test_golden() -> None:
    """Nineteen days in fifteen lines; what found no room is counted."""
    assert rich().told("2026-12-10 09:00").letter == [
        "P200, Evening hips, 23 Nov to 10 Dec 2026, as of 10 Dec 09:00",
        "Stopped, too painful: Thu 26 Nov calf right.",
        "Needled, in the patient's word: Fri 27 Nov shoulder right (at 15:10).",
        "Asked 17: done 6, played 1, partly 2, reported 1, missed 5, days off 2.",
        "Besides, extra 1. Today so far: 0 of 1.",
        "Of what was asked: done only 35.3 %; done, played, reported and partly 58.8 %",
        "(capped), 64.7 % with extra (uncapped), 66.7 % without days off.",
        "Missed: Fri 27 Nov; Mon 30 Nov; Sat 5 Dec to Sun 6 Dec; Wed 9 Dec.",
        "Partly done: Thu 26 Nov 1 of 3 sets (too painful, at calf right) … and 1 more.",
        "Days off: Tue 1 Dec to Wed 2 Dec (a cold), entered afterwards on Fri 4 Dec.",
        "Soreness before sessions, weekly median: worst place 6 in week 1 (4 readings, 1",
        "  not answered), 4 in week 2 (2), 3.5 in week 3 (2): 2.5 points better.",
        "Guided, done of prescribed: 1080 of 1920 s timed, 24 of 48 sets … and 2 more.",
        "Discomfort above max, 2 of 3: Wed 25 Nov calf right 7 (max 4) … and 1 more.",
        "… and 7 more in the export, of them rules 1, notes 2.",
    ]


def test_a_loaded_routine_that_nobody_began() -> None:
    """It is not an empty letter."""
    assert Person().told("2026-11-26 09:00").letter == [
        "P200, Evening hips, 23 Nov to 26 Nov 2026, as of 26 Nov 09:00",
        "No stops, no alarm answers.",
        "Asked 3: done 0, missed 3. Today so far: 0 of 1.",
        "No percentage: counts only in the first week.",
        "Missed: Mon 23 Nov to Wed 25 Nov.",
        "Soreness before sessions: not asked in this time.",
        "Guided, done of prescribed: 0 of 360 s timed, 0 of 9 sets; Front of the thigh",
        "  left 0 of 360 s, 0 of 6 sets; calf right 0 of 3 sets.",
        "Discomfort while pressing: not scored.",
        "Rules set aside by Anna: AD02 (I ask her each week).",
    ]


@pytest.mark.parametrize(
    ("played", "said"),
    [
        (["whole", "skipped", "whole"], "2 of 3 sets (skipped Front of the thigh left)"),
        (["skipped", "skipped", "whole"], "1 of 3 sets (skipped Front of the thigh left)"),
        (["whole", "whole", "discomfort"], "2 of 3 sets (ended above the max calf right)"),
        (["whole", "band off", "skipped"], "1 of 3 sets (skipped calf right; band taken off Front of the thigh left)"),
        (["whole", "whole", ("skipped", "whole")], None),
    ],
)
def test_what_was_skipped_is_named(played: Played, said: str | None) -> None:
    """A session of which something was left out says what, and how it ended; what was done after all is no reason."""
    person = Person()
    person.world.play(when("2026-11-24 20:00"), played, rows=ROWS, share="all")
    letter = " ".join(" ".join(person.told("2026-11-26 09:00").letter).split())
    assert ("Partly done" in letter) is (said is not None)
    assert f"Partly done: Tue 24 Nov {said}." in letter or said is None


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("2026-11-23", None),
        ("2026-11-22", "Received on Mon 23 Nov: the 1 day before it is not counted."),
        ("2026-11-13", "Received on Mon 23 Nov: the 10 days before it are not counted."),
        ("2020-01-06", "Received on Mon 23 Nov: what lies before it is not counted."),
    ],
)
def test_what_was_not_yet_received_is_not_counted(start: str, said: str | None) -> None:
    """The letter says so, for whoever wrote the start; a start of years ago is no number to read."""
    letter = " ".join(Person(HIPS.replace("2026-11-23", start)).told("2026-11-26 09:00").letter)
    assert ("Received on" in letter) is (said is not None)
    assert (said or "") in letter


def test_no_schedule() -> None:
    """Without a schedule nothing is asked, nothing missed, and there is no percentage, least of all 0 %."""
    anna = Person(UNPLANNED)
    anna.session("2026-11-23 20:00", before=0)
    anna.session("2026-11-24 20:00", before=None, share=None)
    assert anna.told("2026-12-10 09:00").letter[1:5] == [
        "No stops, no alarm answers.",
        "The routine has no schedule, so nothing is counted as asked: done 1, played 1.",
        "No percentage: without a schedule there is nothing to take it of.",
        "Soreness before sessions, weekly median: worst place 0 in week 1 (1 reading, 1",
    ]


def test_nothing_was_ever_loaded() -> None:
    """A log without a routine still tells of a stop."""
    anna = Person()
    anna.world.facts.clear()
    anna.stop("2026-11-23 20:00", "dizzy or unwell", None, None)
    assert anna.told("2026-11-24 09:00").letter[:3] == [
        "P200, no routine in force, 24 Nov 2026, as of 24 Nov 09:00",
        "Stopped, dizzy or unwell: Mon 23 Nov between exercises.",
        "No routine was loaded. Done without one: 1 session.",
    ]


def test_alarms_come_first_and_say_whether_anyone_saw_the_patient() -> None:
    """EMERGENCY, TODAY, stops, lesser answers, needlings: in this order, right below the first line."""
    anna = Person()
    anna.needled("2026-11-23 09:00")
    anna.stop("2026-11-23 10:00", "numb or tingling")
    answered = anna.answers("2026-11-24 10:00", "breath or chest")
    anna.world.add(when("2026-11-25 10:00"), Seen(answered.id, "Dr Wolf", "a cold, go on"))
    anna.answers("2026-11-26 10:00", "one leg")
    anna.answers("2026-11-27 10:00", "skin")
    anna.answers("2026-11-28 10:00", "an answer of a later version")
    assert anna.told("2026-11-29 09:00").letter[1:8] == [
        "EMERGENCY answer before a session: Tue 24 Nov breath or chest (seen by Dr Wolf:",
        '  "a cold, go on").',
        "TODAY answer (ring the therapist): Thu 26 Nov one leg (not yet seen by anyone).",
        "Stopped, numb or tingling: Mon 23 Nov calf right.",
        "Other answers before a session: Fri 27 Nov skin; Sat 28 Nov an answer of a",
        "  later version.",
        "Needled, in the patient's word: Mon 23 Nov shoulder right (at 09:00).",
    ]


def test_soreness_that_was_noted_besides_is_listed() -> None:
    """Of each place and side the newest scores, the place that was noted last first; no answer is no score."""
    anna = Person()
    for day, score in (("23", 6), ("24", 0), ("25", None), ("26", 4), ("27", 5)):
        anna.sore(f"2026-11-{day} 09:00", score)
    anna.sore("2026-11-27 09:30", 3, "lower back", None)
    morning = Rated("soreness", "morning, recalled", "2026-11-24", 2, "worst place")
    anna.world.add(when("2026-11-24 13:00"), morning)
    told = anna.told("2026-11-28 09:00")
    said = (
        "noted besides: lower back 3 on Fri 27 Nov; hip left 0 on Tue 24 Nov, 4 on Thu 26 Nov, 5 on Fri 27 Nov "
        "(1 earlier); worst place in the morning 2 on Tue 24 Nov (recalled)."
    )
    assert f"Soreness {said}" in " ".join(" ".join(told.letter).split())
    assert f"Soreness that you {said}" in " ".join(" ".join(told.progress).split())


def test_a_needling_after_midnight_is_of_the_day_that_still_runs() -> None:
    """As everywhere: a day ends at `day_ends`. The line says so, for nobody calls 00:30 the day before."""
    anna = Person()
    anna.needled("2026-11-28 00:30")
    anna.needled("2026-11-28 04:00", "calf")
    assert anna.told("2026-11-29 09:00").letter[2:4] == [
        "Needled, in the patient's word: Fri 27 Nov shoulder right (at 00:30 in the",
        "  night after it); Sat 28 Nov calf right (at 04:00).",
    ]


def test_ending_for_today_is_no_alarm() -> None:
    """But the line does not say "no stops" when there was one."""
    anna = Person()
    anna.stop("2026-11-23 10:00", "ended for today")
    assert anna.told("2026-11-24 09:00").letter[1:3] == [
        "No stops for pain, numbness or dizziness, no alarm answers. Ended for today: 1",
        "time.",
    ]


@pytest.mark.parametrize("many", [1, 3, 40])
def test_safety_is_never_cut(many: int) -> None:
    """However much happened, every kind stands above everything else, each event named or in the number of its kind."""
    anna = rich()
    anna.world.facts = [fact for fact in anna.world.facts if not isinstance(fact.body, Stopped | NeedledAt)]
    for number in range(many):
        day = FIRST + dt.timedelta(days=20 + number)
        for reason in REASONS:
            anna.stop(f"{day} 10:00", reason)
        anna.answers(f"{day} 12:00", "breath or chest")
        anna.answers(f"{day} 13:00", "one leg")
        anna.answers(f"{day} 14:00", "fever or unwell")
        anna.needled(f"{day} 15:00")
    lines = anna.told("2027-02-10 09:00").letter
    assert len(lines) <= LINES
    safety = " ".join(
        line.strip() for line in lines[1 : next(index for index, line in enumerate(lines) if line.startswith("Asked"))]
    )
    begins = ["EMERGENCY", "TODAY", "Stopped, too", "Stopped, numb", "Stopped, dizzy", "Other", "Needled"]
    places = [safety.index(begin) for begin in begins]
    assert places == sorted(places)
    for start, end in zip(places, [*places[1:], None], strict=True):
        told = safety[start:end]
        said = re.search(r": (\d+), ", told)
        assert (int(said[1]) if said else len(re.findall(r"1[2-9] Dec", told))) == many
    assert not any(safety.endswith(cut) for cut in ("…", "more."))


def test_first_week_has_no_percentage() -> None:
    """And says why."""
    letter = rich().told("2026-11-28 09:00").letter
    assert "No percentage: counts only in the first week." in letter
    assert not any("%" in line for line in letter)


def test_soreness_says_zero_blank_and_wobble() -> None:
    """0 is a number, no answer is counted, and less than two points is no change."""
    anna = Person()
    anna.session("2026-11-23 20:00", before=1)
    anna.session("2026-11-30 20:00", before=0)
    anna.session("2026-12-07 20:00", before=None)
    text = " ".join(line.strip() for line in anna.told("2026-12-10 09:00").letter)
    assert (
        "worst place 1 in week 1 (1 reading), 0 in week 2 (1), not answered in week 3 (1): "
        "within day-to-day wobble (below 2 points; Childs 2005)." in text
    )


def test_many_weeks_are_shortened_and_say_so() -> None:
    """The first week and the last three; how many lie between is said."""
    anna = Person()
    for week in range(8):
        anna.session(f"{FIRST + dt.timedelta(days=7 * week)} 20:00", before=8 - week)
    text = " ".join(line.strip() for line in anna.told("2027-01-20 09:00").letter)
    assert "worst place 8 in week 1 (1 reading), 4 weeks in the export, 3 in week 6 (1)" in text
    assert "1 in week 8 (1): 7 points better." in text


hostile = st.one_of(
    st.builds(Note, st.dates(FIRST, dt.date(2026, 12, 31)).map(str), st.just(EVIL) | st.text()),
    st.builds(Reported, st.dates(FIRST, dt.date(2026, 12, 31)).map(str), st.text(), note=st.just(EVIL) | st.text()),
    st.builds(Away, st.dates(FIRST, dt.date(2026, 12, 31)).map(str), st.none(), st.just(EVIL) | st.text()),
    bodies(Stopped),
    bodies(NeedledAt),
    bodies(Rated),
)


@given(more=st.lists(hostile, max_size=25), evil=st.booleans())
@settings(max_examples=40)
def test_fifteen_harmless_lines(more: list[Note | Reported | Away | Stopped | NeedledAt | Rated], evil: bool) -> None:
    """Whatever a log or a routine says: at most fifteen lines, none too wide, none that moves a cursor."""
    text = HIPS
    if evil:
        hidden = r"\u001b[2J\u202e" + "long " * 60
        text = text.replace("Evening hips", hidden).replace("Front of", hidden).replace("sits all day", hidden)
    anna = Person(text)
    for number, body in enumerate(more):
        anna.world.add(when("2026-11-23 09:00") + dt.timedelta(days=number), body)
    told: Told = anna.told("2026-12-31 09:00")
    assert len(told.letter) <= LINES
    for line in told.letter + told.progress:
        assert columns(line) <= WIDTH
        assert visible(line) == line
        assert line.strip()


def test_what_a_rule_holds_back_and_what_sets_nothing_aside_is_told() -> None:
    """First what waits for the therapist; an allow for a rule that does not speak up; a condition that was judged."""
    text = HIPS.replace("max = 4", "max = 9").replace(
        "[[exercise]]", '[[allow]]\nrule = "FR04"\nwhy = "x"\n\n[[exercise]]', 1
    )
    text += '\n[screened]\non = 2026-11-23\nflags = ["clot"]\ncleared = [{ flag = "clot", why = "Ten years ago" }]\n'
    letter = Person(text).told("2026-11-26 09:00").letter
    assert "Held back by a rule until Anna changes or allows it: calf PR04." in letter
    assert "Rules set aside by Anna: AD02 (I ask her each week); FR04 sets nothing aside;" in letter
    assert "  clot cleared (Ten years ago)." in letter
    assert any(line.startswith("Nothing was asked so") for line in letter)


def test_what_an_answer_about_health_holds_back_is_told_however_old_it_is() -> None:
    """By its name, and by the question that asked for it: no rule of the evidence speaks of it."""
    anna = Person()
    anna.world.add(when("2026-11-24 08:00"), ConditionSaid("cancer"))
    letter = anna.told("2027-06-20 09:00").letter
    assert "allows it: cancer or an unchecked lump Q10." in " ".join(" ".join(letter).split())


def test_an_emergency_that_nobody_has_seen_leads_whatever_days_are_asked_for() -> None:
    """Until the patient says by whom they were seen."""
    anna = Person()
    anna.answers("2026-11-24 08:00", "breath or chest")
    history, routine = anna.world.history(), anna.told("2026-12-20 09:00").report.assignments[0].routine
    late = anna.world.report("2026-12-20 09:00", since=dt.date(2026, 12, 10))
    letter = report_lines(history, late, (), routine)
    assert letter[1] == "EMERGENCY answer before a session: Tue 24 Nov breath or chest (not yet seen by"
