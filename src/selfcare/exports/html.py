"""One page for the therapist, in one file: it fetches nothing, runs nothing, prints on two pages.

The first screen is what must be known within a minute: safety, done of asked, how soreness moved, what was stopped or
missed and why, what was set aside. A stranger's text stays text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.exports.pages.blocks import Block, Items, Key, Part, Picture, Table, Words
from selfcare.exports.pages.contents import page
from selfcare.exports.pages.style import STYLE
from selfcare.faces.html import POLICY, Html, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selfcare.exports.material import Material, Stream
    from selfcare.exports.pages.blocks import Page


def render(material: Material) -> Iterator[Stream]:
    """The page: report.html."""
    yield "report.html", iter([_whole(page(material)).encode()])


def _whole(one: Page) -> str:
    lines = "\n".join(f"<p>{text(line)}</p>" for line in one.lines)
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{text(one.language)}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="generator" content="selfcare export html">',
            POLICY,
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{text(one.title)}</title>",
            f"<style>\n{STYLE}\n</style>",
            "</head>",
            "<body>",
            "<main>",
            f"<header>\n<h1>{text(one.title)}</h1>\n{lines}\n</header>",
            f'<div class="first">\n{_parts(one.first)}\n</div>',
            f'<div class="rest">\n{_parts(one.rest)}\n</div>',
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _parts(parts: Iterable[Part]) -> str:
    return "\n".join(map(_part, parts))


def _part(one: Part) -> Html:
    names = " ".join(name for name, on in (("alarm", one.alarm), ("wide", one.wide)) if on)
    inner = "\n".join(map(_block, one.blocks))
    return Html(f'<section class="{names}">\n<h2>{text(one.heading)}</h2>\n{inner}\n</section>')


def _block(block: Block) -> Html:
    match block:
        case Words(words, strong):
            return Html(f'<p class="strong">{text(words)}</p>' if strong else f"<p>{text(words)}</p>")
        case Items(lead, items):
            return Html(
                f"<h3>{text(lead)}</h3>\n<ul>\n" + "\n".join(f"<li>{text(one)}</li>" for one in items) + "\n</ul>"
            )
        case Picture(svg, words):
            said = _list(words) if len(words) > 1 else f"<p>{text(words[0])}</p>" if words else ""
            return Html(f'<figure>\n<div class="drawn">{svg}</div>\n{said}\n</figure>')
        case Key(marks):
            return Html(
                '<ul class="key">\n' + "\n".join(f"<li>{svg} {text(words)}</li>" for svg, words in marks) + "\n</ul>"
            )
        case Table():
            return _table(block)


def _table(one: Table) -> Html:
    def cell(column: int, words: str) -> str:
        kind = ' class="number"' if column in one.numbers else ""
        return f'<th scope="row">{text(words)}</th>' if column == 0 else f"<td{kind}>{text(words)}</td>"

    head = "".join(f'<th scope="col">{text(words)}</th>' for words in one.head)
    rows = "\n".join(f"<tr>{''.join(cell(*each) for each in enumerate(row))}</tr>" for row in one.rows)
    return Html(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{text(one.name)}">\n<table>\n'
        f"<caption>{text(one.name)}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )


def _list(items: Iterable[str]) -> Html:
    return Html("<ul>\n" + "\n".join(f"<li>{text(one)}</li>" for one in items) + "\n</ul>")
