"""Whose file it is: which keys are believed, kept in the store for all therapists; and two patients of one code."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text  # noqa: TID251 - what the layout before was

from clinic.made import PEOPLE, fades, keeps, recorded, store, write
from selfcare.clinic.adding import added_lines, signed_first, take_in
from selfcare.clinic.engines import engine_of, writing
from selfcare.clinic.senders import BEFORE
from selfcare.clinic.store import Caseload
from selfcare.facts.codec import to_json
from selfcare.log.sharing.identity import identity, make_identity
from selfcare.log.sharing.payload import pack
from selfcare.log.sharing.receiving import Receiving
from selfcare.log.sharing.sealing import sealed
from selfcare.log.sharing.signing import mark, public_part
from selfcare.text.errors import FileRefused, NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy import URL  # noqa: TID251 - what a store is named by

    from selfcare.clinic.adding import Arrived
    from selfcare.facts.kinds import Fact

HOME, NEW, STRANGER = (Ed25519PrivateKey.generate() for _ in range(3))
AT = 1_796_000_000_000
SPAN = dt.date(2026, 11, 23), dt.date(2026, 12, 20)
FACTS = PEOPLE[0].facts
LATER = tuple(fact for fact in FACTS if fact.at > FACTS[-1].at - 7 * 86_400_000)
"""The last week of P001, with nothing of what was before."""


class Desk:
    """A therapist's computer, with the clinic's key, and what patients send to it."""

    def __init__(self, url: URL, folder: Path) -> None:
        self.url = url
        self.folder = folder
        self._count = 0
        make_identity(folder)

    def sent(self, facts: Sequence[Fact], key: Ed25519PrivateKey, shared: int = AT) -> Path:
        """A sealed file of these facts."""
        self._count += 1
        to = str(identity(self.folder).to_public())
        path = self.folder / f"{self._count}.age"
        packed = pack(map(to_json, facts))
        path.write_bytes(sealed(packed, facts[0].patient, to, key, shared, SPAN, notes=True))
        return path

    def takes(self, *paths: Path, accept: str | None = None) -> list[Arrived]:
        """What `clinic add` does with them."""
        with Caseload.open(self.url, write=True) as caseload:
            caseload.bring(self.folder)
            return take_in(caseload, signed_first(paths), Receiving(self.folder), accept)

    def believed(self, code: str = "P001") -> dict[str, bool]:
        """The marks that are known of that patient."""
        with Caseload.open(self.url, write=False) as caseload:
            (patient,) = (one for one in caseload.patients() if one.code == code)
            return {mark(one.key): one.believed for one in caseload.senders(patient)}

    def forgets(self, its_mark: str, code: str = "P001") -> None:
        """What `clinic key CODE --forget` does."""
        with Caseload.open(self.url, write=True) as caseload:
            (patient,) = (one for one in caseload.patients() if one.code == code)
            caseload.forget(patient, its_mark)


@pytest.fixture
def desk(url: URL, tmp_path: Path) -> Desk:
    """A therapist's computer at a new store."""
    return Desk(url, tmp_path)


def its(key: Ed25519PrivateKey) -> str:
    """The mark of that key."""
    return mark(public_part(key))


def refused(arrived: Sequence[Arrived], *words: str) -> None:
    """All of them were refused, in such words."""
    for one in arrived:
        assert one.added is None
        for word in words:
            assert word in one.why


def taken(arrived: Sequence[Arrived]) -> list[str]:
    """All of them were taken in; what is told beside that."""
    assert all(one.added is not None for one in arrived), [one.why for one in arrived]
    return [one.also.partition(": ")[2].partition(".")[0] for one in arrived]


def test_who_signed_first_is_known_on_every_computer(url: URL, tmp_path: Path) -> None:
    """Anna takes the first file in; on Ben's computer another key is refused all the same, and the first one is known."""
    (tmp_path / "anna").mkdir()
    (tmp_path / "ben").mkdir()
    anna, ben = Desk(url, tmp_path / "anna"), Desk(url, tmp_path / "ben")
    assert taken(anna.takes(anna.sent(FACTS, HOME))) == ["The first of this patient"]
    refused(ben.takes(ben.sent(FACTS, STRANGER)), "another computer signed it than before", its(STRANGER))
    assert taken(ben.takes(ben.sent(FACTS, HOME, AT + 1))) == [""]
    assert anna.believed() == ben.believed() == {its(HOME): True}


def test_a_first_file_that_is_refused_believes_nobody(desk: Desk) -> None:
    """Its facts are of two patients: no key is remembered, and no patient."""
    refused(desk.takes(desk.sent((*FACTS, *PEOPLE[1].facts[-1:]), STRANGER)), "P002")
    assert recorded(desk.url) == {}
    assert taken(desk.takes(desk.sent(FACTS, HOME))) == ["The first of this patient"]
    assert desk.believed() == {its(HOME): True}


