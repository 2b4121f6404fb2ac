"""The caseload: what is added comes out again, whatever the order; a bad file is refused alone; nothing kept is needed."""

from __future__ import annotations

import datetime as dt
import os
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, update  # noqa: TID251 - what others do to the tables

from clinic.made import FIRST, LIMITS, NOW, PEOPLE, added, keeps, named, recorded, shown, store, write
from exports.made import stories
from selfcare.adherence.report import adherence
from selfcare.clinic.adding import added_lines, take_in
from selfcare.clinic.attention import begins, done, figures
from selfcare.clinic.engines import engine_of, writing
from selfcare.clinic.opened import files_in, opened
from selfcare.clinic.store import Caseload
from selfcare.clinic.tables import FACTS, FIGURES
from selfcare.facts.codec import to_json
from selfcare.facts.history import History
from selfcare.facts.kinds import Rated
from selfcare.facts.recount import sessions
from selfcare.log.sharing.receiving import Receiving
from selfcare.text.errors import LogUnreadable, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import URL  # noqa: TID251 - what a store is named by

    from adherence.worlds import World
    from selfcare.facts.kinds import Fact


def test_the_list_shows_what_the_simulation_put_in(url: URL, tmp_path: Path) -> None:
    """Who flares is first, who fades second, who keeps to it last; each with the figures that were put in."""
    keeper, fader, flarer = PEOPLE
    added(url, *(write(tmp_path / f"{one.code}.jsonl", one.facts) for one in PEOPLE))
    text = "\n".join(shown(url))
    assert text.index("1. P003") < text.index("2. P002") < text.index("Nothing stands out:") < text.index("P001")
    said = " ".join(text.split())
    assert f"P001, Evening hips: {keeper.done_in(14, 28)} of 14 in the last 2 weeks; last entry Sun 20 Dec." in said
    assert f"P002, Evening hips: {fader.done_in(14, 28)} of 14 in the last 2 weeks; last entry Tue 8 Dec." in said
    assert (
        f"Fewer than before: {fader.done_in(14, 28)} of 14 in the last 2 weeks, {fader.done_in(0, 14)} of 14 in the 2 weeks "
        "before."
    ) in said
    assert "Silent: nothing since Tue 8 Dec, 13 days." in said
    # A session that was stopped in its second set is partly done: it fills its occasion.
    assert f"P003, Evening hips: {flarer.done_in(14, 28) + 1} of 14 in the last 2 weeks; last entry Sun 20 Dec." in said
    assert "Stopped, numb or tingling: Fri 18 Dec calf right." in said
    assert (
        "Soreness is worse: worst place 3 in week 1 (7 readings), 3 in week 2 (7), 7 in week 3 (7), 7 in week 4" in said
    )
    assert "4 points worse." in said


@pytest.mark.parametrize("made", PEOPLE, ids=["keeps", "fades", "flares"])
def test_the_figures_are_those_of_adherence(url: URL, tmp_path: Path, made: object) -> None:
    """What the list says of some weeks is what `adherence()` counts of these weeks, and of nothing else."""
    assert isinstance(made, type(PEOPLE[0]))
    added(url, write(tmp_path / "a.jsonl", made.facts))
    whole = History(made.facts)
    today = NOW.local.date()
    with Caseload.open(url, write=False) as caseload:
        (patient,) = caseload.patients()
        found = figures(caseload.history(patient, begins(today, LIMITS)), NOW, LIMITS)
    for weeks, shown_as in ((14, found.recent), (28, found.before)):
        first = today - dt.timedelta(days=weeks)
        counts = adherence(whole, (first, first + dt.timedelta(days=13)), NOW).counts
        assert (counts.filled, counts.asked - counts.away) == shown_as


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_same_files_in_any_order_and_number(
    new_store: Callable[[], URL], tmp_path: Path, data: st.DataObject
) -> None:
    """Whole files, parts of them that overlap, the same again, in any order: the same facts, the same list."""
    everything = [fact for one in PEOPLE for fact in one.facts]
    files = [write(tmp_path / f"{one.code}.jsonl", one.facts) for one in PEOPLE]
    parts = []
    for number, one in enumerate(PEOPLE):
        cut = data.draw(st.integers(1, len(one.facts) - 1))
        over = data.draw(st.integers(0, cut - 1))
        parts.append(write(tmp_path / f"a{number}.jsonl", one.facts[:cut]))
        parts.append(write(tmp_path / f"b{number}.jsonl", reversed(one.facts[over:])))
    again = data.draw(st.lists(st.sampled_from([*files, *parts]), max_size=4))
    plain, mixed = new_store(), new_store()
    added(plain, *files)
    added(mixed, *data.draw(st.permutations([*parts, *again])))
    assert recorded(plain) == recorded(mixed)
    assert sum(map(len, recorded(plain).values())) == len(everything)
    assert shown(plain) == shown(mixed)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=stories(), after=st.integers(0, 120))
