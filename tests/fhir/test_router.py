"""From the log to a FHIR server: the real program, and the router of Medplum's server with its repository in memory.

It is not the whole server: no login, no policies, no database; /metadata is ours (server.mjs).
"""

from __future__ import annotations

import json
import subprocess  # noqa: TID251 - the server is a program of node
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

import pytest

from fhir.test_validators import HERE, node
from program.real import HEAD, exercise, loaded, ran

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.fhir

SECRET = "sesame"  # noqa: S105 - of nobody
TEXT = HEAD.replace("{ per_day = 1 }", "{ per_week = 3 }") + exercise("Calf", "calf", "roll = { time = 1 }")


class Server:
    """The server, asked past the program."""

    def __init__(self, port: str) -> None:
        """It listens."""
        self.url = f"http://127.0.0.1:{port}"

    def get(self, path: str) -> dict[str, Any]:
        """What it holds there."""
        request = Request(f"{self.url}/{path}", headers={"Authorization": f"Bearer {SECRET}"})  # noqa: S310 - http, here
        with urlopen(request, timeout=20) as answer:  # noqa: S310 - same
            found: dict[str, Any] = json.load(answer)
        return found

    def all(self, kind: str) -> list[dict[str, Any]]:
        """Every resource of a kind."""
        return [entry["resource"] for entry in self.get(f"{kind}?_count=1000").get("entry", ())]


@pytest.fixture
def server() -> Iterator[Server]:
    """The server, empty, on a port of its own."""
    with subprocess.Popen([node(), "server.mjs", SECRET], cwd=HERE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield Server(process.stdout.readline().strip())
        process.kill()


def sent(home: Path, server: Server, *words: str, secret: str = SECRET) -> str:
    """What the program says when it has sent all."""
    done = ran(home, "send", "fhir", "--to", server.url, "--yes", *words, SELFCARE_TOKEN=secret)
    assert (done.code, done.err) == (0, "")
    return done.out.splitlines()[-1]


def test_sent_twice_is_there_once(tmp_path: Path, server: Server) -> None:
    """What the bundle holds is what the server holds, in number and in content, however often it is sent."""
    home = loaded(tmp_path / "home", TEXT)
    for words in ("sore calf 3 left", "sore calf 5 right", "done", "needled calf left"):
        assert ran(home, *words.split()).code == 0
    assert ran(home, "export", "fhir", "--to", str(tmp_path)).code == 0
    (path,) = tmp_path.glob("selfcare-*/bundle.json")
    ours = [entry["resource"] for entry in json.loads(path.read_text())["entry"]]
    number = len(ours)
    assert sent(home, server) == f"Sent: {number} new, 0 replaced."
    assert sent(home, server) == f"Sent: 0 new, {number} replaced."
    counts = Counter(one["resourceType"] for one in ours)
    assert {kind: many for kind, many in server.get("counts").items() if many} == counts
    for one in ours:
        (own,) = (each for each in server.all(one["resourceType"]) if each["identifier"] == one["identifier"])
        assert own["id"] != one["id"], "the server gives its own ids"
        assert {word: own[word] for word in plain(one)} == plain(one)
    there = {f"{kind}/{each['id']}" for kind in counts for each in server.all(kind)}
    assert all(each["subject"]["reference"] in there for each in server.all("Observation"))


def plain(one: dict[str, Any]) -> dict[str, Any]:
    """What stays as it is: all but ids, references and what the server adds to `meta`."""
    texts = {word: json.dumps(inner) for word, inner in one.items()}
    return {word: one[word] for word, text in texts.items() if word not in ("id", "meta") and '"reference"' not in text}


def test_later(tmp_path: Path, server: Server) -> None:
    """What was taken back is in error there, what is new is added, and there is still one patient."""
    home = loaded(tmp_path / "home", TEXT)
    ran(home, "sore", "calf", "3", "left")
    sent(home, server)
    assert ran(home, "undo").code == 0
    ran(home, "sore", "calf", "4", "left")
    ran(home, "note", "stairs go better")
    assert sent(home, server).startswith("Sent: 1 new, ")
    assert sent(home, server, "--with-notes").startswith("Sent: 0 new, ")
    scores = [one for one in server.all("Observation") if one["code"]["coding"][0]["code"] == "soreness-now"]
    assert sorted((one["status"], one["valueQuantity"]["value"]) for one in scores) == [
        ("entered-in-error", 3),
        ("final", 4),
    ]
    assert server.get("counts")["Patient"] == 1
    assert [one["note"][0]["text"] for one in server.all("CarePlan")] == ["stairs go better"]


def test_who_may_not(tmp_path: Path, server: Server) -> None:
    """A wrong token: nothing is there, and the sentence says why."""
    home = loaded(tmp_path / "home", TEXT)
    done = ran(home, "send", "fhir", "--to", server.url, "--yes", SELFCARE_TOKEN="another")  # noqa: S106 - of nobody
    assert done.code == 69
    assert "401" in done.err
    assert "Nothing was sent." in " ".join(done.err.split())
    assert not any(server.get("counts").values())


def test_what_the_server_says_is_passed_on(server: Server) -> None:
    """The router does refuse: a broken resource comes back with an OperationOutcome, and that becomes words."""
    from selfcare.sending.address import read_address
    from selfcare.sending.connection import Connection
    from selfcare.sending.outcome import said
    from selfcare.sending.token import Token

    with Connection(read_address(server.url), Token(SECRET, "the test")) as connection:
        body = json.dumps({"resourceType": "Observation", "code": {"text": "x"}}).encode()
        answer = connection.ask("PUT", "Observation", {"identifier": "urn:x|1"}, body)
    assert said(answer).startswith("400, it does not take it. It says: error: ")
    assert "status" in said(answer)