def test_a_second_key_joins_the_first_once_its_mark_was_heard(desk: Desk) -> None:
    """The very mark, with or without blanks, in any letters; another mark opens nothing. Both stay believed."""
    taken(desk.takes(desk.sent(FACTS, HOME)))
    new = desk.sent(FACTS, NEW)
    refused(desk.takes(new, accept=its(HOME)), its(NEW), f"--accept {its(NEW).replace(' ', '')}")
    refused(desk.takes(new, accept="P001"), "another computer")
    assert taken(desk.takes(new, accept=its(NEW).replace(" ", "").upper())) == ["The same file was taken in before"]
    taken(desk.takes(desk.sent(FACTS, HOME, AT + 1), desk.sent(FACTS, NEW, AT + 2)))
    assert desk.believed() == {its(HOME): True, its(NEW): True}


def test_a_key_that_was_forgotten_is_refused_until_it_is_heard_again(desk: Desk) -> None:
    """A computer that was lost: its files are refused, also on the next computer; the other key, and the facts, stay."""
    taken(desk.takes(desk.sent(FACTS, HOME)))
    taken(desk.takes(desk.sent(FACTS, NEW), accept=its(NEW)))
    desk.forgets(its(HOME))
    assert desk.believed() == {its(HOME): False, its(NEW): True}
    lost = desk.sent(FACTS, HOME, AT + 1)
    refused(desk.takes(lost), "that you no longer believe", its(HOME))
    taken(desk.takes(desk.sent(FACTS, NEW, AT + 2)))
    assert len(recorded(desk.url)["P001"]) == len(FACTS)
    taken(desk.takes(lost, accept=its(HOME)))
    assert desk.believed() == {its(HOME): True, its(NEW): True}
    with pytest.raises(NotFound, match="No computer of P001 has the mark 0000"):
        desk.forgets("0000")


def test_the_last_key_that_was_forgotten_makes_no_first_file(desk: Desk) -> None:
    """Who stole the computer, and wipes the key, is another computer; so is the patient's new one, until it was heard."""
    taken(desk.takes(desk.sent(FACTS, HOME)))
    desk.forgets(its(HOME))
    refused(desk.takes(desk.sent(FACTS, NEW)), "another computer signed it than before")


def test_one_patients_computer_does_not_speak_for_another(desk: Desk) -> None:
    """Two patients that were mixed up, or two in one house: refused, until the mark was heard for this one, too."""
    taken(desk.takes(desk.sent(FACTS, HOME)))
    mixed = desk.sent(PEOPLE[1].facts, HOME)
    refused(desk.takes(mixed), "signed by the computer of patient P001", "may have been mixed up")
    assert "P002" not in recorded(desk.url)
    taken(desk.takes(mixed, accept=its(HOME)))
    assert desk.believed() == desk.believed("P002") == {its(HOME): True}


def test_an_old_file_and_the_same_one_add_nothing_and_take_nothing(desk: Desk) -> None:
    """Each is told as what it is."""
    older, newer = desk.sent(FACTS[:-9], HOME), desk.sent(FACTS, HOME, AT + 1)
    taken(desk.takes(newer))
    again = desk.takes(newer, older)
    assert taken(again) == [
        "The same file was taken in before",
        "It is older than the newest from this patient: nothing newer is changed by it",
    ]
    assert [one.added.new for one in again if one.added] == [0, 0]
    assert len(recorded(desk.url)["P001"]) == len(FACTS)


def test_a_file_without_a_signature_does_not_speak_for_who_signs(desk: Desk) -> None:
    """Or else a forger would leave the signature away. What brings nothing new is no harm; a code that was heard opens it."""
    taken(desk.takes(desk.sent(FACTS[:-9], HOME)))
    before = recorded(desk.url)
    taken(desk.takes(write(desk.folder / "old.jsonl", FACTS[:-9])))
    plain = write(desk.folder / "plain.jsonl", FACTS)
    refused(desk.takes(plain), "whose files are signed, and nobody signed this one", "--accept P001")
    refused(desk.takes(plain, accept="P002"), "nobody signed this one")
    assert recorded(desk.url) == before
    taken(desk.takes(plain, accept="P001"))
    assert len(recorded(desk.url)["P001"]) == len(FACTS)


@pytest.mark.parametrize("turned", [False, True])
def test_who_signs_is_known_before_what_nobody_signed(desk: Desk, *, turned: bool) -> None:
    """In one folder, whichever stands first: the signed file is taken in, and the other is asked after."""
    paths = [desk.sent(FACTS[:-9], HOME), write(desk.folder / "0.jsonl", FACTS)]
    signed, plain = desk.takes(*(reversed(paths) if turned else paths))
    taken([signed])
    refused([plain], "nobody signed this one")
    assert len(recorded(desk.url)["P001"]) == len(FACTS) - 9