def test_some_weeks_are_counted_as_by_all_of_it(
    new_store: Callable[[], URL], tmp_path: Path, world: World, after: int
) -> None:
    """Reading no more than the weeks that are looked at gives the figures that reading everything gives."""
    url = new_store()
    now = NOW._replace(at=world.at(dt.datetime.fromisoformat("2026-11-24 09:00")) + after * 86_400_000)
    added(url, write(tmp_path / "a.jsonl", named("P200", world.facts)))
    with Caseload.open(url, write=False) as caseload:
        (patient,) = caseload.patients()
        near = caseload.history(patient, begins(now.local.date(), LIMITS))
        assert figures(near, now, LIMITS) == figures(world.history(), now, LIMITS)
        assert list(caseload.lines(patient)) == [to_json(fact) for fact in named("P200", world.history().recorded)]
        assert sessions(caseload.history(patient)) == sessions(world.history())


def test_what_is_kept_of_a_list_can_be_thrown_away(url: URL, tmp_path: Path) -> None:
    """The second list is made from what the first one kept; deleted, or damaged, it is counted again: the same list."""
    added(url, *(write(tmp_path / f"{one.code}.jsonl", one.facts) for one in PEOPLE))
    first = shown(url)
    with Caseload.open(url, write=False) as caseload:
        kept = caseload.figures()
    assert len(kept) == len(PEOPLE)
    for spoil in (delete(FIGURES), update(FIGURES).values(json="{}"), update(FIGURES).values(stamp="")):
        engine = engine_of(url)
        with writing(engine) as connection:
            connection.execute(spoil)
        engine.dispose()
        assert shown(url) == first
        with Caseload.open(url, write=False) as caseload:
            assert caseload.figures() == kept


def test_what_is_kept_is_used(url: URL, tmp_path: Path) -> None:
    """A list of the same day, facts and limits is not counted again; of another day or limit, or with a new fact, it is."""
    added(url, write(tmp_path / "a.jsonl", PEOPLE[1].facts[:-1]))
    first = "\n".join(shown(url))
    engine = engine_of(url)
    with writing(engine) as connection:
        connection.execute(update(FIGURES).values(json=func.replace(FIGURES.c.json, "Evening", "Morning")))
    engine.dispose()
    assert "\n".join(shown(url)) == first.replace("Evening", "Morning")
    tomorrow = NOW._replace(at=NOW.at + 86_400_000)
    assert "Morning" not in "\n".join(shown(url, tomorrow))
    assert "Morning" not in "\n".join(shown(url, NOW, LIMITS._replace(silent_days=20)))
    added(url, write(tmp_path / "a.jsonl", PEOPLE[1].facts))
    assert "Morning" not in "\n".join(shown(url))


# --- what is refused ---


