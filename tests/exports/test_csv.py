"""The tables: they open anywhere, run nowhere, say what is blank, and add up to the report."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from adherence.worlds import CALF_ROWS, World, rx, told
from exports.made import (
    TEXTS,
    as_written,
    described,
    files,
    hostile,
    material,
    periods,
    rfc4180,
    stories,
    table,
    tables,
)
from selfcare.exports.csv import TABLES, harmless, written
from selfcare.exports.tables.columns import Table
from selfcare.exports.tables.index import Index
from selfcare.facts.kinds import (
    Answered,
    Asked,
    Confirmed,
    Corrected,
    EasedOff,
    HeldBack,
    Rated,
    Reported,
    SessionBegun,
    SessionEnded,
    SetBegun,
    SetEnded,
    Stopped,
)
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from selfcare.facts.history import History

MORNING = dt.datetime.fromisoformat("2026-11-23 07:00")
EVENING = dt.datetime.fromisoformat("2026-11-24 20:00")
RUNS = re.compile(r"""[\s"']*[=+\-@\uff1d\uff0b\uff0d\uff20]""")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\u2028]")


def loaded(text: str = TEXTS["daily"]) -> World:
    """A world with a text, nothing done yet."""
    world = World()
    world.load(MORNING, text)
    return world


# --- the file ---


@given(stories(), periods)
def test_rfc_4180(world: World, period: Any) -> None:
    """Every table is RFC 4180 to the letter, and a strict reader and Python's read the same."""
    made = files(material(world, "2026-12-14", *period))
    for name in (one.name for one in TABLES):
        data = made[f"{name}.csv"]
        records = rfc4180(data)
        assert records == list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
        assert len({len(record) for record in records}) == 1


@given(st.lists(st.lists(hostile, min_size=2, max_size=2), min_size=1, max_size=5))
def test_there_and_back(rows: list[list[str]]) -> None:
    """Any text comes back from its cell as it was made visible."""

    class Row(NamedTuple):
        """Two texts."""

        one: Annotated[str, "One."]
        two: Annotated[str, "Two."]

    made = Table("made", "Made", Row, lambda _: iter([Row(*row) for row in rows]))
    header, *cells = rfc4180(b"".join(written(made, Index(material(loaded())))))
    assert header == ["one", "two"]
    assert [[as_written(cell) for cell in row] for row in cells] == [[visible(cell) for cell in row] for row in rows]


def test_byte_order_mark() -> None:
    """Each table begins with a byte order mark, and has it once; the description has none."""
    for name, data in files(material(loaded())).items():
        assert data.count(b"\xef\xbb\xbf") == (1 if name.endswith(".csv") else 0)
        assert data.startswith(b"\xef\xbb\xbf") == name.endswith(".csv")


def test_never_began() -> None:
    """Who loaded a routine and never began is no empty file."""
    days = tables(material(loaded(), "2026-11-26"))["days"]
    assert [row["outcome"] for row in days] == ["missed", "missed", "missed", "open"]
    assert [row["so_far"] for row in days] == ["no", "no", "no", "yes"]


def test_no_facts() -> None:
    """Without any fact there are headers."""
    for data in files(material(World(), "2026-11-26")).values():
        assert data.count(b"\r\n") == 1 or data.startswith(b"{")


@given(stories(), periods, st.randoms(use_true_random=False))
def test_same_bytes(world: World, period: Any, mixing: Any) -> None:
    """The same facts, in whatever order they came, are the same bytes."""
    before = files(material(world, "2026-12-14", *period))
    mixing.shuffle(world.facts)
    assert files(material(world, "2026-12-14", *period)) == before


# --- what a spreadsheet would run ---


@given(hostile)
def test_no_formula(text: str) -> None:
    """No cell begins as a formula, nor goes on as one after a semicolon; its text can be had back."""
    cell = harmless(text)
    assert not CONTROL.search(cell)
    for part in cell.split(";"):
        assert not RUNS.match(part) or part.startswith("'")
    assert as_written(cell) == visible(text)


