"""Every figure of progress --detail, of the page, of the bundle and of the calendar is that of a recount, by another way."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from html.parser import HTMLParser
from statistics import median
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings

from adherence.naive import DAY, in_weeks
from adherence.naive_work import held_in, work
from adherence.random_stories import BASE, Story, stories
from exports.made import files
from exports.test_ics import by_ical
from exports.test_recount import Recount, made, numbers
from selfcare.adherence.weeks import figures, first_week, record_weeks
from selfcare.exports.pages.contents import page
from selfcare.exports.pdf import _page
from selfcare.faces.figures import figures_lines
from selfcare.facts.kinds import Away, Loaded, SessionBegun
from selfcare.text.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adherence.naive import Naive, Text
    from selfcare.exports.material import Material

GAP = 14
"""Days without a session after which somebody left off."""


def recounted(story: Story, material: Material) -> Recount:
    """The figures by facts.jsonl alone."""
    return Recount(files(material, "jsonl")["facts.jsonl"], story.today)


def one_decimal(exact: Iterable[Any]) -> list[float | None]:
    """Shares as they are printed."""
    return [None if one is None else round(float(one), 1) for one in exact]


# --- progress --detail ---


@settings.get_profile("costly")
@given(stories())
def test_the_figures_of_detail(story: Story) -> None:
    """Initiation, persistence, the sum, the shares, each week, and sets and seconds of each exercise and side."""
    material = made(story)
    report = material.report
    recount = recounted(story, material)
    weeks = record_weeks(report, first_week(report.assignments)) if report.assignments else ()
    if not weeks:
        return
    lines = figures_lines(report, weeks, figures(material.history, report), report.assignments[-1].routine)
    said = " ".join(" ".join(lines).split())
    assert (*days_in(said),) == (*days_recounted(recount),)
    assert numbers(lines) == recount.counts._asdict()
    assert shares_in(said) == one_decimal(recount.naive.shares() or ())
    assert weeks_in(said) == weeks_recounted(recount, weeks[0].first, len(weeks))
    rows = re.findall(r"(\d+) of (\d+) sets, (?:open-ended|(\d+) of (\d+) s(?:, (\d+) s held in all)?)", said)
    found = sorted(
        (int(asked), int(done), *((int(of), int(of_it), int(held or of_it)) if of else (-1, -1, -1)))
        for done, asked, of_it, of, held in rows
    )
    assert found == work_recounted(recount)


def days_in(said: str) -> Iterator[int]:
    """Days until the first session, and days from it to the last before a gap."""
    found = re.search(r"first session [^.]*?(?:(\d+) days? later|the same day)", said)
    if found:
        yield int(found[1] or 0)
        lasted = re.search(r"Persistence: (\d+) day", said)
        assert lasted
        yield int(lasted[1])


def days_recounted(recount: Recount) -> Iterator[int]:
    """The same from the words: what counts, from the day on which the first text was received."""
    naive = recount.naive
    received = min(naive.day_of(fact) for fact, body in naive.facts if isinstance(body, Loaded))
    done = sorted({one.day for one in naive.things if one in naive.mine(one.day) and naive.in_force(one.day)})
    done = [day for day in done if received <= day <= naive.today]
    if done:
        yield (done[0] - received).days
        last = done[0]
        for day in done:
            last = day if (day - last).days <= GAP else last
        yield (last - done[0]).days + 1


def shares_in(said: str) -> list[float | None]:
    """Capped, uncapped, done only, and without days off; nothing where none is printed."""
    found = re.search(r"asked: ([\d.]+) % capped .*?, ([\d.]+) % uncapped, ([\d.]+) % done", said)
    if not found:
        return []
    off = re.search(r"([\d.]+) % without days off", said)
    return [*map(float, found.groups()), float(off[1]) if off else None]


def weeks_in(said: str) -> list[tuple[int, ...]]:
    """Of each week: sessions asked, filled, extra, sets done and asked."""
    found = list[tuple[int, ...]]()
    for week in re.split(r" week \d+, from ", said.partition("By exercise and side")[0])[1:]:
        one = re.search(r"(\d+) of (\d+) sessions(?:, extra (\d+))?(?:; (\d+) of (\d+) sets)?", week)
        filled, asked, extra, done, of = (int(each or 0) for each in one.groups()) if one else (0,) * 5
        found.append((asked, filled, extra, done, of))
    return found


def weeks_recounted(recount: Recount, first: dt.date, count: int) -> list[tuple[int, ...]]:
    """The same from the words: a day or week belongs to the week in which it begins."""
    naive, found = recount.naive, list[tuple[int, ...]]()
    naive.counts()
    for number in range(count):
        days = [first + (7 * number + day) * DAY for day in range(7)]
        mine = [(asked, chosen) for begins, asked, chosen in naive.periods if begins in days]
        filling = [one for _, chosen in mine for one in chosen]
        extra = sum(one.day in days and one.day < naive.today for one in naive.more)
        rows = [row for one in filling if one.session for row in sets_of(recount, one.session)]
        found.append(
            (
                sum(asked for asked, _ in mine),
                len(filling),
                extra,
                sum(row[1] for row in rows),
                sum(row[0] for row in rows),
            )
        )
    return found


def sets_of(recount: Recount, session: str) -> list[tuple[int, int, int, int]]:
    """Of each exercise and side of a session: sets asked and done, seconds asked (-1: open end), milliseconds held."""
    begun = next(body for _, body in recount.naive.facts if isinstance(body, SessionBegun) and body.session == session)
    said = [one for one in recount.of("confirmed") if one["session"] == session]
    out = said[-1]["left_out"] if said else []
    found = []
    for row in begun.asked:
        reps = held_in(recount.naive, session)[row.exercise, row.side]
        done = sum(
            all(reps.get((number, rep), (0, False))[1] for rep in range(1, row.repetitions + 1))
            for number in range(1, row.sets + 1)
        )
        seconds = -1 if row.seconds is None else row.sets * row.repetitions * row.seconds
        found.append((row.sets, 0 if row.exercise in out else done, seconds, sum(ms for ms, _ in reps.values())))
    return found


def work_recounted(recount: Recount) -> list[tuple[int, ...]]:
    """Sets asked and done, seconds prescribed, done and held (-1: open end), of each exercise and side."""
    return sorted(tuple(-1 if one is None else one for one in row) for row in work(recount.naive).values())


# --- html and pdf ---


class Reader(HTMLParser):
    """The cells of every row under the caption of its table, and all words."""

    def __init__(self) -> None:
        """Nothing read yet."""
        super().__init__()
        self.at, self.words, self.rows = "", list[str](), dict[str, list[list[str]]]()
        self.caption = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember where the words stand."""
        del attrs
        self.at = tag
        if tag == "tr":
            self.rows.setdefault(self.caption, []).append([])
        elif tag in ("td", "th"):
            self.rows[self.caption][-1].append("")

    def handle_endtag(self, tag: str) -> None:
        """What follows stands in nothing of it."""
        self.at = "" if tag == self.at else self.at

    def handle_data(self, data: str) -> None:
        """Words of a cell, or of anything else."""
        if self.at == "caption":
            self.caption = data
        elif self.at in ("td", "th"):
            self.rows[self.caption][-1][-1] += data
        elif self.at != "style":
            self.words.append(data)


