"""The printed page: whole, plain, harmless, and nothing of the routine is lost on it."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from selfcare.cli.running import run
from selfcare.day.questions import STOP_QUESTIONS
from selfcare.faces.handout import handout
from selfcare.faces.handout.style import STYLE
from selfcare.faces.handout.wording import dose, how_hard, often, waiting, weeks
from selfcare.faces.words import discomfort
from selfcare.routine.building import build, is_table
from selfcare.routine.devices import find_device
from selfcare.routine.model import (
    Contact,
    Discomfort,
    Dose,
    Exercise,
    Hold,
    Move,
    Needled,
    Needling,
    Press,
    Reps,
    Roll,
    Routine,
    ScheduleLine,
    Side,
    Stop,
    UntilFaded,
    WorseNextMorning,
)
from selfcare.text.visible import visible

TESTS = Path(__file__).parents[1]
FILES = sorted([*(TESTS.parent / "routines").glob("*.toml"), *(TESTS / "prescriptions").glob("*.toml")])
ROUTINES = {path.stem: build(Routine, tomllib.loads(path.read_text("utf-8"))) for path in FILES}
VOID = {"meta", "br", "path", "rect"}
NUMBERS = {"b", "br", "span"}
START = dt.date(2026, 11, 23)
every_routine = pytest.mark.parametrize("routine", ROUTINES.values(), ids=ROUTINES.keys())


class Page(HTMLParser):
    """A page read strictly: every element closed in its turn, each id once; its tags, attributes and words."""

    def __init__(self, html: str) -> None:
        """Read it."""
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.headings: list[str] = []
        self.pieces: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []
        ids = [value for _, name, value in self.attributes if name == "id"]
        assert len(ids) == len(set(ids))

    @property
    def words(self) -> str:
        """All that a reader sees, blanks as one."""
        return " ".join("".join(self.pieces).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open it, unless it has no end."""
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag in {"h1", "h2", "h3"}:
            self.headings.append("")
        if tag not in VOID:
            self.open.append(tag)
        if tag not in NUMBERS:
            self.pieces.append(" ")
        elif tag == "br":
            self.pieces.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One that closes itself."""
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        """Close the one that was opened last."""
        assert self.open.pop() == tag, self.getpos()
        if tag not in NUMBERS:
            self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        """Words: those of the style are none."""
        if self.open and self.open[-1] != "style":
            self.pieces.append(data)
        if any(tag in {"h1", "h2", "h3"} for tag in self.open):
            self.headings[-1] += data


def seen(text: str) -> str:
    """A text as a reader sees it on the page: hidden characters written out, blanks as one."""
    return " ".join(visible(text, lines=True).split())


def exercise(**more: Any) -> Exercise:
    """An exercise with a roller on both thighs."""
    usual: dict[str, Any] = {
        "id": "quads",
        "device": "foam roller",
        "region": "quadriceps",
        "side": "each",
        "roll": Roll(60, 2, 3.0),
        "discomfort": Discomfort(5, 3),
    }
    return Exercise(**{**usual, **more})


def routine(*exercises: Exercise, **more: Any) -> Routine:
    """A routine by Anna."""
    usual: dict[str, Any] = {
        "format": 1,
        "id": "evening",
        "title": "Evening",
        "patient": "P014",
        "by": "Anna Berg, physiotherapist",
        "start": START,
        "contact": Contact("555 0134", "112", "Anna"),
        "exercise": exercises or (exercise(),),
    }
    return Routine(**{**usual, **more})


def test_the_headings_tell_the_page() -> None:
    """What for, how often, with what, what to do in order, then when it is too much, needles, and when to stop."""
    page = Page(handout(ROUTINES["evening-hips"]))
    assert page.headings == [
        "Evening hips",
        "How often",
        "What you need",
        "What to do",
        "1Front of the thigh",
        "2Buttock",
        "3Back of the thigh, with the band",
        "If it is too much",
        "After needles",
        "When to stop, and whom to ring",
        "EMERGENCY ring 112 now. Do not drive yourself.",
        "TODAY ring Anna 555 0134 (Monday to Friday, 8 to 5). Nobody there: ring 112.",
        "TELL ANNA next time. Today come off, and leave that exercise out.",
        "NOT TODAY rest, or leave that place out.",
        "What Anna decided against the usual advice",
    ]


@every_routine
def test_every_page_is_whole_and_needs_nothing_else(routine: Routine) -> None:
    """HTML that closes what it opens, with a language and a title; no script, no link, nothing fetched."""
    html = handout(routine)
    page = Page(html)
    assert html.startswith("<!doctype html>\n")
    assert ("html", "lang", "en") in page.attributes
    assert page.tags.count("title") == 1 + len(routine.exercise)  # each picture has one too
    assert not {"script", "link", "img", "iframe", "object", "a", "form"} & set(page.tags)
    outside = [value for _, name, value in page.attributes if "//" in value and name != "xmlns"]
    assert outside == []
    assert "url(" not in STYLE
    assert "@import" not in STYLE
    assert not any(name.startswith("on") or name in {"src", "href", "style"} for _, name, _ in page.attributes)
    assert handout(routine) == html


@every_routine
def test_every_exercise_is_on_it_with_side_and_dose(routine: Routine) -> None:
    """Each exercise with its name, its device, its place and sides, its dose, how hard, and the therapist's words."""
    words = Page(handout(routine)).words
    sides = {"each": "left and right", "left": ", left", "right": ", right", "middle": ""}
    for one in routine.exercise:
        device, level = find_device(one.device), one.discomfort or routine.defaults.discomfort
        assert device
        assert level
        name, said = one.name[0].upper() + one.name[1:], dose(one.dose, one.side)
        assert f"{name} {said[0].upper()}{said[1:]}" in words
        assert device.name in words.casefold()
        assert device.hint in words
        assert sides[one.side] in words
        assert f"How hard {how_hard(level)}" in words
        for told in (one.say, one.avoid, one.spot, one.head, one.speed):
            assert seen(told or "").casefold() in words.casefold()
    for told in (routine.title, routine.by, routine.goal, routine.words, routine.stop.words, routine.contact.hours):
        assert seen(told or "") in words