def spoiled(facts: tuple[Fact, ...]) -> dict[str, bytes]:
    """Files that are none, by what is wrong with them."""
    whole = "".join(f"{to_json(fact)}\n" for fact in facts).encode()
    other = "".join(f"{to_json(fact)}\n" for fact in named("P777", facts[:1])).encode()
    changed = next(fact for fact in reversed(facts) if isinstance(fact.body, Rated))
    assert isinstance(changed.body, Rated)
    lie = changed._replace(body=changed.body._replace(score=0))
    return {
        "is empty": b"",
        "was cut short": whole[:-20],
        "is no JSON": whole.replace(b'"kind"', b"'kind'", 1),
        "is no text": whole.replace(b"calf", b"cal\xff", 1),
        "facts of two patients": whole + other,
        "something else than the caseload": whole + f"{to_json(lie)}\n".encode(),
        "longer than any fact": b'{"' + b"x" * 2_100_000 + b'"}\n',
        "format 9": whole.replace(b'"format":1', b'"format":9', 1),
        "has no id": whole.replace(facts[0].id.encode(), b"", 1),
        "a routine for patient P002": whole.replace(b'"P002"', b'"P004"'),
        "an id, or a patient's code": whole.replace(facts[-1].id.encode(), b"f" * 300, 1),
        "that cannot be kept": whole.replace(facts[0].id.encode(), b"\\u0000", 1),
        "was changed since it was loaded": whole.replace(b"time = 60", b"time = 600", 1),
        "not as an export has it": whole.replace(b":", b": ", 1),
        "of a kind": whole.replace(b'"kind":"loaded"', b'"kind":"loafed"', 1),
    }


