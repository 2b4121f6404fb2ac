"""The manners of sending, against a server that is told what to answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adherence.worlds import told
from exports.made import TEXTS, material, stories
from selfcare.exports.fhir import resources
from selfcare.sending.order import in_order, name_of, references
from selfcare.sending.outcome import Answer, said
from selfcare.sending.updates import TRIES, Sending, Sent
from selfcare.text.errors import HeldBack
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from adherence.worlds import World

KINDS = ("Patient", "Device", "CarePlan", "ServiceRequest", "Procedure", "Observation", "Flag")
STATEMENT: dict[str, Any] = {
    "resourceType": "CapabilityStatement",
    "fhirVersion": "4.0.1",
    "rest": [{"mode": "server", "resource": [{"type": kind, "conditionalUpdate": True} for kind in KINDS]}],
}
STORY = "2026-11-23 07:00 load daily\n20:00 rated 6\n20:05 done\n2026-11-24 20:00 answers leg"
NOW = 1_795_593_600_000


class Server:
    """It keeps what it is given under ids of its own; `first` are answers that it gives to the first updates instead."""

    def __init__(self, *first: Answer, statement: dict[str, Any] = STATEMENT, bodies: bool = True) -> None:
        """Empty."""
        self.first = list(first)
        self.statement = statement
        self.bodies = bodies
        self.kept: dict[str, dict[str, Any]] = {}
        self.asked: list[str] = []
        self.waited: list[int] = []

    def ask(self, method: str, path: str, query: dict[str, str] | None = None, body: bytes | None = None) -> Answer:
        """One request."""
        self.asked.append(f"{method} {path}")
        if method == "GET":
            return Answer(200, {}, json.dumps(self.statement).encode())
        if self.first:
            return self.first.pop(0)
        assert query is not None
        assert body is not None
        found = json.loads(body)
        assert "id" not in found, "the server gives the id"
        key = f"{path}?{query['identifier']}"
        new = key not in self.kept
        ident = self.kept[key]["id"] if key in self.kept else f"server-{len(self.kept)}"
        there = {f"{one['resourceType']}/{one['id']}" for one in self.kept.values()}
        assert set(references(found)) <= there, "it refers to what is not there yet"
        self.kept[key] = found | {"id": ident}
        place = {"location": f"https://clinic.example/r4/{path}/{ident}/_history/1"}
        return Answer(201 if new else 200, place, json.dumps(self.kept[key]).encode() if self.bodies else b"")

    def send(self, found: list[dict[str, Any]]) -> Sent:
        """Send it all there."""
        return Sending(self.ask, self.waited.append, lambda: NOW).send(found, lambda _: None)


def some() -> list[dict[str, Any]]:
    """A few resources of each kind."""
    return list(resources(material(told(STORY, TEXTS), "2026-11-26")))


@given(stories())
def test_order(world: World) -> None:
    """Each goes after all that it refers to, all go once, and an alarm answer goes right after the patient."""
    ordered = in_order(list(resources(material(world))))
    names = [name_of(one) for one in ordered]
    assert len(set(names)) == len(names)
    for number, one in enumerate(ordered):
        assert set(references(one)) <= set(names[:number])
    kinds = [one["resourceType"] for one in ordered]
    assert "Flag" not in kinds or kinds.index("Flag") == 1


@pytest.mark.parametrize("bodies", [True, False])
def test_twice_is_once(bodies: bool) -> None:
    """Sent twice, as many are there as after the first time, whether the server sends back what it has or only where."""
    server, found = Server(bodies=bodies), some()
    assert server.send(found) == Sent(len(found), 0)
    before = json.dumps(server.kept, sort_keys=True)
    assert server.send(found) == Sent(0, len(found))
    assert json.dumps(server.kept, sort_keys=True) == before
    assert server.asked[0] == "GET metadata"


def test_what_was_corrected_is_replaced() -> None:
    """A day that was missed and is reported afterwards stays one Procedure at the receiver."""
    server, world = Server(), told(STORY.replace("answers leg", "rated 2"), TEXTS)
    server.send(list(resources(material(world, "2026-11-27"))))
    before = sum(key.startswith("Procedure") for key in server.kept)
    later = told(STORY.replace("answers leg", "rated 2") + "\n2026-11-26 21:00 reported 2026-11-25", TEXTS)
    server.send(list(resources(material(later, "2026-11-27"))))
    assert sum(key.startswith("Procedure") for key in server.kept) == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"resourceType": "Patient"}, "no FHIR server"),
        ({"fhirVersion": "5.0.0"}, "speaks FHIR 5.0.0"),
        ({"fhirVersion": None}, "speaks FHIR None"),
        ({"rest": []}, "does not say that it takes conditional updates of Patient"),
        ({"rest": [{"mode": "server", "resource": STATEMENT["rest"][0]["resource"][:-1]}]}, "updates of Flag."),
        ({"rest": [{"mode": "client", "resource": STATEMENT["rest"][0]["resource"]}]}, "updates of Patient"),
        ({"rest": "hostile"}, "updates of Patient"),
    ],
)
def test_metadata_first(change: dict[str, Any], words: str) -> None:
    """A server that does not say that it can is sent nothing."""
    server = Server(statement=STATEMENT | change)
    with pytest.raises(HeldBack) as held:
        server.send(some())
    assert words in held.value.sentence
    assert "Nothing was sent." in held.value.sentence
    assert server.asked == ["GET metadata"]


def outcome(text: str) -> bytes:
    """An OperationOutcome."""
    issue = {"severity": "error", "code": "invalid", "details": {"text": text}, "expression": ["Patient.status"]}
    return json.dumps({"resourceType": "OperationOutcome", "issue": [issue]}).encode()


@pytest.mark.parametrize("status", [302, 307, 308, 400, 401, 403, 404, 405, 409, 412, 422, 500, 204])
def test_stops(status: int) -> None:
    """Anything but 200 and 201 ends it at once, and what the server says about it is passed on, harmless."""
    server = Server(Answer(status, {"location": "https://evil.example/\x1b[2J"}, outcome("no \x1b[31mstatus")))
    with pytest.raises(HeldBack) as held:
        server.send(some())
    assert "Nothing was sent." in held.value.sentence
    assert "\x1b" not in held.value.sentence
    assert (status in (302, 307, 308)) == ("No redirect is followed" in held.value.sentence)
    assert (status in (302, 307, 308)) != ("(Patient.status)" in held.value.sentence)
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7),
        ({"retry-after": "0"}, 0),
        ({"retry-after": "Wed, 25 Nov 2026 08:00:30 GMT"}, 30),
        ({"retry-after": "Wed, 25 Nov 2026 07:00:00 GMT"}, 0),
        ({"retry-after": "soon"}, 1),
        ({}, 1),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_patience(status: int, headers: dict[str, str], seconds: int) -> None:
    """A server that is busy is asked again when it says, and then all is there."""
    server, found = Server(Answer(status, headers, b"")), some()
    assert server.send(found) == Sent(len(found), 0)
    assert server.waited == [seconds * 1000]


def test_patience_ends() -> None:
    """So many times and no more; a server that wants an hour is not waited for."""
    server = Server(*[Answer(503, {}, b"busy")] * 9)
    with pytest.raises(HeldBack, match="503, it is busy"):
        server.send(some())
    assert server.waited == [1000, 2000, 4000, 8000]
    assert len(server.asked) == 1 + TRIES
    far = Server(Answer(429, {"retry-after": "3600"}, b""))
    with pytest.raises(HeldBack, match="for 60 minutes"):
        far.send(some())
    assert far.waited == []


def test_a_broken_connection() -> None:
    """How far it came is said, too."""
    server, found = Server(), some()

    def ask(method: str, path: str, query: dict[str, str] | None = None, body: bytes | None = None) -> Answer:
        if len(server.asked) == 4:
            raise HeldBack("The connection to clinic.example broke: it did not answer in time.")
        return server.ask(method, path, query, body)

    with pytest.raises(HeldBack, match=rf"in time\. 3 of {len(found)} are there\. Send again") as held:
        Sending(ask, server.waited.append, lambda: NOW).send(found, lambda _: None)
    assert "nothing is doubled" in held.value.sentence


@pytest.mark.parametrize(
    "data", [b"", b"{}", b'{"resourceType": "Flag", "id": "a"}', b'{"resourceType": "Patient", "id": "../x"}', b"[[["]
)
def test_an_answer_without_an_id(data: bytes) -> None:
    """What the server calls it must be known before anything refers to it."""
    with pytest.raises(HeldBack, match="under which id"):
        Server(Answer(201, {}, data)).send(some())


@given(st.recursive(st.none() | st.text() | st.integers(), lambda one: st.lists(one) | st.dictionaries(st.text(), one)))
def test_any_outcome_is_words(issue: Any) -> None:
    """Whatever stands in an OperationOutcome, what is passed on is one line without anything hidden."""
    words = said(
        Answer(400, {}, json.dumps({"resourceType": "OperationOutcome", "issue": [issue, {"code": issue}]}).encode())
    )
    assert words.startswith("400")
    assert visible(words) == words
