"""Make what a stranger's text hides visible: control characters, direction overrides, invisible separators."""

from __future__ import annotations

import re
from typing import Final

# ZWJ, ZWNJ and variation selectors stay: emoji and Persian need them, and they move nothing on a screen. The list is
# written as escapes because this file, too, is read on screens.
_HIDDEN: Final = re.compile(
    r"\r\n"
    r"|[\x00-\x1f\x7f-\x9f]"  # C0, DEL, C1
    r"|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # direction marks, embeddings, overrides, isolates
    r"|[\u200b\u2028\u2029\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]"  # invisible separators and format characters
    r"|[\ud800-\udfff]"  # lone surrogates: they cannot be written as UTF-8
)


def visible(text: str, *, lines: bool = False) -> str:
    r"""Return the text with every hidden character written out the way TOML writes it, such as `\u001b`.

    A tab and a line end (LF or CRLF) each become one space; with `lines=True` a line end stays, as LF.
    The result holds no control character (but LF, if asked for), and making it visible again changes nothing.
    """

    def shown(match: re.Match[str]) -> str:
        hidden = match[0]
        if hidden == "\t":
            return " "
        if hidden in {"\n", "\r\n"}:
            return "\n" if lines else " "
        return f"\\u{ord(hidden):04x}"

    return _HIDDEN.sub(shown, text)
