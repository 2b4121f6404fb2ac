"""A shared file: facts in are facts out, and whatever was done to it on its way is refused before the first fact is given."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import stat
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from pyrage import decrypt, encrypt, x25519

from adherence.worlds import World, rx, told
from exports.made import stories
from log.made import in_memory
from selfcare.facts.codec import to_json
from selfcare.log.sharing.identity import FILE as KEY_FILE
from selfcare.log.sharing.identity import find_identity, identity, make_identity
from selfcare.log.sharing.opening import LIMIT, Shared, open_shared
from selfcare.log.sharing.payload import Header, Payload, joined, pack, taken_apart, to_sign
from selfcare.log.sharing.receiving import Receiving, is_shared_file
from selfcare.log.sharing.sealing import sealed
from selfcare.log.sharing.signing import FILE as SIGNING_FILE
from selfcare.log.sharing.signing import public_part, signing_key
from selfcare.text.errors import FileRefused, NotFound, UsageRefused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selfcare.facts.kinds import Fact

ANNA, OTHER = x25519.Identity.generate(), x25519.Identity.generate()
HOME, STRANGER = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
WORLD = told(
    "2026-11-23 09:00 load A\n20:00 done as a\n2026-11-24 20:00 done as b\n21:00 takes-back a",
    {"A": rx("{ per_day = 1 }")},
)
FACTS = list(WORLD.history().recorded)
SHARED_AT = 1_796_000_000_000


def made(
    facts: Iterable[Fact] = FACTS,
    *,
    patient: str = "P200",
    to: x25519.Identity = ANNA,
    key: Ed25519PrivateKey = HOME,
    shared: int = SHARED_AT,
) -> bytes:
    """A shared file of these facts."""
    span = dt.date(2026, 11, 23), dt.date(2026, 11, 24)
    packed = pack(map(to_json, facts))
    return sealed(packed, patient, str(to.to_public()), key, shared, span, notes=True)


def opened(data: bytes) -> Shared:
    """Anna's opening of it."""
    return open_shared(data, ANNA)


def refused(data: bytes, *words: str) -> str:
    """The sentence of its refusal, in which these words stand."""
    with pytest.raises(FileRefused) as refusal:
        opened(data)
    for word in words:
        assert word in refusal.value.sentence
    return refusal.value.sentence


def inside(data: bytes) -> Payload:
    """The payload of a file for Anna."""
    return taken_apart(bytes(decrypt(data, [ANNA])))


def around(payload: Payload | bytes) -> bytes:
    """That payload, sealed for Anna: anybody can do so, because her key is no secret."""
    return encrypt(joined(payload) if isinstance(payload, Payload) else payload, [ANNA.to_public()])


def signed(header: Header, packed: bytes, key: Ed25519PrivateKey) -> Payload:
    """The payload as the owner of that key would sign it."""
    return Payload(header, key.sign(to_sign(header, packed)), packed)


@given(stories())
def test_facts_in_are_facts_out(world: World) -> None:
    """Whatever was logged comes out as it went in, in the same order, to the letter."""
    facts = list(world.history().recorded)
    shared = opened(made(facts))
    assert list(shared.facts()) == facts
    assert shared.lines().read() == "".join(f"{to_json(fact)}\n" for fact in facts).encode()
    assert shared.header.facts == len(facts)


@settings(max_examples=300)
@given(st.data())
def test_any_byte_changed_is_refused(data: st.DataObject) -> None:
    """Wherever it stands in the file, and whatever it becomes."""
    whole = bytearray(SAMPLE)
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    refused(bytes(whole))


@settings(max_examples=300)
@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_any_cut_is_refused(one: int, other: int) -> None:
    """At its end, at its beginning, or a piece out of the middle."""
    start, end = sorted((one % (len(SAMPLE) + 1), other % (len(SAMPLE) + 1)))
    if start < end:
        refused(SAMPLE[:start] + SAMPLE[end:])
        refused(SAMPLE[:start])


@given(st.binary(min_size=1, max_size=200))
def test_anything_added_is_refused(more: bytes) -> None:
    """Behind it or before it."""
    refused(SAMPLE + more)
    refused(more + SAMPLE)


@given(st.binary(max_size=400))
def test_what_somebody_else_seals_is_refused(data: bytes) -> None:
    """Anybody can seal anything for her: no bytes within make it a traceback, or a patient's file."""
    refused(around(data))
    refused(around(joined(inside(SAMPLE))[: len(data)]))
    header = inside(SAMPLE).header
    refused(around(signed(header, data, HOME)))


def test_a_wrong_key_is_told_with_ones_own() -> None:
    """What was sealed for another therapist stays shut; the sentence says which key the routine would have to name."""
    refused(made(to=OTHER), "sealed for another key than yours", str(ANNA.to_public()))


def test_a_forged_sender_is_refused() -> None:
    """Whoever knows Anna's key and the patient's code, and signs in the patient's name by a key of their own."""
    payload = inside(SAMPLE)
    refused(around(signed(payload.header, payload.packed, STRANGER)), "its signature was not made by the key")


def test_what_is_not_of_that_patient_is_refused() -> None:
    """Another patient's facts under this code; facts of two patients in one."""
    other = [fact._replace(patient="P015", id=f"x{fact.id}") for fact in FACTS[2:]]
    refused(made(other), "of patient P200, but holds facts of patient P015")
    refused(made([*FACTS, *other]), "P015")


