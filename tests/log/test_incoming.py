"""Facts from another machine: the same log in any order and any number of times; what is none of ours is refused whole."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adherence.worlds import rx, told
from exports.made import stories
from log.made import in_memory, seen
from selfcare.facts.codec import to_json
from selfcare.facts.kinds import Corrected, Fact, Note, TextKept
from selfcare.log.incoming import LIMIT, looked_through
from selfcare.log.incoming import facts as incoming
from selfcare.log.store import Log
from selfcare.text.errors import FileRefused, LogUnreadable, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from adherence.worlds import World

WORLD = told("2026-11-23 09:00 load A\n20:00 done as a\n21:00 takes-back a", {"A": rx("{ per_day = 1 }")})


def export(facts: Iterable[Fact], path: Path) -> Path:
    """Write these facts as `export jsonl` does."""
    in_order = sorted(facts, key=lambda fact: (fact.at, fact.id))
    path.write_bytes("".join(f"{to_json(fact)}\n" for fact in in_order).encode())
    return path


def take(path: Path, folder: Path) -> int:
    """Take the file in, as the command does; how many facts were new."""
    with Log.open(folder, write=False) as log:
        owner = log.owner()
    looked_through(path, owner)
    with Log.open(folder, write=True) as log:
        return log.merge(incoming(path, owner)).new


def lines(folder: Path) -> list[str]:
    """Every line of the log."""
    with Log.open(folder, write=False) as log:
        return list(log.lines())


@given(stories())
def test_an_export_into_an_empty_log_is_exported_again_with_the_same_bytes(world: World) -> None:
    """Nothing is lost, added or written otherwise."""
    with TemporaryDirectory() as name, in_memory([], Path(name)) as log:
        path = export(world.facts, Path(name) / "facts.jsonl")
        assert log.merge(incoming(path, None)).new == len(world.facts)
        assert "".join(f"{line}\n" for line in log.lines()).encode() == path.read_bytes()


@settings.get_profile("costly")
@given(stories(), st.data())
def test_any_order_and_any_number_of_times_give_the_same_log(world: World, data: st.DataObject) -> None:
    """Parts that overlap, in whatever order and however often, come to the same lines as all of it at once."""
    parts = data.draw(st.lists(st.sets(st.integers(0, len(world.facts) - 1)), min_size=1, max_size=4))
    parts += [set(range(len(world.facts))) - set().union(*parts)]
    files = data.draw(st.permutations([part for part in parts if part]))
    again = data.draw(st.lists(st.sampled_from(files), max_size=3))
    with TemporaryDirectory() as name, in_memory([], Path(name)) as log:
        new = 0
        for number, part in enumerate([*files, *again]):
            path = export([world.facts[one] for one in part], Path(name) / f"{number}.jsonl")
            new += log.merge(incoming(path, None)).new
        assert new == len(world.facts)
        assert list(log.lines()) == [to_json(fact) for fact in world.history().recorded]


@given(stories(), st.data())
def test_a_file_that_is_cut_anywhere_is_refused_or_is_a_shorter_log(world: World, data: st.DataObject) -> None:
    """Without its check sum: within a line it is refused; at the end of one it is what the log was at an earlier hour."""
    with TemporaryDirectory() as name:
        path = export(world.facts, Path(name) / "facts.jsonl")
        whole = path.read_bytes()
        cut = data.draw(st.integers(0, len(whole) - 1))
        path.write_bytes(whole[:cut])
        home = Path(name) / "home"
        if cut and whole[:cut].endswith(b"\n"):
            take(path, home)
            assert lines(home) == whole[:cut].decode().split("\n")[:-1]
            return
        with pytest.raises(FileRefused, match="cut short" if cut else "is empty"):
            take(path, home)
        assert not home.exists()


@given(st.data())
def test_beside_its_check_sum_no_other_file_is_taken_in(data: st.DataObject) -> None:
    """Cut anywhere, also at the end of a line, or with one byte changed: refused; as it was, taken in."""
    with TemporaryDirectory() as name:
        path, home = export(WORLD.facts, Path(name) / "facts.jsonl"), Path(name) / "home"
        whole = path.read_bytes()
        path.with_name("facts.jsonl.sha256").write_text(f"{sha256(whole).hexdigest()}  facts.jsonl\n")
        ends = [at for at in range(1, len(whole)) if whole[at - 1] == ord("\n")]
        at = data.draw(st.integers(1, len(whole) - 1) | st.sampled_from(ends))
        path.write_bytes(
            data.draw(st.sampled_from([whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]]))
        )
        with pytest.raises(FileRefused, match="not as it was exported"):
            take(path, home)
        assert not home.exists()
        path.write_bytes(whole)
        assert take(path, home) == len(WORLD.facts)


@given(st.data())
def test_one_changed_byte_is_refused_or_a_fact_that_could_be_one(data: st.DataObject) -> None:
    """Whatever byte is changed to whatever: a sentence, or facts of the same patient that are read back as they stand."""
    with TemporaryDirectory() as name:
        path, home = export(WORLD.facts, Path(name) / "facts.jsonl"), Path(name) / "home"
        whole = bytearray(path.read_bytes())
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
        path.write_bytes(whole)
        with suppress(FileRefused):
            take(path, home)
        with Log.open(home, write=False) as log:
            facts = log.facts()
        assert len(facts) in (0, len(WORLD.facts))
        assert len({fact.patient for fact in facts}) <= 1


def changed(**values: Any) -> Callable[[list[Fact]], list[str]]:
    """Return what writes the last fact with other values."""

    def write(facts: list[Fact]) -> list[str]:
        last = {**json.loads(to_json(facts[-1])), **values}
        return [*map(to_json, facts[:-1]), json.dumps(last, sort_keys=True, ensure_ascii=False, separators=(",", ":"))]

    return write


def with_text(text: str, sha256: str | None = None) -> Callable[[list[Fact]], list[str]]:
    """Return what writes another text in the place of the routine's."""

    def write(facts: list[Fact]) -> list[str]:
        kept = next(fact for fact in facts if isinstance(fact.body, TextKept))
        assert isinstance(kept.body, TextKept)
        from selfcare.routine.building import fingerprint

        body = kept.body._replace(text=text, sha256=sha256 or fingerprint(text.encode()))
        return [to_json(kept._replace(body=body))]

    return write


