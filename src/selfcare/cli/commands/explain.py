"""What a rule of the evidence rests on, and how to set it aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from selfcare.cli.at_hand import say
from selfcare.rules.notes import NOTES
from selfcare.rules.shelf import FAMILIES, RULES
from selfcare.rules.told import line_to_paste, parts, severity
from selfcare.text.errors import NotFound
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from selfcare.rules.rule import Rule


def command(
    code: str | None = typer.Argument(None, metavar="[CODE]", help="A rule such as FR01; without it, all of them."),
) -> None:
    """What a rule looks at, why, what it rests on, and how to set it aside. Without a code: all rules, by family."""
    if code is None:
        _all()
        return
    wanted = code.upper()
    note = next((one for one in NOTES if one.code == wanted), None)
    if wanted in RULES:
        _one(RULES[wanted])
    elif note:
        say(f"{note.code}, warning: {note.title}", "")
        say(
            f"Looks at: {note.looks_at}.",
            "No rule of the evidence. It holds nothing back, and is gone when it is mended.",
        )
    else:
        raise NotFound(_unknown(code, wanted))


def _all() -> None:
    for family, title in FAMILIES.items():
        say(title)
        say(*(f"  {one.code}  {severity(one):<16}  {one.title}" for one in RULES.values() if one.family == family), "")
    say("Beside the evidence", *(f"  {one.code}  {'warning':<16}  {one.title}" for one in NOTES), "")
    say(
        "error: holds back until it is changed or allowed. warning: told at each load. info: told by check only.",
        "One of them in full: selfcare explain FR01",
    )


def _one(rule: Rule) -> None:
    say(f"{rule.code}, {severity(rule)}: {rule.title}", "")
    for part in parts(rule):
        if len(part.lines) == 1:
            say(f"{part.heading}: {part.lines[0]}")
        else:
            say(f"{part.heading}:", *(f"  {line}" for line in part.lines))
    line = line_to_paste(rule)
    if line is not None:
        say(f"    {line}")
        if rule.override:
            say(rule.override)


def _unknown(code: str, wanted: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(wanted, [*RULES, *(one.code for one in NOTES)], 1)
    meant = f" Did you mean: selfcare explain {close[0]}?" if close else ""
    return f"There is no rule {visible(code)[:40]!r}.{meant} All rules: selfcare explain"
