"""The page for the therapist as a PDF, tagged so that it can be read aloud. Needs the extra: pip install 'selfcare[pdf]'.

It is set by typst, on this machine, from the parts that `html` shows.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from selfcare.exports.pages.blocks import Block, Items, Key, Part, Picture, Table, Words
from selfcare.exports.pages.contents import page
from selfcare.text.errors import NotFound
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.exports.material import Material, Stream
    from selfcare.exports.pages.blocks import Page

_POINTS: Final = 0.6
"""Points for a pixel of a picture: two charts then find room side by side on A4."""


def render(material: Material) -> Iterator[Stream]:
    """The page: report.pdf.

    Raises:
        NotFound: typst is not installed.
    """
    try:
        import typst
    except ImportError:
        raise NotFound(
            "export pdf needs typst, which is not installed. Type: pip install 'selfcare[pdf]' - or take export html."
        ) from None
    template = files("selfcare.exports.pages").joinpath("report.typ").read_bytes()
    told = json.dumps(_page(page(material)), ensure_ascii=False)
    yield "report.pdf", iter([typst.compile(template, sys_inputs={"page": told}, pdf_standards="ua-1")])


def _page(one: Page) -> dict[str, Any]:
    return {
        "title": _said(one.title),
        "lines": list(map(_said, one.lines)),
        "first": list(map(_part, one.first)),
        "rest": list(map(_part, one.rest)),
        "language": one.language if re.fullmatch(r"[a-z]{2,3}", one.language) else "en",
    }


def _part(one: Part) -> dict[str, Any]:
    return {
        "heading": _said(one.heading),
        "alarm": one.alarm,
        "wide": one.wide,
        "blocks": list(map(_block, one.blocks)),
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Words(words, strong):
            return {"kind": "words", "words": _said(words), "strong": strong}
        case Items(lead, items):
            return {"kind": "items", "lead": _said(lead), "items": list(map(_said, items))}
        case Picture(svg, words):
            wide = re.search(r' width="([0-9.]+)"', svg)
            assert wide is not None  # every picture of ours says how wide it is
            said = list(map(_said, words))
            return {
                "kind": "picture",
                "svg": _plain(svg),
                "width": float(wide[1]) * _POINTS,
                "words": [_title(svg), *said],
                "said": said,
            }
        case Key(marks):
            return {"kind": "key", "marks": [[_plain(svg), _said(words)] for svg, words in marks]}
        case Table(_, head, rows):
            return {
                "kind": "table",
                "head": list(map(_said, head)),
                "rows": [list(map(_said, row)) for row in rows],
            }


def _title(svg: str) -> str:
    found = re.search(r"<title[^>]*>([^<]*)</title>", svg)
    return _said(found[1]) if found else ""


def _plain(svg: str) -> str:
    """The colour of the text around it is black on paper."""
    return svg.replace("currentColor", "#16181b")


def _said(words: str) -> str:
    return visible(words, lines=True)