SAID: tuple[tuple[Dose, Side, str], ...] = (
    (Roll(60, 3, 3.0), "each", "3 sets of 1 minute on each side, 3 seconds each way"),
    (Roll(45), "left", "45 seconds on the left"),
    (Roll(90, 2, 2.5), "middle", "2 sets of 1 minute 30 seconds, 2.5 seconds each way"),
    (Press(10, 5, 5), "each", "hold 10 seconds, let go 5 seconds, 5 times on each side"),
    (Press(30, 0, 4), "right", "hold 30 seconds, without a break between, 4 times on the right"),
    (Press(90), "left", "hold 1 minute 30 seconds on the left"),
    (Press(10, 5, 3, 2), "each", "2 sets on each side: hold 10 seconds, let go 5 seconds, 3 times"),
    (Move(120, 2), "left", "2 sets of 2 minutes of movement on the left"),
    (UntilFaded(90), "left", "hold until the feeling has clearly faded on the left, 1 minute 30 seconds at the most"),
    (UntilFaded(60, 2), "each", "2 times on each side: hold until the feeling has clearly faded, 1 minute at the most"),
    (Reps(10, 3), "left", "3 sets of 10 on the left, at your own pace"),
    (Reps(12, 1, 60), "middle", "12 times, at your own pace, 1 minute a set at the most"),
)


@pytest.mark.parametrize(("asked", "side", "said"), SAID)
def test_a_dose_is_said_as_its_user_would(asked: Dose, side: Side, said: str) -> None:
    """Minutes and sides, no notation."""
    assert dose(asked, side) == said