@given(st.text(alphabet=st.characters(categories=["L", "N", "Zs"]), max_size=20))
def test_plain_words(text: str) -> None:
    """Letters, digits and blanks are left as they are."""
    assert harmless(text) == visible(text)


@given(hostile, hostile, hostile)
def test_hostile_everywhere(note: str, code: str, why: str) -> None:
    """What patient and therapist wrote is harmless in every cell that it reaches."""
    title = json.dumps(visible(why) or "x", ensure_ascii=False)  # a TOML string, near enough
    world = loaded(TEXTS["daily"].replace('"Calves"', title))
    assert world.loaded
    world.add(EVENING, Reported("2026-11-24", world.loaded, (), note))
    rows = (Asked(note, "left", code, why, why, 1, 1, 60),)
    begun = world.add(
        EVENING, SessionBegun(why, "2026-11-24", world.loaded, "full", rows, (HeldBack(note, "left", why),))
    )
    assert isinstance(begun.body, SessionBegun)
    world.add(EVENING, SetBegun(why, note, "left", 1, 1, 0))
    world.add(EVENING, Rated("soreness", "before", "2026-11-24", 0, code, "left", why, note))
    world.add(EVENING, Answered(why, "2026-11-24", "asked", (note, code)))
    world.add(EVENING, Confirmed(why, "part", (note,)))
    made = files(material(world, patient=code))
    for name, resource in described(made).items():
        texts = [field["name"] for field in resource["schema"]["fields"] if field["type"] == "string"]
        for row in table(made, name):
            for column in texts:
                assert not CONTROL.search(row[column])
                assert not any(RUNS.match(part) and part[0] != "'" for part in row[column].split(";"))
    assert visible(note) in [as_written(row["reason"]) for row in table(made, "days")]
    assert {as_written(row["patient"]) for row in table(made, "days")} == {visible(code)}
    assert {row["routine_title"] for row in table(made, "days")} == {harmless(visible(why) or "x")}
    json.loads(made["datapackage.json"])


@given(st.integers(), st.floats(-1e6, 1e6), st.sampled_from(["-5", "+5"]))
def test_numbers_stay(whole: int, seconds: float, text: str) -> None:
    """A number is never touched, a negative one neither; a text that looks like one is a text."""

    class Row(NamedTuple):
        """Three cells."""

        whole: Annotated[int, "A whole number."]
        seconds: Annotated[float, "Seconds."]
        text: Annotated[str, "A text."]

    made = Table("made", "Made", Row, lambda _: iter([Row(whole, seconds, text)]))
    _, cells = rfc4180(b"".join(written(made, Index(material(loaded())))))
    assert cells == [str(whole), f"{seconds:.1f}", f"'{text}"]


def test_no_fraction() -> None:
    """A spreadsheet makes a date of 2/3, and 7 of 007: no cell is a fraction, and our ids have a letter first."""
    """A spreadsheet makes a date of 2/3, and 7 of 007."""
    for rows in tables(material(told("2026-11-23 09:00 load daily\n20:00 partly\n20:10 rated 3", TEXTS))).values():
        for row in rows:
            assert not any(re.fullmatch(r"\d+/\d+", cell) for cell in row.values())
            assert all(row[name][:2] in ("s-", "") for name in row if name == "session")
            assert all(row[name][:2] == "r-" for name in row if name == "rating")


# --- blanks ---


