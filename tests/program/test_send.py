"""`send`, the real program against a server on this computer: what it says before, and what reaches the server."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from program.real import HEAD, Program, exercise, loaded, ran
from sending.test_updates import STATEMENT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = HEAD + exercise("Calf", "calf", "roll = { time = 1 }", side="left")
SECRET = "abc.DEF-123"  # noqa: S105 - of nobody
PAGE = "/r4"


class Clinic(ThreadingHTTPServer):
    """What it was asked: method, path, and the token that came with it. `moved`: it sends every update on to there."""

    def __init__(self, moved: str = "") -> None:
        """Listen on a free port of this computer."""
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str, str | None]] = []
        self.moved = moved

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}{PAGE}"


class Handler(BaseHTTPRequestHandler):
    """Says that it can, and takes everything."""

    server: Clinic

    def do_GET(self) -> None:
        """The statement."""
        self._answer(200, STATEMENT)

    def do_PUT(self) -> None:
        """An update."""
        body: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._answer(307 if self.server.moved else 201, body | {"id": f"n{len(self.server.asked)}"})

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        self.server.asked.append((self.command, self.path, self.headers.get("Authorization")))
        data = json.dumps(body).encode()
        self.send_response(status)
        if status == 307:
            self.send_header("Location", self.server.moved)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's own word
        """Be silent."""


@pytest.fixture
def clinic() -> Iterator[Clinic]:
    """A server that takes everything."""
    with running(Clinic()) as server:
        yield server


class running:  # noqa: N801 - read as a word: with running(server)
    """The server in a thread of its own, until the block ends."""

    def __init__(self, server: Clinic) -> None:
        """Not yet."""
        self.server = server

    def __enter__(self) -> Clinic:
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self.server

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def test_in_a_script(tmp_path: Path, clinic: Clinic) -> None:
    """Nothing leaves without --yes; with it, what leaves is said first, and the token goes in its header and nowhere else."""
    home = loaded(tmp_path / "home", TEXT)
    held = ran(home, "send", "fhir", "--to", clinic.url, SELFCARE_TOKEN=SECRET)
    assert (held.code, held.out, clinic.asked) == (2, "", [])
    assert "In a script, add --yes." in held.err
    done = ran(home, "send", "fhir", "--to", clinic.url, "--yes", SELFCARE_TOKEN=SECRET)
    assert (done.code, done.err) == (0, "")
    assert "with your token" in done.out
    assert "patient T001 by code" in done.out
    assert "Sent: 5 new, 0 replaced." in done.out
    assert SECRET not in done.out
    assert clinic.asked[0][:2] == ("GET", f"{PAGE}/metadata")
    assert all(method == "PUT" and path.startswith(PAGE) for method, path, _ in clinic.asked[1:])
    assert all("?identifier=urn%3Aselfcare%3A" in path for _, path, _ in clinic.asked[1:])
    assert {token for _, _, token in clinic.asked} == {f"Bearer {SECRET}"}
    assert not [path for path in home.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]


@pytest.mark.parametrize(("typed", "sent"), [("yes\r", True), ("y\r", False), ("\r", False), ("\x04", False)])
def test_at_a_terminal(tmp_path: Path, clinic: Clinic, typed: str, sent: bool) -> None:
    """It says what leaves and asks; only the whole word sends."""
    home = loaded(tmp_path / "home", TEXT)
    with Program(home, "send", "fhir", "--to", clinic.url) as program:
        told = program.hears("Send it\\? Type yes, or Enter to leave it: ")
        assert "T001" in told
        assert "own words stay here" in told
        assert clinic.asked == []
        program.types(typed)
        program.hears("Sent: 5 new" if sent else "Nothing was sent.")
        assert program.ends() == 0
    assert bool(clinic.asked) == sent


def test_no_redirect_is_followed(tmp_path: Path, clinic: Clinic) -> None:
    """A server that sends on to another gets nothing to go there: neither the token nor what was to be sent."""
    home = loaded(tmp_path / "home", TEXT)
    with running(Clinic(moved=clinic.url)) as first:
        done = ran(home, "send", "fhir", "--to", first.url, "--yes", SELFCARE_TOKEN=SECRET)
    assert done.code == 69
    assert "No redirect is followed: Nothing was sent." in " ".join(done.err.split())
    assert clinic.asked == []


@pytest.mark.parametrize("secret", [f"{SECRET}\nX-Evil: 1", "p\u00e4ss word", f"{SECRET} {SECRET}"])
def test_a_bad_token_is_not_said(tmp_path: Path, clinic: Clinic, secret: str) -> None:
    """Refused before anything is asked of anyone; the sentence does not hold it."""
    home = loaded(tmp_path / "home", TEXT)
    done = ran(home, "send", "fhir", "--to", clinic.url, "--yes", SELFCARE_TOKEN=secret)
    assert (done.code, done.out, clinic.asked) == (2, "", [])
    assert SECRET not in done.err
    assert "SELFCARE_TOKEN" in done.err


def test_nobody_there(tmp_path: Path) -> None:
    """A server that is not there, a log that is not there, a format that cannot be sent: a sentence each."""
    home = loaded(tmp_path / "home", TEXT)
    closed = Clinic()
    closed.server_close()
    gone = ran(home, "send", "fhir", "--to", closed.url, "--yes")
    assert gone.code == 66
    assert "No server was reached at 127.0.0.1" in gone.err
    assert ran(tmp_path / "empty", "send", "fhir", "--to", closed.url, "--yes").code == 66
    assert ran(home, "send", "csv", "--to", closed.url, "--yes").code == 2


def test_without_the_extra(tmp_path: Path) -> None:
    """Who has no httpx is told the line that brings it."""
    home = loaded(tmp_path / "home", TEXT)
    program = "import sys; sys.modules['httpx'] = None; from selfcare.__main__ import main; sys.exit(main())"
    done = ran(home, "send", "fhir", "--to", "https://clinic.invalid", "--yes", python=("-c", program))
    assert done.code == 66
    assert "pip install 'selfcare[send]'" in done.err