@pytest.mark.parametrize("signs", [False, True], ids=["not signed", "signed"])
def test_two_patients_of_one_code_are_not_mixed(desk: Desk, *, signs: bool) -> None:
    """Nothing in the second one's file is known of the first: refused with what to ask; nothing of it stays."""
    theirs = tuple(fact._replace(id=f"x{fact.id}") for fact in fades("P001").facts)
    taken(desk.takes(write(desk.folder / "ours.jsonl", FACTS)))
    other = desk.sent(theirs, STRANGER) if signs else write(desk.folder / "theirs.jsonl", theirs)
    refused(desk.takes(other), "another patient of the same code", "--accept P001", "Nothing was taken in.")
    assert {code: len(facts) for code, facts in recorded(desk.url).items()} == {"P001": len(FACTS)}
    assert desk.believed() == {}
    taken(desk.takes(other, accept="P001"))
    assert len(recorded(desk.url)["P001"]) == len(FACTS) + len(theirs)


def test_another_computer_with_nothing_that_was_known_is_told_as_that(desk: Desk) -> None:
    """The second patient of that code signs, too, and would read out a mark: that nothing was known is told before."""
    taken(desk.takes(desk.sent(FACTS, HOME)))
    theirs = tuple(fact._replace(id=f"x{fact.id}") for fact in fades("P001").facts)
    refused(
        desk.takes(desk.sent(theirs, STRANGER)), "another computer", "may belong to another patient of the same code"
    )


def test_other_weeks_of_the_same_person_find_each_other_in_any_order(desk: Desk) -> None:
    """Two files that have nothing in common, and one that joins them: all are taken in, wherever that one stands."""
    first, last = write(desk.folder / "a.jsonl", FACTS[:40]), write(desk.folder / "b.jsonl", LATER)
    joins = write(desk.folder / "c.jsonl", FACTS[30:])
    refused(desk.takes(first, last)[1:], "nothing in it was known of P001")
    assert len(recorded(desk.url)["P001"]) == 40
    arrived = desk.takes(last, joins)
    taken(arrived)
    assert "refused" not in " ".join(added_lines(arrived))
    assert len(recorded(desk.url)["P001"]) == len(FACTS)


def test_what_a_computer_knew_for_itself_comes_into_the_store(desk: Desk) -> None:
    """A store of the layout before, and the file beside it: upgraded at the next add, nobody is a first one again."""
    taken(desk.takes(write(desk.folder / "ours.jsonl", keeps().facts)))
    engine = engine_of(desk.url)
    with writing(engine) as connection:
        connection.execute(text("DROP TABLE caseload_senders"))
        connection.execute(text("UPDATE caseload_version SET version_num = '0002'"))
    engine.dispose()
    known = {"P001": {"keys": [public_part(HOME), public_part(NEW)], "shared": AT}}
    (desk.folder / BEFORE).write_text(json.dumps({"format": 1, "senders": known}))
    refused(desk.takes(desk.sent(FACTS, STRANGER)), "another computer signed it than before")
    assert desk.believed() == {its(HOME): True, its(NEW): True}
    assert not (desk.folder / BEFORE).exists()
    assert taken(desk.takes(desk.sent(FACTS, HOME))) == ["The same file was taken in before"]
    assert len(recorded(desk.url)["P001"]) == len(FACTS)


def test_what_a_second_computer_knew_joins_and_brings_nothing_forgotten_back(desk: Desk) -> None:
    """Ben's computer is updated later than Anna's: his keys join hers, and what she forgot meanwhile stays so."""
    taken(desk.takes(desk.sent(FACTS, HOME)))
    desk.forgets(its(HOME))
    known = {"P001": {"keys": [public_part(HOME), public_part(NEW)], "shared": AT + 5}}
    (desk.folder / BEFORE).write_text(json.dumps({"format": 1, "senders": known}))
    desk.takes()
    assert desk.believed() == {its(HOME): False, its(NEW): True}


@pytest.mark.parametrize(
    "damaged", [b"{}", b"[1]", b'{"format": 1, "senders": {"P1": {"keys": "x", "shared": 1}}}', b"\xff"]
)
def test_a_damaged_file_of_before_is_told_and_stays(tmp_path: Path, damaged: bytes) -> None:
    """Nobody is believed by it, and it is not taken away."""
    (tmp_path / BEFORE).write_bytes(damaged)
    with Caseload.open(store(tmp_path), write=True) as caseload, pytest.raises(FileRefused, match="damaged"):
        caseload.bring(tmp_path)
    assert (tmp_path / BEFORE).read_bytes() == damaged