def test_three_blanks() -> None:
    """Not asked, not answered and 0 are three things, in ratings and in sessions."""
    world = loaded()
    zero = world.play(EVENING, share="all").body
    silent = world.play(EVENING + dt.timedelta(days=1), share="all").body
    world.play(EVENING + dt.timedelta(days=2), share="all")
    assert isinstance(zero, SessionBegun)
    assert isinstance(silent, SessionBegun)
    world.add(EVENING, Rated("soreness", "before", zero.day, 0, "calf", "left", zero.session))
    world.add(EVENING, Rated("soreness", "before", silent.day, None, "calf", "left", silent.session))
    made = tables(material(world))
    assert [(row["score_0_10"], row["answered"]) for row in made["ratings"]] == [("0", "yes"), ("", "no")]
    scheme = [
        tuple(row[f"soreness_before_{what}"] for what in ("asked", "answered", "highest_0_10"))
        for row in made["sessions"]
    ]
    assert scheme == [("1", "1", "0"), ("1", "0", ""), ("0", "0", "")]


def test_highest_of_some() -> None:
    """Of several scores the highest stands beside how many were asked and answered."""
    world = loaded()
    begun = world.play(EVENING).body
    assert isinstance(begun, SessionBegun)
    for region, score in (("calf", 3), ("hip", None), ("sole", 6)):
        world.add(EVENING, Rated("soreness", "after", begun.day, score, region, "left", begun.session))
    world.add(EVENING, Rated("discomfort", "while pressing", begun.day, 9, "calf", "left", begun.session))
    world.add(EVENING, Rated("discomfort", "after", begun.day, 10, "calf", "left", begun.session))
    (row,) = tables(material(world))["sessions"]
    assert [row[f"soreness_after_{what}"] for what in ("asked", "answered", "highest_0_10")] == ["3", "2", "6"]
    assert row["soreness_before_asked"] == "0"


def test_none_of_these() -> None:
    """None of the stop questions answered with yes is not the same as no answer."""
    world = loaded()
    world.play(EVENING, answer=True)
    world.play(EVENING + dt.timedelta(hours=1))
    said = [(row["stop_questions"], row["answered_yes"]) for row in tables(material(world))["sessions"]]
    assert said == [("asked", "none of these"), ("", "")]


def test_open_and_cut_short() -> None:
    """An open end has no seconds asked; a set whose end was never written has what the plan asked."""
    world = loaded()
    rows = (Asked("e", "left", "calf", "massage ball", "until faded", 1, 1, None), *CALF_ROWS)
    begun = world.play(EVENING, ["ceiling reached"], rows=rows, how=None).body
    assert isinstance(begun, SessionBegun)
    world.add(EVENING, SetBegun(begun.session, "calf", "left", 1, 1, 60_000), 60_000)
    made = tables(material(world))
    assert [(row["asked_s"], row["held_s"], row["ended_how"], row["complete"]) for row in made["sets"]] == [
        ("", "30.0", "ceiling reached", "yes"),
        ("60.0", "0.0", "interrupted", "no"),
    ]
    (session,) = made["sessions"]
    assert (session["ended_how"], session["length_s"]) == ("no end written", "")
    assert (session["seconds_asked"], session["seconds_held"]) == ("120", "0.0")


def test_nothing_timed() -> None:
    """A session without timed work has no seconds: blank, not 0."""
    world = loaded()
    world.play(EVENING, rows=(Asked("e", "left", "calf", "massage ball", "reps", 1, 1, None),))
    (session,) = tables(material(world))["sessions"]
    assert (session["seconds_asked"], session["seconds_held"]) == ("", "")


# --- what a row says ---