def in_html(material: Material) -> tuple[list[str], list[list[str]]]:
    """The words of the page, and the rows of exercises."""
    reader = Reader()
    reader.feed(files(material, "html")["report.html"].decode())
    return reader.words, reader.rows.get("Guided, done of prescribed", [[]])[1:]


def in_pdf(material: Material) -> tuple[list[str], list[list[str]]]:
    """The same of what typst is handed, which sets it and adds nothing."""
    told = json.loads(json.dumps(_page(page(material))))
    blocks = [block for part in (*told["first"], *told["rest"]) for block in part["blocks"]]
    words = [one for block in blocks for name in ("words", "items") for one in listed(block.get(name, []))]
    tables = [block for block in blocks if block["kind"] == "table" and "Sets, done of asked" in block["head"]]
    return words, [row for block in tables for row in block["rows"]]


def listed(words: str | list[str]) -> list[str]:
    """One or several."""
    return [words] if isinstance(words, str) else words


@settings.get_profile("costly")
@given(stories())
def test_the_figures_of_the_page(story: Story) -> None:
    """On the screen and on paper: the sum, the shares, each outcome of the calendar, the medians, sets and seconds."""
    material = made(story)
    recount = recounted(story, material)
    for words, rows in (in_html(material), in_pdf(material)):
        said = " ".join(" ".join(words).split())
        if material.report.has_schedule:
            (total,) = (one for one in words if one.startswith(("Asked", "Nothing was asked so far")))
            assert numbers([total]) == recount.counts._asdict()
            assert shares_of_page(said) == one_decimal(recount.naive.shares() or ())
        assert medians_in(words) <= medians_recounted(recount, material)
        assert calendar_in(said, material) == {
            name.replace("_", " "): count
            for name, count in recount.counts._asdict().items()
            if count and name != "asked"
        }
        cells = [[int(one) for one in re.findall(r"\d+", " ".join(row[2:]))] for row in rows]
        assert sorted((c[1], c[0], *((c[3], c[2], c[4]) if len(c) > 2 else (-1, -1, -1))) for c in cells) == (
            work_recounted(recount)
        )


