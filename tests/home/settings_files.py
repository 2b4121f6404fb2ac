"""Made settings files, as anybody might write them, and values as anybody might type them."""

from __future__ import annotations

from typing import NamedTuple, assert_never

from hypothesis import strategies as st

from selfcare.home.settings import SETTINGS, Setting, Value
from selfcare.home.settings.kinds import Choice, Number, Text, Words, YesNo
from selfcare.text.visible import visible


class Line(NamedTuple):
    """A line of a settings file, cut at its value; one without a key says nothing. A value may run over several."""

    before: str
    value: str = ""
    after: str = ""
    key: str | None = None


NOTHING = ["", "  ", "\t", "# her settings", "# pace = 'slower'", '#"', "#\u00e4\U0001f600 [x]"]
AFTER = ["", " ", " # why", "# pace = 1", '\t#"']


def texts(longest: int) -> st.SearchStrategy[str]:
    """Text of 1 to `longest` characters, of which none is hidden and one at least is seen."""
    letters = st.sampled_from("ab 9-{}#='\"\\[]\u00e4\u4e16\U0001f600") | st.characters(codec="utf-8")
    some = st.text(letters.filter(lambda letter: visible(letter) == letter), min_size=1, max_size=min(longest, 12))
    return some.map(str.strip).filter(bool)


def commands(kind: Words) -> st.SearchStrategy[tuple[str, ...]]:
    """A program and its words, none of them replaced in the program's own name."""
    words = st.sampled_from(["{text}", "{file}", "--out", "-h", "--"]) | texts(kind.longest)
    return st.tuples(texts(9), st.lists(words, max_size=5)).map(
        lambda parts: (parts[0].translate({ord("{"): "("}), *parts[1])
    )


def typed(setting: Setting) -> st.SearchStrategy[tuple[tuple[str, ...], Value]]:
    """Words for a setting as they can be typed, and the value they stand for."""
    match setting.kind:
        case YesNo():
            spoken = {"yes": True, "true": True, " On": True, "no": False, "FALSE": False, "off": False}
            return st.sampled_from([((word,), value) for word, value in spoken.items()])
        case Choice(_, words):
            return st.sampled_from([((form(word),), word) for word in words for form in (str.lower, str.upper)])
        case Number(_, least, most):
            return st.integers(least, most).map(lambda number: ((str(number),), number))
        case Text(_, longest):
            return texts(longest).map(lambda text: (tuple(text.split(" ")), text))
        case Words() as kind:
            return commands(kind).map(lambda words: (words, words))
    assert_never(setting.kind)


def quoted(draw: st.DrawFn, text: str) -> str:
    """The text as one of TOML's four kinds of string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    plain = ["'", "'''"] if "'" not in text else []
    mark = draw(st.sampled_from(['"', '"""', *plain]))
    return f"{mark}{text if mark in plain else escaped}{mark}"


@st.composite
def written(draw: st.DrawFn, setting: Setting) -> tuple[str, Value]:
    """A way to write a value of this setting in TOML, and that value."""
    _, value = draw(typed(setting))
    match value:
        case bool():
            return str(value).lower(), value
        case int():
            return draw(st.sampled_from([f"{value}", f"+{value}", hex(value)])), value
        case str():
            return quoted(draw, value), value
        case tuple():
            gap = draw(st.sampled_from(["", " ", "\n\t", "  # a word ]\n  "]))
            last = draw(st.sampled_from(["", ","])) if value else ""
            return f"[{gap}{f',{gap}'.join(quoted(draw, word) for word in value)}{last}{gap}]", value
    assert_never(value)


class Made(NamedTuple):
    """A sound settings file: its lines, its line end, a BOM or nothing, what it says, and whether its last line ends."""

    lines: list[Line]
    end: str
    bom: str
    says: dict[str, Value]
    ends: bool

    def text(self, lines: list[Line] | None = None) -> str:
        """The file's text; with these lines, where they are given."""
        some = self.lines if lines is None else lines
        whole = "".join(line.before + line.value + line.after + "\n" for line in some).replace("\n", self.end)
        return self.bom + (whole if self.ends else whole.removesuffix(self.end))


@st.composite
def files(draw: st.DrawFn) -> Made:
    """A sound settings file."""
    lines = [Line(draw(st.sampled_from(NOTHING))) for _ in range(draw(st.integers(0, 4)))]
    says: dict[str, Value] = {}
    for setting in draw(st.lists(st.sampled_from(SETTINGS), unique=True, max_size=6)):
        key = draw(st.sampled_from([setting.key, f'"{setting.key}"', f"'{setting.key}'"]))
        before = draw(st.sampled_from(["", " ", "\t"])) + key + draw(st.sampled_from(["=", " = ", "\t=  "]))
        value, says[setting.key] = draw(written(setting))
        line = Line(before, value, draw(st.sampled_from(AFTER)), setting.key)
        lines.insert(draw(st.integers(0, len(lines))), line)
    end, bom = draw(st.sampled_from(["\n", "\r\n"])), draw(st.sampled_from(["", "\ufeff"]))
    return Made(lines, end, bom, says, draw(st.booleans()))