def test_whole_session() -> None:
    """A row of sessions tells all of a session."""
    world = loaded()
    assert world.loaded
    name = "0123456789abcdef" * 2
    held = (HeldBack("hip", "right", "needled yesterday"), HeldBack("sole", "left", "sore"))
    world.add(EVENING, Answered(name, "2026-11-24", "asked", ("skin",)))
    begun = SessionBegun(name, "2026-11-24", world.loaded, "gentler", CALF_ROWS, held)
    world.add(EVENING, begun)
    world.add(EVENING, SetBegun(name, "calf", "left", 1, 1, 20_000), 20_000)
    world.add(EVENING, EasedOff(name, "calf", "left", 30_000), 30_000)
    world.add(EVENING, SetEnded(name, "calf", "left", 1, 1, 41_250, 21_250, 60_000, "stopped"), 41_250)
    world.add(EVENING, Stopped(name, "too painful", "calf", "left", 41_250), 41_250)
    world.add(EVENING, SessionEnded(name, "stopped", 41_250, 5_040), 41_250)
    world.add(EVENING, Confirmed(name, "part", ("hip", "sole")), 50_000)
    (row,) = tables(material(world))["sessions"]
    assert row == {
        "patient": "P014",
        "session": "s-0123456789ab",
        "day": "2026-11-24",
        "began_at": "2026-11-24T20:00:00+01:00",
        "ended_how": "stopped",
        "length_s": "41.3",
        "paused_s": "5.0",
        "outcome": "partly",
        "counted_as": "partly",
        "stop_reason": "too painful",
        "stopped_exercise": "calf",
        "stopped_side": "left",
        "eased_off_count": "1",
        "stop_questions": "asked",
        "answered_yes": "skin",
        "confirmed": "part",
        "left_out": "hip; sole",
        "dose": "gentler",
        "sets_asked": "2",
        "sets_done": "0",
        "seconds_asked": "120",
        "seconds_held": "21.3",
        "soreness_before_asked": "0",
        "soreness_before_answered": "0",
        "soreness_before_highest_0_10": "",
        "soreness_after_asked": "0",
        "soreness_after_answered": "0",
        "soreness_after_highest_0_10": "",
        "held_back": "hip right: needled yesterday; sole left: sore",
        "from_file": "no",
        "text_sha256": world.loaded,
        "corrected": "no",
    }


def test_attempts() -> None:
    """All attempts at a repetition are one row."""
    world = loaded()
    world.play(EVENING, ["whole", ("restarted", "whole")], held=(60, 25, 60))
    rows = tables(material(world))["sets"]
    assert [(row["held_s"], row["attempts"], row["ended_how"], row["complete"]) for row in rows] == [
        ("60.0", "1", "whole", "yes"),
        ("85.0", "2", "whole", "yes"),
    ]
    assert [row["began_at"] for row in rows] == ["2026-11-24T20:00:20+01:00", "2026-11-24T20:01:20+01:00"]


def test_more_time() -> None:
    """What a set asked in the end stands beside what was held, also when it is not what the plan asked."""
    world = loaded()
    begun = world.play(EVENING, ()).body
    assert isinstance(begun, SessionBegun)
    world.add(EVENING, SetBegun(begun.session, "calf", "left", 1, 1, 0))
    world.add(EVENING, SetEnded(begun.session, "calf", "left", 1, 1, 75_000, 74_960, 75_000, "whole"), 1)
    (row,) = tables(material(world))["sets"]
    assert (row["asked_s"], row["held_s"]) == ("75.0", "75.0")


def test_denied() -> None:
    """What the patient denies is neither sets nor seconds of the session; what the clock counted stays in sets."""
    world = loaded()
    world.play(EVENING, share="none")
    world.play(EVENING + dt.timedelta(days=1), share="part", left_out=("calf",))
    made = tables(material(world))
    assert [(row["sets_done"], row["seconds_held"]) for row in made["sessions"]] == [("0", "0.0"), ("0", "0.0")]
    assert {row["held_s"] for row in made["sets"]} == {"60.0"}
    assert [row["counted_as"] for row in made["sessions"]] == ["nothing", "partly"]


def test_corrected() -> None:
    """A correction shows in the rows that it changed, and in no others."""
    world = told("2026-11-23 09:00 load daily\n20:00 done as a\n2026-11-24 20:00 done\n20:01 rated 4 as b", TEXTS)
    word, rating = world.named["word of s00002"], world.named["b"]
    assert isinstance(rating.body, Rated)
    world.add(EVENING, Corrected(word.id, None), 3_600_000)
    world.add(EVENING, Corrected(rating.id, rating.body._replace(score=5)), 3_600_001)
    made = tables(material(world))
    assert [(row["corrected"], row["outcome"]) for row in made["sessions"]] == [("yes", "played"), ("no", "done")]
    assert [(row["corrected"], row["score_0_10"]) for row in made["ratings"]] == [("yes", "5")]