def correcting(facts: list[Fact]) -> list[str]:
    """Write a correction that puts an unchecked routine in the place of the one that was checked."""
    kept = next(fact for fact in facts if isinstance(fact.body, TextKept))
    assert isinstance(kept.body, TextKept)
    bad = Corrected(kept.id, kept.body._replace(text="patient = 'P200'"))
    return [*map(to_json, facts), to_json(facts[-1]._replace(id="ff", body=bad))]


LINE = to_json(WORLD.facts[-1])
REFUSED: list[tuple[str, Callable[[list[Fact]], list[str]]]] = [
    ("format 2", changed(format=2)),
    ("newer selfcare", changed(kind="telepathy")),
    ("P201", changed(patient="P201")),
    ("no id, or no patient", changed(id="")),
    ("no JSON", lambda _: ["<html>"]),
    ("no JSON object", lambda _: ["[]"]),
    ("nested too deep", lambda _: ["[" * 200_000]),
    ("not as an export has it", lambda _: [LINE.replace(":", ": ", 1)]),
    ("not as an export has it", lambda _: [LINE + "\r"]),
    ("not as an export has it", lambda _: [LINE.replace("{", '{"at":1,', 1)]),
    ("no JSON", lambda _: ["\ufeff" + LINE]),
    ("longer than any fact", lambda _: [LINE.replace('"id":"', '"id":"' + "0" * LIMIT)]),
    ("other content", lambda facts: [to_json(facts[-1]), to_json(facts[-1]._replace(at=0))]),
    ("was changed since it was loaded", with_text(rx("{ per_day = 9 }"), "0" * 64)),
    ("cannot be followed", with_text("patient = 'P200'")),
    ("for patient P201 among the facts of P200", with_text(rx("{ per_day = 1 }").replace("P200", "P201"))),
    ("was changed since it was loaded", correcting),
]


@pytest.mark.parametrize(("said", "write"), REFUSED, ids=[f"{n}-{one[0][:20]}" for n, one in enumerate(REFUSED)])
@pytest.mark.parametrize("empty", [True, False], ids=["empty", "in use"])
def test_what_is_foreign_newer_or_hostile_is_refused_whole(
    tmp_path: Path, said: str, write: Callable[[list[Fact]], list[str]], *, empty: bool
) -> None:
    """One sentence with the line, and the log keeps its bytes: also of the good lines before nothing is taken in."""
    home, path = tmp_path / "home", tmp_path / "facts.jsonl"
    if not empty:
        take(export(WORLD.facts, path), home)
    before = lines(home)
    good = WORLD.facts[0]._replace(id="good", body=Note("2026-11-23", "first"))
    path.write_text("".join(f"{line}\n" for line in [to_json(good), *write(list(WORLD.facts))]), newline="")
    with pytest.raises((FileRefused, LogUnreadable)) as refused:
        take(path, home)
    assert said in refused.value.sentence
    assert "Nothing was " in refused.value.sentence
    assert len(refused.value.sentence) < 500
    assert lines(home) == before


def test_another_patients_facts_are_refused_with_both_codes(tmp_path: Path) -> None:
    """Nothing of two people is ever mixed."""
    take(export(WORLD.facts, tmp_path / "mine.jsonl"), tmp_path / "home")
    before = seen(tmp_path / "home")
    hers = export([fact._replace(patient="P201") for fact in WORLD.facts], tmp_path / "hers.jsonl")
    with pytest.raises(FileRefused, match=r"of patient P201; the log here is P200's\. Nothing was taken in\."):
        take(hers, tmp_path / "home")
    assert seen(tmp_path / "home") == before


def test_a_folder_stands_for_the_file_in_it_and_what_is_no_file_is_not_found(tmp_path: Path) -> None:
    """The folder that `export` made is what people copy; a pipe is not waited for."""
    export(WORLD.facts, tmp_path / "facts.jsonl")
    assert looked_through(tmp_path, None) == (tmp_path / "facts.jsonl", "P200", len(WORLD.facts))
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("empty", "pipe", "nowhere", "x" * 5000, "\0"):
        with pytest.raises(NotFound, match=r"\w"):
            looked_through(tmp_path / name, None)
