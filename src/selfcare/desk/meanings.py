"""What each field of the format means, in a sentence: the schema shows it in an editor, docs/format.md prints it.

One line a field, by its table. The page is held to these words by a test.
"""

from __future__ import annotations

from typing import Final

MEANS: Final[dict[str, dict[str, str]]] = {
    "Routine": {
        "format": "The version of this format",
        "id": "The routine's short name. Keep it from one revision to the next",
        "title": "What the patient calls it",
        "patient": "A code for the patient, never a name. A file for another code is refused",
        "by": 'You, and what you are: `"Anna Berg, physiotherapist"`',
        "start": "The first day. Weeks are counted from here",
        "contact": "Whom to ring",
        "exercise": "What to do",
        "goal": "What the patient wants to be able to do again, in the patient's words",
        "language": "The language in which the tool speaks. Your own words may be in any",
        "end": "The last day, included",
        "revision": 'A label for people, such as `3` or `"after the visit"`. The tool orders files by when they were loaded',
        "words": "What you want to say before a session begins",
        "screened": "What you found when you asked about health",
        "schedule": "How often",
        "min_gap": 'The least time from the beginning of one session to the next: `"4h"`',
        "defaults": "Times of changing, and how hard, once for all",
        "needling": "How long hands stay off a needled place",
        "stop": "What happens when it must stop",
        "holds": "Days that you take out of the plan",
        "measure": "What to measure between visits",
        "send_to": "Your public key, as `selfcare clinic key` prints it. What the patient shares is sealed for you alone",
        "allow": "A rule that you set aside for the whole routine",
    },
    "Contact": {
        "phone": "Your number",
        "emergency": 'The emergency number where the patient lives, such as `"112"`',
        "name": 'How the tool speaks of you: "ring Anna"',
        "hours": "When you can be reached",
    },
    "Exercise": {
        "id": "A short name, different from all others in the file. Keep it when you change the dose: the log knows it by this",
        "device": "With what",
        "region": "Where",
        "side": '`"each"` is all sets on the left and then all on the right, each with the whole dose',
        "title": "What the patient calls it",
        "also": "Other places that it presses. It is held back when one of them is",
        "spot": 'The exact point: `"the most tender one, a hand\'s width below the knee"`',
        "purpose": "What it is for. Some rules look at it, such as FR03, BA02 and FR06",
        "roll": "Slow strokes",
        "hold": "Press, let go, again",
        "move": "Keep moving",
        "until_faded": "Until the patient says so",
        "reps": "Count, not seconds",
        "gentler": "Less on a bad day",
        "weeks": "The phase in which it is done",
        "after": "It begins once enough sessions were hardly sore",
        "get_ready": "Its own, instead of that in `defaults`",
        "change_side": "Its own",
        "change_place": "Its own: the way to this exercise",
        "rest": "Its own",
        "discomfort": "Its own",
        "head": 'The head, for a percussion massager only: `"ball"`, `"flat"`',
        "speed": 'Its speed as the patient can set it: `"level 2"`, `"1800/min"`. In Hz only if the massager shows Hz',
        "stretch": "For a band only: how far it is drawn, in per cent of its slack length. `50` is said as "
        '"half again its length"',
        "say": "What to do, spoken in the time to get ready. Short sentences: the patient lies face down",
        "avoid": "What not to do, where not to go; spoken after `say`",
        "allow": "A rule that you set aside here",
    },
    "Roll": {
        "time": "Seconds for one set, on one side",
        "sets": "How many sets, on each side",
        "stroke": "Seconds for one stroke, one way over the length",
    },
    "Press": {
        "time": "Seconds of one hold",
        "release": "Seconds of letting go between two holds. With 0 one runs into the next, and the change is spoken",
        "times": "How many holds in a set",
        "sets": "How many sets, on each side, with `rest` between",
    },
    "Move": {
        "time": "Seconds for one set, on one side",
        "sets": "How many sets, on each side",
    },
    "UntilFaded": {
        "ceiling": "The most seconds for one set, on one side",
        "sets": "How many sets, on each side",
    },
    "Reps": {
        "times": "Repetitions in one set",
        "sets": "How many sets, on each side",
        "ceiling": "The most seconds for one set, so that a session left alone comes to its end",
    },
    "Gentler": {
        "sets": "Fewer sets",
        "time": "Fewer seconds",
        "times": "Fewer holds or repetitions",
        "release": "Another time for letting go",
        "stroke": "Another pace",
        "ceiling": "A lower ceiling",
        "discomfort": "Less pressure",
    },
    "Discomfort": {
        "max": "Never above this. At the first number above it the patient eases off",
        "aim": "What to work at",
    },
    "Allow": {
        "rule": 'The rule\'s code, as `check` prints it: `"FR01"`',
        "why": "Your reason. It stands in the log and in the report",
    },
    "Screened": {
        "on": "The day on which you asked",
        "flags": "What you found, in one word each, or with its place",
        "cleared": "What you found and judged",
        "age": "Age in years. Only the rule on stretching looks at it: from 65 on, holds of 30 to 60 s",
    },
    "Flag": {
        "flag": "The condition, in one word",
        "region": "Where",
        "side": "The side",
    },
    "After": {
        "sessions": "How many sessions of this routine must have come before",
        "soreness_at_most": "Only sessions count with a soreness before them of this or less, at the worst place",
    },
    "Cleared": {
        "flag": "The same word as in `flags`, or the word for what the patient named",
        "why": "Why it does not hold this routine back",
    },
    "ScheduleLine": {
        "weeks": "The weeks for which this line holds",
        "per_day": "Sessions on each of its days. Beside `per_week`: the most on one day",
        "per_week": "Sessions a week, on days that the patient chooses",
        "days": "The days on which it is asked",
        "at": "Times of day to aim at, no more than a day has sessions. A session at another time counts as much",
    },
    "Defaults": {
        "get_ready": "Seconds before each exercise, to lie or stand well, and to hear what to do",
        "change_side": "Seconds between one side and the other",
        "change_place": "Seconds to get to an exercise with another place or device, or "
        '`"wait"`: until the patient presses a key',
        "rest": "Seconds between two sets",
        "discomfort": "How much it may hurt",
    },
    "Needling": {
        "keep_off": 'How long, from the needle: `"24h"`; `"0h"` says that pressing at once is all right',
        "done": "What you needled",
    },
    "Needled": {
        "at": "Day and time, on the patient's clock",
        "region": "The place",
        "side": "The side",
        "also": "Other places reached by the same needles",
    },
    "Stop": {
        "above_max": "What happens above the `max`",
        "worse_next_morning": "What happens when the next morning is worse",
        "words": "What you would say if you stood beside the patient. Shown and spoken after what to do first",
    },
    "AboveMax": {
        "ease_off_first": "The first time, ease off and go on. Whoever ends at the first honest number teaches people to lie",
        "then": "The second time; or the first, without easing off",
    },
    "WorseNextMorning": {
        "by": "How many points worse than before the session",
        "then": "The gentler dose, or a day of rest",
    },
    "MeasureAsked": {
        "what": "Which measure",
        "every": 'How often: `"7d"`, `"14d"`. It is due so long after it was last taken',
        "side": "Of a measure that has sides",
        "about": "Which motion, which activity; in words that the patient uses",
    },
    "Hold": {
        "start": "The first day",
        "why": "The reason, told to the patient",
        "end": "The last day, included",
    },
}