def test_offsets() -> None:
    """A time is local, with the offset of its place."""
    story = "2026-11-23 09:00 load daily\n20:00 330 done\n2026-11-24 20:00 -300 done\n20:30 rated 2"
    made = tables(material(told(story, TEXTS)))
    assert [row["began_at"] for row in made["sessions"]] == ["2026-11-23T20:00:00+05:30", "2026-11-24T20:00:00-05:00"]
    assert [row["recorded_at"] for row in made["ratings"]] == ["2026-11-24T20:30:00-05:00"]


@given(st.integers(0, 253_370_764_799_999), st.integers(-1439, 1439))
def test_any_moment(at: int, offset: int) -> None:
    """Any moment that a log can hold is written with its offset, and is that moment to the second."""
    world = World(offset)
    world.add(EVENING, Rated("soreness", "now", "2026-11-24", 1, "hip"))
    world.facts[0] = world.facts[0]._replace(at=at, offset=offset)
    made = material(loaded())
    made.history = world.history()
    (row,) = tables(made)["ratings"]
    found = dt.datetime.fromisoformat(row["recorded_at"])
    assert found.utcoffset() == dt.timedelta(minutes=offset)
    assert found == dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=at // 1000)


def test_long_names() -> None:
    """Should the short names of two sessions agree, all have long ones."""
    world = loaded()
    assert world.loaded
    for number in range(2):
        world.add(EVENING, SessionBegun(f"{'a' * 31}{number}", "2026-11-24", world.loaded, "full", CALF_ROWS), number)
    made = tables(material(world))
    assert [row["session"] for row in made["sessions"]] == [f"s-{'a' * 31}0", f"s-{'a' * 31}1"]


def test_week_over_the_edge() -> None:
    """A week belongs to the days in which it begins, with its sessions; one of another week says so."""
    world = told("2026-11-23 09:00 load weekly\n2026-11-24 20:00 done\n2026-11-29 20:00 done as a", TEXTS)
    late = world.named["a"].body
    assert isinstance(late, SessionBegun)
    world.add(EVENING, Rated("soreness", "before", late.day, 4, "calf", "left", late.session))
    world.add(EVENING, Rated("soreness", "morning", late.day, 4, "calf", "left"))
    made = tables(material(world, last=dt.date(2026, 11, 25)))
    assert len(made["sessions"]) == len([row for row in made["days"] if row["session"]]) == 2
    assert [row["when"] for row in made["ratings"]] == ["before"]
    made = tables(material(world, since=dt.date(2026, 11, 25)))
    assert [row["counted_as"] for row in made["sessions"]] == ["another period"]


# --- sums ---


@given(stories(), periods)
def test_counts(world: World, period: Any) -> None:
    """Counting rows gives the counts of the report."""
    made = material(world, "2026-12-14", *period)
    found = Counter(row["outcome"].replace(" ", "_") for row in tables(made)["days"] if row["so_far"] == "no")
    for word, number in made.report.counts._asdict().items():
        if word != "asked":
            assert found[word] == number
    filled = ("done", "played", "partly", "reported", "missed", "away")
    assert made.report.counts.asked == sum(found[word] for word in filled)
    assert json.loads(files(made)["datapackage.json"])["selfcare"]["counts"] == made.report.counts._asdict()