def test_a_band_is_drawn_in_words() -> None:
    """Half again its length, never 50 %."""
    words = Page(handout(ROUTINES["05-floss-band-ankle"])).words
    assert "Floss band, drawn out to half again its length; ankle, left" in words
    assert "%" not in words
    assert "Take the band off first. The clock can wait." in words
    assert "band off at once" in words


def test_how_hard_is_said_in_the_words_of_the_session() -> None:
    """Number and word, the same words as on the screen; on the scale aim and max stand out, and what is above is struck out."""
    for most in range(11):
        assert how_hard(Discomfort(most)) == f"Never above {discomfort(most)}"
    html = handout(routine(exercise(discomfort=Discomfort(6, 4))))
    scale = re.findall(r"<span(?: class=\"(\w+)\")?>(\d+)</span>", html)
    assert scale[1:] == [("", "0"), ("", "1"), ("", "2"), ("", "3"), ("aim", "4"), ("", "5"), ("max", "6")] + [
        ("over", str(score)) for score in range(7, 11)
    ]


OFTEN: tuple[tuple[ScheduleLine, str], ...] = (
    (ScheduleLine(per_day=2, at=(dt.time(20), dt.time(7, 30))), "twice a day, at 7:30 and 20:00"),
    (ScheduleLine(per_day=1), "once a day"),
    (ScheduleLine(per_day=1, days=("mon", "wed", "fri")), "once a day, on Monday, Wednesday and Friday"),
    (ScheduleLine(per_week=3), "3 times a week, on days that you choose"),
    (ScheduleLine(per_week=2, days=("sat", "sun")), "twice a week, on Saturday or Sunday"),
    (ScheduleLine(per_week=10, per_day=2), "10 times a week, on days that you choose, at most twice a day"),
)


@pytest.mark.parametrize(("line", "said"), OFTEN)
def test_how_often_is_said_with_the_times_of_day(line: ScheduleLine, said: str) -> None:
    """A line of the schedule as a person would say it."""
    assert often(line) == said


def test_weeks_are_said_with_their_days() -> None:
    """Nobody has to count from the start."""
    assert weeks("1", START) == "Week 1 (Mon 23 Nov to Sun 29 Nov)"
    assert weeks("2-4", START) == "Weeks 2 to 4 (Mon 30 Nov to Sun 20 Dec)"
    assert weeks("5-", START) == "From week 5 on (from Mon 21 Dec)"
    words = Page(handout(routine(exercise(weeks="2-"), schedule=(ScheduleLine(weeks="2-", per_day=1),)))).words
    assert words.count("From week 2 on (from Mon 30 Nov)") == 2
    assert [waiting(one) for one in ("1h", "24h", "90min", "2 d")] == ["1 hour", "24 hours", "90 minutes", "2 days"]


def test_without_a_schedule_it_is_as_she_said() -> None:
    """No number is made up."""
    assert "How often As Anna told you." in Page(handout(routine())).words


@every_routine
def test_when_to_stop_and_whom_to_ring(routine: Routine) -> None:
    """Every stop question is on the page, with how fast to act, and both numbers; and what no trial can tell: in doubt, stop."""
    words = Page(handout(routine)).words
    for question in STOP_QUESTIONS:
        for one in question.detail or (question,):
            assert one.words in words or one.id == "needled", one.words
    name, contact = routine.therapist, routine.contact
    assert f"EMERGENCY ring {contact.emergency} now." in words
    assert f"TODAY ring {name} {contact.phone}" in words
    assert f"TELL {name.upper()} next time." in words
    assert words.index("EMERGENCY") < words.index("TODAY ring") < words.index("TELL ")


@every_routine
def test_needles_may_always_come(routine: Routine) -> None:
    """Hands off for as long as the routine says, and the warning of the lung, on every page."""
    words = Page(handout(routine)).words
    keep_off = routine.needling.keep_off
    said = f"hands off for {waiting(keep_off)}." if keep_off else f"leave it alone until {routine.therapist} says when."
    assert f"A place that was needled: {said}" in words
    assert f"chest: ring {routine.contact.emergency} now" in words
    assert "Short of breath, chest pain, a new dry cough or blue lips in the 3 days after needles" in words


