"""Every setting, as data: the command, the checks and docs/settings.md are made from this list."""

from __future__ import annotations

from typing import NamedTuple

from selfcare.home.settings.kinds import Choice, Kind, Number, Text, Value, Words, YesNo, closest


class Setting(NamedTuple):
    """One thing that can be set: what it does in a line, and what else there is to know about it.

    `variable` is the environment's variable that overrules it, empty where none does.
    """

    key: str
    kind: Kind
    does: str
    more: str
    variable: str = ""

    @property
    def default(self) -> Value:
        """The value where neither file nor environment says anything."""
        return self.kind.default


_SEEN = (
    Setting(
        "reader",
        YesNo(default=False),
        "Plain lines that a screen reader can follow.",
        "No line is written anew and nothing is drawn. The voice stays off unless you ask for it.",
        "SELFCARE_READER",
    ),
    Setting(
        "face",
        Choice("auto", ("auto", "screen", "lines")),
        "Full screen or plain lines in a session.",
        '"auto" is the full screen where the terminal can show it, and lines elsewhere.',
    ),
    Setting(
        "theme",
        Choice("dark", ("dark", "light", "contrast")),
        "The colors of the full screen.",
        '"dark" suits a dark terminal and "light" a light one. "contrast" is the strongest that there is.',
    ),
    Setting(
        "color",
        Choice("auto", ("auto", "never")),
        "Whether color is written.",
        '"never" writes without color, wherever it writes. No meaning is ever told by color alone.',
        "NO_COLOR",
    ),
    Setting(
        "motion",
        Choice("full", ("full", "reduced")),
        "How much moves on the full screen.",
        '"reduced" stills the pacer. The seconds still count.',
    ),
    Setting(
        "captions",
        YesNo(default=True),
        "Shows what is said.",
        "It stands on the full screen until the next thing is said, with the voice on or off.",
    ),
    Setting(
        "flash",
        YesNo(default=True),
        "The screen's frame flashes at changes.",
        "It turns over once, for a moment, so that a change is seen from the corner of the eye.",
    ),
)

_PACE = (
    Setting(
        "pace",
        Choice("normal", ("normal", "slower")),
        "How much time the changes get.",
        '"slower" doubles the time to change place, never the dose.',
    ),
    Setting(
        "wait",
        YesNo(default=False),
        "Waits for your key after changes.",
        "After each change and each rest the next set begins when you press a key.",
    ),
)

_HEARD = (
    Setting(
        "voice",
        Choice("auto", ("auto", "yes", "no")),
        "Says what to do.",
        '"auto" speaks at a terminal where a voice is found, but not in reader mode.',
    ),
    Setting(
        "language",
        Text("en", 60),
        "The voice's language, or its name.",
        "As the voice itself calls it: en, en-gb, or the name of a voice on this computer.",
    ),
    Setting("rate", Number(160, 80, 300, "words a minute"), "How many words a minute it speaks.", "Lower is slower."),
    Setting(
        "volume",
        Number(80, 0, 100, "percent"),
        "How loud voice and tones are, in percent.",
        "0 is silence. The computer's own volume comes on top of it.",
    ),
    Setting(
        "voice_command",
        Words((), 30, 250),
        "Your own program that speaks.",
        "Its words are handed to it as they stand, without a shell. {text} becomes what is to be said, and {file} the "
        "sound file that it is to write. Without a program of your own the computer's voice is used.",
    ),
    Setting(
        "tones",
        YesNo(default=True),
        "Short sounds at each change.",
        "Start, half time, the last three seconds, change of side, rest, end, pause and stop each have their own.",
    ),
    Setting(
        "bell",
        Choice("auto", ("auto", "yes", "no")),
        "The terminal's bell at each change.",
        '"auto" rings it only when nothing else can be heard.',
    ),
)

_CASELOAD = (
    Setting(
        "clinic_store",
        Text("here", 250),
        "Where the caseload is kept.",
        '"here" is a file in your data folder. Else a URL: sqlite:///FILE, or postgresql://USER@SERVER/DATABASE; its '
        "password belongs into ~/.pgpass.",
    ),
    Setting(
        "clinic_safety",
        Number(14, 1, 365, "days"),
        "How long a stop or alarm stays on the list.",
        "An emergency answer stays until the patient was seen, however long that takes.",
    ),
    Setting(
        "clinic_weeks",
        Number(2, 1, 12, "weeks"),
        "How many weeks are compared.",
        "The list holds what was done in the last weeks against as many weeks before.",
    ),
    Setting(
        "clinic_fewer",
        Number(25, 1, 100, "percentage points"),
        "How much less done is fewer than before.",
        "Done of asked, days off left out, fell by so many percentage points or more.",
    ),
    Setting(
        "clinic_silent",
        Number(7, 1, 365, "days"),
        "After how many days a patient is silent.",
        "So long nothing was heard, and something that was asked since was missed.",
    ),
)

CASELOAD = "The caseload"
"""The group of the therapist's settings."""

GROUPS: dict[str, tuple[Setting, ...]] = {
    "What you see": _SEEN,
    "How it goes": _PACE,
    "What you hear": _HEARD,
    CASELOAD: _CASELOAD,
}

SETTINGS: tuple[Setting, ...] = (*_SEEN, *_PACE, *_HEARD, *_CASELOAD)

ELSEWHERE = {
    "day_ends": "It is kept in the log, because the log's days depend on it: selfcare settings set day_ends 04:00"
}
"""What people look for in the file and is not there, with the way to it."""


def find(key: str) -> Setting | None:
    """The setting of that key."""
    return next((setting for setting in SETTINGS if setting.key == key), None)


def not_known(key: str, more: tuple[str, ...] = ()) -> str:
    """What helps whoever wrote a key that is none: the key that was likely meant, or all of them, and `more` beside them."""
    keys = [*(setting.key for setting in SETTINGS), *more]
    near = closest(key, keys)
    return ELSEWHERE.get(key) or (f"Did you mean {near}?" if near else f"The settings are {', '.join(keys)}.")