@given(stories(), periods)
def test_sets_and_seconds(world: World, period: Any) -> None:
    """The sets and seconds of the rows add up to those of the report."""
    made = material(world, "2026-12-14", *period)
    rows = tables(made)
    ended = [row for row in rows["days"] if row["so_far"] == "no"]
    counted = ("done", "played", "partly", "missed", "away")
    for column, field in (("sets_asked", "sets_asked"), ("sets_done", "sets_done")):
        total = sum(int(row[column]) for row in ended if row["outcome"] in counted)
        assert total == sum(getattr(doing, field) for doing in made.report.doing())
    filling = {row["session"] for row in ended if row["outcome"] in (*counted, "extra")} - {""}
    held = sum(float(row["seconds_held"]) for row in rows["sessions"] if row["session"] in filling)
    assert held == sum(doing.seconds_held or 0 for doing in made.report.doing())


@given(stories(), periods)
def test_keys(world: World, period: Any) -> None:
    """Every key is one row, every reference is kept, and a session counts as its occasion says."""
    made = material(world, "2026-12-14", *period)
    rows = tables(made)
    for one in TABLES:
        keys = [tuple(row[name] for name in one.key) for row in rows[one.name]]
        assert not one.key or len(set(keys)) == len(keys)
        for column, other in one.refers:
            assert {row[column] for row in rows[one.name]} - {""} <= {row[column] for row in rows[other]}
    assert len(rows["sessions"]) >= len(made.report.sessions)
    assert len(rows["sets"]) == sum(len(one.repetitions) for one in Index(made).sessions)
    outcome = {row["session"]: row["outcome"] for row in rows["days"]}
    for row in rows["sessions"]:
        assert outcome.get(row["session"], row["counted_as"]) == row["counted_as"]
        assert row["counted_as"] != "another period" or period[0] is not None


def test_days() -> None:
    """A row of days says what was asked, by what, what came of it and why, and when that was entered."""
    story = """
        2026-11-23 09:00 load daily
        20:00 partly
        2026-11-25 20:00 reported 2026-11-24
        21:00 begun
        2026-11-27 20:00 away 2026-11-26 2026-11-26
        2026-11-28 20:00 done from-file
    """
    world = told(story, TEXTS)
    names = ["outcome", "day_done", "sets_done", "sets_asked", "entered_day", "dose", "rule"]
    found = [[row[name] for name in names] for row in tables(material(world, "2026-11-29"))["days"]]
    assert found == [
        ["partly", "2026-11-23", "1", "2", "", "full", "1 a day"],
        ["reported", "2026-11-24", "", "", "2026-11-25", "", "1 a day"],
        ["missed", "", "0", "2", "", "", "1 a day"],
        ["away", "", "0", "2", "2026-11-27", "", "1 a day"],
        ["missed", "", "0", "2", "", "", "1 a day"],
        ["missed", "", "0", "2", "", "", "1 a day"],
        ["not assigned", "2026-11-28", "2", "2", "", "full", ""],
        ["open", "", "", "", "", "", "1 a day"],
    ]
    first, *_ = tables(material(world, "2026-11-29"))["days"]
    about = [first[name] for name in ("patient", "routine_id", "routine_title", "revision", "text_sha256", "session")]
    assert about == ["P014", "calves", "Calves", "2", world.loaded, "s-s00002"]


def test_all_days() -> None:
    """Without bounds every rating is there, also from before the first routine."""
    world = World()
    world.add(MORNING - dt.timedelta(days=22), Rated("soreness", "now", "2026-11-01", 3, "hip", "left"))
    world.load(MORNING, TEXTS["daily"])
    made = material(world)
    assert made.first == dt.date(2026, 11, 1)
    assert len(tables(made)["ratings"]) == 1
    world.play(MORNING - dt.timedelta(days=40), ())
    assert material(world).first == dt.date(2026, 10, 14)
    assert not tables(material(world, since=dt.date(2026, 11, 2)))["ratings"]


# --- the description ---


