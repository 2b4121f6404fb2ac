from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcare.text.visible import visible

HARMFUL = "\x00\x07\x08\r\x1b\x7f\x80\x9b\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\ud800\udfff"

any_text = st.text(st.one_of(st.characters(exclude_categories=()), st.sampled_from(HARMFUL + "\t\n")))


@given(any_text, st.booleans())
def test_nothing_hidden_is_left(text: str, lines: bool) -> None:
    """The result holds no control, surrogate or direction character; only asked-for line ends stay."""
    shown = visible(text, lines=lines)
    left = {character for character in shown if unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}}
    assert left <= ({"\n"} if lines else set())
    assert not set(shown) & set(HARMFUL)
    directions = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    assert not directions & {unicodedata.bidirectional(character) for character in shown}
    shown.encode()


@given(any_text, st.booleans())
def test_twice_is_once(text: str, lines: bool) -> None:
    """Making visible text visible changes nothing."""
    once = visible(text, lines=lines)
    assert visible(once, lines=lines) == once


@pytest.mark.parametrize(
    "text",
    ["", "Hüfte é", "e\u0301", "股関節", "👩\u200d⚕\ufe0f 👍🏽 1\ufe0f\u20e3", "می\u200cرود", "\\u001b", "50 % ½"],
)
def test_ordinary_text_is_unchanged(text: str) -> None:
    """What people write stays as they wrote it."""
    assert visible(text) == text


@pytest.mark.parametrize("character", HARMFUL)
def test_hidden_characters_read_as_toml_writes_them(character: str) -> None:
    """A hidden character is shown as the escape that a TOML string would use for it."""
    assert visible(f"a{character}b") == f"a\\u{ord(character):04x}b"


def test_line_ends_and_tabs() -> None:
    """A tab is a space; a line end, LF or CRLF, is a space or, if asked, LF; a lone CR is hidden text."""
    assert visible("a\tb\nc\r\nd\re") == "a b c d\\u000de"
    assert visible("a\tb\nc\r\nd\re", lines=True) == "a b\nc\nd\\u000de"
