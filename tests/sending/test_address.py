"""Where something may be sent, and what a token may be: a refusal is one sentence that holds no secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from selfcare.sending.address import read_address
from selfcare.sending.token import token_of
from selfcare.text.errors import NotFound, UsageRefused

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("words", "base", "own"),
    [
        ("https://fhir.clinic.example/r4/", "https://fhir.clinic.example/r4", False),
        ("https://fhir.clinic.example:8443", "https://fhir.clinic.example:8443", False),
        ("http://localhost:8080/fhir", "http://localhost:8080/fhir", True),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080", True),
        ("http://[::1]:8080", "http://[::1]:8080", True),
    ],
)
def test_addresses(words: str, base: str, own: bool) -> None:
    """Https anywhere, http on this computer alone; a slash at the end is none of it."""
    found = read_address(words)
    assert (found.base, found.own) == (base, own)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("http://clinic.example", "can be read on the way"),
        ("http://localhost.clinic.example", "can be read on the way"),
        ("http://127.0.0.1.nip.example", "can be read on the way"),
        ("https://anna:secret@clinic.example", "would be seen by others"),
        ("https://clinic.example/?key=1", "behind ? or #"),
        ("https://clinic.example/#x", "behind ? or #"),
        ("ftp://clinic.example", "is no address"),
        ("clinic.example", "is no address"),
        ("https://", "is no address"),
        ("https://[::1", "is no address"),
        ("https://clinic.example:port", "is no address"),
        ("https://clinic.example/\r\nHost: evil.example", "That is no address"),
        ("https://clinic.example/" + "x" * 2000, "That is no address"),
    ],
)
def test_no_address(words: str, said: str) -> None:
    """Each is refused with its reason; a password in it is not said again."""
    with pytest.raises(UsageRefused) as refused:
        read_address(words)
    assert said in refused.value.sentence
    assert "secret" not in refused.value.sentence


def test_a_token_of_a_file(tmp_path: Path) -> None:
    """A file that others may read is refused, with the line that mends it; a token is never shown."""
    file = tmp_path / "token"
    file.write_text("abc.DEF-123==\n")
    file.chmod(0o640)
    with pytest.raises(UsageRefused, match="chmod 600"):
        token_of(file, None)
    file.chmod(0o600)
    found = token_of(file, "another")
    assert found is not None
    assert (found.header, "abc" in repr(found)) == ("Bearer abc.DEF-123==", False)
    assert token_of(None, None) is None
    with pytest.raises(NotFound):
        token_of(tmp_path / "nowhere", None)


@pytest.mark.parametrize("words", ["", "two words", "a\r\nX-Evil: 1", "pässword", "a" * 20_000 + " "])
def test_no_token(tmp_path: Path, words: str) -> None:
    """What could not be one gets near no header, and is not said again."""
    file = tmp_path / "token"
    file.write_text(words, "utf-8", newline="")
    file.chmod(0o600)
    if len(words) > 16_000:  # only its beginning is read
        assert token_of(file, None) is not None
        return
    with pytest.raises(UsageRefused) as refused:
        token_of(file, None)
    assert not words or words not in refused.value.sentence