def test_every_column_described() -> None:
    """The description names every column, in order, with its meaning; and no other."""
    made = files(material(loaded()))
    resources = described(made)
    assert [f"{name}.csv" for name in resources] == [name for name in made if name.endswith(".csv")]
    for name, resource in resources.items():
        header, *_ = rfc4180(made[f"{name}.csv"])
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == header
        assert all(field["description"].endswith(".") for field in fields)
        assert resource["path"] == f"{name}.csv"
        assert resource["description"]
        assert resource["schema"]["missingValues"] == [""]
    fields = {field["name"]: field for field in resources["ratings"]["schema"]["fields"]}
    assert fields["what"]["constraints"] == {"required": True, "enum": ["soreness", "discomfort"]}
    assert fields["score_0_10"]["constraints"] == {"minimum": 0, "maximum": 10}
    assert "constraints" not in fields["exercise"]


def test_units() -> None:
    """A number of seconds, or a score, has its unit in its name; seconds in their description too."""
    for one in TABLES:
        for column in one.columns:
            seconds = (
                column.kind == "tenths" and one.name != "measures"
            )  # a measure's unit stands in a column of its own
            if seconds or column.name.startswith("seconds"):
                assert column.name.endswith("_s") or column.name.startswith("seconds_")
                assert "econds" in column.says
            if column.bounds is not None:
                assert column.name.endswith("_0_10")


@given(stories(), periods)
def test_cells_as_described(world: World, period: Any) -> None:
    """Every cell is of the type, and within the words and bounds, that its column is described with."""
    shapes = {
        "integer": r"\d+",
        "number": r"\d+\.\d",
        "boolean": "yes|no",
        "date": r"\d{4}-\d\d-\d\d",
        "datetime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d",
    }
    made = files(material(world, "2026-12-14", *period))
    for name, resource in described(made).items():
        for row in table(made, name):
            for field in resource["schema"]["fields"]:
                cell, limits = row[field["name"]], field.get("constraints", {})
                assert cell or not limits.get("required"), (name, field["name"])
                if cell:
                    assert re.fullmatch(shapes.get(field["type"], r"[^\r\n]+"), cell), (name, field["name"], cell)
                    assert cell in limits.get("enum", [cell])
                    assert "maximum" not in limits or 0 <= int(cell) <= limits["maximum"]


def test_about_the_whole() -> None:
    """The description says version, moment, rule of counting, how texts were written, and that dates identify."""
    whole = json.loads(files(material(loaded(), "2026-11-26"))["datapackage.json"])
    assert whole["name"] == "selfcare-p014-2026-11-23-to-2026-11-26"
    assert whole["created"] == whole["selfcare"]["as_of"] == "2026-11-26T12:00:00+01:00"
    assert whole["selfcare"]["version"]
    assert "asked = done + played" in whole["selfcare"]["rule_of_counting"]
    assert "dates can identify" in whole["description"]
    assert "apostrophe" in whole["description"]


def test_unknown_text() -> None:
    """A text that the log does not hold leaves blanks, and costs one look-up."""
    world = loaded()
    for number in range(3):
        world.play(EVENING + dt.timedelta(hours=number), text=rx(None), from_file=True)
    made = material(world)
    index = Index(made)
    asked: list[str] = []

    class Counting:
        """Stands for the history, and counts."""

        def routine(self, text: str) -> None:
            """Nothing is known."""
            asked.append(text)

    index.history = Counting()  # type: ignore[assignment]  # only `routine` is used
    texts = [row.text for row in made.report.occasions]
    for text in texts:
        index.routine(text)
    assert sorted(asked) == sorted(set(texts))
    rows = [row for row in tables(made)["days"] if row["outcome"] == "not assigned"]
    assert [row["routine_id"] for row in rows] == [""] * 3


def test_history_stays() -> None:
    """Writing a history down does not change it."""
    made = material(told("2026-11-23 09:00 load daily\n20:00 done", TEXTS))
    history: History = made.history
    before = (history.recorded, tuple(history.facts), dict(history.corrections))
    files(made)
    assert (history.recorded, tuple(history.facts), dict(history.corrections)) == before
