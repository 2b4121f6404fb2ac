"""The kinds of value that a setting can take: what each accepts, from a file and from the command line.

Each kind has its `default`, and says
- `takes()`: what it takes, in words for whoever types it on the command line
- `written()`: how that is written in the file
- `typed(words)`: the value of words that were typed, None when it takes no such
- `fault(value)`: what is wrong with a value that TOML gave, None when nothing is
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

Value: TypeAlias = bool | str | int | tuple[str, ...]

_SPOKEN = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_REPLACED = ("{text}", "{file}")


class Fault(NamedTuple):
    """How to mend a value, and which item of a list it is that must be mended; None: the value as a whole."""

    remedy: str
    item: int | None = None


class YesNo(NamedTuple):
    """Yes or no."""

    default: bool

    def takes(self) -> str:
        """Two words."""
        return "yes or no"

    def written(self) -> str:
        """TOML's two words."""
        return "true or false"

    def typed(self, words: Sequence[str]) -> bool | None:
        """The words of people and those of TOML, in any letters."""
        return _SPOKEN.get(" ".join(words).strip().lower())

    def fault(self, value: Any) -> Fault | None:
        """Neither a number nor a word stands for yes or no."""
        return None if isinstance(value, bool) else Fault(f"Write {self.written()}, without quotation marks.")


class Choice(NamedTuple):
    """One of a few words."""

    default: str
    words: tuple[str, ...]

    def takes(self) -> str:
        """The words."""
        return either(self.words)

    def written(self) -> str:
        """The words, each between quotation marks."""
        return either([f'"{word}"' for word in self.words])

    def typed(self, words: Sequence[str]) -> str | None:
        """In any letters; where yes and no are among the words, all that `YesNo` takes."""
        word = " ".join(words).strip().lower()
        if word not in self.words and word in _SPOKEN:
            word = "yes" if _SPOKEN[word] else "no"
        return word if word in self.words else None

    def fault(self, value: Any) -> Fault | None:
        """Only the words as they stand."""
        if isinstance(value, str) and value in self.words:
            return None
        near = closest(value, self.words) if isinstance(value, str) else None
        meant = f'Did you mean "{near}"? ' if near else ""
        return Fault(f"{meant}Write {self.written()}.")


class Number(NamedTuple):
    """A whole number from `least` to `most`, both included, counted in `unit`."""

    default: int
    least: int
    most: int
    unit: str

    def takes(self) -> str:
        """The bounds and the unit."""
        return f"a whole number from {self.least} to {self.most} ({self.unit})"

    def written(self) -> str:
        """The same."""
        return self.takes()

    def typed(self, words: Sequence[str]) -> int | None:
        """Digits, nothing else."""
        word = " ".join(words).strip()
        return int(word) if re.fullmatch("[0-9]{1,9}", word) and self.fault(int(word)) is None else None

    def fault(self, value: Any) -> Fault | None:
        """To Python true is 1; to people it is not."""
        if isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most:
            return None
        return Fault(f"Write {self.written()}, without quotation marks.")


class Text(NamedTuple):
    """One line of 1 to `longest` characters, none of them hidden."""

    default: str
    longest: int

    def takes(self) -> str:
        """The bound."""
        return f"1 to {self.longest} characters"

    def written(self) -> str:
        """The same, between quotation marks."""
        return f"{self.takes()} between quotation marks"

    def typed(self, words: Sequence[str]) -> str | None:
        """Several words are one text: the names of voices have spaces in them."""
        text = " ".join(words).strip()
        return text if self.fault(text) is None else None

    def fault(self, value: Any) -> Fault | None:
        """What a screen would not show as it stands is refused, not repaired."""
        if isinstance(value, str) and _fits(value, self.longest):
            return None
        return Fault(f"Write {self.written()}, without control characters.")


class Words(NamedTuple):
    """A program and the words it is given: at most `most`, each of 1 to `longest` characters, none of them hidden."""

    default: tuple[str, ...]
    most: int
    longest: int

    def takes(self) -> str:
        """The bounds."""
        return f"a program and its words (at most {self.most}, each of 1 to {self.longest} characters)"

    def written(self) -> str:
        """As a list."""
        return f'a list of at most {self.most} words of 1 to {self.longest} characters, such as ["program", "{{text}}"]'

    def typed(self, words: Sequence[str]) -> tuple[str, ...] | None:
        """Each as it stands, spaces included: it will be an argument of its own."""
        return tuple(words) if words and self.fault(list(words)) is None else None

    def fault(self, value: Any) -> Fault | None:
        """A whole command in one word is refused: no shell will take it apart."""
        if not isinstance(value, list) or len(value) > self.most:
            return Fault(f"Write {self.written()}.")
        for number, word in enumerate(value):
            if not isinstance(word, str) or not _fits(word, self.longest):
                return Fault(f"Write {Text('', self.longest).written()}, without control characters.", number)
        if value and any(one in value[0] for one in _REPLACED):
            return Fault('The first word is the program alone. Write each word apart: ["program", "{text}"]', 0)
        return None


Kind: TypeAlias = YesNo | Choice | Number | Text | Words


def shown(value: Value) -> str:
    """The value as a person would type it; "none" for no words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " ".join(f'"{word}"' if " " in word else word for word in value) or "none"
    return str(value)


def either(words: Sequence[str]) -> str:
    """The words as a choice: "a, b or c"."""
    return " or ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def closest(word: str, words: Sequence[str]) -> str | None:
    """Which of the words was likely meant; None when it is near none of them."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word[:60].lower(), words, n=1)), None)


def _fits(text: str, longest: int) -> bool:
    return 1 <= len(text) <= longest and visible(text) == text and not text.isspace()
