"""A routine's text out of answers: values by tomli-w, the order and the comments ours. And a template with values put in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import tomli_w

from selfcare.desk.schema import DIRECTIVE
from selfcare.text.spans import find_places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selfcare.text.spans import Path

MADE_UP: Final = "# made up: write your own"
"""Stands behind every value of a template that nobody may be left with."""
_COLUMN: Final = 36
_HEAD: Final = """\
{directive}
# Written with `selfcare new`. Every line may be changed; what stands behind a # is for you.
# selfcare check FILE finds every slip, selfcare preview FILE tells what the patient will hear.
"""
_DEFAULTS: Final = (
    ("get_ready", 20, "seconds; design"),
    ("change_side", 15, "design"),
    ("change_place", "wait", "design: a key, when you lie well"),
    ("rest", 30, "between sets; design, no study tested a rest"),
)
_STOP: Final = (
    ("above_max", {"ease_off_first": True, "then": "end exercise"}, "design"),
    ("worse_next_morning", {"by": 2, "then": "gentler"}, "design; Childs 2005: less than 2 points may be wobble"),
)
_EXERCISE: Final = (
    ("title", "what the patient calls it"),
    ("device", ""),
    ("region", ""),
    ("side", ""),
    ("roll", "seconds; stroke: one way over the length"),
    ("hold", "seconds"),
    ("move", "seconds"),
    ("until_faded", "seconds, at the most"),
    ("reps", "at their own pace"),
    ("stretch", "per cent longer than it is"),
    ("gentler", "on a bad day"),
    ("say", ""),
    ("avoid", ""),
)


def routine_text(data: Mapping[str, Any]) -> str:
    """The file of these answers: the keys of a routine, with `discomfort` for all and plain tables for the exercises."""
    lines = [*_HEAD.format(directive=DIRECTIVE).splitlines(), ""]
    lines += [
        _line("format", 1),
        _line("id", data["id"]),
        _line("title", data["title"], "what the patient calls it"),
        _line("patient", data["patient"], "a code, never a name"),
        _line("by", data["by"]),
        *_optional(data, "goal"),
        _line("start", data["start"], "week 1 begins here"),
        _line("contact", data["contact"]),
        *_optional(data, "send_to"),
        _line("schedule", data["schedule"]),
        f"# screened = {{ on = {data['start']}, flags = [] }}   when you have asked about health: the day, and what you found",
    ]
    lines += ["", "[defaults]", *(_line(*one) for one in _DEFAULTS)]
    lines += [
        _line("discomfort", data["discomfort"], "0 to 10 while pressing; Grabow 2018 (RCT): harder was not better")
    ]
    lines += ["", "[needling]", _line("keep_off", "24h", "design, from handouts; no trial fixes a number")]
    lines += ["", "[stop]", *(_line(*one) for one in _STOP)]
    lines += ['# words = "What you would say if you stood beside the patient"']
    for exercise in data["exercise"]:
        lines += ["", "[[exercise]]", _line("id", exercise["id"], "keep it when the dose changes")]
        lines += [_line(name, exercise[name], note) for name, note in _EXERCISE if name in exercise]
        lines += [f'# {name} = "..."' for name in ("say", "avoid") if name not in exercise]
    return "\n".join(lines) + "\n"


def filled(template: str, values: Mapping[Path, Any]) -> str:
    """The template with these values put in their places, its comments and its order kept.

    A value is no longer told to be made up; one that is not given stays as it is, and is. None takes its line away.
    """
    places = find_places(template)
    text = template
    for path, value in sorted(values.items(), key=lambda item: places[item[0]].value.start, reverse=True):
        span = places[path].value
        end = text.index("\n", span.end)
        if value is None:
            text = text[: places[path].key.start] + text[end + 1 :]
            continue
        rest = text[span.end : end]
        if path[-1] != "emergency":
            rest = re.sub(rf"\s*{re.escape(MADE_UP)}.*$", "", rest)
        text = text[: span.start] + inline(value) + rest + text[end:]
    return text


def sealed_for(text: str, key: str) -> str:
    """The template with that public key below its `contact`."""
    end = text.index("\n", find_places(text)["contact",].value.end) + 1
    return f"{text[:end]}{_line('send_to', key)}\n{text[end:]}"


def made_up(text: str) -> list[str]:
    """The keys of a template whose values are still made up."""
    return [line.split("=")[0].strip() for line in text.splitlines() if MADE_UP in line]


def plain_id(words: str, taken: set[str]) -> str:
    """A short name of small letters, digits and hyphens, unlike those taken."""
    base = re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")[:50].strip("-") or "routine"
    number = 1
    while (made := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return made


def inline(value: Any) -> str:
    """The value on one line, as TOML."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {inline(one)}' for key, one in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(inline, value))}]"
    return tomli_w.dumps({"v": value}).removeprefix("v = ").rstrip("\n")


def _line(key: str, value: Any, note: str = "") -> str:
    written = f"{key} = {inline(value)}"
    return f"{written:<{_COLUMN - 1}} # {note}" if note else written


def _optional(data: Mapping[str, Any], key: str) -> list[str]:
    return [_line(key, data[key])] if data.get(key) else []