@pytest.mark.parametrize("why", spoiled(PEOPLE[1].facts))
def test_a_bad_file_is_refused_alone(url: URL, tmp_path: Path, why: str) -> None:
    """It leaves nothing behind, whether its patient is new or known; the files before and after it are taken in."""
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(spoiled(PEOPLE[1].facts)[why])
    first = write(tmp_path / "first.jsonl", PEOPLE[0].facts)
    last = write(tmp_path / "last.jsonl", PEOPLE[2].facts)
    good = write(tmp_path / "good.jsonl", PEOPLE[1].facts[: len(PEOPLE[1].facts) // 2])
    with Caseload.open(url, write=True) as caseload:
        arrived = take_in(caseload, [first, bad, last], Receiving(tmp_path))
        assert [one.added is None for one in arrived] == [False, True, False]
        assert why in " ".join(added_lines(arrived))
        assert [one.code for one in caseload.patients()] == ["P001", "P003"]
        take_in(caseload, [good], Receiving(tmp_path))
        before = recorded(url)
        assert take_in(caseload, [bad], Receiving(tmp_path))[0].added is None
    assert recorded(url) == before


def test_an_odd_inbox_is_waited_for_by_nobody(tmp_path: Path) -> None:
    """A pipe, an archive, a link to nowhere, a name that would clear the screen: each refused alone, nothing opened in it."""
    inbox = tmp_path / "inbox"
    good = write(inbox / "good.jsonl", PEOPLE[0].facts)
    (inbox / "pipe").mkdir()
    os.mkfifo(inbox / "pipe" / "facts.jsonl")
    with zipfile.ZipFile(inbox / "archive.jsonl", "w") as archive:
        archive.write(good, "../../facts.jsonl")
    (inbox / "link.jsonl").symlink_to(tmp_path / "nowhere")
    (inbox / "a\x1b[2J.jsonl").write_bytes(b"x\n")
    with Caseload.open(store(tmp_path), write=True) as caseload:
        lines = added_lines(take_in(caseload, files_in(inbox), Receiving(tmp_path)))
    assert lines[-1] == f"4 files: {len(PEOPLE[0].facts)} new facts of 1 patient, 3 files refused."
    assert not [line for line in lines if "\x1b" in line]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clinic.sqlite3", "inbox"]


def test_the_same_id_under_two_codes_is_two_facts(url: URL, tmp_path: Path) -> None:
    """Ids of one patient say nothing about another's: the same id under two codes is two facts."""
    added(url, write(tmp_path / "a.jsonl", PEOPLE[0].facts), write(tmp_path / "b.jsonl", keeps("P9").facts))
    assert {code: len(facts) for code, facts in recorded(url).items()} == {
        "P001": len(PEOPLE[0].facts),
        "P9": len(PEOPLE[0].facts),
    }


def test_files_are_found_as_people_name_them(tmp_path: Path) -> None:
    """A file, the folder of an export, a folder of such folders; anything else is told."""
    inside = write(tmp_path / "inbox" / "selfcare-P001" / "facts.jsonl", PEOPLE[0].facts)
    loose = write(tmp_path / "inbox" / "P002.jsonl", PEOPLE[1].facts)
    assert files_in(loose) == [loose]
    assert files_in(inside.parent) == [inside]
    assert files_in(tmp_path / "inbox") == sorted([inside, loose])
    with pytest.raises(NotFound, match="no patient's file"):
        files_in(write(tmp_path / "empty" / "x.txt", ()).parent)
    with pytest.raises(NotFound, match="There is no"):
        files_in(tmp_path / "nowhere")
    with pytest.raises(NotFound, match="no file"):
        list(opened(tmp_path).facts)


def test_a_fact_that_was_changed_in_the_store_is_found(url: URL, tmp_path: Path) -> None:
    """A check sum stands beside each fact: a score that became another is refused, not shown."""
    added(url, write(tmp_path / "a.jsonl", PEOPLE[0].facts))
    engine = engine_of(url)
    with writing(engine) as connection:
        connection.execute(update(FACTS).values(json=func.replace(FACTS.c.json, '"score":5', '"score":0')))
    engine.dispose()
    with pytest.raises(LogUnreadable, match="damaged"):
        shown(url)


def test_what_was_new_is_told(url: URL, tmp_path: Path) -> None:
    """New sessions with their days, new facts, and what was there already; the same file again brings nothing."""
    some = [fact for fact in PEOPLE[0].facts if fact.at < PEOPLE[0].facts[-1].at - 7 * 86_400_000]
    part, whole = write(tmp_path / "part.jsonl", some), write(tmp_path / "whole.jsonl", PEOPLE[0].facts)
    with Caseload.open(url, write=True) as caseload:
        (said, _) = added_lines(take_in(caseload, [part], Receiving(tmp_path)))
        assert said == f"P001, new to the caseload: 19 new sessions, {_span(0, 19)}; {len(some)} new facts."
        (said, total) = added_lines(take_in(caseload, [whole], Receiving(tmp_path)))
        new = len(PEOPLE[0].facts) - len(some)
        assert said == f"P001: 7 new sessions, {_span(21, 27)}; {new} new facts; {len(some)} were there already."
        assert total == f"1 file: {new} new facts of 1 patient."
        assert (
            added_lines(take_in(caseload, [whole], Receiving(tmp_path)))[0]
            == "P001: nothing new, all of it was there already."
        )


def _span(first: int, last: int) -> str:
    days = [FIRST + dt.timedelta(days=one) for one in (first, last)]
    return " to ".join(f"{day:%a} {day.day} {day:%b}" for day in days)


def test_done_counts_no_day_that_runs(tmp_path: Path, url: URL) -> None:
    """The day that runs is in no figure of the list: what is asked of it is not missed yet."""
    added(url, write(tmp_path / "a.jsonl", PEOPLE[0].facts))
    evening = NOW._replace(at=NOW.at - 13 * 3_600_000)
    report = adherence(History(PEOPLE[0].facts), (None, None), evening)
    today = evening.local.date()
    assert done(report, today - dt.timedelta(days=14), today + dt.timedelta(days=1)).asked == 14
