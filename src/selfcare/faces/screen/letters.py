"""Block letters, for what must be read across a room: capitals of five pixels, drawn as large as there is room.

One pixel is `size` cells wide and half as many high, since a cell is about twice as high as wide. Half a cell wants
Unicode's half blocks; without Unicode a row is the least, and the smallest letters are narrow ones of "#".
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_FONT: Final[dict[str, tuple[str, str, str, str, str]]] = {
    " ": ("  ", "  ", "  ", "  ", "  "),
    "A": (" ## ", "#  #", "####", "#  #", "#  #"),
    "B": ("### ", "#  #", "### ", "#  #", "### "),
    "C": (" ###", "#   ", "#   ", "#   ", " ###"),
    "D": ("### ", "#  #", "#  #", "#  #", "### "),
    "E": ("####", "#   ", "### ", "#   ", "####"),
    "F": ("####", "#   ", "### ", "#   ", "#   "),
    "G": (" ###", "#   ", "# ##", "#  #", " ###"),
    "H": ("#  #", "#  #", "####", "#  #", "#  #"),
    "I": ("#", "#", "#", "#", "#"),
    "J": ("  ##", "   #", "   #", "#  #", " ## "),
    "K": ("#  #", "# # ", "##  ", "# # ", "#  #"),
    "L": ("#   ", "#   ", "#   ", "#   ", "####"),
    "M": ("#   #", "## ##", "# # #", "#   #", "#   #"),
    "N": ("#  #", "## #", "# ##", "#  #", "#  #"),
    "O": (" ## ", "#  #", "#  #", "#  #", " ## "),
    "P": ("### ", "#  #", "### ", "#   ", "#   "),
    "Q": (" ## ", "#  #", "#  #", "# ##", " ###"),
    "R": ("### ", "#  #", "### ", "# # ", "#  #"),
    "S": (" ###", "#   ", " ## ", "   #", "### "),
    "T": ("###", " # ", " # ", " # ", " # "),
    "U": ("#  #", "#  #", "#  #", "#  #", " ## "),
    "V": ("#   #", "#   #", " # # ", " # # ", "  #  "),
    "W": ("#   #", "#   #", "# # #", "## ##", "#   #"),
    "X": ("#   #", " # # ", "  #  ", " # # ", "#   #"),
    "Y": ("# #", "# #", " # ", " # ", " # "),
    "Z": ("####", "  # ", " #  ", "#   ", "####"),
    "0": (" ## ", "#  #", "#  #", "#  #", " ## "),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("### ", "   #", " ## ", "#   ", "####"),
    "3": ("### ", "   #", " ## ", "   #", "### "),
    "4": ("#  #", "#  #", "####", "   #", "   #"),
    "5": ("####", "#   ", "### ", "   #", "### "),
    "6": (" ## ", "#   ", "### ", "#  #", " ## "),
    "7": ("####", "   #", "  # ", " #  ", " #  "),
    "8": (" ## ", "#  #", " ## ", "#  #", " ## "),
    "9": (" ## ", "#  #", " ###", "   #", " ## "),
    ".": (" ", " ", " ", " ", "#"),
    ",": ("  ", "  ", "  ", " #", "# "),
    ":": (" ", "#", " ", "#", " "),
    "!": ("#", "#", "#", " ", "#"),
    "?": ("### ", "   #", " ## ", "    ", " #  "),
    "-": ("   ", "   ", "###", "   ", "   "),
    "'": ("#", "#", " ", " ", " "),
    "/": ("   #", "  # ", "  # ", " #  ", "#   "),
    "(": (" #", "# ", "# ", "# ", " #"),
    ")": ("# ", " #", " #", " #", "# "),
    "+": ("   ", " # ", "###", " # ", "   "),
}
HEIGHT: Final = 5
_HALVES: Final = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def drawable(text: str) -> bool:
    """Whether there is a block letter for each of its characters."""
    return all(letter in _FONT for letter in text.upper())


@lru_cache(maxsize=256)
def pixels(text: str) -> int:
    """The width of a line in pixels, one blank between letters."""
    return sum(len(_FONT[letter][0]) + 1 for letter in text.upper()) - 1


def rows_of(size: int, *, unicode: bool) -> int:
    """The rows that a line of that size takes."""
    return -(-HEIGHT * size // 2) if unicode else HEIGHT * -(-size // 2)


@lru_cache(maxsize=256)
def line(text: str, size: int, *, unicode: bool) -> tuple[str, ...]:
    """One line of block letters: `rows_of(size)` rows of `pixels(text) * size` cells."""
    bits = [" ".join(_FONT[letter][row] for letter in text.upper()) for row in range(HEIGHT)]
    wide = ["".join(bit * size for bit in row) for row in bits]
    if not unicode:
        return tuple(row for row in wide for _ in range(-(-size // 2)))
    halves = [row for row in wide for _ in range(size)]
    if len(halves) % 2:
        halves.append(" " * len(halves[0]))
    pairs = zip(halves[::2], halves[1::2], strict=True)
    return tuple(
        "".join(_HALVES[a == "#", b == "#"] for a, b in zip(above, below, strict=True)) for above, below in pairs
    )


@lru_cache(maxsize=256)
def big(text: str, columns: int, rows: int, *, unicode: bool, lines: int = 1, most: int = 8) -> tuple[str, ...]:
    """The text in the largest letters that fit, in at most `lines` lines; empty when none fit or a letter is missing.

    Every row is as wide as the widest line; a blank row stands between two lines.
    """
    text = " ".join(text.split())
    if not text or not drawable(text):
        return ()
    for size in range(most, 0, -1):
        broken = _broken(text, columns // size)
        gap = 1
        if broken and len(broken) <= lines and len(broken) * (rows_of(size, unicode=unicode) + gap) - gap <= rows:
            widest = max(map(pixels, broken)) * size
            drawn: list[str] = []
            for number, one in enumerate(broken):
                drawn += [" " * widest] * gap if number else []
                drawn += [row.ljust(widest) for row in line(one, size, unicode=unicode)]
            return tuple(drawn)
    return ()


def _broken(text: str, room: int) -> list[str]:
    """The words in lines of at most `room` pixels; none when one word is too long."""
    found: list[str] = []
    for word in text.split():
        longer = f"{found[-1]} {word}" if found else word
        if found and pixels(longer) <= room:
            found[-1] = longer
        elif pixels(word) <= room:
            found.append(word)
        else:
            return []
    return found