def test_what_was_signed_for_another_therapist_is_refused() -> None:
    """One who may open a file cannot pass it on to another as though the patient had sent it there."""
    payload = taken_apart(bytes(decrypt(made(to=OTHER), [OTHER])))
    refused(around(payload), "made for another therapist's key")


def test_the_same_file_again_and_an_older_one_lose_nothing() -> None:
    """Replayed, a file adds nothing; an older one after a newer one takes nothing away."""
    older, newer = made(FACTS[:3]), made(shared=SHARED_AT + 1)
    with TemporaryDirectory() as name, in_memory([], Path(name)) as log:
        news = [log.merge(opened(one).facts()).new for one in (newer, older, newer, older)]
        assert news == [len(FACTS), 0, 0, 0]
        assert list(log.lines()) == [to_json(fact) for fact in FACTS]


def test_a_signed_count_that_is_not_so_is_refused() -> None:
    """Fewer facts than it says, and more: the second before they are all unpacked."""
    payload = inside(SAMPLE)
    for count, words in ((len(FACTS) + 1, "and has"), (len(FACTS) - 1, "more facts than it says")):
        refused(around(signed(payload.header._replace(facts=count), payload.packed, HOME)), words)


def test_what_unpacks_to_something_huge_is_refused_at_its_first_line() -> None:
    """A hundred megabytes of one letter are no fact; not more than the longest line is held."""
    huge = gzip.compress(b"x" * 100_000_000)
    refused(around(signed(inside(SAMPLE).header, huge, HOME)), "longer than any fact")


def test_an_oversized_file_is_refused_unopened(tmp_path: Path) -> None:
    """No more of it is read than would be too much, and nothing of that is decrypted."""
    make_identity(tmp_path)
    path = tmp_path / "big.age"
    path.write_bytes(SAMPLE)
    with path.open("r+b") as file:
        file.truncate(LIMIT * 100)  # a file full of holes: it takes no room on the disk
    with pytest.raises(FileRefused, match="larger than anything that a patient shares"):
        Receiving(tmp_path).open(path)


def test_a_fact_that_was_written_by_hand_is_refused() -> None:
    """Signed or not: what is no canonical fact is not taken in, and the line is named."""
    loose = gzip.compress(json.dumps(json.loads(to_json(FACTS[2])), indent=None).encode() + b"\n")
    refused(around(signed(inside(SAMPLE).header._replace(facts=1), loose, HOME)), "line 1")


def test_a_newer_format_is_told_as_that() -> None:
    """Not as damage."""
    said, rest = joined(inside(SAMPLE)).split(b"\n", 1)
    newer = said.replace(b'"format":1', b'"format":2')
    assert newer != said
    refused(around(newer + b"\n" + rest), "A newer selfcare wrote it")


@pytest.mark.parametrize("field", Header._fields)
def test_a_header_that_was_changed_is_refused(field: str) -> None:
    """Each field is signed, and has its type."""
    payload = inside(SAMPLE)
    header: Any = payload.header
    value = getattr(header, field)
    other = not value if isinstance(value, bool) else value + 1 if isinstance(value, int) else f"{value}0"
    refused(around(payload._replace(header=header._replace(**{field: other}))), "its signature was not made")
    refused(around(payload._replace(header=header._replace(**{field: None}))), "no file of selfcare share")


def test_nothing_of_the_file_can_be_read_on_its_way() -> None:
    """No code, no day, no place, no key of the patient's computer."""
    for word in (b"P200", b"2026", b"calf", public_part(HOME).encode(), b"selfcare"):
        assert word not in SAMPLE


def test_the_patients_key_is_made_once_and_for_the_patient_alone(tmp_path: Path) -> None:
    """Mode 600; the same at each share; a damaged one is told, and not replaced."""
    first = public_part(signing_key(tmp_path))
    path = tmp_path / SIGNING_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert public_part(signing_key(tmp_path)) == first
    path.write_bytes(b"-----BEGIN PRIVATE KEY-----\n")
    with pytest.raises(FileRefused, match="damaged"):
        signing_key(tmp_path)
    assert path.read_bytes() == b"-----BEGIN PRIVATE KEY-----\n"


def test_the_clinics_key_is_made_once_and_never_overwritten(tmp_path: Path) -> None:
    """Mode 600; read back; making it again is refused; without one, where it is to be found is told."""
    with pytest.raises(NotFound, match="selfcare clinic key"):
        identity(tmp_path)
    made_key = make_identity(tmp_path)
    path = tmp_path / KEY_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert str(identity(tmp_path)) == str(made_key)
    before = path.read_bytes()
    with pytest.raises(UsageRefused):
        make_identity(tmp_path)
    assert path.read_bytes() == before
    path.write_text("# no key any more\n")
    with pytest.raises(FileRefused, match="no key"):
        find_identity(tmp_path)


def test_a_file_is_opened_with_the_key_of_the_folder(tmp_path: Path) -> None:
    """A sealed file is known by how it begins; one that is not there is told."""
    make_identity(tmp_path)
    desk, path = Receiving(tmp_path), tmp_path / "first.age"
    path.write_bytes(made(to=identity(tmp_path)))
    assert desk.open(path).header.patient == "P200"
    assert is_shared_file(path)
    assert not is_shared_file(tmp_path / KEY_FILE)
    with pytest.raises(NotFound):
        desk.open(tmp_path / "none.age")


SAMPLE = made()