def needled(region: str, keep_off: str | None, *, days: int = 0, side: Any = "right") -> Needling:
    """That place needled at ten past three on the first day, or so many days later."""
    at = dt.datetime.combine(START, dt.time(15, 10)) + dt.timedelta(days=days)
    return Needling(keep_off, (Needled(at, region, side),))


def test_a_fresh_needling_stands_first() -> None:
    """Where, until when hands are off, what is left out meanwhile; and over the lung until when breath counts."""
    blade = exercise(region="shoulder blade", device="massage ball", roll=None, hold=Press(20, 5, 3))
    words = Page(handout(routine(blade, needling=needled("upper trapezius", "36h")))).words
    assert (
        "Needled on Monday 23 November 2026, 15:10: top of the shoulder, right. Hands off until Wednesday 25 November 2026, "
        "3:10. Short of breath, chest pain, a new dry cough or blue lips before Thursday 26 November 2026, 15:10: ring 112 now."
    ) in words
    words = Page(handout(routine(blade, needling=needled("shoulder blade", None)))).words
    assert "Hands off until Anna says when. Until then leave out: shoulder blade, right side." in words
    assert words.index("Needled on") < words.index("What to do")
    calf = Page(handout(routine(needling=needled("calf", "24h")))).words
    assert "Needled on" in calf
    assert "blue lips before" not in calf


def test_needles_of_an_earlier_visit_are_not_told_again() -> None:
    """Those still counting when the last ones came, and no others."""
    old, new = needled("calf", "24h").done, needled("shin", "24h", days=10).done
    words = Page(handout(routine(needling=Needling("24h", (*old, *new))))).words
    assert "shin, right" in words
    assert "calf, right" not in words


def test_bad_days_days_off_and_the_end_are_told() -> None:
    """What a worse morning changes, what of each exercise is less, the holds with their reason, the last day."""
    words = Page(handout(ROUTINES["09-gentler-on-a-bad-day"])).words
    assert "Sorer the next morning, at rest, by 2 points or more of 10: do what stands under “Bad day”." in words
    assert "Bad day 30 seconds on each side, 3 seconds each way. Work at 2, mild; never above 4, moderate" in words
    assert "Bad day Leave it out" in words
    words = Page(handout(ROUTINES["13-in-her-words"])).words
    assert "Sat 5 Dec to Sunday 6 December 2026: The long walk: let the legs be" in words
    assert "From Thursday 24 December 2026 on, until you hear from Anna: Until I have seen you again" in words
    assert "More discomfort than the highest number: end for today." in words
    assert "to Sunday 17 January 2027" in Page(handout(ROUTINES["07-eight-weeks"])).words


HOSTILE = "<script>alert(1)</script> & \"quotes\" 'and' </p><!-- \x1b[2J \u202egnp\u202c \x00 ]]> &lt;b&gt;"
NOT_SHOWN = {
    "Routine": {
        "language",
        "screened",
        "allow",
        "defaults",
        "send_to",
    },  # an attribute; health is nobody's to read; the desk's; times; a key, which no eye checks
    "Exercise": {
        "id",
        "device",
        "region",
        "also",
        "allow",
    },  # the log's; names of our own; what is held back; the desk's
    "Needled": {"region", "also"},  # names of our own
}
"""What a page does not show as it was written, and why."""


def hostile() -> tuple[Routine, list[str]]:
    """A routine with a stranger's text in every place that the page shows, and those texts."""
    told: list[str] = []

    def words(what: str) -> str:
        told.append(f"{HOSTILE} {what}.")
        return told[-1]

    one = exercise(
        title=words("title"), spot=words("spot"), say=words("say"), avoid=words("avoid"), head=words("head"),
        speed=words("speed"), device="massage gun", roll=None, move=Move(60),
    )  # fmt: skip
    made = routine(
        one,
        id=words("id"), title=words("routine"), patient=words("patient"), by=words("by"), goal=words("goal"),
        revision=words("revision"), words=words("words"),
        contact=Contact(words("phone"), words("emergency"), words("name"), words("hours")),
        stop=Stop(words=words("stop"), worse_next_morning=WorseNextMorning()),
        holds=(Hold(START, words("why")),),
    )  # fmt: skip
    return made, told


