"""Text as HTML. Every stranger's text goes through `text`, and the type checker sees to it."""

from __future__ import annotations

from html import escape
from typing import Final, NewType

from selfcare.text.visible import visible

Html = NewType("Html", str)
"""Text in which every character that HTML would take for markup is written out, or our own markup."""

POLICY: Final = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)
"""A page that may fetch and run nothing, whatever a stranger's text would have it do."""


def text(value: str) -> Html:
    """A stranger's text as HTML: what cannot be seen is shown, what would be markup is written out."""
    return Html(escape(visible(value, lines=True), quote=True).replace("\n", "<br>"))
