"""Every figure in progress, report and the tables is that of a recount from facts.jsonl alone, by another way.

The facts are read with Python's own reader of JSON; what a correction says stands in the place of what it replaces.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING, Any

from hypothesis import given

from adherence.naive import WHOLE, Naive
from adherence.random_stories import Story, stories
from exports.made import files, table
from selfcare.adherence.trend import trends
from selfcare.exports.material import Material
from selfcare.faces.letter import report_lines
from selfcare.faces.progress import progress_lines
from selfcare.facts.codec import from_json, to_json

if TYPE_CHECKING:
    import datetime as dt

    from selfcare.adherence.report import Counts

LABELS = {
    "done": "done",
    "played": "played",
    "partly": "partly",
    "reported": "reported|done without the guide",
    "missed": "missed",
    "away": "(?:your )?days? off",
    "held": "held back by [^,.]*?",
    "blocked": "stopped for safety",
    "extra": "extra",
    "not_assigned": "not assigned",
}


def made(story: Story) -> Material:
    """What every format is given of a story."""
    history = story.world.history()
    lines = [to_json(fact) for fact in history.recorded]
    return Material(lambda: history, (None, None), story.moment, "P200", lambda: iter(lines))


class Recount:
    """The figures by the lines of facts.jsonl."""

    def __init__(self, data: bytes, today: dt.date) -> None:
        """Read the lines; apply the corrections."""
        lines = data.decode().splitlines()
        self.naive = Naive([from_json(line) for line in lines], today)
        self.counts: Counts = self.naive.counts()
        facts = [json.loads(line) for line in lines]
        said = {one["replaces"]: one["body"] for one in facts if one["kind"] == "correction"}
        standing = [
            {**one, **(said[one["id"]] or {}), "gone": not said[one["id"]]} if one["id"] in said else one
            for one in facts
        ]
        self.facts = [one for one in standing if one["kind"] != "correction" and not one.get("gone")]

    def of(self, kind: str) -> list[dict[str, Any]]:
        """The facts of that kind, as they stand."""
        return [one for one in self.facts if one["kind"] == kind]


def numbers(lines: list[str]) -> dict[str, int]:
    """The parts of the sum as a face says them, by their names in the definition."""
    said = " ".join(" ".join(lines).split())
    found = re.search(r"(?:Asked (\d+): |Nothing was asked so far\.)(.*)", said)
    assert found, said
    sentence = re.split(r"\. (?!Besides)|\.$", found[0].replace("Nothing was asked so far. ", ""))[0]
    each = {"asked": int(found[1] or 0)}
    for name, label in LABELS.items():
        part = re.search(rf"(?:^|[:,] |Besides, )(?:{label}) (\d+)", sentence)
        each[name] = int(part[1]) if part else 0
    return each


@given(stories())
def test_the_report_and_progress_say_the_sums_of_a_recount(story: Story) -> None:
    """Each part of the sentence, in the words of the therapist's letter and in the patient's."""
    material = made(story)
    expected = Recount(files(material, "jsonl")["facts.jsonl"], story.today).counts._asdict()
    routine = material.report.assignments[-1].routine if material.report.assignments else None
    start = material.report.assignments[0].first if material.report.assignments else story.today
    courses = trends(material.history, start, (None, story.today))
    letter = report_lines(material.history, material.report, courses, routine)
    if material.report.has_schedule:
        assert numbers(letter) == expected
        mine = progress_lines(material.history, material.report, courses, routine)
        if any(line.startswith(("Asked", "Nothing was asked so far")) for line in mine):
            assert numbers(mine) == expected


@given(stories())
def test_the_tables_have_the_figures_of_a_recount(story: Story) -> None:
    """Occasions by outcome; sets by session; seconds held; scores, the blank ones told apart from 0."""
    material = made(story)
    recount = Recount(files(material, "jsonl")["facts.jsonl"], story.today)
    written = files(material)
    days = Counter(row["outcome"].replace(" ", "_") for row in table(written, "days") if row["so_far"] == "no")
    expected = {name: count for name, count in recount.counts._asdict().items() if name != "asked" and count}
    assert {name: days[name] for name in days if name in recount.counts._fields} == expected
    sets, ends = table(written, "sets"), recount.of("set ended")
    # Who flies west after a session can find its day still to come: the tables go up to today.
    begun = [one for one in recount.of("session begun") if one["day"] <= story.today.isoformat()]
    there = {one["session"] for one in begun}
    ends = [one for one in ends if one["session"] in there]
    assert sum(round(float(row["held_s"]) * 1000) for row in sets) == sum(one["held"] for one in ends)
    whole = {
        (one["session"], one["exercise"], one["side"], one["set"], one["repetition"])
        for one in ends
        if one["how"] in WHOLE
    }
    assert sum(row["complete"] == "yes" for row in sets) == len(whole)
    scores = Counter(
        (one["what"], one["when"], one["score"])
        for one in recount.of("rating")
        if one["day"] <= story.today.isoformat()
    )
    assert scores == Counter(
        (row["what"], row["when"], int(row["score_0_10"]) if row["score_0_10"] else None)
        for row in table(written, "ratings")
    )
    assert len(table(written, "sessions")) == len(begun)


@given(stories())
def test_the_course_of_soreness_is_that_of_a_recount(story: Story) -> None:
    """By place and week of the routine the median of the scores before sessions, with the number of readings."""
    material = made(story)
    if not material.report.assignments:
        return
    start = material.report.assignments[0].routine.start
    recount = Recount(files(material, "jsonl")["facts.jsonl"], story.today)
    by_week: dict[tuple[str, str | None, int], list[int]] = {}
    for one in recount.of("rating"):
        day = type(story.today).fromisoformat(one["day"])
        if one["what"] == "soreness" and one["when"] == "before" and one["score"] is not None and day <= story.today:
            by_week.setdefault((one["region"], one["side"], (day - start).days // 7 + 1), []).append(one["score"])
    found = {
        (trend.region, trend.side, week.number): (week.median, week.readings)
        for trend in material.trends
        for week in trend.weeks
        if week.readings
    }
    assert found == {key: (median(given_), len(given_)) for key, given_ in by_week.items()}