def test_hostile_text_stays_text() -> None:
    """Markup, quotes and control characters of a stranger are shown, never done: no element and no attribute is theirs."""
    made, told = hostile()
    page = Page(handout(made))
    plain = Page(handout(routine(exercise(device="massage gun", roll=None, move=Move(60), spot="a"))))
    assert set(page.tags) <= {*plain.tags, "b", "p"}
    assert {(tag, name) for tag, name, _ in page.attributes} <= {
        *((tag, name) for tag, name, _ in plain.attributes),
        ("p", "class"),
    }
    for one in told:
        assert seen(one) in page.words, one
    assert "\\u001b[2J" in page.words
    assert "\\u202e" in page.words
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", handout(made))


def test_every_text_of_the_format_is_shown_or_known_not_to_be() -> None:
    """Whoever adds a field of text to the format decides here whether the patient reads it on paper."""
    _, told = hostile()
    shown = {one.removeprefix(HOSTILE).strip(" .") for one in told} | {"purpose", "min_gap", "weeks", "keep_off"}
    named = {"routine": "title", "stop": "words"}
    names = {named.get(one, one) for one in shown}
    for kind in (Routine, Contact, Exercise, Hold, Stop, Needling, Needled):
        for name, hint in kind.__annotations__.items():
            is_text = "Text" in str(hint) or "Words" in str(hint) or "str" in str(hint) or "Id" in str(hint)
            if is_text and not is_table(hint) and name not in NOT_SHOWN.get(kind.__name__, set()):
                assert name in names, f"{kind.__name__}.{name}"


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG counts it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_words_stand_out_from_the_paper() -> None:
    """Every colour that words have has a contrast of 7 to 1 on white; there is a style for print, without backgrounds."""
    words = {name: re.search(rf"--{name}: (#\w+);", STYLE) for name in ("ink", "soft", "alarm", "calm")}
    for name, found in words.items():
        assert found
        assert 1.05 / (luminance(found[1]) + 0.05) >= 7, name
    assert "@media print" in STYLE
    assert set(re.findall(r"background: ([^;]+);", STYLE)) == {"#fff"}


def test_the_command_writes_its_own_pages_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Named like the routine unless said otherwise; an older page of ours is replaced, nothing else is touched."""
    monkeypatch.chdir(tmp_path)
    source = TESTS.parent / "routines" / "evening-hips.toml"
    assert run(["handout", str(source)]) == 0
    page = tmp_path / "evening-hips.html"
    assert page.read_text("utf-8") == handout(ROUTINES["evening-hips"])
    page.write_text(page.read_text("utf-8").replace("Evening hips", "Old"), "utf-8")
    assert run(["handout", str(source), "--output", "evening-hips.html"]) == 0
    assert "Old" not in page.read_text("utf-8")
    own = tmp_path / "own.toml"
    own.write_bytes(source.read_bytes())
    assert run(["handout", str(source), "--output", "own.toml"]) == 2
    assert own.read_bytes() == source.read_bytes()
    capsys.readouterr()
    assert run(["handout", str(source), "--output", "-"]) == 0
    assert capsys.readouterr().out == handout(ROUTINES["evening-hips"])
    assert run(["handout", "nowhere.toml"]) == 66
    assert sorted(path.name for path in tmp_path.iterdir()) == ["evening-hips.html", "own.toml"]


def test_a_routine_that_is_held_back_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The page is made, and the therapist is told to look before it is handed over."""
    source = TESTS / "prescriptions" / "08-after-needling.toml"
    assert run(["handout", str(source), "--output", str(tmp_path / "page.html")]) == 0
    assert "Before you hand it over: selfcare check" in capsys.readouterr().out