def shares_of_page(said: str) -> list[float | None]:
    """Capped, uncapped, done only, and without days off."""
    found = re.search(r"done only ([\d.]+) %; [a-z, ]* ([\d.]+) % \(capped\), ([\d.]+) % with extra", said)
    if not found:
        return []
    off = re.search(r"([\d.]+) % without days off", said)
    return [float(found[2]), float(found[3]), float(found[1]), float(off[1]) if off else None]


def calendar_in(said: str, material: Material) -> dict[str, int]:
    """Each outcome in the words of the calendar, less what is only so far."""
    told = Counter[str]()
    for week in re.findall(r"Week of [^:]*: ([^.]*)\.", said):
        told.update({name: int(number) for name, _, number in (one.rpartition(" ") for one in week.split(", "))})
    told.subtract(one.result for one in material.report.occasions if one.so_far)
    return {name: count for name, count in told.items() if count}


def medians_in(words: Iterable[str]) -> set[tuple[int, float, int]]:
    """Week, median and number of readings, as far as the page says them in words."""
    found = re.findall(r"([\d.]+) in week (\d+) \((\d+)", " ".join(words))
    return {(int(week), float(middle), int(readings)) for middle, week, readings in found}


def medians_recounted(recount: Recount, material: Material) -> set[tuple[int, float, int]]:
    """The same by week of the first text; all is of one place."""
    by_week: dict[int, list[int]] = {}
    for one in recount.of("rating"):
        day = dt.date.fromisoformat(one["day"])
        if one["when"] == "before" and one["score"] is not None and day <= recount.naive.today:
            known = material.report.assignments
            start = known[0].routine.start if known else material.first
            by_week.setdefault((day - start).days // 7 + 1, []).append(one["score"])
    return {(week, median(given_), len(given_)) for week, given_ in by_week.items()}


# --- fhir ---


@settings.get_profile("costly")
@given(stories())
def test_the_figures_of_the_bundle(story: Story) -> None:
    """The sum, each occasion, sets and seconds of each session, exercise and side, and every score."""
    material = made(story)
    recount = recounted(story, material)
    found = [one["resource"] for one in json.loads(files(material, "fhir")["bundle.json"])["entry"]]
    found = [one for one in found if one.get("status") != "entered-in-error"]
    of_code: dict[str, list[dict[str, Any]]] = {}
    for one in found:
        if one["resourceType"] == "Observation":
            of_code.setdefault(one["code"]["coding"][0]["code"], []).append(one)
    counts = recount.counts
    (total,) = of_code["adherence"]
    assert components(total) == {
        "sessions-performed": counts.filled,
        "sessions-scheduled": counts.asked,
        "done": counts.done,
        "missed": counts.missed,
        "days-off": counts.away,
        "held": counts.held,
        "stopped-for-safety": counts.blocked,
        "extra": counts.extra,
    }
    capped = (recount.naive.shares() or (None,))[0]
    assert [total["valueQuantity"]["value"] if "valueQuantity" in total else None] == one_decimal([capped])
    there = [one for one in recount.naive.things if one.day <= story.today]
    results = [components(one) for one in of_code.get("exercise-result", [])]
    expected = [row for one in there if one.session for row in sets_of(recount, one.session)]
    assert sorted(
        (one["sets-asked"], one["sets-done"], one.get("seconds-asked", -1), round(one["held"] * 1000))
        for one in results
    ) == sorted(expected)
    before = [one for one in recount.of("rating") if one["day"] <= story.today.isoformat()]
    assert sorted(
        one.get("valueQuantity", {}).get("value", -1)
        for code in ("soreness-before", "soreness-morning")
        for one in of_code.get(code, [])
    ) == sorted(one["score"] for one in before)


def components(one: dict[str, Any]) -> dict[str, Any]:
    """The numbers in it by their codes."""
    return {each["code"]["coding"][0]["code"]: each["valueQuantity"]["value"] for each in one["component"]}


# --- ics ---


@settings.get_profile("costly")
@given(stories())
def test_the_calendar_asks_what_a_recount_asks(story: Story) -> None:
    """Of each of the fixed days how many sessions, and of each whole week; held days and days off left out."""
    material = made(story)
    naive = recounted(story, material).naive
    end = BASE.date() + 40 * DAY
    try:
        seen = by_ical(files(material, "ics")["calendar.ics"].decode(), end)
    except NotFound:
        seen = []
    days, weeks = Counter[dt.date](), Counter[dt.date]()
    for one in seen:
        number = re.fullmatch(r"(\d+)? ?[Ss]essions?( this week)?", one.summary)
        assert number, one.summary
        if number[2] is None:
            days[one.day] += int(number[1] or 1)
        elif number[1]:
            weeks[one.day] += int(number[1])
    expected_days, expected_weeks = Counter[dt.date](), Counter[dt.date]()
    day = BASE.date() - 14 * DAY
    while day < end:
        text = naive.in_force(day)
        line = naive.line(text, day) if text else None
        if text and line and "per_week" not in line and not naive.held(text, day) and not off(naive, day):
            expected_days[day] += line["per_day"]
        if text and (number_of := whole_week(naive, text, day)):
            expected_weeks[day] += number_of
        day += DAY
    assert days == expected_days
    assert weeks == expected_weeks


def whole_week(naive: Naive, text: Text, day: dt.date) -> int:
    """How many sessions the week asks that begins on that day, where it is a week of that text alone and not all of it off."""
    week = [day + ahead * DAY for ahead in range(7)]
    number, rest = divmod((day - text.says["start"]).days, 7)
    lines = (one for one in text.says.get("schedule", []) if in_weeks(one.get("weeks", "1-"), number + 1))
    line: dict[str, Any] = next(lines, {})
    forever = any("end" not in one and one["start"] <= week[-1] for one in text.says.get("holds", []))
    if rest or "per_week" not in line or forever or any(naive.in_force(one) != text for one in week):
        return 0
    is_off = all(naive.held(text, one) or off(naive, one) for one in week)
    asked: int = 0 if is_off else line["per_week"]
    return asked


def off(naive: Naive, day: dt.date) -> bool:
    """Days off as far as is known: one without an end reaches to today."""
    ended = [body for _, body in naive.facts if isinstance(body, Away) and body.last is not None]
    known = any(body.first <= day.isoformat() <= (body.last or "") for body in ended)
    return known or (day <= naive.today and naive.away(day))
